"""TOML that is parsed once a run: the built-in catalogue is the same text in thousands of tests."""

import pickle
import tomllib
from collections.abc import Callable
from functools import lru_cache
from typing import Any

SHORT = 1500
"""Letters; a shorter text is parsed quicker than it is looked up and copied."""


def parsed_once(parse: Callable[..., dict[str, Any]]) -> Callable[..., dict[str, Any]]:
    """Return a parser that keeps what long texts gave and hands out a copy of its own each time."""

    @lru_cache(maxsize=64)
    def kept(text: str) -> bytes:
        return pickle.dumps(parse(text), pickle.HIGHEST_PROTOCOL)

    def loads(text: str, **options: Any) -> dict[str, Any]:  # noqa: ANN401 - tomllib's own
        if options or len(text) < SHORT:
            return parse(text, **options)
        copy: dict[str, Any] = pickle.loads(kept(text))  # noqa: S301 - written above, by this process
        return copy

    return loads


def keep_parses() -> None:
    """Let every reader of this process share one parse a text."""
    tomllib.loads = parsed_once(tomllib.loads)
