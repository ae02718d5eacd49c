"""The two screens of a session: one that is redrawn in place, and lines that are only added."""

from collections.abc import Mapping
from contextlib import suppress
from types import TracebackType
from typing import Protocol, Self, TextIO

from rich.console import Console
from rich.live import Live

from sciaticli.core.config import Talk
from sciaticli.core.figure import Figure
from sciaticli.core.session import State
from sciaticli.view.frame import Frame
from sciaticli.view.plain import KEYS, heartbeat, question_lines, segment_lines
from sciaticli.view.session import SessionView


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


class LiveScreen:
    """The alternate screen, drawn again only when something on it has changed."""

    def __init__(self, console: Console, figures: Mapping[str, Figure], *, light: bool = False) -> None:
        self._console = console
        self._view = SessionView(figures, light=light)
        self._live: Live | None = None
        self._last: object = None

    def __enter__(self) -> Self:
        self._last = None
        self._live = Live(
            console=self._console,
            screen=True,
            auto_refresh=False,
            redirect_stdout=False,
            redirect_stderr=False,
        )
        self._live.start()
        return self

    def __exit__(self, *exc: object) -> None:
        if self._live is not None:
            with suppress(OSError):  # the terminal may be gone
                self._live.stop()
        self._live = None

    def begin(self, state: State, index: int) -> None:
        """Do nothing: the next moment shows it."""

    def show(self, frame: Frame) -> None:
        """Draw the moment, unless it looks like the last one."""
        look = self._view.look(frame), self._console.size
        if self._live is not None and look != self._last:
            self._last = look
            self._live.update(self._view.at(frame), refresh=True)


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
