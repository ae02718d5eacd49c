"""From key poses to a solved body: where every joint is at a moment of the movement.

Two neighbouring poses are blended, then hands and feet are placed and `two_bones` finds knees and elbows,
so no limb ever changes its length and a planted foot stays where it is. The lengths are those of a person
of about 1.7 m and are our choice.
"""

import re
from typing import NamedTuple

from msgspec import Struct

from sciaticli.core.figure.geometry import (
    NEAR,
    RIGHT,
    UP,
    Vec,
    add,
    aside,
    clear_pole,
    cross,
    dot,
    heading,
    lean,
    mix,
    scale,
    short_way,
    size,
    sub,
    two_bones,
    unit,
)
from sciaticli.core.figure.parts import Arm, Figure, Leg, Numbers, Pose
from sciaticli.core.figure.places import find_place

SPINE, NECK = 50.0, 15.0
LEG_BONES, ARM_BONES = (43.0, 41.0), (28.0, 30.0)
FOOT = 17.0
ARRIVED = 0.93  # of the time of a movement: the rest of it stands at the end
HIP_HALF, SHOULDER_HALF = 9.0, 16.0
HEAD_RADIUS = 9.5
CLEARANCE = {"leg": 3.2, "arm": 3.2}  # how far the middles of knees and elbows keep from the floor
FLAT_FOOT = 6.0  # a foot planted lower than this stands flat when nothing else is said
# how far a foot points up, or down, where it begins to come off the floor and where it is free
STEEP, LYING = (0.5, 0.85), (0.8, 0.95)
NATURAL_SHARE = 0.3  # of a side: where knees bend to, so that a limb that lies on its side knows one
SPINE_PIECES = 6
HOLLOW = (1.0, 0.5, -0.5, -1.0, 0.0, 0.0)  # how far each piece leans when the pelvis tilts

_SIDE = re.compile(r"_[nf]\b")
_JOINTS = {"leg": ("hip", "knee", "ankle"), "arm": ("shoulder", "elbow", "hand")}


class Axes(NamedTuple):
    """Three directions square to each other, of the hips or of the chest."""

    up: Vec
    front: Vec
    right: Vec


class Body(Struct, frozen=True):
    """A solved body. `joints` by name (`knee_n`), `spine` from hip to neck, `missed` how far out of reach.

    `face` is where the nose points.
    """

    pose: Pose
    pelvis: Axes
    chest: Axes
    joints: dict[str, Vec]
    spine: tuple[Vec, ...]
    face: Vec
    missed: dict[str, float]


class Aim(NamedTuple):
    """What a pose asks of one limb: where its end is and which way its middle joint and its foot point."""

    end: Vec
    free: bool
    pole: Vec | None
    toe: Vec | None
    ankle: float | None
    flat: bool


def body_at(figure: Figure, t: float) -> Body:
    """Return the body at `t`, 0 the first pose, 1 the last; a loop is back at its first pose at 1."""
    poses = (*figure.pose, figure.pose[0]) if figure.loop else figure.pose
    place = min(max(t, 0.0), 1.0) * (len(poses) - 1)
    number = min(int(place), max(len(poses) - 2, 0))
    before, after = poses[number], poses[min(number + 1, len(poses) - 1)]
    return _blend(before, after, place - number)


def other_side(body: Body, first: Body) -> Body:
    """Return `body` with left and right changed over, mirrored at the middle plane of the `first` body."""
    middle, right = first.joints["hip"], first.pelvis.right

    def turned(way: Vec) -> Vec:
        return add(way, right, -2 * dot(way, right))

    def across(place: Vec) -> Vec:
        return add(middle, turned(sub(place, middle)))

    def flipped(axes: Axes) -> Axes:
        return Axes(turned(axes.up), turned(axes.front), scale(turned(axes.right), -1.0))

    return Body(
        body.pose,
        flipped(body.pelvis),
        flipped(body.chest),
        {swapped(name): across(place) for name, place in body.joints.items()},
        tuple(across(place) for place in body.spine),
        turned(body.face),
        {swapped(name): miss for name, miss in body.missed.items()},
    )


def swapped(name: str) -> str:
    """Return the name of the same place on the other side: `knee_n` for `knee_f`."""
    return _SIDE.sub(lambda found: "_f" if found[0] == "_n" else "_n", name)


def ease(figure: Figure, t: float) -> float:
    """Return `t` with a soft start and end, and a moment's rest at the end.

    A looping movement of many poses goes on evenly.
    """
    if figure.loop and len(figure.pose) > 2:  # noqa: PLR2004 - two poses swing to and fro
        return t
    if figure.loop:
        return _soft(2 * t) / 2 if t < 0.5 else 0.5 + _soft(2 * t - 1) / 2  # noqa: PLR2004 - half of the way
    return _soft(t / ARRIVED)


def _soft(t: float) -> float:
    t = min(max(t, 0.0), 1.0)
    return t * t * (3 - 2 * t)


def point(numbers: Numbers, depth: float = 0.0) -> Vec:
    """Return a written point; one without z stands at `depth`."""
    return (numbers[0], numbers[1], numbers[2] if len(numbers) > 2 else depth)  # noqa: PLR2004 - x, y, z


def _blend(a: Pose, b: Pose, u: float) -> Body:
    pose = _numbers_between(a, b, u)
    pelvis = _axes(pose.trunk, pose.roll)
    chest = _axes(pose.trunk, pose.roll + pose.twist)
    spine, crown = _spine(point(pose.hip), pelvis, pose)
    chest = _tipped(chest, crown)
    if pose.hitch:
        pelvis = pelvis._replace(right=lean(pelvis.right, pelvis.up, -pose.hitch))
    joints, face = _trunk_joints(pose, pelvis, chest, spine)
    missed = _place_limbs(joints, (a, b, u), pelvis, chest, spine)
    if pose.tilt:
        pelvis = _tipped(pelvis, unit(lean(pelvis.up, pelvis.front, -pose.tilt)))
    return Body(pose, pelvis, chest, joints, spine, face, missed)


def _numbers_between(a: Pose, b: Pose, u: float) -> Pose:
    def between(x: float, y: float) -> float:
        return x + u * (y - x)

    return Pose(
        hip=mix(point(a.hip), point(b.hip), u),
        trunk=short_way(a.trunk, b.trunk, u),
        curve=between(a.curve, b.curve),
        bend=between(a.bend, b.bend),
        nod=between(a.nod, b.nod),
        turn=between(a.turn, b.turn),
        poke=between(a.poke, b.poke),
        roll=short_way(a.roll, b.roll, u),
        twist=between(a.twist, b.twist),
        tilt=between(a.tilt, b.tilt),
        hitch=between(a.hitch, b.hitch),
        belly=between(a.belly, b.belly),
        leg_n=a.leg_n,
        arm_n=a.arm_n,
    )


def _axes(trunk: float, roll: float) -> Axes:
    up = heading(trunk)
    front = lean(heading(trunk - 90), NEAR, roll)
    return Axes(up, front, cross(front, up))


def _spine(hip: Vec, axes: Axes, pose: Pose) -> tuple[tuple[Vec, ...], Vec]:
    """Return the points of the spine from hip to neck, and its direction at the neck.

    `curve` and `bend` run over the whole length; `tilt` only moves the low back to and fro.
    """
    points = [hip]
    for piece, hollow in zip(range(SPINE_PIECES), HOLLOW, strict=True):
        share = (piece + 0.5) / SPINE_PIECES - 0.5
        forward = pose.curve * share - pose.tilt * hollow
        way = unit(lean(lean(axes.up, axes.front, forward), axes.right, pose.bend * share))
        points.append(add(points[-1], way, SPINE / SPINE_PIECES))
    crown = lean(lean(axes.up, axes.front, pose.curve / 2), axes.right, pose.bend / 2)
    return tuple(points), unit(crown)


def _tipped(axes: Axes, up: Vec) -> Axes:
    """Return `axes` tipped so that they stand on the new direction `up`."""
    front = aside(axes.front, up, NEAR)
    return Axes(up, front, cross(front, up))


def _trunk_joints(
    pose: Pose, pelvis: Axes, chest: Axes, spine: tuple[Vec, ...]
) -> tuple[dict[str, Vec], Vec]:
    neck = spine[-1]
    crown = lean(chest.up, chest.front, pose.nod)
    lowest = (HEAD_RADIUS - neck[1]) / NECK
    if crown[1] < lowest < 1:  # the head rests on the floor, not in it
        level = scale(unit((crown[0], 0.0, crown[2])), (1 - lowest * lowest) ** 0.5)
        crown = add(level, UP, lowest)
    head = add(neck, unit(add(crown, chest.front, pose.poke / NECK)), NECK)
    face = lean(aside(chest.front, crown, chest.front), chest.right, pose.turn)
    shoulders = add(neck, chest.up, -2.0)
    joints = {
        "hip": spine[0],
        "neck": neck,
        "head": head,
        "hip_n": add(spine[0], pelvis.right, HIP_HALF),
        "hip_f": add(spine[0], pelvis.right, -HIP_HALF),
        "shoulder_n": add(shoulders, chest.right, SHOULDER_HALF),
        "shoulder_f": add(shoulders, chest.right, -SHOULDER_HALF),
    }
    return joints, face


def _place_limbs(
    joints: dict[str, Vec],
    poses: tuple[Pose, Pose, float],
    pelvis: Axes,
    chest: Axes,
    spine: tuple[Vec, ...],
) -> dict[str, float]:
    """Add the joints of the limbs, those that hold others last; return how far each is out of reach."""
    a, b, u = poses
    waiting = ["leg_n", "leg_f", "arm_n", "arm_f"]
    missed: dict[str, float] = {}
    for _ in range(len(waiting)):
        for limb in tuple(waiting):
            axes = pelvis if limb.startswith("leg") else chest
            belly = a.belly + u * (b.belly - a.belly)
            first = _aim(a, limb, joints, axes, spine, belly)
            last = first if b is a else _aim(b, limb, joints, axes, spine, belly)
            if first and last:
                missed[limb] = _solve(joints, limb, (first, last, u), axes)
                waiting.remove(limb)
    return missed


def _aim(  # noqa: PLR0913, PLR0917 - a limb, and the body it belongs to
    pose: Pose, limb: str, joints: dict[str, Vec], axes: Axes, spine: tuple[Vec, ...], belly: float
) -> Aim | None:
    """Return what `pose` asks of the limb; None while the place it holds is not known yet."""
    kind, side = limb.split("_")
    own: Leg | Arm | None = getattr(pose, limb)
    spec = own or (pose.leg_n if kind == "leg" else pose.arm_n)
    target = spec.foot if isinstance(spec, Leg) else spec.hand
    written = side if own else "n"  # a limb that is left out mirrors the near one
    root = joints[f"{_JOINTS[kind][0]}_{written}"]
    bones = LEG_BONES if kind == "leg" else ARM_BONES
    free = target is None
    if isinstance(target, str):
        found = find_place(target, joints, spine, axes.front, axes.right, belly)
        if found is None:
            return None
        end = found
    elif target is None:
        way = RIGHT if spec.dir is None else _way(spec.dir)
        end = add(root, way, spec.reach * sum(bones))
    else:
        end = point(target, root[2])
    bent = spec.knee if isinstance(spec, Leg) else spec.elbow
    aim = Aim(
        end,
        free,
        None if bent is None else _way(bent),
        _way(spec.toe) if isinstance(spec, Leg) and spec.toe is not None else None,
        spec.ankle if isinstance(spec, Leg) else None,
        not isinstance(target, str) and not free and end[1] <= FLAT_FOOT,
    )
    if own or side == "n":
        return aim
    return _mirrored(aim, joints["hip"], axes.right, held=isinstance(target, str))


def _way(written: float | Numbers) -> Vec:
    return unit(point(written)) if isinstance(written, tuple) else heading(written)


def _mirrored(aim: Aim, middle: Vec, right: Vec, *, held: bool) -> Aim:
    """Return the aim of the other side's limb; a place that is held is held by both."""

    def flip(way: Vec) -> Vec:
        return add(way, right, -2 * dot(way, right))

    return aim._replace(
        end=aim.end if held else add(middle, flip(sub(aim.end, middle))),
        pole=aim.pole and flip(aim.pole),
        toe=aim.toe and flip(aim.toe),
    )


def _solve(joints: dict[str, Vec], limb: str, aims: tuple[Aim, Aim, float], axes: Axes) -> float:
    kind, side = limb.split("_")
    root_name, middle_name, end_name = _JOINTS[kind]
    bones = LEG_BONES if kind == "leg" else ARM_BONES
    first, last, u = aims
    root = joints[f"{root_name}_{side}"]
    target = _target(root, first, last, u, sum(bones))
    axis = unit(sub(target, root))
    natural = cross(axes.right, axis) if kind == "leg" else cross(axis, axes.right)
    pole = mix(first.pole or natural, last.pole or natural, u)
    outward = add(scale(axes.right, 1.0 if side == "n" else -1.0), natural, NATURAL_SHARE)
    pole = clear_pole(root, target, bones, pole, CLEARANCE[kind], outward)
    middle, end = two_bones(root, target, bones, pole)
    joints[f"{middle_name}_{side}"] = middle
    joints[f"{end_name}_{side}"] = end
    if kind == "leg":
        forward = aside(pole, axis, natural)
        way = mix(_toe_way(first, middle, end, forward), _toe_way(last, middle, end, forward), u)
        joints[f"toe_{side}"] = add(end, unit(way), FOOT)
    return size(sub(end, target))


def _target(root: Vec, a: Aim, b: Aim, u: float, longest: float) -> Vec:
    """Return where the limb reaches: points move straight, a free limb swings about its root."""
    if not (a.free or b.free):
        return mix(a.end, b.end, u)
    from_a, from_b = sub(a.end, root), sub(b.end, root)
    way = unit(mix(unit(from_a), unit(from_b), u), unit(from_a))
    return add(root, way, min(size(from_a) + u * (size(from_b) - size(from_a)), longest))


def _toe_way(aim: Aim, knee: Vec, ankle: Vec, forward: Vec) -> Vec:
    """Return where the foot points; a flat foot comes off the floor little by little."""
    if aim.toe:
        return aim.toe
    shin = unit(sub(ankle, knee))
    square = aside(forward, shin, forward)
    bent = lean(square, scale(shin, -1.0), aim.ankle or 0.0)
    if aim.ankle is not None or not aim.flat:
        return bent
    flat = unit((square[0], 0.0, square[2]), square)
    flat = mix(flat, shin, _share(-square[1], *LYING))
    return unit(mix(flat, bent, _share(square[1], *STEEP)), bent)


def _share(value: float, low: float, high: float) -> float:
    """Return how far `value` is from `low` to `high`, 0 to 1, with a soft start and end."""
    return _soft((value - low) / (high - low))
