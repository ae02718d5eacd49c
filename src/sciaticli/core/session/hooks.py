"""At which moments of the timed holds a program of the person's own runs."""

from sciaticli.core.config import Hook
from sciaticli.core.session.timeline import SegmentKind, Timeline


def hook_at(timeline: Timeline, index: int) -> Hook | None:
    """Return the moment that a segment begins with, if it is one.

    A hold has a start of its own after any rest or get-ready. Movements that follow each other without a
    rest have one start together.
    """
    segment = timeline.segments[index]
    if segment.kind is SegmentKind.REST:
        return Hook.REST_START
    worked = index > 0 and timeline.segments[index - 1].works
    return Hook.HOLD_START if segment.works and not worked else None
