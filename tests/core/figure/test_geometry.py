from itertools import pairwise
from math import cos, isclose, pi, sin

from hypothesis import example, given
from hypothesis import strategies as st

from sciaticli.core.figure.geometry import Vec, clear_pole, short_way, size, sub, two_bones

number = st.floats(-100, 100)
point = st.tuples(number, number, number)
BONES = (43.0, 41.0)


@given(point, point, point)
def test_no_bone_changes_its_length(root: Vec, target: Vec, pole: Vec) -> None:
    middle, end = two_bones(root, target, BONES, pole)
    assert isclose(size(sub(middle, root)), BONES[0], abs_tol=1e-6)
    assert isclose(size(sub(end, middle)), BONES[1], abs_tol=1e-6)


@given(point, point, point)
def test_a_target_in_reach_is_met(root: Vec, target: Vec, pole: Vec) -> None:
    away = size(sub(target, root))
    _, end = two_bones(root, target, BONES, pole)
    if 3 < away < 83:
        assert size(sub(end, target)) < 1e-4


def test_a_target_out_of_reach_is_approached() -> None:
    _, end = two_bones((0, 0, 0), (100, 0, 0), BONES, (0, 1, 0))
    assert isclose(end[0], 84, abs_tol=1e-3)


def test_the_middle_joint_points_to_the_pole() -> None:
    middle, _ = two_bones((0, 0, 0), (60, 0, 0), BONES, (0.3, 1, 0))
    assert middle[1] > 20
    assert abs(middle[2]) < 1e-9


@given(st.floats(4, 90), st.floats(-80, 80), st.floats(4, 30), point)
@example(4, 3, 4, (0, -10, -1))
@example(10, 60, 10, (0, -1, 0.09))
def test_a_joint_swivels_off_the_floor_when_it_can(height: float, x: float, y: float, pole: Vec) -> None:
    root, target = (0.0, height, 0.0), (x, y, 0.0)
    clear = clear_pole(root, target, BONES, pole, 2.0, (0, 0, 1))
    middle, _ = two_bones(root, target, BONES, clear)
    highest = two_bones(root, target, BONES, (0, 1, 0))[0]
    assert middle[1] > min(2.0, highest[1]) - 0.1


def test_a_clear_joint_stays_where_it_is() -> None:
    pole = (0.2, 0.9, 0.1)
    assert clear_pole((0, 50, 0), (60, 40, 0), BONES, pole, 2.0, (0, 0, 1)) == pole


def test_a_joint_that_hangs_straight_down_swivels_outward() -> None:
    near = clear_pole((0, 10, 0), (60, 10, 0), BONES, (0, -1, 0), 2.0, (0, 0, 1))
    far = clear_pole((0, 10, 0), (60, 10, 0), BONES, (0, -1, 0), 2.0, (0, 0, -1))
    assert near[2] > 0 > far[2]


def test_a_joint_never_jumps_however_its_pole_turns() -> None:
    turns = [2 * pi * step / 3600 for step in range(3601)]
    middles = [
        two_bones((0, 10, 0), (60, 14, 0), BONES, clear)[0]
        for turn in turns
        for clear in [clear_pole((0, 10, 0), (60, 14, 0), BONES, (0.1, sin(turn), cos(turn)), 2.0, (0, 0, 1))]
    ]
    assert max(size(sub(a, b)) for a, b in pairwise(middles)) < 1.5
    assert min(middle[1] for middle in middles) > 1.9


def test_angles_blend_the_short_way_round() -> None:
    assert short_way(170, -170, 0.5) == 180
    assert short_way(10, 350, 0.5) == 0
