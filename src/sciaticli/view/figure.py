"""A figure in the terminal: dots of braille or half blocks in a few tones, or words where neither is."""

import re
from collections.abc import Iterator
from enum import StrEnum
from itertools import groupby
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
from sciaticli.view.tones import DARK, Palette, shown_in

SMALLEST = (24, 7)
USUAL = (44, 14)
DOTS_WIDE, DOTS_HIGH = 2, 4
CELLS_IN_EIGHT = 4  # eight dots side by side are four cells
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
        palette = shown_in(self.palette, console.color_system)
        drawing = draw(self.figure, self.t, self.side, cue=self.cue)
        width, height = min(self.size.width, options.max_width), self.size.height
        floor = not self.figure.from_above
        if self.dots is Dots.BLOCKS:
            canvas = paint(drawing, Canvas(width, height * 2), floor=floor, grain=BLOCKS)
            yield from _blocks(canvas, palette if colour else None)
            return
        canvas = Canvas(width * DOTS_WIDE, height * DOTS_HIGH)
        paint(drawing, canvas, floor=floor, plain=not colour, grain=BRAILLE)
        if colour:
            styles = {tone: Style.parse(palette.get(tone, "default")) for tone in Shade}
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
    """Yield each row of cells as runs; a cell shows all its dots in the tone most of them have."""
    wide = canvas.width // DOTS_WIDE
    tones = [(tone, canvas.layers[tone]) for tone in Shade if tone in canvas.layers]
    for top in range(0, canvas.height, DOTS_HIGH):
        bands = [(tone, layer[top : top + DOTS_HIGH]) for tone, layer in tones]
        yield _runs([(tone, _cells(lines, wide)) for tone, lines in bands if any(lines)], wide)


def _blocks(canvas: Canvas, palette: Palette | None) -> Iterator[Segment]:
    """Yield the picture as half blocks: the upper dot of a cell in one colour, the lower in another."""
    for top in range(0, canvas.height, 2):
        halves = zip(_tones(canvas, top), _tones(canvas, top + 1), strict=True)
        for (one, other), cells in groupby(halves):
            yield _run_of_blocks(one, other, len(list(cells)), palette)
        yield Segment.line()


def _run_of_blocks(one: Shade | None, other: Shade | None, count: int, palette: Palette | None) -> Segment:
    tone = one or other
    if tone is None:
        return Segment(" " * count)
    if palette is None:
        return Segment(_grey(one, other) * count, MARKED.get(tone))
    if one is other:
        return Segment("█" * count, Style.parse(palette[tone]))
    if one is None or other is None:
        return Segment(HALVES[1 if one else 2] * count, Style.parse(palette[tone]))
    return Segment("▀" * count, Style.parse(f"{palette[one]} on {palette[other]}"))


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


def _cells(lines: list[int], wide: int) -> bytes:
    """Return the dots of a row of cells, a byte each."""
    eights = -(-wide // CELLS_IN_EIGHT)
    cells = 0
    for line, table in zip(lines, _DOTS, strict=True):
        if line:
            found = b"".join([table[eight] for eight in line.to_bytes(eights, "little")])
            cells |= int.from_bytes(found, "little")
    return cells.to_bytes(eights * CELLS_IN_EIGHT, "little")[:wide]


def _runs(bands: list[tuple[Shade, bytes]], wide: int) -> list[tuple[Shade, str]]:
    """Return a row of cells as runs; where two tones have as many dots, the later one shows."""
    dots = owners = claims = 0
    for number, (_, cells) in enumerate(bands, 1):
        dots |= int.from_bytes(cells, "little")
        owners += int.from_bytes(cells.translate(_ALL[number]), "little")
        claims += int.from_bytes(cells.translate(_ALL[1]), "little")
    glyphs = dots.to_bytes(wide, "little").decode("latin-1").translate(_GLYPHS)
    owner = bytearray(owners.to_bytes(wide, "little"))
    for shared in _SHARED.finditer(claims.to_bytes(wide, "little")):
        column = shared.start()
        owner[column] = max(
            range(1, len(bands) + 1), key=lambda number: (bands[number - 1][1][column].bit_count(), number)
        )
    return [
        (bands[(run[1] or b"\1")[0] - 1][0] if bands else Shade.FLOOR, glyphs[run.start() : run.end()])
        for run in _RUN.finditer(owner)
    ]


# the bits of a braille cell for two neighbouring dots (left = 1, right = 2), for each of its four rows
_BITS = ((0, 0x01, 0x08, 0x09), (0, 0x02, 0x10, 0x12), (0, 0x04, 0x20, 0x24), (0, 0x40, 0x80, 0xC0))
_DOTS = [[bytes(pair[eight >> 2 * at & 3] for at in range(4)) for eight in range(256)] for pair in _BITS]
_GLYPHS = {0: " ", **{dots: chr(BLANK + dots) for dots in range(1, 256)}}
_ALL = [bytes([0] + [number] * 255) for number in range(len(Shade) + 1)]
_SHARED = re.compile(rb"[^\0\1]")
_RUN = re.compile(rb"\0*([^\0])(?:\1|\0)*|\0+", re.DOTALL)
