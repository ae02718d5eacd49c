import os
import pty
import threading
import tty
from typing import Any

import pytest

from sciaticli.coach.pictures import Pictures, ScreenPictures
from sciaticli.coach.terminal import QUESTION, TerminalAnswers, ask_terminal, best_picture, read_answers
from sciaticli.core.catalogue.exercise import Side
from sciaticli.core.config import Picture
from sciaticli.view.display import Display, Placed
from sciaticli.view.figure import Dots
from support.figures import figure

KITTY = "\x1b]11;rgb:1e1e/1e1e/1e1e\x1b\\\x1b_Gi=31;OK\x1b\\\x1b[6;20;10t\x1b[?62;c"
XTERM = "\x1b]11;rgb:ffff/ffff/ffff\x1b\\\x1b[6;18;9t\x1b[?64;1;2;4;6c"
APPLE = "\x1b[?1;2c"


@pytest.mark.parametrize(
    ("text", "answers"),
    [
        (KITTY, TerminalAnswers("#1e1e1e", kitty=True, cell=(10, 20))),
        (XTERM, TerminalAnswers("#ffffff", sixel=True, cell=(9, 18))),
        (APPLE, TerminalAnswers()),
        ("", TerminalAnswers()),
        ("\x1b]11;rgb:f/f/f\x07\x1b[?64;14c", TerminalAnswers("#ffffff")),
    ],
)
def test_what_terminals_say_of_themselves(text: str, answers: TerminalAnswers) -> None:
    assert read_answers(text) == answers


def test_the_ground_says_light_or_dark() -> None:
    assert read_answers(XTERM).is_light is True
    assert read_answers(KITTY).is_light is False
    assert read_answers(APPLE).is_light is None


@pytest.mark.parametrize(
    ("wanted", "env", "said", "picture"),
    [
        ("auto", {"TERM": "xterm-kitty", "LANG": "C.UTF-8"}, KITTY, "kitty"),
        ("auto", {"TERM": "xterm", "LANG": "de_DE.UTF-8"}, XTERM, "sixel"),
        ("auto", {"TERM": "xterm"}, APPLE, "braille"),
        ("auto", {"TERM": "xterm", "TMUX": "server,1,0"}, KITTY, "braille"),
        ("auto", {"TERM": "xterm", "NO_COLOR": "1"}, KITTY, "braille"),
        ("auto", {"TERM": "screen.xterm"}, XTERM, "braille"),
        ("auto", {"TERM": "linux"}, "", "blocks"),
        ("auto", {"TERM": "xterm", "LC_ALL": "C", "LANG": "de_DE.UTF-8"}, KITTY, "blocks"),
        ("auto", {"TERM": "xterm", "LANG": "POSIX"}, "", "blocks"),
        ("sixel", {"TERM": "xterm", "TMUX": "server,1,0"}, "", "sixel"),
        ("words", {"TERM": "xterm-kitty"}, KITTY, "words"),
    ],
)
def test_the_best_picture_a_terminal_can_show(
    wanted: str, env: dict[str, str], said: str, picture: str
) -> None:
    assert best_picture(Picture(wanted), env, read_answers(said)) == picture


def test_what_stands_in_for_a_picture() -> None:
    assert [Display(picture).dots for picture in (Picture.KITTY, Picture.BLOCKS, Picture.WORDS)] == [
        Dots.BRAILLE,
        Dots.BLOCKS,
        Dots.WORDS,
    ]


def ask(answer: bytes, env: dict[str, str]) -> tuple[TerminalAnswers, bytes]:
    """Ask a real pseudo-terminal that answers once the whole question is there."""
    outer, inner = pty.openpty()
    tty.setraw(outer)
    asked = b""

    def terminal() -> None:
        nonlocal asked
        while not asked.endswith(QUESTION.encode()):
            asked += os.read(outer, 1024)
        if answer:
            os.write(outer, answer)

    listener = threading.Thread(target=terminal, daemon=True)
    listener.start()
    with os.fdopen(inner, "r+b", buffering=0) as raw:
        stream: Any = _Stream(raw.fileno())
        answers = ask_terminal(env, stream, stream)
        listener.join(2)
    os.close(outer)
    return answers, asked


class _Stream:
    def __init__(self, number: int) -> None:
        self._number = number

    def isatty(self) -> bool:
        return True

    def fileno(self) -> int:
        return self._number


def test_a_terminal_is_asked_once_and_the_last_answer_ends_the_wait() -> None:
    answers, asked = ask(KITTY.encode(), {"TERM": "xterm-kitty"})
    assert answers.kitty
    assert asked == QUESTION.encode()


def test_keys_typed_while_a_terminal_is_asked_are_kept() -> None:
    answers, _ = ask(b"p" + KITTY.encode() + b"!", {"TERM": "xterm-kitty"})
    assert answers.kitty
    assert answers.typed == "p!"


def test_a_terminal_that_says_nothing_is_not_waited_for_long() -> None:
    assert ask(b"", {"TERM": "xterm"})[0] == TerminalAnswers()


@pytest.mark.parametrize("term", ["dumb", "linux", ""])
def test_some_are_not_asked(term: str) -> None:
    stream: Any = _Stream(-1)
    assert ask_terminal({"TERM": term}, stream, stream) == TerminalAnswers()


def test_kitty_gets_each_picture_once() -> None:
    pictures = Pictures(Display(Picture.KITTY), figure(), (24, 8))
    first, second, again = pictures.shown(0.0), pictures.shown(1.0), pictures.shown(0.0)
    assert "a=t" in first
    assert "a=t" in second
    assert "a=t" not in again
    assert len(again) < 150
    assert pictures.ended().count("d=I") == 2


def test_sixels_are_written_each_time_and_drawn_once() -> None:
    pictures = Pictures(Display(Picture.SIXEL), figure(), (24, 8))
    assert pictures.shown(0.5) == pictures.shown(0.501)
    assert "\x1bP" in pictures.shown(0.5)
    assert pictures.ended() == ""


def placed(t: float, row: int = 2) -> Placed:
    return Placed(figure(), t, Side.RIGHT, cue=False, column=3, row=row, size=(24, 8))


def test_on_a_screen_a_picture_is_drawn_where_it_belongs_and_only_when_it_has_to_be() -> None:
    screen = ScreenPictures(Display(Picture.SIXEL))
    assert screen.shown(placed(0.0), []).startswith("\x1b[3;4H")
    assert screen.shown(placed(0.0), [0, 1, 10]) == ""
    assert "\x1bP" in screen.shown(placed(0.0), [4])
    assert "\x1bP" in screen.shown(placed(1.0), [])
    assert screen.shown(None, []) == ""


def test_a_kitty_picture_is_not_touched_by_text_and_goes_with_its_exercise() -> None:
    screen = ScreenPictures(Display(Picture.KITTY))
    assert "a=p" in screen.shown(placed(0.0), [])
    assert screen.shown(placed(0.0), [4]) == ""
    assert "d=I" in screen.shown(None, [])
    assert screen.ended() == ""
