"""Could a person do what a figure shows? Tests ask it; it knows bodies and floors, but no physiotherapy."""

from collections.abc import Iterator

from figure_statements import angle, moments
from sciaticli.core.catalogue.exercise import Position
from sciaticli.core.figure.body import Body
from sciaticli.core.figure.geometry import Vec, add, cross, dot, scale, size, sub
from sciaticli.core.figure.parts import (
    Ball,
    Bike,
    Chair,
    Figure,
    Pillow,
    Pool,
    Prop,
    Stairs,
    Step,
    Stick,
    Table,
    Wall,
)

REACH, PLANTED, STIR = 1.5, 2.0, 1.5
MOST_BEND = 150.0
MOST_ANKLE = 46.0  # toes to the shin, with the weight on it
HIP_RANGE = (-50.0, 160.0)  # measured to the whole trunk, so a bent back counts in
TOUCH = 3.0  # how near a contact has to be
FOOT_ROOM = 7.0  # a foot or hand is wider than its joint
LYING, PROPPED = 0.7, 0.3  # how far a direction of the body points up, 1 at most
SEATED = 40.0
LOW_KNEE, LOW_FOOT, HIGH_HIP = 12.0, 20.0, 55.0

# how far the middle of a joint is from the skin, and the share of the weight that sits there
_SKIN = {
    "hip": 8.5,
    "neck": 8.5,
    "head": 9.5,
    "knee": 5,
    "ankle": 4,
    "toe": 3,
    "shoulder": 8,
    "elbow": 4,
    "hand": 3,
}
_WEIGHT = {"hip": 0.25, "neck": 0.27, "head": 0.08, "knee": 0.1, "ankle": 0.05, "elbow": 0.03, "hand": 0.02}


def faults(figure: Figure, position: Position) -> list[str]:
    """Return what no person could do in a figure of an exercise that starts in `position`; none is good."""
    bodies = moments(figure)
    found: dict[str, None] = {}
    for body in bodies:
        found.update(dict.fromkeys(_moment_faults(figure, body)))
    found.update(dict.fromkeys(_movement_faults(figure, bodies)))
    if not any(_is_in(position, body, figure) for body in bodies):
        found[f"never {position}"] = None
    return list(found)


def _moment_faults(figure: Figure, body: Body) -> Iterator[str]:
    yield from (f"{limb} is out of reach" for limb, miss in body.missed.items() if miss > REACH)
    yield from (f"{name} is in the floor" for name, p in body.joints.items() if p[1] < _lowest(name))
    for side in "nf":
        yield from (
            f"{joint}_{side} bends too far"
            for joint in ("knee", "elbow")
            if angle(f"{joint}_{side}.bend", body) > MOST_BEND
        )
        if angle(f"ankle_{side}.bend", body) > MOST_ANKLE:
            yield f"ankle_{side} bends too far"
        if not HIP_RANGE[0] <= angle(f"hip_{side}.bend", body) <= HIP_RANGE[1]:
            yield f"hip_{side} bends too far"
        if _knee_is_backward(body, side):
            yield f"knee_{side} bends the wrong way"
    if figure.loop or any(isinstance(prop, Pool | Bike) for prop in figure.prop):
        return  # water and a bike carry; a walker falls from step to step
    touching = contacts(figure, body)
    if not touching:
        yield "nothing carries the body"
    elif not min(touching) - FOOT_ROOM <= _centre(body)[0] <= max(touching) + FOOT_ROOM:
        yield "the body would fall over"


def _lowest(name: str) -> float:
    return {"head": 7.0, "hip": 6.5, "neck": 6.0}.get(
        name, 0.5 if not name.startswith(("hip", "shoulder")) else -6.0
    )


def _knee_is_backward(body: Body, side: str) -> bool:
    joints = body.joints
    thigh = sub(joints[f"knee_{side}"], joints[f"hip_{side}"])
    shin = sub(joints[f"ankle_{side}"], joints[f"knee_{side}"])
    hinge = cross(thigh, shin)
    straddled = abs(dot(thigh, body.pelvis.right)) > 0.4 * size(thigh)
    return not straddled and dot(hinge, body.pelvis.right) > 0.3 * size(thigh) * size(shin)


def _movement_faults(figure: Figure, bodies: list[Body]) -> Iterator[str]:
    for joint in figure.planted:
        places = [body.joints[joint] for body in bodies]
        if max(size(sub(place, places[0])) for place in places) > PLANTED:
            yield f"{joint} is planted and moves"
    stir = max(_stir(bodies[0], body) for body in bodies)
    if figure.still and stir > STIR:
        yield "is called still and moves"
    if not figure.still and stir < STIR:
        yield "nothing moves"


def _stir(a: Body, b: Body) -> float:
    """Return how far, in cm, anything that is drawn has moved from one moment to the other."""
    joints = max(size(sub(b.joints[name], p)) for name, p in a.joints.items())
    spine = max(size(sub(p, q)) for p, q in zip(a.spine, b.spine, strict=True))
    nose = size(sub(a.face, b.face)) * 10
    return max(joints, spine, nose, abs(a.pose.belly - b.pose.belly))


def contacts(figure: Figure, body: Body) -> list[float]:
    """Return where along x the body touches the floor or something that carries it."""
    found = [p[0] for name, p in body.joints.items() if p[1] - _skin(name) <= TOUCH]
    for prop in figure.prop:
        found += [x for name, p in body.joints.items() for x in _touch(prop, p, _skin(name))]
        if isinstance(prop, Stick):
            found += _foot_of(prop, body)
    return found


def _touch(prop: Prop, p: Vec, skin: float) -> list[float]:
    """Return where a joint rests on or leans against a prop."""
    x, y, _ = p
    match prop:
        case Chair(x=left, h=h, w=w, back=back):
            on = left - 6 <= x <= left + w + 6 and abs(y - h - skin) <= TOUCH + 3
            post = left - 3 if back == "left" else left + w + 3
            holds = back != "none" and abs(x - post) <= skin + 8 and h < y < h + 52
            return [left, left + w] if on or holds else []
        case Step(x=left, h=h, w=w) | Table(x=left, h=h, w=w):
            return (
                [left, left + w] if left - 6 <= x <= left + w + 6 and abs(y - h - skin) <= TOUCH + 3 else []
            )
        case Wall(x=face, h=h):
            return [face, x] if abs(x - face) <= skin + 5 and y < h else []
        case Pillow(x=middle, y=height, w=w, h=h):
            return [x] if abs(x - middle) <= w / 2 + 4 and abs(y - height) <= skin + h / 2 + TOUCH else []
        case Ball(x=middle, y=height, r=r):
            return [middle] if size((x - middle, y - height, 0.0)) <= r + skin + TOUCH else []
        case _:
            return []


def _foot_of(stick: Stick, body: Body) -> list[float]:
    ends = [
        end if isinstance(end, tuple) else body.joints.get(end, (0.0, 99.0))
        for end in (stick.start, stick.end)
    ]
    return [end[0] for end in ends if end[1] <= TOUCH]


def _centre(body: Body) -> Vec:
    total: Vec = (0.0, 0.0, 0.0)
    for name, p in body.joints.items():
        joint, _, side = name.partition("_")
        share = _WEIGHT.get(joint, 0.0) if side or joint in ("neck", "head") else 0.0
        total = add(total, p, share / 2 if joint == "hip" else share)
    return scale(total, 1 / _TOTAL)


_TOTAL = sum(
    _WEIGHT[j] * k
    for j, k in (("hip", 1), ("neck", 1), ("head", 1), ("knee", 2), ("ankle", 2), ("elbow", 2), ("hand", 2))
)


def _skin(name: str) -> float:
    return float(_SKIN[name.partition("_")[0]])


def _is_in(position: Position, body: Body, figure: Figure) -> bool:  # noqa: PLR0911 - one for each position
    """Return whether the body is in the position the catalogue names."""
    joints, front, right, up = body.joints, body.pelvis.front, body.pelvis.right, body.pelvis.up
    low_knees = [joints[f"knee_{side}"][1] < LOW_KNEE for side in "nf"]
    match position:
        case Position.SUPINE:
            return front[1] > LYING
        case Position.PRONE:
            return front[1] < -LYING
        case Position.SIDE_LYING:
            return abs(right[1]) > LYING
        case Position.QUADRUPED:
            return front[1] < -LYING and all(low_knees) and joints["hand_n"][1] < LOW_KNEE
        case Position.KNEELING:
            return all(low_knees)
        case Position.HALF_KNEELING:
            return any(low_knees) and not all(low_knees) and up[1] > LYING
        case Position.SITTING:
            bent = any(angle(f"hip_{side}.bend", body) > SEATED for side in "nf")
            return any(isinstance(prop, Bike) for prop in figure.prop) or (bent and up[1] > PROPPED)
        case Position.STANDING | Position.WALKING:
            lowest = min(joints["ankle_n"][1], joints["ankle_f"][1])
            climbs = any(isinstance(prop, Stairs) for prop in figure.prop)
            return joints["hip"][1] > HIGH_HIP and (lowest < LOW_FOOT or climbs)
        case Position.WATER:
            return any(isinstance(prop, Pool) for prop in figure.prop)
