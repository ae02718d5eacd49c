"""Whether a dose fits an exercise's own ladder; what does not is asked about, never refused.

All limits are our choice.
"""

from sciaticli.core.catalogue.exercise import Dose, Exercise, Kind

LESS, MORE = 0.5, 3  # of the ladder's start and of its full dose
MOST_REPS = 60  # a side
MOST_SECONDS = 600  # of holding, a side
MOST_SETS = 6
LEAST_PAUSE_S = 5  # a pause that any movement may have
MOST_A_DAY = 12


def implausible(dose: Dose, exercise: Exercise, said: frozenset[str]) -> str | None:
    """Return why a dose is out of the way for an exercise, None when it is not; only what was said counts."""
    if exercise.kind is Kind.CONTINUOUS:
        return _length(dose, exercise) if "hold_s" in said else None
    amount = _amount(dose, exercise) if {"reps", "sets"} & said else None
    return amount or (_hold(dose, exercise) if "hold_s" in said else None)


def _length(dose: Dose, exercise: Exercise) -> str | None:
    low, high = exercise.dose_start.hold_s, exercise.dose_full.hold_s * exercise.dose_full.sets
    time = dose.hold_s * dose.sets
    if low * LESS <= time <= max(high * MORE, MOST_SECONDS):
        return None
    return f"{_time(time)} in all is far from what this exercise has ({_time(low)} to {_time(high)})"


def _amount(dose: Dose, exercise: Exercise) -> str | None:
    low, high = sorted((exercise.dose_start.total_reps, exercise.dose_full.total_reps))
    reps = dose.total_reps
    if reps > MOST_REPS or not low * LESS <= reps <= max(high * MORE, MOST_SETS):
        return f"{reps} in all is far from what this exercise has ({low} to {high})"
    return f"{dose.sets} sets are many" if dose.sets > max(MOST_SETS, exercise.dose_full.sets) else None


def _hold(dose: Dose, exercise: Exercise) -> str | None:
    low, high = sorted((exercise.dose_start.hold_s, exercise.dose_full.hold_s))
    if not high and dose.hold_s > LEAST_PAUSE_S:
        return f"{_time(dose.hold_s)} is long: this exercise is not held"
    if not low * LESS <= dose.hold_s <= max(high * MORE, LEAST_PAUSE_S):
        return f"{_time(dose.hold_s)} is far from what this exercise has ({low} to {high} seconds)"
    whole = dose.hold_s * dose.total_reps
    return f"{_time(whole)} of holding is very long" if whole > MOST_SECONDS else None


def _time(seconds: int) -> str:
    minutes, rest = divmod(seconds, 60)
    return f"{minutes} min" + (f" {rest} s" if rest else "") if minutes else f"{seconds} s"
