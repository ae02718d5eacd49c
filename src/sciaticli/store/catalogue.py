"""The catalogue as a whole: the built-in rows with the person's own files merged in."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeVar

from msgspec.structs import replace

from sciaticli.core.catalogue.catalogue import (
    Catalogue,
    Near,
    Routine,
    link_problems,
    source_problems,
    suggestion,
)
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
from sciaticli.store.toml_file import Origin

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from sciaticli.core.catalogue.source import Source

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
OTHER_VERSION = "another version of one of your files, left by a synchroniser; keep one of the two"
HINT = "Mend the files, then look again with: sciaticli exercises lint FILE"

Named = TypeVar("Named", Exercise, Routine)


class Wrong(NamedTuple):
    """What is wrong with the built-in files, which stops everything, and with the person's own."""

    built_in: list[str]
    own: list[str]
    near: Near | None = None


def load_catalogue(own_folder: Path | None = None, cache: Path | None = None) -> Catalogue:
    """Return the built-in catalogue with the person's own files merged in.

    What is wrong in the person's own files is left out and stands in `left_out`; the rest serves. With a
    `cache` folder a compiled copy is used and made. Raises DataError naming file, line and key of every
    problem of the built-in files.
    """
    own = (*own_files(own_folder), *other_versions(own_folder))
    if own_folder is None or not own:
        return load(CONTENT, Catalogue, lambda: _read(None), cache)

    def read() -> Catalogue:
        return _read(own_folder) if cache is None else _with_own(load_catalogue(cache=cache), own_folder)

    return compiled(cache and cache / COPY, (*CONTENT.all_files(), *own), Catalogue, read)


def built_in_files() -> list[Path]:
    """Return the built-in catalogue files: the facts, the words and the sources."""
    return [facts_file(), *words_files(), content("sources.toml")]


def own_files(folder: Path | None) -> list[Path]:
    """Return the person's own catalogue files, without what other programs left among them."""
    return sort_out(folder.glob("*.toml")).own if folder else []


def other_versions(folder: Path | None) -> list[Path]:
    """Return a synchroniser's copies that say something else than the person's files: they are not read."""
    return sort_out(folder.glob("*.toml")).other_versions if folder else []


def file_problems(path: Path, own_folder: Path | None = None, near: Near | None = None) -> list[str]:
    """Return every problem of one catalogue file, as it would stand beside the built-in and own ones.

    A file that is one of the built-in ones is held to their rules, any other to those of own files.
    `near` finds the exercise that a wrong id may mean.
    """
    wanted = path.resolve()
    wrong = Wrong([], [], near)
    files = [read_built_in(wrong.built_in)]
    files += [read_own(file, wrong.own) for file in own_files(own_folder) if file.resolve() != wanted]
    place = next((file for file in built_in_files() if file.resolve() == wanted), None)
    if place is None:
        files.append(read_own(path, wrong.own))
    _merge(files, wrong, read_sources(wrong.built_in))
    return [problem for problem in (*wrong.built_in, *wrong.own) if problem.startswith(f"{place or path}:")]


def exercises_of(path: Path) -> tuple[Exercise, ...]:
    """Return the exercises of one catalogue file that has no problems: see `file_problems`."""
    return tuple(row for row, _ in read_own(path, []).exercises)


def where_written(exercise: str, own_folder: Path | None = None) -> tuple[Origin, Origin]:
    """Return where the facts and the words of an exercise of the catalogue stand."""
    return places(exercise, own_files(own_folder))


def _read(own_folder: Path | None) -> Catalogue:
    """Return the catalogue from its TOML files."""
    wrong = Wrong([], [])
    own = [read_own(path, wrong.own) for path in own_files(own_folder)]
    catalogue = _merge([read_built_in(wrong.built_in), *own], wrong, read_sources(wrong.built_in))
    if wrong.built_in:
        raise DataError("the exercise catalogue can't be used.", tuple(wrong.built_in), HINT)
    wrong.own.extend(f"{path}: {OTHER_VERSION}" for path in other_versions(own_folder))
    return replace(catalogue, left_out=tuple(wrong.own), programme=load_programme())


def _with_own(built_in: Catalogue, own_folder: Path) -> Catalogue:
    """Return the catalogue with the person's own files: those alone are parsed while nothing is wrong.

    A problem may name the line of a built-in row, and only their files tell that.
    """
    wrong = Wrong([], [])
    place = Origin(facts_file(), 0, own=False)
    rows = CatalogueFile([(row, place) for row in built_in.exercises], set(), [])
    own = [read_own(path, wrong.own) for path in own_files(own_folder)]
    catalogue = _merge([rows, *own], wrong, built_in.sources)
    if wrong.own or other_versions(own_folder):
        return _read(own_folder)
    return replace(catalogue, programme=built_in.programme)


def _merge(files: Sequence[CatalogueFile], wrong: Wrong, sources: tuple[Source, ...]) -> Catalogue:
    """Return what is sound in the files; the person's own rows and routines that are not are left out."""
    exercises, out = _unique([row for file in files for row in file.exercises], "exercise", wrong)
    built_in = [row for row, origin in exercises.values() if not origin.own]
    linked = link_problems((row for row, _ in exercises.values()), wrong.near)
    for id_, problem in (*linked, *source_problems(built_in, sources)):
        _tell(exercises[id_][1], f"exercise {id_}: {problem}", wrong)
    out |= {id_ for file in files for id_ in file.unsound} | {id_ for id_, _ in linked}
    out = {id_ for id_ in out if exercises[id_][1].own}
    _leave_out_what_leans(exercises, out, wrong)
    whole = [
        row for file in files for row in file.routines if _has_its_exercises(*row, exercises, out, wrong)
    ]
    routines, twice = _unique(whole, "routine", wrong)
    return Catalogue(
        exercises=tuple(
            _without_light(row) if origin.own else row
            for row, origin in exercises.values()
            if row.id not in out
        ),
        routines=tuple(routine for routine, _ in routines.values() if routine.id not in twice),
        sources=sources,
        own=frozenset(id_ for id_, (_, origin) in exercises.items() if origin.own and id_ not in out),
    )


def _unique(
    rows: Iterable[tuple[Named, Origin]], name: str, wrong: Wrong
) -> tuple[dict[str, tuple[Named, Origin]], set[str]]:
    """Return the rows by id, and the ids that stand twice: nobody can say which of the two is meant."""
    seen: dict[str, tuple[Named, Origin]] = {}
    twice = set()
    for row, origin in rows:
        if row.id in seen:
            _tell(origin, f"{name} {row.id}: the id is taken by {seen[row.id][1]}", wrong)
            twice.add(row.id)
        else:
            seen[row.id] = (row, origin)
    return seen, twice


def _leave_out_what_leans(exercises: dict[str, tuple[Exercise, Origin]], out: set[str], wrong: Wrong) -> None:
    """Add to `out` the rows that name one of them, until none does."""
    known = [found for found in exercises.values() if found[1].own]
    while leaning := [
        (row.id, origin, key, other)
        for row, origin in known
        if row.id not in out
        for key, other in row.neighbours
        if other in out
    ]:
        for id_, origin, key, other in leaning:
            _tell(origin, f"exercise {id_}: {key}: {other} is left out", wrong)
            out.add(id_)


def _has_its_exercises(
    routine: Routine,
    origin: Origin,
    exercises: dict[str, tuple[Exercise, Origin]],
    out: set[str],
    wrong: Wrong,
) -> bool:
    """Return whether every exercise that a routine names is in the catalogue; tells of those that are not."""
    missing = [
        item.exercise
        for item in routine.items
        if item.own is None and (item.exercise not in exercises or item.exercise in out)
    ]
    for id_ in missing:
        hint = "" if wrong.near is None else suggestion(id_, exercises, wrong.near)
        why = "is left out" if id_ in out else f"is not an exercise of the catalogue{hint}"
        _tell(origin, f"routine {routine.id}: items: {id_} {why}", wrong)
    return not missing


def _tell(origin: Origin, problem: str, wrong: Wrong) -> None:
    (wrong.own if origin.own else wrong.built_in).append(f"{origin}: {problem}")


def _without_light(row: Exercise) -> Exercise:
    """Return a person's own row as it may be used: `light` is never taken from their file."""
    return replace(row, light=False)
