"""Places on a body that a hand or a foot can rest on, and that a statement can name.

A place is a joint (`knee_n`), a share of the way along a bone (`thigh_f@0.8`), or a spot on the trunk or
head: `belly@0.3`, `back@0.1` and `side_n@0.2` count from the hips (0) to the neck (1).
"""

from sciaticli.core.figure.geometry import Vec, add, mix

BONES = {
    "thigh": ("hip", "knee"),
    "shin": ("knee", "ankle"),
    "foot": ("ankle", "toe"),
    "upper_arm": ("shoulder", "elbow"),
    "forearm": ("elbow", "hand"),
}
JOINTS = ("hip", "knee", "ankle", "toe", "shoulder", "elbow", "hand")
MIDDLE_JOINTS = ("hip", "neck", "head")
TRUNK = ("belly", "back", "side_n", "side_f")

_SKIN = 9.0  # from the spine to the skin in front and behind
_FLANK = 13.0
MOST_BELLY = 0.3  # where along the trunk the belly stands out most


def is_place(text: str) -> bool:
    """Return whether `text` names a place, whatever the pose."""
    name, _, share = text.partition("@")
    if share:
        return _is_share(share) and (name in TRUNK or name in _sided(BONES))
    return name in MIDDLE_JOINTS or name in _sided(JOINTS)


def find_place(  # noqa: PLR0913, PLR0917 - a body, as far as it is solved
    text: str,
    joints: dict[str, Vec],
    spine: tuple[Vec, ...],
    front: Vec,
    right: Vec,
    belly: float = 0.0,
) -> Vec | None:
    """Return the point of a place; None when the limb it lies on is not placed yet.

    `belly` is how far the belly stands out, in cm: a hand on it rides with it.
    """
    name, _, share = text.partition("@")
    if not share:
        return joints.get(name)
    if name in TRUNK:
        middle = _along(spine, float(share))
        swell = belly * max(0.0, 1 - abs(float(share) - MOST_BELLY) / MOST_BELLY)
        reach = {"belly": (front, _SKIN + swell), "back": (front, -_SKIN), "side_n": (right, _FLANK)}
        way, far = reach.get(name, (right, -_FLANK))
        return add(middle, way, far)
    bone, _, side = name.rpartition("_")
    start, end = (joints.get(f"{joint}_{side}") for joint in BONES[bone])
    return None if start is None or end is None else mix(start, end, float(share))


def _along(spine: tuple[Vec, ...], share: float) -> Vec:
    place = share * (len(spine) - 1)
    number = min(int(place), len(spine) - 2)
    return mix(spine[number], spine[number + 1], place - number)


def _sided(names: tuple[str, ...] | dict[str, tuple[str, str]]) -> set[str]:
    return {f"{name}_{side}" for name in names for side in "nf"}


def _is_share(text: str) -> bool:
    return text.replace(".", "", 1).isdigit() and 0 <= float(text) <= 1
