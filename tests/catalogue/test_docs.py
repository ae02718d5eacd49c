"""The published schema and the page for physiotherapists say what the program does."""

import json
import re
import tomllib
from enum import StrEnum
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import fields

from catalogue_schema import NOTES, schema_text
from sciaticli.core.catalogue.catalogue import Routine, RoutineItem
from sciaticli.core.catalogue.exercise import (
    Condition,
    Direction,
    Dose,
    EndRange,
    Equipment,
    Exercise,
    Family,
    Goal,
    Kind,
    Laterality,
    NerveTension,
    Place,
    Position,
    Region,
    Side,
    Supervision,
)
from sciaticli.core.catalogue.plain_words import CONDITION_WORDS
from sciaticli.core.catalogue.source import HowRead
from sciaticli.store.catalogue import built_in_files, file_problems

DOCS = Path(__file__).parents[2] / "docs"
PAGE = (DOCS / "catalogue.md").read_text(encoding="utf-8")
EXAMPLE = next(text for text in re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL) if "[[exercise]]" in text)
WORDS = (
    Family, Kind, Position, Direction, Laterality, Equipment, Place, Goal, Region, Supervision, EndRange,
    NerveTension, Side,
)  # fmt: skip
TABLES: dict[str, Any] = {"Exercise": Exercise, "Dose": Dose, "Routine": Routine, "RoutineItem": RoutineItem}


def test_the_published_schema_is_made_from_the_types() -> None:
    assert (DOCS / "catalogue.schema.json").read_text(encoding="utf-8") == schema_text(), "run: make schema"


def test_the_schema_has_each_key_of_the_types_and_no_other() -> None:
    schema = json.loads(schema_text())
    row = schema["$defs"]["Exercise"]
    assert row["additionalProperties"] is False
    assert {"avoid", "caution", "end_range", "nerve_tension", "leg_pain_ceiling", "level"} <= set(
        row["required"]
    )
    assert set(row["properties"]) == set(Exercise.__struct_fields__)
    assert all(key["description"] for key in row["properties"].values())


def test_every_built_in_row_keeps_to_the_keys_of_the_schema() -> None:
    keys = set(json.loads(schema_text())["$defs"]["Exercise"]["properties"])
    for path in built_in_files():
        for row in tomllib.loads(path.read_text(encoding="utf-8"))["exercise"]:
            assert set(row) <= keys


@pytest.mark.parametrize("table", TABLES)
def test_every_key_has_its_note_on_the_page(table: str) -> None:
    notes = NOTES[table]
    assert set(notes) == {field.encode_name for field in fields(TABLES[table])}
    for field in fields(TABLES[table]):
        needed = f" {'yes' if field.required else ''} |" if table == "Exercise" else ""
        assert f"| `{field.encode_name}` |{needed} {notes[field.encode_name]} |\n" in PAGE


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
