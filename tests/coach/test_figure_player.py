"""A figure that is played: it moves, it stops by itself, and any key stops it sooner."""

import io

import pytest
from rich.console import Console

from sciaticli.coach.figure_player import TIMES, show_figure
from sciaticli.coach.pictures import RESTORE, SAVE
from sciaticli.core.catalogue.exercise import Family
from sciaticli.core.config import Picture
from sciaticli.store.figures import load_figures
from sciaticli.view.display import Display
from support.world import Clock, ScriptedKeys

MOVING = load_figures(Family.DYNAMIC_STABILISING)["glute_bridge"]


def play(script: list[str | float]) -> tuple[str, float]:
    clock = Clock()
    before = clock.ms
    out = io.StringIO()
    console = Console(file=out, width=80, height=24, force_terminal=True, color_system=None)
    show_figure(console, MOVING, ScriptedKeys(clock, script), clock.now_ms, move_s=3)
    return out.getvalue(), (clock.ms - before) / 1000


def test_it_plays_a_few_repetitions_and_stays() -> None:
    text, seconds = play([])
    assert seconds == pytest.approx(TIMES * 5, abs=0.2)
    assert len({frame for frame in text.split("\x1b[2K") if "⣀" in frame}) > 5


def test_any_key_ends_it() -> None:
    _, seconds = play([2.0, "x"])
    assert seconds == pytest.approx(2, abs=0.2)


def test_a_figure_that_holds_still_is_drawn_once() -> None:
    still = next(figure for figure in load_figures().values() if figure.still and not figure.hot)
    clock = Clock()
    out = io.StringIO()
    console = Console(file=out, width=80, height=24, force_terminal=True, color_system=None)
    show_figure(console, still, ScriptedKeys(clock), clock.now_ms, move_s=3)
    assert clock.ms == Clock().ms
    assert out.getvalue().count("\n") == 14


@pytest.mark.parametrize("picture", [Picture.KITTY, Picture.SIXEL])
def test_real_pictures_play_and_leave_the_cursor_below(picture: Picture) -> None:
    clock = Clock()
    before, out = clock.ms, io.StringIO()
    console = Console(file=out, width=80, height=24, force_terminal=True)
    keys = ScriptedKeys(clock)
    show_figure(console, MOVING, keys, clock.now_ms, move_s=3, display=Display(picture))
    assert (clock.ms - before) / 1000 == pytest.approx(TIMES * 5, abs=0.2)
    text = out.getvalue()
    assert text.startswith("\n" * 19 + "\x1b[19A")
    assert text.endswith("\x1b[19B\r")
    assert text.count(SAVE) == text.count(RESTORE) > 20
