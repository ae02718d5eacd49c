"""Waiting for real processes: the only tests that look at a real clock."""

import time
from collections.abc import Callable


def seconds() -> float:
    return time.monotonic()  # noqa: TID251 - a real process is measured


def until(reached: Callable[[], bool], limit_s: float = 20.0) -> bool:
    """Look again and again until something is so; only a failing test waits for the whole time."""
    end = seconds() + limit_s
    while not reached() and seconds() < end:
        time.sleep(0.01)  # noqa: TID251 - another process needs its time
    return reached()
