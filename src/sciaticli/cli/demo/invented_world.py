"""The world of `demo`: a folder that goes again, a clock that runs too fast, and a mark on every line."""

from __future__ import annotations

import io
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Self, TextIO

from msgspec.structs import replace

from sciaticli.cli.context import App, Look
from sciaticli.coach.sound import Speaker
from sciaticli.store.paths import HOME_VARIABLE

if TYPE_CHECKING:
    from sciaticli.coach.keys import Keys

MARK = "demo | "
ENTRY_MARK = "demo "  # no import takes entries of such a source: store/exchange
START = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)  # the invented person's morning
SPEED = 20
NARROWEST = 20  # columns
STEP_S = 1.0  # of the invented person's time, at each look at the keys; a jump of 2 s would pause a session


@dataclass
class FastClock:
    """The invented person's time: it moves only when told."""

    ms: int = 0

    def now(self) -> datetime:
        """Return the wall time, in whole seconds."""
        return START + timedelta(seconds=self.ms // 1000)

    def now_ms(self) -> int:
        """Return the time of a session's clock."""
        return self.ms

    def move(self, seconds: float) -> None:
        """Let time pass."""
        self.ms += round(seconds * 1000)


@dataclass
class FastKeys:
    """The real keys, waited for 20 times shorter than the clock says; where nobody looks, not at all."""

    keys: Keys
    clock: FastClock
    is_seen: bool

    def __enter__(self) -> Self:
        self.keys.__enter__()
        return self

    def __exit__(self, *exc: object) -> None:
        self.keys.__exit__(*exc)

    def read(self, timeout_s: float) -> str | None:  # noqa: ARG002 - a step is a step, whatever is due
        """Return a key, None when none came in a step of the fast clock."""
        key = self.keys.read(STEP_S / SPEED if self.is_seen else 0)
        self.clock.move(STEP_S)
        return key

    def suspend(self) -> None:
        """Stop the process until it is continued."""
        self.keys.suspend()


class Marked(io.StringIO):
    """A stream that writes `demo | ` before every line."""

    def __init__(self, stream: TextIO) -> None:
        super().__init__()
        self._stream = stream
        self._at_start = True

    def isatty(self) -> bool:
        """Return whether the stream beneath is a terminal."""
        return self._stream.isatty()

    def flush(self) -> None:
        """Flush the stream beneath."""
        self._stream.flush()

    def write(self, text: str) -> int:
        """Write, with the mark before each new line."""
        for line in text.splitlines(keepends=True):
            self._stream.write(f"{MARK}{line}" if self._at_start else line)
            self._at_start = line.endswith("\n")
        return len(text)


@contextmanager
def throw_away(app: App) -> Iterator[App]:
    """Yield a world with a home of its own, removed after; nothing of the person's is read or written."""
    clock = FastClock()
    told = app.env.get("COLUMNS", "")
    columns = int(told) if told.isdecimal() else shutil.get_terminal_size().columns
    with TemporaryDirectory(prefix="sciaticli-demo-") as folder:
        yield replace(
            app,
            env={**app.env, HOME_VARIABLE: folder, "COLUMNS": str(max(columns - len(MARK), NARROWEST))},
            stdin=io.StringIO(),
            stdout=Marked(app.stdout),
            stderr=Marked(app.stderr),
            now=clock.now,
            now_ms=clock.now_ms,
            zone="UTC",
            open_keys=lambda: FastKeys(app.open_keys(), clock, app.stdout.isatty()),
            open_voice=lambda *_: Speaker(programs=(), folder=Path(folder)),  # always mute
            stay_awake=nullcontext,
            mark=ENTRY_MARK,
        )


def unmarked(app: App, world: App) -> App:
    """Return the world for the session's screen: where it fills the screen, no line of it can have a mark."""
    if world.look is not Look.LIVE:
        return world
    env = {name: value for name, value in world.env.items() if name != "COLUMNS" or name in app.env}
    env |= {"COLUMNS": app.env["COLUMNS"]} if "COLUMNS" in app.env else {}
    return replace(world, env=env, stdout=app.stdout)
