"""Rounds: a minute or two of the direction drill, several times a day; no session, so no step follows.

How often is our choice: mechanical therapy asks for one short set every two hours or so.
"""

from collections.abc import Iterable
from datetime import date

from sciaticli.core.record.entries import Pain

ROUND = "round"
EASE = "ease"
"""What a pain entry says was done between sessions: a round of the drill, or first aid."""
A_DAY = 5
SORE_A_DAY = 3


def rounds_a_day(*, sore: bool) -> int:
    """Return how many rounds a day asks for."""
    return SORE_A_DAY if sore else A_DAY


def rounds_done(pains: Iterable[Pain], day: date) -> int:
    """Return how many rounds were written down for a day."""
    return sum(
        word.casefold() == ROUND
        for pain in pains
        if pain.day == day and isinstance(pain.did, tuple)
        for word in pain.did
    )
