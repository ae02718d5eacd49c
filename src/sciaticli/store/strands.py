"""The strands, from data/strands.toml to values."""

import tomllib
from pathlib import Path

import msgspec

from sciaticli.core.catalogue.strand import Programme
from sciaticli.core.errors import DataError
from sciaticli.store.paths import content

NAME = "strands.toml"


def load_programme(path: Path | None = None) -> Programme:
    """Return all strands; raises DataError when the file can't be read."""
    file = path or content(NAME)
    try:
        return msgspec.convert(tomllib.loads(file.read_text(encoding="utf-8")), Programme)
    except (OSError, ValueError) as error:
        raise DataError(f"The strands can't be used: {file.name}", (str(error),)) from error
