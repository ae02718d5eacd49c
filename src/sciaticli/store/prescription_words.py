"""The words of sheets, from data/prescription.toml to values."""

import tomllib

import msgspec

from sciaticli.core.errors import DataError
from sciaticli.core.prescription.words import Words
from sciaticli.store.paths import content

NAME = "prescription.toml"


def load_words() -> Words:
    """Return the words of sheets; raises DataError naming what is wrong with the file."""
    try:
        return msgspec.convert(tomllib.loads(content(NAME).read_text(encoding="utf-8")), Words)
    except (OSError, ValueError) as error:
        raise DataError(f"The words of sheets can't be used: {NAME}", (str(error),)) from error
