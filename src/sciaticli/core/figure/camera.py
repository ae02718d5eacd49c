"""The camera: from points in space to points in the picture's plane."""

from math import cos, radians, sin

from sciaticli.core.figure.geometry import Vec
from sciaticli.core.figure.shapes import Capsule, Face

MOST_PITCH = 2.5  # degrees: seen from the side the ground is level, or bodies float over its line


class Camera:
    """Looks at the picture's plane from a little to the side (yaw) and above (pitch), in degrees.

    From the side the ground stays level however far the camera goes round: only what is nearer is drawn a
    little lower. From above the whole ground is seen, with a mat on it.
    """

    def __init__(self, yaw: float, pitch: float, *, from_above: bool) -> None:
        self._yaw = (cos(radians(yaw)), sin(radians(yaw)))
        pitch = pitch if from_above else min(pitch, MOST_PITCH)
        self._pitch = (cos(radians(pitch)), sin(radians(pitch)))
        self._level = not from_above

    def capsule(self, start: Vec, r1: float, end: Vec, r2: float) -> Capsule:
        """Return the capsule between two points."""
        x1, y1 = self.seen(start)
        x2, y2 = self.seen(end)
        return Capsule(x1, y1, r1, x2, y2, r2)

    def face(self, *corners: Vec) -> Face:
        """Return the flat piece between corners."""
        return Face(tuple(self.seen(corner) for corner in corners))

    def depth(self, p: Vec) -> float:
        """Return how far a point lies toward the viewer."""
        flat = p[2] * self._yaw[0] - p[0] * self._yaw[1]
        return flat * self._pitch[0] + p[1] * self._pitch[1]

    def seen(self, p: Vec) -> tuple[float, float]:
        """Return where in the picture a point is seen."""
        depth = p[2] * self._yaw[0] - (0.0 if self._level else p[0] * self._yaw[1])
        return p[0] * self._yaw[0] + p[2] * self._yaw[1], p[1] * self._pitch[0] - depth * self._pitch[1]
