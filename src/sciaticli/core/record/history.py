"""What is known on a day: the journal folded into its standing entries.

Everything else the program believes (phase, locks, labels, records) is computed from a History.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from operator import attrgetter
from typing import TYPE_CHECKING, Any, TypeVar, get_args

import msgspec
from msgspec import Struct

from sciaticli.core.record.entries import Amend, AnyEntry, Assessment, Check, Note, Pain, Session

if TYPE_CHECKING:
    from datetime import date, datetime

_MONTH = re.compile(r"\d{4}-\d{2}")
_BY_TIME = attrgetter("at", "id")

T = TypeVar("T")
LAST_LINE = 10**9  # of an entry that is not in its file yet: it stands after everything that was read
# What an amendment may never touch: who an entry is, and when it was written.
FIXED_KEYS = frozenset({"v", "id", "kind", "rec", "src", "imported"})


class Damage(Struct, frozen=True, gc=False):
    """A line that could not be read, or an entry that must be ignored: where, and why.

    `line` is 0 for a whole file or folder. `device` and `month` are empty when they can't be told.
    """

    file: str
    line: int
    reason: str
    device: str = ""
    month: str = ""


class Line(Struct, frozen=True, gc=False):
    """An entry with the place it was read from."""

    entry: AnyEntry
    device: str = ""
    file: str = ""
    line: int = 0

    @property
    def month(self) -> str:
        """The month of its file, as `2026-11`; a copy may have it further on in its name."""
        return month_of(self.file)


@lru_cache(maxsize=1024)
def month_of(file: str) -> str:
    """Return the month of a file by its name; asked of every line, answered once for each file."""
    month = file[:7]
    return month if month[:1].isdecimal() else next(iter(_MONTH.findall(file)), month)


class History(Struct, frozen=True, kw_only=True, dict=True):
    """The standing entries by kind, each ordered by `at`, then `id`; amends applied, tombstones gone.

    `records` holds every entry as it was first written, each once, amends too: what voids a
    screening is judged there, so that taking a line back does not open what the line has closed.
    """

    records: tuple[Line, ...] = ()
    pains: tuple[Pain, ...] = ()
    sessions: tuple[Session, ...] = ()
    checks: tuple[Check, ...] = ()
    assessments: tuple[Assessment, ...] = ()
    notes: tuple[Note, ...] = ()
    damage: tuple[Damage, ...] = ()

    def once(self, work: Callable[["History"], T]) -> T:
        """Return what a function makes of this history, worked out the first time it is asked for."""
        kept: dict[Callable[[History], T], T] = self.__dict__.setdefault("kept", {})
        if work not in kept:
            kept[work] = work(self)
        return kept[work]

    def until(self, day: "date") -> "History":
        """Return pain, sessions and assessments that were known on a day."""
        return History(
            pains=tuple(found for found in self.pains if found.day <= day),
            sessions=tuple(found for found in self.sessions if found.day <= day),
            assessments=tuple(found for found in self.assessments if found.day <= day),
        )

    @property
    def entries(self) -> tuple[AnyEntry, ...]:
        """All standing entries of all kinds, by `at`, then `id`."""
        kinds: tuple[AnyEntry, ...] = (
            *self.pains,
            *self.sessions,
            *self.checks,
            *self.assessments,
            *self.notes,
        )
        return tuple(sorted(kinds, key=_BY_TIME))


def fold(records: Iterable[Line]) -> History:
    """Fold entries of all devices into a History; what must be ignored is named in its `damage`."""
    kept, damage = _once_each(records)
    amends = amends_by_target(kept)
    standing: dict[type[AnyEntry], list[Any]] = {kind: [] for kind in get_args(AnyEntry)}
    for record in kept:
        entry: AnyEntry | None = record.entry
        if entry is not None and entry.id in amends:
            entry, ignored = _amended(entry, amends[entry.id])
            damage += ignored
        if entry is not None:
            standing[type(entry)].append(entry)
    for entries in standing.values():
        entries.sort(key=_BY_TIME)
    return History(
        records=tuple(kept),
        pains=tuple(standing[Pain]),
        sessions=tuple(standing[Session]),
        checks=tuple(standing[Check]),
        assessments=tuple(standing[Assessment]),
        notes=tuple(standing[Note]),
        damage=tuple(damage),
    )


def amends_by_target(records: Iterable[Line]) -> dict[str, list[Line]]:
    """Return the amendments by the id of the entry they name."""
    amends: dict[str, list[Line]] = {}
    for record in records:
        if isinstance(record.entry, Amend):
            amends.setdefault(record.entry.of, []).append(record)
    return amends


def standing_amends(amends: Iterable[Line]) -> list[Line]:
    """Return the amendments of one entry that still count, oldest first.

    Two devices' amendments go by `rec`; those of one device never pass each other, even when its
    clock was set back between them.
    """
    ordered = _in_order(amends)
    takers: dict[str, list[Amend]] = {}
    for _, amend in ordered:
        if amend.undo is not None:
            takers.setdefault(amend.undo, []).append(amend)
    return [record for record, amend in ordered if not _is_taken_back(amend, takers, frozenset())]


def versions(entry: AnyEntry, amends: Iterable[Line]) -> Iterator[tuple[Line, AnyEntry | None]]:
    """Yield an entry as each of its amendments left it, oldest first; None where that took it out.

    An amendment that sets something is shown even when it was taken back, or the entry with it.
    """
    ordered = [record for record, _ in _in_order(amends)]
    for number, record in enumerate(ordered, 1):
        counted = standing_amends(ordered[:number])
        if isinstance(record.entry, Amend) and record.entry.set:
            counted = [other for other, amend in _in_order(counted) if other != record and not amend.delete]
            counted.append(record)
        yield record, _applied(entry, counted)[0]


def with_changes(entry: AnyEntry, changes: dict[str, Any]) -> AnyEntry:
    """Return the entry with dotted keys set; raises ValueError naming the key or value that does not fit."""
    return msgspec.convert(changed_tree(entry, changes), type(entry))


def changed_tree(entry: AnyEntry, changes: dict[str, Any]) -> dict[str, Any]:
    """Return the plain values of an entry with dotted keys set; raises ValueError for a key that is fixed."""
    tree: dict[str, Any] = msgspec.to_builtins(entry)
    for dotted, value in changes.items():
        *parents, leaf = dotted.split(".")
        if not parents and leaf in FIXED_KEYS:
            raise ValueError(f"`{dotted}` can't be changed")
        branch = tree
        for parent in parents:
            branch = branch.setdefault(parent, {})
            if not isinstance(branch, dict):
                raise ValueError(f"`{dotted}` can't be changed")  # noqa: TRY004 - the caller catches one kind
        branch[leaf] = value
    return tree


def _once_each(records: Iterable[Line]) -> tuple[list[Line], list[Damage]]:
    """Keep the first of each id; a second that says something else is damage.

    Two screenings with one id both stay: a copy may never hide a lock.
    """
    kept: dict[str, Line] = {}
    others: list[Line] = []
    damage: list[Damage] = []
    for record in records:
        first = kept.setdefault(record.entry.id, record)
        if first is record or first.entry == record.entry:
            continue
        damage.append(_damage(record, f"{record.entry.id} stands twice and differs; the first counts"))
        if isinstance(record.entry, Check):
            others.append(record)
    return [*kept.values(), *others], damage


def _amended(entry: AnyEntry, amends: list[Line]) -> tuple[AnyEntry | None, list[Damage]]:
    """Apply the standing amendments of one entry; None when it is taken out."""
    if isinstance(entry, Check):
        return entry, [
            _damage(record, "a screening can't be changed; this line has no effect") for record in amends
        ]
    if isinstance(entry, Amend):
        return entry, [
            _damage(record, "an amendment can't be amended; this line has no effect") for record in amends
        ]
    return _applied(entry, standing_amends(amends))


def _applied(entry: AnyEntry, amends: Iterable[Line]) -> tuple[AnyEntry | None, list[Damage]]:
    damage = []
    gone = False
    for record, amend in _in_order(amends):
        gone = gone or amend.delete
        try:
            entry = with_changes(entry, amend.set)
        except ValueError as error:
            damage.append(_damage(record, f"this amendment does not fit its entry: {error}"))
    return (None if gone else entry), damage


def _in_order(amends: Iterable[Line]) -> list[tuple[Line, Amend]]:
    """Order amendments by `rec`, within a device never against the order of its lines."""
    latest: dict[str, datetime] = {}
    timed: list[tuple[datetime, int, Line, Amend]] = []
    for record in sorted(amends, key=lambda record: (record.device, record.file, record.line)):
        if isinstance(record.entry, Amend):
            moment = max(record.entry.rec, latest.get(record.device, record.entry.rec))
            latest[record.device] = moment
            timed.append((moment, len(timed), record, record.entry))
    return [(record, amend) for _, _, record, amend in sorted(timed, key=lambda item: item[:2])]


def _is_taken_back(amend: Amend, takers: dict[str, list[Amend]], seen: frozenset[str]) -> bool:
    """Return True when a standing amendment takes this one back; a ring of them takes nothing back."""
    if amend.id in seen:
        return True
    return any(not _is_taken_back(taker, takers, seen | {amend.id}) for taker in takers.get(amend.id, ()))


def _damage(record: Line, reason: str) -> Damage:
    return Damage(record.file, record.line, reason, record.device, record.month)
