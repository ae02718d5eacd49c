"""Tab in the shells, through the environment variables that Typer's scripts set."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from sciaticli.cli.complete import words_before
from sciaticli.cli.program import COMMANDS
from sciaticli.core.catalogue.exercise import (
    Condition,
    Direction,
    Equipment,
    Family,
    Place,
    Position,
    Purpose,
    Region,
)
from sciaticli.core.settings import SETTINGS, Setting
from sciaticli.store.catalogue import load_catalogue
from support.rows import raw_row, toml_rows
from support.world import Home

PROGRAMS = ("hooks.", "coach.voice")
"""Settings that name a program: what is offered for them is an example, and need not be here."""


def tab(line: str, home: Path, **variables: str) -> list[str]:
    """Return what bash is offered at the end of a line."""
    words = line.split(" ")
    return shell(
        home,
        _SCIATICLI_COMPLETE="complete_bash",
        COMP_WORDS="\n".join(words),
        COMP_CWORD=str(len(words) - 1),
        **variables,
    )


def shell(home: Path, **variables: str) -> list[str]:
    env = {**os.environ, "SCIATICLI_HOME": str(home), **variables}
    done = subprocess.run(
        [sys.executable, "-m", "sciaticli"], env=env, capture_output=True, check=False, text=True
    )
    assert done.stderr == ""
    assert done.returncode == 0
    return [line for line in done.stdout.splitlines() if line]


def test_every_command_is_offered(tmp_path: Path) -> None:
    assert set(tab("sciaticli ", tmp_path)) == set(COMMANDS)


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("sciaticli ex", ["exercises"]),
        ("sciaticli --pl", ["--plain"]),
        ("sciaticli exercises ", ["list", "show", "lint"]),
        ("sciaticli exercises show prone_on", ["prone_on_elbows"]),
        ("sciaticli exercises show cob", ["cobra"]),
        ("sciaticli exercises show bird d", ["dog, arm only", "dog, leg only", "dog"]),
        ("sciaticli exercises list --family mck", ["mckenzie"]),
        ("sciaticli exercises list --family ", list(Family)),
        ("sciaticli exercises list --safe-with ", list(Condition)),
        ("sciaticli exercises list --position ", list(Position)),
        ("sciaticli exercises list --direction ", list(Direction)),
        ("sciaticli exercises list --goal ", list(Purpose)),
        ("sciaticli exercises list --region ", list(Region)),
        ("sciaticli exercises list --place ", list(Place)),
        ("sciaticli exercises list --equipment mat,ch", ["mat,chair"]),
        ("sciaticli exercises list --equipment ", list(Equipment)),
        ("sciaticli log --down ca", ["calf"]),
        ("sciaticli --plain log 4 2 --flare u", ["unsure"]),
        ("sciaticli today --down th", ["thigh"]),
        ("sciaticli today --on tom", ["tomorrow"]),
        (
            "sciaticli setup --set profile.b",
            ["profile.blood_thinner=no", "profile.blood_thinner=yes", "profile.blood_thinner=unsure"],
        ),
        ("sciaticli setup --set coach.get_r", ["coach.get_ready_s=", "coach.get_ready="]),
        (
            "sciaticli setup --set profile.minu",
            ["profile.minutes=3", "profile.minutes=15", "profile.minutes=90"],
        ),
        ("sciaticli setup --set minu", ["minutes=3", "minutes=15", "minutes=90"]),
        ("sciaticli setup --set coach.voice", ["coach.voice=", "coach.voice=espeak-ng"]),
        ("sciaticli setup --set start.walk", ["start.walk_min=", "start.walk_min=10"]),
        ("sciaticli setup --set nothing", []),
        ("sciaticli setup --set likes=pilates,yog", ["likes=pilates,yoga"]),
        ("sciaticli today --more leg", ["legs"]),
        ("sciaticli journal show --kind se", ["session"]),
        ("sciaticli journal export --format j", ["jsonl"]),
        ("sciaticli report --format f", ["fhir"]),
        ("sciaticli routine show ", []),
        ("sciaticli learn nerve_g", ["nerve_glides"]),
    ],
)
def test_the_word_under_way_is_completed(line: str, offered: list[str], tmp_path: Path) -> None:
    assert tab(line, tmp_path) == offered


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        (["setup", "--set", "coach.talk", "=", "na"], ["name_only"]),
        (["setup", "--set", "coach.talk", "="], ["first_time", "reminder", "name_only"]),
        (["setup", "--set", "profile.equipment", "=", "mat,ch"], ["mat,chair"]),
        (["setup", "--set", "side", "=", "left", "--set", "coach.plain", "=", "t"], ["true"]),
        (["report", "--format", "=", "f"], ["fhir"]),
    ],
)
def test_bash_cuts_words_at_an_equals_sign(words: list[str], offered: list[str], tmp_path: Path) -> None:
    """bash hands over the pieces, and puts what it gets behind the sign."""
    line = ["sciaticli", *words]
    found = shell(
        tmp_path,
        _SCIATICLI_COMPLETE="complete_bash",
        COMP_WORDS="\n".join(line),
        COMP_CWORD=str(len(line) - 1),
    )
    assert found == offered


@pytest.mark.parametrize("setting", [SETTINGS[key] for key in SETTINGS if not key.startswith(PROGRAMS)])
def test_every_value_that_is_offered_for_a_setting_is_taken(setting: Setting, home: Home) -> None:
    for value in setting.offered:
        assert home.run("setup", "--set", f"{setting.key}={value}").code == 0, value


def test_every_exercise_is_offered(tmp_path: Path) -> None:
    assert set(tab("sciaticli exercises show ", tmp_path)) == set(load_catalogue().by_id)


def test_days_are_offered_around_today(tmp_path: Path) -> None:
    ahead = tab("sciaticli today --on 2", tmp_path)
    behind = tab("sciaticli journal show --since 2", tmp_path)
    assert len(ahead) == len(behind) == 15
    assert ahead == sorted(ahead)
    assert behind == sorted(behind, reverse=True)
    assert ahead[0] == behind[0]


def test_own_routines_and_exercises_are_offered(home: Home) -> None:
    assert home.run("routine", "add", "bridge 2x5", "--name", "Anna").code == 0
    own = home.folder / "config" / "exercises.d"
    (own / "mine.toml").write_text(toml_rows(raw_row(id="my_stretch")), encoding="utf-8")
    (own / "draft.toml").write_text("[[exercise]]\nname = 'Draft'\nid='my_draft'\n", encoding="utf-8")
    (own / "spoilt.toml").write_bytes(b"\xff\xfe")
    assert tab("sciaticli today --routine ", home.folder) == ["anna"]
    assert tab("sciaticli routine show a", home.folder) == ["anna"]
    assert tab("sciaticli exercises show my_", home.folder) == ["my_stretch"]


@pytest.mark.parametrize(
    ("name", "variables", "offered"),
    [
        ("zsh", {}, '_arguments \'*: :(("cobra":"Prone press-up"))\''),
        ("fish", {"_TYPER_COMPLETE_FISH_ACTION": "get-args"}, "cobra\tProne press-up"),
        ("powershell", {"_TYPER_COMPLETE_WORD_TO_COMPLETE": "cob"}, "cobra:::Prone press-up"),
    ],
)
def test_the_other_shells_get_the_same(
    name: str, variables: dict[str, str], offered: str, tmp_path: Path
) -> None:
    line = {"_TYPER_COMPLETE_ARGS": "sciaticli exercises show cob"}
    assert shell(tmp_path, _SCIATICLI_COMPLETE=f"complete_{name}", **line, **variables) == [offered]


def test_a_variable_that_is_left_empty_is_no_tab(tmp_path: Path) -> None:
    """PowerShell 7.5 keeps a variable that its script has set to nothing."""
    assert shell(tmp_path, _SCIATICLI_COMPLETE="", COMP_WORDS="") == shell(tmp_path)


def test_only_the_named_command_is_loaded() -> None:
    bash = {"_SCIATICLI_COMPLETE": "complete_bash", "COMP_WORDS": "sciaticli\nexercises\nshow\n"}
    assert words_before(bash) == ["exercises", "show"]
    fish = {"_SCIATICLI_COMPLETE": "complete_fish", "_TYPER_COMPLETE_ARGS": "sciaticli exer"}
    assert words_before(fish) == []
    assert words_before({"COMP_WORDS": "sciaticli log "}) == []


@pytest.mark.skipif(shutil.which("bash") is None, reason="no bash here")
def test_bash_itself_completes_with_the_script(tmp_path: Path) -> None:
    program = tmp_path / "sciaticli"
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -m sciaticli "$@"\n', encoding="utf-8")
    program.chmod(0o700)
    steps = (
        'eval "$(_SCIATICLI_COMPLETE=source_bash sciaticli)"',
        "COMP_WORDS=(sciaticli exercises show prone_on)",
        "COMP_CWORD=3",
        "_sciaticli_completion sciaticli",
        'echo "${COMPREPLY[@]}"',
    )
    env = {**os.environ, "PATH": f"{tmp_path}:{os.environ['PATH']}", "SCIATICLI_HOME": str(tmp_path)}
    done = subprocess.run(  # noqa: S603 - our own words
        ["bash", "--norc", "-c", "; ".join(steps)],  # noqa: S607 - the bash of this machine
        env=env,
        capture_output=True,
        check=False,
        text=True,
    )
    assert done.stdout == "prone_on_elbows\n", done.stderr


def imports(home: Path, *call: str, **variables: str) -> int:
    """Return how many modules a call loads: what it costs, without a clock."""
    probe = (
        "import sys\nfrom sciaticli.cli.app import run\n"
        "try:\n    run(sys.argv[1:])\nexcept SystemExit:\n    pass\nprint(len(sys.modules), file=sys.stderr)"
    )
    env = {**os.environ, "SCIATICLI_HOME": str(home), **variables}
    done = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", probe, *call], env=env, capture_output=True, check=True, text=True
    )
    return int(done.stderr.split()[-1])


def test_tab_loads_no_more_than_the_bare_command_through_the_parser(tmp_path: Path) -> None:
    line = {"COMP_WORDS": "sciaticli\nexercises\nshow\npro", "COMP_CWORD": "3"}
    assert imports(tmp_path, _SCIATICLI_COMPLETE="complete_bash", **line) <= imports(tmp_path, "--plain")
