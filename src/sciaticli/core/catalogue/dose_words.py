"""A dose in words that a person would say."""

from sciaticli.core.catalogue.exercise import Dose, Kind, Laterality

MINUTE = 60


def dose_words(dose: Dose, kind: Kind, laterality: Laterality = Laterality.BOTH) -> str:
    """Return a dose as words: "2 sets of 10, hold 5 seconds", each side where sides have their own."""
    parts = [_amount(dose, kind)]
    if kind in (Kind.REPETITION_HOLD, Kind.REPS) and dose.hold_s:
        parts.append(f"{'hold' if kind is Kind.REPETITION_HOLD else 'pause'} {duration_words(dose.hold_s)}")
    if laterality in (Laterality.PER_SIDE, Laterality.ALTERNATING):
        parts.append("each side")
    return ", ".join(parts)


def duration_words(seconds: int) -> str:
    """Return a time as words: "45 seconds", "1 minute", "1 minute 30 seconds"."""
    minutes, rest = divmod(seconds, MINUTE)
    words = [_count(minutes, "minute")] if minutes else []
    if rest or not minutes:
        words.append(_count(rest, "second"))
    return " ".join(words)


def _amount(dose: Dose, kind: Kind) -> str:
    time = duration_words(dose.hold_s)
    if kind is Kind.CONTINUOUS:
        return time if dose.sets == 1 else f"{dose.sets} times {time}"
    if kind in (Kind.STRETCH_HOLD, Kind.ISOMETRIC_HOLD):
        return f"{dose.total_reps} times {time}" if dose.total_reps > 1 else time
    if isinstance(dose.reps, tuple):
        return f"{dose.sets} sets of {', '.join(map(str, dose.reps))}"
    return f"{dose.sets} sets of {dose.reps}" if dose.sets > 1 else _count(dose.reps, "repetition")


def _count(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"
