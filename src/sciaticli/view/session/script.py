"""The spoken script of a session as lines: when, and what is said."""

from collections.abc import Iterator

from sciaticli.core.catalogue.dose_words import MINUTE
from sciaticli.core.session.cues import Cue, Priority
from sciaticli.core.session.fit import moments
from sciaticli.core.session.timeline import MS, Timeline


def script_lines(timeline: Timeline, cues: tuple[Cue, ...]) -> Iterator[str]:
    """Yield one line for each cue as "minutes:seconds  words"; a count-down is one line.

    A cue that is only a tone is named in brackets, so that nothing a person hears is missing.
    """
    counting = False
    for at_ms, cue in moments(timeline, cues):
        ticks = cue.priority is Priority.TICK
        if not (ticks and counting):
            yield f"{_moment(at_ms)}  {_words(cue)}"
        counting = ticks


def _words(cue: Cue) -> str:
    if cue.priority is Priority.TICK:
        return "3, 2, 1"
    return cue.text or f"({str(cue.tone).replace('_', ' ')} tone)"


def _moment(ms: int) -> str:
    minutes, seconds = divmod(ms // MS, MINUTE)
    return f"{minutes:3}:{seconds:02}"
