"""`routine` through the command line: a physio's lines become a list, and nothing is guessed unasked."""

import json
import stat

import pytest

from sciaticli.cli.routine.command import id_of
from sciaticli.core.errors import UsageError
from sciaticli.core.screening.questions import Item
from sciaticli.store.catalogue import load_catalogue
from sciaticli.store.journal import append
from sciaticli.store.paths import find_paths
from support.entries import a_session, performed
from support.screenings import a_check
from support.world import START, Home, Result

SHEET = "Home exercises:\n1. Bridge 3x10 hold 5s\n2. Clams 2 x 12 left\n3 times a week\n"


def routines(home: Home) -> list[str]:
    folder = home.folder / "config" / "exercises.d"
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


def test_lines_that_are_understood_are_saved_without_a_question(home: Home) -> None:
    result = home.run("routine", "add", "--name", "Anna's sheet", answers=SHEET)
    assert result.code == 0
    assert result.out.startswith(
        "Anna's sheet (anna_s_sheet), 3 times a week\n"
        "  Bridge: 3 sets of 10, hold 5 seconds, 3 days a week; "
        "ours: rest 45 seconds between sets\n"
        "  Clamshell: 2 sets of 12, left side, 3 days a week; "
        "ours: hold 2 seconds, rest 30 seconds between sets\n"
    )
    assert "sciaticli today --routine anna_s_sheet --plan" in result.err
    path = home.folder / "config" / "exercises.d" / "routine_anna_s_sheet.toml"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    (routine,) = load_catalogue(path.parent).routines
    assert (routine.id, routine.per_week, routine.text) == ("anna_s_sheet", 3, SHEET)
    assert [item.exercise for item in routine.items] == ["glute_bridge", "clamshell"]


def test_list_show_and_remove(home: Home) -> None:
    assert "There is no routine yet." in home.run("routine", "list").err
    home.run("routine", "add", "bridge 3x10", "--name", "Anna")
    home.run("routine", "add", "clams 2x12, daily", "--name", "Ben")
    assert home.run("routine", "list").out == "anna: Anna, 1 line\nben: Ben, 1 line, 7 times a week\n"
    shown = home.run("routine", "show", "ANNA").out
    assert shown.endswith("\nAs it was given:\n  bridge 3x10\n")
    assert home.run("routine", "remove", "Anna").code == 0
    assert routines(home) == ["routine_ben.toml"]
    gone = home.run("routine", "show", "bem")
    assert gone.code == 2
    assert "Did you mean ben?" in gone.err


@pytest.mark.parametrize("options", [(), ("--no-input",)])
def test_a_guess_without_anybody_to_ask_writes_nothing(home: Home, options: tuple[str, ...]) -> None:
    text = "bridge 3x10\nhamstring stretch 30 sec x 3 left\nclams with ball 2x12"
    result = home.run(*options, "routine", "add", text, "--name", "Anna", terminal=bool(options))
    assert result.code == 2
    assert 'line 2, "hamstring stretch 30 sec x 3 left": "hamstring stretch" may mean more' in result.err
    assert 'line 3, "clams with ball 2x12": "ball" changes what is done.' in result.err
    assert "line 1" not in result.err
    assert routines(home) == []


TALK = "bridge 3x10\nhamstring stretch 30 sec x 3 left\nclams with ball 2x12\nfrom Anna\ntail wag 2x8"


def talk(home: Home, *answers: str, text: str = TALK) -> Result:
    home.env["NO_COLOR"] = "1"
    return home.run("routine", "add", text, "--name", "Anna", answers=answers, terminal=True)


def kept(home: Home) -> list[tuple[str, int | None]]:
    (routine,) = load_catalogue(home.folder / "config" / "exercises.d").routines
    return [(item.exercise, item.dose.total_reps if item.dose else None) for item in routine.items]


def test_only_doubtful_rows_are_opened_and_one_yes_saves(home: Home) -> None:
    result = talk(home, "1", "keep", "y")
    assert result.code == 0, result.err
    assert result.err.count("What is it?") == 2
    assert result.err.count("Save these") == 1
    assert "from Anna" in result.err
    assert kept(home) == [
        ("glute_bridge", 30), ("hamstring_supine_strap", 3), ("clamshell", 24), ("own_tail_wag", 16),
    ]  # fmt: skip


def test_a_step_back_opens_the_row_before(home: Home) -> None:
    result = talk(home, "1", "b", "2", "leave", "y")
    assert result.code == 0, result.err
    assert [name for name, _ in kept(home)] == ["glute_bridge", "hamstring_doorway_stretch", "own_tail_wag"]


def test_a_row_can_be_another_exercise_other_numbers_or_the_physios_own(home: Home) -> None:
    answers = ["other", "prone lying", "change", "2 sets of 6", "3", "own", "y"]
    result = talk(home, *answers, text="hamstring stretch 30 sec\nclams with ball 2x12\nbridge 3x10")
    assert result.code == 0, result.err
    assert kept(home) == [("prone_lying", 1), ("clamshell", 12), ("own_bridge", 30)]


def test_a_no_at_the_end_saves_nothing(home: Home) -> None:
    assert talk(home, "1", "keep", "n").code == 2
    assert routines(home) == []


def test_two_readings_are_both_offered(home: Home) -> None:
    result = talk(home, "keep2", "y", text="bridge 10x3")
    assert "Bridge: 3 sets of 10" in result.err
    assert "Bridge: 10 sets of 3" in result.err
    assert kept(home) == [("glute_bridge", 30)]


def test_a_dry_run_writes_nothing(home: Home) -> None:
    result = home.run("routine", "add", "bridge 10x3\n\nAnna Brown", "--dry-run", "--json")
    assert result.code == 0
    document = json.loads(result.out)
    first, second = document["items"]
    assert (first["status"], first["exercise"], len(first["doses"])) == ("asked", "glute_bridge", 2)
    assert first["doses"][0] == {"sets": 3, "reps": 10, "hold_s": None, "rest_s": None, "side": None}
    assert (second["status"], second["lines"]) == ("description", [3])
    assert not document["ready"]
    assert routines(home) == []
    assert home.run("routine", "add", "bridge 10x3", "--json").code == 2
    assert home.run("routine", "add", "bridge 10x3").code == 2


def test_a_routine_is_edited_line_by_line(home: Home) -> None:
    home.run("routine", "add", "bridge 3x10\nclams 2x12", "--name", "Anna")
    result = home.run("routine", "edit", "anna", answers=["2", "change", "3x8", "y"], terminal=True)
    assert result.code == 0, result.err
    assert kept(home) == [("glute_bridge", 30), ("clamshell", 24)]
    (routine,) = load_catalogue(home.folder / "config" / "exercises.d").routines
    assert routine.text == "bridge 3x10\nclams 2x12"
    assert routine.items[0].ours == ("hold_s", "rest_s")
    assert home.run("routine", "edit", "anna").code == 2


def test_an_exercise_of_the_physios_own_is_done_on_the_clock_and_planned_by_nobody(home: Home) -> None:
    signs = json.dumps({item.value: "no" for item in Item} | {"age_band": "18_49"})
    assert home.run("check", "--answers", "-", answers=signs).code == 0
    home.run("log", "2", "2", "--now", "2")
    home.run("routine", "add", "tail wag 2x8, hold 5 s", "--name", "Anna")
    plan = json.loads(home.run("today", "--routine", "anna", "--plan", "--json").out)
    (item,) = [item for item in plan["items"] if item["exercise"] == "own_tail_wag"]
    assert item["seconds"] > 80
    assert home.run("exercises", "list", "tail").out == ""
    free = json.loads(home.run("today", "--plan", "--json").out)
    assert all(not item["exercise"].startswith("own_") for item in free["items"])


def test_pasting_at_a_terminal_ends_with_a_full_stop(home: Home) -> None:
    answers = ["Bridge 3x10", "", "clams 2x12 with ball", ".", "keep", "y"]
    result = home.run("routine", "add", "--name", "Anna", answers=answers, terminal=True)
    assert result.code == 0
    assert "Clamshell: 2 sets of 12" in result.out


def test_a_talk_cut_short_saves_nothing(home: Home) -> None:
    assert home.run("routine", "add", "hamstring stretch 30 s", "--name", "Anna", terminal=True).code == 130
    assert routines(home) == []


def test_a_name_that_is_taken_is_refused(home: Home) -> None:
    home.run("routine", "add", "bridge 3x10", "--name", "Anna")
    result = home.run("routine", "add", "clams 2x12", "--name", "anna!")
    assert result.code == 2
    assert "sciaticli routine remove anna" in result.err


def test_a_standing_lock_speaks_first(home: Home) -> None:
    home.run("routine", "add", "bridge 3x10", "--name", "Anna")
    append(find_paths({"SCIATICLI_HOME": str(home.folder)}), a_check(START, saddle_numb="new"))
    for words in (("list",), ("show", "anna")):
        result = home.run("routine", *words)
        assert result.code == 0
        assert result.out.index("emergency") < result.out.index("Anna")


@pytest.mark.parametrize("text", ["", "\n\n", "3 times a week"])
def test_a_text_without_an_exercise_is_refused(home: Home, text: str) -> None:
    assert home.run("routine", "add", text, "--name", "Anna").code == 2
    assert routines(home) == []


def test_signs_that_steer_a_terminal_are_not_kept(home: Home) -> None:
    home.run("routine", "add", "bridge 3x10\x1b[2J", "--name", "An\x1bna")
    shown = home.run("routine", "show", "an na").out + home.run("routine", "list").out
    assert "\x1b" not in shown


def test_a_routine_in_a_file_with_other_things_is_left_there(home: Home) -> None:
    home.run("routine", "add", "bridge 3x10", "--name", "Anna")
    path = home.folder / "config" / "exercises.d" / "routine_anna.toml"
    text = path.read_text()
    path.write_text(text + '\n[[routine]]\nid = "b"\nname = "B"\nitems = [{ exercise = "clamshell" }]\n')
    assert home.run("routine", "remove", "anna").code == 2
    assert path.exists()


@pytest.mark.parametrize(
    ("name", "expected"), [("Anna's sheet", "anna_s_sheet"), ("Zoë", "zoe"), ("2026", "routine_2026")]
)
def test_ids(name: str, expected: str) -> None:
    assert id_of(name) == expected


@pytest.mark.parametrize("name", ["Анна", "日本 ☕", "Straße 2"])
def test_a_name_in_any_script_is_kept_and_found_by(home: Home, name: str) -> None:
    assert home.run("routine", "add", "bridge 3x10", "--name", name).code == 0
    assert home.run("routine", "show", name).out.startswith(f"{name} (")
    assert home.run("routine", "show", id_of(name)).code == 0
    assert home.run("routine", "remove", name).code == 0
    assert id_of(f"{name} und mehr") != id_of(name)


def test_a_name_without_letters_is_refused() -> None:
    with pytest.raises(UsageError, match="no letter and no digit"):
        id_of("...")


def test_a_name_too_long_for_a_file_is_refused_as_that(home: Home) -> None:
    result = home.run("routine", "add", "bridge 3x10", "--name", "x" * 81)
    assert result.code == 2
    assert result.err.startswith("sciaticli: the name is too long: 81 letters, and it may have 80.\n")
    assert home.run("routine", "add", "bridge 3x10", "--name", "\N{GREEK SMALL LETTER ALPHA}" * 80).code == 0


def test_each_line_is_checked_by_the_rules_of_the_day(home: Home) -> None:
    signs = json.dumps({item.value: "no" for item in Item} | {"age_band": "18_49"})
    assert home.run("check", "--answers", "-", answers=signs).code == 0
    told = ("profile.conditions=stenosis", "profile.side=left", "profile.equipment=mat,chair,wall")
    home.run("setup", *(part for key in told for part in ("--set", key)))
    home.run("log", "2", "2", "--now", "2")
    result = home.run("routine", "add", "plank 2x20s\npelvic tilt 10x\nprone press-up 10x", "--name", "Anna")
    assert result.code == 0, result.err
    assert result.out.endswith(
        "Today:\n"
        "  Front plank: It is a step too hard for the phase you are in.\n"
        "  Pelvic tilt lying: It could be done.\n"
        "  Prone press-up: It does not go with a narrow spine canal.\n"
    )
    plan = json.loads(home.run("today", "--routine", "anna", "--plan", "--json").out)
    assert {out["because"] for out in plan["left_out"]} <= set(result.out.replace(": ", "\n").splitlines())


def test_under_a_lock_its_message_comes_first_and_nothing_is_said_of_today(home: Home) -> None:
    append(find_paths({"SCIATICLI_HOME": str(home.folder)}), a_check(START, saddle_numb="new"))
    result = home.run("routine", "add", "bridge 3x10", "--name", "Anna")
    assert result.out.index("emergency") < result.out.index("Bridge")
    assert "It could be done" not in result.out


def test_after_a_session_with_an_exercise_of_the_physios_own_the_next_day_is_planned(home: Home) -> None:
    signs = json.dumps({item.value: "no" for item in Item} | {"age_band": "18_49"})
    assert home.run("check", "--answers", "-", answers=signs).code == 0
    home.run("log", "2", "2", "--now", "2")
    home.run("routine", "add", "tail wag 2x8, daily", "--name", "Anna")
    append(
        find_paths({"SCIATICLI_HOME": str(home.folder)}),
        a_session(START.date(), [performed("own_tail_wag")]),
    )
    assert home.run("today", "--plan", "--json").code == 0
    plan = json.loads(home.run("today", "--routine", "anna", "--plan", "--json").out)
    reasons = {out["exercise"]: out["because"] for out in plan["left_out"]}
    assert reasons["own_tail_wag"] == "It is prescribed once a day, and that is done."
    assert "tail wag" in home.run("today", "--routine", "anna", "--plan").out
    assert home.run("progress").code == 0
    assert home.run("journal", "show").code == 0


def test_a_list_number_is_no_number_of_another_exercise(home: Home) -> None:
    result = talk(home, "y", text="5. Walking 20 min daily")
    assert result.code == 0, result.err
    assert "Walking: 20 minutes, daily" in result.out


def test_a_line_that_waits_for_the_direction_test_says_what_to_do(home: Home) -> None:
    signs = json.dumps({item.value: "no" for item in Item} | {"age_band": "18_49"})
    assert home.run("check", "--answers", "-", answers=signs).code == 0
    home.run("log", "2", "2", "--now", "2")
    result = home.run("routine", "add", "prone press-up x10", "--name", "Anna")
    assert "waits for the direction test" in result.out
    assert "sciaticli assess direction" in result.out


def test_a_physios_own_exercise_keeps_the_side_that_is_written(home: Home) -> None:
    assert talk(home, "own", "y", text="SLR 3x10 R").code == 0
    assert "3 sets of 10, right side" in home.run("routine", "show", "anna").out
