"""Doses over time: what the record of an exercise allows next, and why.

Each exercise has its own counter: up one step after 2 good sessions at levels 1 to 3, after 3 above
(two sessions running: the ACSM 2009 and a trial of 2017; the rest is our choice), down at once, back
gently after a gap. An easy week takes one set from what stands at half its ladder or beyond.
"""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from msgspec import Struct

from sciaticli.core.catalogue.dose_sums import capped_hold, halved_reps, scaled, with_sets
from sciaticli.core.catalogue.exercise import Dose, Exercise, Kind, Region
from sciaticli.core.course.exercise_record import RUNNING, ExerciseRecord
from sciaticli.core.course.flare import FLARE_EASY, FLARE_REST

EASY_LEVEL = 2
STEADY_LEVEL = 3
GOOD_SESSIONS = {True: 2, False: 3}  # by "level 1 to 3"
EASED_SHARE = 0.6
GAP_SHARE = 0.8
PRESSURE_HOLD_S = 10  # the longest hold with high blood pressure (our choice: shorter is safer)
SKIP = 2
"""Steps up at once for who called a dose easy twice; one is the rule."""


class TimeAway(StrEnum):
    """How long nothing was done, by the rows of the gap table."""

    NONE = "none"  # 0-3 days
    SHORT = "short"  # 4-6
    WEEK = "week"  # 7-13
    FORTNIGHT = "fortnight"  # 14-27
    MONTH = "month"  # 28-89
    NEW = "new"  # 90 and more: a new start


class LadderMove(StrEnum):
    """What becomes of a dose."""

    START = "start"
    HOLD = "hold"
    UP = "up"
    MEASURED = "measured"
    BACK_UP = "back_up"
    DOWN = "down"
    EASED = "eased"
    FLARE = "flare"
    EASY_WEEK = "easy_week"
    GAP = "gap"
    RETEST = "retest"
    FULL = "full"


REDUCED = frozenset({LadderMove.EASED, LadderMove.FLARE, LadderMove.EASY_WEEK, LadderMove.GAP})
"""Changes that make a dose smaller already: nothing halves it once more."""


class DoseChange(Struct, frozen=True):
    """The next dose, what kind of change it is, and whether it is a promotion that counts by the caps."""

    dose: Dose
    change: LadderMove
    promoted: bool = False


class Situation(Struct, frozen=True, kw_only=True):
    """What of the day bears on every dose.

    `first` is the step at which a row begins, where that is not the lowest; `remeasured` the step that a
    new answer to the start questions gives a row.
    """

    day: date
    first: Mapping[str, int] = {}
    remeasured: Mapping[str, int] = {}
    gap: TimeAway = TimeAway.NONE
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


def next_dose(
    exercise: Exercise,
    doses: tuple[Dose, ...],
    record: ExerciseRecord | None,
    situation: Situation,
    most_up: int = SKIP,
) -> DoseChange:
    """Return the dose of the day from the ladder `doses` and the record, with the reason.

    How many steps a promotion may take at most is the planner's to say: 0 gives what stands without it.
    """
    rests = exercise.region is Region.REST
    if record is None or situation.gap is TimeAway.NEW:
        return DoseChange(doses[0] if rests else _first(exercise, doses, situation), LadderMove.START)
    step = min(record.step, len(doses) - 1)
    if rests:
        return DoseChange(doses[step], LadderMove.HOLD)
    return (
        _lessened(exercise, doses, record, situation)
        or _after_pause(exercise, doses, record, situation)
        or _risen(exercise, doses, record, situation, most_up)
    )


def good_sessions(exercise: Exercise) -> int:
    """Return how many good sessions a step up takes."""
    return GOOD_SESSIONS[exercise.level <= STEADY_LEVEL]


def good_left(exercise: Exercise, doses: tuple[Dose, ...], record: ExerciseRecord) -> int:
    """Return how many good sessions are still to come before the next step; one step back takes one."""
    needed = 1 if _is_returning(doses, record) else good_sessions(exercise)
    return max(0, needed - record.good_run)


def is_half_way(step: int, doses: tuple[Dose, ...]) -> bool:
    """Return whether a step stands at half of a ladder or beyond."""
    return 2 * step >= len(doses) - 1


def held_at(dose: Dose) -> DoseChange:
    """Return a dose that stands as it is."""
    return DoseChange(dose, LadderMove.HOLD)


def gap_of(days: int, *, careful: bool = False) -> TimeAway:
    """Return the row of the gap table for days since the last session; one row more for the careful."""
    rows = [
        (3, TimeAway.NONE),
        (6, TimeAway.SHORT),
        (13, TimeAway.WEEK),
        (27, TimeAway.FORTNIGHT),
        (89, TimeAway.MONTH),
    ]
    found = next((gap for limit, gap in rows if days <= limit), TimeAway.NEW)
    if careful and found not in (TimeAway.NONE, TimeAway.NEW):
        order = list(TimeAway)
        return order[order.index(found) + 1]
    return found


def _gap_of(record: ExerciseRecord, situation: Situation) -> TimeAway:
    """Return the gap that counts: a row that only took turns with others has not been away."""
    order = list(TimeAway)
    own = gap_of((situation.day - record.last).days)
    away = order.index(own) >= order.index(TimeAway.FORTNIGHT)
    return max(situation.gap, own, key=order.index) if away else situation.gap


def _first(exercise: Exercise, doses: tuple[Dose, ...], situation: Situation) -> Dose:
    """Return the dose that a row begins with; in the first days of a flare half the lowest."""
    in_flare = situation.flare_day is not None and situation.flare_day < FLARE_REST
    step = 0 if in_flare else min(situation.first.get(exercise.id, 0), len(doses) - 1)
    return _eased_by_flare(exercise, doses[step], situation)


def is_position(exercise: Exercise) -> bool:
    """Return whether an exercise is a position that draws the pain up: first aid, which nothing halves."""
    return exercise.kind is Kind.CONTINUOUS and exercise.region is Region.NERVE_DIRECTION


def _eased_by_flare(exercise: Exercise, dose: Dose, situation: Situation) -> Dose:
    in_first_days = situation.flare_day is not None and situation.flare_day < FLARE_REST
    return scaled(dose, 0.5) if in_first_days and not is_position(exercise) else dose


def _lessened(
    exercise: Exercise, doses: tuple[Dose, ...], record: ExerciseRecord, situation: Situation
) -> DoseChange | None:
    """Return less than last time when a flare, a spread or a sore morning asks for it."""
    if situation.flare_day is not None and situation.flare_day < FLARE_EASY:
        return DoseChange(_eased_by_flare(exercise, doses[0], situation), LadderMove.FLARE)
    if record.spread and record.spread[-1] >= record.last:
        return DoseChange(doses[0], LadderMove.RETEST)
    if situation.worse or record.eased_left:
        return DoseChange(scaled(doses[min(record.step, len(doses) - 1)], EASED_SHARE), LadderMove.EASED)
    return None


def _after_pause(
    exercise: Exercise, doses: tuple[Dose, ...], record: ExerciseRecord, situation: Situation
) -> DoseChange | None:
    """Return the way back after days off, or the easy week's dose."""
    step = min(record.step, len(doses) - 1)
    match _gap_of(record, situation):
        case TimeAway.NONE | TimeAway.SHORT:
            eased = situation.easy_week and step > 0 and is_half_way(step, doses) and doses[step].sets > 1
            easy = with_sets(doses[step], doses[step].sets - 1) if eased else None
            return None if easy is None else DoseChange(easy, LadderMove.EASY_WEEK)
        case TimeAway.FORTNIGHT if exercise.level > EASY_LEVEL:
            return DoseChange(doses[min(step, (len(doses) - 1) // 2)], LadderMove.GAP)
        case TimeAway.WEEK | TimeAway.FORTNIGHT:
            return DoseChange(scaled(doses[step], GAP_SHARE), LadderMove.GAP)
        case _:
            return DoseChange(doses[0], LadderMove.GAP)


def _risen(
    exercise: Exercise, doses: tuple[Dose, ...], record: ExerciseRecord, situation: Situation, most_up: int
) -> DoseChange:
    """Return the next step when it is earned; on the way back to a dose held before it is no promotion.

    With no two more left twice running it is one step down.
    """
    full = len(doses) - 1
    step = min(record.step, full)
    is_fresh = _gap_of(record, situation) is TimeAway.NONE
    if record.hard_run >= RUNNING and step:
        return DoseChange(doses[step - 1], LadderMove.DOWN)
    measured = min(situation.remeasured.get(exercise.id, 0), full)
    if measured > step and is_fresh and most_up:
        return DoseChange(doses[measured], LadderMove.MEASURED, promoted=True)
    returning = _is_returning(doses, record)
    if step == full:
        return DoseChange(doses[step], LadderMove.FULL)
    skips = SKIP if record.skips_a_step(situation.day) else 1
    up = 1 if returning else min(most_up, skips, full - step)
    if not is_fresh or good_left(exercise, doses, record) or not up:
        return DoseChange(doses[step], LadderMove.HOLD)
    return DoseChange(
        doses[step + up], LadderMove.BACK_UP if returning else LadderMove.UP, promoted=not returning
    )


def _is_returning(doses: tuple[Dose, ...], record: ExerciseRecord) -> bool:
    """Return whether a higher dose than today's was held before and still counts."""
    full = len(doses) - 1
    return min(record.step, full) < min(record.best, full)
