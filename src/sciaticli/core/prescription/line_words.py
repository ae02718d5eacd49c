"""What a routine's line says besides its dose, in words: how often it is done, and what of the dose is ours.

Apart from `item_words`, since the plan says it too and has no need of the grammar.
"""

from sciaticli.core.catalogue.catalogue import Often
from sciaticli.core.catalogue.dose_words import duration_words
from sciaticli.core.catalogue.exercise import Dose

_OURS = {
    "sets": "{} sets",
    "reps": "{} repetitions",
    "hold_s": "hold {}",
    "rest_s": "rest {} between sets",
    "rep_rest_s": "rest {} between repetitions",
}


def ours_words(dose: Dose | None, ours: tuple[str, ...]) -> str:
    """Return the parts of a dose that were not prescribed."""
    if dose is None:
        return ""
    words = []
    for key in ours:
        value = getattr(dose, key)
        shown = duration_words(value) if key.endswith("_s") else counts(value)
        words.append(_OURS[key].format(shown))
    return ", ".join(words)


def often_words(often: Often | None) -> str:
    """Return how often, as a person would say it; empty when it is not said."""
    if often is None:
        return ""
    parts = []
    if often.every_h is not None:
        parts.append("every hour" if often.every_h == 1 else f"every {often.every_h} hours")
    elif often.per_day is not None:
        parts.append("daily" if often.per_day == 1 else f"{often.per_day} times a day")
    if often.days_a_week is not None:
        parts.append("one day a week" if often.days_a_week == 1 else f"{often.days_a_week} days a week")
    return ", ".join(parts)


def counts(reps: int | tuple[int, ...]) -> str:
    """Return the repetitions of a set, or of each where they fall."""
    return ", ".join(map(str, reps)) if isinstance(reps, tuple) else str(reps)
