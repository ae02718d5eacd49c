"""Where a session stands at a moment."""

from msgspec import Struct

from sciaticli.core.catalogue.exercise import Kind
from sciaticli.core.record.entries import Ended
from sciaticli.core.session.account import Account
from sciaticli.core.session.inputs import Halt
from sciaticli.core.session.timeline import MS, READY, Segment, SegmentKind, Timeline

WAITING = READY | {SegmentKind.REST}
LENGTHENS = frozenset({Kind.STRETCH_HOLD, Kind.CONTINUOUS})


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
