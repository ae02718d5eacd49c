"""The session under way: one line for each finished hold, so that a closed lid loses at most one.

The file is held by a lock while a session runs, and gone when the session has been saved.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import date, datetime
from pathlib import Path

import msgspec
from msgspec import Struct

from sciaticli.core.catalogue.exercise import Dose, Side
from sciaticli.core.errors import UsageError
from sciaticli.core.plan import Plan, Section
from sciaticli.core.record.entries import PainNow
from sciaticli.core.session.account import Account, LegAnswer, RepDone, Reserve, Stopped
from sciaticli.store.file_lock import Hold, hold
from sciaticli.store.paths import PRIVATE_FILE, make_private, put_in_place
from sciaticli.store.reading import PARSER_ERRORS

VERSION = 1
KEPT_AS_THEY_ARE = (datetime, date)


class PlannedItem(Struct, frozen=True):
    """An item of the plan as the running file keeps it; the exercise itself stands in the catalogue."""

    exercise: str
    side: Side
    dose: Dose
    section: Section


class Begun(Struct, frozen=True, kw_only=True, tag_field="kind", tag="begun"):
    """The first line: which session this is, when it began and what was planned."""

    v: int = VERSION
    id: str
    at: datetime
    tz: str
    day: date
    phase: str
    mode: str
    routine: str | None
    minutes: int
    before: PainNow
    items: tuple[PlannedItem, ...]


Line = Begun | RepDone | LegAnswer | Stopped | Reserve


class Stamp(Struct, frozen=True):
    """What each line says beside its own: when it was written, and the session clock's seconds by then."""

    at: datetime | None = None
    worked_s: int = 0


class Unfinished(Struct, frozen=True, kw_only=True):
    """What a session that never came to its end has left; `at` is when its last line was written."""

    begun: Begun
    account: Account
    at: datetime
    worked_s: int


class Running:
    """The running file, open and held. `unfinished` is what stood in it, None when nothing did."""

    def __init__(self, path: Path, descriptor: int, now: Callable[[], datetime]) -> None:
        self.path = path
        self._descriptor = descriptor
        self._now = now
        self.unfinished = _unfinished(_lines(path.read_bytes()))

    def begin(self, begun: Begun) -> None:
        """Start a session's record; what stood there before is gone."""
        os.ftruncate(self._descriptor, 0)
        self.keep(begun)

    def keep(self, line: Line, worked_s: int = 0) -> None:
        """Add a line; it is on the disk when this returns. Raises OSError when it could not be written."""
        stamp = {} if isinstance(line, Begun) else {"at": self._now(), "worked_s": worked_s}
        text = msgspec.json.encode(msgspec.to_builtins(line, builtin_types=KEPT_AS_THEY_ARE) | stamp) + b"\n"
        if os.fstat(self._descriptor).st_size and not self.path.read_bytes().endswith(b"\n"):
            text = b"\n" + text
        if os.write(self._descriptor, text) < len(text):
            raise OSError(28, os.strerror(28), str(self.path))  # ENOSPC: half a line is a torn one
        os.fsync(self._descriptor)

    def forget(self) -> None:
        """Empty the file: what stood in it is saved, and another session may begin."""
        os.ftruncate(self._descriptor, 0)
        self.unfinished = None

    def clear(self) -> None:
        """Forget the session for good: it has been saved."""
        self.forget()
        with suppress(OSError):  # Windows keeps an open file: an empty one says the same
            self.path.unlink()


def begun(session_id: str, plan: Plan, before: PainNow, at: datetime, tz: str) -> Begun:
    """Return the first line for a session of this plan's timed items."""
    return Begun(
        id=session_id,
        at=at,
        tz=tz,
        day=plan.day,
        phase=plan.phase,
        mode=plan.mode,
        routine=plan.routine,
        minutes=plan.minutes,
        before=before,
        items=tuple(PlannedItem(item.exercise.id, item.side, item.dose, item.section) for item in plan.timed),
    )


def keep_recorded(path: Path, begun: Begun) -> None:
    """Keep what a sound file holds, so that it can be ticked off; the one before is forgotten."""
    make_private(path.parent)
    put_in_place(path, msgspec.json.encode(msgspec.to_builtins(begun, builtin_types=KEPT_AS_THEY_ARE)))


def load_recorded(path: Path) -> Begun | None:
    """Return the session of the last sound file; None when there is none, or it can't be read."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=Begun)
    except (FileNotFoundError, *PARSER_ERRORS):
        return None


def load_unfinished(path: Path) -> Unfinished | None:
    """Return what a session has left, without holding the file; None when there is nothing."""
    try:
        return _unfinished(_lines(path.read_bytes()))
    except FileNotFoundError:
        return None


def is_running(path: Path) -> bool:
    """Return whether a session runs now: its file is there, and held. Where there are no locks, it is not."""
    try:
        descriptor = os.open(path, os.O_RDWR)
    except FileNotFoundError:
        return False
    try:
        return hold(descriptor, wait=False) is Hold.BUSY
    finally:
        os.close(descriptor)


@contextmanager
def hold_running(path: Path, now: Callable[[], datetime]) -> Iterator[Running]:
    """Hold the running file until the block ends; raises UsageError when a session runs elsewhere.

    `now` tells the moment that each line is stamped with.
    """
    make_private(path.parent)
    descriptor = _open_held(path)
    try:
        yield Running(path, descriptor, now)
    finally:
        if not os.fstat(descriptor).st_size:
            with suppress(OSError):
                path.unlink(missing_ok=True)
        os.close(descriptor)


def _open_held(path: Path) -> int:
    """Open and lock the file of this name; it may have been replaced between the two."""
    while True:
        descriptor = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT, PRIVATE_FILE)
        if hold(descriptor, wait=False) is Hold.BUSY:
            os.close(descriptor)
            raise UsageError("A session is running in another window.", "End that one first: press q in it.")
        with suppress(FileNotFoundError):
            if os.path.samestat(os.fstat(descriptor), path.stat()):
                return descriptor
        os.close(descriptor)


def _lines(content: bytes) -> Iterator[tuple[Line, Stamp]]:
    """Yield the lines that can be read; a torn one was the hold under way."""
    for text in content.splitlines():
        with suppress(*PARSER_ERRORS):
            yield msgspec.json.decode(text, type=Line), msgspec.json.decode(text, type=Stamp)


def _unfinished(lines: Iterator[tuple[Line, Stamp]]) -> Unfinished | None:
    first: Begun | None = None
    account = Account()
    last = Stamp()
    for line, stamp in lines:
        last = stamp
        match line:
            case Begun():
                first, account = line, Account()
            case RepDone():
                account = msgspec.structs.replace(account, reps=(*account.reps, line))
            case LegAnswer():
                account = msgspec.structs.replace(account, answers=(*account.answers, line))
            case Stopped():
                account = msgspec.structs.replace(account, stopped=(*account.stopped, line))
            case Reserve():
                account = msgspec.structs.replace(account, reserves=(*account.reserves, line))
    if first is None:
        return None
    return Unfinished(begun=first, account=account, at=last.at or first.at, worked_s=last.worked_s)
