"""What opens what: strength and a long walk the way to maintain, a calm leg the tensioners."""

from collections.abc import Iterable, Mapping
from datetime import date

from sciaticli.core.catalogue.catalogue import Catalogue
from sciaticli.core.catalogue.exercise import Dose, Family, NerveTension
from sciaticli.core.catalogue.strand import Strand, StrandKind
from sciaticli.core.course.dose_ladder import is_half_way
from sciaticli.core.course.exercise_record import ExerciseRecord
from sciaticli.core.course.phase import Effort
from sciaticli.core.dates import FORTNIGHT
from sciaticli.core.record.day_logs import DayLog
from sciaticli.core.record.entries import ExerciseDone, Session

LONG_WALK_S = 1200
STRONG_STRANDS, STRONG_LEVEL, STRONG_GOOD = 2, 3, 4
CALM_LEG, CALM_LEG_DAYS = 1, 7
SLIDER_SESSIONS = 10

Records = Mapping[str, ExerciseRecord]


def effort(
    today: date,
    sessions: Iterable[Session],
    catalogue: Catalogue,
    records: Records,
    ladders: Mapping[str, tuple[Dose, ...]],
) -> Effort:
    """Return what the climb to maintain asks for: two strands that are strong enough, and a long walk."""

    def is_strong(strand: Strand) -> bool:
        """Tell if a row of level 3 or more stands at half its ladder with four good sessions."""
        return any(
            name in records
            and name in catalogue.by_id
            and catalogue.by_id[name].level >= STRONG_LEVEL
            and is_half_way(records[name].step, ladders[name])
            and records[name].good >= STRONG_GOOD
            for name in strand.all_rows
        )

    strength = sum(map(is_strong, catalogue.programme.of_kind(StrandKind.STRENGTH)))
    steady = any(map(is_strong, catalogue.programme.of_kind(StrandKind.BALANCE)))
    walks = [
        done.done.sets * done.done.hold_s
        for done in _done_since(today - FORTNIGHT, sessions)
        if done.exercise in catalogue.by_id and Family.WALKING in catalogue.by_id[done.exercise].families
    ]
    walked_long = max(walks, default=0) >= LONG_WALK_S
    return Effort(strong=strength + steady >= STRONG_STRANDS, walked_long=walked_long)


def slides_today(today: date, sessions: Iterable[Session], catalogue: Catalogue) -> int:
    """Return the slides of a day's earlier sessions, as planned."""
    sliders = _sliders(catalogue)
    return sum(done.planned.total_reps for done in _done_since(today, sessions) if done.exercise in sliders)


def leg_is_calm(today: date, logs: Mapping[date, DayLog], catalogue: Catalogue, records: Records) -> bool:
    """Return whether the leg was calm for two weeks and ten slider sessions sent nothing down."""
    legs = [log.leg for day, log in logs.items() if today - day <= FORTNIGHT and log.leg is not None]
    sliders = [records[name] for name in _sliders(catalogue) & {*records}]
    slid = sum(len(record.days) for record in sliders if not record.spread)
    return len(legs) >= CALM_LEG_DAYS and max(legs) <= CALM_LEG and slid >= SLIDER_SESSIONS


def _sliders(catalogue: Catalogue) -> set[str]:
    return {row.id for row in catalogue.by_id.values() if row.nerve_tension is NerveTension.SLIDER}


def _done_since(first: date, sessions: Iterable[Session]) -> Iterable[ExerciseDone]:
    return (done for session in sessions if session.day >= first for done in session.exercises)
