"""A compiled copy of what TOML files say, in the cache folder: 3 ms to read where parsing takes 300.

It is never trusted: it counts only while the program's version and path, size and times of every file it
was made from are what they were, and it is made again silently when anything differs or it can't be read.
"""

from __future__ import annotations

import os
import stat
import sys
from typing import TYPE_CHECKING, TypeVar
from zlib import crc32

import msgspec

from sciaticli import __version__
from sciaticli.store.paths import make_private, put_in_place

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

SETTLED_NS = 2_000_000_000  # a younger file may still change without a change in its size and times
GREATEST_SIZE = 16_000_000
OTHERS = 0o077

T = TypeVar("T")


class Mark(msgspec.Struct, frozen=True, array_like=True):
    """What tells a file from one that was changed: its path, size and times in nanoseconds."""

    path: str
    size: int
    changed_ns: int
    status_ns: int


class Compiled(msgspec.Struct, frozen=True):
    """A compiled copy: what it was made from, the value itself, and its CRC-32.

    A bit that a disk turns may make another dose of a dose, and that can be read as well as the right one.
    """

    version: str
    marks: tuple[Mark, ...]
    value: msgspec.Raw
    sum: int


def compiled(copy: Path | None, files: Iterable[Path], kind: type[T], read: Callable[[], T]) -> T:
    """Return the value of `files`, from the copy when that is true to them, else from `read`.

    What `read` raises is let through, and nothing is kept then. A folder that can't be written is no error.
    """
    if copy is None:
        return read()
    files = tuple(files)
    before = _marks(files)
    value = _read_copy(copy, before, kind) if before else None
    if value is not None:
        return value
    value = read()
    if before and before == _marks(files):
        packed = msgspec.msgpack.encode(value)
        _keep(copy, Compiled(__version__, before, msgspec.Raw(packed), crc32(packed)))
    return value


def _read_copy(copy: Path, marks: tuple[Mark, ...], kind: type[T]) -> T | None:
    """Return the value of a copy; None when it is not ours alone, not true to the files, or not readable."""
    try:
        if not copy.is_file():  # a pipe would be waited for
            return None
        with copy.open("rb") as file:
            state = os.fstat(file.fileno())
            if not _is_ours(state) or state.st_size > GREATEST_SIZE:
                return None
            found = msgspec.msgpack.decode(file.read(GREATEST_SIZE + 1), type=Compiled)
        if (found.version, found.marks, found.sum) != (__version__, marks, crc32(found.value)):
            return None
        return msgspec.msgpack.decode(found.value, type=kind)
    except (OSError, ValueError, RecursionError, msgspec.MsgspecError):
        return None


def _is_ours(state: os.stat_result) -> bool:
    """Return whether a file is a regular one that nobody else may read or write."""
    if sys.platform == "win32":
        return stat.S_ISREG(state.st_mode)
    else:  # noqa: RET505 - so that mypy looks at each system's branch alone
        return stat.S_ISREG(state.st_mode) and state.st_uid == os.getuid() and not state.st_mode & OTHERS


def _keep(copy: Path, made: Compiled) -> None:
    """Write a copy unless a file it was made from is younger than two seconds; the disk tells the time."""
    try:
        make_private(copy.parent)
        put_in_place(copy, b"")
        now = copy.stat().st_mtime_ns
        if any(now - max(mark.changed_ns, mark.status_ns) < SETTLED_NS for mark in made.marks):
            copy.unlink()
        else:
            put_in_place(copy, msgspec.msgpack.encode(made))
    except OSError:
        return


def _marks(files: Iterable[Path]) -> tuple[Mark, ...]:
    """Return the marks of all files, none when one of them can't be looked at."""
    try:
        states = [(file, file.stat()) for file in files]
    except OSError:
        return ()
    return tuple(
        Mark(str(file.absolute()), state.st_size, state.st_mtime_ns, state.st_ctime_ns)
        for file, state in states
    )
