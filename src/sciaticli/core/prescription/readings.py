"""A text's readings: what it says of a dose, each the one that leaves the least of it unread.

A reading is what the text says, as facts (`sets`, `reps`, `hold_s`, ...). Where two readings leave
equally little unread, both are kept; choosing is the person's.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import product
from typing import Any, NamedTuple

from sciaticli.core.prescription.chart import SLACK, ways_through
from sciaticli.core.prescription.facts import TOWARD, Fact
from sciaticli.core.prescription.tokens import WORD, Token, tokens

LONGEST_PHRASE = 40  # tokens
MOST_READINGS = 24
CLASH = 12  # what it costs to say two things under one name
_SIGNS_ONLY = frozenset({"COMPLETE", "COMMA", "STOP", "DASH", "COLON", "SLASH", "OF", "PER", "DO", "AT"})
_NUMBERED = frozenset({"N", "FALL", "PER_DAY", "OF_SEVEN", "CLOCK", "DAILY"})


class Reading(NamedTuple):
    """Facts in the order they were said, and what the reading costs: the less is unread the cheaper."""

    cost: int
    facts: tuple[Fact, ...] = ()


@lru_cache(maxsize=1024)
def readings(text: str) -> tuple[Reading, ...]:
    """Return every cheapest reading of a text; one without facts when it says nothing of a dose."""
    found: tuple[Reading, ...] = (Reading(0),)
    for phrase in _phrases(tokens(text)):
        joined = [_joined(before, after) for before, after in product(found, _read(phrase))]
        found = _cheapest(joined, SLACK)[:MOST_READINGS]
    settled = [Reading(reading.cost + CLASH * len(clashes(reading)), reading.facts) for reading in found]
    return _cheapest(settled, 0)


def clashes(reading: Reading) -> tuple[str, ...]:
    """Return the keys that a reading gives two values."""
    said: dict[str, set[Any]] = {}
    for key, value in reading.facts:
        said.setdefault(key, set()).add(value)
    many = {"unread", "note", "range", "unitless"}
    return tuple(key for key, values in said.items() if len(values) > 1 and key not in many)


def _joined(before: Reading, after: Reading) -> Reading:
    return Reading(before.cost + after.cost, before.facts + after.facts)


def _cheapest(found: Sequence[Reading], slack: int) -> tuple[Reading, ...]:
    """Return the readings within `slack` of the cheapest, cheapest first, each set of facts once."""
    ordered = sorted(found, key=lambda reading: reading.cost)
    kept: dict[frozenset[Fact], Reading] = {}
    for reading in ordered:
        if reading.cost <= ordered[0].cost + slack:
            kept.setdefault(frozenset(reading.facts), reading)
    return tuple(kept.values())


def _phrases(found: Sequence[Token]) -> Iterator[list[Token]]:
    """Yield the runs of tokens between words, those that hold anything to read."""
    phrase: list[Token] = []
    for token in (*found, Token(WORD, "")):
        if token.kind == WORD or len(phrase) == LONGEST_PHRASE:
            if any(part.kind not in _SIGNS_ONLY for part in phrase):
                yield phrase
            phrase = [] if token.kind == WORD else [token]
        else:
            phrase.append(token)


def _read(phrase: Sequence[Token]) -> tuple[Reading, ...]:
    found = ways_through(phrase)
    sides_only = not any(token.kind in _NUMBERED for token in phrase)
    if sides_only:  # "bend the right knee" says nothing of a dose
        found = [(cost, _without_single_sides(facts)) for cost, facts in found]
    return _cheapest([Reading(cost, facts) for cost, facts in found], SLACK)


def _without_single_sides(facts: tuple[Fact, ...]) -> tuple[Fact, ...]:
    return tuple(
        fact
        for fact in facts
        if fact != ("note", TOWARD) and (fact[0] != "side" or fact[1] in ("both", "together"))
    )
