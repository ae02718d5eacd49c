"""Plays one figure on the terminal: a few repetitions, or until a key is pressed."""

from collections.abc import Callable

from rich.console import Console
from rich.live import Live

from sciaticli.coach.keys import Keys
from sciaticli.core.figure.parts import Figure
from sciaticli.view.figure import FigureView
from sciaticli.view.tones import DARK, LIGHT

TIMES = 3
STAY_S = 1.0  # at the start and at the end of each movement
FRAME_S = 1 / 12


def show_figure(  # noqa: PLR0913 - a picture, where it is drawn and how it moves
    console: Console, figure: Figure, keys: Keys, now_ms: Callable[[], int], *, move_s: float, light: bool
) -> None:
    """Move the figure `TIMES` times in and out, `move_s` seconds each way and back, then leave it standing.

    Any key ends it. A figure that holds still is drawn once.
    """
    palette = LIGHT if light else DARK
    last = FigureView(figure, 1.0, palette=palette)
    if figure.still:
        console.print(last)
        return
    began = now_ms()
    length_s = TIMES * (move_s + 2 * STAY_S)
    with keys, Live(last, console=console, auto_refresh=False) as live:
        while (gone_s := (now_ms() - began) / 1000) < length_s:
            live.update(FigureView(figure, _phase(figure, gone_s, move_s), palette=palette), refresh=True)
            if keys.read(FRAME_S) is not None:
                break
        live.update(last, refresh=True)


def _phase(figure: Figure, gone_s: float, move_s: float) -> float:
    """Return where the movement is: stay, in, stay, out; a figure that goes round has its own way."""
    if figure.loop:
        return figure.phase(gone_s)
    at = gone_s % (move_s + 2 * STAY_S) - STAY_S
    way_s = move_s / 2
    if at < 0:
        return 0.0
    if at < way_s:
        return at / way_s
    return 1.0 if at < way_s + STAY_S else 1 - (at - way_s - STAY_S) / way_s
