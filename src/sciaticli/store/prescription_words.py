"""The words of sheets, from data/prescription.toml to values."""

from pathlib import Path

from sciaticli.core.errors import DataError
from sciaticli.core.prescription.words import Words
from sciaticli.store.compiled import Content, load
from sciaticli.store.paths import content
from sciaticli.store.reading import file_text, toml_table
from sciaticli.store.table_problems import table_as

NAME = "prescription.toml"


CONTENT = Content(
    "prescription", lambda: [content(NAME)], ("core.prescription.words", "store.prescription_words")
)


def load_words(cache: Path | None = None) -> Words:
    """Return the words of sheets; raises DataError naming what is wrong with the file."""
    return load(CONTENT, Words, _read, cache)


def _read() -> Words:
    try:
        return table_as(toml_table(file_text(content(NAME))), Words)
    except (OSError, ValueError) as error:
        wrong = tuple(str(error).splitlines())
        raise DataError(f"The words of sheets can't be used: {NAME}", wrong) from error
