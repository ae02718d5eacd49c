"""Points and directions: the little geometry a drawn body needs.

Centimetres and degrees. x runs right, y up from the floor, z toward the viewer.
"""

from math import acos, atan2, cos, degrees, pi, radians, sin, sqrt

Vec = tuple[float, float, float]

TINY = 1e-6
OVER_THE_TOP = (pi + 0.1, pi + 0.3)  # between these a joint changes the side it keeps off the floor on
RIGHT: Vec = (1.0, 0.0, 0.0)
UP: Vec = (0.0, 1.0, 0.0)
NEAR: Vec = (0.0, 0.0, 1.0)


def add(a: Vec, b: Vec, k: float = 1.0) -> Vec:
    """Return a + k·b."""
    return (a[0] + k * b[0], a[1] + k * b[1], a[2] + k * b[2])


def sub(a: Vec, b: Vec) -> Vec:
    """Return the way from b to a."""
    return (a[0] - b[0], a[1] - b[1], a[2] - b[2])


def scale(a: Vec, k: float) -> Vec:
    """Return k·a."""
    return (k * a[0], k * a[1], k * a[2])


def dot(a: Vec, b: Vec) -> float:
    """Return how far a goes along b, times the length of b."""
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]


def cross(a: Vec, b: Vec) -> Vec:
    """Return the direction square to both."""
    return (a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0])


def size(a: Vec) -> float:
    """Return the length."""
    return sqrt(a[0] * a[0] + a[1] * a[1] + a[2] * a[2])


def unit(a: Vec, otherwise: Vec = RIGHT) -> Vec:
    """Return the direction of a; `otherwise` when a has none."""
    length = size(a)
    return scale(a, 1 / length) if length > TINY else otherwise


def mix(a: Vec, b: Vec, u: float) -> Vec:
    """Return the point a share u (0 to 1) of the way from a to b."""
    return (a[0] + u * (b[0] - a[0]), a[1] + u * (b[1] - a[1]), a[2] + u * (b[2] - a[2]))


def aside(a: Vec, axis: Vec, otherwise: Vec) -> Vec:
    """Return the direction of the part of a that is square to the unit vector `axis`."""
    return unit(add(a, axis, -dot(a, axis)), otherwise)


def heading(angle: float) -> Vec:
    """Return the direction in the plane of the picture, in degrees: 0 right, 90 up."""
    return (cos(radians(angle)), sin(radians(angle)), 0.0)


def lean(along: Vec, toward: Vec, angle: float) -> Vec:
    """Return `along` tipped by `angle` degrees toward the unit vector `toward`, which is square to it."""
    return add(scale(along, cos(radians(angle))), toward, sin(radians(angle)))


def short_way(a: float, b: float, u: float) -> float:
    """Return the angle a share u of the way from a to b, round the shorter side."""
    return a + u * ((b - a + 180.0) % 360.0 - 180.0)


def two_bones(root: Vec, target: Vec, lengths: tuple[float, float], pole: Vec) -> tuple[Vec, Vec]:
    """Return the middle and the end of two bones that reach from `root` toward `target`.

    The middle joint points toward `pole`. A target out of reach is approached as far as the bones go;
    no bone ever changes its length.
    """
    upper, lower = lengths
    away = sub(target, root)
    axis = unit(away)
    reach = min(max(size(away), abs(upper - lower) + TINY), upper + lower - TINY)
    along = (upper * upper - lower * lower + reach * reach) / (2 * reach)
    height = sqrt(max(upper * upper - along * along, 0.0))
    out = aside(pole, axis, aside(UP, axis, NEAR))
    return add(add(root, axis, along), out, height), add(root, axis, reach)


def clear_pole(  # noqa: PLR0913, PLR0917 - a limb, its floor and its side
    root: Vec, target: Vec, lengths: tuple[float, float], pole: Vec, floor: float, outward: Vec
) -> Vec:
    """Return `pole`, swivelled about the limb as little as it takes to keep the middle joint above `floor`.

    When no swivel is enough, the highest one is taken. A pole that points straight down goes `outward`; one
    that turns on from there to the other side takes the joint over the top, so that it never jumps.
    """
    middle, end = two_bones(root, target, lengths, pole)
    if middle[1] >= floor:
        return pole
    axis = unit(sub(end, root))
    foot_point = add(root, axis, dot(sub(middle, root), axis))
    out = sub(middle, foot_point)
    top = aside(UP, axis, UP)
    lift = size(out) * top[1]
    if lift < TINY or abs(axis[1]) > 1 - TINY:
        return pole
    round_it = cross(axis, top)
    round_it = scale(round_it, 1.0 if dot(round_it, outward) >= 0 else -1.0)
    turn = atan2(dot(out, round_it), dot(out, top)) % (2 * pi)
    spread = acos(min(max((floor - foot_point[1]) / lift, -1.0), 1.0))
    first, last = (min(place, 2 * pi - spread) for place in OVER_THE_TOP)
    gone = min(max((turn - first) / max(last - first, TINY), 0.0), 1.0)
    turn = spread * (1 - 2 * gone)
    return lean(top, round_it, degrees(turn))
