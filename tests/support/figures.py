"""A small figure for tests, and ways to make others from it."""

from typing import Any

import msgspec

from sciaticli.core.figure.parts import Figure

CROOK: dict[str, Any] = {
    "hip": [78, 8],
    "trunk": 180,
    "nod": 4,
    "leg_n": {"foot": [121, 4]},
    "arm_n": {"hand": [83, 3, 22]},
}
BRIDGE: dict[str, Any] = {**CROOK, "hip": [75, 28], "trunk": 203.5, "nod": 24}


def figure(*poses: dict[str, Any], **keys: Any) -> Figure:  # noqa: ANN401 - any key of a figure
    """Return a figure of the poses; without any, the bridge."""
    table = {
        "id": "bridge",
        "words": ["On your back, knees bent.", "Hips up."],
        "shows": ["hip.y rises by 15"],
        "hot": ["trunk"],
        "pose": poses or (CROOK, BRIDGE),
        **keys,
    }
    return msgspec.convert(table, Figure)
