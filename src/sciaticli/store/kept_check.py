"""A check that was left half-way: its answers, kept for a day on this machine alone."""

from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

import msgspec
from msgspec import Struct

from sciaticli.core.record.entries import Moment
from sciaticli.store.paths import Paths, make_private, put_in_place
from sciaticli.store.reading import PARSER_ERRORS, file_bytes

KEPT_FOR = timedelta(hours=24)
NAME = "check.json"


class KeptCheck(Struct, frozen=True, kw_only=True):
    """The answers so far of one edition of the form, and when the last of them was given."""

    form: str
    at: Moment
    given: dict[str, str]


def keep_check(paths: Paths, kept: KeptCheck) -> None:
    """Keep the answers so far; a disk that can't hold them must not stop the questions."""
    with suppress(OSError):
        make_private(paths.state)
        put_in_place(_file(paths), msgspec.json.encode(kept))


def kept_check(paths: Paths, form: str, now: datetime) -> KeptCheck | None:
    """Return what was kept within the last 24 hours for this edition; what is older is removed."""
    drop_stale_check(paths, now)
    kept = _read(paths)
    return kept if kept is not None and kept.form == form else None


def drop_stale_check(paths: Paths, now: datetime) -> None:
    """Remove what was kept longer than a day ago, or can't be read."""
    if not _file(paths).exists():
        return
    kept = _read(paths)
    if kept is None or not timedelta() <= now - kept.at < KEPT_FOR:
        forget_check(paths)


def forget_check(paths: Paths) -> None:
    """Remove what was kept."""
    with suppress(OSError):
        _file(paths).unlink()


def _read(paths: Paths) -> KeptCheck | None:
    try:
        return msgspec.json.decode(file_bytes(_file(paths)), type=KeptCheck)
    except (OSError, *PARSER_ERRORS):
        return None


def _file(paths: Paths) -> Path:
    return paths.state / NAME
