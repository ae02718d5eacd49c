"""What can be told to the session engine: a key's meaning, or that time has passed."""

from enum import StrEnum

from msgspec import Struct

from sciaticli.core.record.entries import Ended, SkipReason
from sciaticli.core.session.account import LegAnswer, Reserve
from sciaticli.core.session.timeline import MS

COUNT_IN_MS = 5000  # from the key that says ready: back to the mat


class Halt(StrEnum):
    """Why a session stands still."""

    KEY = "key"
    PAIN = "pain"
    CLOCK = "clock"


class Tick(Struct, frozen=True):
    """Nothing but time has passed."""


class Pause(Struct, frozen=True):
    """Stand still until Resume; a pause never ends by itself."""

    why: Halt = Halt.KEY


class Resume(Struct, frozen=True):
    """Go on where the pause began."""


class Ready(Struct, frozen=True):
    """End a get-ready that waits: the count-in of `ms` is what is left of it."""

    ms: int = COUNT_IN_MS


class Next(Struct, frozen=True):
    """Leave this exercise, its other side too, for the next one."""


class NextPiece(Struct, frozen=True):
    """Leave this repetition, rest or get-ready for what comes next."""


class Again(Struct, frozen=True):
    """Begin this exercise again from its first side; in its first get-ready, the exercise before."""


class PieceBack(Struct, frozen=True):
    """Do this repetition again; at its very start, the one before; in a get-ready, the exercise before."""


class Extend(Struct, frozen=True):
    """Give the segment ten more seconds: rests, get-readies, stretches and comfort positions only."""

    ms: int = 10 * MS


class Respond(Struct, frozen=True):
    """Keep an answer: about pain, or about how many more there could have been."""

    answer: LegAnswer | Reserve


class StopExercise(Struct, frozen=True):
    """Drop what is left of the exercise of `item`, its other side too."""

    item: int
    reason: SkipReason | None = None


class Stop(Struct, frozen=True):
    """End the session."""

    how: Ended = Ended.EARLY


Input = (
    Tick
    | Pause
    | Resume
    | Ready
    | Next
    | NextPiece
    | Again
    | PieceBack
    | Extend
    | Respond
    | StopExercise
    | Stop
)
