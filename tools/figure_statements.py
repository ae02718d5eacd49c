"""Statements a figure makes about itself (`shows`), in a small language that tests read.

A statement is a measure, a verb and what the verb asks for:

    hip.x nears wall.x          knee_n.bend ends 80..100        curve stays -5..5
    hand_n.y rises by 20        gap(ankle_n, knee_f) stays 0..12  foot_n.y stays within 2

Measures: `place.x`, `.y`, `.z` of any place of `places`, in cm · in degrees `knee_n.bend` and `elbow_n.bend`
(0 straight), `hip_n.bend` (+ thigh forward), `hip_n.out` (+ away from the middle), `ankle_n.bend` (+ toes
toward the shin), `shoulder_n.bend` (90 forward, 180 overhead), `shoulder_n.out` · `trunk curve bend nod
turn roll twist tilt hitch belly` as written in the poses · `gap(place, place)` in cm, and `gap(place, chair)`
in the plane of the picture, from the joint to where the thing begins · `chair.x`, `wall.x`, `step.h` ... of a
thing. Verbs: `stays A..B`, `stays within N`, `starts A..B`, `ends A..B`, `reaches A..B`
(at some moment), `rises by N`, `falls by N` (from first pose to last), `nears MEASURE`.
"""

import re
from math import asin, atan2, degrees, hypot, inf
from typing import NamedTuple

from sciaticli.core.figure.body import Body, body_at
from sciaticli.core.figure.geometry import Vec, cross, dot, size, sub, unit
from sciaticli.core.figure.parts import Figure
from sciaticli.core.figure.places import find_place, is_place
from sciaticli.core.figure.props import prop_pieces

SAMPLES = 9  # between two poses
NUMBERS = ("trunk", "curve", "bend", "nod", "turn", "roll", "twist", "tilt", "hitch", "belly")
PROPS = ("chair", "wall", "step", "table", "pillow", "pool", "ball", "bike")
THINGS = (*PROPS, "strap", "stick", "load", "stairs")
PROP_KEYS = ("x", "y", "h", "w", "r")

_NUMBER = r"-?\d+(?:\.\d+)?"
_RANGE = re.compile(rf"({_NUMBER})\.\.({_NUMBER})")
_CLAIM = re.compile(
    rf"(?P<measure>gap\([^)]*\)|\S+) (?P<verb>stays|starts|ends|reaches|rises|falls|nears)"
    rf"(?: (?P<word>by|within))? (?P<asked>{_NUMBER}\.\.{_NUMBER}|{_NUMBER}|\S+)"
)
_ANGLES = re.compile(r"(?:(?:knee|elbow|ankle)_[nf]\.bend|(?:hip|shoulder)_[nf]\.(?:bend|out))")


class Claim(NamedTuple):
    """A statement, taken apart. `asked` is a range, a number or another measure, as the verb needs."""

    measure: str
    verb: str
    asked: str


def parse_claim(text: str) -> Claim | None:
    """Return the statement, or None when it can't be read."""
    found = _CLAIM.fullmatch(text)
    if not found or not _is_measure(found["measure"]):
        return None
    verb, asked = found["verb"], found["asked"]
    fits = {
        "by": verb in ("rises", "falls") and _is_number(asked),
        "within": verb == "stays" and _is_number(asked),
        None: _is_measure(asked) if verb == "nears" else _RANGE.fullmatch(asked) is not None,
    }
    if not fits[found["word"]] or (verb in ("rises", "falls") and found["word"] != "by"):
        return None
    return Claim(found["measure"], "keeps" if found["word"] == "within" else verb, asked)


def holds(text: str, figure: Figure) -> bool:
    """Return whether a statement is true of the whole movement of a figure."""
    claim = parse_claim(text)
    if claim is None:
        return False
    bodies = moments(figure)
    values = [measure(claim.measure, body, figure) for body in bodies]
    if claim.verb == "nears":
        others = [measure(claim.asked, body, figure) for body in bodies]
        return abs(values[0] - others[0]) > abs(values[-1] - others[-1]) + 1
    if spread := _RANGE.fullmatch(claim.asked):
        low, high = float(spread[1]), float(spread[2])
        fits = [low <= value <= high for value in values]
        return {"stays": all(fits), "starts": fits[0], "ends": fits[-1], "reaches": any(fits)}[claim.verb]
    limit = float(claim.asked)
    change = values[-1] - values[0]
    return {
        "rises": change >= limit,
        "falls": change <= -limit,
        "keeps": max(values) - min(values) <= limit,
    }[claim.verb]


def moments(figure: Figure) -> list[Body]:
    """Return the bodies of the movement from first to last pose, nine samples between two poses."""
    gaps = len(figure.pose) - 1
    last = gaps / (gaps + 1) if figure.loop else 1.0
    steps = max(gaps * (SAMPLES + 1), 1)
    return [body_at(figure, last * step / steps) for step in range(steps + 1)]


def measure(text: str, body: Body, figure: Figure) -> float:
    """Return a measure of one moment, in cm or degrees."""
    if text in NUMBERS:
        return float(getattr(body.pose, text))
    if text.startswith("gap("):
        first, second = (name.strip() for name in text[4:-1].split(","))
        place = _place(first, body)
        if second in THINGS:
            return _to_thing(place, second, body, figure)
        return size(sub(place, _place(second, body)))
    if _ANGLES.fullmatch(text):
        return angle(text, body)
    name, _, key = text.rpartition(".")
    if is_place(name):
        return _place(name, body)["xyz".index(key)]
    return next(float(getattr(prop, key)) for prop in figure.prop if _kind(prop) == name)


def angle(text: str, body: Body) -> float:
    """Return the angle of a joint in degrees: `knee_n.bend`, `hip_f.out`."""
    name, _, kind = text.partition(".")
    joint, _, side = name.partition("_")
    joints = body.joints
    if joint in ("hip", "shoulder"):
        axes = body.pelvis if joint == "hip" else body.chest
        way = unit(sub(joints[f"{'knee' if joint == 'hip' else 'hand'}_{side}"], joints[name]))
        if kind == "out":
            return degrees(asin(dot(way, axes.right))) * (1 if side == "n" else -1)
        bend = degrees(atan2(dot(way, axes.front), -dot(way, axes.up)))
        return bend + 360 if joint == "shoulder" and bend < -90 else bend  # noqa: PLR2004 - overhead, not behind
    upper, lower = {
        "knee": (("hip", "knee"), ("knee", "ankle")),
        "elbow": (("shoulder", "elbow"), ("elbow", "hand")),
        "ankle": (("knee", "ankle"), ("ankle", "toe")),
    }[joint]
    first, second = (
        unit(sub(joints[f"{end}_{side}"], joints[f"{start}_{side}"])) for start, end in (upper, lower)
    )
    turn = degrees(atan2(size(cross(first, second)), dot(first, second)))
    return turn - 90 if joint == "ankle" else turn


def _place(name: str, body: Body) -> Vec:
    found = find_place(name, body.joints, body.spine, body.pelvis.front, body.pelvis.right, body.pose.belly)
    if found is None:
        raise ValueError(name)
    return found


def _to_thing(place: Vec, kind: str, body: Body, figure: Figure) -> float:
    """Return how far a place is from the nearest thing of a kind, in the picture; infinite without one."""
    pieces = [piece for prop in figure.prop if _kind(prop) == kind for piece in prop_pieces(prop, body)]
    ways = (
        _to_box(place, piece.corners) if piece.r is None else _to_line(place, *piece.corners) - piece.r
        for piece in pieces
    )
    return min(ways, default=inf)


def _to_box(p: Vec, corners: tuple[Vec, ...]) -> float:
    xs, ys, _ = zip(*corners, strict=True)
    return hypot(max(min(xs) - p[0], 0.0, p[0] - max(xs)), max(min(ys) - p[1], 0.0, p[1] - max(ys)))


def _to_line(p: Vec, a: Vec, b: Vec) -> float:
    x, y = b[0] - a[0], b[1] - a[1]
    length = x * x + y * y
    share = ((p[0] - a[0]) * x + (p[1] - a[1]) * y) / length if length else 0.0
    share = min(max(share, 0.0), 1.0)
    return hypot(p[0] - a[0] - share * x, p[1] - a[1] - share * y)


def _kind(prop: object) -> str:
    return type(prop).__name__.lower()


def _is_measure(text: str) -> bool:
    if text in NUMBERS or _ANGLES.fullmatch(text):
        return True
    if text.startswith("gap(") and text.endswith(")"):
        first, _, second = text[4:-1].partition(",")
        return is_place(first.strip()) and (is_place(second.strip()) or second.strip() in THINGS)
    name, _, key = text.rpartition(".")
    return (key in "xyz" and is_place(name)) or (name in PROPS and key in PROP_KEYS)


def _is_number(text: str) -> bool:
    return re.fullmatch(_NUMBER, text) is not None
