"""Whether what is said in a session fits its places, by the true lengths of the words."""

from collections.abc import Iterator, Mapping

from msgspec import Struct

from sciaticli.core.session.cues import LATE_MS, Cue, Priority, spoken_ms
from sciaticli.core.session.timeline import Timeline


class Misfit(Struct, frozen=True):
    """Words that are not said to their end: they are cut by what comes `after_ms`, or never begun."""

    text: str
    length_ms: int
    after_ms: int


def moments(timeline: Timeline, cues: tuple[Cue, ...]) -> Iterator[tuple[int, Cue]]:
    """Yield each cue with its time from the start of the session, in milliseconds."""
    starts = (*timeline.starts_ms, timeline.total_ms)
    for cue in cues:
        length_ms = timeline.segments[cue.segment].ms if cue.segment < len(timeline.segments) else 0
        yield starts[cue.segment] + cue.due_ms(length_ms), cue


def without_room(
    timeline: Timeline, cues: tuple[Cue, ...], lengths: Mapping[str, int] | None = None
) -> Iterator[Misfit]:
    """Yield what would not be heard whole, as the voice does it: see `Speaker`.

    The count-down is left out: it has its tones.
    """
    said: Cue | None = None
    began_ms = until_ms = 0
    for at_ms, cue in sorted(moments(timeline, cues), key=lambda each: each[0]):
        if not cue.text or cue.priority is Priority.TICK:
            continue
        length_ms = spoken_ms(cue.text, lengths)
        caution = cue.priority is Priority.CAUTION
        starts_ms = max(at_ms, until_ms)
        if said is not None and until_ms > at_ms and cue.priority > said.priority and not caution:
            yield Misfit(said.text, until_ms - began_ms, at_ms - began_ms)
            starts_ms = at_ms
        elif starts_ms - at_ms > LATE_MS and not caution:
            yield Misfit(cue.text, length_ms, 0)
            continue
        said, began_ms, until_ms = cue, starts_ms, starts_ms + length_ms
