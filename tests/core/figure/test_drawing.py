from itertools import pairwise
from math import hypot, isclose
from typing import Any

import pytest

from sciaticli.core.catalogue.exercise import Side
from sciaticli.core.figure.drawing import draw, efforts, frame, framed
from sciaticli.core.figure.parts import Part
from sciaticli.core.figure.shapes import Capsule, Shade
from support.figures import BRIDGE, CROOK, figure


def names(**keys: object) -> list[str]:
    return [limb.name for limb in draw(figure(**keys), 0).limbs if limb.name != "shadow"]


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


def test_a_face_that_looks_at_us_has_eyes() -> None:
    front = {
        "hip": [60, 87],
        "trunk": 90,
        "roll": 90,
        "leg_n": {"foot": [50, 4]},
        "arm_n": {"hand": [36, 82]},
    }
    assert "eye" in [limb.name for limb in draw(figure(front), 0).limbs]
    assert "eye" not in [limb.name for limb in draw(figure({**front, "roll": -90}), 0).limbs]


def test_the_left_side_is_the_mirrored_drawing_and_keeps_its_tones() -> None:
    right, left = draw(figure(), 0.5), draw(figure(), 0.5, Side.LEFT)
    assert left.bounds.left == -right.bounds.right
    for one, other in zip(right.limbs, left.limbs, strict=True):
        for (tone, a), (mirrored, b) in zip(one.shapes, other.shapes, strict=True):
            assert tone is mirrored
            assert b == a.mirrored()


def test_who_alternates_swaps_limbs_and_the_scene_stays() -> None:
    march = figure(
        {**CROOK, "leg_f": {"foot": [121, 4]}},
        {**CROOK, "leg_n": {"foot": [118, 50]}, "leg_f": {"foot": [121, 4]}},
        hot=["leg_n"],
        swap=True,
        prop=[{"kind": "chair", "x": 10}],
    )
    right, left = (draw(march, 1, side) for side in (Side.RIGHT, Side.LEFT))
    assert right.bounds == left.bounds
    one, other = ({limb.name: limb for limb in drawing.limbs} for drawing in (right, left))
    assert one["prop"] == other["prop"]
    heads = [limbs["head"].shapes[-1][1].box() for limbs in (one, other)]
    assert heads[0] == pytest.approx(heads[1])
    assert {tone for tone, _ in other["leg_f"].shapes} == {Shade.FAR, Shade.HOT_FAR}
    assert {tone for tone, _ in other["leg_n"].shapes} == {Shade.NEAR}
    high = [
        max(shape.box().top for _, shape in limbs[leg].shapes)
        for limbs, leg in ((one, "leg_n"), (other, "leg_f"))
    ]
    assert high[0] == pytest.approx(high[1], abs=6)


def tones(t: float, **keys: object) -> dict[str, set[Shade]]:
    return {limb.name: {tone for tone, _ in limb.shapes} for limb in draw(figure(**keys), t).limbs}


def test_what_works_is_hot_and_the_more_the_further() -> None:
    assert tones(1, hot=["thigh_n"])["leg_n"] == {Shade.HOT, Shade.NEAR}
    assert tones(0, hot=["thigh_n"])["leg_n"] == {Shade.NEAR}
    assert tones(1, hot=["thigh_f"])["leg_f"] == {Shade.FAR, Shade.HOT_FAR}
    widest = [
        max(
            (shape.box().top - shape.box().bottom)
            for limb in draw(figure(CROOK, CROOK, hot=["thigh_n"]), t).limbs
            for tone, shape in limb.shapes
            if tone is Shade.HOT
        )
        for t in (0.4, 0.7, 1.0)
    ]
    assert widest == sorted(set(widest))


def test_muscles_lie_over_the_part_they_belong_to() -> None:
    assert "buttocks" not in names()
    limbs = [limb.name for limb in draw(figure(hot=["buttocks"]), 1).limbs if limb.name != "shadow"]
    assert limbs == ["arm_f", "leg_f", "trunk", "head", "leg_n", "buttocks", "arm_n"]


def test_effort_follows_the_movement_the_swing_or_the_poses() -> None:
    assert efforts(figure(hot=["trunk"]), 0.25) == {Part.TRUNK: 0.25}
    assert efforts(figure(hot=["trunk"], loop=8), 0.5) == {Part.TRUNK: 1.0}
    assert efforts(figure(hot=["trunk"], loop=8), 1.0) == {Part.TRUNK: 0.0}
    assert efforts(figure(CROOK, BRIDGE, CROOK, hot=["trunk"], loop=8), 0.1) == {Part.TRUNK: 1.0}
    turns = figure({**CROOK, "hot": ["arm_n"]}, {**CROOK, "hot": ["leg_n"]})
    assert efforts(turns, 0.25) == {Part.ARM_N: 0.75, Part.LEG_N: 0.25}


def test_a_thing_may_lie_between_two_limbs() -> None:
    pillow = {"kind": "pillow", "x": 100, "y": 20, "after": "leg_f"}
    found = names(prop=[pillow])
    assert found.index("leg_f") + 1 == found.index("prop")


def test_seen_from_the_side_the_ground_is_level() -> None:
    shadows = [
        [
            shape
            for limb in draw(figure(view=[30, 14]), t).limbs
            if limb.name == "shadow"
            for _, shape in limb.shapes
        ]
        for t in (0, 1)
    ]
    heights = [shape.box().bottom for shapes in shadows for shape in shapes]
    assert max(heights) - min(heights) < 4  # the arms lie 22 cm to both sides


def test_an_arrow_and_a_ghost_say_what_moves_where() -> None:
    plain, cued = draw(figure(), 0), draw(figure(), 0, cue=True)
    assert "arrow" not in [limb.name for limb in plain.limbs]
    assert not plain.ghost
    assert cued.limbs[-1].name == "arrow"
    assert [limb.name for limb in cued.ghost] == ["arm_f", "leg_f", "trunk", "head", "leg_n", "arm_n"]
    assert not draw(figure(still=True), 0, cue=True).ghost


def test_an_arrow_stays_in_the_picture_and_its_barbs_point_back() -> None:
    drawing = draw(figure(view=[0, 0]), 1, cue=True)
    shaft = [shape for _, shape in drawing.limbs[-1].shapes if isinstance(shape, Capsule)]
    left, barbs = drawing.bounds.left, shaft[-2:]
    assert min(shape.box().left for shape in shaft) >= left
    tip, before = shaft[-3], shaft[0]
    for barb in barbs:
        assert hypot(barb.x1 - before.x1, barb.y1 - before.y1) < hypot(tip.x2 - before.x1, tip.y2 - before.y1)


def test_what_tells_a_variant_apart_is_ringed() -> None:
    drawing = draw(figure(variant="other", mark=["hand_n"]), 0, cue=True)
    ring = next(limb for limb in drawing.limbs if limb.name == "mark")
    assert {tone for tone, _ in ring.shapes} == {Shade.ARROW}
    hand = next(limb for limb in drawing.limbs if limb.name == "arm_n").shapes[-1][1].box()
    assert min(shape.box().left for _, shape in ring.shapes) < hand.left
    assert max(shape.box().right for _, shape in ring.shapes) > hand.right - 1
    assert not [limb for limb in draw(figure(mark=["hand_n"]), 0).limbs if limb.name == "mark"]


def test_a_wall_behind_is_drawn_as_a_face() -> None:
    wall = {"kind": "wall", "x": 20, "h": 100, "far": 90}
    box = next(limb for limb in draw(figure(prop=[wall], view=[0, 0]), 0).limbs if limb.name == "prop")
    edges = [shape.box() for tone, shape in box.shapes if tone is Shade.PROP]
    assert (round(min(edge.left for edge in edges)), round(max(edge.right for edge in edges))) == (19, 111)


def test_water_is_level_where_it_is_turned_by_the_camera() -> None:
    def heights(turn: float) -> set[int]:
        pool = {"kind": "pool", "y": 60, "turn": turn}
        limbs = draw(figure(prop=[pool], view=[35, 30]), 0).limbs
        water = next(limb for limb in limbs if limb.name == "prop")
        return {round(shape.box().top) for _, shape in water.shapes}

    assert max(heights(35)) - min(heights(35)) <= 1
    assert max(heights(0)) - min(heights(0)) > 20


def test_what_is_printed_is_start_and_end_or_what_tells_most() -> None:
    assert figure().stills == (0.0, 1.0)
    assert figure(loop=2).stills == (0.0, 0.5)
    assert figure(CROOK, BRIDGE, CROOK, loop=2).stills == (0.0, 2 / 3)
    assert figure(seen=0.3).stills == (0.0, 0.3)
    assert figure(still=True, hot=[]).stills == (1.0,)


def test_a_close_view_shows_the_parts_it_names() -> None:
    whole, close = frame(figure()), frame(figure(focus=["trunk", "head"]))
    assert close.right < whole.right - 20
    assert draw(figure(focus=["trunk"]), 0).close > 1


def test_the_frame_holds_every_moment() -> None:
    bridge = figure(CROOK, BRIDGE, {**CROOK, "leg_n": {"dir": 90}})
    left, bottom, right, top = frame(bridge)
    assert top > 90
    for step in range(9):
        for limb in draw(bridge, step / 8).limbs:
            for _, shape in limb.shapes:
                box = shape.box()
                assert left - 3 <= box.left
                assert box.right <= right + 3
                assert bottom <= box.bottom + 3
                assert box.top <= top + 3


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
    middles = [((x0 + x1) / 2, (y0 + y1) / 2) for (x0, y0), (x1, y1) in pairwise(corners)]
    for x, y in middles:
        assert capsule.r1 - hypot(x - capsule.x1, y - capsule.y1) < 0.25
        assert capsule.r2 - hypot(x - capsule.x2, y - capsule.y2) < 0.25


@pytest.mark.parametrize("change", [{}, {"swap": True}, {"focus": ["trunk", "head"]}])
def test_a_figure_that_knows_its_frame_is_drawn_like_one_that_does_not(change: dict[str, Any]) -> None:
    plain = figure(**change)
    assert draw(framed(plain), 0.5, Side.LEFT, cue=True) == draw(plain, 0.5, Side.LEFT, cue=True)
    assert framed(plain).bounds == frame(plain)
