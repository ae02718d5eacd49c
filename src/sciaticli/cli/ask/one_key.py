"""An answer typed at a terminal: some digits are taken at once, words and lists end with Enter.

Letters wait for Enter, so that a word typed in full never spills into the next question.
"""

from __future__ import annotations

import codecs
import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import TextIO

# Ctrl-D; typed a moment before the terminal gives single keys, it arrives as a nought.
END = ("\x04", "\x00")
_RUBOUT = ("\x7f", "\x08")


def read_answer(stdin: TextIO, echo: TextIO, at_once: str) -> str:
    """Return a line with its end, empty at the end of input; a first key in `at_once` is a whole line.

    Where the terminal gives no single keys the line is read as any other.
    """
    if not at_once or sys.platform == "win32" or not stdin.isatty():
        return stdin.readline()
    import termios

    try:
        descriptor = stdin.fileno()
        before = termios.tcgetattr(descriptor)
    except (OSError, ValueError, termios.error):
        return stdin.readline()
    try:
        _key_by_key(descriptor)
        return _typed(descriptor, echo, at_once)
    finally:
        termios.tcsetattr(descriptor, termios.TCSADRAIN, before)


def _key_by_key(descriptor: int) -> None:
    """Take keys as they come, unshown; Ctrl-C and Ctrl-Z stay what they are."""
    import termios

    mode = termios.tcgetattr(descriptor)
    mode[3] &= ~(termios.ECHO | termios.ICANON)
    termios.tcsetattr(descriptor, termios.TCSADRAIN, mode)


def _typed(descriptor: int, echo: TextIO, at_once: str) -> str:
    decoder = codecs.getincrementaldecoder("utf-8")("replace")
    line = ""
    while True:
        read = os.read(descriptor, 1)
        if not read:
            return line
        for key in decoder.decode(read):
            if key in "\r\n":
                _show(echo, "\n")
                return f"{line}\n"
            if key in END and not line:
                return ""
            if key in _RUBOUT:
                _show(echo, "\b \b" if line else "")
                line = line[:-1]
            elif key.isprintable():
                _show(echo, key)
                if not line and key in at_once:
                    _show(echo, "\n")
                    return f"{key}\n"
                line += key


def _show(echo: TextIO, text: str) -> None:
    echo.write(text)
    echo.flush()
