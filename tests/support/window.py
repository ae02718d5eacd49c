"""What a person sees of a program in a terminal: a screen is written in pieces, so bytes are no words."""

import re

import pexpect
import pyte

from support.waiting import until

COLUMNS, ROWS = 80, 24


class Window:
    """A terminal window: everything that is read from the program is drawn in it."""

    def __init__(self, child: "pexpect.spawn[str]", *, columns: int = COLUMNS, rows: int = ROWS) -> None:
        self.child = child
        self.screen = pyte.Screen(columns, rows)
        self.is_over = False
        self._stream = pyte.Stream(self.screen)
        child.logfile_read = self

    def write(self, text: str) -> None:
        self._stream.feed(text)

    def flush(self) -> None:
        return None

    @property
    def lines(self) -> list[str]:
        return [line.rstrip() for line in self.screen.display]

    def look(self) -> None:
        """Bring the window up to date."""
        try:
            self.child.read_nonblocking(65_536, timeout=0.02)
        except pexpect.TIMEOUT:
            return
        except pexpect.EOF:
            self.is_over = True

    def shows(self, pattern: str, longest_s: float = 40.0) -> bool:
        """Wait until a line matches; returns whether one does, also where the program is over before."""

        def seen() -> bool:
            self.look()
            return self.is_over or self.matches(pattern)

        until(seen, longest_s)
        return self.matches(pattern)

    def matches(self, pattern: str) -> bool:
        return any(re.search(pattern, line) for line in self.screen.display)
