"""Keys from the terminal, one at a time, by the standard library alone.

Signals only set a flag: the loop that reads sees them as keys, puts the terminal right and goes on or ends.
"""

import codecs
import os
import re
import select
import signal
import sys
import threading
import time
from collections import deque
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from types import FrameType
from typing import Protocol, Self, TextIO

from sciaticli.core.session.keys import DOWN, LEFT, RIGHT, UP

INTERRUPT = "interrupt"  # Ctrl-C, a closed terminal, a request to end
SUSPEND = "suspend"  # Ctrl-Z
CONTINUED = "continued"  # stopped from outside, and let go on
LETTERS = {"A": UP, "B": DOWN, "C": RIGHT, "D": LEFT}
ARROWS = {f"\x1b{kind}{letter}": arrow for kind in "[O" for letter, arrow in LETTERS.items()}
WORDS = {"\x03": INTERRUPT}
ASKED = {
    "SIGINT": INTERRUPT,
    "SIGTERM": INTERRUPT,
    "SIGHUP": INTERRUPT,
    "SIGTSTP": SUSPEND,
    "SIGCONT": CONTINUED,
}
# What a terminal answers to a question is no key, however late it comes.
ANSWERS = re.compile(
    r"\x1b\]11;[^\x07\x1b]*(?:\x07|\x1b\\)|\x1b_G[^\x1b]*\x1b\\|\x1b\[\?[\d;]*c|\x1b\[\d+;\d+;\d+t"
)
UNFINISHED = re.compile(r"\x1b(?:\]11;[^\x07\x1b]*\x1b?|_G[^\x1b]*\x1b?|\[[?\d][\d;]*)\Z")
ONE_KEY = re.compile(r"\x1b[\[O][\d;]*[A-Za-z~]|\x1b.|.", re.DOTALL)  # a sequence of a special key is one
LOOK_S = 0.25  # how often a reader that can't be woken looks for a signal


class Keys(Protocol):
    """Where keys come from: a terminal, nowhere, or a test's script."""

    def __enter__(self) -> Self:
        """Begin to read; the terminal is put right again on the way out."""

    def __exit__(self, *exc: object) -> None:
        """Put the terminal right."""

    def read(self, timeout_s: float) -> str | None:
        """Return a character or one of the words above, None when none came within `timeout_s`."""

    def suspend(self) -> None:
        """Stop the process until it is continued, with the terminal put right meanwhile."""


class Signals:
    """The signals that arrive while they are held, as keys; the handlers do nothing but note them.

    While they are held `woken` can be read from as soon as one has come: it wakes who waits for a key.
    """

    def __init__(self) -> None:
        self.woken = self._wakes = -1
        self._came: deque[str] = deque()
        self._before = ExitStack()

    def hold(self) -> None:
        """Take over the signals this platform has; only the main thread may."""
        if sys.platform != "win32":  # there nobody can wait for a pipe
            self._before.callback(self._close_pipe)
            self.woken, self._wakes = os.pipe()
            os.set_blocking(self.woken, False)
            os.set_blocking(self._wakes, False)
        if threading.current_thread() is not threading.main_thread():
            return
        for name in ASKED:
            if number := getattr(signal, name, None):
                self._before.callback(signal.signal, number, signal.signal(number, self._note))

    def release(self) -> None:
        """Give the signals back."""
        self._before.close()

    def take(self) -> str | None:
        """Return the oldest signal not yet taken."""
        with suppress(OSError):  # nothing has come, or nothing is held
            os.read(self.woken, 1)
        return self._came.popleft() if self._came else None

    def holds(self, asked: str) -> bool:
        """Return whether a signal of this meaning has come and was not taken."""
        return asked in self._came

    def _close_pipe(self) -> None:
        for end in (self.woken, self._wakes):
            os.close(end)
        self.woken = self._wakes = -1

    def _note(self, number: int, _frame: FrameType | None) -> None:
        self._came.append(ASKED[signal.Signals(number).name])
        with suppress(OSError):  # so many have come that the reader is awake already
            os.write(self._wakes, b"!")


@contextmanager
def signals_wait() -> Iterator[None]:
    """Let no signal end the process within the block: what is being saved is saved whole.

    A session that ends by a hang-up is hung up twice: by the terminal, and by its shell. Who wanted to
    stop for a while meanwhile is stopped as soon as all is saved.
    """
    signals = Signals()
    signals.hold()
    try:
        yield
    finally:
        wants_to_stop = signals.holds(SUSPEND)
        signals.release()
        if wants_to_stop:
            os.kill(os.getpid(), signal.Signals["SIGTSTP"])


def split_keys(text: str) -> list[str]:
    """Return what was typed key by key; what the terminal itself has answered is left out."""
    return [ARROWS.get(key, key) for key in ONE_KEY.findall(ANSWERS.sub("", text))]


class TypedBefore:
    """Keys of which some were typed before anybody read them: those come first."""

    def __init__(self, keys: Keys, typed: str) -> None:
        self._keys = keys
        self._typed = deque(split_keys(typed))

    def __enter__(self) -> Self:
        self._keys.__enter__()
        return self

    def __exit__(self, *exc: object) -> None:
        self._keys.__exit__(*exc)

    def read(self, timeout_s: float) -> str | None:
        """Return the next key or signal."""
        return self._typed.popleft() if self._typed else self._keys.read(timeout_s)

    def suspend(self) -> None:
        """Stop until continued."""
        self._keys.suspend()


class NoKeys:
    """Nobody is there: no key ever comes, but a signal still ends the session."""

    def __init__(self) -> None:
        self._signals = Signals()

    def __enter__(self) -> Self:
        self._signals.hold()
        return self

    def __exit__(self, *exc: object) -> None:
        self._signals.release()

    def read(self, timeout_s: float) -> str | None:
        """Wait for the whole time, or until a signal."""
        end = time.monotonic() + timeout_s
        while not (came := self._signals.take()) and (left := end - time.monotonic()) > 0:
            time.sleep(min(left, LOOK_S))
        return came

    def suspend(self) -> None:
        """Do nothing: there is no terminal to leave."""


if sys.platform == "win32":
    import msvcrt

    ARROW_KEYS = {"M": RIGHT, "K": LEFT, "H": UP, "P": DOWN}
    POLL_S = 0.02

    class TerminalKeys(NoKeys):
        """Keys of the Windows console."""

        def read(self, timeout_s: float) -> str | None:
            """Return the next key or signal."""
            end = time.monotonic() + timeout_s
            while True:
                if msvcrt.kbhit():
                    key = msvcrt.getwch()
                    return ARROW_KEYS.get(msvcrt.getwch(), "") if key in "\x00\xe0" else WORDS.get(key, key)
                if came := self._signals.take():
                    return came
                if time.monotonic() >= end:
                    return None
                time.sleep(POLL_S)

else:
    import termios
    import tty

    class TerminalKeys:
        """Keys of a terminal that is read key by key and doesn't show them."""

        def __init__(self, descriptor: int) -> None:
            self._descriptor = descriptor
            self._signals = Signals()
            self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
            self._typed: deque[str] = deque()
            self._rest = ""
            self._terminal = termios.tcgetattr(descriptor)

        def __enter__(self) -> Self:
            self._signals.hold()
            tty.setcbreak(self._descriptor, termios.TCSADRAIN)  # what is typed already counts
            return self

        def __exit__(self, *exc: object) -> None:
            with suppress(termios.error):  # the terminal may be gone
                termios.tcsetattr(self._descriptor, termios.TCSAFLUSH, self._terminal)
            self._signals.release()

        def read(self, timeout_s: float) -> str | None:
            """Return the next key or signal; a terminal that is gone is an interrupt."""
            end = time.monotonic() + timeout_s
            while not self._typed:
                if came := self._signals.take():
                    return came
                left = end - time.monotonic()
                if left <= 0:
                    return None
                if (
                    self._descriptor
                    in select.select([self._descriptor, self._signals.woken], [], [], left)[0]
                ):
                    self._typed.extend(self._new_keys())
            return self._typed.popleft()

        def suspend(self) -> None:
            """Give the terminal back, stop, and take it again when continued."""
            self.__exit__()
            held = signal.signal(signal.SIGTSTP, signal.SIG_DFL)  # others may hold it round this session
            os.kill(os.getpid(), signal.SIGTSTP)
            signal.signal(signal.SIGTSTP, held)
            self.__enter__()

        def _new_keys(self) -> list[str]:
            try:
                typed = os.read(self._descriptor, 1024)
            except OSError:
                typed = b""
            if not typed:
                return [INTERRUPT]
            text = self._rest + self._decoder.decode(typed)
            unfinished = UNFINISHED.search(text)
            self._rest = unfinished[0] if unfinished else ""
            return split_keys(text.removesuffix(self._rest))


def open_keys(stream: TextIO | None = None) -> Keys:
    """Return a reader of the terminal behind `stream`, or of standard input; else one without keys."""
    source = sys.stdin if stream is None else stream
    if not source.isatty():
        return NoKeys()
    if sys.platform == "win32":
        return TerminalKeys()
    else:  # noqa: RET505 - mypy leaves out a branch of another platform, not what follows it
        return TerminalKeys(source.fileno())
