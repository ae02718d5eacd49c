"""Files that other programs leave among ours: known by their names, and passed over."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from sciaticli.store.reading import Unreadable, file_bytes

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

# An editor's lock and its copy (.#a, #a#, a~), what macOS keeps beside a file (._a), an office's lock (~$a).
_LEFT = re.compile(r"^[.#]|^~\$|~$|\.(?:sw[op]|tmp|part|bak|orig|rej)$")
# What Syncthing, Dropbox, Nextcloud, ownCloud and Unison call the second of two versions.
_CONFLICT = re.compile(r"\.sync-conflict-|conflicted copy|[(_-]conflict[)_ -]", re.IGNORECASE)


class Sorted(NamedTuple):
    """The files that are the person's own, and those that hold another version of one."""

    own: list[Path]
    other_versions: list[Path]


def is_left(name: str) -> bool:
    """Return whether a name is one that editors, systems and synchronisers give to files of their own."""
    return _LEFT.search(name) is not None


def sort_out(files: Iterable[Path]) -> Sorted:
    """Sort files by name; of copies with the same content the first counts, and copies count after names.

    A synchroniser's copy that says something else is never read beside its original: it is another
    version of it, and a person has to choose.
    """
    wanted = sorted((file for file in files if not is_left(file.name)), key=_is_conflict)
    seen: set[bytes] = set()
    found = Sorted([], [])
    for file in wanted:
        content = _content(file)
        if content is not None and content in seen:
            continue
        if content:
            seen.add(content)
        (found.other_versions if _is_conflict(file) else found.own).append(file)
    return Sorted(sorted(found.own), found.other_versions)


def _is_conflict(file: Path) -> bool:
    return _CONFLICT.search(file.name) is not None


def _content(file: Path) -> bytes | None:
    """Return what stands in a file; None where it can't be read, which is named by whoever reads it."""
    try:
        return file_bytes(file)
    except (OSError, Unreadable):
        return None
