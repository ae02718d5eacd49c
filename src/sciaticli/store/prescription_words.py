"""The words of sheets, from data/prescription.toml to values."""

import tomllib
from pathlib import Path

import msgspec

from sciaticli.core.errors import DataError
from sciaticli.core.prescription.words import Words
from sciaticli.store.compiled import Content, load
from sciaticli.store.paths import content

NAME = "prescription.toml"


CONTENT = Content(
    "prescription", lambda: [content(NAME)], ("core.prescription.words", "store.prescription_words")
)


def load_words(cache: Path | None = None) -> Words:
    """Return the words of sheets; raises DataError naming what is wrong with the file."""
    return load(CONTENT, Words, _read, cache)


def _read() -> Words:
    try:
        return msgspec.convert(tomllib.loads(content(NAME).read_text(encoding="utf-8")), Words)
    except (OSError, ValueError) as error:
        raise DataError(f"The words of sheets can't be used: {NAME}", (str(error),)) from error
