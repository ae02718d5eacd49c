"""The two screens of a session: one that is redrawn in place, and lines that are only added."""

from types import TracebackType
from typing import Protocol, Self, TextIO

from sciaticli.core.config import Talk
from sciaticli.core.session import State
from sciaticli.view.frame import Frame
from sciaticli.view.plain import KEYS, heartbeat, question_lines, segment_lines


class Screen(Protocol):
    """Where a session is seen."""

    def __enter__(self) -> Self:
        """Take the screen, at the start and after a stop of the process."""

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Give the screen back as it was."""

    def begin(self, state: State, index: int) -> None:
        """Show that segment `index` begins."""

    def show(self, frame: Frame) -> None:
        """Show the moment."""


class PlainScreen:
    """Lines on a stream, one for each change, and a heartbeat in long holds."""

    def __init__(self, stream: TextIO, talk: Talk) -> None:
        self._stream = stream
        self._talk = talk
        self._last: Frame | None = None
        self._greeted = False

    def __enter__(self) -> Self:
        if not self._greeted:
            self._print(*KEYS)
            self._greeted = True
        return self

    def __exit__(self, *exc: object) -> None:
        self._stream.flush()

    def begin(self, state: State, index: int) -> None:
        """Print what begins."""
        self._print(*segment_lines(state.timeline, index, self._talk))

    def show(self, frame: Frame) -> None:
        """Print what is new since the last moment: a heartbeat, a notice, a question."""
        last = self._last
        self._last = frame
        if last is not None and (beat := heartbeat(last.state, frame.state)):
            self._print(beat)
        if frame.notice and (last is None or frame.notice != last.notice):
            self._print(frame.notice)
        if frame.talk and not frame.talk.is_over and (last is None or frame.talk != last.talk):
            self._print(*question_lines(frame.talk))

    def _print(self, *lines: str) -> None:
        if lines:
            print(*lines, sep="\n", file=self._stream, flush=True)
