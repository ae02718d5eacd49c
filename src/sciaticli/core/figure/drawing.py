"""From a solved body to shapes in the plane: what a terminal or a page has only to fill.

Limbs come back to front; a renderer clears a small halo round each limb, then fills it.
"""

from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from math import cos, hypot, pi, radians, sin
from typing import NamedTuple

from sciaticli.core.catalogue.exercise import Side
from sciaticli.core.figure.body import Body, body_at, ease, other_side, swapped
from sciaticli.core.figure.camera import Camera
from sciaticli.core.figure.geometry import Vec, add, size, sub, unit
from sciaticli.core.figure.parts import Figure, Part, Pool
from sciaticli.core.figure.person import person
from sciaticli.core.figure.places import find_place
from sciaticli.core.figure.props import Piece, prop_pieces
from sciaticli.core.figure.shapes import Bounds, Capsule, Limb, Shade, Shape

FLOOR_LINE = -1.2  # cm: just under the soles
SAMPLES = 8
CLOSE = 1.8  # how much larger a close view may be drawn
CLOSE_LYING = 1.6
WIDE = 1.7  # times as wide as high
MARGIN = 9.0  # cm round the parts of a close view
MAT_MARGIN = 12.0
GROUND, SHADOW = -2.0, 1.2  # where the shadow of what touches the floor lies, and half its thickness
TOUCHES = 1.5  # cm from the skin to the floor
USUAL_ORDER = (Part.ARM_F, Part.LEG_F, Part.TRUNK, Part.HEAD, Part.LEG_N, Part.ARM_N)
SHORTEST_ARROW = 11.0
BESIDE = 7.0
BARB = 7.0
RING, RING_CORNERS = 7.0, 10
LEAST_WAY = 5.0  # cm: what moves less gets an arrow only when the figure asks for it
ARROW_FROM = ("hip", "head", "knee_n", "knee_f", "ankle_n", "ankle_f", "hand_n", "hand_f", "elbow_n")

_SKIN = {
    "knee": 5.0,
    "ankle": 4.0,
    "toe": 4.0,
    "elbow": 3.4,
    "hand": 3.0,
    "hip": 8.5,
    "shoulder": 9.0,
    "head": 9.5,
}
_LYING = (
    ("knee", "ankle"),
    ("ankle", "toe"),
    ("hip", "knee"),
    ("elbow", "hand"),
    ("shoulder", "elbow"),
)


class Framed(Figure, frozen=True, kw_only=True):
    """A figure that knows its frame: 4 ms that a picture would cost, spent when the figures are compiled."""

    bounds: Bounds


class Drawing(NamedTuple):
    """One moment: limbs from back to front, inside bounds that hold for the whole movement.

    `ghost` is the other end of the movement, to be shown as an outline behind; `close` how much larger than
    usual it may be drawn.
    """

    limbs: tuple[Limb, ...]
    bounds: Bounds
    ghost: tuple[Limb, ...] = ()
    close: float = 1.0


def draw(figure: Figure, t: float, side: Side = Side.RIGHT, *, cue: bool = False) -> Drawing:
    """Return the figure at phase `t` (0 start, 1 end), with a soft start and end.

    On the left side a figure that swaps moves its other limbs, any other is mirrored. With `cue` an arrow
    and a ghost say what moves where.
    """
    left = side is Side.LEFT
    swap = left and figure.swap
    limbs = _limbs(figure, ease(figure, t), swap=swap)
    ghost: tuple[Limb, ...] = ()
    if cue:
        limbs += (*_arrow(figure, swap=swap), *_marks(figure, ease(figure, t), swap=swap))
        ghost = _ghost(figure, at_end=t < 0.5, swap=swap)  # noqa: PLR2004 - the nearer end is drawn already
    bounds, close = frame(figure), _closeness(figure)
    if swap or not left:
        return Drawing(limbs, bounds, ghost, close)
    bounds = Bounds(-bounds.right, bounds.bottom, -bounds.left, bounds.top)
    return Drawing(tuple(map(_mirrored, limbs)), bounds, tuple(map(_mirrored, ghost)), close)


def framed(figure: Figure) -> Framed:
    """Return a figure with its frame."""
    fields = {name: getattr(figure, name) for name in Figure.__struct_fields__}
    return Framed(**fields, bounds=_bounds(figure))


def frame(figure: Figure) -> Bounds:
    """Return the bounds of all moments of the right side's movement, or of the parts a close view shows."""
    return figure.bounds if isinstance(figure, Framed) else _bounds(figure)


@lru_cache(maxsize=256)
def _bounds(figure: Figure) -> Bounds:
    phases = [sample / SAMPLES for sample in range(SAMPLES + 1)]
    limbs = [limb for t in phases for swap in {False, figure.swap} for limb in _limbs(figure, t, swap=swap)]
    boxes = [
        shape.box()
        for limb in limbs
        if not figure.focus or limb.name in figure.focus
        for _, shape in limb.shapes
    ]
    margin = MARGIN if figure.focus else 0.0
    low = min(box.bottom for box in boxes)
    return Bounds(
        min(box.left for box in boxes) - margin,
        low - margin if figure.focus and low > MARGIN else min(low, FLOOR_LINE),
        max(box.right for box in boxes) + margin,
        max(box.top for box in boxes) + margin,
    )


def is_wide(figure: Figure) -> bool:
    """Return whether a figure, of somebody who lies, is much wider than high."""
    left, bottom, right, top = frame(figure)
    return right - left > WIDE * (top - bottom)


def _closeness(figure: Figure) -> float:
    if figure.focus:
        return CLOSE
    return CLOSE_LYING if is_wide(figure) else 1.0


def efforts(figure: Figure, t: float) -> dict[Part, float]:
    """Return how hard each part works at `t` (without a soft start), 0 to 1; what isn't named rests."""
    poses = (*figure.pose, figure.pose[0]) if figure.loop else figure.pose
    if any(pose.hot is not None for pose in poses):
        place = min(max(t, 0.0), 1.0) * (len(poses) - 1)
        number = min(int(place), max(len(poses) - 2, 0))
        shares: dict[Part, float] = {}
        for pose, share in ((poses[number], 1 - place + number), (poses[number + 1], place - number)):
            for part in pose.hot or ():
                shares[part] = shares.get(part, 0.0) + share
        return shares
    swing = 1 - abs(1 - 2 * t) if len(figure.pose) == 2 else 1.0  # noqa: PLR2004 - two poses swing to and fro
    return dict.fromkeys(figure.hot, swing if figure.loop else t)


def camera_of(figure: Figure) -> Camera:
    """Return the camera a figure is looked at with."""
    return Camera(*figure.view, from_above=figure.from_above)


def _mirrored(limb: Limb) -> Limb:
    return Limb(limb.name, tuple((tone, shape.mirrored()) for tone, shape in limb.shapes))


def _body(figure: Figure, t: float, *, swap: bool) -> Body:
    body = body_at(figure, t)
    return other_side(body, body_at(figure, 0.0)) if swap else body


def _limbs(figure: Figure, t: float, *, swap: bool) -> tuple[Limb, ...]:
    body, camera = _body(figure, t, swap=swap), camera_of(figure)
    props = [(prop, _prop_limb(camera, prop_pieces(prop, body, t, swap=swap))) for prop in figure.prop]
    parts = tuple(person(figure.order or USUAL_ORDER, body, camera, _efforts(figure, t, swap=swap)))
    return (
        *_floor(figure, body, camera),
        *(limb for prop, limb in props if prop.after is None and not prop.in_front),
        *_between(parts, [(prop.after, limb) for prop, limb in props if prop.after is not None]),
        *(limb for prop, limb in props if prop.after is None and prop.in_front),
    )


def _efforts(figure: Figure, t: float, *, swap: bool) -> dict[Part, float]:
    found = efforts(figure, t)
    return {Part(swapped(part)): share for part, share in found.items()} if swap else found


def _between(parts: tuple[Limb, ...], props: list[tuple[Part, Limb]]) -> Iterator[Limb]:
    """Yield the parts, each thing right after the part it is drawn on top of."""
    for limb in parts:
        yield limb
        yield from (thing for after, thing in props if after == limb.name)


def _prop_limb(camera: Camera, pieces: list[Piece]) -> Limb:
    shapes: list[tuple[Shade, Shape]] = []
    for tone, corners, r in pieces:
        shape = camera.face(*corners) if r is None else camera.capsule(corners[0], r, corners[1], r)
        shapes.append((tone, shape))
    return Limb("prop", tuple(shapes))


def _floor(figure: Figure, body: Body, camera: Camera) -> Iterator[Limb]:
    """Yield the mat that is seen when the camera looks down, and the shadows of what touches the ground."""
    if any(isinstance(prop, Pool) for prop in figure.prop) and figure.from_above:
        return
    if figure.from_above:
        left, back, right, front = _mat(figure)
        corners = [(left, 0.0, back), (right, 0.0, back), (right, 0.0, front), (left, 0.0, front)]
        sides = zip(corners, corners[1:] + corners[:1], strict=True)
        yield Limb("floor", tuple((Shade.FLOOR, camera.capsule(a, 0.5, b, 0.5)) for a, b in sides))
        return
    shadows = []
    for side in "nf":
        for start, end in _LYING:
            a, b = body.joints[f"{start}_{side}"], body.joints[f"{end}_{side}"]
            low = [p for p, name in ((a, start), (b, end)) if p[1] - _SKIN[name] <= TOUCHES]
            if len(low) > 1 or (low and start == "knee" and end == "ankle"):
                ground = [(p[0], GROUND, p[2]) for p in (low[0], low[-1])]
                shadows.append(camera.capsule(ground[0], SHADOW, ground[1], SHADOW))
    if shadows:
        yield Limb("shadow", tuple((Shade.FLOOR, shadow) for shadow in shadows))


@lru_cache(maxsize=256)
def _mat(figure: Figure) -> tuple[float, float, float, float]:
    """Return the mat a figure lies on, as left, back, right, front: the body and 12 cm round it."""
    bodies = [body_at(figure, sample / SAMPLES) for sample in range(SAMPLES + 1)]
    points = [
        p for body in bodies for name, p in body.joints.items() if not name.startswith(("hand", "elbow"))
    ]
    low = [p for p in points if p[1] < 60] or points  # noqa: PLR2004 - what is high is not over the mat
    xs, zs = [p[0] for p in low], [p[2] for p in low]
    return min(xs) - MAT_MARGIN, min(zs) - MAT_MARGIN, max(xs) + MAT_MARGIN, max(zs) + MAT_MARGIN


@lru_cache(maxsize=256)
def _ghost(figure: Figure, *, at_end: bool, swap: bool) -> tuple[Limb, ...]:
    """Return the body at one end of the movement; none for what holds still or goes round."""
    if figure.still or figure.loop:
        return ()
    body, camera = _body(figure, float(at_end), swap=swap), camera_of(figure)
    return tuple(person(figure.order or USUAL_ORDER, body, camera, {}))


@lru_cache(maxsize=256)
def _arrow(figure: Figure, *, swap: bool) -> tuple[Limb, ...]:
    """Return an arrow along the way of what moves furthest, or of the place the figure names."""
    if not figure.arrow and (figure.still or figure.loop):
        return ()
    last = 0.5 if figure.loop else 1.0
    bodies = [body_at(figure, last * sample / SAMPLES) for sample in range(SAMPLES + 1)]
    name = figure.arrow or max(ARROW_FROM, key=lambda key: _apart(key, bodies[0], bodies[-1]))
    if swap:
        bodies, name = [other_side(body, bodies[0]) for body in bodies], swapped(name)
    way = [_spot(name, body) for body in bodies]
    gone = size(sub(way[-1], way[0]))
    if gone < LEAST_WAY and not figure.arrow:
        return ()
    if gone < SHORTEST_ARROW:
        straight = unit(sub(way[-1], way[0]))
        start = add(way[-1], straight, 2.0)
        way = [start, add(start, straight, SHORTEST_ARROW)]
    camera = camera_of(figure)
    drawn = [camera.capsule(a, 0.9, b, 0.9) for a, b in pairwise(way)]
    shapes, other = _beside(drawn, BESIDE), _beside(drawn, -BESIDE)
    bounds = frame(figure)
    if not _is_inside(shapes, bounds) and _is_inside(other, bounds):
        shapes = other
    tip = shapes[-1]
    before = next((each for each in reversed(shapes) if _away(each, tip) >= BARB), shapes[0])
    back = unit((before.x1 - tip.x2, before.y1 - tip.y2, 0.0))
    for turn in (-35.0, 35.0):
        c, s = cos(radians(turn)), sin(radians(turn))
        barb = (back[0] * c - back[1] * s, back[0] * s + back[1] * c)
        shapes.append(tip._replace(x1=tip.x2 + BARB * barb[0], y1=tip.y2 + BARB * barb[1]))
    return (Limb("arrow", tuple((Shade.ARROW, shape) for shape in shapes)),)


def _marks(figure: Figure, t: float, *, swap: bool) -> tuple[Limb, ...]:
    """Return a ring round each place that tells a figure from the one it is like."""
    body, camera = _body(figure, t, swap=swap), camera_of(figure)
    rings = []
    for name in figure.mark:
        x, y = camera.seen(_spot(swapped(name) if swap else name, body))
        turns = [2 * pi * number / RING_CORNERS for number in range(RING_CORNERS + 1)]
        corners = [(x + RING * cos(turn), y + RING * sin(turn)) for turn in turns]
        rings += [Capsule(*first, 0.9, *last, 0.9) for first, last in pairwise(corners)]
    return (Limb("mark", tuple((Shade.ARROW, ring) for ring in rings)),) if rings else ()


def _is_inside(shapes: list[Capsule], bounds: Bounds) -> bool:
    boxes = [shape.box() for shape in shapes]
    return all(
        bounds.left <= box.left
        and box.right <= bounds.right
        and bounds.bottom <= box.bottom
        and box.top <= bounds.top
        for box in boxes
    )


def _away(piece: Capsule, tip: Capsule) -> float:
    return hypot(piece.x1 - tip.x2, piece.y1 - tip.y2)


def _beside(way: list[Capsule], beside: float) -> list[Capsule]:
    """Return the way a little to its side, so that an arrow doesn't hide what has gone it."""
    ahead = unit((way[-1].x2 - way[0].x1, way[-1].y2 - way[0].y1, 0.0))
    x, y = -beside * ahead[1], beside * ahead[0]
    return [each._replace(x1=each.x1 + x, x2=each.x2 + x, y1=each.y1 + y, y2=each.y2 + y) for each in way]


def _apart(joint: str, first: Body, last: Body) -> float:
    return size(sub(last.joints[joint], first.joints[joint]))


def _spot(name: str, body: Body) -> Vec:
    found = find_place(name, body.joints, body.spine, body.pelvis.front, body.pelvis.right, body.pose.belly)
    return found or body.joints["hip"]
