"""What stands around a session, and what comes of it."""

from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from msgspec import Struct

from sciaticli.coach.keys import Keys
from sciaticli.coach.screen import Screen
from sciaticli.core.config import Hook
from sciaticli.core.record.entries import Ended, ExerciseDone, SkipReason
from sciaticli.core.session.account import Account, LegAnswer, RepDone, Reserve, Stopped
from sciaticli.core.session.cues import Cue
from sciaticli.core.session.state import State
from sciaticli.core.session.timeline import MS


class HowItEnded(StrEnum):
    """How a session came to its end, as far as the caller must act on it."""

    FULL = "full"
    EARLY = "early"
    SAFETY = "safety"  # a stop rule
    EMERGENCY = "emergency"  # the emergency key: the clearance is void from this moment
    LOCKED = "locked"  # something else has voided the clearance meanwhile
    INTERRUPTED = "interrupted"  # a signal
    STOOD_LONG = "stood_long"  # after an hour's pause the re-check comes before going on


class Performance(Struct, frozen=True, kw_only=True):
    """What came of a session: how it ended and why, and one entry for each item of the plan.

    `place` is where it stood then: it can be gone on with from there.
    """

    outcome: HowItEnded
    ended: Ended
    why: str
    stop_reason: SkipReason | None
    exercises: tuple[ExerciseDone, ...]
    account: Account
    place: State

    @property
    def worked_s(self) -> int:
        """The seconds of the session's clock, pauses left out."""
        return self.place.worked_ms // MS


class Voice(Protocol):
    """What is heard. Neither `say` nor `cut` ever waits."""

    @property
    def is_unheard(self) -> bool:
        """True where one is to be spoken to, and nothing makes a sound."""

    @property
    def speaks(self) -> bool:
        """True where words are said aloud, and not tones alone or nothing."""

    def prepare(self, texts: Iterable[str]) -> Mapping[str, int]:
        """Make ready what will be said, and return the milliseconds of what could be; before a session."""

    def say(self, cue: Cue) -> None:
        """Sound a cue now, or not at all."""

    def cut(self) -> None:
        """Be silent at once and forget what waits."""


class Speaking(Voice, AbstractContextManager[Voice], Protocol):
    """A voice that is opened for a session and closed after it."""


Kept = RepDone | LegAnswer | Stopped | Reserve


@dataclass(frozen=True, kw_only=True)
class Stage:
    """Everything around a session.

    `keep` puts a line where a crash can't reach it, with the session clock's seconds; it may raise OSError.
    `run_hook` runs what the person wants run at a moment; it neither waits nor fails.
    """

    now_ms: Callable[[], int]
    keys: Keys
    screen: Screen
    voice: Voice
    keep: Callable[[Kept, int], None]
    is_still_clear: Callable[[], bool]
    awake: AbstractContextManager[object] = field(default_factory=nullcontext)
    run_hook: Callable[[Hook], None] = lambda _: None
