"""What a screen shows of a session at one moment."""

from msgspec import Struct

from sciaticli.core.session.engine import State
from sciaticli.core.session.pain_key import PainTalk


class Frame(Struct, frozen=True):
    """A moment: where the session stands, what is being asked, and a word to the person."""

    state: State
    talk: PainTalk | None = None
    notice: str = ""
