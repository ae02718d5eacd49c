"""The catalogue's files: the built-in ones below `data/exercises`, and the person's own."""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import msgspec

from sciaticli.core.catalogue import Catalogue, Routine, link_problems, row_problems
from sciaticli.core.errors import DataError
from sciaticli.core.exercise import Exercise
from sciaticli.store.paths import content
from sciaticli.store.problems import convert_table, toml_problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

TABLES = ("exercise", "routine")
HINT = "Mend the files, then look again with: sciaticli exercises lint FILE"

Row = TypeVar("Row", Exercise, Routine)


class Source(NamedTuple):
    """Where a row stands: its file and the line of its heading."""

    file: Path
    line: int
    own: bool

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


class CatalogueFile(NamedTuple):
    """The rows of one file, each with its place."""

    exercises: list[tuple[Exercise, Source]]
    routines: list[tuple[Routine, Source]]


def load_catalogue(own_folder: Path | None = None) -> Catalogue:
    """Return the built-in catalogue with the person's own files merged in.

    Raises DataError naming file, line and key of every problem in all files.
    """
    problems: list[str] = []
    files = [_read_file(path, own=False, problems=problems) for path in built_in_files()]
    own_files = sorted(own_folder.glob("*.toml")) if own_folder else []
    files += [_read_file(path, own=True, problems=problems) for path in own_files]
    catalogue = _merge(files, problems)
    if problems:
        raise DataError("the exercise catalogue can't be used.", tuple(problems), HINT)
    return catalogue


def built_in_files() -> list[Path]:
    """Return the built-in catalogue files, one a family."""
    return sorted(content("exercises").glob("*.toml"))


def file_problems(path: Path) -> list[str]:
    """Return every problem of one catalogue file of a person's own, beside the built-in catalogue."""
    problems: list[str] = []
    files = [_read_file(built_in, own=False, problems=problems) for built_in in built_in_files()]
    _merge([*files, _read_file(path, own=True, problems=problems)], problems)
    return problems


def _read_file(path: Path, *, own: bool, problems: list[str]) -> CatalogueFile:
    found = CatalogueFile([], [])
    try:
        text = path.read_text(encoding="utf-8")
        tables = tomllib.loads(text)
    except UnicodeDecodeError:
        problems.append(f"{path}: is not UTF-8 text")
        return found
    except tomllib.TOMLDecodeError as error:
        problems.append(f"{path}: {toml_problem(error)}")
        return found
    problems += [
        f"{path}: {name} is not a table; allowed: {', '.join(TABLES)}"
        for name in tables
        if name not in TABLES
    ]
    exercises = _rows(tables, "exercise", text, path, own=own)
    found.exercises.extend(_convert(exercises, Exercise, problems))
    found.routines.extend(_convert(_rows(tables, "routine", text, path, own=own), Routine, problems))
    for row, source in found.exercises:
        problems += [f"{source}: exercise {row.id}: {problem}" for problem in row_problems(row, own=own)]
    return found


def _rows(tables: dict[str, Any], name: str, text: str, path: Path, *, own: bool) -> list[tuple[Any, Source]]:
    """Return the raw rows of one kind, each with the line of its `[[heading]]`."""
    lines = [text.count("\n", 0, hit.start()) + 1 for hit in re.finditer(rf"(?m)^\s*\[\[{name}\]\]", text)]
    rows = tables.get(name, [])
    rows = rows if isinstance(rows, list) else [rows]
    lines += [1] * (len(rows) - len(lines))
    return [(raw, Source(path, line, own)) for raw, line in zip(rows, lines, strict=False)]


def _convert(
    rows: Iterable[tuple[Any, Source]], kind: type[Row], problems: list[str]
) -> Iterable[tuple[Row, Source]]:
    for raw, source in rows:
        name = kind.__name__.lower()
        if not isinstance(raw, dict):
            problems.append(f"{source}: {name}: must be a table, [[{name}]]")
            continue
        try:
            yield msgspec.convert(raw, kind), source
        except msgspec.ValidationError:
            convert_table(raw, kind, f"{source}: {name} {raw.get('id', '(no id)')}: ", problems)


def _merge(files: Sequence[CatalogueFile], problems: list[str]) -> Catalogue:
    exercises = _unique([row for file in files for row in file.exercises], "exercise", problems)
    routines = _unique([row for file in files for row in file.routines], "routine", problems)
    rows = [_without_light(row) if source.own else row for row, source in exercises.values()]
    problems += [f"{exercises[id_][1]}: exercise {id_}: {problem}" for id_, problem in link_problems(rows)]
    problems += [
        f"{source}: routine {routine.id}: items: {item.exercise} is not an exercise of the catalogue"
        for routine, source in routines.values()
        for item in routine.items
        if item.exercise not in exercises
    ]
    return Catalogue(
        exercises=tuple(rows),
        routines=tuple(routine for routine, _ in routines.values()),
        own=frozenset(id_ for id_, (_, source) in exercises.items() if source.own),
    )


def _unique(
    rows: Iterable[tuple[Row, Source]], name: str, problems: list[str]
) -> dict[str, tuple[Row, Source]]:
    """Return the rows by id; a second row of the same id is a problem that names both places."""
    seen: dict[str, tuple[Row, Source]] = {}
    for row, source in rows:
        if row.id in seen:
            problems.append(f"{source}: {name} {row.id}: the id is taken by {seen[row.id][1]}")
        else:
            seen[row.id] = (row, source)
    return seen


def _without_light(row: Exercise) -> Exercise:
    """Return a person's own row as it may be used: `light` is never taken from their file."""
    return msgspec.structs.replace(row, light=False)
