"""What the record says about one day: the setting for the rules, and what bears on the doses."""

from collections import Counter
from collections.abc import Iterable
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from sciaticli.core.catalogue.catalogue import Catalogue
from sciaticli.core.catalogue.dose_sums import is_off_clock, work_seconds
from sciaticli.core.catalogue.exercise import Condition, Dose, Exercise, Region
from sciaticli.core.course.direction import Label, moves_that_spread, preference_on, tests_on_record
from sciaticli.core.course.dose_ladder import PRESSURE_HOLD_S, Gap, Situation, gap_of, ladder
from sciaticli.core.course.exercise_record import (
    SessionView,
    records_of,
    session_views,
    stays_down,
    with_test_spreads,
)
from sciaticli.core.course.flare import flare_question
from sciaticli.core.course.goals import Wanted, wanted
from sciaticli.core.course.limits import FLARE_REST, HIGH_PAIN, LOOK_BACK
from sciaticli.core.course.longer_walks import with_longer_walks
from sciaticli.core.course.measured_start import (
    first_steps,
    newest,
    remeasured,
    starts_on_record,
    with_lower_steps,
)
from sciaticli.core.course.phase import Course, capped, course_until, first_phase, gate_value
from sciaticli.core.course.readiness import effort, leg_is_calm, slides_today
from sciaticli.core.course.training import TrainingDay, in_easy_week, since_pause, training_days, with_owed
from sciaticli.core.plan import Phase, PlanMode
from sciaticli.core.planning.request import Request
from sciaticli.core.profile import AgeBand, Profile, YesNoUnsure
from sciaticli.core.record.day_logs import DayLog, day_logs, with_now
from sciaticli.core.record.history import History
from sciaticli.core.record.session_work import is_trained
from sciaticli.core.rules.conditions import conditions_on
from sciaticli.core.rules.eligibility import clinician_knows
from sciaticli.core.rules.let_in import refused_today
from sciaticli.core.rules.person_today import PersonToday, Refusal
from sciaticli.core.screening.clearance import Cleared

SHORTEST_BOUTS = (Condition.RECENT_SURGERY, Condition.PREGNANCY_2ND_3RD_TRIMESTER)
"""With these a walk begins with the shortest bouts whatever the leg says."""
UNSTEADY = (Condition.BALANCE_PROBLEM, Condition.FLOOR_TRANSFER_PROBLEM)
SPREADS_THAT_CALM = 2
SHORT_MINUTES = 10
LIKED, DISLIKED = 4, -4


class DayPicture(Struct, frozen=True, kw_only=True):
    """Everything known for one day: person, catalogue, minutes, and what the record says of each.

    `times` counts the sessions of each exercise since the last new start, also beyond 90 days.
    `refused` names who is out today, and why. `flare_because` says why a flare day is planned unasked.
    """

    catalogue: Catalogue
    request: Request
    minutes: int
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

    def let_in(self, rows: Iterable[str]) -> list[Exercise]:
        """Return those of some rows that every rule lets in today."""
        return [self.catalogue.by_id[row] for row in rows if self.is_let_in(row)]

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
    day, programme, since = request.day, catalogue.programme, request.day - LOOK_BACK
    past = _until(history, day)
    logs = day_logs(past, since, day)
    flare_because = flare_question(day, logs, request.pain) if request.flare is None else None
    flared = request.flare in (YesNoUnsure.YES, YesNoUnsure.UNSURE) or flare_because is not None
    logs[day] = with_now(logs.get(day), request.pain, flare=flared)

    conditions = conditions_on(day, profile, cleared.conditions, (cleared.age_band,), logs)
    preference = preference_on(day, profile, past, logs)
    if preference.label in (Label.FLEXION, Label.EITHER) and conditions.assumed:
        no_disc = conditions.words - {Condition.DISC_HERNIATION}
        conditions = replace(conditions, words=no_disc, assumed=False)
    ages = (cleared.age_band, profile.age_band)
    obliged = AgeBand.AGE_70_PLUS in ages or any(map(conditions.has, UNSTEADY))

    starts = starts_on_record((found for found in past.assessments if found.day >= since), day)
    cap = PRESSURE_HOLD_S if conditions.has(Condition.HYPERTENSION) else None
    both = conditions.side == "both"
    ladders = {row.id: ladder(row, both_sore=both, hold_cap=cap) for row in catalogue.by_id.values()}
    sessions = tuple(found for found in past.sessions if found.day >= since)
    ladders = with_longer_walks(with_lower_steps(ladders, starts), sessions)

    views = session_views(sessions, logs)
    training = training_days(views, programme, catalogue.by_id, obliged=obliged)
    views = with_owed(views, programme, logs) if obliged else views
    records = records_of(views, catalogue.by_id, ladders)
    records = with_test_spreads(records, moves_that_spread(tests_on_record(day, past)), since)
    last = next((view for view in reversed(views) if view.session.day < day), None)
    worse = last is not None and last.verdict is not None and last.verdict.is_worse
    before = past.sessions[-1:]
    gap = gap_of((day - before[0].day).days, careful=conditions.careful) if before else Gap.NONE

    verdicts = {view.session.day: view.verdict for view in views if view.verdict is not None}
    older = bool(views) and past.sessions[0].day < views[0].session.day
    start = Phase(views[0].session.phase) if older and views[0].session.phase in list(Phase) else None
    course = course_until(day, logs, verdicts, effort(day, sessions, catalogue, records, ladders), start)
    gate = gate_value(request.pain)
    flare_day = course.flare_day(day) if course else None
    phase = capped(course.phase if course else first_phase(gate), gate)
    if preference.label is Label.NONE_IRRITABLE or (views and _spreads(views[-1]) >= SPREADS_THAT_CALM):
        phase = Phase.CALM

    setting = PersonToday(
        day=day,
        profile=profile,
        conditions=conditions,
        preference=preference,
        phase=phase,
        gate=gate,
        mode=PlanMode.FLARE if flare_day is not None and flare_day < FLARE_REST else cleared.mode,
        light=cleared.mode is PlanMode.LIGHT,
        flare_day=flare_day,
        up_min=request.up_min,
        evening=request.evening,
        records=records,
        own=catalogue.own,
        slider_reps_today=slides_today(day, sessions, catalogue),
        tensioners_ready=leg_is_calm(day, logs, catalogue, records)
        and not conditions.has(Condition.NUMBNESS_OR_WEAKNESS),
        worse=worse,
        last_session=frozenset(done.exercise for done in last.session.exercises if done.done.sets)
        if last
        else frozenset(),
        lifted=clinician_knows(day, profile, past),
        gap=gap,
    )
    longer = phase is not Phase.CALM and not any(map(conditions.has, SHORTEST_BOUTS))
    first = first_steps(ladders, newest(starts), HIGH_PAIN if phase is Phase.CALM else gate, longer=longer)
    today = [found for found in sessions if found.day == day]
    strength = {row.id for row in catalogue.exercises if row.is_strength}
    is_short = request.routine is None and (phase is Phase.CALM or bool(today))
    return DayPicture(
        catalogue=catalogue,
        request=request,
        minutes=min(request.minutes, SHORT_MINUTES) if is_short else request.minutes,
        refused=refused_today(catalogue, setting),
        times=Counter(
            name
            for found in since_pause(past.sessions, day)
            for name in {done.exercise for done in found.exercises if done.done.sets}
        ),
        has_trained=any(found.phase not in (None, Phase.CALM) and found.day < day for found in past.sessions),
        training=training,
        obliged=obliged,
        setting=setting,
        situation=Situation(
            day=day,
            first=first,
            remeasured=remeasured(first, starts, records),
            gap=gap,
            easy_week=in_easy_week(past.sessions, logs, day)
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
            for found in today
            if is_trained(found, strength)
            for done in found.exercises
            if done.done.sets
        ),
        last_work=_work(last, catalogue.by_id) if last else 0,
        flare_because=flare_because,
        wanted=wanted(past.assessments, programme),
    )


def _until(history: History, day: date) -> History:
    """Return the part of the record that was known on a day."""
    return History(
        pains=tuple(found for found in history.pains if found.day <= day),
        sessions=tuple(found for found in history.sessions if found.day <= day),
        assessments=tuple(found for found in history.assessments if found.day <= day),
    )


def _spreads(view: SessionView) -> int:
    """Return how many different exercises of a session sent symptoms down to stay."""
    return len({done.exercise for done in view.session.exercises if stays_down(view.session, done)})


def _work(view: SessionView, exercises: dict[str, Exercise]) -> int:
    """Return the work on the clock that a session had planned, comfort left aside."""
    return sum(
        work_seconds(row, done.planned)
        for done in view.session.exercises
        if (row := exercises.get(done.exercise)) is not None
        and row.region is not Region.REST
        and not is_off_clock(row, done.planned.hold_s)
    )
