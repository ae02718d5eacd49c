"""What a person said outside the form: one line after it was saved, and the next short form asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sciaticli.cli.check.standing import read_standing
from sciaticli.core.screening.heard import heard, notes_of
from sciaticli.store.note_signs import load_note_signs
from sciaticli.view.screening import note_lines

if TYPE_CHECKING:
    from sciaticli.cli.check.standing import RecordNow
    from sciaticli.cli.context import App
    from sciaticli.core.record.entries import AnyEntry
    from sciaticli.core.screening.heard import Heard


def note_heard(app: App, entry: AnyEntry) -> list[str]:
    """Return what is said of an entry's free text: that it may name a danger sign, and whom to call."""
    texts = notes_of(entry)
    if not texts:
        return []
    signs = load_note_signs()
    despairs = any(signs.despairs(text) for text in texts)
    may_name = any(signs.names(text) for text in texts)
    if not (despairs or may_name):
        return []
    standing = read_standing(app)
    return note_lines(standing.wording, standing.region, despairs=despairs, may_name=may_name)


def to_be_asked(standing: RecordNow) -> tuple[Heard, ...]:
    """Return what has been told since the last screening and was not asked about yet."""
    return heard(standing.history, standing.now, _names_danger)


def _names_danger(text: str) -> bool:
    signs = load_note_signs()
    return bool(signs.names(text) or signs.despairs(text))
