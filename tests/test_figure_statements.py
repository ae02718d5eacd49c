import pytest

from figure_statements import angle, holds, moments, parse_claim
from sciaticli.core.figure.body import body_at
from support.figures import BRIDGE, CROOK, figure

WALL = {"prop": [{"kind": "wall", "x": 60}]}


@pytest.mark.parametrize(
    "text",
    [
        "hip.x nears wall.x",
        "knee_n.bend ends 80..100",
        "curve stays -5..5",
        "hand_n.y rises by 20",
        "gap(ankle_n, knee_f) stays 0..12",
        "thigh_n@0.5.y stays within 2",
        "gap(hand_n, chair) stays 0..5",
    ],
)
def test_these_can_be_read(text: str) -> None:
    assert parse_claim(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "hip rises",
        "hip.y rises 5",
        "hip.y ends by 5",
        "tail.y ends 0..5",
        "hip.q ends 0..1",
        "hip.x nears moon.x",
        "gap(chair, hand_n) stays 0..5",
    ],
)
def test_these_can_not(text: str) -> None:
    assert parse_claim(text) is None
    assert not holds(text, figure())


@pytest.mark.parametrize(
    ("text", "true"),
    [
        ("hip.y rises by 15", True),
        ("hip.y rises by 25", False),
        ("hip.y falls by 1", False),
        ("hip.y starts 7..9", True),
        ("hip.y ends 27..29", True),
        ("hip.y ends 7..9", False),
        ("hip.y reaches 17..19", True),
        ("hip.y stays 7..29", True),
        ("hip.y stays 7..20", False),
        ("ankle_n.x stays within 0.1", True),
        ("hip.y stays within 10", False),
        ("hip.x nears wall.x", True),
        ("ankle_n.x nears wall.x", False),
        ("trunk ends 203..204", True),
        ("gap(hip_n, hip_f) stays 17..19", True),
    ],
)
def test_what_holds_of_a_bridge(text: str, *, true: bool) -> None:
    assert holds(text, figure(**WALL)) is true


def test_angles_read_as_a_physiotherapist_writes_them() -> None:
    standing = {"hip": [60, 87.8], "trunk": 90, "leg_n": {"dir": 0, "reach": 1}, "arm_n": {"dir": 90}}
    body = body_at(figure(standing), 0)
    assert angle("hip_n.bend", body) == pytest.approx(90, abs=1)
    assert angle("knee_n.bend", body) == pytest.approx(0, abs=1)
    assert angle("ankle_n.bend", body) == pytest.approx(0, abs=1)
    assert angle("shoulder_n.bend", body) == pytest.approx(180, abs=1)
    assert angle("hip_n.out", body) == pytest.approx(0, abs=1)


def test_toes_toward_the_shin_count_up() -> None:
    body = body_at(figure({**CROOK, "leg_n": {"dir": 60, "ankle": 12}}), 0)
    assert angle("ankle_n.bend", body) == pytest.approx(12, abs=0.5)


def test_moments_go_from_first_to_last_pose() -> None:
    straight, loop = moments(figure()), moments(figure(CROOK, BRIDGE, loop=4))
    assert len(straight) == len(loop) == 11
    assert straight[-1].joints == loop[-1].joints


@pytest.mark.parametrize(
    ("hand", "true"), [([20, 47], True), ([28, 89], True), ([4, 53], False), ([40, 89], False)]
)
def test_a_hand_holds_a_thing_or_does_not(hand: list[float], true: bool) -> None:
    chair = {"kind": "chair", "x": 0, "w": 25, "h": 45, "back": "right"}
    held = figure({**CROOK, "hip": [0, 50], "trunk": 90, "arm_n": {"hand": hand}}, prop=[chair])
    assert holds("gap(hand_n, chair) stays -2..5", held) is true
    assert not holds("gap(hand_n, wall) stays 0..5", held)


def test_a_box_is_near_to_what_is_in_it() -> None:
    held = figure({**CROOK, "arm_n": {"hand": [90, 20]}}, prop=[{"kind": "step", "x": 80, "w": 40, "h": 24}])
    assert holds("gap(hand_n, step) stays 0..0", held)
    assert holds("gap(head, step) stays 60..100", held)
