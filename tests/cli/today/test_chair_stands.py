"""Thirty seconds from a chair: typed at once, timed by the program, or skipped; never on a sore day."""

from typing import Any

import pytest

from cli.today.test_rounds import entries, settled
from support.world import Home, Result

PAIN = ("--leg", "2", "--back", "2", "--down", "thigh")
AFTER = ["1", "1", "thigh", "0", *["done"] * 3]
ASKED = "How many times can you stand up from a chair in 30 seconds"


def third_day(home: Home, answers: list[str], *pain: str, keys: Any = (), plain: bool = False) -> Result:  # noqa: ANN401
    """Live two days after a first session: a training day, on which the two questions are put."""
    settled(home, "profile.time_of_day=evening")
    first = home.run("today", "--yes", *PAIN, answers=AFTER, terminal=True)
    assert first.code == 0, first.err
    home.clock.advance(days=2)
    look = ["--plain"] if plain else []
    return home.run(
        *look, "today", *(pain or PAIN), answers=["0", "same", *answers], keys=keys, terminal=True
    )


def measured(home: Home) -> list[dict[str, Any]]:
    return [
        item for entry in entries(home, "assessment") if entry["form"] == "start@1" for item in entry["items"]
    ]


def test_a_number_typed_at_once_is_the_answer(home: Home) -> None:
    result = third_day(home, ["14 20"])
    assert f"{ASKED}, with your arms crossed?" in result.told
    assert "- skips one, t times the first for you:" in result.told
    assert measured(home) == [{"chair_stands": 14, "walk_min": 20}]


@pytest.mark.parametrize("plain", [False, True])
def test_it_is_timed_with_a_word_to_begin_and_one_to_stop(home: Home, *, plain: bool) -> None:
    before = home.clock.ms
    result = third_day(home, ["t", "", "12", ""], plain=plain)
    assert "Count aloud each time you stand tall." in result.told
    assert "How many times did you stand up? [0-60, Enter skips]" in result.told
    assert measured(home) == [{"chair_stands": 12, "walk_min": None}]
    assert home.clock.ms - before > 30_000
    if plain:
        assert "Chair stands" in result.out


def test_before_it_begins_it_can_be_left(home: Home) -> None:
    third_day(home, ["t", "s", "20"])
    assert measured(home) == [{"chair_stands": None, "walk_min": 20}]


def test_what_is_stopped_asks_for_no_number(home: Home) -> None:
    result = third_day(home, ["t", "", "20"], keys=[5.0, "q"])
    assert "How many times did you stand up?" not in result.told
    assert measured(home) == [{"chair_stands": None, "walk_min": 20}]


def test_danger_in_it_locks_and_ends_the_day(home: Home) -> None:
    result = third_day(home, ["t", ""], keys=[15.0, "!"])
    assert result.code in (4, 130)  # 130 where the check it begins is left before its end
    assert measured(home) == []
    assert home.run("today", "--plan", *PAIN).code == 4


def test_with_leg_pain_over_three_neither_is_asked(home: Home) -> None:
    result = third_day(home, [], "--leg", "4", "--back", "2", "--down", "thigh")
    assert ASKED not in result.told
    assert measured(home) == []


def test_in_a_lock_nothing_is_asked(home: Home) -> None:
    settled(home)
    home.run("today", "--yes", *PAIN, answers=AFTER, terminal=True)
    home.clock.advance(days=2)
    home.run("log", "2", "2", "--weak")
    result = home.run("today", *PAIN, answers=["t"], terminal=True)
    assert ASKED not in result.told
    assert measured(home) == []


def test_who_may_not_rise_from_a_chair_today_is_asked_and_not_timed(home: Home) -> None:
    settled(home)
    home.run("setup", "--set", "profile.set_aside=sit_to_stand")
    home.run("today", "--yes", *PAIN, answers=AFTER, terminal=True)
    home.clock.advance(days=2)
    told = home.run("today", *PAIN, answers=["0", "same", "t"], terminal=True).told
    assert "times the first" not in told


def test_the_day_begins_at_half_of_what_was_counted(home: Home) -> None:
    third_day(home, ["t", "", "18", "", "3", "", *AFTER])
    first, third = entries(home, "session")
    planned = [
        done["planned"]["reps"]
        for session in (first, third)
        for done in session["exercises"]
        if done["exercise"] == "sit_to_stand"
    ]
    assert planned == [5, 8]
