"""What happened in a session, as its engine tells it."""

from msgspec import Struct

from sciaticli.core.record.entries import Ended
from sciaticli.core.session.account import RepDone
from sciaticli.core.session.inputs import Halt


class Started(Struct, frozen=True):
    """A segment began."""

    index: int


class Over(Struct, frozen=True):
    """A segment ended; `whole` is False when it was left before its time."""

    index: int
    whole: bool


class Held(Struct, frozen=True):
    """A repetition is done."""

    rep: RepDone


class Paused(Struct, frozen=True):
    """The session stands still."""

    why: Halt


class Resumed(Struct, frozen=True):
    """The session goes on."""


class Extended(Struct, frozen=True):
    """The segment is `ms` longer; 0 when it may not be made longer."""

    ms: int


class Finished(Struct, frozen=True):
    """The session is over."""

    how: Ended


Event = Started | Over | Held | Paused | Resumed | Extended | Finished
