"""Before and after a session: few keys, nothing asked twice, each answer kept as it is given."""

from typing import Any

import pytest

from cli.today.test_command import PAIN, entries, session, settled
from support.world import Home

DONE = 600.0  # seconds after which the first exercises are done
SAME = ""
UP = "3"  # more than two hours ago


def standing_session(home: Home) -> dict[str, Any]:
    """Return the session as its amendments leave it."""
    told = entries(home)
    done = next(each for each in told if each["kind"] == "session")
    for amend in (each["set"] for each in told if each["kind"] == "amend"):
        done |= {key: value for key, value in amend.items() if key != "pain.after"}
        done["pain"] |= {"after": amend["pain.after"]} if "pain.after" in amend else {}
    return done


def test_an_ordinary_second_day_is_started_with_five_answers(home: Home) -> None:
    settled(home)
    session(home, keys=[DONE, "q"], answers=[SAME, "", "no", "no"])
    home.clock.advance(days=1)
    result = home.run("today", keys=["q"], answers=["0", "2", SAME, UP, ""], terminal=True)
    assert "Last time: leg 3, back 2, felt down to: the calf." in result.err
    assert "Nothing was finished" in result.err
    assert result.code == 0


def test_a_session_in_the_morning_goes_by_the_clock_and_not_by_when_one_usually_trains(home: Home) -> None:
    settled(home)
    assert home.run("setup", "--set", "profile.time_of_day=evening").code == 0
    session(home, keys=[DONE, "q"], answers=[SAME, "", "no", "no"])
    home.clock.advance(days=1)
    assert home.clock.moment.hour < 12
    early = session(home, keys=["q"], answers=["0", "2", "1"])
    assert "When did you get up today?" in early.err
    assert "slider" not in early.out.casefold()


def test_what_a_late_rise_let_in_stays_when_the_session_is_gone_on_with(home: Home) -> None:
    settled(home)
    session(home, keys=[DONE, "q"], answers=[SAME, "", "no", "no"])
    home.clock.advance(days=1)
    begun = session(home, keys=[40.0, "q"], answers=["0", "2", UP, "", "", "no", "no"])
    assert "slider" in begun.out.casefold()
    gone_on = session(home, answers=["1", "1", "calf", "", "no", "no", "no"])
    assert "slider" in gone_on.told.casefold()
    assert "after you get up" not in gone_on.told


@pytest.mark.parametrize(
    ("morning", "leg", "days", "offered"),
    [("2", "3", 1, True), ("3", "3", 1, False), ("2", "8", 1, False), ("2", "3", 4, False)],
)
def test_the_last_answer_is_offered_only_where_keeping_it_is_safe(
    home: Home, morning: str, leg: str, days: int, *, offered: bool
) -> None:
    settled(home)
    session(home, keys=[DONE, "q"], answers=[leg, "2", "calf", "", "no", "no"])
    home.clock.advance(days=days)
    asked = [morning] if days <= 3 else []
    result = home.run("today", answers=["0", *asked], terminal=True)
    assert "Leg pain now?" in result.err
    assert ("nothing has changed" in result.told.partition("Leg pain now?")[2]) is offered


def test_a_changed_leg_is_asked_on_with_what_was_said_offered(home: Home) -> None:
    settled(home)
    session(home, keys=[DONE, "q"], answers=["4", "", "thigh", "", "no", "no"])
    assert standing_session(home)["pain"]["after"] == {"leg": 4, "back": 2, "distal": "thigh"}


def test_what_hurt_is_kept_as_a_leg_that_answered_worse(home: Home) -> None:
    settled(home)
    session(home, keys=[DONE, "q"], answers=[SAME, "1", "no", "no"])
    done = [each for each in standing_session(home)["exercises"] if each["done"]["sets"]]
    hurt = [each["exercise"] for each in done if each.get("response") == "worse"]
    assert hurt == [done[0]["exercise"]] * len(hurt)
    assert hurt


@pytest.mark.parametrize(
    ("answers", "kept"),
    [
        (["4"], {"leg": 4}),
        (["4", "1"], {"leg": 4, "back": 1}),
        (["4", "1", "foot"], {"leg": 4, "back": 1, "distal": "foot"}),
    ],
)
def test_each_answer_is_saved_as_it_is_given(home: Home, answers: list[str], kept: dict[str, Any]) -> None:
    settled(home)
    result = home.run("today", "--yes", *PAIN, keys=[DONE, "q"], answers=answers, terminal=True)
    assert result.code == 130
    assert standing_session(home)["pain"]["after"] == kept


@pytest.mark.parametrize(
    ("line", "stands", "walk"), [("12 15", 12, 15), ("- 15", None, 15), ("", None, None), ("0 0", 0, 0)]
)
def test_what_one_can_do_is_two_numbers_in_one_line(
    home: Home, line: str, stands: int | None, walk: int | None
) -> None:
    settled(home)
    session(home, keys=[DONE, "q"], answers=[SAME, "", "no", "no"])
    home.clock.advance(days=2)
    wrong = ["12", "12 999", "a 3"]
    result = home.run("today", keys=["q"], answers=["0", "2", SAME, *wrong, line, ""], terminal=True)
    assert (result.code, "When did you get up" in result.err) == (0, False)  # five answers on a good day
    (start,) = (each for each in entries(home) if each.get("form") == "start@1")
    assert start["items"] == [{"chair_stands": stands, "walk_min": walk}]
