"""The published schema and the page for physiotherapists say what the program does."""

import json
import re
import tomllib
from enum import StrEnum
from pathlib import Path
from typing import Any

import pytest
from msgspec import Struct
from msgspec.structs import fields

from catalogue_schema import NOTES, schema_text
from sciaticli.core.catalogue.catalogue import Routine, RoutineItem
from sciaticli.core.catalogue.exercise import (
    Condition,
    Direction,
    EndRange,
    Equipment,
    Exercise,
    Family,
    Kind,
    Laterality,
    NerveTension,
    Place,
    Position,
    Purpose,
    Region,
    Side,
    Supervision,
)
from sciaticli.core.catalogue.plain_words import CONDITION_WORDS
from sciaticli.core.catalogue.source import HowRead
from sciaticli.store.catalogue import file_problems
from sciaticli.store.catalogue_rows import facts_file

DOCS = Path(__file__).parents[2] / "docs"
PAGE = (DOCS / "catalogue.md").read_text(encoding="utf-8")
EXAMPLE = next(text for text in re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL) if "[[exercise]]" in text)
WORDS = (
    Family, Kind, Position, Direction, Laterality, Equipment, Place, Purpose, Region, Supervision, EndRange,
    NerveTension, Side,
)  # fmt: skip
TABLES: dict[str, Any] = {"Exercise": Exercise, "Routine": Routine, "RoutineItem": RoutineItem}
DOSE_KEYS = ("dose_start", "dose_steps", "dose_full")


def keys(kind: type[Struct]) -> dict[str, bool]:
    """Return the keys of a table in a file, and whether each is needed; the doses are one key there."""
    found = {field.encode_name: field.required for field in fields(kind)}
    if kind is Exercise:
        found["dose"] = any(list(map(found.pop, DOSE_KEYS)))
    return found


def test_the_published_schema_is_made_from_the_types() -> None:
    assert (DOCS / "catalogue.schema.json").read_text(encoding="utf-8") == schema_text(), "run: make schema"


def test_the_schema_has_each_key_of_the_types_and_no_other() -> None:
    schema = json.loads(schema_text())
    row = schema["$defs"]["Exercise"]
    assert row["additionalProperties"] is False
    assert {"avoid", "caution", "end_range", "nerve_tension", "leg_pain_ceiling", "level"} <= set(
        row["required"]
    )
    assert set(row["properties"]) == set(keys(Exercise))
    assert set(row["required"]) == {key for key, needed in keys(Exercise).items() if needed}
    assert all(key["description"] for key in row["properties"].values())


def test_every_built_in_row_keeps_to_the_keys_of_the_schema() -> None:
    schema = json.loads(schema_text())["$defs"]["Exercise"]["properties"]
    for row in tomllib.loads(facts_file().read_text(encoding="utf-8"))["exercise"]:
        assert set(row) <= set(schema)
        assert all(re.search(schema["dose"]["items"]["pattern"], dose) for dose in row["dose"])


@pytest.mark.parametrize("table", TABLES)
def test_every_key_has_its_note_on_the_page(table: str) -> None:
    notes = NOTES[table]
    assert set(notes) == set(keys(TABLES[table]))
    for key, is_needed in keys(TABLES[table]).items():
        needed = f" {'yes' if is_needed else ''} |" if table == "Exercise" else ""
        assert f"| `{key}` |{needed} {notes[key]} |\n" in PAGE


@pytest.mark.parametrize("kind", WORDS)
def test_every_allowed_word_is_on_the_page(kind: type[StrEnum]) -> None:
    assert f"| {', '.join(f'`{word.value}`' for word in kind)} |\n" in PAGE


def test_every_condition_and_standing_is_explained() -> None:
    for condition in Condition:
        assert f"| `{condition.value}` | {CONDITION_WORDS[condition]} |\n" in PAGE
    assert all(f"| `{standing.value}` |" in PAGE for standing in HowRead)


def test_the_example_of_the_page_has_no_problem(tmp_path: Path) -> None:
    path = tmp_path / "clinic.toml"
    path.write_text(EXAMPLE, encoding="utf-8")
    assert file_problems(path) == []
    tables = tomllib.loads(EXAMPLE)
    assert (len(tables["exercise"]), len(tables["routine"])) == (1, 1)
