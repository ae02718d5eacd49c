"""What a screen shows of a session at one moment."""

from msgspec import Struct

from sciaticli.core.session.keys import Key
from sciaticli.core.session.pain_key import PainTalk
from sciaticli.core.session.state import State


class Frame(Struct, frozen=True, kw_only=True):
    """A moment: where the session stands, what is being asked, and a word to the person.

    `keys` are those that work now; `page` is how far the person has turned the text; `shows_help` puts
    every key and the whole text in the place of the picture.
    """

    state: State
    talk: PainTalk | None = None
    notice: str = ""
    keys: tuple[Key, ...] = ()
    page: int = 0
    shows_help: bool = False
