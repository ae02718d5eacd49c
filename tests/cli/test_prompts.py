"""The pieces that docs/in-the-shell.md gives for prompts and status bars, put to use as they stand there."""

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from support.shells import Terminal, env_in
from support.world import Home

PAGE = Path(__file__).parents[2] / "docs" / "in-the-shell.md"
SHORT = "check due: sciaticli check"


def piece(language: str) -> str:
    """Return the first piece of the page in a language."""
    found = re.search(
        rf"^```{language}\n(.*?)^```$", PAGE.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE
    )
    assert found, language
    return found[1]


@pytest.fixture
def home_env(tmp_path: Path) -> dict[str, str]:
    """Return the environment of somebody new, at home in an empty folder."""
    return env_in(tmp_path)


def opened(name: str, *argv: str, env: dict[str, str]) -> Iterator[Terminal]:
    if shutil.which(name) is None:
        pytest.skip(f"{name} is not here")
    terminal = Terminal((name, *argv), env)
    yield terminal
    terminal.child.close(force=True)


@pytest.mark.slow
def test_bash_has_it_in_the_prompt(home_env: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "rc").write_text(piece("bash"))
    for terminal in opened("bash", "--rcfile", str(tmp_path / "rc"), "-i", env=home_env):
        assert terminal.shows(f"({SHORT}) "), terminal.shown()


@pytest.mark.slow
def test_zsh_has_it_in_the_prompt(home_env: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / ".zshrc").write_text(piece("zsh"))
    for terminal in opened("zsh", "-i", env=home_env):
        assert terminal.shows(f"({SHORT}) "), terminal.shown()


@pytest.mark.slow
def test_fish_has_it_on_the_right(home_env: dict[str, str], tmp_path: Path) -> None:
    functions = tmp_path / ".config" / "fish" / "functions"
    functions.mkdir(parents=True)
    (functions / "fish_right_prompt.fish").write_text(piece("fish"))
    for terminal in opened("fish", "-i", env=home_env):
        assert terminal.shows(SHORT), terminal.shown()


@pytest.mark.slow
def test_tmux_has_it_below(home_env: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "conf").write_text(piece("tmux"))
    socket = str(tmp_path / "socket")
    for terminal in opened("tmux", "-S", socket, "-f", str(tmp_path / "conf"), "new", "cat", env=home_env):
        assert terminal.shows(SHORT), terminal.shown()


def test_waybar_gets_one_line_with_the_keys_it_reads(home: Home) -> None:
    """waybar takes each line for a document of its own."""
    module = json.loads("{" + piece("json") + "}")["custom/sciatica"]
    assert module["return-type"] == "json"
    (line,) = home.run(*module["exec"].split()[1:]).out.splitlines()
    found = json.loads(line)
    assert (found["text"], found["class"]) == (SHORT, "check-due")
