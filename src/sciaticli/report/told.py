"""What a person told besides pain, in sentences for a clinician; what nobody was asked stays out."""

from collections.abc import Iterator

from sciaticli.core.assessment.scales import Function
from sciaticli.core.progress.sentences import day_words
from sciaticli.core.progress.signs_told import DaysTold, SignsTold

MOST = 6


def told_lines(told: SignsTold, function: Function | None) -> Iterator[str]:
    """Yield the signs of nerves, nights and walking, each own activity, and what else was done."""
    signs = (
        ("numb, tingling or burning", told.numb),
        ("weak", told.weak),
        ("sleep broken by pain", told.woken),
    )
    counted = [_days(name, days) for name, days in signs if days.asked]
    if counted:
        yield f"Told of the leg and the nights: {'; '.join(counted)}."
    if told.walks:
        walks = ", then ".join(f"{minutes} min on {day_words(day)}" for day, minutes in told.walks)
        yield f"Could walk: {walks}."
    if function is not None:
        acts = "; ".join(f"{each.label} {each.first} → {each.now}" for each in function.activities)
        yield f"Own activities from {day_words(function.first_day)} {function.first_day.year} on: {acts}."
    if told.did:
        did = ", ".join(f"{word} on {_count(days)}" for word, days in told.did[:MOST])
        yield f"Also done: {did}."


def _days(name: str, days: DaysTold) -> str:
    return f"{name} on {days.there} of {_count(days.asked)}"


def _count(days: int) -> str:
    return f"{days} day" if days == 1 else f"{days} days"
