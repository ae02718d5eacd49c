"""The words of sheets, from data/prescription.toml to values."""

from pathlib import Path

from sciaticli.core.errors import DataError
from sciaticli.core.prescription.words import Words
from sciaticli.store.compiled import compiled
from sciaticli.store.paths import content
from sciaticli.store.reading import file_text, toml_table
from sciaticli.store.table_problems import table_as

NAME = "prescription.toml"
COPY = "words.msgpack"


def load_words(cache: Path | None = None) -> Words:
    """Return the words of sheets; raises DataError naming what is wrong with the file.

    With a `cache` folder a compiled copy there is used and made.
    """
    return compiled(cache and cache / COPY, [content(NAME)], Words, _read)


def _read() -> Words:
    try:
        return table_as(toml_table(file_text(content(NAME))), Words)
    except (OSError, ValueError) as error:
        wrong = tuple(str(error).splitlines())
        raise DataError(f"The words of sheets can't be used: {NAME}", wrong) from error
