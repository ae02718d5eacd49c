"""The record of each exercise: what sessions and their mornings say of it.

A good session: all reps done, pain within amber, two more left in it, and a good morning after. Doses
that were eased, cut or prescribed are no place on the ladder: they neither promote nor demote. Counts
are our choice.
"""

from collections.abc import Container, Iterable, Mapping
from datetime import date, timedelta
from typing import NamedTuple

from msgspec import Struct, UnsetType
from msgspec.structs import replace

from sciaticli.core.catalogue.dose_sums import work_seconds
from sciaticli.core.catalogue.exercise import Dose, Exercise, Region
from sciaticli.core.course.limits import LOOK_BACK
from sciaticli.core.dates import FORTNIGHT, WEEK
from sciaticli.core.plan import PlanMode
from sciaticli.core.record.day_logs import DayLog, MorningAfter, site, verdict
from sciaticli.core.record.entries import (
    Ended,
    ExerciseDone,
    Moved,
    PainNow,
    Response,
    Session,
    SkipReason,
)

MASTERED_GOOD = 3
MASTERED_SPREAD = timedelta(days=5)
EASED_SESSIONS = 2
RISE_IN_SESSION = 2
RUNNING = 2
"""So many answers running, easy or too hard, move a dose."""
SKIPS_AGAIN = timedelta(days=14)


class ExerciseRecord(Struct, frozen=True, kw_only=True):
    """What the last 90 days say of one exercise. `step` is its place on its ladder of doses, from 0.

    `best` is the highest step that still counts: on the way back to it steps are quick and no promotion.
    `good` counts all good sessions, `good_run` those since the last step. `easy_run` and `hard_run` count
    the last sessions running that were called easy, and those with no two more left; `skipped` is the
    day on which a step was passed over for the former.
    """

    first: date
    last: date
    days: tuple[date, ...] = ()
    step: int = 0
    best: int = 0
    good: int = 0
    good_run: int = 0
    full_good: tuple[date, ...] = ()
    too_much: tuple[date, ...] = ()
    spread: tuple[date, ...] = ()
    culprit: tuple[date, ...] = ()
    eased_left: int = 0
    promotions: tuple[date, ...] = ()
    easy_run: int = 0
    hard_run: int = 0
    skipped: date | None = None
    liked: int = 0

    def skips_a_step(self, day: date) -> bool:
        """Return whether the next step may be passed over: easy twice running, once a fortnight."""
        free = self.skipped is None or day - self.skipped >= SKIPS_AGAIN
        return self.easy_run >= RUNNING and free

    @property
    def full_since(self) -> date | None:
        """The first good session at full dose of the run it is trained in; a fortnight off ends a run."""
        start = self.last
        for day in reversed(self.days):
            if start - day > FORTNIGHT:
                break
            start = day
        return next((day for day in self.full_good if day >= start), None)

    def mastered(self) -> bool:
        """Return whether three good sessions at full dose lie over at least five days."""
        days = self.full_good
        return len(days) >= MASTERED_GOOD and days[-1] - days[0] >= MASTERED_SPREAD


class PastSession(Struct, frozen=True, kw_only=True):
    """One past session as the rules see it.

    `owed` are rows of which this person does at least a little in each session, whose turn or not.
    """

    session: Session
    verdict: MorningAfter | None
    kept_amber: bool
    owed: frozenset[str] = frozenset()


class _Performed(NamedTuple):
    """One exercise in one session, with all its sides."""

    view: PastSession
    sides: list[ExerciseDone]
    exercise: Exercise
    doses: tuple[Dose, ...]
    is_culprit: bool
    was_hard: bool


def session_views(sessions: tuple[Session, ...], logs: dict[date, DayLog]) -> tuple[PastSession, ...]:
    """Return the sessions with what their next mornings say."""
    return tuple(
        PastSession(
            session=session,
            verdict=verdict(session.pain.before, session.day, logs),
            kept_amber=_kept_amber(session),
        )
        for session in sessions
    )


def records_of(
    views: Iterable[PastSession],
    exercises: Mapping[str, Exercise],
    ladders: Mapping[str, tuple[Dose, ...]],
    so_far: Mapping[str, ExerciseRecord] | None = None,
) -> dict[str, ExerciseRecord]:
    """Fold sessions, oldest first, into one record an exercise; ids not in the catalogue are passed over.

    `so_far` is what earlier sessions have come to.
    """
    records = dict(so_far or {})
    for view in views:
        performed: dict[str, list[ExerciseDone]] = {}
        for done in view.session.exercises:
            if done.exercise in exercises and _was_begun(done):
                performed.setdefault(done.exercise, []).append(done)
        culprit, day = _culprit(view, performed, records, exercises), view.session.day
        for name, sides in performed.items():
            found = _Performed(view, sides, exercises[name], ladders[name], name == culprit, _was_hard(sides))
            record = records.get(name)
            if record is None or day - record.last >= LOOK_BACK:
                record = ExerciseRecord(first=day, last=day)
            records[name] = _counted(record, found)
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


def _counted(record: ExerciseRecord, found: _Performed) -> ExerciseRecord:
    """Return a record with one more session."""
    day, sides = found.view.session.day, found.sides
    moved_to = _step_of(sides[0].planned, found.doses, record.step)
    if moved_to == 0 and record.step and _was_a_little(record, found):
        moved_to = None
    if moved_to is not None and moved_to != record.step:
        record = _stepped(record, day, moved_to)
    was_easy = moved_to is not None and not found.was_hard and _was_easy(sides)
    record = replace(
        record,
        last=day,
        days=(*record.days, day),
        eased_left=max(0, record.eased_left - 1),
        liked=record.liked + _liking(sides),
        easy_run=record.easy_run + 1 if was_easy else 0,
        hard_run=record.hard_run + 1 if found.was_hard else 0,
    )
    lower = [done for done in sides if done.moved is Moved.LOWER]
    if lower:
        record = _sent_down(record, found, lower)
    if found.is_culprit:
        record = replace(record, culprit=(*record.culprit, day), good_run=0)
    return _judged(record, found, moved_to)


def _was_a_little(record: ExerciseRecord, found: _Performed) -> bool:
    """Return whether the start dose was a little on a day that is not its turn: that is no step back."""
    lately = found.view.session.day - record.last < FORTNIGHT
    return found.exercise.id in found.view.owed and lately and not record.spread


def _sent_down(record: ExerciseRecord, found: _Performed, lower: list[ExerciseDone]) -> ExerciseRecord:
    """Count a symptom that went down: to stay, or only for a moment."""
    if any(stays_down(found.view.session, done) for done in lower):
        return replace(record, good_run=0, spread=(*record.spread, found.view.session.day), best=0)
    return replace(record, good_run=0, eased_left=1)


def _judged(record: ExerciseRecord, found: _Performed, moved_to: int | None) -> ExerciseRecord:
    """Count the morning's verdict; an eased dose (`moved_to` None) is no step up."""
    match found.view.verdict:
        case MorningAfter.BAD:
            return replace(record, good_run=0)
        case MorningAfter.TOO_MUCH if found.exercise.region is not Region.REST:
            too_much = (*record.too_much, found.view.session.day)
            return replace(record, too_much=too_much, good_run=0, eased_left=EASED_SESSIONS, best=record.step)
        case _ if found.was_hard:
            return replace(record, good_run=0)
        case MorningAfter.GOOD if found.view.kept_amber and all(map(_was_full, found.sides)):
            return _went_well(record, found, moved_to)
        case _:
            return record


def _went_well(record: ExerciseRecord, found: _Performed, moved_to: int | None) -> ExerciseRecord:
    """Count a good session; in a flare it does not bring the next step nearer."""
    session, full_good = found.view.session, record.full_good
    if moved_to is None:
        record = _standing(record, found)
    nearer = moved_to is not None and session.mode != PlanMode.FLARE
    if moved_to == len(found.doses) - 1:
        full_good += (session.day,)
    return replace(record, good=record.good + 1, good_run=record.good_run + nearer, full_good=full_good)


def _stepped(record: ExerciseRecord, day: date, step: int) -> ExerciseRecord:
    """Move to another step; one that was too hard twice is climbed as for the first time."""
    is_new = step > record.best
    return replace(
        record,
        promotions=(*record.promotions, day) if is_new else record.promotions,
        skipped=day if is_new and step > record.step + 1 else record.skipped,
        best=step if record.hard_run >= RUNNING else max(record.best, step),
        step=step,
        good_run=0,
        easy_run=0,
        hard_run=0,
    )


def _standing(record: ExerciseRecord, found: _Performed) -> ExerciseRecord:
    """Take the place of a dose that is no step of today's ladder, and was done well.

    So a journal of older doses keeps its place: the highest step that asks for no more. It is no
    promotion, and never a way down; what a professional prescribed, and flares, say nothing of it.
    """
    session = found.view.session
    if session.routine is not None or session.mode != PlanMode.NORMAL:
        return record
    done = work_seconds(found.exercise, found.sides[0].planned)
    within = [step for step, dose in enumerate(found.doses) if work_seconds(found.exercise, dose) <= done]
    step = max(within, default=0)
    if step <= record.step:
        return record
    return replace(record, step=step, best=max(record.best, step), good_run=0)


def _step_of(planned: Dose, doses: tuple[Dose, ...], near: int) -> int | None:
    """Return the place of a planned dose on the ladder; None for one that was eased, cut or prescribed."""
    if near < len(doses) and doses[near] == planned:
        return near
    found = [number for number, dose in enumerate(doses) if dose == planned]
    return min(found, key=lambda number: abs(number - near), default=None)


def _kept_amber(session: Session) -> bool:
    """Return whether the leg rose by less than 2 over the session, and no rule ended it."""
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
    view: PastSession,
    performed: dict[str, list[ExerciseDone]],
    known: Container[str],
    exercises: Mapping[str, Exercise],
) -> str | None:
    """Return the exercise last added, or the steepest, when the morning found the site further down."""
    if view.verdict is not MorningAfter.BAD:
        return None
    able = [name for name in performed if exercises[name].region is not Region.REST]
    new = [name for name in able if name not in known]
    return max(new or able, key=lambda name: (exercises[name].level, name), default=None)


def _was_begun(done: ExerciseDone) -> bool:
    return done.done.sets > 0 or done.moved is Moved.LOWER


def _was_full(done: ExerciseDone) -> bool:
    """Return whether every planned rep was done, the hold held, and the leg did not answer worse."""
    if done.response is Response.WORSE or done.done.hold_s < done.planned.hold_s:
        return False
    same = done.done.sets == done.planned.sets and done.done.reps == done.planned.reps
    return same or done.done.total_reps >= done.planned.total_reps


def _was_easy(sides: list[ExerciseDone]) -> bool:
    """Return whether the person called it easy."""
    return any(done.easy is True for done in sides)


def _was_hard(sides: list[ExerciseDone]) -> bool:
    """Return whether two more could not have been done on a side; no answer counts as yes."""
    return any(done.reserve is False for done in sides)


def _liking(sides: list[ExerciseDone]) -> int:
    """Return 1 for an exercise that eased, -1 for one that was not wanted."""
    for done in sides:
        if done.skip is SkipReason.DID_NOT_WANT:
            return -1
        if done.response is Response.BETTER:
            return 1
    return 0
