"""From a solved body to shapes in the plane: what a terminal or a page has only to fill.

Everything is a tapered capsule (two discs and what lies between), so one primitive serves limbs, trunk,
head and props. Limbs come back to front; a renderer clears a small halo round each limb, then fills it.
"""

from collections.abc import Iterator
from enum import StrEnum
from functools import lru_cache
from math import acos, atan2, ceil, cos, hypot, pi, radians, sin
from typing import NamedTuple

from sciaticli.core.catalogue.exercise import Side
from sciaticli.core.figure.body import Body, body_at, ease
from sciaticli.core.figure.geometry import Vec, add, sub, unit
from sciaticli.core.figure.parts import Figure, Part
from sciaticli.core.figure.props import prop_shapes

FLOOR_LINE = -2.0  # the near foot stands a little below the middle of the floor
SAMPLES = 8
FACING = 0.6
BEHIND = -3.0  # how far behind the hips the buttocks are
ARC_STEP = pi / 5


class Shade(StrEnum):
    """What a shape is, and so how it is coloured."""

    FLOOR = "floor"
    WATER = "water"
    PROP = "prop"
    FAR = "far"
    BODY = "body"
    NEAR = "near"
    HOT = "hot"


class Capsule(NamedTuple):
    """Two discs in the plane and all that lies between them."""

    x1: float
    y1: float
    r1: float
    x2: float
    y2: float
    r2: float

    def outline(self, grow: float = 0.0) -> list[tuple[float, float]]:
        """Return the corners of a polygon round the capsule, grown by `grow`."""
        x1, y1, r1, x2, y2, r2 = self
        r1, r2 = r1 + grow, r2 + grow
        sides = self.sides()
        if sides is None:
            x, y, r = (x1, y1, r1) if r1 >= r2 else (x2, y2, r2)
            return list(_arc(x, y, r, 0.0, 2 * pi))
        start, stop = sides
        return [*_arc(x2, y2, r2, start, stop), *_arc(x1, y1, r1, stop, start + 2 * pi)]

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


class Limb(NamedTuple):
    """A limb, the trunk, the head or a prop: shapes that share one halo."""

    name: str
    shapes: tuple[tuple[Shade, Capsule], ...]


class Bounds(NamedTuple):
    """The frame all moments of a figure fit in, so that the picture doesn't jump."""

    left: float
    bottom: float
    right: float
    top: float


class Drawing(NamedTuple):
    """One moment: limbs from back to front, inside bounds that hold for the whole movement."""

    limbs: tuple[Limb, ...]
    bounds: Bounds


def draw(figure: Figure, t: float, side: Side = Side.RIGHT) -> Drawing:
    """Return the figure at phase `t` (0 start, 1 end), with a soft start and end; left is mirrored."""
    limbs, bounds = _limbs(figure, ease(figure, t)), frame(figure)
    if side is not Side.LEFT:
        return Drawing(limbs, bounds)
    left, bottom, right, top = bounds
    return Drawing(tuple(_mirrored(limb) for limb in limbs), Bounds(-right, bottom, -left, top))


@lru_cache(maxsize=256)
def frame(figure: Figure) -> Bounds:
    """Return the bounds of all moments of the right side's movement."""
    capsules = [
        capsule
        for sample in range(SAMPLES + 1)
        for limb in _limbs(figure, sample / SAMPLES)
        for _, capsule in limb.shapes
    ]
    xs = [x for c in capsules for x in (c.x1 - c.r1, c.x1 + c.r1, c.x2 - c.r2, c.x2 + c.r2)]
    ys = [y for c in capsules for y in (c.y1 - c.r1, c.y1 + c.r1, c.y2 - c.r2, c.y2 + c.r2)]
    return Bounds(min(xs), min(*ys, FLOOR_LINE), max(xs), max(ys))


def _mirrored(limb: Limb) -> Limb:
    return Limb(limb.name, tuple((tone, c._replace(x1=-c.x1, x2=-c.x2)) for tone, c in limb.shapes))


def _arc(x: float, y: float, r: float, start: float, stop: float) -> Iterator[tuple[float, float]]:
    steps = max(ceil((stop - start) / ARC_STEP), 1)
    for step in range(steps + 1):
        angle = start + (stop - start) * step / steps
        yield x + r * cos(angle), y + r * sin(angle)


class _Camera:
    """Looks at the picture's plane from a little to the side (yaw) and above (pitch)."""

    def __init__(self, yaw: float, pitch: float) -> None:
        self._yaw = (cos(radians(yaw)), sin(radians(yaw)))
        self._pitch = (cos(radians(pitch)), sin(radians(pitch)))

    def capsule(self, start: Vec, r1: float, end: Vec, r2: float) -> Capsule:
        x1, y1 = self._seen(start)
        x2, y2 = self._seen(end)
        return Capsule(x1, y1, r1, x2, y2, r2)

    def depth(self, p: Vec) -> float:
        """Return how far a point lies toward the viewer."""
        flat = p[2] * self._yaw[0] - p[0] * self._yaw[1]
        return flat * self._pitch[0] + p[1] * self._pitch[1]

    def _seen(self, p: Vec) -> tuple[float, float]:
        depth = p[2] * self._yaw[0] - p[0] * self._yaw[1]
        return p[0] * self._yaw[0] + p[2] * self._yaw[1], p[1] * self._pitch[0] - depth * self._pitch[1]


def _limbs(figure: Figure, t: float) -> tuple[Limb, ...]:
    body = body_at(figure, t)
    camera = _Camera(*figure.view)
    props = [(over, _prop_limb(camera, tone, lines)) for over, tone, lines in prop_shapes(figure.prop, body)]
    parts = {part: _part(part, body, camera, set(figure.hot)) for part in _order(figure)}
    return (
        *_floor(figure, camera),
        *(limb for over, limb in props if not over),
        *(limb for part, shapes in parts.items() for limb in _pieces(part, shapes, body, camera, figure.hot)),
        *(limb for over, limb in props if over),
    )


def _floor(figure: Figure, camera: _Camera) -> tuple[Limb, ...]:
    """Return the mat that is seen when the camera looks down; from the side the floor is a mere line."""
    if not figure.from_above:
        return ()
    corners = [(-8.0, 0.0, -42.0), (176.0, 0.0, -42.0), (176.0, 0.0, 52.0), (-8.0, 0.0, 52.0)]
    sides = zip(corners, corners[1:] + corners[:1], strict=True)
    return (Limb("floor", tuple((Shade.FLOOR, camera.capsule(a, 0.5, b, 0.5)) for a, b in sides)),)


def _order(figure: Figure) -> tuple[Part, ...]:
    """Return the parts back to front: as the figure says, else far limbs, trunk, head, near limbs."""
    if figure.order:
        return figure.order
    return (Part.ARM_F, Part.LEG_F, Part.TRUNK, Part.HEAD, Part.LEG_N, Part.ARM_N)


def _prop_limb(camera: _Camera, tone: str, lines: list[tuple[Vec, Vec, float]]) -> Limb:
    return Limb("prop", tuple((Shade(tone), camera.capsule(a, r, b, r)) for a, b, r in lines))


_LEG = (
    ("thigh", "hip", 7.5, "knee", 5.2),
    ("shin", "knee", 5.2, "ankle", 3.4),
    ("foot", "ankle", 3.2, "toe", 2.3),
)
_ARM = (("upper_arm", "shoulder", 4.4, "elbow", 3.4), ("forearm", "elbow", 3.4, "hand", 2.8))


def _part(part: Part, body: Body, camera: _Camera, hot: set[Part]) -> tuple[tuple[Shade, Capsule], ...]:
    if part is Part.TRUNK:
        tone = Shade.HOT if part in hot else Shade.BODY
        return tuple((tone, capsule) for capsule in _trunk(body, camera))
    if part is Part.HEAD:
        tone = Shade.HOT if part in hot else Shade.BODY
        return tuple((tone, capsule) for capsule in _head(body, camera))
    kind, side = part.split("_")
    usual = Shade.NEAR if side == "n" else Shade.FAR
    joints = body.joints
    return tuple(
        (
            Shade.HOT if part in hot or f"{bone}_{side}" in hot else usual,
            camera.capsule(joints[f"{start}_{side}"], r1, joints[f"{end}_{side}"], r2),
        )
        for bone, start, r1, end, r2 in (_LEG if kind == "leg" else _ARM)
    )


# along the spine from hip to neck: half the depth of the trunk, and how far its sides stand out beyond that
_DEPTH = (8.5, 8.2, 7.6, 7.6, 8.4, 8.0, 5.0)
_WIDTH = (4.5, 4.0, 3.5, 4.5, 6.5, 7.5, 3.0)
_BELLY = (0.3, 0.8, 1.0, 0.6, 0.1, 0.0, 0.0)


def _trunk(body: Body, camera: _Camera) -> Iterator[Capsule]:
    last = len(body.spine) - 1
    for way in (-1.0, 1.0):
        edge = []
        for number, middle in enumerate(body.spine):
            axes = body.pelvis if number < last / 2 else body.chest
            out = add(middle, axes.right, way * _WIDTH[number])
            edge.append(add(out, axes.front, body.pose.belly * _BELLY[number]))
        for number in range(last):
            yield camera.capsule(edge[number], _DEPTH[number], edge[number + 1], _DEPTH[number + 1])
    joints = body.joints
    yield camera.capsule(joints["shoulder_n"], 4.6, joints["shoulder_f"], 4.6)
    yield camera.capsule(joints["hip_n"], 7.5, joints["hip_f"], 7.5)


def _pieces(
    part: Part, shapes: tuple[tuple[Shade, Capsule], ...], body: Body, camera: _Camera, hot: tuple[Part, ...]
) -> Iterator[Limb]:
    """Yield a part with what needs a halo of its own: a nose that looks at the viewer, hot buttocks."""
    if part is Part.HEAD and camera.depth(body.face) >= FACING:
        yield Limb(part, shapes[:-1])
        yield Limb("nose", shapes[-1:])
        return
    yield Limb(part, shapes)
    if part is Part.LEG_N and Part.BUTTOCKS in hot:
        near, far = (add(body.joints[hip], body.pelvis.front, BEHIND) for hip in ("hip_n", "hip_f"))
        yield Limb(Part.BUTTOCKS, ((Shade.HOT, camera.capsule(near, 6.5, far, 6.5)),))


def _head(body: Body, camera: _Camera) -> Iterator[Capsule]:
    neck, head = body.joints["neck"], body.joints["head"]
    chin = add(head, unit(sub(head, neck)), -2.0)
    yield camera.capsule(neck, 4.6, head, 4.6)
    yield camera.capsule(chin, 8.4, add(head, unit(sub(head, neck)), 1.5), 8.6)
    yield camera.capsule(add(head, body.face, 8.0), 2.2, add(head, body.face, 12.0), 1.5)
