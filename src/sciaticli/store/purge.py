"""Real erasure: the one place where lines of the journal are taken out of their files.

Each file is written anew beside the old one and put in its place in one step, while it is held
against writers. Lines that this program does not understand stay byte for byte.
"""

import os
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path

import msgspec
from msgspec import Struct

from sciaticli.core.record.entries import Amend, AnyEntry, Check, ExamVerdict
from sciaticli.core.record.history import Damage, Line
from sciaticli.core.screening.locks import without_answers
from sciaticli.core.screening.voids import bare_void
from sciaticli.store.journal import (
    JournalFile,
    entries_within,
    held_file,
    journal_files,
    read_lines,
)
from sciaticli.store.paths import PRIVATE_FILE, Paths, left_over, make_private, put_in_place, sync_folder
from sciaticli.store.reading import PARSER_ERRORS


class Purge(Struct, frozen=True, kw_only=True):
    """What goes, by id, and what leaves a bare line behind.

    `bare` are screenings that hold a lock or a clinician's no, `voids` what ended a clearance: of it
    stays that a check was begun and not finished, nothing else.
    """

    gone: frozenset[str]
    bare: frozenset[str]
    voids: frozenset[str] = frozenset()
    everything: bool = False


def plan_purge(
    records: Iterable[Line],
    is_meant: Callable[[AnyEntry], bool],
    locks: frozenset[str],
    voids: frozenset[str] = frozenset(),
) -> Purge:
    """Choose the entries that are meant, with all their amendments.

    A lock leaves a bare line, and so does what ended a clearance that could still hold; a screening
    that released a lock which stays is not taken out.
    """
    entries = [record.entry for record in records]
    meant = {entry.id for entry in entries if not isinstance(entry, Amend) and is_meant(entry)}
    releases = {
        entry.id
        for entry in entries
        if isinstance(entry, Check) and entry.release and not meant.issuperset(entry.release.of)
    }
    forbids = {entry.id for entry in entries if isinstance(entry, Check) and _forbids(entry)}
    bare = meant & (locks | forbids)
    gone = meant - bare - releases
    gone |= {entry.id for entry in entries if isinstance(entry, Amend) and entry.of in gone | bare}
    return Purge(gone=frozenset(gone - voids), bare=frozenset(bare), voids=frozenset(gone & voids))


def _forbids(check: Check) -> bool:
    """Return whether a screening holds a clinician's word not to exercise."""
    return check.release is not None and check.release.exercise is ExamVerdict.NO


def purge(paths: Paths, plan: Purge) -> int:
    """Take lines out of the files of all devices and return how many; each file is old or new, never half."""
    unread: list[Damage] = []
    return sum(_purge_file(file, plan) for file in journal_files(paths, unread))


def back_up(paths: Paths, name: str) -> Path:
    """Copy the whole journal to data/backups/NAME, for the owner only, and return that folder."""
    folder = paths.data / "backups" / name
    unread: list[Damage] = []
    for file in journal_files(paths, unread):
        target = folder / file.device / file.name
        make_private(target.parent)
        descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE_FILE)
        with os.fdopen(descriptor, "wb") as copy, file.path.open("rb") as source:
            shutil.copyfileobj(source, copy)
            copy.flush()
            os.fsync(copy.fileno())
    return folder


def _purge_file(file: JournalFile, plan: Purge) -> int:
    path = file.path.resolve()
    for file_left in left_over(path):
        file_left.unlink(missing_ok=True)
    with held_file(path):
        if plan.everything:
            unread: list[Damage] = []
            count = sum(1 for _ in read_lines(file, unread))
            locks = [text for line in path.read_bytes().split(b"\n") if (text := _bare_lock(line, plan))]
            if locks:
                put_in_place(path, b"\n".join((*locks, b"")))
            else:
                path.unlink()
            return count - len(locks)
        old = path.read_bytes().split(b"\n")
        new = [_purged(text, plan) for text in old]
        if new == old:
            return 0
        put_in_place(path, b"\n".join(text for text in new if text is not None))
    sync_folder(path.parent)
    return sum(1 for before, after in zip(old, new, strict=True) if before != after)


def _bare_lock(text: bytes, plan: Purge) -> bytes | None:
    """Return the bare line of a lock that stands, nothing of any other line: a lock outlives the rest."""
    locks = [entry for entry in entries_within(text) if isinstance(entry, Check) and entry.id in plan.bare]
    return b"\n".join(msgspec.json.encode(without_answers(lock)) for lock in locks) or None


def _purged(text: bytes, plan: Purge) -> bytes | None:
    """Return a line as it will stand: as it was, bare, or not at all."""
    try:
        entry = msgspec.json.decode(text, type=AnyEntry)
    except PARSER_ERRORS:
        return text
    if entry.id in plan.gone:
        return None
    if entry.id in plan.bare and isinstance(entry, Check):
        return msgspec.json.encode(without_answers(entry))
    return msgspec.json.encode(bare_void(entry)) if entry.id in plan.voids else text
