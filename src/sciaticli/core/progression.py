"""Doses over time: what the record of an exercise allows next, and why.

Up slowly (2 good sessions at levels 1-2, 3 above; one step; our choice, the step sizes follow NHS
Inform and the ACSM 2009), down at once, back gently after a gap.
"""

from datetime import date, timedelta
from enum import StrEnum

from msgspec import Struct, UnsetType
from msgspec.structs import replace

from sciaticli.core.daylog import DayLog, Verdict, site, verdict
from sciaticli.core.dosing import capped_hold, halved_reps, scaled, work_seconds
from sciaticli.core.entry import Done, Ended, ExerciseDone, Moved, PainNow, Response, Session, SkipReason
from sciaticli.core.exercise import Dose, Exercise, Kind, Region
from sciaticli.core.plan import PlanMode

WEEK = timedelta(days=7)
FORGOTTEN = timedelta(days=90)
EASY_LEVEL = 2
GOOD_SESSIONS = {True: 2, False: 3}  # by "level 1 or 2"
MASTERED_GOOD = 3
MASTERED_SPREAD = timedelta(days=5)
PROMOTIONS_A_WEEK = 3
EASED_SESSIONS = 2
EASED_SHARE = 0.6
EASY_WEEK_SHARE = 0.6
RISE_IN_SESSION = 2


class Gap(StrEnum):
    """How long nothing was done, by the rows of the gap table."""

    NONE = "none"  # 0-3 days
    SHORT = "short"  # 4-6
    WEEK = "week"  # 7-13
    FORTNIGHT = "fortnight"  # 14-27
    MONTH = "month"  # 28-89
    NEW = "new"  # 90 and more: a new start


class Change(StrEnum):
    """What becomes of a dose."""

    START = "start"
    HOLD = "hold"
    UP = "up"
    BACK_UP = "back_up"
    EASED = "eased"
    FLARE = "flare"
    EASY_WEEK = "easy_week"
    GAP = "gap"
    RETEST = "retest"
    FULL = "full"


class DoseChange(Struct, frozen=True):
    """The next dose, what kind of change it is, and whether it is a promotion that counts by the caps."""

    dose: Dose
    change: Change
    promoted: bool = False


class ExerciseRecord(Struct, frozen=True, kw_only=True):
    """What the last 90 days say of one exercise. `step` is its place on its ladder of doses, from 0.

    `best` is the highest step that still counts: on the way back to it steps are quick and no promotion.
    """

    first: date
    last: date
    days: tuple[date, ...] = ()
    step: int = 0
    best: int = 0
    good_run: int = 0
    full_good: tuple[date, ...] = ()
    too_much: tuple[date, ...] = ()
    spread: tuple[date, ...] = ()
    culprit: tuple[date, ...] = ()
    eased_left: int = 0
    promotions: tuple[date, ...] = ()
    liked: int = 0
    last_work: int = 0

    def mastered(self) -> bool:
        """Return whether three good sessions at full dose lie over at least five days."""
        days = self.full_good
        return len(days) >= MASTERED_GOOD and days[-1] - days[0] >= MASTERED_SPREAD


class SessionView(Struct, frozen=True, kw_only=True):
    """One past session as the rules see it."""

    session: Session
    verdict: Verdict | None
    kept_amber: bool


class Situation(Struct, frozen=True, kw_only=True):
    """What of the day bears on every dose."""

    gap: Gap = Gap.NONE
    easy_week: bool = False
    worse: bool = False
    flare_day: int | None = None


def ladder(exercise: Exercise, *, both_sore: bool = False, hold_cap: int | None = None) -> tuple[Dose, ...]:
    """Return the exercise's doses for this person: halved per side when both are sore, holds capped."""
    doses: list[Dose] = []
    continuous = exercise.kind is Kind.CONTINUOUS
    for dose in exercise.doses:
        shaped = halved_reps(dose, continuous=continuous) if both_sore and exercise.per_side else dose
        if hold_cap is not None and not continuous:
            shaped = capped_hold(shaped, hold_cap)
        if not doses or shaped != doses[-1]:
            doses.append(shaped)
    return tuple(doses)


def session_views(sessions: tuple[Session, ...], logs: dict[date, DayLog]) -> tuple[SessionView, ...]:
    """Return the sessions with what their next mornings say; of two on a day the first one's pain is the base."""
    return tuple(
        SessionView(
            session=session,
            verdict=verdict(session.pain.before, session.day, logs),
            kept_amber=_kept_amber(session),
        )
        for session in sessions
    )


def records_of(
    views: tuple[SessionView, ...], exercises: dict[str, Exercise], ladders: dict[str, tuple[Dose, ...]]
) -> dict[str, ExerciseRecord]:
    """Fold sessions, oldest first, into one record an exercise; ids that the catalogue lacks are passed over."""
    records: dict[str, ExerciseRecord] = {}
    for view in views:
        performed: dict[str, list[ExerciseDone]] = {}
        for done in view.session.exercises:
            if done.exercise in exercises and _was_begun(done):
                performed.setdefault(done.exercise, []).append(done)
        culprit = _culprit(view, performed, records, exercises)
        for name, sides in performed.items():
            records[name] = _after(
                records.get(name), view, sides, exercises[name], ladders[name], is_culprit=name == culprit
            )
    return records


def with_test_spreads(
    records: dict[str, ExerciseRecord], spreads: dict[str, list[date]], since: date
) -> dict[str, ExerciseRecord]:
    """Return the records with the days on which an exercise sent symptoms down in a direction test."""
    marked = dict(records)
    for name, days in spreads.items():
        recent = [day for day in days if day >= since]
        if not recent:
            continue
        record = marked.get(name) or ExerciseRecord(first=recent[0], last=recent[-1])
        marked[name] = replace(record, spread=tuple(sorted((*record.spread, *recent))))
    return marked


def next_dose(
    exercise: Exercise,
    doses: tuple[Dose, ...],
    record: ExerciseRecord | None,
    situation: Situation,
    day: date,
) -> DoseChange:
    """Return the dose for a day from the ladder `doses` and the record, with the reason.

    Whether a promotion may be taken is the planner's to say: `held` gives what stands without it.
    """
    if record is None or situation.gap is Gap.NEW:
        return DoseChange(_eased_by_flare(doses[0], situation), Change.START)
    if situation.flare_day is not None and situation.flare_day < 6:  # noqa: PLR2004 - days
        return DoseChange(_eased_by_flare(doses[0], situation), Change.FLARE)
    if record.spread and record.spread[-1] >= record.last:
        return DoseChange(doses[0], Change.RETEST)
    step = min(record.step, len(doses) - 1)
    gap = max(situation.gap, gap_of((day - record.last).days), key=list(Gap).index)
    if situation.worse or record.eased_left:
        return DoseChange(scaled(doses[step], EASED_SHARE), Change.EASED)
    if gap not in (Gap.NONE, Gap.SHORT):
        return DoseChange(_after_gap(exercise, doses, step, gap), Change.GAP)
    if situation.easy_week:
        return DoseChange(scaled(doses[step], EASY_WEEK_SHARE), Change.EASY_WEEK)
    return _risen(exercise, doses, record, step, gap)


def held(doses: tuple[Dose, ...], record: ExerciseRecord) -> DoseChange:
    """Return the dose of last time again, for a day on which the promotion goes to another exercise."""
    return DoseChange(doses[min(record.step, len(doses) - 1)], Change.HOLD)


def gap_of(days: int, *, careful: bool = False) -> Gap:
    """Return the row of the gap table for days since the last session; one row more for the careful."""
    rows = [(3, Gap.NONE), (6, Gap.SHORT), (13, Gap.WEEK), (27, Gap.FORTNIGHT), (89, Gap.MONTH)]
    found = next((gap for limit, gap in rows if days <= limit), Gap.NEW)
    if careful and found not in (Gap.NONE, Gap.NEW):
        order = list(Gap)
        return order[order.index(found) + 1]
    return found


def needs_easier(record: ExerciseRecord | None, day: date) -> bool:
    """Return whether two mornings in 7 days said "too much": then an easier neighbour takes its place."""
    if record is None:
        return False
    recent = [found for found in record.too_much if timedelta(0) <= day - found <= WEEK]
    return len(recent) > 1 and recent[-1] - recent[0] <= WEEK


def blocked_until(record: ExerciseRecord | None) -> date | None:
    """Return the day from which an exercise may come back after it sent symptoms down, None when free."""
    if record is None:
        return None
    marks = (*record.spread, *record.culprit)
    return max(marks) + WEEK if marks else None


def stays_down(session: Session, done: ExerciseDone) -> bool:
    """Return whether an exercise sent a symptom further down and it stayed there for over a minute."""
    if done.moved is not Moved.LOWER:
        return False
    before = session.pain.before
    began = None if isinstance(before, UnsetType) else site(before.distal)
    ended = site(done.distal)
    return began is None or ended is None or ended.level > began.level


def promotions_since(records: dict[str, ExerciseRecord], day: date) -> int:
    """Return how many promotions the 7 days up to `day` saw."""
    return sum(day - WEEK < found <= day for record in records.values() for found in record.promotions)


def _eased_by_flare(dose: Dose, situation: Situation) -> Dose:
    in_first_days = situation.flare_day is not None and situation.flare_day < 3  # noqa: PLR2004 - days
    return scaled(dose, 0.5) if in_first_days else dose


def _after_gap(exercise: Exercise, doses: tuple[Dose, ...], step: int, gap: Gap) -> Dose:
    match gap:
        case Gap.WEEK:
            return scaled(doses[step], 0.8)
        case Gap.FORTNIGHT:
            middle = (len(doses) - 1) // 2
            return doses[min(step, middle)] if exercise.level > EASY_LEVEL else scaled(doses[step], 0.8)
        case _:
            return doses[0]


def _risen(
    exercise: Exercise, doses: tuple[Dose, ...], record: ExerciseRecord, step: int, gap: Gap
) -> DoseChange:
    if exercise.region is Region.REST:
        return DoseChange(doses[step], Change.HOLD)
    returning = step < min(record.best, len(doses) - 1)
    needed = 1 if returning else GOOD_SESSIONS[exercise.level <= EASY_LEVEL]
    if step + 1 >= len(doses):
        return DoseChange(doses[step], Change.FULL)
    if gap is Gap.SHORT or record.good_run < needed:
        return DoseChange(doses[step], Change.HOLD)
    return DoseChange(doses[step + 1], Change.BACK_UP if returning else Change.UP, promoted=not returning)


def _after(
    record: ExerciseRecord | None,
    view: SessionView,
    sides: list[ExerciseDone],
    exercise: Exercise,
    doses: tuple[Dose, ...],
    *,
    is_culprit: bool,
) -> ExerciseRecord:
    """The record after one more session."""
    day = view.session.day
    if record is None or day - record.last >= FORGOTTEN:
        record = ExerciseRecord(first=day, last=day)
    moved_to = _step_of(sides[0].planned, doses, record.step)
    record = _stepped(record, day, record.step if moved_to is None else moved_to)
    record = replace(
        record,
        last=day,
        days=(*record.days, day),
        last_work=sum(work_seconds(exercise, done.planned) for done in sides),
        eased_left=max(0, record.eased_left - 1),
        liked=record.liked + _liking(sides),
    )
    if any(stays_down(view.session, done) for done in sides):
        record = replace(record, spread=(*record.spread, day), good_run=0, best=0)
    elif any(done.moved is Moved.LOWER for done in sides):
        record = replace(record, eased_left=1, good_run=0)
    if is_culprit:
        record = replace(record, culprit=(*record.culprit, day), good_run=0)
    return _judged(
        record, view, sides, exercise, at_full=moved_to == len(doses) - 1, matched=moved_to is not None
    )


def _judged(
    record: ExerciseRecord,
    view: SessionView,
    sides: list[ExerciseDone],
    exercise: Exercise,
    *,
    at_full: bool,
    matched: bool,
) -> ExerciseRecord:
    """The record after the morning's verdict."""
    day = view.session.day
    if view.verdict is None:
        return record
    if view.verdict.is_worse and exercise.region is not Region.REST:
        return replace(
            record,
            too_much=(*record.too_much, day),
            good_run=0,
            eased_left=EASED_SESSIONS,
            best=record.step,
        )
    good = view.verdict is Verdict.GOOD and view.kept_amber and all(_was_full(done) for done in sides)
    if not good:
        return record
    flare = view.session.mode == PlanMode.FLARE
    run = record.good_run + (1 if matched and not flare else 0)
    full_good = (*record.full_good, day) if at_full else record.full_good
    return replace(record, good_run=run, full_good=full_good)


def _stepped(record: ExerciseRecord, day: date, step: int) -> ExerciseRecord:
    if step == record.step:
        return record
    promotions = (*record.promotions, day) if step > record.best else record.promotions
    return replace(record, step=step, best=max(record.best, step), good_run=0, promotions=promotions)


def _step_of(planned: Dose, doses: tuple[Dose, ...], near: int) -> int | None:
    """The place of a planned dose on the ladder; None for one that was eased, cut or prescribed."""
    found = [number for number, dose in enumerate(doses) if dose == planned]
    return min(found, key=lambda number: abs(number - near), default=None)


def _kept_amber(session: Session) -> bool:
    """True when the leg did not rise by 2 or more over the session and no rule ended it."""
    before, after = session.pain.before, session.pain.after
    if session.ended is Ended.SAFETY:
        return False
    if isinstance(before, UnsetType) or isinstance(after, UnsetType):
        return True
    return _rise(before, after) < RISE_IN_SESSION


def _rise(before: PainNow, after: PainNow) -> int:
    first, last = before.leg, after.leg
    return last - first if isinstance(first, int) and isinstance(last, int) else 0


def _culprit(
    view: SessionView,
    performed: dict[str, list[ExerciseDone]],
    records: dict[str, ExerciseRecord],
    exercises: dict[str, Exercise],
) -> str | None:
    """After a morning with the lowest site further down: the exercise last added, or the steepest."""
    if view.verdict is not Verdict.BAD:
        return None
    able = [name for name in performed if exercises[name].region is not Region.REST]
    new = [name for name in able if name not in records]
    return max(new or able, key=lambda name: (exercises[name].level, name), default=None)


def _was_begun(done: ExerciseDone) -> bool:
    return done.done.sets > 0 or done.moved is Moved.LOWER


def _was_full(done: ExerciseDone) -> bool:
    """True when every planned rep was done, the hold held, and the leg did not answer worse."""
    held_long = done.done.hold_s >= done.planned.hold_s
    return held_long and _reps(done.done) >= done.planned.total_reps and done.response is not Response.WORSE


def _reps(done: Done) -> int:
    return done.sets * done.reps if isinstance(done.reps, int) else sum(done.reps)


def _liking(sides: list[ExerciseDone]) -> int:
    if any(done.skip is SkipReason.DID_NOT_WANT for done in sides):
        return -1
    return 1 if any(done.response is Response.BETTER for done in sides) else 0
