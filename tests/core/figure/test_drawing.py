from math import hypot, isclose

import pytest

from sciaticli.core.catalogue.exercise import Side
from sciaticli.core.figure.drawing import Capsule, Shade, draw, frame
from support.figures import BRIDGE, CROOK, figure


def names(**keys: object) -> list[str]:
    return [limb.name for limb in draw(figure(**keys), 0).limbs]


def test_far_limbs_lie_behind_and_near_ones_in_front() -> None:
    assert names() == ["arm_f", "leg_f", "trunk", "head", "leg_n", "arm_n"]


def test_a_figure_may_have_its_own_order() -> None:
    own = ["trunk", "head", "arm_f", "arm_n", "leg_n", "leg_f"]
    assert names(order=own) == own


def test_things_lie_behind_and_straps_in_front() -> None:
    props = [{"kind": "strap", "from": "hand_n", "to": "toe_n"}, {"kind": "wall", "x": 10}]
    assert names(prop=props) == ["prop", *names(), "prop"]


def test_from_above_a_mat_is_drawn() -> None:
    assert names(view=[0, 40])[0] == "floor"


def test_a_face_that_looks_at_us_has_a_nose_of_its_own() -> None:
    front = {
        "hip": [60, 87],
        "trunk": 90,
        "roll": 90,
        "leg_n": {"foot": [50, 4]},
        "arm_n": {"hand": [36, 82]},
    }
    assert "nose" in [limb.name for limb in draw(figure(front), 0).limbs]
    assert "nose" not in [limb.name for limb in draw(figure({**front, "roll": -90}), 0).limbs]


def test_the_left_side_is_the_mirrored_drawing_and_keeps_its_tones() -> None:
    right, left = draw(figure(), 0.5), draw(figure(), 0.5, Side.LEFT)
    assert left.bounds.left == -right.bounds.right
    for one, other in zip(right.limbs, left.limbs, strict=True):
        for (tone, a), (mirrored, b) in zip(one.shapes, other.shapes, strict=True):
            assert tone is mirrored
            assert (a.x1, a.x2, a.y1, a.y2) == (-b.x1, -b.x2, b.y1, b.y2)


def test_what_works_is_hot() -> None:
    limbs = {limb.name: {tone for tone, _ in limb.shapes} for limb in draw(figure(hot=["thigh_n"]), 0).limbs}
    assert limbs["leg_n"] == {Shade.HOT, Shade.NEAR}
    assert limbs["leg_f"] == {Shade.FAR}
    assert limbs["trunk"] == {Shade.BODY}


def test_buttocks_are_drawn_over_the_leg_where_they_work() -> None:
    assert "buttocks" not in names()
    assert names(hot=["buttocks"]) == ["arm_f", "leg_f", "trunk", "head", "leg_n", "buttocks", "arm_n"]
    limbs = {limb.name: {tone for tone, _ in limb.shapes} for limb in draw(figure(hot=["buttocks"]), 0).limbs}
    assert (limbs["buttocks"], limbs["trunk"]) == ({Shade.HOT}, {Shade.BODY})


def test_the_frame_holds_every_moment() -> None:
    bridge = figure(CROOK, BRIDGE, {**CROOK, "leg_n": {"dir": 90}})
    left, bottom, right, top = frame(bridge)
    assert top > 90
    for step in range(9):
        for limb in draw(bridge, step / 8).limbs:
            for _, c in limb.shapes:
                assert left - 3 <= c.x1 <= right + 3
                assert bottom <= c.y1 <= top + 3


@pytest.mark.parametrize(
    "capsule", [Capsule(0, 0, 3, 10, 0, 2), Capsule(1, 1, 5, 2, 1, 1), Capsule(0, 0, 2, 0, 0, 2)]
)
def test_an_outline_goes_round_both_discs(capsule: Capsule) -> None:
    corners = capsule.outline()
    nearest = [
        min(
            hypot(x - capsule.x1, y - capsule.y1) - capsule.r1,
            hypot(x - capsule.x2, y - capsule.y2) - capsule.r2,
        )
        for x, y in corners
    ]
    assert all(isclose(away, 0, abs_tol=1e-6) for away in nearest)
    assert len(corners) >= 8


def test_an_outline_can_grow() -> None:
    assert max(y for _, y in Capsule(0, 0, 2, 10, 0, 2).outline(1)) > 2.8
