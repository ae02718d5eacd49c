"""A figure in the terminal: dots of braille or half blocks in a few tones, or words where neither is."""

from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from rich.console import Console, ConsoleOptions, RenderResult
from rich.measure import Measurement
from rich.segment import Segment
from rich.style import Style
from rich.text import Text

from sciaticli.core.catalogue.exercise import Side
from sciaticli.core.figure.drawing import draw
from sciaticli.core.figure.parts import Figure
from sciaticli.core.figure.shapes import Shade
from sciaticli.view.canvas import BLOCKS, BRAILLE, Canvas, paint
from sciaticli.view.figure_words import figure_words
from sciaticli.view.tones import DARK, Palette

SMALLEST = (24, 7)
USUAL = (44, 14)
DOTS_WIDE, DOTS_HIGH = 2, 4
BLANK = 0x2800
GAP = Segment("  ")
MARKED = {Shade.HOT: Style(bold=True), Shade.HOT_FAR: Style(bold=True), Shade.FAR: Style(dim=True)}
HALVES = " ▀▄█"
GREYS = {Shade.FAR: "░", Shade.HOT_FAR: "▒", Shade.NEAR: "▓", Shade.HOT: "▒", Shade.SOLID: "░"}


class Dots(StrEnum):
    """What the dots of a picture are on this terminal."""

    BRAILLE = "braille"
    BLOCKS = "blocks"
    WORDS = "words"


class Size(NamedTuple):
    """Columns and rows of a picture."""

    width: int
    height: int


class FigureView:
    """One moment of a figure as a Rich renderable.

    `t` is the phase of the movement: 0 the start pose, 1 the end pose; going back is 1 to 0. A soft start
    and end are put on here, so hand over the plain share of the time gone. For a long hold of a figure with
    `figure.loop`, `t` is `figure.phase(seconds)`. `side` left is the mirrored picture. `size` is columns by
    rows, 24x7 or more, 44x14 when left out; `palette` is `DARK` or `LIGHT`. With `cue` an arrow and a ghost
    say what moves where. Where the console has no colour, far limbs are a checkerboard and what works is
    striped; where it can't show dots or is narrower than 24 columns, the words of the figure stand instead.
    """

    def __init__(  # noqa: PLR0913 - a moment and how it is drawn
        self,
        figure: Figure,
        t: float = 1.0,
        *,
        side: Side = Side.RIGHT,
        size: tuple[int, int] = USUAL,
        palette: Palette = DARK,
        dots: Dots = Dots.BRAILLE,
        cue: bool = False,
    ) -> None:
        self.dots = dots
        self.cue = cue
        self.figure = figure
        self.t = t
        self.side = side
        self.size = Size(max(size[0], SMALLEST[0]), max(size[1], SMALLEST[1]))
        self.palette = palette

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        """Ask for exactly the columns of the picture."""
        return Measurement(self.size.width, self.size.width)

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield the rows of the picture, each exactly as wide as asked."""
        if self.dots is Dots.WORDS or options.ascii_only or options.max_width < SMALLEST[0]:
            yield from (Text(line) for line in figure_words(self.figure))
            return
        colour = console.color_system is not None and not console.no_color
        drawing = draw(self.figure, self.t, self.side, cue=self.cue)
        width, height = min(self.size.width, options.max_width), self.size.height
        floor = not self.figure.from_above
        if self.dots is Dots.BLOCKS:
            canvas = paint(drawing, Canvas(width, height * 2), floor=floor, grain=BLOCKS)
            yield from _blocks(canvas, self.palette if colour else None)
            return
        canvas = Canvas(width * DOTS_WIDE, height * DOTS_HIGH)
        paint(drawing, canvas, floor=floor, plain=not colour, grain=BRAILLE)
        if colour:
            styles = {tone: Style.parse(self.palette.get(tone, "default")) for tone in Shade}
        else:
            styles = {tone: MARKED.get(tone, Style.null()) for tone in Shade}
        for row in braille_rows(canvas):
            for tone, text in row:
                yield Segment(text, styles[tone])
            yield Segment.line()


class FigurePair:
    """Start and end pose, side by side or one above the other, for places where nothing may move."""

    def __init__(
        self,
        figure: Figure,
        *,
        side: Side = Side.RIGHT,
        size: tuple[int, int] = USUAL,
        palette: Palette = DARK,
        dots: Dots = Dots.BRAILLE,
    ) -> None:
        self.views = [
            FigureView(
                figure, t, side=side, size=size, palette=palette, dots=dots, cue=t == figure.stills[-1]
            )
            for t in figure.stills
        ]

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield both pictures next to each other, or the words once where braille can't be shown."""
        width = self.views[0].size.width
        if options.ascii_only or self.views[0].dots is Dots.WORDS:
            yield self.views[0]
        elif len(self.views) == 1 or options.max_width < 2 * width + len(GAP.text):
            yield from self.views
        else:
            start, end = (console.render_lines(view, options.update(width=width)) for view in self.views)
            for left, right in zip(start, end, strict=True):
                yield from (*left, GAP, *right, Segment.line())


def braille_rows(canvas: Canvas) -> Iterator[list[tuple[Shade, str]]]:
    """Yield each row of cells as runs of one tone."""
    for top in range(0, canvas.height, DOTS_HIGH):
        bands = [(tone, layer[top : top + DOTS_HIGH]) for tone, layer in canvas.layers.items()]
        yield _runs([(tone, lines) for tone, lines in bands if any(lines)], canvas.width // DOTS_WIDE)


def _blocks(canvas: Canvas, palette: Palette | None) -> Iterator[Segment]:
    """Yield the picture as half blocks: the upper dot of a cell in one colour, the lower in another."""
    for top in range(0, canvas.height, 2):
        upper, lower = (_tones(canvas, row) for row in (top, top + 1))
        for one, other in zip(upper, lower, strict=True):
            if palette is None:
                yield Segment(_grey(one, other), MARKED.get(one or other or Shade.BODY))
            elif one is other:
                yield Segment("█" if one else " ", Style.parse(palette[one]) if one else None)
            elif one is None or other is None:
                tone = one or other
                yield Segment(HALVES[1 if one else 2], Style.parse(palette[tone]) if tone else None)
            else:
                yield Segment("▀", Style.parse(f"{palette[one]} on {palette[other]}"))
        yield Segment.line()


def _tones(canvas: Canvas, row: int) -> list[Shade | None]:
    found: list[Shade | None] = [None] * canvas.width
    for tone, layer in canvas.layers.items():
        bits = layer[row]
        while bits:
            lowest = bits & -bits
            found[lowest.bit_length() - 1] = tone
            bits ^= lowest
    return found


def _grey(one: Shade | None, other: Shade | None) -> str:
    if one and other:
        return GREYS.get(one, "█")
    return HALVES[(1 if one else 0) + (2 if other else 0)]


# the bits of a braille cell for two neighbouring dots (left = 1, right = 2), for each of its four rows
_BITS = ((0, 0x01, 0x08, 0x09), (0, 0x02, 0x10, 0x12), (0, 0x04, 0x20, 0x24), (0, 0x40, 0x80, 0xC0))
_COUNT = (0, 1, 1, 2)


def _runs(bands: list[tuple[Shade, list[int]]], width: int) -> list[tuple[Shade, str]]:
    """Return a row of cells as runs; a cell shows all its dots in the tone most of them have."""
    runs: list[tuple[Shade, str]] = []
    masks = [(name, lines, lines[0] | lines[1] | lines[2] | lines[3]) for name, lines in bands]
    for column in range(width):
        shift, most, dots, tone = 2 * column, 0, 0, Shade.FLOOR
        for name, lines, mask in masks:
            if not mask >> shift & 3:
                continue
            count = 0
            for bits, line in zip(_BITS, lines, strict=True):
                pair = line >> shift & 3
                dots |= bits[pair]
                count += _COUNT[pair]
            if count >= most:
                most, tone = count, name
        glyph = chr(BLANK + dots) if dots else " "
        if runs and (runs[-1][0] is tone or not dots):
            runs[-1] = (runs[-1][0], runs[-1][1] + glyph)
        else:
            runs.append((tone, glyph))
    return runs
