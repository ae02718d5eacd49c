"""A part of a record, for a report: from a day on, or without what was written by hand."""

from collections.abc import Iterator
from datetime import date
from typing import TypeVar

from msgspec import UNSET
from msgspec.structs import replace

from sciaticli.core.record.entries import Assessment, Check, Pain, Session
from sciaticli.core.record.history import History

Noted = TypeVar("Noted", Pain, Session, Check, Assessment)


def since(history: History, first: date | None) -> History:
    """Return the standing entries from a day on; all of them without a day."""
    if first is None:
        return history
    return replace(
        history,
        pains=tuple(entry for entry in history.pains if entry.day >= first),
        sessions=tuple(entry for entry in history.sessions if entry.day >= first),
        checks=tuple(entry for entry in history.checks if entry.day >= first),
        assessments=tuple(entry for entry in history.assessments if entry.day >= first),
        notes=tuple(entry for entry in history.notes if entry.day >= first),
    )


def without_notes(history: History) -> History:
    """Return the standing entries without their free text."""
    return replace(
        history,
        pains=_bare(history.pains),
        sessions=_bare(history.sessions),
        checks=_bare(history.checks),
        assessments=_bare(history.assessments),
        notes=(),
    )


def notes_in(history: History) -> Iterator[tuple[date, str]]:
    """Yield what was written by hand, with its day, oldest first."""
    for entry in history.entries:
        text = getattr(entry, "note", None)
        if isinstance(text, str) and text:
            yield entry.day, text


def _bare(entries: tuple[Noted, ...]) -> tuple[Noted, ...]:
    return tuple(replace(entry, note=UNSET) for entry in entries)
