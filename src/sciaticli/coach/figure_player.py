"""Plays one figure on the terminal: a few repetitions, or until a key is pressed."""

from collections.abc import Callable, Iterator

from rich.console import Console
from rich.live import Live

from sciaticli.coach.keys import Keys
from sciaticli.coach.pictures import Pictures
from sciaticli.core.figure.parts import Figure
from sciaticli.view.display import USUAL_DISPLAY, Display
from sciaticli.view.figure import Dots, FigureView

TIMES = 3
STAY_S = 1.0  # at the start and at the end of each movement
FRAME_S = 1 / 12
PIXEL_SIZE = (46, 18)


def show_figure(  # noqa: PLR0913 - a picture, where it is drawn and how it moves
    console: Console,
    figure: Figure,
    keys: Keys,
    now_ms: Callable[[], int],
    *,
    move_s: float,
    display: Display = USUAL_DISPLAY,
) -> None:
    """Move the figure `TIMES` times in and out, `move_s` seconds each way and back, then leave it standing.

    Any key ends it. A figure that only holds still is drawn once; where words stand for it, so are they.
    """
    if display.in_pixels:
        _show_pixels(console, figure, keys, now_ms, move_s, display)
        return

    def view(t: float, *, cue: bool = False) -> FigureView:
        return FigureView(figure, t, palette=display.palette, dots=display.dots, cue=cue)

    last = view(1.0, cue=True)
    if display.dots is Dots.WORDS or len(figure.stills) == 1:
        console.print(last)
        return
    with keys, Live(last, console=console, auto_refresh=False) as live:
        for t, first in _moments(figure, keys, now_ms, move_s):
            live.update(view(t, cue=first), refresh=True)
        live.update(last, refresh=True)


def _show_pixels(  # noqa: PLR0913, PLR0917 - the same
    console: Console,
    figure: Figure,
    keys: Keys,
    now_ms: Callable[[], int],
    move_s: float,
    display: Display,
) -> None:
    """Play the figure as real pictures on rows that are kept free for it."""
    columns, rows = min(PIXEL_SIZE[0], console.width), max(min(PIXEL_SIZE[1], console.height - 2), 6)
    pictures = Pictures(display, figure, (columns, rows))
    out = console.file
    out.write("\n" * (rows + 1) + f"\x1b[{rows + 1}A")
    try:
        if len(figure.stills) > 1:
            with keys:
                for t, first in _moments(figure, keys, now_ms, move_s):
                    out.write(pictures.shown(t, cue=first))
                    out.flush()
        out.write(pictures.shown(1.0, cue=True))
    finally:
        out.write(pictures.ended(leave=True) + f"\x1b[{rows + 1}B\r")
        out.flush()


def _moments(
    figure: Figure, keys: Keys, now_ms: Callable[[], int], move_s: float
) -> Iterator[tuple[float, bool]]:
    """Yield the phases to draw, frame by frame until the end or a key, and whether it is the first time."""
    began, round_s = now_ms(), move_s + 2 * STAY_S
    while (gone_s := (now_ms() - began) / 1000) < TIMES * round_s:
        yield _phase(figure, gone_s, move_s), gone_s < round_s
        if keys.read(FRAME_S) is not None:
            return


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
