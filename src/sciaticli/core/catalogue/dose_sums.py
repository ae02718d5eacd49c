"""Arithmetic of doses: less of one, one that fits into a time, how long it takes and how heavy it is."""

from msgspec.structs import replace

from sciaticli.core.catalogue.exercise import (
    Dose,
    Equipment,
    Exercise,
    Kind,
    Laterality,
    Place,
    Position,
    Region,
)

MOVING = frozenset({Kind.REPETITION_HOLD, Kind.REPS})
MIN_CONTINUOUS_S = 30
MIN_HOLD_S = 3
CLOCK_S = 300


def scaled(dose: Dose, share: float) -> Dose:
    """Return about `share` (0-1) of a dose, never none: fewer sets first, then reps, then less time."""
    if dose.sets > 1:
        return with_sets(dose, max(1, min(dose.sets - 1, round(dose.sets * share))))
    reps = dose.reps_in(0)
    if reps > 1:
        return replace(dose, reps=max(1, min(reps - 1, int(reps * share))))
    least = MIN_CONTINUOUS_S if dose.hold_s > MIN_CONTINUOUS_S else MIN_HOLD_S
    return replace(dose, reps=1, hold_s=min(dose.hold_s, max(least, int(dose.hold_s * share))))


def halved_reps(dose: Dose, *, continuous: bool) -> Dose:
    """Return half the repetitions of every set, rounded down but never none; of a long hold half the time."""
    if continuous:
        return replace(dose, hold_s=max(MIN_CONTINUOUS_S, dose.hold_s // 2))
    if isinstance(dose.reps, int):
        return replace(dose, reps=max(1, dose.reps // 2))
    return replace(dose, reps=tuple(max(1, reps // 2) for reps in dose.reps))


def with_sets(dose: Dose, sets: int) -> Dose:
    """Return the dose with `sets` sets; of falling repetitions the smaller sets stay."""
    if isinstance(dose.reps, int):
        return replace(dose, sets=sets)
    reps = dose.reps[-sets:]
    return replace(dose, sets=sets, reps=reps[0] if sets == 1 else reps)


def capped_hold(dose: Dose, seconds: int) -> Dose:
    """Return the dose with no hold longer than `seconds`."""
    return replace(dose, hold_s=min(dose.hold_s, seconds))


def dose_seconds(exercise: Exercise, dose: Dose, get_ready_s: int) -> int:
    """Return what the clock shows for one side; equal to timeline.item_seconds, without laying it out."""
    once = dose.hold_s + (exercise.move_s if moves(exercise, dose.hold_s) else 0)
    turns = _turns(exercise, dose)
    rests = (turns - dose.sets) * dose.rep_rest_s + (dose.sets - 1) * dose.rest_s
    return get_ready_s + turns * once + rests


def moves(exercise: Exercise, hold: int) -> bool:
    """Return whether a repetition has a way in and out; what is only held does not."""
    return exercise.kind in MOVING or not hold


def work_seconds(exercise: Exercise, dose: Dose) -> int:
    """Return the seconds of moving and holding of one side: what makes one dose heavier than another."""
    return _turns(exercise, dose) * (dose.hold_s + (exercise.move_s if moves(exercise, dose.hold_s) else 0))


def is_off_clock(exercise: Exercise, hold_s: int) -> bool:
    """Return whether it is done away from the clock: walks, pool, bike, and rests over five minutes."""
    walks = exercise.position is Position.WALKING and exercise.region is Region.AEROBIC
    if walks or exercise.place is not Place.HOME or exercise.position is Position.WATER:
        return True
    if any({Equipment.BIKE, Equipment.RECUMBENT_BIKE} & {*needed} for needed in exercise.equipment):
        return True
    return exercise.kind is Kind.CONTINUOUS and hold_s > CLOCK_S


def slider_within(dose: Dose, sides: int, left: int) -> Dose | None:
    """Return a slider's dose cut to what is left of the day's repetitions, all sides; None for none."""
    if dose.total_reps * sides <= left:
        return dose
    each = left // sides
    return replace(dose, sets=1, reps=each) if each >= 1 else None


def fitted_dose(exercise: Exercise, dose: Dose, seconds: int, get_ready_s: int) -> Dose | None:
    """Return the dose cut to at most `seconds` a side: fewer sets first, then reps; None if that can't be."""
    while dose_seconds(exercise, dose, get_ready_s) > seconds:
        smaller = _one_less(exercise, dose, seconds - get_ready_s)
        if smaller == dose:
            return None
        dose = smaller
    return dose


def _one_less(exercise: Exercise, dose: Dose, seconds: int) -> Dose:
    if dose.sets > 1:
        return with_sets(dose, dose.sets - 1)
    if exercise.kind is Kind.CONTINUOUS:
        return replace(dose, hold_s=min(dose.hold_s, max(MIN_CONTINUOUS_S, seconds)))
    return replace(dose, reps=max(1, dose.reps_in(0) - 1))


def _turns(exercise: Exercise, dose: Dose) -> int:
    if exercise.kind is Kind.CONTINUOUS:
        return dose.sets
    return dose.total_reps * (2 if exercise.laterality is Laterality.ALTERNATING else 1)
