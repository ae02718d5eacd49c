"""The keys of a session, each once: what is pressed, what it does, and how it is named.

Which of them work depends on where the session stands; what a screen shows is made from the same
list, so that no key is named that does nothing.
"""

from enum import StrEnum

from msgspec import Struct

from sciaticli.core.session.pain_key import CHOICES, PainTalk, may_step_back
from sciaticli.core.session.state import State, may_extend

LEFT, RIGHT, UP, DOWN = "left", "right", "up", "down"
ESCAPE = "\x1b"
ENTER = ("\n", "\r")


class Does(StrEnum):
    """What a key does."""

    PAUSE = "pause"
    GO_ON = "go_on"
    READY = "ready"
    NEXT = "next"
    NEXT_PIECE = "next_piece"
    AGAIN = "again"
    PIECE_BACK = "piece_back"
    LONGER = "longer"
    PAIN = "pain"
    STOP_EXERCISE = "stop_exercise"
    DANGER = "danger"
    MUTE = "mute"
    HELP = "help"
    QUIT = "quit"
    ANSWER = "answer"
    LEAVE_TALK = "leave_talk"
    COULD = "could"
    COULD_NOT = "could_not"
    EASY = "easy"


class Key(Struct, frozen=True, kw_only=True):
    """A key: what the terminal sends for it (the first is the one that is named), and its words.

    `rank` says what stays on a narrow line: 0 always, then 1 and so on.
    """

    sends: tuple[str, ...]
    does: Does
    words: str
    short: str
    rank: int = 1

    @property
    def name(self) -> str:
        """How the key is called on a screen."""
        return NAMES.get(self.sends[0], self.sends[0])

    @property
    def names(self) -> str:
        """Every way to call the key, for a list that has room."""
        return " or ".join(NAMES.get(each, each) for each in self.sends)


NAMES = {" ": "space", LEFT: "left", RIGHT: "right", UP: "up", DOWN: "down", ESCAPE: "Esc"}

PAUSE = Key(sends=(" ",), does=Does.PAUSE, words="pause", short="pause")
READY = Key(sends=(" ", *ENTER), does=Does.READY, words="ready", short="ready", rank=0)
GO_ON = Key(sends=(" ", *ENTER), does=Does.GO_ON, words="go on", short="go on", rank=0)
NEXT = Key(sends=("n",), does=Does.NEXT, words="next exercise", short="next", rank=2)
NEXT_PIECE = Key(sends=(RIGHT,), does=Does.NEXT_PIECE, words="next piece", short="piece", rank=4)
AGAIN = Key(sends=("b",), does=Does.AGAIN, words="this one again", short="again", rank=2)
PIECE_BACK = Key(sends=(LEFT,), does=Does.PIECE_BACK, words="piece back", short="back", rank=4)
LONGER = Key(sends=("+", "="), does=Does.LONGER, words="ten seconds more", short="10 s", rank=3)
PAIN = Key(sends=("p",), does=Does.PAIN, words="pain", short="pain", rank=0)
STOP_EXERCISE = Key(
    sends=("x",), does=Does.STOP_EXERCISE, words="stop this exercise", short="stop it", rank=2
)
DANGER = Key(
    sends=("!", "0"),
    does=Does.DANGER,
    words="new numbness, weakness, bladder or bowel",
    short="danger",
    rank=0,
)
MUTE = Key(sends=("m",), does=Does.MUTE, words="mute", short="mute", rank=3)
HELP = Key(sends=("?",), does=Does.HELP, words="all keys, whole text", short="help", rank=1)
QUIT = Key(sends=("q",), does=Does.QUIT, words="stop for today", short="stop", rank=0)
COULD = Key(sends=("y",), does=Does.COULD, words="yes", short="yes", rank=0)
COULD_NOT = Key(sends=("n",), does=Does.COULD_NOT, words="no", short="no", rank=0)
EASY = Key(sends=("e",), does=Does.EASY, words="easily", short="easily", rank=0)
LEAVE_TALK = Key(sends=(ESCAPE,), does=Does.LEAVE_TALK, words="back", short="back", rank=0)

ALL = (
    PAUSE,
    NEXT,
    NEXT_PIECE,
    AGAIN,
    PIECE_BACK,
    LONGER,
    PAIN,
    STOP_EXERCISE,
    DANGER,
    MUTE,
    HELP,
    QUIT,
)
"""Every key of a session under way, in the order in which a list of them reads best."""


def live_keys(state: State, talk: PainTalk | None = None, *, asks_reserve: bool = False) -> tuple[Key, ...]:
    """Return the keys that do something now, in the order in which they are shown."""
    if talk is not None:
        back = (LEAVE_TALK,) if may_step_back(talk) else ()
        return (*_answers(talk), *back, STOP_EXERCISE, DANGER, QUIT)
    space = GO_ON if state.paused is not None else READY if state.is_waiting else PAUSE
    keys: tuple[Key, ...] = (space, *ALL[1:])
    if asks_reserve:
        keys = (COULD, COULD_NOT, EASY, *(key for key in keys if key is not NEXT))
    if state.paused is not None or state.is_waiting or not may_extend(state):
        keys = tuple(key for key in keys if key is not LONGER)
    return keys


def find_key(sent: str, keys: tuple[Key, ...]) -> Key | None:
    """Return the key of `keys` that the terminal's word is for, None when it is none of them."""
    return next((key for key in keys if sent in key.sends), None)


def _answers(talk: PainTalk) -> tuple[Key, ...]:
    """Return the choices of a question: each has its letter, and its number from 1."""
    return tuple(
        Key(sends=tuple({letter: 0, str(number): 0}), does=Does.ANSWER, words=words, short=words, rank=0)
        for number, (letter, words) in enumerate(CHOICES[talk.question], 1)
    )
