"""The locks that stand, remembered on this machine beside the record: a line that vanishes opens nothing.

A synchroniser or a backup may put an older record back, and a hand or a disk may take a line, a month
or a machine's folder away. What stood when this machine last looked goes on all the same.
"""

from collections.abc import Container, Iterable, Sequence
from contextlib import suppress
from pathlib import Path

import msgspec

from sciaticli.core.record.entries import Check, CheckState
from sciaticli.core.record.history import Line
from sciaticli.core.screening.locks import (
    REMEMBERED,
    lock_lines_of,
    lost_locks,
    unanswered,
    without_answers,
)
from sciaticli.store.journal import entries_within
from sciaticli.store.paths import Paths, write_private
from sciaticli.store.reading import Unreadable, file_bytes
from sciaticli.store.unsaved_checks import drop_unsaved, unsaved_checks


def with_lost_locks(paths: Paths, records: Sequence[Line]) -> list[Line]:
    """Return the records, with the locks that this machine remembers and the record has lost.

    With them go the checks that were begun, of which nothing could be saved.
    """
    remembered, unsaved = _remembered(paths), unsaved_checks(paths)
    known = {check.id for check in remembered}
    lost = lost_locks(records, [*remembered, *(check for check in unsaved if check.id not in known)])
    begun = [check for check in unsaved if check.state is CheckState.OPEN]
    return [*records, *(Line(check, file=REMEMBERED) for check in (*lost, *begun))]


def remember_locks(paths: Paths, records: Sequence[Line], standing: Iterable[str]) -> None:
    """Remember the locks that stand, by their ids, and forget what has been opened.

    A disk that can't be written must not stop anything: the record itself still holds them.
    """
    checks = lock_lines_of(records, frozenset(standing))
    if checks != _remembered(paths):
        _write(paths, checks)
    if unsaved := unsaved_checks(paths):
        held = {check.id for check in _remembered(paths)}
        locks = {check.id for check in checks} - held
        drop_unsaved(paths, locks | {check.id for check in unanswered(unsaved, records)})


def bare_remembered_locks(paths: Paths, erased: Container[str]) -> None:
    """Take the answers out of what is remembered of some locks, as they were erased from the record."""
    checks = [without_answers(check) if check.id in erased else check for check in _remembered(paths)]
    _write(paths, checks)


def _write(paths: Paths, checks: Iterable[Check]) -> None:
    lines = [f"{msgspec.json.encode(check).decode()}\n" for check in checks]
    with suppress(OSError):
        if lines:
            write_private(_file(paths), "".join(lines))
        else:
            _file(paths).unlink()


def _remembered(paths: Paths) -> list[Check]:
    try:
        lines = file_bytes(_file(paths)).splitlines()
    except (OSError, Unreadable):
        return []
    found = [entry for line in lines for entry in entries_within(line)]
    return [entry for entry in found if isinstance(entry, Check)]


def _file(paths: Paths) -> Path:
    return paths.state / REMEMBERED
