"""The shapes of a solved body, part by part: trunk, head, arms and legs, and the muscles that work.

What works is laid over the part it belongs to and grows with the effort: nothing at 0, the whole part at 1.
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from sciaticli.core.figure.body import Body
from sciaticli.core.figure.camera import Camera
from sciaticli.core.figure.geometry import UP, Vec, add, aside, mix, scale, sub, unit
from sciaticli.core.figure.parts import Part
from sciaticli.core.figure.shapes import Limb, Shade, Shape

FACING = 0.6
AHEAD = 0.95  # a nose that points straight at us or away is not seen
EYES = 0.62  # how squarely a face has to look at us to show both eyes
SEEN_FROM = 0.08  # efforts below this are not drawn
STEEP = 0.55
FLAT_HAND = 6.0  # a hand lower than this that is pressed on the floor lies flat

_LEG = (("thigh", "hip", 7.5, "knee", 5.2), ("shin", "knee", 5.2, "ankle", 3.4))
_ARM = (("upper_arm", "shoulder", 4.4, "elbow", 3.3), ("forearm", "elbow", 3.3, "hand", 2.3))
# along the spine from hip to neck: half the depth of the trunk, and how far its sides stand out beyond that
_DEPTH = (8.5, 8.2, 7.6, 7.6, 8.4, 8.0, 5.0)
_WIDTH = (4.5, 4.0, 3.5, 4.5, 6.5, 7.5, 3.0)
_BELLY = (0.3, 0.8, 1.0, 0.6, 0.1, 0.0, 0.0)


class Muscle(NamedTuple):
    """A muscle that is drawn as a patch: the part it lies on, how far in front of the bones, how thick."""

    part: Part
    front: float
    thick: float


MUSCLES = {
    Part.BUTTOCKS: Muscle(Part.LEG_N, -3.0, 6.5),
    Part.BELLY: Muscle(Part.TRUNK, 3.6, 4.6),
    Part.LOW_BACK: Muscle(Part.TRUNK, -4.0, 3.8),
    Part.SHOULDERS: Muscle(Part.TRUNK, -1.5, 5.0),
    Part.HIP_N: Muscle(Part.LEG_N, -1.0, 6.0),
    Part.HIP_F: Muscle(Part.LEG_N, -1.0, 6.0),
}

Shapes = Iterator[tuple[Shade, Shape]]


def person(
    order: tuple[Part, ...], body: Body, camera: Camera, effort: Mapping[Part, float]
) -> Iterator[Limb]:
    """Yield the parts of the body in the order given, back to front."""
    for part in order:
        if part is Part.HEAD:
            yield from _head(body, camera, effort.get(part, 0.0))
        elif part is Part.TRUNK:
            yield Limb(part, tuple(_trunk(body, camera, effort.get(part, 0.0))))
        else:
            yield Limb(part, tuple(_limb(part, body, camera, effort)))
        for name, muscle in MUSCLES.items():
            share = effort.get(name, 0.0)
            if muscle.part is part and share > SEEN_FROM:
                start, end = _ends(name, body)
                thick = muscle.thick * share
                yield Limb(name, ((Shade.HOT, camera.capsule(start, thick, end, thick)),))


def _ends(name: Part, body: Body) -> tuple[Vec, Vec]:
    """Return from where to where a muscle is drawn."""
    joints, spine, front = body.joints, body.spine, MUSCLES[name].front
    if name is Part.SHOULDERS:
        ends = (joints["shoulder_n"], joints["shoulder_f"])
    elif name is Part.BUTTOCKS:
        ends = (joints["hip_n"], joints["hip_f"])
    elif name in {Part.HIP_N, Part.HIP_F}:
        ends = (joints[name], joints[name])
    else:
        ends = (mix(spine[0], spine[1], 0.6), spine[2])
    swell = body.pose.belly if name is Part.BELLY else 0.0
    start, end = (add(end, body.pelvis.front, front + 0.7 * swell) for end in ends)
    return start, end


def _limb(part: Part, body: Body, camera: Camera, effort: Mapping[Part, float]) -> Shapes:
    kind, side = part.split("_")
    tone, hot = (Shade.NEAR, Shade.HOT) if side == "n" else (Shade.FAR, Shade.HOT_FAR)
    works = []
    for bone, start, r1, end, r2 in _LEG if kind == "leg" else _ARM:
        a, b = body.joints[f"{start}_{side}"], body.joints[f"{end}_{side}"]
        yield tone, camera.capsule(a, r1, b, r2)
        share = max(effort.get(part, 0.0), effort.get(Part(f"{bone}_{side}"), 0.0))
        if share > SEEN_FROM:
            works.append(camera.capsule(a, r1 * share, b, r2 * share))
    ends = tuple(_foot(side, body) if kind == "leg" else _hand(side, body))
    share = max(effort.get(part, 0.0), effort.get(Part(f"{'foot' if kind == 'leg' else 'hand'}_{side}"), 0.0))
    for a, r1, b, r2 in ends:
        yield tone, camera.capsule(a, r1, b, r2)
        if share > SEEN_FROM:
            works.append(camera.capsule(a, r1 * share, b, r2 * share))
    yield from ((hot, shape) for shape in works)


def _foot(side: str, body: Body) -> Iterator[tuple[Vec, float, Vec, float]]:
    """Yield a foot with a heel: its sole is 4 cm under the ankle."""
    joints = body.joints
    ankle, toe = joints[f"ankle_{side}"], joints[f"toe_{side}"]
    forward = unit(sub(toe, ankle))
    shin = unit(sub(ankle, joints[f"knee_{side}"]))
    sole = aside(shin, forward, scale(UP, -1.0))
    heel = add(add(ankle, sole, 1.7), forward, -2.6)
    ball = add(add(toe, sole, 2.3), forward, -1.7)
    yield ankle, 3.1, heel, 2.3
    yield heel, 2.3, ball, 1.7
    yield ankle, 2.9, ball, 1.7


def _hand(side: str, body: Body) -> Iterator[tuple[Vec, float, Vec, float]]:
    """Yield a hand as a mitt; pressed on the floor it lies flat, the fingers toward the head's side."""
    elbow, hand = body.joints[f"elbow_{side}"], body.joints[f"hand_{side}"]
    way = unit(sub(hand, elbow))
    if hand[1] <= FLAT_HAND and way[1] < -STEEP:
        flat = unit((body.chest.up[0], 0.0, body.chest.up[2]))
        yield add(hand, flat, -1.0), 2.2, add(hand, flat, 6.0), 1.7
        return
    yield add(hand, way, -3.0), 2.5, add(hand, way, 2.0), 2.9


def _trunk(body: Body, camera: Camera, effort: float) -> Shapes:
    joints = body.joints

    def hull(share: float) -> Iterator[Shape]:
        for edge in (_edge(body, -share), _edge(body, share)):
            for number in range(len(edge) - 1):
                r1, r2 = _DEPTH[number] * share, _DEPTH[number + 1] * share
                yield camera.capsule(edge[number], r1, edge[number + 1], r2)
        yield camera.capsule(joints["shoulder_n"], 4.6 * share, joints["shoulder_f"], 4.6 * share)
        yield camera.capsule(joints["hip_n"], 7.5 * share, joints["hip_f"], 7.5 * share)

    yield from ((Shade.BODY, shape) for shape in hull(1.0))
    if effort > SEEN_FROM:
        yield from ((Shade.HOT, shape) for shape in hull(effort))


def _edge(body: Body, way: float) -> list[Vec]:
    edge = []
    for number, middle in enumerate(body.spine):
        axes = body.pelvis if number < (len(body.spine) - 1) / 2 else body.chest
        out = add(middle, axes.right, way * _WIDTH[number])
        edge.append(add(out, axes.front, body.pose.belly * _BELLY[number]))
    return edge


def _head(body: Body, camera: Camera, effort: float) -> Iterator[Limb]:
    """Yield neck, skull, hair and face: the hair lies behind when the face looks at us, else in front."""
    neck, head, face = body.joints["neck"], body.joints["head"], body.face
    up = unit(sub(head, neck))
    toward = camera.depth(face)
    skull = [
        (Shade.BODY, camera.capsule(neck, 3.8, head, 4.2)),
        (Shade.BODY, camera.capsule(add(add(head, up, -4.2), face, 2.6), 4.6, head, 7.4)),
        (Shade.BODY, camera.capsule(add(head, up, -0.5), 7.6, add(head, up, 2.5), 7.8)),
    ]
    if toward < EYES and abs(face[2]) < AHEAD:
        tip = add(add(head, up, -0.8), face, 9.4)
        skull.append((Shade.BODY, camera.capsule(add(head, face, 6.0), 2.2, tip, 1.3)))
    top, nape = add(add(head, up, 4.6), face, -2.2), add(add(head, up, -2.0), face, -6.0)
    hair = [(Shade.HAIR, camera.capsule(top, 5.2, nape, 3.6))]
    works = (
        [(Shade.HOT, camera.capsule(head, 6.5 * effort, head, 6.5 * effort))] if effort > SEEN_FROM else []
    )
    if toward < -FACING:
        crown = camera.capsule(add(head, up, 3.4), 8.3, add(head, up, -2.5), 7.4)
        yield Limb(Part.HEAD, (*skull, (Shade.HAIR, crown), *works))
        return
    if toward < FACING:
        yield Limb(Part.HEAD, (*skull, *works, *hair))
        return
    back = camera.capsule(add(head, up, 3.4), 8.4, add(head, up, 1.0), 8.2)
    yield Limb(Part.HEAD, ((Shade.HAIR, back), *skull, *works))
    if toward >= EYES:
        side = aside(body.chest.right, face, body.chest.right)
        for way in (-3.1, 3.1):
            eye = add(add(add(head, up, 0.6), face, 7.0), side, way)
            yield Limb("eye", ((Shade.GAP, camera.capsule(eye, 0.9, eye, 0.9)),))
