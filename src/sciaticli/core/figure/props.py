"""The things an exercise is done on or with, as lines of a given thickness.

Each prop gives the lines `(start, end, half thickness)`, its tone, and whether it lies in front of the body.
"""

from collections.abc import Iterator
from itertools import pairwise
from typing import assert_never

from sciaticli.core.figure.body import Body, point
from sciaticli.core.figure.geometry import Vec, add, sub, unit
from sciaticli.core.figure.parts import (
    Ball,
    Bike,
    Chair,
    Load,
    Numbers,
    Pillow,
    Pool,
    Prop,
    Step,
    Stick,
    Strap,
    Table,
    Wall,
)
from sciaticli.core.figure.places import find_place

Lines = list[tuple[Vec, Vec, float]]


def prop_shapes(props: tuple[Prop, ...], body: Body) -> Iterator[tuple[bool, str, Lines]]:
    """Return each prop as (in front of the body, tone, lines)."""
    for prop in props:
        over = isinstance(prop, Strap | Stick | Pool | Load) or (isinstance(prop, Pillow) and prop.over)
        yield over, "water" if isinstance(prop, Pool) else "prop", _lines(prop, body)


def _lines(prop: Prop, body: Body) -> Lines:  # noqa: C901, PLR0911 - one case for each kind of prop
    match prop:
        case Chair():
            return _chair(prop)
        case Wall(x=x, h=h):
            return [((x, 0.0, 0.0), (x, h, 0.0), 1.8)]
        case Step(x=x, w=w, h=h):
            return _path((x, 0.0), (x, h), (x + w, h), (x + w, 0.0), r=1.4)
        case Table(x=x, w=w, h=h):
            legs = (_path((foot, 0.0), (foot, h), r=1.3) for foot in (x + 4, x + w - 4))
            return sum(legs, _path((x, h - 1.5), (x + w, h - 1.5), r=1.8))
        case Strap(start=start, end=end):
            return [(_spot(start, body), _spot(end, body), 0.8)]
        case Stick(start=start, end=end, beyond=beyond):
            a, b = _spot(start, body), _spot(end, body)
            way = unit(sub(b, a))
            return [(add(a, way, -beyond), add(b, way, beyond), 1.3)]
        case Load(at=at, w=w, h=h):
            x, y, z = _spot(at, body)
            corners = [(x - w / 2, y, z), (x + w / 2, y, z), (x + w / 2, y - h, z), (x - w / 2, y - h, z)]
            return [(a, b, 1.2) for a, b in pairwise([*corners, corners[0]])]
        case Pillow(x=x, y=y, z=z, w=w, h=h):
            half = max(w / 2 - h / 2, 0.1)
            return [((x - half, y, z), (x + half, y, z), h / 2)]
        case Pool():
            return _waves(prop)
        case Ball(x=x, y=y, r=r):
            return [((x, y, 0.0), (x + 0.1, y, 0.0), r)]
        case Bike():
            return _bike(prop)
        case _:
            assert_never(prop)


def _path(*corners: tuple[float, float], r: float) -> Lines:
    return [((*a, 0.0), (*b, 0.0), r) for a, b in pairwise(corners)]


def _chair(chair: Chair) -> Lines:
    x, h, w = chair.x, chair.h, chair.w
    seat = h - 1.5
    lines = _path((x, seat), (x + w, seat), r=1.6)
    lines += _path((x + 2, 0.0), (x + 2, seat), r=1.2) + _path((x + w - 2, 0.0), (x + w - 2, seat), r=1.2)
    match chair.back:
        case "left":
            lines += _path((x, seat), (x - 5, seat + 44), r=1.4)
        case "right":
            lines += _path((x + w, seat), (x + w + 5, seat + 44), r=1.4)
        case _:
            pass
    return lines


def _waves(pool: Pool) -> Lines:
    step = 13.0
    count = int((pool.right - pool.left) / step)
    heights = (pool.y + 1.6, pool.y - 1.6)
    return _path(*((pool.left + number * step, heights[number % 2]) for number in range(count + 1)), r=0.9)


def _bike(bike: Bike) -> Lines:
    x, y = bike.x, bike.y
    seat, bar = bike.seat, bike.bar
    frame = _path((seat[0], seat[1] - 3), (x, y), (bar[0] - 4, bar[1] - 14), (bar[0], bar[1]), r=1.4)
    saddle = _path((seat[0] - 9, seat[1]), (seat[0] + 8, seat[1]), r=2.0)
    stand = _path((x - 34, 1.5), (x + 34, 1.5), r=1.5) + _path((x, 1.5), (x, y), r=1.4)
    return frame + saddle + stand + [((x, y, 0.0), (x + 0.1, y, 0.0), 8.0)]


def _spot(place: str | Numbers, body: Body) -> Vec:
    if not isinstance(place, str):
        return point(place)
    found = find_place(place, body.joints, body.spine, body.pelvis.front, body.pelvis.right)
    return found or body.joints["hip"]
