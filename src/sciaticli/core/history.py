"""What is known on a day: the journal folded into its standing entries.

Everything else the program believes (phase, locks, labels, records) is computed from a History.
"""

from collections.abc import Iterable
from datetime import datetime

from msgspec import Struct

from sciaticli.core.entry import AnyEntry, Assessment, Check, Note, Pain, Session


class Damage(Struct, frozen=True):
    """A line that could not be read, or an entry that must be ignored: where, and why.

    `after` is the time up to which the same file was readable before it, None when unknown.
    """

    file: str
    line: int
    reason: str
    device: str = ""
    month: str = ""


class Record(Struct, frozen=True):
    """An entry with the place it was read from; `order` counts lines within its device."""

    entry: AnyEntry
    device: str = ""
    file: str = ""
    line: int = 0


class History(Struct, frozen=True, kw_only=True):
    """The standing entries by kind, each ordered by `at`, then `id`; amends applied, tombstones gone."""

    records: tuple[Record, ...] = ()
    pains: tuple[Pain, ...] = ()
    sessions: tuple[Session, ...] = ()
    checks: tuple[Check, ...] = ()
    assessments: tuple[Assessment, ...] = ()
    notes: tuple[Note, ...] = ()
    newest_rec: datetime | None = None
    damage: tuple[Damage, ...] = ()


def fold(records: Iterable[Record]) -> History:
    """Fold entries of all devices into a History; what must be ignored is named in its `damage`."""
    raise NotImplementedError
