"""An answer typed at a terminal: some digits are taken at once, words and lists end with Enter.

Letters wait for Enter, so that a word typed in full never spills into the next question.
"""

from __future__ import annotations

import codecs
import os
import select
import sys
import time
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TextIO

# Ctrl-D; typed a moment before the terminal gives single keys, it arrives as a nought.
END = ("\x04", "\x00")
# What a shell's line takes back too: a letter, the last word (Ctrl-W), the line (Ctrl-U).
_TAKES_BACK: dict[str, Callable[[str], str]] = {
    "\x7f": lambda line: line[:-1],
    "\x08": lambda line: line[:-1],
    "\x17": lambda line: line.rstrip()[: line.rstrip().rfind(" ") + 1],
    "\x15": lambda _: "",
}
_BOUNCE = 0.2
"""Seconds within which the same key again bounced or is held down, and answers nothing (our choice)."""
_ENTER_OF_IT = 0.6
"""Seconds within which Enter ends, by habit, the digit that was taken at once (our choice).

Without it "5, Enter" would answer the next question unread wherever Enter alone is an answer.
"""


class _Taken:
    """The key that was last taken at once, and when it was last seen; a process has one keyboard."""

    key = ""
    at = taken_at = float("-inf")
    waits_for_enter = False

    def take(self, key: str) -> None:
        """Keep in mind a key that is a whole answer."""
        self.key, self.taken_at, self.waits_for_enter = key, time.monotonic(), True

    def is_its_enter(self, key: str, *, early: bool) -> bool:
        """Return whether the next key only ends the one that was taken; `early` came before its question."""
        waits, self.waits_for_enter = self.waits_for_enter, False
        return waits and key in "\r\n" and (early or time.monotonic() - self.taken_at < _ENTER_OF_IT)

    def is_bounce(self, key: str) -> bool:
        """Return whether a key only bounces, or is still held down, since it was taken at once."""
        before, self.at = self.at, time.monotonic()
        return key == self.key and self.at - before < _BOUNCE


_taken = _Taken()


def read_answer(stdin: TextIO, echo: TextIO, at_once: str) -> str:
    """Return a line with its end, empty at the end of input; a first key in `at_once` is a whole line.

    Where the terminal gives no single keys the line is read as any other.
    """
    if not stdin.isatty() or not (at_once or _taken.waits_for_enter):
        return stdin.readline()
    try:
        descriptor = stdin.fileno()
        before = _key_by_key(descriptor)
    except (OSError, ValueError):
        return stdin.readline()
    try:
        return _typed(descriptor, echo, at_once)
    finally:
        _as_before(descriptor, before)


def _typed(descriptor: int, echo: TextIO, at_once: str) -> str:
    decoder = codecs.getincrementaldecoder("utf-8")("replace")
    early = bool(select.select([descriptor], [], [], 0)[0])
    line = ""
    while True:
        read = os.read(descriptor, 1)
        if not read:
            return line
        for key in decoder.decode(read):
            if _taken.is_its_enter(key, early=early) or (
                not line and key in at_once and _taken.is_bounce(key)
            ):
                continue
            if key in "\r\n":
                _show(echo, "\n")
                return f"{line}\n"
            if key in END and not line:
                return ""
            if key in _TAKES_BACK:
                kept = _TAKES_BACK[key](line)
                _show(echo, "\b \b" * (len(line) - len(kept)))
                line = kept
            elif key.isprintable():
                _show(echo, key)
                if not line and key in at_once:
                    _show(echo, "\n")
                    _taken.take(key)
                    return f"{key}\n"
                line += key


def _show(echo: TextIO, text: str) -> None:
    echo.write(text)
    echo.flush()


if sys.platform == "win32":

    def _key_by_key(_descriptor: int) -> list[Any]:
        """Raise OSError: lines are read there."""
        raise OSError

    def _as_before(_descriptor: int, _mode: list[Any]) -> None:
        """Do nothing: nothing was changed."""

else:

    def _key_by_key(descriptor: int) -> list[Any]:
        """Take keys as they come, unshown, and return the mode before; Ctrl-C and Ctrl-Z stay what they are.

        Raises OSError where the terminal can't do that.
        """
        import termios

        try:
            before = termios.tcgetattr(descriptor)
            mode = list(before)
            mode[3] &= ~(termios.ECHO | termios.ICANON)
            termios.tcsetattr(descriptor, termios.TCSADRAIN, mode)
        except termios.error as error:
            raise OSError(*error.args) from error
        return before

    def _as_before(descriptor: int, mode: list[Any]) -> None:
        import termios

        termios.tcsetattr(descriptor, termios.TCSADRAIN, mode)
