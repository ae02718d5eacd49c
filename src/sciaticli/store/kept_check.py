"""A check that was left half-way: its answers, kept for a day on this machine alone."""

from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

import msgspec
from msgspec import Struct

from sciaticli.store.paths import Paths, make_private, put_in_place

KEPT_FOR = timedelta(hours=24)
NAME = "check.json"


class KeptCheck(Struct, frozen=True, kw_only=True):
    """The answers so far of one edition of the form, and when the last of them was given."""

    form: str
    at: datetime
    given: dict[str, str]


def keep_check(paths: Paths, kept: KeptCheck) -> None:
    """Keep the answers so far; a disk that can't hold them must not stop the questions."""
    with suppress(OSError):
        make_private(paths.state)
        put_in_place(_file(paths), msgspec.json.encode(kept))


def kept_check(paths: Paths, form: str, now: datetime) -> KeptCheck | None:
    """Return what was kept within the last 24 hours for this edition; anything else is removed."""
    try:
        kept = msgspec.json.decode(_file(paths).read_bytes(), type=KeptCheck)
    except FileNotFoundError:
        return None
    except (OSError, msgspec.DecodeError):
        forget_check(paths)
        return None
    if kept.form == form and timedelta() <= now - kept.at < KEPT_FOR:
        return kept
    forget_check(paths)
    return None


def forget_check(paths: Paths) -> None:
    """Remove what was kept."""
    with suppress(OSError):
        _file(paths).unlink()


def _file(paths: Paths) -> Path:
    return paths.state / NAME
