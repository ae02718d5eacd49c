"""The clock of a plan: its items laid out as timed segments, in whole milliseconds."""

from collections.abc import Iterator, Sequence
from enum import StrEnum
from itertools import accumulate, groupby

from msgspec import Struct
from msgspec.structs import replace

from sciaticli.core.catalogue.dose_sums import moves
from sciaticli.core.catalogue.exercise import Dose, Equipment, Exercise, Kind, Laterality, Position, Side
from sciaticli.core.plan import PlanItem
from sciaticli.core.session.account import RepDone

MS = 1000
# Seconds to get from one place to another, and to read: our choice, after what a walk with the program took.
SAME_PLACE_S, ROLL_S, UP_OR_DOWN_S, FAR_S = 20, 20, 30, 40
HEIGHTS = {
    Position.SUPINE: 0,
    Position.PRONE: 0,
    Position.SIDE_LYING: 0,
    Position.QUADRUPED: 1,
    Position.KNEELING: 1,
    Position.HALF_KNEELING: 1,
    Position.SITTING: 2,
    Position.STANDING: 3,
    Position.WALKING: 3,
    Position.WATER: 4,
}


class SegmentKind(StrEnum):
    """What a stretch of time is for."""

    GET_READY = "get_ready"
    SWITCH_SIDE = "switch_side"  # a get-ready: the same exercise, now the other side
    MOVE = "move"
    HOLD = "hold"
    REST = "rest"


READY = frozenset({SegmentKind.GET_READY, SegmentKind.SWITCH_SIDE})


class Way(StrEnum):
    """Which part of the movement a MOVE is; without a hold it goes there and back in one."""

    IN = "in"
    OUT = "out"
    THERE_AND_BACK = "there_and_back"


class Pace(Struct, frozen=True, kw_only=True):
    """How a person gets from one exercise to the next.

    `known` are the exercises done before: the others are told in full. With `waits` the first time and
    each change of place wait for a key; without, they last `seconds` or what the change needs. With `asks`
    strength work is followed by a question. `greets`: it is their first session, so the keys are told.
    """

    known: frozenset[str] = frozenset()
    waits: bool = True
    seconds: int | None = None
    asks: bool = True
    greets: bool = False


class Segment(Struct, frozen=True, kw_only=True):
    """A timed piece of a session. `item` counts from 0; `set_no` and `rep_no` from 1.

    One that `waits` ends by a key; its `ms` is then what is reckoned for it.

    In a get-ready the set and the rep are those to come, in a rest those just done. `rep_no`
    counts turns where sides take turns, and `side` is then the side of this turn.
    """

    kind: SegmentKind
    ms: int
    item: int
    side: Side
    set_no: int
    rep_no: int
    way: Way | None = None
    waits: bool = False

    @property
    def works(self) -> bool:
        """True for the segments that make up a repetition."""
        return self.kind in (SegmentKind.MOVE, SegmentKind.HOLD)

    @property
    def rep(self) -> tuple[int, int, int]:
        """What tells one repetition of the session from all others."""
        return self.item, self.set_no, self.rep_no


class Timeline(Struct, frozen=True):
    """The segments of a session in order, the items they belong to, and those that are told in full.

    With `asks` it is asked after strength work whether two more could have been done; one that `greets`
    begins with what the keys do.
    """

    items: tuple[PlanItem, ...]
    segments: tuple[Segment, ...]
    told: frozenset[int] = frozenset()
    asks: bool = False
    greets: bool = False

    @property
    def total_ms(self) -> int:
        """The length of the whole session when nothing is skipped or extended."""
        return sum(segment.ms for segment in self.segments)

    @property
    def starts_ms(self) -> tuple[int, ...]:
        """When each segment starts, counted from the start of the session."""
        return tuple(accumulate((segment.ms for segment in self.segments[:-1]), initial=0))

    def turns_in(self, item: int, set_no: int) -> int:
        """Return the repetitions of a set as the clock counts them: twice as many where sides take turns."""
        chosen = self.items[item]
        return _turns(chosen.exercise, chosen.dose, set_no)

    def same_rep(self, first: int, second: int) -> bool:
        """Tell whether two segments belong to one repetition; False for a number outside the session."""
        if first < 0 or second >= len(self.segments):
            return False
        one, other = self.segments[first], self.segments[second]
        return one.works and other.works and one.rep == other.rep

    def without(self, reps: tuple[RepDone, ...]) -> frozenset[int]:
        """Return the segments not to play again after these repetitions: they, and the rests after them.

        A get-ready stays as long as anything of its item is left.
        """
        done = {rep.rep for rep in reps}
        left = {each.item for each in self.segments if each.works and each.rep not in done}
        return frozenset(
            index
            for index, each in enumerate(self.segments)
            if each.item not in left or (each.kind not in READY and each.rep in done)
        )


def timeline(items: tuple[PlanItem, ...], get_ready_s: int, pace: Pace | None = None) -> Timeline:
    """Lay the items out in time, each with one get-ready of `get_ready_s` seconds before it.

    With a pace a first time and a change of place get the time, and the key, that it gives them.
    """
    segments: list[Segment] = []
    told: set[int] = set()
    seen = frozenset() if pace is None else pace.known
    before: PlanItem | None = None
    for number, item in enumerate(items):
        ready = _get_ready(number, get_ready_s)
        if before is not None and _is_other_side(before, item):
            ready = replace(ready, kind=SegmentKind.SWITCH_SIDE)
        elif pace is not None:
            is_new = item.exercise.id not in seen
            told |= {number} if is_new else set()
            ready = _with_time_to_get_there(ready, item.exercise, before, pace, is_new=is_new)
        seen |= {item.exercise.id}
        segments += _item_segments(item.exercise, item.dose, item.side, ready)
        before = item
    asks, greets = (False, False) if pace is None else (pace.asks, pace.greets)
    return Timeline(items, tuple(segments), frozenset(told), asks=asks, greets=greets)


def exercise_count(items: Sequence[PlanItem], item: int) -> tuple[int, int]:
    """Return the number of an item's exercise and of all: both sides are one exercise."""
    runs = [len(list(group)) for _, group in groupby(each.exercise.id for each in items)]
    ends = [sum(runs[: number + 1]) for number in range(len(runs))]
    return next(number for number, end in enumerate(ends, 1) if item < end), len(runs)


def item_seconds(exercise: Exercise, dose: Dose, side: Side, get_ready_s: int) -> int:
    """Return the whole seconds the clock will show for one exercise and side, get-ready included."""
    segments = _item_segments(exercise, dose, side, _get_ready(0, get_ready_s))
    return sum(segment.ms for segment in segments) // MS


def _get_ready(item: int, get_ready_s: int) -> Segment:
    return Segment(
        kind=SegmentKind.GET_READY, ms=get_ready_s * MS, item=item, side=Side.BOTH, set_no=1, rep_no=1
    )


def _with_time_to_get_there(
    ready: Segment, exercise: Exercise, before: PlanItem | None, pace: Pace, *, is_new: bool
) -> Segment:
    last = None if before is None else before.exercise
    fetches = last is not None and not set(_things(exercise)) <= set(_things(last))
    moves = last is None or last.position is not exercise.position
    if not (is_new or moves or fetches):
        return ready
    needed = SAME_PLACE_S if last is None else _change_s(last.position, exercise.position)
    seconds = needed if pace.waits or pace.seconds is None else pace.seconds
    return replace(ready, ms=max(ready.ms, seconds * MS), waits=pace.waits)


def _things(exercise: Exercise) -> tuple[Equipment, ...]:
    return exercise.equipment[0] if exercise.equipment else ()


def _change_s(before: Position, after: Position) -> int:
    if before is after:
        return SAME_PLACE_S
    climb = abs(HEIGHTS[before] - HEIGHTS[after])
    return ROLL_S if not climb else UP_OR_DOWN_S if climb == 1 else FAR_S


def _is_other_side(before: PlanItem, item: PlanItem) -> bool:
    return before.exercise.id == item.exercise.id and {before.side, item.side} == {Side.LEFT, Side.RIGHT}


def _item_segments(exercise: Exercise, dose: Dose, side: Side, ready: Segment) -> Iterator[Segment]:
    """One item's segments; `ready` is its get-ready, whose side is set here to that of the first turn."""
    yield replace(ready, side=_side_of_turn(exercise, side, 1))
    ready = replace(ready, waits=False)  # only the way to the place waits for a key, never the work
    for set_no in range(1, dose.sets + 1):
        turns = _turns(exercise, dose, set_no)
        for rep_no in range(1, turns + 1):
            turn = replace(ready, side=_side_of_turn(exercise, side, rep_no), set_no=set_no, rep_no=rep_no)
            yield from _rep(exercise, dose.hold_s * MS, turn)
            rest_s = _rest_after(dose, is_last_rep=rep_no == turns, is_last_set=set_no == dose.sets)
            if rest_s:
                yield replace(turn, kind=SegmentKind.REST, ms=rest_s * MS)


def _rep(exercise: Exercise, hold_ms: int, turn: Segment) -> Iterator[Segment]:
    """One repetition: the way in, the hold, the way out, as far as its kind has them; never nothing."""
    is_moved = moves(exercise, hold_ms)
    move_ms = exercise.move_s * MS
    move = replace(turn, kind=SegmentKind.MOVE)
    if is_moved and not hold_ms:
        yield replace(move, ms=move_ms, way=Way.THERE_AND_BACK)
        return
    if is_moved:
        yield replace(move, ms=move_ms // 2, way=Way.IN)
    if hold_ms:
        yield replace(turn, kind=SegmentKind.HOLD, ms=hold_ms)
    if is_moved:
        yield replace(move, ms=move_ms - move_ms // 2, way=Way.OUT)


def _turns(exercise: Exercise, dose: Dose, set_no: int) -> int:
    if exercise.kind is Kind.CONTINUOUS:
        return 1
    each = 2 if exercise.laterality is Laterality.ALTERNATING else 1
    return dose.reps_in(set_no - 1) * each


def _side_of_turn(exercise: Exercise, side: Side, rep_no: int) -> Side:
    if exercise.laterality is not Laterality.ALTERNATING:
        return side
    return Side.LEFT if rep_no % 2 else Side.RIGHT


def _rest_after(dose: Dose, *, is_last_rep: bool, is_last_set: bool) -> int:
    if not is_last_rep:
        return dose.rep_rest_s
    return 0 if is_last_set else dose.rest_s
