"""A figure that is played: it moves, it stops by itself, and any key stops it sooner."""

import io

import pytest
from rich.console import Console

from sciaticli.coach.figure_player import TIMES, show_figure
from sciaticli.core.catalogue.exercise import Family
from sciaticli.store.figures import load_figures
from support.world import Clock, ScriptedKeys

MOVING = load_figures(Family.DYNAMIC_STABILISING)["glute_bridge"]


def play(script: list[str | float]) -> tuple[str, float]:
    clock = Clock()
    before = clock.ms
    out = io.StringIO()
    console = Console(file=out, width=80, height=24, force_terminal=True, color_system=None)
    show_figure(console, MOVING, ScriptedKeys(clock, script), clock.now_ms, move_s=3, light=False)
    return out.getvalue(), (clock.ms - before) / 1000


def test_it_plays_a_few_repetitions_and_stays() -> None:
    text, seconds = play([])
    assert seconds == pytest.approx(TIMES * 5, abs=0.2)
    assert len({frame for frame in text.split("\x1b[2K") if "⣀" in frame}) > 5


def test_any_key_ends_it() -> None:
    _, seconds = play([2.0, "x"])
    assert seconds == pytest.approx(2, abs=0.2)


def test_a_figure_that_holds_still_is_drawn_once() -> None:
    still = next(figure for figure in load_figures().values() if figure.still)
    clock = Clock()
    out = io.StringIO()
    console = Console(file=out, width=80, height=24, force_terminal=True, color_system=None)
    show_figure(console, still, ScriptedKeys(clock), clock.now_ms, move_s=3, light=False)
    assert clock.ms == Clock().ms
    assert out.getvalue().count("\n") == 14
