"""One lock for a file that is open: held, busy, or not to be had in this folder.

Some network folders know no locks. That is never taken for a file that somebody holds.
"""

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from enum import Enum
from pathlib import Path

from sciaticli.store.paths import PRIVATE_FILE, make_private

_BUSY = {errno.EWOULDBLOCK, errno.EAGAIN, errno.EACCES, errno.EDEADLK, getattr(errno, "EDEADLOCK", -1)}


class Hold(Enum):
    """What became of asking for a lock."""

    HELD = "held"
    BUSY = "busy"
    NO_LOCKS = "no locks"


def hold(descriptor: int, *, wait: bool) -> Hold:
    """Lock an open file against others of this machine until it is closed.

    With `wait` it takes as long as they do.
    """
    try:
        _lock(descriptor, wait=wait)
    except OSError as error:
        return Hold.BUSY if error.errno in _BUSY else Hold.NO_LOCKS
    return Hold.HELD


@contextmanager
def one_at_a_time(path: Path) -> Iterator[None]:
    """Let one program at a time do what stands in the block; `path` is a file for the lock alone.

    Where there are no locks the block runs all the same: what it puts in place is whole in any case.
    """
    make_private(path.parent)
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, PRIVATE_FILE)
    try:
        hold(descriptor, wait=True)
        yield
    finally:
        os.close(descriptor)


if sys.platform == "win32":
    import msvcrt

    FAR = 1 << 30  # a byte nobody writes, so that the lock keeps no reader out

    def _lock(descriptor: int, *, wait: bool) -> None:
        os.lseek(descriptor, FAR, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(descriptor: int, *, wait: bool) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
