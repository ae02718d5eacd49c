"""The two screens of a session: one that is redrawn in place, and lines that are only added."""

import shutil
from collections.abc import Mapping
from contextlib import ExitStack, suppress
from types import TracebackType
from typing import Protocol, Self, TextIO

from rich.console import Console, ConsoleDimensions
from rich.segment import Segment

from sciaticli.coach.pictures import ScreenPictures
from sciaticli.coach.row_changes import RowChanges
from sciaticli.core.config import Talk
from sciaticli.core.figure.parts import Figure
from sciaticli.core.session.state import State
from sciaticli.core.text import by_words
from sciaticli.view.display import USUAL_DISPLAY, Display
from sciaticli.view.session.frame import Frame
from sciaticli.view.session.plain_lines import KEYS, heartbeat, question_lines, segment_lines
from sciaticli.view.session.screen import SessionView

LINES_STAY_MS = 500  # a line that is due is at most so late


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

    def show(self, frame: Frame) -> int:
        """Show the moment, and return for how many milliseconds it looks so, unless something happens."""


class LiveScreen:
    """The alternate screen: only the characters that changed are written again, so nothing flickers.

    Rich's own `Live` writes every row each time: many times the bytes for the same picture.
    """

    def __init__(
        self, console: Console, figures: Mapping[str, Figure], *, display: Display = USUAL_DISPLAY
    ) -> None:
        self._console = console
        self._view = SessionView(figures, display=display)
        self._changes = RowChanges(console)
        self._pictures = ScreenPictures(display)
        self._taken = ExitStack()
        self._look: object = None
        self._rows: list[list[Segment]] = []

    def __enter__(self) -> Self:
        self._look, self._rows = None, []
        self._taken.enter_context(self._console.screen())
        return self

    def __exit__(self, *exc: object) -> None:
        with suppress(OSError):  # the terminal may be gone
            self._write(self._pictures.ended())
            self._taken.close()

    def begin(self, state: State, index: int) -> None:
        """Do nothing: the next moment shows it."""

    def show(self, frame: Frame) -> int:
        """Draw the moment, unless it looks like the last one."""
        size = self._console.size
        look = self._view.look(frame), size
        if look != self._look:
            self._look = look
            self._draw(frame, size)
        return self._view.stays_ms(frame)

    def _draw(self, frame: Frame, size: ConsoleDimensions) -> None:
        rows = self._view.rows(self._console, frame, size.width, size.height)
        if len(rows) != len(self._rows) or _width(rows) != _width(self._rows):
            self._rows = []
        before = self._rows or [[]] * len(rows)
        changed = [number for number, row in enumerate(rows) if row != before[number]]
        self._rows = rows
        written = [self._changes.text(number, before[number], rows[number]) for number in changed]
        self._write("".join(written) + self._pictures.shown(self._view.placed, changed))

    def _write(self, text: str) -> None:
        if text:
            self._console.file.write(text)
            self._console.file.flush()


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

    def show(self, frame: Frame) -> int:
        """Print what is new since the last moment: a heartbeat, a notice, a question."""
        last = self._last
        self._last = frame
        if last is not None and (beat := heartbeat(last.state, frame.state)):
            self._print(beat)
        if frame.notice and (last is None or frame.notice != last.notice):
            self._print(frame.notice)
        if frame.talk and not frame.talk.is_over and (last is None or frame.talk != last.talk):
            self._print(*question_lines(frame.talk))
        return LINES_STAY_MS

    def _print(self, *lines: str) -> None:
        if self._stream.isatty():  # a terminal breaks a line anywhere, also inside a word
            columns = shutil.get_terminal_size().columns
            lines = tuple(part for line in lines for part in by_words(line, columns))
        if lines:
            print(*lines, sep="\n", file=self._stream, flush=True)


def _width(rows: list[list[Segment]]) -> int:
    return Segment.get_line_length(rows[0]) if rows else 0
