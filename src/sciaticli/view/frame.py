"""What a screen shows of a session at one moment."""

from msgspec import Struct

from sciaticli.core.pain_talk import PainTalk
from sciaticli.core.session import State


class Frame(Struct, frozen=True):
    """A moment: where the session stands, what is being asked, and a word to the person."""

    state: State
    talk: PainTalk | None = None
    notice: str = ""
