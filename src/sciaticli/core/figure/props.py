"""The things an exercise is done on or with.

Each gives its pieces: lines of a given thickness, and flat faces for what is solid.
"""

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple, assert_never

from sciaticli.core.figure.body import Body, point, swapped
from sciaticli.core.figure.geometry import Vec, add, heading, sub, unit
from sciaticli.core.figure.parts import (
    Ball,
    Bike,
    Chair,
    Load,
    Numbers,
    Pillow,
    Pool,
    Prop,
    Stairs,
    Step,
    Stick,
    Strap,
    Table,
    Wall,
)
from sciaticli.core.figure.places import find_place
from sciaticli.core.figure.shapes import Shade

WALL_WIDE, HATCH = 5.0, 16.0
WALL_AWAY = 12.0  # cm behind the spine of who leans on it


class Piece(NamedTuple):
    """A line between two corners, `r` its half thickness; or a flat face, which has none."""

    tone: Shade
    corners: tuple[Vec, ...]
    r: float | None = None


def prop_pieces(  # noqa: C901, PLR0911, PLR0912 - one case for each kind
    prop: Prop, body: Body, t: float = 0.0, *, swap: bool = False
) -> list[Piece]:
    """Return the pieces of a thing; with `swap` what hangs on one hand hangs on the other."""
    match prop:
        case Chair():
            return _chair(prop)
        case Wall():
            return _wall(prop, body)
        case Step(x=x, w=w, h=h):
            return [_box(x, 0.0, x + w, h), *_path((x, h), (x + w, h), r=1.4)]
        case Stairs():
            return list(_stairs(prop, t))
        case Table(x=x, w=w, h=h, inset=inset):
            legs = [
                piece for foot in (x + inset, x + w - inset) for piece in _path((foot, 0.0), (foot, h), r=1.3)
            ]
            return [*legs, *_path((x, h - 1.5), (x + w, h - 1.5), r=1.8)]
        case Strap(start=start, end=end):
            return [_line(_spot(start, body, swap=swap), _spot(end, body, swap=swap), 0.8)]
        case Stick(start=start, end=end, beyond=beyond):
            a, b = _spot(start, body, swap=swap), _spot(end, body, swap=swap)
            way = unit(sub(b, a))
            return [_line(add(a, way, -beyond), add(b, way, beyond), 1.3)]
        case Load():
            return _load(prop, _spot(prop.at, body, swap=swap))
        case Pillow(x=x, y=y, z=z, w=w, h=h):
            half = max(w / 2 - h / 2, 0.1)
            return [_line((x - half, y, z), (x + half, y, z), h / 2)]
        case Pool():
            return _waves(prop)
        case Ball(x=x, y=y, r=r):
            return [_line((x, y, 0.0), (x + 0.1, y, 0.0), r)]
        case Bike():
            return _bike(prop)
        case _:
            assert_never(prop)


def _line(a: Vec, b: Vec, r: float, tone: Shade = Shade.PROP) -> Piece:
    return Piece(tone, (a, b), r)


def _path(*corners: tuple[float, float], r: float, tone: Shade = Shade.PROP) -> list[Piece]:
    return [_line((*a, 0.0), (*b, 0.0), r, tone) for a, b in pairwise(corners)]


def _box(left: float, bottom: float, right: float, top: float, z: float = 0.0) -> Piece:
    return Piece(Shade.SOLID, ((left, bottom, z), (right, bottom, z), (right, top, z), (left, top, z)))


def _wall(wall: Wall, body: Body) -> list[Piece]:
    """Return the face of a wall, and hatching on the side where nobody is."""
    if wall.far:
        return _wall_behind(wall)
    x, away = wall.x, WALL_WIDE if wall.x >= body.joints["hip"][0] else -WALL_WIDE
    count = int((wall.h - wall.y) / HATCH)
    marks = [wall.y + HATCH * number for number in range(1, count + 1)]
    hatching = [_line((x, y, 0.0), (x + away, y - WALL_WIDE, 0.0), 0.6, Shade.SOLID) for y in marks]
    return [*hatching, *_path((x, wall.y), (x, wall.h), r=1.6)]


def _wall_behind(wall: Wall) -> list[Piece]:
    left, right, z = wall.x, wall.x + wall.far, -WALL_AWAY
    corners = ((left, 0.0, z), (left, wall.h, z), (right, wall.h, z), (right, 0.0, z))
    count = int(wall.far / HATCH)
    marks = [(left + HATCH * number, wall.h, z) for number in range(1, count + 1)]
    hatching = [_line(p, (p[0] - WALL_WIDE, wall.h + WALL_WIDE, z), 0.6, Shade.SOLID) for p in marks]
    return [*hatching, *(_line(a, b, 0.8) for a, b in pairwise(corners))]


def _stairs(stairs: Stairs, t: float) -> Iterator[Piece]:
    """Yield the steps between left and right, as they stand at `t` of a round."""
    x, y = stairs.x - 2 * stairs.w * t, stairs.y - 2 * stairs.h * t
    first = -int((x - stairs.left) // stairs.w) - 1
    while (left := x + first * stairs.w) < stairs.right:
        low, high = max(left, stairs.left), min(left + stairs.w, stairs.right)
        top = y + first * stairs.h
        if top > 1 and high > low:
            yield _box(low, 0.0, high, top)
            yield from _path((low, top), (high, top), r=1.2)
        first += 1


def _chair(chair: Chair) -> list[Piece]:
    x, h, w, z = chair.x, chair.h, chair.w, chair.z
    seat = h - 1.8
    pieces = _path((x + 2, 0.0), (x + 2, seat), r=1.3) + _path((x + w - 2, 0.0), (x + w - 2, seat), r=1.3)
    match chair.back:
        case "left":
            pieces += _path((x, seat), (x - 5, seat + 44), r=1.4)
        case "right":
            pieces += _path((x + w, seat), (x + w + 5, seat + 44), r=1.4)
        case "far":
            pieces.append(_box(x + 4, seat + 20, x + w - 4, seat + 42, z))
            pieces += [_line((p, seat, z), (p, seat + 42, z), 1.4) for p in (x + 4, x + w - 4)]
            pieces.append(_line((x + 4, seat + 42, z), (x + w - 4, seat + 42, z), 1.4))
        case _:
            pass
    return [*pieces, *_path((x, seat), (x + w, seat), r=1.8)]


def _load(load: Load, at: Vec) -> list[Piece]:
    """Return a box held at half its height, or a bag that hangs from its handle."""
    x, y, z = at[0] + load.dx, at[1] + load.dy, at[2]
    w, h = load.w / 2, load.h
    if load.bag:
        handle = [_line((x - 5, y - 8, z), (x, y, z), 0.8), _line((x + 5, y - 8, z), (x, y, z), 0.8)]
        return [_box(x - w, y - 8 - h, x + w, y - 8, z), *handle]
    lid = _line((x - w, y + h / 2, z), (x + w, y + h / 2, z), 1.2)
    return [_box(x - w, y - h / 2, x + w, y + h / 2, z), lid]


def _waves(pool: Pool) -> list[Piece]:
    step = 13.0
    count = int((pool.right - pool.left) / step)
    heights = (pool.y + 1.6, pool.y - 1.6)
    middle, way = (pool.left + pool.right) / 2, heading(pool.turn)
    along = [pool.left + number * step - middle for number in range(count + 1)]
    corners = [(middle + x * way[0], heights[at % 2], x * way[1]) for at, x in enumerate(along)]
    return [_line(a, b, 0.9, Shade.WATER) for a, b in pairwise(corners)]


def _bike(bike: Bike) -> list[Piece]:
    x, y = bike.x, bike.y
    seat, bar = bike.seat, bike.bar
    frame = _path((seat[0], seat[1] - 3), (x, y), (bar[0] - 4, bar[1] - 14), (bar[0], bar[1]), r=1.4)
    saddle = _path((seat[0] - 9, seat[1]), (seat[0] + 8, seat[1]), r=2.0)
    stand = _path((x - 34, 1.5), (x + 34, 1.5), r=1.5) + _path((x, 1.5), (x, y), r=1.4)
    return frame + saddle + stand + [_line((x, y, 0.0), (x + 0.1, y, 0.0), 8.0)]


def _spot(place: str | Numbers, body: Body, *, swap: bool) -> Vec:
    if not isinstance(place, str):
        return point(place)
    place = swapped(place) if swap else place
    found = find_place(place, body.joints, body.spine, body.pelvis.front, body.pelvis.right)
    return found or body.joints["hip"]
