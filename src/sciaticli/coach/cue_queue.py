"""What is still to be said in the segment under way."""

from collections.abc import Iterable

from msgspec import structs

from sciaticli.core.session import cues as say
from sciaticli.core.session.cues import LATE_MS, Cue, Priority
from sciaticli.core.session.state import State


class CueQueue:
    """The cues of a session by their segment, and those of the segment under way that wait."""

    def __init__(self, cues: Iterable[Cue]) -> None:
        self._of_segment: dict[int, list[Cue]] = {}
        for cue in cues:
            self._of_segment.setdefault(cue.segment, []).append(cue)
        self._waiting: list[Cue] = []

    def begin(self, index: int, *, asks_reserve: bool = False) -> None:
        """Let the cues of a segment wait; a question that is not asked leaves no gap."""
        cues = list(self._of_segment.get(index, ()))
        if cues and cues[0].text == say.TWO_MORE and not asks_reserve:
            gap_ms = cues[1].at_ms
            cues = [
                cue if cue.from_end else structs.replace(cue, at_ms=cue.at_ms - gap_ms) for cue in cues[1:]
            ]
        self._waiting = cues

    def take_due(self, state: State) -> list[Cue]:
        """Return what is to be said now, and forget it with what can't be said in time any more."""
        elapsed_ms = 0 if state.ended else state.elapsed_ms
        due = {cue: cue.due_ms(state.length_ms) for cue in self._counting(state)}
        due = {cue: due_ms for cue, due_ms in due.items() if due_ms <= elapsed_ms}
        self._waiting = [cue for cue in self._waiting if cue not in due]
        return [
            cue
            for cue, due_ms in due.items()
            if cue.priority is Priority.CAUTION or elapsed_ms - due_ms <= LATE_MS
        ]

    def next_in_ms(self, state: State) -> list[int]:
        """Return in how many milliseconds each of them falls due."""
        return [cue.due_ms(state.length_ms) - state.elapsed_ms for cue in self._counting(state)]

    def take_opening(self, index: int) -> Cue:
        """Return how a segment is opened, to be said now; it does not wait any more."""
        before = {say.TWO_MORE, say.GREETING}
        opening = next(cue for cue in self._of_segment[index] if cue.text not in before)
        self._waiting = [cue for cue in self._waiting if cue.text not in {opening.text, *before}]
        return opening

    def keep_cautions(self, at_ms: int) -> int:
        """Drop what waits but the counting and what is for safety; return when that has been said."""
        cautions = []
        for cue in self._waiting:
            if cue.priority is Priority.CAUTION:
                cautions.append(structs.replace(cue, at_ms=at_ms))
                at_ms += say.spoken_ms(cue.text) + say.BREATH_MS
        self._waiting = [*cautions, *(cue for cue in self._waiting if cue.from_end)]
        return at_ms

    def lengthen(self, state: State) -> None:
        """Let the counting of a segment that got longer wait again."""
        self._waiting += [
            cue
            for cue in self._of_segment.get(state.index, ())
            if cue.from_end and cue not in self._waiting and state.left_ms > cue.at_ms
        ]

    def _counting(self, state: State) -> list[Cue]:
        """Return those whose moment is known: the end of a get-ready that waits is not."""
        return [cue for cue in self._waiting if not (cue.from_end and state.is_waiting)]
