"""Keys from a terminal: letters, arrows, signals, and a terminal that goes away."""

import io
import os
import pty
import signal
import sys
import termios
from collections.abc import Iterator
from threading import Timer

import pytest

from sciaticli.coach.clock import session_ms
from sciaticli.coach.keys import (
    INTERRUPT,
    SUSPEND,
    Keys,
    NoKeys,
    TerminalKeys,
    TypedBefore,
    open_keys,
    signals_wait,
)
from sciaticli.core.session.keys import LEFT, RIGHT
from support.waiting import seconds, until

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a pseudo-terminal is needed")


@pytest.fixture
def terminal() -> Iterator[tuple[int, int]]:
    """Return the two ends of a pseudo-terminal: the person's, and the program's."""
    person, program = pty.openpty()
    yield person, program
    for end in (person, program):
        try:
            os.close(end)
        except OSError:
            continue


def read_all(keys: Keys, count: int) -> list[str | None]:
    return [keys.read(2.0) for _ in range(count)]


def test_letters_come_one_at_a_time_and_arrows_have_names(terminal: tuple[int, int]) -> None:
    person, program = terminal
    with TerminalKeys(program) as keys:
        os.write(person, "pwé".encode())
        assert read_all(keys, 3) == ["p", "w", "é"]
        for typed, key in (
            (b"\x1b[C", RIGHT),
            (b"\x1b[D", LEFT),
            (b"\x1bOC", RIGHT),
            (b"\x1b[15~", "\x1b[15~"),
        ):
            os.write(person, typed)
            assert keys.read(2.0) == key


ANSWER = b"\x1b]11;rgb:0000/0b0b/1e1e\x1b\\\x1b_Gi=31;OK\x1b\\\x1b[6;18;9t\x1b[?62;4c"


@pytest.mark.parametrize("cut", [0, 5, 20, 44, len(ANSWER)])
def test_what_a_terminal_answers_late_is_no_key_even_in_two_pieces(
    cut: int, terminal: tuple[int, int]
) -> None:
    person, program = terminal
    with TerminalKeys(program) as keys:
        os.write(person, b"p" + ANSWER[:cut])
        assert keys.read(2.0) == "p"
        assert keys.read(0.01) is None
        os.write(person, ANSWER[cut:] + b"\x1b[Cx")
        assert read_all(keys, 2) == [RIGHT, "x"]
        assert keys.read(0) is None


def test_escape_alone_is_a_key(terminal: tuple[int, int]) -> None:
    with TerminalKeys(terminal[1]) as keys:
        os.write(terminal[0], b"\x1b")
        assert keys.read(2.0) == "\x1b"


def test_what_was_typed_before_comes_first(terminal: tuple[int, int]) -> None:
    person, program = terminal
    os.write(person, b"x\n")
    with TypedBefore(TerminalKeys(program), "p\x1b[C") as keys:
        assert read_all(keys, 4) == ["p", RIGHT, "x", "\n"]


def test_nothing_typed_is_no_key(terminal: tuple[int, int]) -> None:
    with TerminalKeys(terminal[1]) as keys:
        assert keys.read(0) is None


def test_keys_are_not_shown_while_reading_and_the_terminal_is_put_right(terminal: tuple[int, int]) -> None:
    _, program = terminal
    before = termios.tcgetattr(program)
    with TerminalKeys(program):
        assert not termios.tcgetattr(program)[3] & (termios.ECHO | termios.ICANON)
    assert termios.tcgetattr(program) == before


@pytest.mark.parametrize(
    ("number", "key"),
    [
        (signal.SIGINT, INTERRUPT),
        (signal.SIGTERM, INTERRUPT),
        (signal.SIGHUP, INTERRUPT),
        (signal.SIGTSTP, SUSPEND),
    ],
)
@pytest.mark.parametrize("there", [True, False])
def test_a_signal_is_a_key_and_is_given_back_after(
    number: signal.Signals, key: str, there: bool, terminal: tuple[int, int]
) -> None:
    before = signal.getsignal(number)
    keys: Keys = TerminalKeys(terminal[1]) if there else NoKeys()
    with keys:
        os.kill(os.getpid(), number)
        assert keys.read(2.0) == key
    assert signal.getsignal(number) is before


def test_a_signal_wakes_who_waits_for_a_key(terminal: tuple[int, int]) -> None:
    with TerminalKeys(terminal[1]) as keys:
        start = seconds()
        Timer(0.1, os.kill, (os.getpid(), signal.SIGTERM)).start()
        assert keys.read(60.0) == INTERRUPT
        assert seconds() - start < 20
        assert keys.read(0) is None


def test_a_stop_asked_for_while_something_is_saved_comes_after_it() -> None:
    stopped: list[int] = []
    before = signal.signal(signal.SIGTSTP, lambda number, _: stopped.append(number))
    try:
        with signals_wait():
            os.kill(os.getpid(), signal.SIGTSTP)
            os.kill(os.getpid(), signal.SIGTERM)  # the end of the session that is being saved
            assert stopped == []
        assert stopped == [signal.SIGTSTP]
    finally:
        signal.signal(signal.SIGTSTP, before)


def test_a_terminal_that_is_gone_is_an_interrupt(terminal: tuple[int, int]) -> None:
    person, program = terminal
    with TerminalKeys(program) as keys:
        os.close(person)
        assert keys.read(2.0) == INTERRUPT


def test_where_nobody_is_there_no_key_comes_and_the_time_passes() -> None:
    with NoKeys() as keys:
        start = seconds()
        assert keys.read(0.05) is None
        keys.suspend()
    assert seconds() - start >= 0.05


def test_a_stream_that_is_no_terminal_has_no_keys(terminal: tuple[int, int]) -> None:
    assert isinstance(open_keys(io.StringIO()), NoKeys)
    with os.fdopen(os.dup(terminal[1])) as stream:
        assert isinstance(open_keys(stream), TerminalKeys)


def test_the_session_clock_goes_forward_in_milliseconds() -> None:
    start = session_ms()
    assert until(lambda: session_ms() > start)
