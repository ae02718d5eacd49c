"""The bare `sciaticli`: short, true, and one next step."""

import json

from sciaticli.core.screening.questions import Item
from support.world import Home

FORM = "\n".join(f'{item} = "{"18_49" if item is Item.AGE_BAND else "no"}"' for item in Item)


def lines(home: Home) -> list[str]:
    result = home.run()
    assert result.code == 0
    found = result.out.splitlines()
    assert len(found) <= 12
    assert sum(line.startswith("Next: ") for line in found) == 1
    return found


def test_a_fresh_machine_is_told_what_it_is_and_where_its_files_are(home: Home) -> None:
    home.begins_cold = True
    found = lines(home)
    assert "not a doctor" in "\n".join(found)
    assert str(home.folder / "data" / "journal") in "\n".join(found)
    assert found[-1] == "Next: sciaticli today"
    assert not home.folder.exists()


def test_after_a_check_it_names_the_session(home: Home) -> None:
    home.run("check", "--answers", "-", answers=FORM)
    assert lines(home) == [
        "Danger signs: asked on 22 November 2026; sessions are open until 6 December 2026.",
        "Sessions: none yet.",
        "",
        "Next: sciaticli today",
    ]


def test_pain_stands_in_it(home: Home) -> None:
    home.run("check", "--answers", "-", answers=FORM)
    home.run("log", "4", "2")
    assert "Pain: leg 4, back 2 of 10 at worst, on 22 November 2026." in lines(home)


def test_without_leave_it_names_the_check(home: Home) -> None:
    home.run("log", "4", "2")
    found = lines(home)
    assert found[0] == "No full check has been finished yet."
    assert found[-1] == "Next: sciaticli check"


def test_a_lock_is_said_first(home: Home) -> None:
    home.run("check", "--answers", "-", answers=FORM.replace('saddle_numb = "no"', 'saddle_numb = "new"'))
    result = home.run()
    assert "emergency department" in result.out
    assert result.out.splitlines()[-1] == "Next: sciaticli check"
    assert len(result.out.splitlines()) <= 12


def short(home: Home) -> str:
    result = home.run("status", "--short")
    assert (result.code, result.err) == (0, "")
    return result.out


def test_the_short_form_is_one_line_of_the_day(home: Home) -> None:
    assert short(home) == "check due: sciaticli check\n"
    home.run("check", "--answers", "-", answers=FORM)
    assert short(home) == "today: not yet\n"
    home.run("log", "4", "2")
    home.run("log", "3", "2", "--at", "8 minutes ago")
    home.run("log", "--did", "round")
    assert short(home) == "today: not yet, leg 4\n"
    home.clock.advance(days=2)
    assert short(home) == "today: not yet\n"


def test_the_short_form_tells_rounds_where_a_direction_helps(home: Home) -> None:
    home.run("check", "--answers", "-", answers=FORM)
    home.run("setup", "--set", "profile.direction=extension")
    home.run("log", "3", "2", "--did", "round", "--did", "round")
    assert short(home) == "today: not yet, 2 of 5 rounds, leg 3\n"
    assert json.loads(home.run("status", "--short", "--json").out) == {
        "text": "today: not yet, 2 of 5 rounds, leg 3",
        "class": "not-yet",
        "today": "not yet",
        "rounds": {"done": 2, "a_day": 5},
        "leg": 3,
    }


def test_what_is_prescribed_several_times_a_day_has_its_own_number(home: Home) -> None:
    home.run("check", "--answers", "-", answers=FORM)
    home.run("setup", "--set", "profile.conditions=disc_herniation", "--set", "profile.side=left")
    assert home.run("routine", "add", "Bridge x 10, 3 times a day", "--name", "Sheet").code == 0
    home.run("log", "3", "2", "--did", "round")
    assert short(home) == "today: not yet, 1 of 3 rounds, leg 3\n"
    assert json.loads(home.run("status", "--short", "--json").out)["rounds"] == {"done": 1, "a_day": 3}
    assert "Rounds of Bridge: 1 of 3 today. Write one down with: sciaticli log --did round" in lines(home)
    planned = json.loads(home.run("today", "--plan", "--json").out)["rounds"]
    assert planned == {"exercise": "glute_bridge", "reps": 10, "a_day": 3, "done": 1}


def test_no_round_is_asked_for_of_what_the_rules_keep_out_today(home: Home) -> None:
    home.run("check", "--answers", "-", answers=FORM)
    home.run("setup", "--set", "profile.conditions=disc_herniation", "--set", "profile.side=left")
    home.run("routine", "add", "Bridge x 10, 3 times a day", "--name", "Sheet")
    home.run("log", "8", "2")
    assert short(home) == "today: not yet, leg 8\n"
    assert json.loads(home.run("today", "--plan", "--json").out)["rounds"] is None


def test_the_short_form_says_nothing_beside_a_lock(home: Home) -> None:
    home.run("log", "4", "2")
    home.run("check", "--answers", "-", answers=FORM.replace('saddle_numb = "no"', 'saddle_numb = "new"'))
    assert short(home) == "stopped for a danger sign: sciaticli check\n"


def test_the_long_form_is_the_bare_command(home: Home) -> None:
    home.run("check", "--answers", "-", answers=FORM)
    assert home.run("status").out == home.run().out
