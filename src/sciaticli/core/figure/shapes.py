"""Shapes in the plane: a tapered capsule for all that is round, a convex face for all that is flat.

Centimetres, x to the right and y up; `fitted` turns them into dots, y down.
"""

from enum import StrEnum
from math import acos, atan2, ceil, cos, hypot, pi, sin
from typing import NamedTuple

OFF = 0.2  # dots that an outline of straight edges may leave a round one


class Shade(StrEnum):
    """What a shape is, and so how it is coloured."""

    FLOOR = "floor"
    WATER = "water"
    SOLID = "solid"
    PROP = "prop"
    FAR = "far"
    BODY = "body"
    HAIR = "hair"
    NEAR = "near"
    HOT_FAR = "hot_far"
    HOT = "hot"
    ARROW = "arrow"
    GHOST = "ghost"
    GAP = "gap"  # nothing: what is drawn in it is taken away


class Bounds(NamedTuple):
    """The frame all moments of a figure fit in, so that the picture doesn't jump."""

    left: float
    bottom: float
    right: float
    top: float


class Fit(NamedTuple):
    """How centimetres lie on dots: a scale, where 0 is, and how thin a line may get."""

    scale: float
    x: float
    y: float
    thinnest: float


class Capsule(NamedTuple):
    """Two discs in the plane and all that lies between them."""

    x1: float
    y1: float
    r1: float
    x2: float
    y2: float
    r2: float

    def outline(self) -> list[tuple[float, float]]:
        """Return the corners of a polygon round the capsule, which is in dots."""
        x1, y1, r1, x2, y2, r2 = self
        sides = self.sides()
        if sides is None:
            x, y, r = (x1, y1, r1) if r1 >= r2 else (x2, y2, r2)
            return _arc(x, y, r, 0.0, 2 * pi)
        start, stop = sides
        return _arc(x2, y2, r2, start, stop) + _arc(x1, y1, r1, stop, start + 2 * pi)

    def sides(self) -> tuple[float, float] | None:
        """Return the angles at which the straight sides touch both discs; None when one disc holds the other.

        The second disc's arc runs from the first angle to the second, anticlockwise.
        """
        away = hypot(self.x2 - self.x1, self.y2 - self.y1)
        if away <= abs(self.r1 - self.r2):
            return None
        way = atan2(self.y2 - self.y1, self.x2 - self.x1)
        side = acos((self.r1 - self.r2) / away)
        return way - side, way + side

    def box(self) -> Bounds:
        """Return the bounds of the capsule."""
        x1, y1, r1, x2, y2, r2 = self
        return Bounds(
            min(x1 - r1, x2 - r2), min(y1 - r1, y2 - r2), max(x1 + r1, x2 + r2), max(y1 + r1, y2 + r2)
        )

    def mirrored(self) -> "Capsule":
        """Return the capsule with left and right changed over."""
        return self._replace(x1=-self.x1, x2=-self.x2)

    def fitted(self, fit: Fit) -> "Capsule":
        """Return the capsule in dots, y running down, no thinner than can be seen."""
        scale, x, y, thinnest = fit
        return Capsule(
            self.x1 * scale + x,
            y - self.y1 * scale,
            max(self.r1 * scale, thinnest),
            self.x2 * scale + x,
            y - self.y2 * scale,
            max(self.r2 * scale, thinnest),
        )


class Face(NamedTuple):
    """A flat convex piece: the side of a box, a seat, a step."""

    corners: tuple[tuple[float, float], ...]

    def outline(self) -> list[tuple[float, float]]:
        """Return the corners."""
        return list(self.corners)

    def box(self) -> Bounds:
        """Return the bounds of the face."""
        xs, ys = zip(*self.corners, strict=True)
        return Bounds(min(xs), min(ys), max(xs), max(ys))

    def mirrored(self) -> "Face":
        """Return the face with left and right changed over."""
        return Face(tuple((-x, y) for x, y in self.corners))

    def fitted(self, fit: Fit) -> "Face":
        """Return the face in dots, y running down."""
        return Face(tuple((x * fit.scale + fit.x, fit.y - y * fit.scale) for x, y in self.corners))


Shape = Capsule | Face


class Limb(NamedTuple):
    """A limb, the trunk, the head or a thing: shapes that share one halo."""

    name: str
    shapes: tuple[tuple[Shade, Shape], ...]


def _arc(x: float, y: float, r: float, start: float, stop: float) -> list[tuple[float, float]]:
    steps = max(ceil((stop - start) / (2 * acos(1 - OFF / max(r, OFF)))), 1)
    way = (stop - start) / steps
    angles = [start + way * number for number in range(steps + 1)]
    return [(x + r * cos(angle), y + r * sin(angle)) for angle in angles]
