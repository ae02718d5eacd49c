"""Where a key leads to in a session, as the number of a segment."""

from typing import assert_never

from sciaticli.core.session.inputs import Again, Next, NextPiece, PieceBack
from sciaticli.core.session.state import State
from sciaticli.core.session.timeline import READY, SegmentKind

REDO_MS = 2000  # so early in a repetition, "back" means the one before


def target_of(state: State, given: Next | NextPiece | Again | PieceBack) -> int:
    """Return the segment that a key for another place leads to."""
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
    """Return where "back" leads: see PieceBack."""
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
