"""A clock for sessions: it never goes back, and it counts the time a closed lid takes."""

import sys
import time


def session_ms() -> int:
    """Return whole milliseconds since some moment, time asleep included where the system counts it.

    Linux's monotonic clock stands still while the machine sleeps; its boot-time clock doesn't.
    """
    if sys.platform == "linux":
        return time.clock_gettime_ns(time.CLOCK_BOOTTIME) // 1_000_000
    else:  # noqa: RET505 - mypy leaves out a branch of another platform, not what follows it
        return time.monotonic_ns() // 1_000_000
