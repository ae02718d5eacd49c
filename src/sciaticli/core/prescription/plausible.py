"""Whether a dose fits an exercise's own ladder; what does not is asked about, never refused.

All limits are our choice.
"""

from sciaticli.core.catalogue.exercise import Dose, Exercise, Kind

LESS, MORE = 0.5, 3  # of the ladder's start and of its full dose
MOST_REPS = 60  # a side
MOST_SECONDS = 600  # of holding, a side
MOST_SETS = 6
MOST_A_DAY = 12


def implausible(dose: Dose, exercise: Exercise, said: frozenset[str]) -> str | None:
    """Return why a dose is out of the way for an exercise, None when it is not; only what was said counts."""
    start, full = exercise.dose_start, exercise.dose_full
    continuous = exercise.kind is Kind.CONTINUOUS
    reps = dose.sets if continuous else dose.total_reps
    if continuous:
        time, low, high = dose.hold_s * dose.sets, start.hold_s, full.hold_s * full.sets
        if "hold_s" in said and not low * LESS <= time <= max(high * MORE, MOST_SECONDS):
            return f"{_time(time)} in all is far from what this exercise has ({_time(low)} to {_time(high)})"
        return None
    if {"reps", "sets"} & said:
        low, high = start.total_reps, full.total_reps
        if reps > MOST_REPS or not low * LESS <= reps <= max(high * MORE, MOST_SETS):
            return f"{reps} in all is far from what this exercise has ({low} to {high})"
        if dose.sets > max(MOST_SETS, full.sets):
            return f"{dose.sets} sets are many"
    if "hold_s" in said:
        low, high = start.hold_s, full.hold_s
        if not low * LESS <= dose.hold_s <= max(high * MORE, 5):
            return f"{_time(dose.hold_s)} is far from what this exercise has ({low} to {high} seconds)"
        if dose.hold_s * reps > MOST_SECONDS:
            return f"{_time(dose.hold_s * reps)} of holding is very long"
    return None


def _time(seconds: int) -> str:
    minutes, rest = divmod(seconds, 60)
    return f"{minutes} min" + (f" {rest} s" if rest else "") if minutes else f"{seconds} s"
