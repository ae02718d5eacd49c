"""Training on record: the sessions that count, the days of strength work, the easy week, the brake.

Strength comes on training days, with a day between them; the brake keeps the whole from growing too
fast: planned strength work stays within a quarter, or a minute, of the median of the last three.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from msgspec import Struct
from msgspec.structs import replace

from sciaticli.core.averages import median
from sciaticli.core.catalogue.dose_sums import work_seconds
from sciaticli.core.catalogue.exercise import Exercise
from sciaticli.core.catalogue.strand import Programme, StrandKind
from sciaticli.core.course.exercise_record import PastSession
from sciaticli.core.course.flare import FLARE_EASY
from sciaticli.core.course.limits import LOOK_BACK
from sciaticli.core.plan import PlanMode
from sciaticli.core.record.day_logs import DayLog
from sciaticli.core.record.entries import Session

OBLIGED = frozenset({"sit_to_stand", "heel_raises"})
"""What people of 70 and over, or with poor balance, do in each session."""
LATELY = timedelta(weeks=8)
DAYS_BETWEEN = 2
COUNTED = 3
GROWTH, ROOM_S = 1.25, 60
CAREFUL_GROWTH, CAREFUL_ROOM_S = 1.15, 40
EASY_WEEK_EVERY = 5
WEEK_OFF = timedelta(days=7)


class TrainingDay(Struct, frozen=True):
    """A day with strength work: seconds planned, all sides; `whole` when nothing had cut it."""

    day: date
    work: int
    whole: bool


def training_days(
    views: Iterable[PastSession], programme: Programme, exercises: dict[str, Exercise], *, obliged: bool
) -> tuple[TrainingDay, ...]:
    """Return the training days of the record, oldest first."""
    strength = strength_rows(programme)
    telling = strength_rows(programme, obliged=obliged)
    found: dict[date, TrainingDay] = {}
    sore_before = False
    for view in views:
        session = view.session
        done = [
            each for each in session.exercises if each.exercise in strength and each.exercise in exercises
        ]
        if telling & {each.exercise for each in done if each.done.sets}:
            work = sum(work_seconds(exercises[each.exercise], each.planned) for each in done)
            whole = session.mode == PlanMode.NORMAL and session.routine is None and not sore_before
            found[session.day] = TrainingDay(session.day, work, whole)
        sore_before = view.verdict is not None and view.verdict.is_worse
    return tuple(found.values())


def strength_rows(programme: Programme, *, obliged: bool = False) -> frozenset[str]:
    """Return the rows that make a training day; what is owed in each session makes none."""
    strands = programme.of_kind(StrandKind.STRENGTH)
    return frozenset(row for strand in strands for row in strand.all_rows) - (OBLIGED if obliged else set())


def with_owed(
    views: Iterable[PastSession], programme: Programme, logs: Mapping[date, DayLog]
) -> tuple[PastSession, ...]:
    """Return the sessions of one who owes some rows in each; soon after a flare small doses are no favour."""
    flares = [day for day, log in logs.items() if log.flare or log.flare_session]
    balance = {row for strand in programme.of_kind(StrandKind.BALANCE) for row in strand.all_rows}
    owed = OBLIGED | balance

    def is_sore(day: date) -> bool:
        return any(0 <= (day - flare).days < FLARE_EASY for flare in flares)

    return tuple(view if is_sore(view.session.day) else replace(view, owed=owed) for view in views)


def is_due(days: tuple[TrainingDay, ...], today: date) -> bool:
    """Return whether the last training day lies two days or more back."""
    return not days or (today - days[-1].day).days >= DAYS_BETWEEN


def brake(days: tuple[TrainingDay, ...], today: date, *, careful: bool, on_the_way_back: bool) -> int | None:
    """Return the most strength work for today in seconds; None before the first training day."""
    whole = [found.work for found in days if found.whole and today - found.day <= LATELY]
    if not whole:
        return None
    middle = median(whole[-COUNTED:])
    growth, room = (CAREFUL_GROWTH, CAREFUL_ROOM_S) if careful else (GROWTH, ROOM_S)
    most = int(max(growth * middle, middle + room))
    return max(most, *whole) if on_the_way_back else most


def since_pause(sessions: Iterable[Session], today: date, pause: timedelta = LOOK_BACK) -> Sequence[Session]:
    """Return the sessions since the last `pause` without one: by default the new start after 90 days."""
    kept: list[Session] = []
    for session in sessions:
        if kept and session.day - kept[-1].day >= pause:
            kept.clear()
        kept.append(session)
    return [] if kept and today - kept[-1].day >= pause else kept


def in_easy_week(sessions: Iterable[Session], logs: Mapping[date, DayLog], today: date) -> bool:
    """Return whether it is the fifth week of a run of training; a week off or a flare begins a new run."""
    run = since_pause(sessions, today, WEEK_OFF)
    if not run:
        return False
    start = max([run[0].day, *(day for day, log in logs.items() if log.flare)])
    return (today - start).days // 7 % EASY_WEEK_EVERY == EASY_WEEK_EVERY - 1
