"""A figure in the terminal: filled braille shapes in a few tones, or words where braille can't be shown."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rich.console import Console, ConsoleOptions, RenderResult
from rich.measure import Measurement
from rich.segment import Segment
from rich.style import Style
from rich.text import Text

from sciaticli.core.catalogue.exercise import Side
from sciaticli.core.figure.drawing import FLOOR_LINE, Bounds, Capsule, Drawing, Shade, draw
from sciaticli.core.figure.parts import Figure

SMALLEST = (24, 7)
USUAL = (44, 14)
HALO = 0.8
LARGEST = 0.62  # dots for a centimetre, so that a sitting figure isn't drawn as a giant
THINNEST = 0.55  # half a dot, so that a strap never vanishes
DOTS_WIDE, DOTS_HIGH = 2, 4
BLANK = 0x2800
GAP = Segment("  ")

Palette = dict[Shade, str]

DARK: Palette = {
    Shade.FLOOR: "#6b7280",
    Shade.WATER: "#4f8cff",
    Shade.PROP: "#b4722b",
    Shade.FAR: "#8a8f98",
    Shade.BODY: "#eceff4",
    Shade.NEAR: "#56c7e8",
    Shade.HOT: "#f5d34f",
}
LIGHT: Palette = {
    Shade.FLOOR: "#a0a4ab",
    Shade.WATER: "#1d62d1",
    Shade.PROP: "#7a4a12",
    Shade.FAR: "#9aa0a8",
    Shade.BODY: "#2f3542",
    Shade.NEAR: "#1238b0",
    Shade.HOT: "#c2560a",
}


class Size(NamedTuple):
    """Columns and rows of a picture."""

    width: int
    height: int


class FigureView:
    """One moment of a figure as a Rich renderable.

    `t` is the phase of the movement: 0 the start pose, 1 the end pose; going back is 1 to 0. A soft start
    and end are put on here, so hand over the plain share of the time gone. For a long hold of a figure with
    `figure.loop`, `t` is `figure.phase(seconds)`. `side` left is the mirrored picture. `size` is columns by
    rows, 24x7 or more, 44x14 when left out; `palette` is `DARK` or `LIGHT`. Where the console has no colour,
    far limbs are a checkerboard; where it can't show braille or is narrower than 24 columns, the words of
    the figure stand instead.
    """

    def __init__(
        self,
        figure: Figure,
        t: float = 1.0,
        *,
        side: Side = Side.RIGHT,
        size: tuple[int, int] = USUAL,
        palette: Palette = DARK,
    ) -> None:
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
        if options.ascii_only or options.max_width < SMALLEST[0]:
            yield from (Text(line) for line in figure_words(self.figure))
            return
        colour = console.color_system is not None and not console.no_color
        drawing = draw(self.figure, self.t, self.side)
        size = Size(min(self.size.width, options.max_width), self.size.height)
        canvas = paint(drawing, size, floor=not self.figure.from_above, checker=not colour)
        styles = {tone: Style.parse(self.palette[tone]) if colour else Style.null() for tone in Shade}
        for row in canvas.rows():
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
    ) -> None:
        self.views = [FigureView(figure, t, side=side, size=size, palette=palette) for t in figure.stills]

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield both pictures next to each other, or the words once where braille can't be shown."""
        width = self.views[0].size.width
        if options.ascii_only:
            yield self.views[0]
        elif len(self.views) == 1 or options.max_width < 2 * width + len(GAP.text):
            yield from self.views
        else:
            start, end = (console.render_lines(view, options.update(width=width)) for view in self.views)
            for left, right in zip(start, end, strict=True):
                yield from (*left, GAP, *right, Segment.line())


def figure_words(figure: Figure) -> tuple[str, str]:
    """Return the start and the end of the movement as two lines for those who don't see it."""
    start, end = figure.words
    return f"Start: {start}", (f"Stay: {end}" if figure.still else f"Move: {end}")


class Canvas:
    """Dots of several tones, one integer of bits for each row and tone."""

    def __init__(self, size: Size) -> None:
        self.size = size
        self.width, self.height = size.width * DOTS_WIDE, size.height * DOTS_HIGH
        self.layers: dict[Shade, list[int]] = {tone: [0] * self.height for tone in Shade}

    def clear(self, corners: Sequence[tuple[float, float]]) -> None:
        """Blank a convex shape."""
        layers = self.layers.values()
        for row, bits in self._spans(corners):
            for layer in layers:
                if layer[row]:
                    layer[row] &= ~bits

    def fill(self, tone: Shade, corners: Sequence[tuple[float, float]]) -> None:
        """Fill a convex shape; what was there before gives way."""
        for row, bits in self._spans(corners):
            for name, layer in self.layers.items():
                if name is tone:
                    layer[row] |= bits
                elif layer[row]:
                    layer[row] &= ~bits

    def checker(self, tone: Shade) -> None:
        """Thin a tone out to every second dot."""
        even = int("01" * (self.width // 2), 2)
        layer = self.layers[tone]
        for row in range(self.height):
            layer[row] &= even << (row & 1)

    def rows(self) -> Iterator[list[tuple[Shade, str]]]:
        """Yield each row of cells as runs of one tone."""
        for top in range(0, self.height, DOTS_HIGH):
            bands = [(tone, layer[top : top + DOTS_HIGH]) for tone, layer in self.layers.items()]
            yield _runs([(tone, lines) for tone, lines in bands if any(lines)], self.size.width)

    def _spans(self, corners: Sequence[tuple[float, float]]) -> Iterator[tuple[int, int]]:
        """Yield for each row the bits of a convex polygon; y runs down, dot centres are at .5."""
        low: dict[int, float] = {}
        high: dict[int, float] = {}
        x0, y0 = corners[-1]
        for x1, y1 in corners:
            top, bottom = (y0, y1) if y0 < y1 else (y1, y0)
            first, last = int(top + 0.5), int(bottom + 0.5)
            if last > first:
                slope = (x1 - x0) / (y1 - y0)
                for row in range(max(first, 0), min(last, self.height)):
                    x = x0 + (row + 0.5 - y0) * slope
                    if row not in low:
                        low[row] = high[row] = x
                    elif x < low[row]:
                        low[row] = x
                    elif x > high[row]:
                        high[row] = x
            x0, y0 = x1, y1
        for row, start in low.items():
            first, last = max(int(start + 0.5), 0), min(int(high[row] + 0.5), self.width)
            if last > first:
                yield row, (1 << last) - (1 << first)


def paint(drawing: Drawing, size: Size, *, floor: bool = True, checker: bool = False) -> Canvas:
    """Return the drawing as dots, as large as the canvas allows, standing on its floor."""
    canvas = Canvas(size)
    if floor:
        canvas.fill(Shade.FLOOR, _floor(drawing.bounds, canvas))
    place = _Fit(drawing.bounds, canvas)
    for limb in drawing.limbs:
        shapes = [(tone, place(capsule)) for tone, capsule in limb.shapes]
        for _, capsule in shapes:
            canvas.clear(capsule.outline(HALO))
        for tone, capsule in shapes:
            canvas.fill(tone, capsule.outline())
    if checker:
        canvas.checker(Shade.FAR)
    return canvas


class _Fit:
    """Lays centimetres out on the dots of a canvas, the floor at the bottom and the rest in the middle."""

    def __init__(self, bounds: Bounds, canvas: Canvas) -> None:
        wide, high = bounds.right - bounds.left, bounds.top - bounds.bottom
        self.scale = min((canvas.width - 2) / wide, (canvas.height - 2) / high, LARGEST)
        self.x = (canvas.width - wide * self.scale) / 2 - bounds.left * self.scale
        self.y = canvas.height - 1 + bounds.bottom * self.scale

    def __call__(self, capsule: Capsule) -> Capsule:
        """Return the capsule in dots, y running down."""
        x1, y1, r1, x2, y2, r2 = capsule
        scale, x, y = self.scale, self.x, self.y
        thin, thick = max(r1 * scale, THINNEST), max(r2 * scale, THINNEST)
        return Capsule(x1 * scale + x, y - y1 * scale, thin, x2 * scale + x, y - y2 * scale, thick)


def _floor(bounds: Bounds, canvas: Canvas) -> list[tuple[float, float]]:
    top = int(_Fit(bounds, canvas)(Capsule(0, FLOOR_LINE, 0, 0, FLOOR_LINE, 0)).y1)
    return [(0.0, top), (canvas.width, top), (canvas.width, top + 1), (0.0, top + 1)]


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
