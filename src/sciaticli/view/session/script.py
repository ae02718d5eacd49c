"""The spoken script of a session as lines: when, and what is said."""

from collections.abc import Iterator

from sciaticli.core.catalogue.dose_words import MINUTE
from sciaticli.core.session.cues import Cue, Priority
from sciaticli.core.session.timeline import MS, Timeline


def script_lines(timeline: Timeline, cues: tuple[Cue, ...]) -> Iterator[str]:
    """Yield one line for each cue as "minutes:seconds  words"; a count-down is one line.

    A cue that is only a tone is named in brackets, so that nothing a person hears is missing.
    """
    starts = (*timeline.starts_ms, timeline.total_ms)
    counting = False
    for cue in cues:
        ticks = cue.priority is Priority.TICK
        if not (ticks and counting):
            length_ms = timeline.segments[cue.segment].ms if cue.segment < len(timeline.segments) else 0
            yield f"{_moment(starts[cue.segment] + cue.due_ms(length_ms))}  {_words(cue)}"
        counting = ticks


def _words(cue: Cue) -> str:
    if cue.priority is Priority.TICK:
        return "3, 2, 1"
    return cue.text or f"({str(cue.tone).replace('_', ' ')} tone)"


def _moment(ms: int) -> str:
    minutes, seconds = divmod(ms // MS, MINUTE)
    return f"{minutes:3}:{seconds:02}"
