from math import isclose
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sciaticli.core.figure.body import ARM_BONES, FOOT, LEG_BONES, NECK, SPINE, Body, body_at, ease
from sciaticli.core.figure.geometry import size, sub
from sciaticli.core.figure.parts import Figure
from sciaticli.store.figures import load_figures
from support.figures import BRIDGE, CROOK, figure

FIGURES = load_figures()


def lengths(body: Body) -> dict[str, float]:
    joints = body.joints
    bones = {"neck": size(sub(joints["head"], joints["neck"]))}
    for side in "nf":
        for start, end in (
            ("hip", "knee"),
            ("knee", "ankle"),
            ("ankle", "toe"),
            ("shoulder", "elbow"),
            ("elbow", "hand"),
        ):
            bones[f"{start}_{end}"] = size(sub(joints[f"{end}_{side}"], joints[f"{start}_{side}"]))
    bones["spine"] = sum(size(sub(b, a)) for a, b in zip(body.spine, body.spine[1:], strict=False))
    return bones


@given(st.sampled_from(sorted(FIGURES)), st.floats(0, 1))
def test_no_moment_breaks_a_limb(key: str, t: float) -> None:
    found = lengths(body_at(FIGURES[key], t))
    wanted = {
        "neck": NECK,
        "hip_knee": LEG_BONES[0],
        "knee_ankle": LEG_BONES[1],
        "ankle_toe": FOOT,
        "shoulder_elbow": ARM_BONES[0],
        "elbow_hand": ARM_BONES[1],
        "spine": SPINE,
    }
    assert found == pytest.approx(wanted, abs=1e-6)


def test_the_first_and_the_last_pose_are_met() -> None:
    bridge = figure()
    assert body_at(bridge, 0).joints["hip"] == (78, 8, 0)
    assert body_at(bridge, 1).joints["hip"] == (75, 28, 0)
    assert body_at(bridge, 7).joints == body_at(bridge, 1).joints


def test_a_loop_comes_back() -> None:
    loop = figure(loop=4)
    assert body_at(loop, 1).joints == body_at(loop, 0).joints
    assert body_at(loop, 0.5).joints["hip"] == (75, 28, 0)
    assert loop.phase(5) == 0.25
    assert figure().phase(5) == 1


def test_a_planted_foot_stays() -> None:
    bridge = figure()
    places = [body_at(bridge, n / 9).joints["ankle_n"] for n in range(10)]
    assert all(isclose(size(sub(place, places[0])), 0, abs_tol=1e-6) for place in places)


def test_a_limb_left_out_mirrors_the_near_one() -> None:
    joints = body_at(figure(), 0).joints
    for name in ("knee", "ankle", "toe", "elbow", "hand"):
        x, y, z = joints[f"{name}_n"]
        assert joints[f"{name}_f"] == pytest.approx((x, y, -z))


def test_seen_from_the_front_it_mirrors_across_the_picture() -> None:
    front: dict[str, Any] = {"hip": [60, 87], "trunk": 90, "roll": 90, "leg_n": {"foot": [48, 4]}}
    joints = body_at(figure({**front, "arm_n": {"hand": [30, 90]}}), 0).joints
    assert joints["ankle_n"][0] == 48
    assert joints["ankle_f"][0] == pytest.approx(72)


@pytest.mark.parametrize(
    ("trunk", "roll", "axis", "way"),
    [
        (180, 0, "front", (0, 1, 0)),
        (0, 0, "front", (0, -1, 0)),
        (90, 0, "front", (1, 0, 0)),
        (90, 90, "front", (0, 0, 1)),
        (90, 90, "right", (-1, 0, 0)),
        (0, 90, "right", (0, 1, 0)),
    ],
)
def test_directions_mean_what_the_files_say(trunk: float, roll: float, axis: str, way: tuple[int]) -> None:
    body = body_at(figure({**CROOK, "trunk": trunk, "roll": roll}), 0)
    assert getattr(body.pelvis, axis) == pytest.approx(way, abs=1e-9)


def test_hands_hold_what_moves() -> None:
    held = figure({**CROOK, "leg_n": {"foot": [97, 43]}, "arm_n": {"hand": "thigh_n@0.65"}}, BRIDGE)
    body = body_at(held, 0)
    hip, knee = body.joints["hip_n"], body.joints["knee_n"]
    middle = tuple(a + 0.65 * (b - a) for a, b in zip(hip, knee, strict=True))
    assert body.joints["hand_n"] == pytest.approx(middle)
    assert body.joints["hand_f"] == pytest.approx(middle)


def test_how_far_a_target_is_missed_is_told() -> None:
    body = body_at(figure({**CROOK, "arm_n": {"hand": [140, 3]}}), 0)
    assert body.missed["arm_n"] > 30
    assert body.missed["leg_n"] == pytest.approx(0, abs=1e-6)


@pytest.mark.parametrize(("leg", "toe"), [({"foot": [121, 4]}, (138, 4)), ({"foot": [160, 5]}, None)])
def test_a_flat_foot_lies_flat_and_a_long_leg_points_its_toes_up(
    leg: dict[str, Any], toe: tuple[float, float] | None
) -> None:
    joints = body_at(figure({**CROOK, "leg_n": leg}), 0).joints
    if toe:
        assert joints["toe_n"][:2] == pytest.approx(toe)
    else:
        assert joints["toe_n"][1] > 18


def test_the_head_rests_on_the_floor_not_in_it() -> None:
    assert body_at(figure({**CROOK, "nod": -30}), 0).joints["head"][1] >= 9.4


def test_movement_starts_and_ends_softly() -> None:
    bridge = figure()
    assert ease(bridge, 0) == 0
    assert ease(bridge, 1) == 1
    assert ease(bridge, 0.1) < 0.05
    assert ease(figure(loop=4), 0.25) == 0.25
    assert ease(figure(loop=4), 0.05) < 0.05
    assert ease(figure(loop=4), 0.95) > 0.95
    assert ease(figure(CROOK, BRIDGE, CROOK, loop=4), 0.05) == 0.05


def test_far_and_near_blend_when_their_targets_differ_in_kind() -> None:
    swing = figure(CROOK, {**CROOK, "arm_n": {"dir": 90}})
    middle = body_at(swing, 0.5)
    shoulder = middle.joints["shoulder_n"]
    assert 40 < size(sub(middle.joints["hand_n"], shoulder)) <= sum(ARM_BONES)
    assert isinstance(swing, Figure)
