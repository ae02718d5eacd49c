"""A clock for sessions: it never goes back, and it counts the time a closed lid takes."""

import time


def session_ms() -> int:
    """Return whole milliseconds since some moment, time asleep included where the system counts it.

    Linux's monotonic clock stands still while the machine sleeps; its boot-time clock doesn't.
    """
    clock = getattr(time, "CLOCK_BOOTTIME", None)
    return (time.monotonic_ns() if clock is None else time.clock_gettime_ns(clock)) // 1_000_000
