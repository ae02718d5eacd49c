"""What the record says about one day: the setting for the rules, and what bears on the doses."""

from collections import Counter
from collections.abc import Mapping
from datetime import date, timedelta
from itertools import pairwise

from msgspec import Struct

from sciaticli.core.catalogue.catalogue import Catalogue
from sciaticli.core.catalogue.dose_sums import work_seconds
from sciaticli.core.catalogue.exercise import Condition, Dose, Exercise, Family, NerveTension, Region
from sciaticli.core.catalogue.strand import StrandKind
from sciaticli.core.course.direction import Label, moves_that_spread, preference_on, tests_on_record
from sciaticli.core.course.dose_ladder import Gap, Situation, gap_of, is_half_way, ladder
from sciaticli.core.course.exercise_record import (
    ExerciseRecord,
    SessionView,
    records_of,
    session_views,
    stays_down,
    with_test_spreads,
)
from sciaticli.core.course.flare import flare_question
from sciaticli.core.course.goals import Wanted, wanted
from sciaticli.core.course.limits import FLARE_REST, HIGH_PAIN
from sciaticli.core.course.longer_walks import with_longer_walks
from sciaticli.core.course.measured_start import (
    RISING,
    MeasuredStart,
    first_steps,
    newest,
    starts_on_record,
    with_lower_steps,
)
from sciaticli.core.course.phase import Course, Effort, capped, course_until, first_phase
from sciaticli.core.plan import Phase, PlanMode
from sciaticli.core.planning.let_in import refused_today
from sciaticli.core.planning.request import Request, gate_value
from sciaticli.core.planning.session_template import is_card
from sciaticli.core.planning.training_days import TrainingDay, training_days, with_owed
from sciaticli.core.profile import AgeBand, Profile, YesNoUnsure
from sciaticli.core.record.day_logs import DayLog, MorningAfter, day_logs, with_now
from sciaticli.core.record.entries import Session
from sciaticli.core.record.history import History
from sciaticli.core.record.session_work import is_trained
from sciaticli.core.rules.conditions import Conditions, conditions_on
from sciaticli.core.rules.eligibility import clinician_knows
from sciaticli.core.rules.person_today import PersonToday, Refusal
from sciaticli.core.screening.clearance import Cleared

LOOK_BACK = timedelta(days=90)
NEW_START = 90
EASY_WEEK_EVERY = 5
RUN_BREAKS_AFTER = 7
FORTNIGHT = timedelta(days=14)
LONG_WALK_S = 1200
AS_BEFORE = (Condition.RECENT_SURGERY, Condition.PREGNANCY_2ND_3RD_TRIMESTER)
"""With these a walk begins with the shortest bouts whatever the leg says."""
CALM_LEG = 1
CALM_LEG_DAYS = 7
SLIDER_SESSIONS = 10
SPREADS_THAT_CALM = 2
PRESSURE_HOLD_S = 10
SHORT_MINUTES = 10
LIKED, DISLIKED = 4, -4
STRONG_STRANDS = 2
STRONG_LEVEL = 3
STRONG_GOOD = 4


class DayPicture(Struct, frozen=True, kw_only=True):
    """Everything known for one day: person, catalogue, minutes, and what the record says of each.

    `times` counts the sessions of each exercise since the last new start, also beyond 90 days.
    `refused` names who is out today, and why. `flare_because` says why a flare day is planned unasked.
    """

    catalogue: Catalogue
    minutes: int
    get_ready_s: int
    more: str | None
    without: tuple[str, ...]
    refused: dict[str, Refusal]
    times: dict[str, int]
    has_trained: bool
    training: tuple[TrainingDay, ...]
    obliged: bool
    setting: PersonToday
    situation: Situation
    ladders: dict[str, tuple[Dose, ...]]
    course: Course | None
    logs: dict[date, DayLog]
    done_today: frozenset[str] = frozenset()
    last_work: int = 0
    flare_because: str | None = None
    wanted: tuple[Wanted, ...] = ()

    def is_let_in(self, exercise: str) -> bool:
        """Return whether every rule lets an exercise of the catalogue in today."""
        return exercise in self.catalogue.by_id and exercise not in self.refused

    def liking(self, row: Exercise) -> int:
        """Return how much a row is liked, below 0 disliked: by what was said, else how often it eased."""
        words, profile = {row.id, *row.families}, self.setting.profile
        if words & {*profile.dislikes}:
            return DISLIKED
        if words & {*profile.likes}:
            return LIKED
        record = self.setting.records.get(row.id)
        return 0 if record is None else max(DISLIKED + 1, min(record.liked, LIKED - 1))


def outlook(
    cleared: Cleared, catalogue: Catalogue, profile: Profile, history: History, request: Request
) -> DayPicture:
    """Fold clearance, profile, history and today's answers into what the plan rests on."""
    day = request.day
    past = _until(history, day)
    since = _start(past.sessions, day)
    logs = day_logs(past, since, day)
    strength = {row.id for row in catalogue.exercises if row.is_strength}
    flare_because = flare_question(day, logs, request.pain) if request.flare is None else None
    flared = request.flare in (YesNoUnsure.YES, YesNoUnsure.UNSURE) or flare_because is not None
    logs[day] = with_now(logs.get(day), request.pain, flare=flared)
    conditions = conditions_on(day, profile, cleared.conditions, (cleared.age_band,), logs)
    preference = preference_on(day, profile, past, logs)
    if preference.label in (Label.FLEXION, Label.EITHER) and conditions.assumed:
        conditions = _without_assumption(conditions)
    sessions = tuple(found for found in past.sessions if found.day >= since)
    starts = starts_on_record((found for found in past.assessments if found.day >= since), day)
    ladders = with_longer_walks(with_lower_steps(_ladders(catalogue, conditions), starts), sessions)
    views = session_views(sessions, logs)
    obliged = _is_obliged(cleared, profile, conditions)
    training = training_days(views, catalogue.programme, catalogue.by_id, obliged=obliged)
    if obliged:
        views = with_owed(views, catalogue.programme, logs)
    records = records_of(views, catalogue.by_id, ladders)
    records = with_test_spreads(records, moves_that_spread(tests_on_record(day, past)), since)
    course = _course(day, logs, views, past, _effort(day, sessions, catalogue, records, ladders))
    gate = gate_value(request.pain)
    flare_day = course.flare_day(day) if course else None
    phase = _phase(course, gate, preference.label, views)
    gap = _gap(past.sessions, day, careful=conditions.careful)
    worse = _is_worse(views, day)
    setting = PersonToday(
        day=day,
        profile=profile,
        conditions=conditions,
        preference=preference,
        phase=phase,
        gate=gate,
        mode=_mode(cleared, flare_day),
        light=cleared.mode is PlanMode.LIGHT,
        flare_day=flare_day,
        up_min=request.up_min,
        evening=request.evening,
        records=records,
        own=catalogue.own,
        slider_reps_today=_slider_reps(day, sessions, catalogue.by_id),
        tensioners_ready=_tensioners_ready(day, logs, conditions, catalogue, records),
        worse=worse,
        last_session=_last_ids(views, day),
        lifted=clinician_knows(day, profile, past),
        gap=gap,
    )
    careful = phase is Phase.CALM or any(map(conditions.has, AS_BEFORE))
    first = first_steps(
        ladders, newest(starts), HIGH_PAIN if phase is Phase.CALM else gate, longer=not careful
    )
    short = phase is Phase.CALM or any(found.day == day for found in sessions)
    return DayPicture(
        catalogue=catalogue,
        minutes=min(request.minutes, SHORT_MINUTES) if short and request.routine is None else request.minutes,
        get_ready_s=request.get_ready_s,
        more=request.more,
        without=request.without,
        refused=refused_today(catalogue, setting),
        times=_times(past.sessions, day),
        has_trained=any(found.phase not in (None, Phase.CALM) and found.day < day for found in past.sessions),
        training=training,
        obliged=obliged,
        setting=setting,
        situation=Situation(
            day=day,
            first=first,
            remeasured=_remeasured(first, starts, records),
            gap=gap,
            easy_week=_in_easy_week(past.sessions, logs, day)
            and flare_day is None
            and phase is not Phase.CALM,
            worse=worse,
            flare_day=flare_day,
        ),
        ladders=ladders,
        course=course,
        logs=logs,
        done_today=frozenset(
            done.exercise
            for found in sessions
            if found.day == day and is_trained(found, strength)
            for done in found.exercises
            if done.done.sets
        ),
        last_work=_last_work(views, day, catalogue.by_id),
        flare_because=flare_because,
        wanted=wanted(past.assessments, catalogue.programme),
    )


def _is_obliged(cleared: Cleared, profile: Profile, conditions: Conditions) -> bool:
    """Return whether age or balance asks for rising, heel raises and a balance row in each session."""
    ages = (cleared.age_band, profile.age_band)
    return (
        AgeBand.AGE_70_PLUS in ages
        or conditions.has(Condition.BALANCE_PROBLEM)
        or conditions.has(Condition.FLOOR_TRANSFER_PROBLEM)
    )


def _times(sessions: tuple[Session, ...], day: date) -> dict[str, int]:
    """Return in how many sessions each exercise was done since the last new start."""
    found: Counter[str] = Counter()
    last: date | None = None
    for session in sessions:
        if last is not None and (session.day - last).days >= NEW_START:
            found.clear()
        last = session.day
        found.update({done.exercise for done in session.exercises if done.done.sets})
    return {} if last is not None and (day - last).days >= NEW_START else dict(found)


def _until(history: History, day: date) -> History:
    """Return the part of the record that was known on a day."""
    return History(
        pains=tuple(found for found in history.pains if found.day <= day),
        sessions=tuple(found for found in history.sessions if found.day <= day),
        assessments=tuple(found for found in history.assessments if found.day <= day),
    )


def _start(sessions: tuple[Session, ...], day: date) -> date:
    """Return the first day that counts: 90 days back, or the new start after 90 without a session."""
    start = day - LOOK_BACK
    days = [found.day for found in sessions]
    if days and (day - days[-1]).days >= NEW_START:
        return days[-1] + timedelta(days=1)
    for earlier, later in pairwise(days):
        if later > start and (later - earlier).days >= NEW_START:
            start = max(start, earlier + timedelta(days=1))
    return start


def _ladders(catalogue: Catalogue, conditions: Conditions) -> dict[str, tuple[Dose, ...]]:
    both_sore = conditions.side == "both"
    cap = PRESSURE_HOLD_S if conditions.has(Condition.HYPERTENSION) else None
    return {found.id: ladder(found, both_sore=both_sore, hold_cap=cap) for found in catalogue.by_id.values()}


def _remeasured(
    first: Mapping[str, int], starts: tuple[MeasuredStart, ...], records: Mapping[str, ExerciseRecord]
) -> dict[str, int]:
    """Return the step that a new answer gives a row of the legs: the first session after it meets it."""
    record = records.get(RISING)
    measured_on = [found.day for found in starts if found.chair_stands is not None]
    is_met = record is None or not measured_on or record.last > measured_on[-1]
    return {} if is_met or RISING not in first else {RISING: first[RISING]}


def _without_assumption(conditions: Conditions) -> Conditions:
    words = conditions.words - {Condition.DISC_HERNIATION}
    return Conditions(
        words=words,
        cleared=conditions.cleared,
        assumed=False,
        careful=conditions.careful,
        side=conditions.side,
    )


def _course(
    day: date, logs: dict[date, DayLog], views: tuple[SessionView, ...], past: History, effort: Effort
) -> Course | None:
    verdicts: dict[date, MorningAfter] = {
        view.session.day: view.verdict for view in views if view.verdict is not None
    }
    older = bool(views) and past.sessions[0].day < views[0].session.day
    start = Phase(views[0].session.phase) if older and views[0].session.phase in list(Phase) else None
    return course_until(day, logs, verdicts, effort, start)


def _phase(
    course: Course | None, gate: int | None, label: Label | None, views: tuple[SessionView, ...]
) -> Phase:
    phase = course.phase if course else first_phase(gate)
    if label is Label.NONE_IRRITABLE or (views and _spreads(views[-1]) >= SPREADS_THAT_CALM):
        return Phase.CALM
    return capped(phase, gate)


def _spreads(view: SessionView) -> int:
    """Return how many different exercises of a session sent symptoms down to stay."""
    return len({done.exercise for done in view.session.exercises if stays_down(view.session, done)})


def _mode(cleared: Cleared, flare_day: int | None) -> PlanMode:
    in_flare = flare_day is not None and flare_day < FLARE_REST
    return PlanMode.FLARE if in_flare else cleared.mode


def _gap(sessions: tuple[Session, ...], day: date, *, careful: bool) -> Gap:
    return gap_of((day - sessions[-1].day).days, careful=careful) if sessions else Gap.NONE


def _is_worse(views: tuple[SessionView, ...], day: date) -> bool:
    before = [view for view in views if view.session.day < day]
    return bool(before) and before[-1].verdict is not None and before[-1].verdict.is_worse


def _last_ids(views: tuple[SessionView, ...], day: date) -> frozenset[str]:
    before = [view for view in views if view.session.day < day]
    if not before:
        return frozenset()
    return frozenset(done.exercise for done in before[-1].session.exercises if done.done.sets)


def _last_work(views: tuple[SessionView, ...], day: date, exercises: dict[str, Exercise]) -> int:
    """Return the work on the clock that the last session before `day` had planned, comfort left aside."""
    before = [view for view in views if view.session.day < day]
    if not before:
        return 0
    return sum(
        work_seconds(row, done.planned)
        for done in before[-1].session.exercises
        if (row := exercises.get(done.exercise)) is not None
        and row.region is not Region.REST
        and not is_card(row, done.planned.hold_s)
    )


def _effort(
    day: date,
    sessions: tuple[Session, ...],
    catalogue: Catalogue,
    records: dict[str, ExerciseRecord],
    ladders: dict[str, tuple[Dose, ...]],
) -> Effort:
    """Return what the climb to maintain asks for: two strands that are strong enough, and a long walk."""
    strong: Counter[StrandKind] = Counter()
    for strand in catalogue.programme.strand:
        if strand.kind in (StrandKind.STRENGTH, StrandKind.BALANCE):
            strong[strand.kind] += any(
                _is_strong(catalogue.by_id[row], records.get(row), ladders[row])
                for row in strand.all_rows
                if row in catalogue.by_id
            )
    both = strong[StrandKind.STRENGTH] + min(1, strong[StrandKind.BALANCE])
    walks = (
        done.done.sets * done.done.hold_s
        for found in sessions
        if day - found.day <= FORTNIGHT
        for done in found.exercises
        if done.exercise in catalogue.by_id and Family.WALKING in catalogue.by_id[done.exercise].families
    )
    return Effort(strong=both >= STRONG_STRANDS, walked_long=any(seconds >= LONG_WALK_S for seconds in walks))


def _is_strong(exercise: Exercise, record: ExerciseRecord | None, doses: tuple[Dose, ...]) -> bool:
    """Return whether a row of level 3 or more stands at half its ladder with four good sessions."""
    return (
        record is not None
        and exercise.level >= STRONG_LEVEL
        and is_half_way(record.step, doses)
        and record.good >= STRONG_GOOD
    )


def _slider_reps(day: date, sessions: tuple[Session, ...], exercises: dict[str, Exercise]) -> int:
    """Return the slides of a day's earlier sessions: those planned count where they are more."""
    return sum(
        done.planned.total_reps
        for found in sessions
        if found.day == day
        for done in found.exercises
        if done.exercise in exercises and exercises[done.exercise].nerve_tension is NerveTension.SLIDER
    )


def _tensioners_ready(
    day: date,
    logs: dict[date, DayLog],
    conditions: Conditions,
    catalogue: Catalogue,
    records: dict[str, ExerciseRecord],
) -> bool:
    """Return whether a leg was calm for two weeks, with ten good slider sessions and nothing numb or weak."""
    legs = [log.leg for found, log in logs.items() if day - found <= FORTNIGHT and log.leg is not None]
    calm = len(legs) >= CALM_LEG_DAYS and max(legs) <= CALM_LEG
    sliders = [
        records[name]
        for name in records
        if name in catalogue.by_id and catalogue.by_id[name].nerve_tension is NerveTension.SLIDER
    ]
    slid = sum(len(record.days) for record in sliders if not record.spread) >= SLIDER_SESSIONS
    return calm and slid and not conditions.has(Condition.NUMBNESS_OR_WEAKNESS)


def _in_easy_week(sessions: tuple[Session, ...], logs: dict[date, DayLog], day: date) -> bool:
    """Return whether it is the fifth week of a run of training; a week off or a flare begins a new run."""
    flares = [found for found, log in logs.items() if log.flare]
    start: date | None = None
    last: date | None = None
    for found in (session.day for session in sessions):
        if last is None or start is None or (found - last).days >= RUN_BREAKS_AFTER:
            start = found
        last = found
    if start is None or last is None or (day - last).days >= RUN_BREAKS_AFTER:
        return False
    start = max([start, *flares])
    return (day - start).days // 7 % EASY_WEEK_EVERY == EASY_WEEK_EVERY - 1
