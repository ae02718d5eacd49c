"""The clock of a plan: every kind of exercise laid out, and the seconds the planner is told."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sciaticli.core.catalogue.exercise import Dose, Exercise, Kind, Laterality, Side
from sciaticli.core.plan import PlanItem
from sciaticli.core.session.timeline import MS, SegmentKind, Way, timeline
from support.plans import an_exercise, an_item


def laid_out(exercise: Exercise, dose: Dose, side: Side = Side.BOTH) -> list[str]:
    clock = timeline((an_item(exercise, dose, side),), 8)
    return [f"{each.kind} {each.ms}" for each in clock.segments]


def test_a_stretch_has_holds_with_rests_between_and_none_after_the_last() -> None:
    dose = Dose(sets=1, reps=2, hold_s=10, rep_rest_s=5)
    assert laid_out(an_exercise(), dose, Side.LEFT) == [
        "get_ready 8000",
        "hold 10000",
        "rest 5000",
        "hold 10000",
    ]


def test_a_repetition_goes_in_holds_and_comes_out() -> None:
    clock = timeline((an_item(an_exercise(Kind.REPETITION_HOLD), Dose(sets=1, reps=1, hold_s=10)),), 8)
    assert [(each.kind, each.ms, each.way) for each in clock.segments[1:]] == [
        (SegmentKind.MOVE, 1500, Way.IN),
        (SegmentKind.HOLD, 10000, None),
        (SegmentKind.MOVE, 1500, Way.OUT),
    ]


def test_a_movement_without_a_hold_is_one_segment_and_keeps_an_odd_pace() -> None:
    clock = timeline((an_item(an_exercise(Kind.REPS, move_s=5), Dose(sets=1, reps=2)),), 8)
    assert [(each.ms, each.way) for each in clock.segments[1:]] == [(5000, Way.THERE_AND_BACK)] * 2


def test_falling_repetitions_have_one_number_a_set() -> None:
    dose = Dose(sets=3, reps=(3, 2, 1), hold_s=8, rep_rest_s=3, rest_s=30)
    clock = timeline((an_item(an_exercise(Kind.ISOMETRIC_HOLD), dose),), 8)
    holds = [(each.set_no, each.rep_no) for each in clock.segments if each.kind is SegmentKind.HOLD]
    rests = [each.ms // MS for each in clock.segments if each.kind is SegmentKind.REST]
    assert holds == [(1, 1), (1, 2), (1, 3), (2, 1), (2, 2), (3, 1)]
    assert rests == [3, 3, 30, 3, 30]


def test_sides_that_take_turns_do_the_repetitions_on_each_side() -> None:
    exercise = an_exercise(Kind.REPETITION_HOLD, Laterality.ALTERNATING)
    clock = timeline((an_item(exercise, Dose(sets=1, reps=2, hold_s=3, rep_rest_s=2)),), 8)
    holds = [each.side for each in clock.segments if each.kind is SegmentKind.HOLD]
    assert holds == [Side.LEFT, Side.RIGHT, Side.LEFT, Side.RIGHT]
    assert clock.turns_in(0, 1) == 4
    assert clock.total_ms == (8 + 4 * (3 + 3) + 3 * 2) * MS


def test_the_other_side_of_the_same_exercise_begins_with_a_switch() -> None:
    dose = Dose(sets=1, reps=1, hold_s=10)
    other = an_exercise(name="figure_four")
    sides = (
        an_item(an_exercise(), dose, Side.LEFT),
        an_item(an_exercise(), dose, Side.RIGHT),
        an_item(other, dose, Side.RIGHT),
    )
    begins = [each.kind for each in timeline(sides, 8).segments if each.kind is not SegmentKind.HOLD]
    assert begins == [SegmentKind.GET_READY, SegmentKind.SWITCH_SIDE, SegmentKind.GET_READY]


def test_minutes_on_end_rest_between_bouts() -> None:
    dose = Dose(sets=2, reps=1, hold_s=60, rest_s=60)
    both = an_exercise(Kind.CONTINUOUS, Laterality.BOTH)
    assert laid_out(both, dose) == ["get_ready 8000", "hold 60000", "rest 60000", "hold 60000"]


def test_starts_add_up_from_nothing() -> None:
    clock = timeline((an_item(an_exercise(), Dose(sets=1, reps=2, hold_s=10, rep_rest_s=5)),), 8)
    assert clock.starts_ms == (0, 8000, 18000, 23000)


@pytest.mark.parametrize("kind", list(Kind))
def test_no_segment_but_the_get_ready_may_be_empty(kind: Kind) -> None:
    clock = timeline((an_item(an_exercise(kind), Dose(sets=2, reps=2, hold_s=5), get_ready_s=0),), 0)
    assert [each.kind for each in clock.segments if not each.ms] == [SegmentKind.GET_READY]


doses = st.builds(
    Dose,
    sets=st.just(2),
    reps=st.one_of(st.integers(1, 12), st.tuples(st.integers(1, 8), st.integers(1, 8))),
    hold_s=st.integers(0, 120),
    rep_rest_s=st.integers(0, 30),
    rest_s=st.integers(0, 60),
)
exercises = st.builds(
    an_exercise,
    kind=st.sampled_from(Kind),
    laterality=st.sampled_from(Laterality),
    name=st.sampled_from(("bridge", "clam", "bird_dog")),
    move_s=st.integers(1, 20),
)
items = st.builds(an_item, exercise=exercises, dose=doses, side=st.sampled_from(Side))


@settings(deadline=None)
@given(st.lists(items, max_size=5).map(tuple))
def test_the_clock_shows_exactly_the_seconds_of_the_plan(plan: tuple[PlanItem, ...]) -> None:
    clock = timeline(plan, 8)
    assert clock.total_ms == sum(item.seconds for item in plan) * MS
    for number, item in enumerate(plan):
        own = [each for each in clock.segments if each.item == number]
        assert sum(each.ms for each in own) == item.seconds * MS
        assert own[-1].kind is not SegmentKind.REST
        assert [each.kind in (SegmentKind.GET_READY, SegmentKind.SWITCH_SIDE) for each in own].count(
            True
        ) == 1
