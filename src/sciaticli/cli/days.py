"""Days typed as options."""

from __future__ import annotations

from datetime import date

from sciaticli.core.errors import UsageError


def parse_day(option: str, text: str | None) -> date | None:
    """Return the day that an option names, None when it was not given; raises UsageError."""
    try:
        return None if text is None else date.fromisoformat(text.strip())
    except ValueError as error:
        raise UsageError(f"{option} takes a date, not '{text}'.", "For example: 2026-11-22") from error
