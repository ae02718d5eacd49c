"""A drawing as dots: one integer of bits for each row and tone, whatever a dot becomes on the screen."""

from collections.abc import Iterator, Sequence
from math import pi
from typing import NamedTuple

from sciaticli.core.figure.drawing import Drawing
from sciaticli.core.figure.shapes import Bounds, Fit, Limb, Shade

BODY_TONES = (Shade.FAR, Shade.BODY, Shade.HAIR, Shade.NEAR, Shade.HOT_FAR, Shade.HOT)
TIDIED = (Shade.FAR, Shade.BODY)
SMALL = 10  # rows of cells: a picture this low has none to spare under the floor
REACH = 3  # dots that may stick out of what is two dots wide


class Grain(NamedTuple):
    """How fine a picture is: what a dot is in dots of braille, and how far the floor stands from the bottom.

    `rows` are the dots of a row of cells: the floor begins at one, so that soles and floor are never in one.
    """

    dot: float = 1.0
    rows: int = 4
    tidy: bool = True

    @property
    def halo(self) -> float:
        """Dots that are cleared round a limb."""
        return 0.8 / self.dot

    @property
    def thinnest(self) -> float:
        """Half the width of the thinnest line, so that a strap never vanishes."""
        return max(0.55 / self.dot, 0.5)

    @property
    def largest(self) -> float:
        """Dots for a centimetre, so that a sitting figure isn't drawn as a giant."""
        return 0.62 / self.dot

    @property
    def arc(self) -> float:
        """The step of round outlines."""
        return pi / 5 if self.dot >= 1 else pi / 12


BRAILLE = Grain()
BLOCKS = Grain(dot=2.0, rows=2, tidy=False)


class Canvas:
    """Dots of several tones, one integer of bits for each row and tone."""

    def __init__(self, width: int, height: int) -> None:
        self.width, self.height = width, height
        self.layers: dict[Shade, list[int]] = {}

    def layer(self, tone: Shade) -> list[int]:
        """Return the rows of a tone."""
        return self.layers.setdefault(tone, [0] * self.height)

    def clear(self, corners: Sequence[tuple[float, float]], *, spare: Shade | None = None) -> None:
        """Blank a convex shape in all tones but one."""
        layers = [layer for tone, layer in self.layers.items() if tone is not spare]
        for row, bits in self._spans(corners):
            for layer in layers:
                if layer[row]:
                    layer[row] &= ~bits

    def fill(self, tone: Shade, corners: Sequence[tuple[float, float]]) -> None:
        """Fill a convex shape; what was there before gives way. A gap only takes away."""
        own = None if tone is Shade.GAP else self.layer(tone)
        others = [layer for layer in self.layers.values() if layer is not own]
        for row, bits in self._spans(corners):
            for layer in others:
                if layer[row]:
                    layer[row] &= ~bits
            if own is not None:
                own[row] |= bits

    def thin(self, tone: Shade, pattern: int) -> None:
        """Leave every second dot of a tone standing (`pattern` 2), or two rows of three (`pattern` 3)."""
        even = int("01" * (self.width // 2 + 1), 2)
        layer = self.layer(tone)
        for row in range(self.height):
            if pattern == 2:  # noqa: PLR2004 - a checkerboard
                layer[row] &= even << (row & 1)
            elif row % 3 == 0:
                layer[row] = 0

    def tidy(self, tone: Shade) -> None:
        """Take away slivers: what is nowhere two dots wide and not close to what is."""
        layer = self.layers.get(tone)
        if layer is None or not any(layer):
            return
        first = next(row for row, bits in enumerate(layer) if bits)
        last = next(row for row in range(self.height - 1, -1, -1) if layer[row])
        rows = [0, *layer[first : last + 1], 0]
        kept = [0] * len(rows)
        for at in range(1, len(rows) - 1):
            both = rows[at] & rows[at + 1]
            block = both & (both >> 1)
            block |= block << 1
            kept[at] |= block
            kept[at + 1] |= block
        for _ in range(REACH):
            wide = [bits | bits << 1 | bits >> 1 for bits in kept]
            kept = [
                0,
                *((wide[at - 1] | wide[at] | wide[at + 1]) & rows[at] for at in range(1, len(rows) - 1)),
                0,
            ]
        layer[first : last + 1] = kept[1:-1]

    def taken(self) -> list[int]:
        """Return for each row the dots of any tone."""
        rows = [0] * self.height
        for layer in self.layers.values():
            for row, bits in enumerate(layer):
                rows[row] |= bits
        return rows

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


def paint(
    drawing: Drawing, canvas: Canvas, *, floor: bool = True, plain: bool = False, grain: Grain = BRAILLE
) -> Canvas:
    """Fill `canvas` with the drawing, as large as it allows, standing on its floor, and return it.

    `plain` tells by pattern what colour tells else: far limbs are a checkerboard, what works is striped.
    """
    fit = _fit(drawing.bounds, canvas, grain, drawing.close)
    for limb in drawing.limbs:
        _paint_limb(canvas, limb, fit, grain, spare=None if plain else Shade.BODY)
    if grain.tidy:
        for tone in TIDIED:
            canvas.tidy(tone)
    if floor and fit.y + 1 < canvas.height:
        _paint_floor(canvas, int(fit.y), max(round(1 / grain.dot), 1))
    if drawing.ghost:
        _paint_ghost(canvas, drawing.ghost, fit, grain)
    if plain:
        canvas.thin(Shade.FAR, 2)
        canvas.thin(Shade.HOT_FAR, 2)
        canvas.thin(Shade.HOT, 3)
    return canvas


def _paint_limb(canvas: Canvas, limb: Limb, fit: Fit, grain: Grain, *, spare: Shade | None) -> None:
    """Clear a halo and fill the limb; an arm has none on its own trunk, or it would cut that in two."""
    shapes = [(tone, shape.fitted(fit)) for tone, shape in limb.shapes]
    spare = spare if limb.name.startswith("arm") else None
    for tone, shape in shapes:
        if tone is not Shade.FLOOR and tone is not Shade.GAP:
            canvas.clear(shape.outline(grain.halo, grain.arc), spare=spare)
    for tone, shape in shapes:
        canvas.fill(tone, shape.outline(0.0, grain.arc))


def _paint_floor(canvas: Canvas, top: int, thick: int) -> None:
    taken = canvas.taken()
    layer = canvas.layer(Shade.FLOOR)
    for row in range(top, min(top + thick, canvas.height)):
        layer[row] |= ((1 << canvas.width) - 1) & ~taken[row]


def _paint_ghost(canvas: Canvas, ghost: tuple[Limb, ...], fit: Fit, grain: Grain) -> None:
    """Add the outline of the ghost where nothing else is."""
    shape = Canvas(canvas.width, canvas.height)
    for limb in ghost:
        for _, part in limb.shapes:
            shape.fill(Shade.GHOST, part.fitted(fit).outline(0.0, grain.arc))
    rows = [0, *shape.layer(Shade.GHOST), 0]
    taken = canvas.taken()
    layer = canvas.layer(Shade.GHOST)
    for row, busy in enumerate(taken):
        above, own, below = rows[row], rows[row + 1], rows[row + 2]
        inside = own & (own << 1) & (own >> 1) & above & below
        layer[row] |= own & ~inside & ~(busy | busy << 1 | busy >> 1)


def _fit(bounds: Bounds, canvas: Canvas, grain: Grain, close: float) -> Fit:
    """Lay centimetres out on dots: the floor begins with a row of cells, spare room is over and under."""
    wide, high = bounds.right - bounds.left, bounds.top - bounds.bottom
    under = -min(bounds.bottom, 0.0)  # what is drawn under the floor
    rows = grain.rows if canvas.height > SMALL * grain.rows else 1
    room = canvas.height - rows
    scale = min((canvas.width - 2) / wide, room / high, grain.largest * close)
    spare = canvas.height - 1 - high * scale
    floor = canvas.height - max(under * scale, 1.0) - 0.35 * max(spare, 0.0)
    above_floor = max(bounds.bottom, 0.0) * scale
    if bounds.bottom > 0:  # a close view that doesn't show the floor
        y = canvas.height - 1 - 0.5 * max(spare, 0.0) + above_floor
    else:
        y = float(int(floor) // rows * rows)
    x = (canvas.width - wide * scale) / 2 - bounds.left * scale
    return Fit(scale, x, y, grain.thinnest)
