"""What can drift about the house itself: the wheel, the README, the one maker of a clearance."""

import ast
import os
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

from manual import PAGE, exit_codes, manual
from sciaticli.cli.app import COMMANDS
from sciaticli.cli.help import PANELS
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


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel from a plain copy of the tree, without `.git`, with what is installed here."""
    return built("wheel", plain_tree(tmp_path_factory.mktemp("tree")), tmp_path_factory.mktemp("wheel"))


def plain_tree(folder: Path) -> Path:
    """Copy what a build takes in, without what work leaves lying about."""
    ignored = shutil.ignore_patterns("__pycache__", ".*_cache", "node_modules")
    for name in ("src", "data", "tests", "tools", "benchmarks", "docs"):
        shutil.copytree(ROOT / name, folder / name, ignore=ignored)
    for name in ("pyproject.toml", "Makefile", "README.md", "CHANGELOG.md", "CONTRIBUTING.md", "LICENSE"):
        shutil.copy(ROOT / name, folder / name)
    return folder


def built(kind: str, tree: Path, folder: Path) -> Path:
    """Build the wheel or the sdist of a tree at a fixed moment."""
    probe = f"import hatchling.build as b, sys; print(b.build_{kind}(sys.argv[1]))"
    done = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", probe, str(folder)],
        cwd=tree,
        env={**os.environ, "SOURCE_DATE_EPOCH": "1700000000"},
        capture_output=True,
        check=False,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    return folder / done.stdout.strip().splitlines()[-1]


def test_the_same_tree_gives_the_same_bytes_and_so_does_its_sdist(wheel: Path, tmp_path: Path) -> None:
    tree = plain_tree(tmp_path / "tree")
    for path in tree.rglob("*.py"):
        os.utime(path, (1_800_000_000, 1_800_000_000))
    sdists = [built("sdist", tree, tmp_path / name) for name in ("first", "second")]
    assert sdists[0].read_bytes() == sdists[1].read_bytes()
    shutil.unpack_archive(sdists[0], tmp_path / "unpacked", filter="data")
    unpacked = tmp_path / "unpacked" / sdists[0].name.removesuffix(".tar.gz")
    assert built("wheel", tree, tmp_path / "third").read_bytes() == wheel.read_bytes()
    assert built("wheel", unpacked, tmp_path / "fourth").read_bytes() == wheel.read_bytes()


def test_the_wheel_carries_the_man_page(wheel: Path) -> None:
    names = [name for name in zipfile.ZipFile(wheel).namelist() if name.endswith("man1/sciaticli.1")]
    assert len(names) == 1


def test_the_man_page_is_what_the_help_says() -> None:
    assert PAGE.read_text(encoding="utf-8") == manual(), "run: make man"


def test_the_exit_codes_are_those_of_the_program() -> None:
    shown = [int(code) for codes, _ in exit_codes() for code in re.findall(r"\d+", codes)]
    assert shown == list(ExitCode)


def test_the_wheel_holds_the_clinical_content(wheel: Path) -> None:
    held = {
        name.removeprefix("sciaticli/data/")
        for name in zipfile.ZipFile(wheel).namelist()
        if name.startswith("sciaticli/data/")
    }
    here = {str(path.relative_to(ROOT / "data")) for path in (ROOT / "data").rglob("*.toml")}
    assert here
    assert here <= held


def test_the_wheel_runs_without_the_checkout(wheel: Path, tmp_path: Path) -> None:
    place = tmp_path / "installed"
    zipfile.ZipFile(wheel).extractall(place)
    probe = (
        "import sys; sys.path.insert(0, sys.argv[1]); import sciaticli; "
        "assert sciaticli.__file__.startswith(sys.argv[1]), sciaticli.__file__; "
        "from sciaticli.cli.app import run; sys.exit(run(['exercises', 'list', '--family', 'mckenzie']))"
    )
    done = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", probe, str(place)],
        cwd=tmp_path,
        env={"SCIATICLI_HOME": str(tmp_path / "home")},
        capture_output=True,
        check=False,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    assert "prone_press_up" in done.stdout


def test_the_readme_shows_the_real_help(home: Home) -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    shown = text.split("<!-- help -->")[1].split("<!-- /help -->")[0]
    assert shown.strip() == f"```text\n{home.run('--help').out.strip()}\n```"


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
