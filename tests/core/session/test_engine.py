"""The engine: what time and each input do to a session, and what can never happen."""

from collections.abc import Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sciaticli.core.catalogue.exercise import Dose, Kind, Laterality, Side
from sciaticli.core.plan import PlanItem
from sciaticli.core.record.entries import Ended, Moved, Response, SkipReason
from sciaticli.core.session.account import LegAnswer, RepDone
from sciaticli.core.session.engine import JUMP_MS, advance, start
from sciaticli.core.session.events import Event, Extended, Finished, Held, Over, Paused, Resumed, Started
from sciaticli.core.session.inputs import (
    Extend,
    Halt,
    Input,
    NextPiece,
    Pause,
    PieceBack,
    Respond,
    Resume,
    Stop,
    StopExercise,
    Tick,
)
from sciaticli.core.session.state import State
from sciaticli.core.session.timeline import MS, SegmentKind, Timeline, timeline
from support.plans import an_exercise, an_item

TWO_HOLDS = Dose(sets=1, reps=2, hold_s=10, rep_rest_s=5)


def both_sides(kind: Kind = Kind.STRETCH_HOLD, name: str = "knee_to_chest") -> tuple[PlanItem, ...]:
    exercise = an_exercise(kind, name=name)
    return an_item(exercise, TWO_HOLDS, Side.LEFT), an_item(exercise, TWO_HOLDS, Side.RIGHT)


def two_exercises() -> Timeline:
    return timeline((*both_sides(), an_item(an_exercise(name="bridge"), TWO_HOLDS)), 8)


def play(
    clock: Timeline, inputs: Iterable[tuple[int, Input]], every_ms: int = 250
) -> tuple[State, list[Event]]:
    """Play to the end: the inputs at their times, a tick at least every `every_ms` between them."""
    state, first = start(clock, 0)
    events = list(first)
    for at_ms, given_input in inputs:
        while state.now_ms + every_ms < at_ms:
            state, more = advance(state, Tick(), state.now_ms + every_ms)
            events += more
        state, more = advance(state, given_input, at_ms)
        events += more
    while state.ended is None and state.paused is None:
        state, more = advance(state, Tick(), state.now_ms + every_ms)
        events += more
    return state, events


def at(clock: Timeline, moment_ms: int, *inputs: Input) -> State:
    """Return the state after the inputs given at one moment."""
    state, _ = start(clock, 0)
    for tick_ms in range(0, moment_ms + 1, 50):
        state, _ = advance(state, Tick(), tick_ms)
    for each in inputs:
        state, _ = advance(state, each, moment_ms)
    return state


def test_a_session_left_alone_plays_every_segment_and_ends_full() -> None:
    clock = two_exercises()
    state, events = play(clock, ())
    assert [each.index for each in events if isinstance(each, Over)] == list(range(len(clock.segments)))
    assert state.ended is Ended.FULL
    assert len(state.account.reps) == 6
    assert all(rep.held_ms == 10 * MS for rep in state.account.reps)


def test_a_pause_stops_the_clock_and_resume_goes_on_where_it_was() -> None:
    state = at(two_exercises(), 9000, Pause())
    assert (state.paused, state.elapsed_ms) == (Halt.KEY, 1000)
    state, _ = advance(state, Tick(), 60_000)
    assert (state.elapsed_ms, state.segment.kind) == (1000, SegmentKind.HOLD)
    state, events = advance(state, Resume(), 70_000)
    assert events == (Resumed(),)
    state, _ = advance(state, Tick(), 71_000)
    assert state.elapsed_ms == 2000


def test_a_silent_clock_pauses_at_the_last_moment_it_spoke() -> None:
    state = at(two_exercises(), 9000)
    state, events = advance(state, Tick(), 9000 + JUMP_MS + 1)
    assert events == (Paused(Halt.CLOCK),)
    assert state.elapsed_ms == 1000


def test_a_clock_that_goes_back_counts_as_no_time() -> None:
    state = at(two_exercises(), 9000)
    state, _ = advance(state, Tick(), 5000)
    assert state.elapsed_ms == 1000


def test_skip_leaves_a_whole_repetition_uncounted() -> None:
    clock = timeline((an_item(an_exercise(Kind.REPETITION_HOLD), TWO_HOLDS),), 8)
    state = at(clock, 8500, NextPiece())
    assert state.segment.kind is SegmentKind.REST
    assert state.account.reps == ()


def test_skip_in_a_get_ready_begins_the_first_repetition_now() -> None:
    state = at(two_exercises(), 1000, NextPiece())
    assert (state.segment.kind, state.elapsed_ms) == (SegmentKind.HOLD, 0)


def test_skip_in_a_pause_stays_paused() -> None:
    state = at(two_exercises(), 9000, Pause(), NextPiece())
    assert (state.paused, state.segment.kind, state.elapsed_ms) == (Halt.KEY, SegmentKind.REST, 0)


@pytest.mark.parametrize(
    ("moment_ms", "index"),
    [
        (1000, 0),  # in the first get-ready: again
        (9000, 0),  # at the very start of a hold: the step before
        (12_000, 1),  # well into a hold: this hold
        (19_000, 1),  # in a rest: the hold just done
        (34_000, 0),  # in the switch of sides: the side before
    ],
)
def test_back_leads_to(moment_ms: int, index: int) -> None:
    assert at(two_exercises(), moment_ms, PieceBack()).index == index


def test_a_hold_done_again_counts_again() -> None:
    state = at(two_exercises(), 19_000, PieceBack(), NextPiece())
    assert len(state.account.reps) == 1
    state, _ = play(two_exercises(), [(19_000, PieceBack())])
    assert len([rep for rep in state.account.reps if rep.item == 0]) == 3


def test_ten_more_seconds_lengthen_a_stretch() -> None:
    state, _ = play(two_exercises(), [(9000, Extend())])
    assert state.account.reps[0].held_ms == 20 * MS
    assert state.account.reps[1].held_ms == 10 * MS


@pytest.mark.parametrize("kind", [Kind.ISOMETRIC_HOLD, Kind.REPETITION_HOLD, Kind.REPS])
def test_strength_and_nerve_work_keep_their_time(kind: Kind) -> None:
    clock = timeline(both_sides(kind), 8)
    state, events = advance(at(clock, 10_000), Extend(), 10_000)
    assert events == (Extended(0),)
    assert state.length_ms == 10 * MS


def test_a_capped_hold_is_never_made_longer() -> None:
    state, _ = start(two_exercises(), 0, longest_hold_ms=10 * MS)
    state, _ = advance(state, NextPiece(), 0)
    state, events = advance(state, Extend(), 0)
    assert events == (Extended(0),)


def test_a_stopped_exercise_loses_its_other_side_too() -> None:
    state = at(two_exercises(), 9000, StopExercise(0, SkipReason.SAFETY_RULE))
    assert state.segment.item == 2
    assert [each.item for each in state.account.stopped] == [0, 1]
    state, _ = advance(state, PieceBack(), 9000)
    assert state.segment.item == 2


def test_an_exercise_behind_can_be_stopped_without_leaving_this_one() -> None:
    clock = timeline((an_item(an_exercise(name="bridge"), TWO_HOLDS), *both_sides()), 8)
    state = at(clock, 35_000, StopExercise(0))
    assert (state.segment.item, state.elapsed_ms) == (1, 2000)


def test_stop_ends_at_once_and_nothing_moves_after() -> None:
    state, events = advance(at(two_exercises(), 9000), Stop(Ended.SAFETY), 9000)
    assert events == (Over(1, whole=False), Finished(Ended.SAFETY))
    later, none = advance(state, NextPiece(), 10_000)
    assert (later.index, later.ended, none) == (state.index, Ended.SAFETY, ())
    assert later.session_left_ms == 0


def test_minutes_on_end_count_as_far_as_they_went() -> None:
    item = an_item(an_exercise(Kind.CONTINUOUS, Laterality.BOTH), Dose(sets=1, reps=1, hold_s=120))
    state = at(timeline((item,), 8), 48_000, Stop())
    assert state.account.reps == (RepDone(item=0, set_no=1, rep_no=1, side=Side.BOTH, held_ms=40_000),)


def test_an_answer_is_kept() -> None:
    answer = LegAnswer(item=0, response=Response.WORSE, moved=Moved.LOWER)
    assert at(two_exercises(), 9000, Respond(answer)).account.answers == (answer,)


def test_a_session_skipped_to_its_end_is_not_full() -> None:
    state, _ = play(two_exercises(), [(0, NextPiece())] * 30)
    assert state.ended is Ended.EARLY


def test_what_was_done_before_is_not_played_again_and_counts() -> None:
    clock = two_exercises()
    before = at(clock, 20_000).account
    without = clock.without(before.reps)
    state, events = start(clock, 0, without=without, account=before)
    assert events == (Started(0),)
    state, events = advance(state, NextPiece(), 0)
    assert (state.segment.set_no, state.segment.rep_no) == (1, 2)
    assert state.session_left_ms == clock.total_ms - (8 + 10 + 5) * MS


kinds = st.sampled_from(Kind)
small_doses = st.builds(
    Dose,
    sets=st.just(2),
    reps=st.one_of(st.integers(1, 3), st.just((3, 1))),
    hold_s=st.integers(0, 12),
    rep_rest_s=st.integers(0, 4),
    rest_s=st.integers(0, 4),
)
small_items = st.builds(
    an_item,
    exercise=st.builds(
        an_exercise,
        kind=kinds,
        laterality=st.sampled_from(Laterality),
        name=st.sampled_from(("bridge", "clam")),
        move_s=st.integers(1, 4),
    ),
    dose=small_doses,
    side=st.sampled_from(Side),
)
clocks = st.lists(small_items, min_size=1, max_size=3).map(lambda items: timeline(tuple(items), 5))
steps = st.one_of(
    st.builds(NextPiece),
    st.builds(PieceBack),
    st.builds(Extend),
    st.builds(StopExercise, item=st.just(0)),
    st.builds(Tick),
)
scripts = st.lists(st.tuples(st.integers(1, 30_000), steps), max_size=6).map(
    lambda gaps: [(sum(gap for gap, _ in gaps[: place + 1]), each[1]) for place, each in enumerate(gaps)]
)
fast = settings(deadline=None, max_examples=60)


@fast
@given(clocks, scripts, st.integers(30, 900), st.integers(901, JUMP_MS))
def test_how_often_it_ticks_changes_nothing(
    clock: Timeline, script: list[tuple[int, Input]], fine_ms: int, coarse_ms: int
) -> None:
    fine, fine_events = play(clock, script, fine_ms)
    coarse, coarse_events = play(clock, script, coarse_ms)
    assert fine_events == coarse_events
    assert fine.account == coarse.account


@fast
@given(clocks, st.integers(30, JUMP_MS))
def test_the_session_lasts_what_the_plan_promised(clock: Timeline, every_ms: int) -> None:
    state, events = play(clock, (), every_ms)
    assert clock.total_ms <= state.now_ms < clock.total_ms + every_ms
    assert [each.index for each in events if isinstance(each, Over)] == list(range(len(clock.segments)))


@fast
@given(clocks, st.lists(st.tuples(st.integers(0, 20_000), st.integers(0, 3_600_000)), max_size=5))
def test_paused_time_never_counts(clock: Timeline, pauses: list[tuple[int, int]]) -> None:
    script: list[tuple[int, Input]] = []
    shift_ms = moment_ms = 0
    for gap_ms, length_ms in pauses:
        moment_ms += gap_ms
        script += [(moment_ms + shift_ms, Pause()), (moment_ms + shift_ms + length_ms, Resume())]
        shift_ms += length_ms
    paused, events = play(clock, script)
    plain, plain_events = play(clock, ())
    assert paused.account == plain.account
    assert [each for each in events if not isinstance(each, Paused | Resumed)] == plain_events


@fast
@given(clocks, st.lists(st.tuples(st.integers(1, 20_000), st.just(NextPiece())), max_size=8))
def test_each_segment_ends_at_most_once_and_each_repetition_counts_once(
    clock: Timeline, gaps: list[tuple[int, Input]]
) -> None:
    script = [(sum(gap for gap, _ in gaps[: place + 1]), each[1]) for place, each in enumerate(gaps)]
    _, events = play(clock, script)
    ended = [each.index for each in events if isinstance(each, Over)]
    held = [each.rep for each in events if isinstance(each, Held)]
    assert len(ended) == len(set(ended))
    assert len(held) == len({(rep.item, rep.set_no, rep.rep_no) for rep in held})
    assert isinstance(events[-1], Finished)


@fast
@given(clocks, st.integers(0, 200_000))
def test_breaking_off_and_going_on_loses_no_repetition(clock: Timeline, break_ms: int) -> None:
    state, _ = start(clock, 0)
    while state.ended is None and state.now_ms < break_ms:
        state, _ = advance(state, Tick(), state.now_ms + 500)
    again, _ = start(clock, 0, without=clock.without(state.account.reps), account=state.account)
    while again.ended is None:
        again, _ = advance(again, Tick(), again.now_ms + 500)
    whole, _ = play(clock, ())
    assert sorted(again.account.reps, key=repr) == sorted(whole.account.reps, key=repr)
