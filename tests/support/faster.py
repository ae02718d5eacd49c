"""A session on the real clock, only faster: for tests that need a real process."""

import time
from collections.abc import Iterable
from typing import Self

from sciaticli.coach.keys import Keys
from sciaticli.core.session.cues import Cue


class FasterKeys:
    """Keys that wait as much less as the clock runs faster."""

    def __init__(self, keys: Keys, faster: int) -> None:
        self._keys = keys
        self._faster = faster

    def __enter__(self) -> Self:
        self._keys.__enter__()
        return self

    def __exit__(self, *_: object) -> None:
        self._keys.__exit__(None, None, None)

    def read(self, timeout_s: float) -> str | None:
        return self._keys.read(timeout_s / self._faster)

    def suspend(self) -> None:
        self._keys.suspend()


class Silence:
    """A voice that says nothing."""

    is_unheard = False
    speaks = True

    def prepare(self, _texts: Iterable[str]) -> dict[str, int]:
        return {}

    def say(self, _cue: Cue) -> None:
        return None

    def cut(self) -> None:
        return None


class FastClock:
    """Milliseconds that run faster than real ones; a busy machine slows it down and never makes it jump."""

    def __init__(self, faster: int) -> None:
        self._faster = faster
        self._ms = 0
        self._seen_ns = time.monotonic_ns()

    def now_ms(self) -> int:
        now_ns = time.monotonic_ns()
        self._ms += min((now_ns - self._seen_ns) * self._faster // 1_000_000, 1000)
        self._seen_ns = now_ns
        return self._ms
