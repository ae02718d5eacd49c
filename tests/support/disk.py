"""A disk that is not waited for: no test cuts the power, and some ten thousand writes would wait for it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from _typeshed import FileDescriptorLike


def wait_for_no_disk() -> None:
    """Let a synced file be one that could be: what is written, and in which order, stays as it is."""
    os.fsync = _could_be_synced


def _could_be_synced(fd: FileDescriptorLike) -> None:
    os.fstat(fd if isinstance(fd, int) else fd.fileno())
