"""`exercises` through the command line: filters, pages, JSON, lint, and a lock's message first."""

import json
import re
from pathlib import Path

import pytest

from sciaticli.store.journal import append
from sciaticli.store.paths import find_paths
from support.rows import raw_row, toml_rows
from support.screenings import a_check, ago
from support.world import Home

KEYS = {
    "id", "name", "also_called", "family", "also_families", "kind", "position", "direction", "laterality",
    "equipment", "level", "frequency", "dose_source", "leg_pain_ceiling", "suits", "avoid", "caution",
    "supervised_first", "stop_signs", "mistakes", "breathing", "sources", "dose_start", "dose_full", "harder",
    "easier", "end_range", "nerve_tension", "light",
}  # fmt: skip


def ids(home: Home, *argv: str) -> list[str]:
    result = home.run("exercises", "list", *argv)
    assert result.code == 0
    return [line.split(":")[0] for line in result.out.splitlines()]


def write_own(home: Home, *rows: dict[str, object], name: str = "mine.toml") -> Path:
    path = home.folder / "config" / "exercises.d" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(toml_rows(*rows), encoding="utf-8")
    return path


def lock(home: Home) -> None:
    paths = find_paths({"SCIATICLI_HOME": str(home.folder)})
    append(paths, a_check(ago(days=1), foot_drop="new"))


def test_all_are_listed_as_plain_lines_in_a_pipe(home: Home) -> None:
    result = home.run("exercises", "list")
    assert result.err == ""
    assert len(result.out.splitlines()) > 170
    assert "glute_bridge: Bridge, dynamic stabilising, supine, level 2\n" in result.out


def test_filters_combine(home: Home) -> None:
    assert ids(home, "--family", "mckenzie", "--level", "1") == ["prone_lying", "prone_lying_pillow"]
    assert ids(home, "pigeon", "--position", "sitting") == ["sitting_pigeon"]
    assert ids(home, "--family", "mckenzie", "--safe-with", "stenosis", "--position", "standing") == [
        "side_glide_wall"
    ]
    assert ids(home, "--direction", "lateral", "--region", "nerve_direction") == ["side_glide_wall"]
    assert set(ids(home, "--place", "pool")) == set(ids(home, "--position", "water"))
    assert ids(home, "press", "up", "--safe-with", "stenosis") == ["wall_push_up"]


@pytest.mark.parametrize(
    ("equipment", "there", "missing"),
    [
        ("none", "walk_short_bouts", "wall_plank"),
        ("wall", "wall_plank", "sit_to_stand"),
        ("mat,chair", "sit_to_stand", "wall_plank"),
    ],
)
def test_equipment_leaves_out_what_is_not_at_hand(
    home: Home, equipment: str, there: str, missing: str
) -> None:
    found = ids(home, "--equipment", equipment)
    assert there in found
    assert missing not in found


def test_words_may_be_written_with_hyphens_or_spaces(home: Home) -> None:
    assert ids(home, "--family", "hip-stretch") == ids(home, "--family", "Hip Stretch")


def test_no_fit_is_said_on_the_side(home: Home) -> None:
    result = home.run("exercises", "list", "--family", "water", "--position", "prone")
    assert (result.code, result.out) == (0, "")
    assert result.err == (
        "No exercise fits all of these filters. Leave one out, or see all: sciaticli exercises list\n"
    )
    as_json = home.run("exercises", "list", "--family", "water", "--position", "prone", "--json")
    assert json.loads(as_json.out) == []


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (
            ("--position", "sittin"),
            '--position: "sittin" is not allowed. Did you mean sitting?\nAllowed: supine, prone, ',
        ),
        (
            ("--equipment", "mat,kettle"),
            (
                '--equipment: "kettle" is not allowed.\n'
                "Allowed: mat, chair, wall, strap, step, pool, bike, recumbent_bike, band\n"
            ),
        ),
    ],
)
def test_a_wrong_word_is_a_usage_error(home: Home, argv: tuple[str, ...], said: str) -> None:
    result = home.run("exercises", "list", *argv)
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith(f"sciaticli: {said}")


def test_a_level_out_of_range_is_a_usage_error(home: Home) -> None:
    assert home.run("exercises", "list", "--level", "6").code == 2


def test_a_terminal_gets_a_table_and_a_count(home: Home) -> None:
    home.env |= {"COLUMNS": "80", "NO_COLOR": "1"}
    result = home.run("exercises", "list", "--family", "alexander", terminal=True)
    heading = re.sub(r"\x1b\[[0-9;]*m", "", result.out.splitlines()[0])
    assert heading.split() == ["id", "name", "level", "position"]
    assert result.err.endswith("exercises. Read one with: sciaticli exercises show ID\n")


def test_json_holds_whole_entries(home: Home) -> None:
    rows = json.loads(home.run("exercises", "list", "--json").out)
    assert len(rows) > 170
    for row in rows:
        assert not KEYS - set(row)
        assert isinstance(row["sources"], list)
        assert all(source["standing"] for source in row["sources"])
    assert {"sets", "reps", "hold_s", "rep_rest_s", "rest_s"} == set(rows[0]["dose_start"])


@pytest.mark.parametrize("words", [("glute_bridge",), ("Bridge",), ("hip", "bridge"), ("bridges",)])
def test_one_is_shown_by_id_name_or_nickname(home: Home, words: tuple[str, ...]) -> None:
    result = home.run("exercises", "show", *words)
    assert result.code == 0
    assert result.out.startswith("Bridge\nStart: ")
    assert "\n\nGet ready:\n" in result.out


def test_where_an_exercise_stands_is_said(home: Home) -> None:
    result = home.run("exercises", "show", "bird", "dog", "--where")
    facts, words = (line.split(": ", 1)[1].rsplit(":", 1) for line in result.out.splitlines())
    assert Path(facts[0]).read_text(encoding="utf-8").splitlines()[int(facts[1])] == 'id = "bird_dog"'
    assert Path(words[0]).read_text(encoding="utf-8").splitlines()[int(words[1]) - 1] == "[bird_dog]"
    places = json.loads(home.run("exercises", "show", "bird_dog", "--where", "--json").out)
    assert places["facts"] == {"file": facts[0], "line": int(facts[1])}
    mine = write_own(home, raw_row())
    own = home.run("exercises", "show", "towel_slide", "--where").out
    assert own == f"facts: {mine}:1\nwords: {mine}:1\n"


def test_sources_are_shown_with_their_standing(home: Home) -> None:
    result = home.run("exercises", "show", "prone_press_up", "--sources")
    assert "  VW-MCK: Verywell Health on McKenzie exercises for the low back (read in part).\n" in result.out
    assert "  Our choice: no source gives it.\n" in result.out
    sources = json.loads(home.run("exercises", "show", "prone_press_up", "--json").out)["sources"]
    assert sources[1] == {
        "key": "VW-MCK",
        "title": "Verywell Health on McKenzie exercises for the low back",
        "where": ["https://www.verywellhealth.com/mckenzie-exercises-for-your-low-back-2696222"],
        "standing": "part_read",
    }


@pytest.mark.parametrize(
    ("argv", "meant"),
    [
        (("setup", "--set", "conditions=disc"), "disc_herniation"),
        (("setup", "--set", "picture=b"), ""),
        (("exercises", "list", "--position", "side"), "side_lying"),
        (("log", "4", "2", "--down", "cafl"), "calf"),
    ],
)
def test_a_beginning_is_taken_for_its_word_where_only_one_begins_so(
    home: Home, argv: tuple[str, ...], meant: str
) -> None:
    told = home.run(*argv).err.splitlines()[0]
    assert told.endswith(f" is not allowed. Did you mean {meant}?" if meant else " is not allowed.")


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (
            "pigeon",
            "Did you mean one of these?\n  reclining_pigeon: Reclining pigeon\n  sitting_pigeon: ",
        ),
        ("glute_brigde", "Did you mean one of these?\n  glute_bridge: Bridge\n"),
        ("qqqq", "See them all with: sciaticli exercises list"),
    ],
)
def test_an_unknown_name_suggests_the_nearest(home: Home, words: str, hint: str) -> None:
    result = home.run("exercises", "show", words)
    assert (result.code, result.out) == (2, "")
    assert f'"{words}"' in result.err.splitlines()[0]
    assert result.err.partition("\n")[2].startswith(hint)


def test_own_exercises_stand_beside_the_others(home: Home) -> None:
    write_own(home, raw_row())
    assert "towel_slide" in ids(home)
    assert (
        "  My physio, in March (your own).\n"
        in home.run("exercises", "show", "towel", "slide", "--sources").out
    )
    entry = json.loads(home.run("exercises", "show", "towel_slide", "--json").out)
    assert entry["sources"] == [
        {"key": "My physio, in March", "title": "My physio, in March", "where": [], "standing": None}
    ]


def test_markup_in_an_own_name_is_printed_literally(home: Home) -> None:
    write_own(home, raw_row(name="Slide [red]far[/red] :smile:"))
    home.env["COLUMNS"] = "100"
    for terminal in (False, True):
        shown = home.run("exercises", "show", "towel_slide", terminal=terminal)
        assert "Slide [red]far[/red] :smile:" in shown.out
        listed = home.run("exercises", "list", "towel_slide", terminal=terminal)
        assert "[red]far[/red]" in listed.out


def test_an_escape_in_an_own_name_is_refused_and_never_printed(home: Home) -> None:
    path = write_own(home, raw_row(name="Slide\x1b[2J"))
    result = home.run("exercises", "list", "glute_bridge")
    assert result.code == 0
    assert "towel_slide" not in result.out
    assert result.err == (
        "Left out of your own exercises and routines:\n"
        f"  {path}:1: exercise towel_slide: name: expected text without line breaks or control characters\n"
        "See all of a file: sciaticli exercises lint FILE\n"
    )


def test_only_some_of_many_problems_are_told(home: Home) -> None:
    path = write_own(home, *(raw_row(id=f"row_{number}", level=1) for number in range(7)))
    told = home.run("exercises", "show", "glute_bridge").err.splitlines()
    assert [line.startswith(f"  {path}:") for line in told] == [False, *[True] * 5, False, False]
    assert told[-2] == "  and 2 more"
    assert len(home.run("exercises", "lint", str(path)).err.splitlines()) == 7 + 2


def test_a_clash_of_ids_names_both_files_and_neither_serves(home: Home) -> None:
    first = write_own(home, raw_row(), name="a.toml")
    second = write_own(home, raw_row(level=3), name="b.toml")
    assert home.run("exercises", "show", "towel_slide").code == 2
    result = home.run("exercises", "show", "glute_bridge")
    assert result.code == 0
    assert f"  {second}:1: exercise towel_slide: the id is taken by {first}:1\n" in result.err


def test_one_steep_ladder_leaves_the_other_rows_as_they_are(home: Home) -> None:
    write_own(home, raw_row(dose=["1 x 20", "1 x 40"]), raw_row(id="my_slide"))
    home.run("routine", "add", "bridge 2x5", "--name", "Anna")
    listed = home.run("exercises", "list", "--json")
    assert {"my_slide", "glute_bridge"} <= {row["id"] for row in json.loads(listed.out)} - {"towel_slide"}
    assert (
        "towel_slide: dose[1]: 1 x 40 is more than a third above 1 x 20; put a step between\n" in listed.err
    )
    assert home.run("routine", "show", "anna").code == 0


def test_lint_finds_nothing_wrong(home: Home, tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(toml_rows(raw_row()))
    result = home.run("exercises", "lint", str(path))
    assert (result.code, result.out, result.err) == (0, f"{path}: no problems found.\n", "")


def test_lint_names_every_problem(home: Home, tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(toml_rows(raw_row(level=1, avoid=None, harder=["glute_bridg"])))
    result = home.run("exercises", "lint", str(path))
    assert (result.code, result.out) == (3, "")
    assert result.err == (
        f"sciaticli: {path} has problems: 1.\n"
        f"  {path}:1: exercise towel_slide: avoid: is missing\n"
        "docs/catalogue.md explains each key.\n"
    )


def test_lint_names_the_exercise_that_a_nickname_may_mean(home: Home, tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    routine = '[[routine]]\nid = "w"\nname = "W"\nitems = [{ exercise = "thigh_press" }]\n'
    path.write_text(toml_rows(raw_row(harder=["side_plank_knees"])) + routine)
    err = home.run("exercises", "lint", str(path)).err
    assert "side_plank_knees is not an exercise of the catalogue; did you mean side_bridge_knees?" in err
    assert "thigh_press is not an exercise of the catalogue; did you mean thigh_squeeze?" in err


def test_lint_of_no_file_is_a_usage_error(home: Home, tmp_path: Path) -> None:
    result = home.run("exercises", "lint", str(tmp_path / "none.toml"))
    assert result.code == 2
    assert result.err.startswith(f"sciaticli: there is no file {tmp_path / 'none.toml'}.\n")


@pytest.mark.parametrize("argv", [("list",), ("show", "glute_bridge")])
def test_a_lock_speaks_first(home: Home, argv: tuple[str, ...]) -> None:
    free = home.run("exercises", *argv)
    lock(home)
    result = home.run("exercises", *argv)
    assert result.code == 0
    assert result.out.endswith(free.out)
    notice = result.out.removesuffix(free.out)
    assert "sciaticli today" in notice
    assert notice.endswith("\n\n")


@pytest.mark.parametrize("argv", [("list", "--json"), ("show", "glute_bridge", "--json")])
def test_with_json_a_lock_speaks_aside(home: Home, argv: tuple[str, ...]) -> None:
    lock(home)
    result = home.run("exercises", *argv)
    json.loads(result.out)
    assert "sciaticli today" in result.err


def test_a_lock_speaks_also_when_the_catalogue_or_the_name_is_wrong(home: Home) -> None:
    lock(home)
    result = home.run("exercises", "show", "qqqq")
    assert result.code == 4
    assert "sciaticli today" in result.out
    path = write_own(home, raw_row(level=1))
    for argv, code in ((("list",), 0), (("lint", str(path)), 3)):
        result = home.run("exercises", *argv)
        assert result.code == code
        assert "sciaticli today" in result.out


def test_a_figure_that_moves_says_how_to_go_on(home: Home) -> None:
    assert "Any key goes on to the words." in home.run("exercises", "show", "bridge", terminal=True).err
    assert "Any key" not in home.run("exercises", "show", "bridge").err


def test_at_a_terminal_one_of_several_is_chosen_with_a_key(home: Home) -> None:
    result = home.run("exercises", "show", "pigeon", answers=["2"], terminal=True, output_terminal=False)
    assert result.code == 0
    assert result.err.startswith('Which one is "pigeon"?\n  1 Reclining pigeon\n  2 Sitting pigeon\n  3 ')
    assert result.out.startswith("Sitting pigeon\n")


def test_a_document_is_asked_for_no_more_than_a_page(home: Home) -> None:
    result = home.run("exercises", "show", "pigeon", "--json", answers=["1"], terminal=True)
    assert json.loads(result.out)["id"] == "reclining_pigeon"


def test_a_name_that_is_none_is_asked_of_nobody(home: Home) -> None:
    assert home.run("exercises", "show", "qqqq", answers=["1"], terminal=True).code == 2
