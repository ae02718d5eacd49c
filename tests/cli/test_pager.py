"""Long output goes through the person's pager, where there is a screen that may be redrawn."""

import os
from collections.abc import Mapping
from pathlib import Path

import pytest
from msgspec.structs import replace

from sciaticli.cli.app import run
from sciaticli.coach.pager import run_pager
from support.world import Home, written


def _paged(home: Home, *argv: str, terminal: bool = True, is_there: bool = True) -> tuple[list[str], str]:
    """Return what went to the pager, and what was printed."""
    paged: list[str] = []

    def pager(text: str, _env: Mapping[str, str]) -> bool:
        paged.append(text)
        return is_there

    app = replace(home.app(terminal=terminal), pager=pager)
    assert run(argv, app) == 0
    return paged, written(app.stdout)


def test_a_long_list_is_paged_and_its_drawing_kept(home: Home) -> None:
    (text,), printed = _paged(home, "exercises", "list")
    assert "bird_dog" in text
    assert "\x1b[" in text
    assert "bird_dog" not in printed


@pytest.mark.parametrize("option", ["--no-pager", "--plain", "--no-input"])
def test_one_who_wants_none_gets_none(home: Home, option: str) -> None:
    paged, printed = _paged(home, "exercises", "list", option)
    assert paged == []
    assert "bird_dog" in printed


def test_a_pipe_and_a_short_text_are_not_paged(home: Home) -> None:
    assert _paged(home, "exercises", "list", terminal=False)[0] == []
    assert _paged(home, "journal", "show")[0] == []


def test_without_a_pager_the_text_is_printed(home: Home) -> None:
    paged, printed = _paged(home, "exercises", "list", is_there=False)
    assert paged[0] == printed


def test_the_pager_that_is_named_gets_the_text(tmp_path: Path) -> None:
    out = tmp_path / "shown"
    assert run_pager("leg — back\n", {"PAGER": f"tee '{out}'", "PATH": os.environ["PATH"]})
    assert out.read_text(encoding="utf-8") == "leg — back\n"


@pytest.mark.parametrize("name", ["", "no-such-pager --at-all"])
def test_no_pager_shows_nothing(name: str) -> None:
    assert not run_pager("text", {"PAGER": name})
