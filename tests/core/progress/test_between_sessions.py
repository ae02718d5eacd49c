"""Rounds and first aid are counted from the pain entries that say so."""

from msgspec import UNSET

from sciaticli.core.progress.between_sessions import BetweenSessions, between_sessions
from sciaticli.core.progress.sentences import facts
from sciaticli.core.progress.summary import summarise
from sciaticli.core.record.entries import Leg, Pain
from support.journal_made import common, day, history


def now(number: int, hour: int, leg: int, *did: str) -> Pain:
    return Pain(**common(number, hour), leg=Leg(now=leg), did=did or UNSET)


PAINS = (
    now(0, 9, 4, "round"),
    now(0, 11, 4, "Round", "walk"),
    now(1, 9, 5),
    now(1, 9, 3, "ease"),
    now(2, 9, 3),
    now(2, 9, 4, "ease"),
    now(3, 8, 6),
    now(3, 20, 2, "ease"),
    now(9, 9, 1, "round"),
)


def test_rounds_and_first_aid_are_counted_in_their_days() -> None:
    """An hour or more before first aid is too long ago to say that it helped."""
    found = between_sessions(PAINS, day(0), day(6))
    assert found == BetweenSessions(rounds=2, round_days=1, first_aid=3, eased=1)


def test_progress_says_so_in_words() -> None:
    said = facts(summarise(history(*PAINS), day(0), day(6)))
    assert "2 rounds of your drill, on 1 day." in said
    assert "First aid for a sore leg, 3 times: the leg was lower after 1 of 3." in said


def test_nothing_is_said_where_nothing_was_done() -> None:
    said = facts(summarise(history(now(0, 9, 4)), day(0), day(6)))
    assert not any("round" in words or "First aid" in words for words in said)
