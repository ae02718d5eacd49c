"""The catalogue as a whole: the built-in rows with the person's own files merged in."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from msgspec.structs import replace

from sciaticli.core.catalogue.catalogue import Catalogue, Routine, link_problems, source_problems
from sciaticli.core.catalogue.exercise import Exercise
from sciaticli.core.errors import DataError
from sciaticli.store.catalogue_rows import (
    CatalogueFile,
    facts_file,
    places,
    read_built_in,
    read_own,
    read_sources,
    words_files,
)
from sciaticli.store.compiled import Content, compiled, load
from sciaticli.store.foreign import sort_out
from sciaticli.store.paths import content
from sciaticli.store.strands import NAME as STRANDS
from sciaticli.store.strands import load_programme

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from sciaticli.store.toml_file import Origin

COPY = "catalogue-and-own.msgpack"
CONTENT = Content(
    "catalogue",
    lambda: (*built_in_files(), content(STRANDS)),
    (
        "core.catalogue.catalogue",
        "core.catalogue.dose_text",
        "core.catalogue.exercise",
        "core.catalogue.strand",
        "store.catalogue",
        "store.catalogue_rows",
        "store.table_problems",
    ),
)
HINT = "Mend the files, then look again with: sciaticli exercises lint FILE"

Named = TypeVar("Named", Exercise, Routine)


def load_catalogue(own_folder: Path | None = None, cache: Path | None = None) -> Catalogue:
    """Return the built-in catalogue with the person's own files merged in.

    With a `cache` folder a compiled copy there is used and made. Raises DataError naming file, line and
    key of every problem in all files.
    """
    own = own_files(own_folder)
    if not own:
        return load(CONTENT, Catalogue, lambda: _read(None), cache)
    return compiled(
        cache and cache / COPY, (*CONTENT.all_files(), *own), Catalogue, lambda: _read(own_folder)
    )


def built_in_files() -> list[Path]:
    """Return the built-in catalogue files: the facts, the words and the sources."""
    return [facts_file(), *words_files(), content("sources.toml")]


def own_files(folder: Path | None) -> list[Path]:
    """Return the person's own catalogue files, without what other programs left among them."""
    return sort_out(folder.glob("*.toml")).own if folder else []


def other_versions(folder: Path) -> list[Path]:
    """Return a synchroniser's copies that say something else than the person's files: they are not read."""
    return sort_out(folder.glob("*.toml")).other_versions


def file_problems(path: Path, own_folder: Path | None = None) -> list[str]:
    """Return every problem of one catalogue file, as it would stand beside the built-in and own ones.

    A file that is one of the built-in ones is held to their rules, any other to those of own files.
    """
    wanted = path.resolve()
    problems: list[str] = []
    files = [read_built_in(problems)]
    files += [read_own(file, problems) for file in own_files(own_folder) if file.resolve() != wanted]
    place = next((file for file in built_in_files() if file.resolve() == wanted), None)
    if place is None:
        files.append(read_own(path, problems))
    _merge(files, problems)
    return [problem for problem in problems if problem.startswith(f"{place or path}:")]


def where_written(exercise: str, own_folder: Path | None = None) -> tuple[Origin, Origin]:
    """Return where the facts and the words of an exercise of the catalogue stand."""
    return places(exercise, own_files(own_folder))


def _read(own_folder: Path | None) -> Catalogue:
    """Return the catalogue from its TOML files."""
    problems: list[str] = []
    files = [read_built_in(problems), *(read_own(path, problems) for path in own_files(own_folder))]
    catalogue = _merge(files, problems)
    if problems:
        raise DataError("the exercise catalogue can't be used.", tuple(problems), HINT)
    return replace(catalogue, programme=load_programme())


def _merge(files: Sequence[CatalogueFile], problems: list[str]) -> Catalogue:
    exercises = _unique([row for file in files for row in file.exercises], "exercise", problems)
    routines = _unique([row for file in files for row in file.routines], "routine", problems)
    sources = read_sources(problems)
    rows = [_without_light(row) if origin.own else row for row, origin in exercises.values()]
    built_in = [row for row, origin in exercises.values() if not origin.own]
    problems += [
        f"{exercises[id_][1]}: exercise {id_}: {problem}"
        for id_, problem in (*link_problems(rows), *source_problems(built_in, sources))
    ]
    problems += [
        f"{origin}: routine {routine.id}: items: {item.exercise} is not an exercise of the catalogue"
        for routine, origin in routines.values()
        for item in routine.items
        if item.exercise not in exercises and item.own is None
    ]
    return Catalogue(
        exercises=tuple(rows),
        routines=tuple(routine for routine, _ in routines.values()),
        sources=sources,
        own=frozenset(id_ for id_, (_, origin) in exercises.items() if origin.own),
    )


def _unique(
    rows: Iterable[tuple[Named, Origin]], name: str, problems: list[str]
) -> dict[str, tuple[Named, Origin]]:
    """Return the rows by id; a second row of the same id is a problem that names both places."""
    seen: dict[str, tuple[Named, Origin]] = {}
    for row, origin in rows:
        if row.id in seen:
            problems.append(f"{origin}: {name} {row.id}: the id is taken by {seen[row.id][1]}")
        else:
            seen[row.id] = (row, origin)
    return seen


def _without_light(row: Exercise) -> Exercise:
    """Return a person's own row as it may be used: `light` is never taken from their file."""
    return replace(row, light=False)
