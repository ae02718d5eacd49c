"""The session engine: a state, an input and the time in; a state and what happened out.

It is told the time as absolute whole milliseconds of any clock that never goes back. How often it
is told cannot change the result, and time spent in a pause never counts.
"""

from typing import assert_never

from msgspec.structs import replace

from sciaticli.core.catalogue.exercise import Kind
from sciaticli.core.record.entries import Ended, SkipReason
from sciaticli.core.session.account import Account, LegAnswer, RepDone, Reserve, Stopped
from sciaticli.core.session.events import Event, Extended, Finished, Held, Over, Paused, Resumed, Started
from sciaticli.core.session.inputs import (
    Again,
    Extend,
    Halt,
    Input,
    Next,
    NextPiece,
    Pause,
    PieceBack,
    Ready,
    Respond,
    Resume,
    Stop,
    StopExercise,
    Tick,
)
from sciaticli.core.session.jumps import target_of
from sciaticli.core.session.state import State, may_extend
from sciaticli.core.session.timeline import MS, SegmentKind, Timeline

JUMP_MS = 2000  # a longer silence of the clock is a closed lid or a stopped process: pause and ask


Result = tuple[State, tuple[Event, ...]]


def start(  # noqa: PLR0913 - what a session is made of
    timeline: Timeline,
    now_ms: int,
    *,
    without: frozenset[int] = frozenset(),
    account: Account | None = None,
    longest_hold_ms: int | None = None,
    worked_ms: int = 0,
) -> Result:
    """Begin a session at `now_ms`.

    `without` are the segments not to play; `account` is what was done before, in `worked_ms`.
    """
    state = State(
        timeline=timeline,
        now_ms=now_ms,
        without=without,
        account=account or Account(),
        longest_hold_ms=longest_hold_ms,
        worked_ms=worked_ms,
    )
    return _enter(state, 0, now_ms)


def stand_again(state: State, now_ms: int) -> State:
    """Return a session that stood still or was ended, paused where it was, at `now_ms`."""
    return replace(
        state,
        now_ms=now_ms,
        began_ms=now_ms - state.elapsed_ms,
        paused=Halt.KEY,
        paused_ms=now_ms,
        ended=None,
    )


def advance(state: State, given: Input, now_ms: int) -> Result:
    """Let time pass up to `now_ms` (an earlier time counts as no time), then take the input."""
    state, passed = _pass_time(state, max(now_ms, state.now_ms))
    if state.ended is not None:
        return state, passed
    state, events = _take(state, given)
    return state, passed + events


def _pass_time(state: State, now_ms: int) -> Result:
    silence_ms = now_ms - state.now_ms
    if state.ended is not None or state.paused is not None:
        return replace(state, now_ms=now_ms), ()
    if silence_ms > JUMP_MS:
        halted = replace(state, paused=Halt.CLOCK, paused_ms=state.now_ms, now_ms=now_ms)
        return halted, (Paused(Halt.CLOCK),)
    stands = state.is_waiting and state.elapsed_ms >= state.length_ms
    state = replace(state, now_ms=now_ms, worked_ms=state.worked_ms + (0 if stands else silence_ms))
    events: tuple[Event, ...] = ()
    while state.ended is None and state.elapsed_ms >= state.length_ms and not state.is_waiting:
        state, more = _finish_segment(state)
        events += more
    return state, events


def _take(state: State, given: Input) -> Result:
    result: Result = state, ()
    match given:
        case Tick():
            pass
        case Pause(why):
            result = _pause(state, why)
        case Resume():
            result = _resume(state)
        case Ready(ms):
            result = _ready(state, ms)
        case Next() | NextPiece() | Again() | PieceBack():
            result = _leave(state, target_of(state, given))
        case Extend(ms):
            result = _extend(state, ms)
        case Respond(answer):
            result = replace(state, account=_with_answer(state.account, answer)), ()
        case StopExercise(item, reason):
            result = _stop_exercise(state, item, reason)
        case Stop(how):
            result = _end(*_left_over(state), how)
        case _:
            assert_never(given)
    return result


def _ready(state: State, ms: int) -> Result:
    if not state.is_waiting or state.paused is not None:
        return state, ()
    return replace(state, released=True, extra_ms=state.elapsed_ms + ms - state.segment.ms), ()


def _with_answer(account: Account, answer: LegAnswer | Reserve) -> Account:
    if isinstance(answer, Reserve):
        return replace(account, reserves=(*account.reserves, answer))
    return replace(account, answers=(*account.answers, answer))


def _pause(state: State, why: Halt) -> Result:
    if state.paused is not None:
        return replace(state, paused=why), ()
    return replace(state, paused=why, paused_ms=state.now_ms), (Paused(why),)


def _resume(state: State) -> Result:
    if state.paused is None:
        return state, ()
    began_ms = state.began_ms + state.now_ms - state.paused_ms
    return replace(state, paused=None, began_ms=began_ms), (Resumed(),)


def _extend(state: State, ms: int) -> Result:
    if not may_extend(state, ms):
        return state, (Extended(0),)
    return replace(state, extra_ms=state.extra_ms + ms), (Extended(ms),)


def _stop_exercise(state: State, item: int, reason: SkipReason | None) -> Result:
    """Drop every segment of the exercise, also those behind: "back" must not lead into it."""
    chosen = state.timeline.items[item].exercise.id
    same = {number for number, each in enumerate(state.timeline.items) if each.exercise.id == chosen}
    segments = state.timeline.segments
    ahead = {each.item for each in segments[state.index :] if each.item in same}
    stopped = tuple(Stopped(item=number, reason=reason) for number in sorted({item} | ahead))
    account = replace(state.account, stopped=state.account.stopped + stopped)
    dropped = frozenset(index for index, each in enumerate(segments) if each.item in same)
    state = replace(state, without=state.without | dropped, account=account)
    return _leave(state, state.index) if state.segment.item in same else (state, ())


def _finish_segment(state: State) -> Result:
    segment = state.segment
    end_ms = state.began_ms + state.length_ms
    events: tuple[Event, ...] = (Over(state.index, whole=True),)
    if segment.kind is SegmentKind.HOLD:
        state = replace(state, held_ms=state.length_ms)
    if segment.works and not state.timeline.same_rep(state.index, state.index + 1):
        state, held = _count(state, state.held_ms)
        events += held
    state, more = _enter(state, state.next_index(state.index + 1), end_ms)
    return state, events + more


def _leave(state: State, target: int) -> Result:
    """Go to segment `target` now, whatever is left of this one."""
    state, events = _left_over(state)
    moment_ms = state.now_ms if state.paused is None else state.paused_ms
    state, more = _enter(state, target, moment_ms)
    return state, events + more


def _left_over(state: State) -> Result:
    """Close the segment under way; minutes on end count as far as they went."""
    over: tuple[Event, ...] = (Over(state.index, whole=False),)
    segment = state.segment
    continuous = state.timeline.items[segment.item].exercise.kind is Kind.CONTINUOUS
    if segment.kind is SegmentKind.HOLD and continuous and state.elapsed_ms >= MS:
        state, held = _count(state, state.elapsed_ms)
        return state, over + held
    return state, over


def _count(state: State, held_ms: int) -> Result:
    segment = state.segment
    rep = RepDone(
        item=segment.item,
        set_no=segment.set_no,
        rep_no=segment.rep_no,
        side=segment.side,
        held_ms=held_ms,
    )
    return replace(state, account=replace(state.account, reps=(*state.account.reps, rep))), (Held(rep),)


def _enter(state: State, index: int, began_ms: int) -> Result:
    index = state.next_index(index)
    state = replace(state, index=index, began_ms=began_ms, extra_ms=0, released=False)
    if index == len(state.timeline.segments):
        return _end(state, (), Ended.FULL if state.account.reps else Ended.EARLY)
    if not state.timeline.same_rep(index - 1, index):
        state = replace(state, held_ms=0)
    return state, (Started(index),)


def _end(state: State, events: tuple[Event, ...], how: Ended) -> Result:
    return replace(state, ended=how, paused=None), (*events, Finished(how))
