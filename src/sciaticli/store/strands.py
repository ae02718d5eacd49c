"""The strands, from data/strands.toml to values."""

from pathlib import Path

from sciaticli.core.catalogue.strand import Programme
from sciaticli.core.errors import DataError
from sciaticli.store.paths import content
from sciaticli.store.reading import file_text, toml_table
from sciaticli.store.table_problems import table_as

NAME = "strands.toml"


def load_programme(path: Path | None = None) -> Programme:
    """Return all strands; raises DataError when the file can't be read."""
    file = path or content(NAME)
    try:
        return table_as(toml_table(file_text(file)), Programme)
    except (OSError, ValueError) as error:
        wrong = tuple(str(error).splitlines())
        raise DataError(f"The strands can't be used: {file.name}", wrong) from error
