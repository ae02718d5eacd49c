"""The catalogue's files: the built-in ones below `data/exercises`, and the person's own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import msgspec

from sciaticli.core.catalogue.catalogue import (
    Catalogue,
    Routine,
    link_problems,
    row_problems,
    source_problems,
)
from sciaticli.core.catalogue.exercise import Exercise
from sciaticli.core.catalogue.source import Source
from sciaticli.core.errors import DataError
from sciaticli.store.paths import content
from sciaticli.store.reading import Unreadable, file_text, toml_table
from sciaticli.store.table_problems import convert_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

TABLES = ("exercise", "routine")
HINT = "Mend the files, then look again with: sciaticli exercises lint FILE"

Row = TypeVar("Row", Exercise, Routine, Source)
Named = TypeVar("Named", Exercise, Routine)


class Origin(NamedTuple):
    """Where a row stands: its file and the line of its heading."""

    file: Path
    line: int
    own: bool

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


class CatalogueFile(NamedTuple):
    """The rows of one file, each with its place."""

    exercises: list[tuple[Exercise, Origin]]
    routines: list[tuple[Routine, Origin]]


def load_catalogue(own_folder: Path | None = None) -> Catalogue:
    """Return the built-in catalogue with the person's own files merged in.

    Raises DataError naming file, line and key of every problem in all files.
    """
    problems: list[str] = []
    files = [_read_file(path, own=False, problems=problems) for path in built_in_files()]
    files += [_read_file(path, own=True, problems=problems) for path in own_files(own_folder)]
    catalogue = _merge(files, problems)
    if problems:
        raise DataError("the exercise catalogue can't be used.", tuple(problems), HINT)
    return catalogue


def built_in_files() -> list[Path]:
    """Return the built-in catalogue files, one a family."""
    return sorted(content("exercises").glob("*.toml"))


def own_files(folder: Path | None) -> list[Path]:
    """Return the person's own catalogue files."""
    return sorted(folder.glob("*.toml")) if folder else []


def file_problems(path: Path, own_folder: Path | None = None) -> list[str]:
    """Return every problem of one catalogue file, as it would stand beside the built-in and own ones.

    A file that is one of the built-in ones is held to their rules, any other to those of own files.
    """
    wanted = path.resolve()
    built_in = built_in_files()
    own = wanted not in {file.resolve() for file in built_in}
    others = [(file, False) for file in built_in] + [(file, True) for file in own_files(own_folder)]
    problems: list[str] = []
    files = [
        _read_file(file, own=is_own, problems=problems) for file, is_own in others if file.resolve() != wanted
    ]
    _merge([*files, _read_file(path, own=own, problems=problems)], problems)
    return [problem for problem in problems if problem.startswith(f"{path}:")]


def _read_file(path: Path, *, own: bool, problems: list[str]) -> CatalogueFile:
    found = CatalogueFile([], [])
    text, tables = _read_tables(path, problems)
    problems += [
        f"{path}: {_literal(name)} is not a table; allowed: {', '.join(TABLES)}"
        for name in tables
        if name not in TABLES
    ]
    exercises = _rows(tables, "exercise", text, path, own=own)
    found.exercises.extend(_convert(exercises, Exercise, problems))
    found.routines.extend(_convert(_rows(tables, "routine", text, path, own=own), Routine, problems))
    for row, origin in found.exercises:
        problems += [f"{origin}: exercise {row.id}: {problem}" for problem in row_problems(row, own=own)]
    return found


def _read_tables(path: Path, problems: list[str]) -> tuple[str, dict[str, Any]]:
    """Return a file's text and its tables, both empty when it can't be read."""
    try:
        text = file_text(path)
        return text, toml_table(text)
    except Unreadable as error:
        problems.append(f"{path}: {error}")
    except OSError as error:
        problems.append(f"{path}: can't be read: {error.strerror}")
    return "", {}


def _rows(tables: dict[str, Any], name: str, text: str, path: Path, *, own: bool) -> list[tuple[Any, Origin]]:
    """Return the raw rows of one kind, each with the line of its `[[heading]]`."""
    headings = re.finditer(rf"(?m)^[ \t]*\[\[[ \t]*{name}[ \t]*\]\]", text)
    lines = [text.count("\n", 0, hit.start()) + 1 for hit in headings]
    rows = tables.get(name, [])
    rows = rows if isinstance(rows, list) else [rows]
    lines += [1] * (len(rows) - len(lines))
    return [(raw, Origin(path, line, own)) for raw, line in zip(rows, lines, strict=False)]


def _convert(
    rows: Iterable[tuple[Any, Origin]], kind: type[Row], problems: list[str]
) -> Iterator[tuple[Row, Origin]]:
    for raw, origin in rows:
        name = kind.__name__.lower()
        if not isinstance(raw, dict):
            problems.append(f"{origin}: {name}: must be a table, [[{name}]]")
            continue
        try:
            yield msgspec.convert(raw, kind), origin
        except msgspec.ValidationError:
            found: list[str] = []
            convert_table(raw, kind, f"{origin}: {name} {raw.get('id', '(no id)')}: ", found)
            problems += map(_literal, found)


def _merge(files: Sequence[CatalogueFile], problems: list[str]) -> Catalogue:
    exercises = _unique([row for file in files for row in file.exercises], "exercise", problems)
    routines = _unique([row for file in files for row in file.routines], "routine", problems)
    sources = _sources(problems)
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
        if item.exercise not in exercises
    ]
    return Catalogue(
        exercises=tuple(rows),
        routines=tuple(routine for routine, _ in routines.values()),
        sources=sources,
        own=frozenset(id_ for id_, (_, origin) in exercises.items() if origin.own),
    )


def _sources(problems: list[str]) -> tuple[Source, ...]:
    path = content("sources.toml")
    text, tables = _read_tables(path, problems)
    return tuple(
        source for source, _ in _convert(_rows(tables, "source", text, path, own=False), Source, problems)
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
    return msgspec.structs.replace(row, light=False)


def _literal(text: str) -> str:
    """Return a text with its control characters spelled out: a file's words never drive the terminal."""
    return "".join(letter if letter.isprintable() else ascii(letter)[1:-1] for letter in text)
