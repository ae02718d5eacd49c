"""The rows of catalogue files: facts and words put together, ladders read, every problem named.

Built in, the facts of all exercises stand in `data/exercises.toml` and their words in
`data/instructions/<family>.toml`, a table `[id]` each. A file of one's own holds both in one row.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from sciaticli.core.catalogue.catalogue import Routine, row_problems
from sciaticli.core.catalogue.dose_text import DoseTextError, read_dose
from sciaticli.core.catalogue.exercise import Dose, Exercise
from sciaticli.core.catalogue.source import Source
from sciaticli.store.paths import content
from sciaticli.store.table_problems import convert_quickly, convert_table
from sciaticli.store.toml_file import Origin, heading_lines, printable, read_tables, rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

WORDS = ("set_up", "steps", "feel", "mistakes", "breathing", "stop_signs")
DOSE_KEYS = ("dose_start", "dose_steps", "dose_full")
LADDER = 'a list of texts, such as ["1 x 8", "1 x 10", "2 x 10, rest 45 s"]'
ANY_DOSE = Dose(
    sets=1, reps=1, hold_s=1
)  # stands in for a dose that can't be read, while the rest is checked

Row = TypeVar("Row", Exercise, Routine, Source)


class CatalogueFile(NamedTuple):
    """The rows of one file, each with its place; `unsound` are rows that were read and break a rule."""

    exercises: list[tuple[Exercise, Origin]]
    unsound: set[str]
    routines: list[tuple[Routine, Origin]]


class RawRow(NamedTuple):
    """One exercise as its files say it, and where they say it."""

    table: dict[str, Any]
    facts: Origin
    words: Origin


def facts_file() -> Path:
    """Return the file of the built-in exercises' facts."""
    return content("exercises.toml")


def words_files() -> list[Path]:
    """Return the files of the built-in exercises' words, one a family."""
    return sorted(content("instructions").glob("*.toml"))


def read_built_in(problems: list[str]) -> CatalogueFile:
    """Return the built-in rows; facts without words, and words without facts, are problems."""
    path = facts_file()
    text, tables = read_tables(path, problems)
    _name_strange_tables(tables, path, ("exercise",), problems)
    words = _words(problems)
    found = [
        whole
        for raw, origin in _tables_only(rows(tables, "exercise", text, path, own=False), "exercise", problems)
        if (whole := _with_words(raw, origin, words, problems))
    ]
    problems += [
        f"{origin}: words of {id_}: no exercise of {path.name} has this id"
        for id_, (_, origin) in words.items()
    ]
    return CatalogueFile(*_exercises(found, problems), [])


def read_own(path: Path, problems: list[str]) -> CatalogueFile:
    """Return the rows of a person's own file: facts and words in one."""
    text, tables = read_tables(path, problems)
    _name_strange_tables(tables, path, ("exercise", "routine"), problems)
    exercises = _tables_only(rows(tables, "exercise", text, path, own=True), "exercise", problems)
    whole = [RawRow(raw, origin, origin) for raw, origin in exercises]
    return CatalogueFile(*_exercises(whole, problems), list(_routines(tables, text, path, problems)))


def read_sources(problems: list[str]) -> tuple[Source, ...]:
    """Return the built-in sources."""
    path = content("sources.toml")
    text, tables = read_tables(path, problems)
    found = _tables_only(rows(tables, "source", text, path, own=False), "source", problems)
    converted = (_convert(raw, Source, f"{origin}: source {_key(raw)}: ", problems) for raw, origin in found)
    return tuple(source for source in converted if source)


def places(id_: str, own_files: Iterable[Path]) -> tuple[Origin, Origin]:
    """Return where the facts and the words of an exercise stand; raises KeyError when it has none."""
    for path, own in ((facts_file(), False), *((path, True) for path in own_files)):
        text, tables = read_tables(path, [])
        for raw, origin in rows(tables, "exercise", text, path, own=own):
            if isinstance(raw, dict) and raw.get("id") == id_:
                return origin, origin if own else _words([])[id_][1]
    raise KeyError(id_)


def _words(problems: list[str]) -> dict[str, tuple[dict[str, Any], Origin]]:
    """Return the words of the built-in exercises by id."""
    words: dict[str, tuple[dict[str, Any], Origin]] = {}
    for path in words_files():
        text, tables = read_tables(path, problems)
        lines = heading_lines(text)
        for id_, table in tables.items():
            origin = Origin(path, lines.get(id_, 1), own=False)
            if not isinstance(table, dict):
                problems.append(f"{origin}: words of {printable(id_)}: must be a table, [{printable(id_)}]")
            elif id_ in words:
                problems.append(f"{origin}: words of {id_}: stand in {words[id_][1]} too")
            else:
                words[id_] = table, origin
    return words


def _with_words(
    facts: dict[str, Any],
    origin: Origin,
    words: dict[str, tuple[dict[str, Any], Origin]],
    problems: list[str],
) -> RawRow | None:
    """Return a row with its words, which are taken out of `words`; None when it has none."""
    name = f"exercise {printable(_key(facts))}"
    file = words_file_name(facts)
    if _key(facts) not in words:
        problems.append(f"{origin}: {name}: has no words in {file}")
        return None
    said, place = words.pop(_key(facts))
    where = f"{place}: words of {printable(_key(facts))}: "
    if place.file.name != file.name:
        problems.append(f"{where}belong in {file}, the family of the exercise")
    problems += [f"{origin}: {name}: {key}: belongs in {file}" for key in WORDS if key in facts]
    problems += [
        f"{where}{printable(key)}: is not a key of words" for key in said if key not in (*WORDS, "caution")
    ]
    named, notes = facts.get("caution"), said.get("caution", {})
    if not isinstance(named, list) or not isinstance(notes, dict):
        problems.append(
            f"{origin}: {name}: caution: expected a list of conditions here and a note each in {file}"
        )
        named, notes = [], {}
    problems += [f"{where}caution.{printable(str(key))}: is missing" for key in named if key not in notes]
    problems += [
        f"{where}caution.{printable(key)}: {origin} does not name this condition"
        for key in notes
        if key not in named
    ]
    caution = {key: notes[key] for key in named if key in notes}
    return RawRow(
        {**facts, **{key: said[key] for key in WORDS if key in said}, "caution": caution}, origin, place
    )


def words_file_name(facts: dict[str, Any]) -> Path:
    """Return where the words of built-in facts belong."""
    return content("instructions") / f"{printable(str(facts.get('family')))}.toml"


def _exercises(
    found: Iterable[RawRow], problems: list[str]
) -> tuple[list[tuple[Exercise, Origin]], set[str]]:
    """Return the rows that could be read, and the ids of those among them that break a rule."""
    whole, unsound = [], set()
    for row in found:
        name = printable(_key(row.table))
        where, words = f"{row.facts}: exercise {name}: ", f"{row.words}: words of {name}: "
        elsewhere = {} if row.words == row.facts else dict.fromkeys(WORDS, words)
        wrong: list[str] = []
        table = _with_ladder(row.table, where, wrong)
        exercise = _convert(table, Exercise, where, wrong, elsewhere)
        if exercise and not wrong:
            whole.append((exercise, row.facts))
            wrong += [f"{where}{problem}" for problem in row_problems(exercise, own=row.facts.own)]
            if wrong:
                unsound.add(exercise.id)
        problems += wrong
    return whole, unsound


def _routines(
    tables: dict[str, Any], text: str, path: Path, problems: list[str]
) -> Iterator[tuple[Routine, Origin]]:
    for raw, origin in _tables_only(rows(tables, "routine", text, path, own=True), "routine", problems):
        where, wrong = f"{origin}: routine {printable(_key(raw))}: ", list[str]()
        items = raw.get("items")
        if isinstance(items, list):
            raw["items"] = [
                {**item, "dose": _dose(item["dose"], f"{where}items[{number}].dose", wrong)}
                if isinstance(item, dict) and isinstance(item.get("dose"), str)
                else item
                for number, item in enumerate(items)
            ]
        routine = _convert(raw, Routine, where, wrong)
        if routine and not wrong:
            yield routine, origin
        problems += wrong


def _with_ladder(raw: dict[str, Any], where: str, problems: list[str]) -> dict[str, Any]:
    """Return a row with the doses that its `dose` says, in the keys of an Exercise."""
    old = [key for key in DOSE_KEYS if key in raw]
    problems += [f"{where}{key}: is now a part of dose, {LADDER}" for key in old]
    table = {key: value for key, value in raw.items() if key not in ("dose", *DOSE_KEYS)}
    texts = raw.get("dose")
    doses = [ANY_DOSE]
    if isinstance(texts, list) and texts:
        doses = [_dose(text, f"{where}dose[{number}]", problems) for number, text in enumerate(texts)]
    elif "dose" in raw:
        problems.append(f"{where}dose: expected {LADDER}")
    elif not old:
        problems.append(f"{where}dose: is missing")
    return {**table, "dose_start": doses[0], "dose_steps": doses[1:-1], "dose_full": doses[-1]}


def _dose(text: object, where: str, problems: list[str]) -> Dose:
    """Return the dose of a text; a stand-in after naming what is wrong with it."""
    try:
        if isinstance(text, str):
            return read_dose(text)
        problems.append(f'{where}: expected a text such as "2 x 10, rest 45 s"')
    except DoseTextError as error:
        problems.append(printable(f"{where}: {error}"))
    return ANY_DOSE


def _tables_only(
    found: Iterable[tuple[Any, Origin]], name: str, problems: list[str]
) -> Iterator[tuple[dict[str, Any], Origin]]:
    for raw, origin in found:
        if isinstance(raw, dict):
            yield raw, origin
        else:
            problems.append(f"{origin}: {name}: must be a table, [[{name}]]")


def _convert(
    raw: dict[str, Any],
    kind: type[Row],
    where: str,
    problems: list[str],
    elsewhere: dict[str, str] | None = None,
) -> Row | None:
    """Return a table as a row, or None after naming what is wrong; keys of `elsewhere` stand there."""
    if (row := convert_quickly(raw, kind)) is not None:
        return row
    wrong: list[str] = []
    convert_table(raw, kind, where, wrong, elsewhere or {})
    problems += map(printable, wrong)
    return None


def _key(raw: dict[str, Any]) -> str:
    return str(raw.get("id", "(no id)"))


def _name_strange_tables(
    tables: dict[str, Any], path: Path, allowed: tuple[str, ...], problems: list[str]
) -> None:
    problems += [
        f"{path}: {printable(name)} is not a table; allowed: {', '.join(allowed)}"
        for name in tables
        if name not in allowed
    ]
