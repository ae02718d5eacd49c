"""The pages of `learn`, from data/learn.toml and data/sources.toml to values."""

from pathlib import Path

import msgspec

from sciaticli.core.catalogue.source import Source
from sciaticli.core.errors import DataError
from sciaticli.core.learn import Library, Topic
from sciaticli.store.compiled import Content, load
from sciaticli.store.paths import content
from sciaticli.store.reading import file_text, toml_table
from sciaticli.store.table_problems import table_as

NAME = "learn.toml"


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    topic: tuple[Topic, ...] = ()
    source: tuple[Source, ...] = ()


CONTENT = Content(
    "learn",
    lambda: [content(NAME), content("sources.toml")],
    ("core.learn", "core.catalogue.source", "store.learn", "store.table_problems"),
)


def load_library(path: Path | None = None, cache: Path | None = None) -> Library:
    """Return all pages with their sources; raises DataError naming what is wrong with the files."""
    if path is not None:
        return _library(path)
    return load(CONTENT, Library, lambda: _library(content(NAME)), cache)


def _library(file: Path) -> Library:
    try:
        pages, shared = (
            table_as(toml_table(file_text(each)), _File) for each in (file, content("sources.toml"))
        )
    except (OSError, ValueError) as error:
        wrong = tuple(str(error).splitlines())
        raise DataError(f"The pages of learn can't be used: {file.name}", wrong) from error
    library = Library(topics=pages.topic, sources=(*shared.source, *pages.source))
    if problems := library.problems():
        raise DataError(f"The pages of learn can't be used: {file.name}", tuple(problems))
    return library
