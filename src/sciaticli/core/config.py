"""The settings: who the person is, and how the coach speaks and looks."""

from datetime import time
from enum import StrEnum
from typing import Annotated

from msgspec import Meta, Struct

from sciaticli.core.dates import ROLLOVER
from sciaticli.core.profile import Profile


class Sound(StrEnum):
    """A way to be heard."""

    SPEECH = "speech"
    TONES = "tones"
    BELL = "bell"


class Talk(StrEnum):
    """How much is said: all steps the first time and then a reminder, always a reminder, or the name."""

    FIRST_TIME = "first_time"
    REMINDER = "reminder"
    NAME_ONLY = "name_only"


class Theme(StrEnum):
    """The palette: for a dark or a light background, or found out."""

    AUTO = "auto"
    DARK = "dark"
    LIGHT = "light"


class Picture(StrEnum):
    """How figures are drawn: found out, as a real picture, in dots or blocks, or told in words."""

    AUTO = "auto"
    KITTY = "kitty"
    SIXEL = "sixel"
    BRAILLE = "braille"
    BLOCKS = "blocks"
    WORDS = "words"


class Coach(Struct, frozen=True, kw_only=True):
    """The `[coach]` table of config.toml: a setting a row, with its type, its words, its default."""

    sound: Annotated[tuple[Sound, ...], Meta(description="how you are spoken to")] = (
        Sound.SPEECH,
        Sound.TONES,
    )
    voice: Annotated[
        tuple[str, ...],
        Meta(
            title="a program's name, or its arguments with {text} and {wav}",
            examples=["espeak-ng"],
            description="what speaks; left empty, the first that is found",
        ),
    ] = ()
    rate: Annotated[int, Meta(ge=80, le=300, description="how fast it speaks, in words a minute")] = 155
    volume: Annotated[int, Meta(ge=10, le=100, description="how loud it speaks, in percent")] = 100
    wake_ms: Annotated[
        int, Meta(ge=0, le=2000, description="milliseconds of a faint first tone, which wakes a headset")
    ] = 400
    talk: Annotated[Talk, Meta(description="how much is said before a hold")] = Talk.FIRST_TIME
    get_ready_s: Annotated[int, Meta(ge=3, le=60, description="seconds to get ready")] = 8
    get_ready: Annotated[
        str,
        Meta(
            pattern=r"^(wait|[3-9]|[1-9]\d|1[01]\d|120)$",
            title="wait, or seconds from 3 to 120",
            examples=["wait"],
            description="a first time or a new place: wait for a key, or so many seconds",
        ),
    ] = "wait"
    rollover: Annotated[
        str,
        Meta(
            pattern=r"^([01]\d|2[0-3]):[0-5]\d$",
            title="a time",
            examples=["04:00"],
            description="when a day begins",
        ),
    ] = ROLLOVER.strftime("%H:%M")
    theme: Annotated[Theme, Meta(description="the colours, for a dark or a light background")] = Theme.AUTO
    picture: Annotated[Picture, Meta(description="how figures are drawn")] = Picture.AUTO
    plain: Annotated[bool, Meta(description="lines only, as with --plain")] = False
    facts: Annotated[bool, Meta(description="something to know after a session")] = False

    @property
    def rollover_time(self) -> time:
        """When the journal's day begins."""
        return time.fromisoformat(self.rollover)


class Hook(StrEnum):
    """A moment at which a program of the person's own can run; each is a key of `[hooks]`."""

    SESSION_START = "session_start"
    SESSION_END = "session_end"
    HOLD_START = "hold_start"
    REST_START = "rest_start"
    LOCKED = "locked"


Command = tuple[str, ...]
"""A program and its arguments; empty for none. It is never a line for a shell."""


def _runs(when: str) -> Meta:
    return Meta(
        title="a program and its arguments", examples=["playerctl,pause"], description=f"what runs {when}"
    )


class Hooks(Struct, frozen=True, kw_only=True):
    """The `[hooks]` table of config.toml: what runs beside a session, for music, lights, do-not-disturb."""

    session_start: Annotated[Command, _runs("when the exercises start")] = ()
    session_end: Annotated[Command, _runs("when the exercises end")] = ()
    hold_start: Annotated[Command, _runs("when a hold or a set of movements starts")] = ()
    rest_start: Annotated[Command, _runs("when a rest starts")] = ()
    locked: Annotated[Command, _runs("when a danger sign closes sessions")] = ()

    @property
    def commands(self) -> dict[Hook, Command]:
        """What runs, for each moment that has something."""
        every = {
            Hook.SESSION_START: self.session_start,
            Hook.SESSION_END: self.session_end,
            Hook.HOLD_START: self.hold_start,
            Hook.REST_START: self.rest_start,
            Hook.LOCKED: self.locked,
        }
        return {hook: command for hook, command in every.items() if command}


def _clock(words: str, example: str) -> Meta:
    return Meta(pattern=r"^([01]\d|2[0-3]):[0-5]\d$", title="a time", examples=[example], description=words)


class Remind(Struct, frozen=True, kw_only=True):
    """The `[remind]` table of config.toml: what is reminded of beside the day's session, and when.

    All of it is off until it is asked for, and quiet outside waking hours.
    """

    wake: Annotated[str, _clock("from when on rounds and breaks are reminded of", "08:00")] = "08:00"
    sleep: Annotated[str, _clock("until when rounds and breaks are reminded of", "21:00")] = "21:00"
    rounds: Annotated[bool, Meta(description="reminders of the day's rounds")] = False
    breaks: Annotated[
        str,
        Meta(
            pattern=r"^(off|[2-9]\d|1[01]\d|120)$",
            title="off, or minutes from 20 to 120",
            examples=["30"],
            description="reminders to stand up, so many minutes apart",
        ),
    ] = "off"
    breaks_when_done: Annotated[
        bool, Meta(description="reminders to stand up also once the day's session and rounds are done")
    ] = False

    @property
    def breaks_min(self) -> int | None:
        """Minutes between two breaks; None for no breaks."""
        return None if self.breaks == "off" else int(self.breaks)


class Config(Struct, frozen=True, kw_only=True):
    """Everything config.toml can say; each key has a default."""

    profile: Profile = Profile()
    coach: Coach = Coach()
    hooks: Hooks = Hooks()
    remind: Remind = Remind()
