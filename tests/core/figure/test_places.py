import pytest

from sciaticli.core.figure.places import find_place, is_place

JOINTS = {"hip_n": (0.0, 0.0, 0.0), "knee_n": (10.0, 0.0, 0.0)}
SPINE = ((0.0, 0.0, 0.0), (0.0, 50.0, 0.0))
FRONT, RIGHT = (1.0, 0.0, 0.0), (0.0, 0.0, 1.0)


@pytest.mark.parametrize("text", ["hip", "knee_n", "thigh_f@0.8", "belly@0", "side_n@1", "upper_arm_n@0.5"])
def test_these_are_places(text: str) -> None:
    assert is_place(text)


@pytest.mark.parametrize(
    "text", ["", "knee", "nose", "thigh_n@2", "thigh@0.5", "knee_n@0.5", "belly", "thigh_n@x"]
)
def test_these_are_not(text: str) -> None:
    assert not is_place(text)


@pytest.mark.parametrize(
    ("text", "spot"),
    [
        ("knee_n", (10, 0, 0)),
        ("thigh_n@0.3", (3, 0, 0)),
        ("belly@0.5", (9, 25, 0)),
        ("back@1", (-9, 50, 0)),
        ("side_n@0", (0, 0, 13)),
        ("side_f@0", (0, 0, -13)),
        ("shin_n@0.5", None),
    ],
)
def test_where_they_are(text: str, spot: tuple[float, float, float] | None) -> None:
    assert find_place(text, JOINTS, SPINE, FRONT, RIGHT) == (spot and pytest.approx(spot))
