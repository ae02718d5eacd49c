"""Rounds and first aid: counted from what was written down, with how the leg was after."""

from datetime import timedelta
from typing import Any

from msgspec.structs import replace

from sciaticli.core.progress.between_sessions import FirstAid, between_sessions
from sciaticli.core.progress.sentences import facts
from sciaticli.core.progress.summary import summarise
from sciaticli.core.record.entries import Pain
from support.entries import TODAY, a_history, a_pain


def told(day: int, minute: int, leg: int, *did: str, note: str | None = None) -> Pain:
    entry = a_pain(TODAY + timedelta(days=day), leg, hour=12)
    changes: dict[str, Any] = {"did": did} if did else {}
    changes |= {"note": note} if note else {}
    return replace(entry, id=f"{day}-{minute}", at=entry.at + timedelta(minutes=minute), **changes)


def test_rounds_are_counted_with_their_days() -> None:
    found = between_sessions(
        [told(0, 0, 2, "round"), told(0, 5, 2, "round"), told(1, 0, 2, "round", "heat")],
        TODAY,
        TODAY + timedelta(days=1),
    )
    assert (found.rounds, found.round_days) == (3, 2)
    assert (
        between_sessions(
            [told(0, 0, 2, "round")], TODAY + timedelta(days=1), TODAY + timedelta(days=2)
        ).rounds
        == 0
    )


def test_first_aid_has_helped_where_the_leg_is_lower_within_the_hour() -> None:
    pains = [
        told(0, 0, 6), told(0, 8, 4, "ease", note="Press-up"),
        told(1, 0, 5), told(1, 8, 5, "ease", note="Press-up"),
        told(2, 0, 6), told(2, 90, 3, "ease", note="Rest"),
        told(3, 8, 3, "ease"),
    ]  # fmt: skip
    found = between_sessions(pains, TODAY, TODAY + timedelta(days=3))
    assert found.first_aid == (
        FirstAid("Press-up", 2, 1),
        FirstAid("Rest", 1, 0),
        FirstAid("First aid", 1, 0),
    )


def test_progress_tells_both() -> None:
    history = a_history(told(0, 0, 6), told(0, 8, 4, "ease", note="Press-up"), told(0, 30, 4, "round"))
    said = facts(summarise(history, TODAY - timedelta(days=27), TODAY))
    assert "Rounds through the day: 1, on 1 day." in said
    assert "When it hurt: Press-up; your leg was lower after 1 of 1 time." in said
