"""Real erasure: the one place where lines of the journal are taken out of their files.

Each file is written anew beside the old one and put in its place in one step, while it is held
against writers. Lines that this program does not understand stay byte for byte.
"""

import os
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path

import msgspec
from msgspec import UNSET, Struct

from sciaticli.core.record.entries import Amend, AnyEntry, Check
from sciaticli.core.record.history import Damage, Line
from sciaticli.core.screening.past_checks import level_of_check
from sciaticli.store.journal import (
    JournalFile,
    held_file,
    journal_files,
    read_lines,
)
from sciaticli.store.paths import PRIVATE_FILE, Paths, left_over, make_private, put_in_place, sync_folder
from sciaticli.store.reading import PARSER_ERRORS


class Purge(Struct, frozen=True, kw_only=True):
    """What goes, by id, and which screenings leave a bare line behind because they hold a lock."""

    gone: frozenset[str]
    bare: frozenset[str]
    everything: bool = False


def plan_purge(records: Iterable[Line], is_meant: Callable[[AnyEntry], bool], locks: frozenset[str]) -> Purge:
    """Choose the entries that are meant, with all their amendments.

    A lock leaves a bare line; a screening that released a lock which stays is not taken out.
    """
    entries = [record.entry for record in records]
    meant = {entry.id for entry in entries if not isinstance(entry, Amend) and is_meant(entry)}
    releases = {
        entry.id
        for entry in entries
        if isinstance(entry, Check) and entry.release and not meant.issuperset(entry.release.of)
    }
    bare = meant & locks
    gone = meant - bare - releases
    amends = {entry.id for entry in entries if isinstance(entry, Amend) and entry.of in gone | bare}
    return Purge(gone=frozenset(gone | amends), bare=frozenset(bare))


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
    try:
        entry = msgspec.json.decode(text, type=AnyEntry)
    except PARSER_ERRORS:
        return None
    is_lock = entry.id in plan.bare and isinstance(entry, Check)
    return msgspec.json.encode(_bare(entry)) if is_lock and isinstance(entry, Check) else None


def _purged(text: bytes, plan: Purge) -> bytes | None:
    """Return a line as it will stand: as it was, bare, or not at all."""
    try:
        entry = msgspec.json.decode(text, type=AnyEntry)
    except PARSER_ERRORS:
        return text
    if entry.id in plan.gone:
        return None
    return msgspec.json.encode(_bare(entry)) if entry.id in plan.bare and isinstance(entry, Check) else text


def _bare(check: Check) -> Check:
    """Return a screening without its answers: what is left is that it locks, how, and since when."""
    level = level_of_check(check)
    return msgspec.structs.replace(
        check,
        answers={},
        known={},
        facts=(),
        age_band=UNSET,
        blood_thinner=UNSET,
        tier=level.tier,
        window=level.window,
        rules=(),
        note=UNSET,
    )
