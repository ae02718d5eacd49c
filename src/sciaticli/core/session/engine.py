"""The session engine: a state, an input and the time in; a state and what happened out.

It is told the time as absolute whole milliseconds of any clock that never goes back. How often it
is told cannot change the result, and time spent in a pause never counts.
"""

from enum import StrEnum
from typing import assert_never

from msgspec import Struct
from msgspec.structs import replace

from sciaticli.core.catalogue.exercise import Kind
from sciaticli.core.record.entries import Ended, SkipReason
from sciaticli.core.session.account import Account, LegAnswer, RepDone, Reserve, Stopped
from sciaticli.core.session.timeline import MS, READY, Segment, SegmentKind, Timeline

JUMP_MS = 2000  # a longer silence of the clock is a closed lid or a stopped process: pause and ask
REDO_MS = 2000  # so early in a repetition, "back" means the one before
COUNT_IN_MS = 5000  # from the key that says ready: back to the mat
WAITING = READY | {SegmentKind.REST}
LENGTHENS = frozenset({Kind.STRETCH_HOLD, Kind.CONTINUOUS})


class Halt(StrEnum):
    """Why a session stands still."""

    KEY = "key"
    PAIN = "pain"
    CLOCK = "clock"


class Tick(Struct, frozen=True):
    """Nothing but time has passed."""


class Pause(Struct, frozen=True):
    """Stand still until Resume; a pause never ends by itself."""

    why: Halt = Halt.KEY


class Resume(Struct, frozen=True):
    """Go on where the pause began."""


class Ready(Struct, frozen=True):
    """End a get-ready that waits: the count-in of `ms` is what is left of it."""

    ms: int = COUNT_IN_MS


class Next(Struct, frozen=True):
    """Leave this exercise, its other side too, for the next one."""


class NextPiece(Struct, frozen=True):
    """Leave this repetition, rest or get-ready for what comes next."""


class Again(Struct, frozen=True):
    """Begin this exercise again from its first side; in its first get-ready, the exercise before."""


class PieceBack(Struct, frozen=True):
    """Do this repetition again; at its very start, the one before; in a get-ready, the exercise before."""


class Extend(Struct, frozen=True):
    """Give the segment ten more seconds: rests, get-readies, stretches and comfort positions only."""

    ms: int = 10 * MS


class Respond(Struct, frozen=True):
    """Keep an answer: about pain, or about how many more there could have been."""

    answer: LegAnswer | Reserve


class StopExercise(Struct, frozen=True):
    """Drop what is left of the exercise of `item`, its other side too."""

    item: int
    reason: SkipReason | None = None


class Stop(Struct, frozen=True):
    """End the session."""

    how: Ended = Ended.EARLY


Input = (
    Tick
    | Pause
    | Resume
    | Ready
    | Next
    | NextPiece
    | Again
    | PieceBack
    | Extend
    | Respond
    | StopExercise
    | Stop
)


class Started(Struct, frozen=True):
    """A segment began."""

    index: int


class Over(Struct, frozen=True):
    """A segment ended; `whole` is False when it was left before its time."""

    index: int
    whole: bool


class Held(Struct, frozen=True):
    """A repetition is done."""

    rep: RepDone


class Paused(Struct, frozen=True):
    """The session stands still."""

    why: Halt


class Resumed(Struct, frozen=True):
    """The session goes on."""


class Extended(Struct, frozen=True):
    """The segment is `ms` longer; 0 when it may not be made longer."""

    ms: int


class Finished(Struct, frozen=True):
    """The session is over."""

    how: Ended


Event = Started | Over | Held | Paused | Resumed | Extended | Finished


class State(Struct, frozen=True, kw_only=True):
    """Where a session stands. `began_ms` is when the segment began, moved on by every pause in it.

    `worked_ms` is the time of the session's clock so far: pauses are no part of it.
    """

    timeline: Timeline
    now_ms: int
    index: int = 0
    began_ms: int = 0
    extra_ms: int = 0
    released: bool = False
    held_ms: int = 0
    worked_ms: int = 0
    paused: Halt | None = None
    paused_ms: int = 0
    ended: Ended | None = None
    without: frozenset[int] = frozenset()
    longest_hold_ms: int | None = None
    account: Account = Account()

    @property
    def segment(self) -> Segment:
        """The segment under way, the last one when the session is over."""
        return self.timeline.segments[min(self.index, len(self.timeline.segments) - 1)]

    @property
    def is_waiting(self) -> bool:
        """True while a get-ready stands until the person says ready."""
        return self.segment.waits and not self.released and self.ended is None

    @property
    def length_ms(self) -> int:
        """The segment's length, extensions included."""
        return self.segment.ms + self.extra_ms

    @property
    def elapsed_ms(self) -> int:
        """How much of the segment is over."""
        return (self.now_ms if self.paused is None else self.paused_ms) - self.began_ms

    @property
    def left_ms(self) -> int:
        """How much of the segment is to come, never below 0."""
        return max(0, self.length_ms - self.elapsed_ms)

    @property
    def session_left_ms(self) -> int:
        """How much of the session is to come when nothing more is skipped or extended."""
        if self.ended is not None:
            return 0
        rest = enumerate(self.timeline.segments[self.index + 1 :], self.index + 1)
        return self.left_ms + sum(each.ms for index, each in rest if index not in self.without)

    def next_index(self, index: int) -> int:
        """Return the first segment from `index` on that is to be played; their number when none is."""
        total = len(self.timeline.segments)
        return next((each for each in range(index, total) if each not in self.without), total)


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
            result = _leave(state, _target(state, given))
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


def _target(state: State, given: Next | NextPiece | Again | PieceBack) -> int:
    match given:
        case Next():
            return _after_exercise(state)
        case NextPiece():
            return _after_rep(state)
        case Again():
            return _exercise_start(state)
        case PieceBack():
            return _mark_before(state)
        case _:
            assert_never(given)


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


def may_extend(state: State, ms: int = 10 * MS) -> bool:
    """Return whether a wait or a stretch may be `ms` longer.

    Strength and nerve work keep their time, and so does a capped hold.
    """
    segment = state.segment
    if segment.kind is not SegmentKind.HOLD:
        return segment.kind in WAITING
    exercise = state.timeline.items[segment.item].exercise
    too_long = state.longest_hold_ms is not None and state.length_ms + ms > state.longest_hold_ms
    return exercise.kind in LENGTHENS and not too_long


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


def _after_exercise(state: State) -> int:
    """Return the first segment of another exercise that is still to be played."""
    items = state.timeline.items
    here = items[state.segment.item].exercise.id
    index = state.index
    while (
        index < len(state.timeline.segments)
        and items[state.timeline.segments[index].item].exercise.id == here
    ):
        index = state.next_index(index + 1)
    return index


def _exercise_start(state: State) -> int:
    """Return the first get-ready of this exercise, or of the one before when it is under way already."""
    starts = _exercise_starts(state)
    here = [index for index in starts if index <= state.index]
    if here and here[-1] == state.index and len(here) > 1:
        return here[-2]
    return here[-1] if here else state.index


def _exercise_starts(state: State) -> list[int]:
    """Return the first get-ready of each exercise that is not left out."""
    items, segments = state.timeline.items, state.timeline.segments
    ready = [
        index for index, each in enumerate(segments) if each.kind in READY and index not in state.without
    ]
    last = None
    starts = []
    for index in ready:
        exercise = items[segments[index].item].exercise.id
        if exercise != last:
            starts.append(index)
        last = exercise
    return starts


def _after_rep(state: State) -> int:
    index = state.index + 1
    while state.timeline.same_rep(state.index, index):
        index += 1
    return state.next_index(index)


def _mark_before(state: State) -> int:
    """Return where "back" leads: see Back."""
    segments = state.timeline.segments
    marks = [
        index
        for index, each in enumerate(segments[: state.index + 1])
        if index not in state.without
        and (each.kind in READY or (each.works and not state.timeline.same_rep(index - 1, index)))
    ]
    if state.segment.kind in READY:
        earlier = [index for index in marks if segments[index].kind in READY and index < state.index]
        return earlier[-1] if earlier else state.index
    if state.segment.kind is SegmentKind.REST:
        return marks[-1]
    into_ms = state.elapsed_ms + sum(each.ms for each in segments[marks[-1] : state.index])
    return marks[-2] if into_ms <= REDO_MS else marks[-1]
