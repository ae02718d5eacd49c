"""What was told of pain and sessions: as first written, as it stands now, and as each amendment made it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from sciaticli.core.record.entries import Amend, AnyEntry, Pain, Session
from sciaticli.core.record.history import History, Line, amends_by_target, versions

_TOLD = (Pain, Session)
_SILENT_KEYS = ("note", "did", "sleep_disturbed", "flare")


class Written(NamedTuple):
    """An entry with the record that last changed what matters of it."""

    record: Line
    entry: AnyEntry


def tellings(history: History) -> Iterator[Sequence[Written]]:
    """Yield the entries as first written, as they stand, and in every version, where these differ."""
    first, amends = _as_written(history), amends_by_target(history.records)
    yield first
    if amends:
        ever = _as_amended(first, amends)
        yield _as_standing(history, ever)
        if len(ever) > len(first):
            yield ever


def _as_written(history: History) -> list[Written]:
    return [Written(record, record.entry) for record in history.records if isinstance(record.entry, _TOLD)]


def _as_amended(written: Iterable[Written], amends: Mapping[str, Sequence[Line]]) -> list[Written]:
    """Return every version of an entry that said more than new notes, taken back since or not."""
    found: list[Written] = []
    for first in written:
        found.append(first)
        if first.entry.id not in amends:
            continue
        last: AnyEntry | None = first.entry
        for record, entry in versions(first.entry, amends[first.entry.id]):
            if entry is not None and (_changes_more_than_notes(record.entry) or _said(entry) != _said(last)):
                found.append(Written(record, entry))
            last = entry
    return found


def _as_standing(history: History, ever: Iterable[Written]) -> list[Written]:
    """Return the entries as they stand, each with the newest record that changed more than its notes."""
    touched = {written.entry.id: written.record for written in ever}
    standing: tuple[AnyEntry, ...] = (*history.pains, *history.sessions)
    return [Written(touched[entry.id], entry) for entry in standing]


def _changes_more_than_notes(entry: AnyEntry) -> bool:
    return isinstance(entry, Amend) and any(not key.startswith(_SILENT_KEYS) for key in entry.set)


def _said(entry: AnyEntry | None) -> list[object]:
    """Return what an entry says beside its notes; nothing of one that was taken out."""
    fields = entry.__struct_fields__ if entry is not None else ()
    return [getattr(entry, field) for field in fields if field not in _SILENT_KEYS]
