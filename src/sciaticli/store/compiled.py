"""A compiled copy of what TOML files say: 3 ms to read where parsing takes 300.

Of the built-in files one is made when the wheel is built, after every check of them, and counts while their
sizes are what they were then. In a checkout, and where a person's own files come in, one is kept in the cache
folder. That one is never trusted: it counts only while the program's version and path, size and times of
every file it was made from are what they were. Either is passed over silently when it can't be read.
"""

from __future__ import annotations

import os
import stat
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeVar
from zlib import crc32

import msgspec

from sciaticli import __version__
from sciaticli.store.paths import content, make_private, put_in_place

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

SHIPPED = "compiled"
ENDING = ".msgpack"
SETTLED_NS = 2_000_000_000  # a younger file may still change without a change in its size and times
GREATEST_SIZE = 16_000_000
OTHERS = 0o077

T = TypeVar("T")


class FileMark(msgspec.Struct, frozen=True, array_like=True):
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
    marks: tuple[FileMark, ...]
    value: msgspec.Raw
    sum: int


class Content(NamedTuple):
    """What a value is compiled from: its name, the files, and the modules that say how they are read.

    The modules count too: in a checkout they change without the version.
    """

    name: str
    files: Callable[[], Iterable[Path]]
    modules: tuple[str, ...] = ()

    def all_files(self) -> list[Path]:
        """Return the files and those of the modules."""
        specs = [find_spec(f"sciaticli.{module}") for module in self.modules]
        return [*self.files(), *(Path(spec.origin) for spec in specs if spec and spec.origin)]


def load(what: Content, kind: type[T], read: Callable[[], T], cache: Path | None = None) -> T:
    """Return a built-in value: as it came with the wheel, else as kept in `cache`, else from `read`."""
    value = shipped(what.name, kind)
    if value is not None:
        return value
    return read() if cache is None else compiled(cache / f"{what.name}{ENDING}", what.all_files(), kind, read)


def shipped(name: str, kind: type[T]) -> T | None:
    """Return a value that was compiled into the wheel; None in a checkout, or with a file changed since."""
    folder = content(SHIPPED)
    try:
        made = msgspec.msgpack.decode((folder / f"{name}{ENDING}").read_bytes(), type=Compiled)
        is_true = (made.version, made.sum) == (__version__, crc32(made.value)) and all(
            (folder.parent / mark.path).stat().st_size == mark.size for mark in made.marks
        )
        return msgspec.msgpack.decode(made.value, type=kind) if is_true else None
    except (OSError, ValueError, RecursionError, msgspec.MsgspecError):
        return None


def ship(folder: Path, what: Content, value: object) -> None:
    """Write a value as it goes into the wheel; its files are all in `data/`."""
    root = content("")
    marks = tuple(
        FileMark(file.relative_to(root).as_posix(), file.stat().st_size, 0, 0) for file in what.files()
    )
    (folder / f"{what.name}{ENDING}").write_bytes(msgspec.msgpack.encode(_made(marks, value)))


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
        _keep(copy, _made(before, value))
    return value


def _made(marks: tuple[FileMark, ...], value: object) -> Compiled:
    text = msgspec.msgpack.encode(value)
    return Compiled(__version__, marks, msgspec.Raw(text), crc32(text))


def _read_copy(copy: Path, marks: tuple[FileMark, ...], kind: type[T]) -> T | None:
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


def _marks(files: Iterable[Path]) -> tuple[FileMark, ...]:
    """Return the marks of all files, none when one of them can't be looked at."""
    try:
        states = [(file, file.stat()) for file in files]
    except OSError:
        return ()
    return tuple(
        FileMark(str(file.absolute()), state.st_size, state.st_mtime_ns, state.st_ctime_ns)
        for file, state in states
    )
