"""A prescribed line that a rule leaves out: the clinician's word lets it in, for six months at most."""

import json
from typing import Any

from sciaticli.core.screening.questions import Item
from support.world import Home

NO_SIGNS = json.dumps({item.value: "no" for item in Item} | {"age_band": "18_49"})
PAIN = ("--leg", "2", "--back", "2", "--down", "calf")
ASKED = "Does your clinician know this, and did they say that it is fine for you?"
HARD = "It is a step too hard for the phase you are in."


def with_routine(home: Home, text: str = "plank 2x20s\npelvic tilt 10x") -> Home:
    """Return the home of a person in the settle phase, screened, with a routine called Anna."""
    checked(home)
    told = ("profile.conditions=degenerative_disc", "profile.side=left", "profile.equipment=mat,chair,wall")
    assert home.run("setup", *(part for key in told for part in ("--set", key))).code == 0
    assert home.run("routine", "add", text, "--name", "Anna").code == 0
    return home


def checked(home: Home) -> None:
    assert home.run("check", "--answers", "-", answers=NO_SIGNS).code == 0


def words_on_record(home: Home) -> list[Any]:
    shown = home.run("journal", "show", "--json", "--kind", "assessment").out
    return [entry for entry in json.loads(shown) if entry["form"] == "clinician_knows@1"]


def planned(home: Home) -> tuple[list[str], dict[str, str]]:
    plan = json.loads(home.run("today", "--routine", "anna", "--plan", "--json", *PAIN).out)
    return (
        [item["exercise"] for item in plan["items"]],
        {out["exercise"]: out["because"] for out in plan["left_out"]},
    )


def today(home: Home, *answers: str) -> Any:  # noqa: ANN401
    return home.run("today", "--routine", "Anna", *PAIN, answers=answers, terminal=True)


def test_without_a_terminal_the_line_is_left_out_with_its_reason(home: Home) -> None:
    with_routine(home)
    assert planned(home)[1] == {"plank": HARD}
    shown = home.run("today", "--routine", "anna", "--plan", *PAIN)
    assert "Front plank" in shown.out
    assert HARD in shown.out
    assert ASKED not in shown.err
    assert words_on_record(home) == []


def test_a_yes_is_recorded_and_lets_the_line_in(home: Home) -> None:
    result = today(with_routine(home), "y", "q")
    assert result.code == 0, result.err
    assert "Front plank" in result.err
    assert HARD in result.told
    assert result.told.count(ASKED) == 1
    assert "plank" in result.out.casefold()
    (word,) = words_on_record(home)
    assert word["items"] == [{"exercise": "plank", "rule": "level", "conditions": ["degenerative_disc"]}]
    assert "a clinician knows of plank (level)" in home.run("journal", "show").out
    assert planned(home)[0][0] == "plank"
    assert ASKED not in today(home, "q").err


def test_a_no_leaves_it_out_with_its_reason_and_records_nothing(home: Home) -> None:
    result = today(with_routine(home), "", "n", "q")
    assert result.code == 0, result.err
    assert HARD in result.out
    assert words_on_record(home) == []


def test_it_ends_after_six_months_when_conditions_change_and_when_taken_back(home: Home) -> None:
    today(with_routine(home), "y", "q")
    assert "plank" in planned(home)[0]
    home.run("setup", "--set", "profile.conditions=degenerative_disc,knee_problem")
    assert "plank" in planned(home)[1]
    home.run("setup", "--set", "profile.conditions=degenerative_disc")
    assert "plank" in planned(home)[0]
    home.clock.advance(days=184)
    checked(home)
    assert "plank" in planned(home)[1]
    today(home, "y", "q")
    assert "plank" in planned(home)[0]
    assert home.run("journal", "undo").code == 0
    assert "plank" in planned(home)[1]


def test_it_is_never_asked_about_what_it_can_not_lift(home: Home) -> None:
    with_routine(home)
    result = home.run(
        "today",
        "--routine",
        "Anna",
        "--leg",
        "9",
        "--back",
        "2",
        "--down",
        "calf",
        answers=["q"],
        terminal=True,
    )
    assert ASKED not in result.err
    assert "Your pain is 9 now." in result.out


def test_a_routine_that_is_not_there_is_named_before_any_question(home: Home) -> None:
    with_routine(home)
    result = home.run("today", "--routine", "Anja", terminal=True)
    assert result.code == 2
    assert "Did you mean anna?" in result.err
