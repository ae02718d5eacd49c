"""A drawing as dots: one integer of bits for each row and tone, whatever a dot becomes on the screen."""

from collections.abc import Sequence
from typing import NamedTuple

from sciaticli.core.figure.drawing import Drawing
from sciaticli.core.figure.shapes import Bounds, Capsule, Fit, Limb, Shade

BARE = {Shade.FLOOR, Shade.GAP}  # without a halo
TIDIED = (Shade.FAR, Shade.BODY)
SMALL = 10  # rows of cells: a picture this low has none to spare under the floor
HALO = 0.8  # dots of braille that are cleared round a limb
ABOVE = 4096.5  # dots: added to a height, so that it is never negative and rounds downward
REACH = 3  # dots that may stick out of what is two dots wide


Corners = Sequence[tuple[float, float]]


class Grain(NamedTuple):
    """How fine a picture is: what a dot is in dots of braille, and how far the floor stands from the bottom.

    `rows` are the dots of a row of cells: the floor begins at one, so that soles and floor are never in one.
    """

    dot: float = 1.0
    rows: int = 4
    tidy: bool = True

    @property
    def halo(self) -> list[tuple[int, set[int]]]:
        """What is cleared round each dot: how many dots to either side, and how many rows away."""
        radius = HALO / self.dot
        ways = range(int(radius + 0.5) + 1)
        return [(int(max(radius * radius - way * way, 0.0) ** 0.5 + 0.5), {way, -way}) for way in ways]

    @property
    def thinnest(self) -> float:
        """Half the width of the thinnest line, so that a strap never vanishes."""
        return max(0.55 / self.dot, 0.5)

    @property
    def largest(self) -> float:
        """Dots for a centimetre, so that a sitting figure isn't drawn as a giant."""
        return 0.62 / self.dot


BRAILLE = Grain()
BLOCKS = Grain(dot=2.0, rows=2, tidy=False)


class Canvas:
    """Dots of several tones, one integer of bits for each row and tone."""

    def __init__(self, width: int, height: int) -> None:
        self.width, self.height = width, height
        self.layers: dict[Shade, list[int]] = {}
        self._before = [(1 << place) - 1 for place in range(width + 1)]  # the bits to the left of a place

    def layer(self, tone: Shade) -> list[int]:
        """Return the rows of a tone."""
        return self.layers.setdefault(tone, [0] * self.height)

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

    def rows_of(self, corners: Corners) -> tuple[int, list[int]]:
        """Return the first row a convex polygon lies in and its bits in each row.

        y runs down, dot centres are at .5.
        """
        xs, ys = zip(*corners, strict=True)
        first, last = int(min(ys) + ABOVE), int(max(ys) + ABOVE)
        down, up = [0.5] * (last - first), [0.5] * (last - first)  # both edges of a row, left or right
        x0, y0 = corners[-1]
        end = int(y0 + ABOVE) - first
        for x1, y1 in corners:
            start, end = end, int(y1 + ABOVE) - first
            if start < end:
                edge, rows = down, range(start, end)
            else:
                edge, rows = up, range(end, start)
            if rows:
                slope = (x1 - x0) / (y1 - y0)
                x = x0 + (rows.start + first + 1 - ABOVE - y0) * slope + 0.5
                for row in rows:
                    edge[row] = x
                    x += slope
            x0, y0 = x1, y1
        first, last = first - int(ABOVE), last - int(ABOVE)
        if min(xs) < 0 or max(xs) > self.width:
            down, up = ([min(max(x, 0.0), self.width) for x in edge] for edge in (down, up))
        before = self._before
        bits = [before[int(a)] ^ before[int(b)] for a, b in zip(down, up, strict=True)]
        if first < 0 or last > self.height:
            bits = bits[max(-first, 0) : max(self.height - first, 0)]
        return max(first, 0), bits


def paint(
    drawing: Drawing, canvas: Canvas, *, floor: bool = True, plain: bool = False, grain: Grain = BRAILLE
) -> Canvas:
    """Fill `canvas` with the drawing, as large as it allows, standing on its floor, and return it.

    `plain` tells by pattern what colour tells else: far limbs are a checkerboard, what works is striped.
    """
    fit = _fit(drawing.bounds, canvas, grain, drawing.close)
    cover = _Cover([0] * canvas.height, [0] * canvas.height)
    for limb in reversed(drawing.limbs):
        _paint_limb(canvas, cover, limb, fit, grain, through=limb.name.startswith("arm") and not plain)
    if grain.tidy:
        for tone in TIDIED:
            canvas.tidy(tone)
    if floor and fit.y + 1 < canvas.height:
        _paint_floor(canvas, int(fit.y), max(round(1 / grain.dot), 1))
    if drawing.ghost:
        _paint_ghost(canvas, drawing.ghost, fit)
    if plain:
        canvas.thin(Shade.FAR, 2)
        canvas.thin(Shade.HOT_FAR, 2)
        canvas.thin(Shade.HOT, 3)
    return canvas


class _Cover(NamedTuple):
    """What is taken already, row by row, when a picture is painted from front to back."""

    body: list[int]
    rest: list[int]


def _paint_limb(  # noqa: PLR0913 - a limb, where it goes and what lies in front of it
    canvas: Canvas, cover: _Cover, limb: Limb, fit: Fit, grain: Grain, *, through: bool
) -> None:
    """Fill a limb where nothing is in front of it, and keep a halo round it free.

    An arm lets its own trunk `through` the halo, or that would be cut in two.
    """
    low, high = canvas.height, 0
    haloed = [0] * canvas.height
    for tone, shape in reversed(limb.shapes):
        first, rows = canvas.rows_of(shape.fitted(fit).outline())
        taken = cover.body if tone is Shade.BODY else cover.rest
        layer = canvas.layer(tone) if tone is not Shade.GAP else [0] * canvas.height
        for row, bits in enumerate(rows, first):
            layer[row] |= bits & ~taken[row]
            cover.body[row] |= bits
            cover.rest[row] |= bits
        if rows and tone not in BARE and isinstance(shape, Capsule):
            low, high = min(low, first), max(high, first + len(rows))
            for row, bits in enumerate(rows, first):
                haloed[row] |= bits
    whole = (1 << canvas.width) - 1
    for wide, ways in grain.halo:
        for row in range(low, high):
            bits = _spread(haloed[row], wide) & whole
            for away in ways:
                if 0 <= row + away < canvas.height:
                    cover.rest[row + away] |= bits
                    if not through:
                        cover.body[row + away] |= bits


def _spread(bits: int, wide: int) -> int:
    """Return the bits with as many to either side of each."""
    done = 0
    while done < wide:
        step = min(2 * done + 1, wide - done)
        bits |= bits << step | bits >> step
        done += step
    return bits


def _paint_floor(canvas: Canvas, top: int, thick: int) -> None:
    taken = canvas.taken()
    layer = canvas.layer(Shade.FLOOR)
    for row in range(top, min(top + thick, canvas.height)):
        layer[row] |= ((1 << canvas.width) - 1) & ~taken[row]


def _paint_ghost(canvas: Canvas, ghost: tuple[Limb, ...], fit: Fit) -> None:
    """Add the outline of the ghost where nothing else is."""
    inside = [0] * canvas.height
    for limb in ghost:
        for _, part in limb.shapes:
            first, rows = canvas.rows_of(part.fitted(fit).outline())
            for row, bits in enumerate(rows, first):
                inside[row] |= bits
    rows = [0, *inside, 0]
    taken = canvas.taken()
    layer = canvas.layer(Shade.GHOST)
    for row, busy in enumerate(taken):
        above, own, below = rows[row], rows[row + 1], rows[row + 2]
        within = own & (own << 1) & (own >> 1) & above & below
        layer[row] |= own & ~within & ~(busy | busy << 1 | busy >> 1)


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
