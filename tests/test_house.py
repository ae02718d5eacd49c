"""What can drift about the house itself: the README, the one maker of a clearance."""

import ast
import os
import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest

from manual import PAGE, exit_codes, manual
from sciaticli.cli.doctor.findings import PACKAGES
from sciaticli.cli.help import PANELS
from sciaticli.cli.program import COMMANDS
from sciaticli.core.errors import ExitCode
from support.world import Home

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "sciaticli"


def calls_of(name: str) -> set[str]:
    """Return the modules below src that call `name(...)`."""
    return {
        str(path.relative_to(SOURCE))
        for path in SOURCE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == name
    }


def test_only_clearance_makes_a_clearance() -> None:
    assert calls_of("Cleared") == {"core/screening/clearance.py"}


@pytest.mark.parametrize(
    "room",
    sorted(path.parent for path in SOURCE.glob("*/**/__init__.py")),
    ids=lambda room: str(room.relative_to(SOURCE)),
)
def test_a_signpost_names_each_file_and_room_and_nothing_else_by_such_a_name(room: Path) -> None:
    sign = ast.get_docstring(ast.parse((room / "__init__.py").read_text(encoding="utf-8"))) or ""
    named = set(re.findall(r"`([a-z_]+)`", sign))
    files = {path.stem for path in room.glob("*.py")} - {"__init__"}
    rooms = {path.parent.name for path in room.glob("*/__init__.py")}
    assert named == files | rooms


def test_each_decision_stands_in_their_index() -> None:
    folder = ROOT / "docs" / "decisions"
    index = (folder / "README.md").read_text(encoding="utf-8")
    for page in folder.glob("0*.md"):
        title = page.read_text(encoding="utf-8").partition("\n")[0].removeprefix("# ")
        assert f"[{title}]({page.name})" in index, page.name


def test_every_chance_in_a_test_has_a_seed() -> None:
    """A find can be had again: hypothesis prints its own, and no other moment or size is left to chance."""
    unseeded = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for folder in ("tests", "tools")
        for path in (ROOT / folder).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and (
            (re.fullmatch(r"(random\.)?Random", called := ast.unparse(node.func)) and not node.args)
            or re.fullmatch(r"random\.[a-z]\w*|secrets\.\w+|os\.urandom", called)
        )
    ]
    assert unseeded == []


def test_nobody_widens_a_check() -> None:
    widened = [
        f"{path.relative_to(ROOT)}:{number}"
        for folder in ("src", "tests", "benchmarks")
        for path in (ROOT / folder).rglob("*.py")
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if re.search(r"#\s*type:\s*ignore(?!\[)|#\s*noqa(?!: [A-Z]+\d+)", line)
    ]
    assert widened == []


def test_the_version_stands_in_one_file() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert "version" not in project
    assert project["dynamic"] == ["version"]


def test_doctor_names_every_package_that_the_program_needs() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    needed = [re.split(r"[^a-z0-9-]", line)[0] for line in project["dependencies"]]
    assert needed == list(PACKAGES)


def test_the_man_page_is_what_the_help_says() -> None:
    assert PAGE.read_text(encoding="utf-8") == manual(), "run: make man"


@pytest.mark.parametrize(
    "linter", [("mandoc", "-Tlint", "-Wall"), ("man", "--warnings", "--encoding=utf-8", "--local-file")]
)
def test_nothing_is_wrong_with_the_man_page(linter: tuple[str, ...]) -> None:
    if shutil.which(linter[0]) is None:
        pytest.skip(f"{linter[0]} is not here")
    env = {"PATH": os.environ["PATH"], "MANWIDTH": "80", "LANG": "C.UTF-8"}
    done = subprocess.run(  # noqa: S603 - the linters of this machine
        [*linter, str(PAGE)], env=env, capture_output=True, check=False, text=True
    )
    found = done.stdout + done.stderr if linter[0] == "mandoc" else done.stderr
    assert (done.returncode, found) == (0, "")


def test_the_exit_codes_are_those_of_the_program() -> None:
    shown = [int(code) for codes, _ in exit_codes() for code in re.findall(r"\d+", codes)]
    assert shown == list(ExitCode)


def test_the_readme_is_short_and_its_pictures_are_there() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert len(text.splitlines()) < 90
    pictures = re.findall(r"!\[[^]]+\]\((.+?)\)", text)
    assert len(pictures) == 3
    assert all((ROOT / picture).is_file() for picture in pictures)


def test_every_command_stands_in_a_panel_of_the_help(home: Home) -> None:
    text = home.run("--help").out
    assert [line for line in text.splitlines() if line.rstrip(":") in PANELS] == [
        f"{panel}:" for panel in PANELS
    ]
    for name in COMMANDS:
        assert re.search(rf"^  {name} ", text, re.MULTILINE), name


def leaves(home: Home) -> list[list[str]]:
    """Return every command that does something, as its words."""
    found = []
    for name in COMMANDS:
        text = home.run(name, "--help").out
        below = re.search(r"^Commands:\n((?:  .*\n?)+)", text, re.MULTILINE)
        names = re.findall(r"^  (\S+)", below.group(1), re.MULTILINE) if below else []
        found += [[name, each] for each in names] or [[name]]
    return found


def test_every_command_explains_itself_with_two_examples(home: Home) -> None:
    for words in leaves(home):
        text = home.run(*words, "--help").out
        examples = [line for line in text.partition("Examples:")[2].splitlines() if line.strip()]
        assert len(examples) >= 2, words
        assert all(re.match(rf"\s+sciaticli (--\S+ )*{words[0]}\b", line) for line in examples), words
