"""What an entry can't be, whichever door it comes through: log, edit, import, or another program.

The ranges of single numbers stand with the fields in `entries`; here is what only a whole entry shows.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any, get_args

from msgspec import Struct
from msgspec.structs import fields

from sciaticli.core.dates import EARLIEST
from sciaticli.core.record.entries import VERSION, AnyEntry, Session
from sciaticli.core.record.history import Damage, History

NOTE_LETTERS = 10_000
"""The longest text of an entry: a line much longer than a disk block could be cut by a kill."""
DAYS_APART = 1
"""How far an entry's day may be from its clock: a day may begin as late as at noon."""
LONGEST_SESSION = timedelta(hours=24)


def misfits(entry: AnyEntry, now: datetime) -> Iterator[str]:
    """Yield what is wrong with an entry that is to be written at `now`."""
    latest = now.astimezone(UTC)
    if entry.at.year < EARLIEST or entry.day.year < EARLIEST:
        yield f"`day`: before {EARLIEST}"
    elif entry.at > latest or entry.rec > latest:
        yield "its time is still to come"
    elif abs((entry.day - entry.at.date()).days) > DAYS_APART:
        yield f"`day`: {entry.day} is not the day of {entry.at:%Y-%m-%d %H:%M}"
    if isinstance(entry, Session) and not timedelta() <= entry.end - entry.at <= LONGEST_SESSION:
        yield "`end`: not within a day of its beginning"
    note = getattr(entry, "note", None)
    if isinstance(note, str) and len(note) > NOTE_LETTERS:
        yield f"`note`: too long, more than {NOTE_LETTERS} letters"


def doubts(history: History, now: datetime) -> Iterator[Damage]:
    """Yield the lines that say what can't be, read at `now`; another program or hand wrote them.

    They still count: of a pain that is told on a wrong day the pain may be true.
    """
    for line in history.records:
        reasons = ", ".join(misfits(line.entry, now))
        if reasons:
            yield Damage(line.file, line.line, f"{line.entry.id[-8:]} can't be: {reasons}", line.device)


def unknown_keys(tree: dict[str, Any], kind: type[Struct], prefix: str = "") -> Iterator[str]:
    """Yield the dotted keys of a raw entry that its kind does not have.

    An entry of a newer version may have others; they are kept where they stand.
    """
    version = tree.get("v")
    if isinstance(version, int) and version > VERSION:
        return
    known = {field.encode_name: field.type for field in fields(kind)}
    for name, value in tree.items():
        if name not in known:
            if not (prefix == "" and name == "kind"):
                yield prefix + name
            continue
        inner = next((part for part in _parts(known[name]) if _is_struct(part)), None)
        if inner is not None:
            rows = value if isinstance(value, list | tuple) else [value]
            for row in rows:
                if isinstance(row, dict):
                    yield from unknown_keys(row, inner, f"{prefix}{name}.")


def _parts(kind: Any) -> Iterator[Any]:  # noqa: ANN401 - any annotation
    yield kind
    for part in get_args(kind):
        yield from _parts(part)


def _is_struct(kind: object) -> bool:
    return isinstance(kind, type) and issubclass(kind, Struct)
