"""The words of data/note_signs.toml, as values."""

import tomllib
from functools import cache

import msgspec

from sciaticli.core.errors import DataError
from sciaticli.core.screening.note_signs import NoteSigns
from sciaticli.store.paths import content

NAME = "note_signs.toml"


@cache
def load_note_signs() -> NoteSigns:
    """Return what a note may say of danger; raises DataError when the file can't be read."""
    try:
        return msgspec.convert(tomllib.loads(content(NAME).read_text(encoding="utf-8")), NoteSigns)
    except (OSError, ValueError) as error:
        raise DataError(f"The words of notes can't be used: {NAME}", (str(error),)) from error
