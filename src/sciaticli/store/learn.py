"""The pages of `learn`, from data/learn.toml and data/sources.toml to values."""

import tomllib
from pathlib import Path

import msgspec

from sciaticli.core.catalogue.source import Source
from sciaticli.core.errors import DataError
from sciaticli.core.learn import Library, Topic
from sciaticli.store.paths import content

NAME = "learn.toml"


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    topic: tuple[Topic, ...] = ()
    source: tuple[Source, ...] = ()


def load_library(path: Path | None = None) -> Library:
    """Return all pages with their sources; raises DataError naming what is wrong with the files."""
    file = path or content(NAME)
    try:
        pages, shared = (_read(each) for each in (file, content("sources.toml")))
    except (OSError, ValueError) as error:
        raise DataError(f"The pages of learn can't be used: {file.name}", (str(error),)) from error
    library = Library(topics=pages.topic, sources=(*shared.source, *pages.source))
    if problems := library.problems():
        raise DataError(f"The pages of learn can't be used: {file.name}", tuple(problems))
    return library


def _read(file: Path) -> _File:
    return msgspec.convert(tomllib.loads(file.read_text(encoding="utf-8")), _File)
