"""Real pictures of a figure on a terminal that shows them: what to write to see a moment, each drawn once."""

from sciaticli.core.catalogue.exercise import Side
from sciaticli.core.config import Picture
from sciaticli.core.figure.drawing import draw
from sciaticli.core.figure.parts import Figure
from sciaticli.view.canvas import Canvas
from sciaticli.view.display import Display, Placed
from sciaticli.view.pixels import BEGIN, END, kitty_forget, kitty_load, kitty_place, pixels, png, sixel

FIRST_NUMBER = 7100  # of our pictures in the terminal's store: other programs tend to begin at 1
STEPS = 24  # moments of a movement that are told apart
SAVE, RESTORE = "\x1b7", "\x1b8"


class Pictures:
    """The pictures of one exercise, `size` characters wide and high.

    `shown` is written where the picture begins and leaves the cursor there.
    """

    def __init__(self, display: Display, figure: Figure, size: tuple[int, int]) -> None:
        self._display = display
        self._figure = figure
        self._size = size
        self._made: dict[tuple[float, Side, bool], str] = {}
        self._numbers: dict[tuple[float, Side, bool], int] = {}
        self._last: int | None = None

    def shown(self, t: float, side: Side = Side.RIGHT, *, cue: bool = False) -> str:
        """Return what shows the moment `t`: 60 bytes when a terminal of kitty's kind has it already."""
        key = (round(t * STEPS) / STEPS, side, cue)
        if self._display.picture is Picture.SIXEL:
            if key not in self._made:
                self._made[key] = sixel(self._canvas(*key), self._display.palette, self._display.ground)
            return f"{BEGIN}{SAVE}{self._made[key]}{RESTORE}{END}"
        load = ""
        if key not in self._numbers:
            self._numbers[key] = FIRST_NUMBER + len(self._numbers)
            load = kitty_load(png(self._canvas(*key), self._display.palette), self._numbers[key])
        number = self._numbers[key]
        gone = "" if self._last in {None, number} else kitty_forget([self._last or number], keep=True)
        self._last = number
        return f"{load}{BEGIN}{SAVE}{kitty_place(number, *self._size)}{gone}{RESTORE}{END}"

    def ended(self, *, leave: bool = False) -> str:
        """Return what frees the pictures; with `leave` the one that is seen stays."""
        numbers = [number for number in self._numbers.values() if not (leave and number == self._last)]
        return kitty_forget(numbers)

    def _canvas(self, t: float, side: Side, cue: bool) -> Canvas:
        columns, rows = self._size
        wide, high = self._display.cell
        drawing = draw(self._figure, t, side, cue=cue)
        floor = not self._figure.from_above
        return pixels(drawing, columns * wide, rows * high, cell=self._display.cell, floor=floor)


class ScreenPictures:
    """The real picture on a screen whose rows are written again as they change."""

    def __init__(self, display: Display) -> None:
        self._display = display
        self._pictures: Pictures | None = None
        self._of: tuple[str, tuple[int, int]] | None = None
        self._shown: Placed | None = None

    def shown(self, placed: Placed | None, written: list[int]) -> str:
        """Return what makes the picture right after the rows `written`; nothing when it still is."""
        text = ""
        of = placed and (placed.figure.id, placed.size)
        if of != self._of:
            text = self.ended()
            self._of = of
            self._pictures = Pictures(self._display, placed.figure, placed.size) if placed else None
        if placed is None or self._pictures is None:
            return text
        touched = any(placed.row <= row < placed.row + placed.size[1] for row in written)
        if placed == self._shown and not (touched and self._display.picture is Picture.SIXEL):
            return text
        self._shown = placed
        picture = self._pictures.shown(placed.t, placed.side, cue=placed.cue)
        return f"{text}\x1b[{placed.row + 1};{placed.column + 1}H{picture}"

    def ended(self) -> str:
        """Return what takes the picture away and frees all of its exercise; the next is drawn anew."""
        text = self._pictures.ended() if self._pictures else ""
        self._pictures, self._of, self._shown = None, None, None
        return text
