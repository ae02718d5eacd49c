"""Whole stories through the command line: in process, with a fake clock and scripted answers."""

import io
from collections.abc import Iterable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Self, TextIO
from unittest.mock import patch
from zoneinfo import ZoneInfo

from sciaticli.cli.app import run
from sciaticli.cli.context import App
from sciaticli.core.session.cues import Cue
from sciaticli.view.session.frame import Frame
from sciaticli.view.session.screen import SessionView
from support.warm import warm

ZONE = "Europe/London"
START = datetime(2026, 11, 22, 8, 0, tzinfo=ZoneInfo(ZONE))


class Stream(io.StringIO):
    """Text in memory that may claim to be a terminal."""

    def __init__(self, text: str = "", *, terminal: bool = False) -> None:
        super().__init__(text)
        self.terminal = terminal

    def isatty(self) -> bool:
        return self.terminal


@dataclass
class Clock:
    """A wall clock and a monotonic one that move together, and only when told."""

    moment: datetime = START
    ms: int = 1_000_000

    def now(self) -> datetime:
        return self.moment

    def now_ms(self) -> int:
        return self.ms

    def advance(self, **kinds: float) -> None:
        """Move on by a timedelta's arguments, through UTC so that clock changes count."""
        step = timedelta(**kinds)
        zone = self.moment.tzinfo
        self.moment = (self.moment.astimezone(ZoneInfo("UTC")) + step).astimezone(zone)
        self.ms += int(step.total_seconds() * 1000)


READY_S = 20


@dataclass
class ScriptedKeys:
    """A key reader that answers from a script and lets the clock run while it waits.

    A script item is a key, or a number of seconds in which no key is pressed. When it is used up,
    no key comes and the clock runs on. With `ready` Enter is pressed every 20 seconds: it says that
    the person is in place, and means nothing elsewhere but in a pause.
    """

    clock: Clock
    script: list[str | float] = field(default_factory=list)
    ready: bool = False
    waited_s: float = 0.0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        return None

    def suspend(self) -> None:
        self.clock.advance(minutes=5)

    def read(self, timeout_s: float) -> str | None:
        if self.script and isinstance(self.script[0], str):
            return str(self.script.pop(0))
        self.waited_s += timeout_s
        if self.ready and self.waited_s >= READY_S:
            self.waited_s = 0.0
            return "\n"
        self.clock.advance(seconds=timeout_s)
        if self.script:
            left = float(self.script[0]) - timeout_s
            self.script[0] = left
            if left <= 0:
                self.script.pop(0)
        return None


class Silence:
    """A voice that says nothing."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        return None

    is_unheard = False
    speaks = True

    def prepare(self, texts: Iterable[str]) -> dict[str, int]:  # noqa: ARG002 - nothing is made ready
        return {}

    def say(self, cue: Cue) -> None:
        """Say nothing."""

    def cut(self) -> None:
        """Nothing is being said."""


@dataclass(frozen=True)
class Result:
    """What a call gave back."""

    code: int
    out: str
    err: str

    @property
    def told(self) -> str:
        """What was said to a person, as one line: a terminal's edge breaks it between words."""
        return " ".join(self.err.split())


@dataclass
class Home:
    """One person's machine: folders, clock, environment.

    A session draws each of its parts, and what a key or a word changes, once; one that `draws_each_frame`
    draws as many frames as on a real machine. How a frame looks is tested in tests/view and tests/coach. The
    compiled copies lie in the cache, as on the second day; a home that `begins_cold` has nothing at all.
    """

    folder: Path
    clock: Clock = field(default_factory=Clock)
    env: dict[str, str] = field(default_factory=dict)
    ids: "count[int]" = field(default_factory=lambda: count(1))
    draws_each_frame: bool = False
    begins_cold: bool = False

    def run(
        self,
        *argv: str,
        answers: str | Iterable[str] = "",
        terminal: bool = False,
        output_terminal: bool | None = None,
        keys: Iterable[str | float] = (),
    ) -> Result:
        """Run one command line; `answers` are the lines typed, `terminal` whether anybody is there."""
        app = self.app(answers=answers, terminal=terminal, output_terminal=output_terminal, keys=keys)
        with nullcontext() if self.draws_each_frame else _few_frames():
            code = run(list(argv), app)
        return Result(code, written(app.stdout), written(app.stderr))

    def app(
        self,
        *,
        answers: str | Iterable[str] = "",
        terminal: bool = False,
        output_terminal: bool | None = None,
        keys: Iterable[str | float] = (),
    ) -> App:
        """Return the world of one call on this machine."""
        if not self.begins_cold:
            warm(self.folder / "cache")
        text = answers if isinstance(answers, str) else "".join(f"{line}\n" for line in answers)
        script = list(keys)
        return App(
            env={"SCIATICLI_HOME": str(self.folder), "TERM": "xterm-256color", **self.env},
            stdin=Stream(text, terminal=terminal),
            stdout=Stream(terminal=terminal if output_terminal is None else output_terminal),
            stderr=Stream(terminal=terminal),
            now=self.clock.now,
            now_ms=self.clock.now_ms,
            zone=ZONE,
            new_id=lambda: f"00000000-0000-7000-8000-{next(self.ids):012x}",
            open_keys=lambda: ScriptedKeys(self.clock, script, ready=True),
            open_voice=lambda *_: Silence(),
            stay_awake=nullcontext,
        )


def _few_frames() -> AbstractContextManager[object]:
    """Let a screen stay for a second, and be drawn anew only where more changed than bar and phase."""
    return patch.multiple(SessionView, stays_ms=lambda *_: 1000, look=_look_of_a_part)


def _look_of_a_part(_view: SessionView, frame: Frame) -> tuple[object, ...]:
    state, talk = frame.state, frame.talk
    asked = talk and (talk.question, talk.until_ms)
    return (
        state.index,
        state.length_ms,
        state.paused,
        asked,
        frame.notice,
        frame.page,
        frame.shows_help,
        frame.keys,
    )


def written(stream: TextIO) -> str:
    """Return what has been written to a stream of a made-up world."""
    return stream.getvalue() if isinstance(stream, Stream) else ""
