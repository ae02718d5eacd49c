"""Exercises made up for tests, as values and as TOML."""

from typing import Any

import msgspec
import tomli_w

from sciaticli.core.catalogue.dose_text import read_dose
from sciaticli.core.catalogue.exercise import Exercise
from sciaticli.store.table_problems import table_as

WORDS = ("set_up", "steps", "feel", "mistakes", "breathing", "stop_signs")

ROW: dict[str, Any] = {
    "id": "towel_slide",
    "name": "Towel slide",
    "family": "core_strengthening",
    "kind": "reps",
    "position": "supine",
    "direction": "neutral",
    "laterality": "alternating",
    "goals": ["strength"],
    "region": "trunk_front",
    "level": 2,
    "leg_pain_ceiling": 4,
    "supervised_first": "no",
    "avoid": ["recent_surgery"],
    "caution": {"stenosis": "Slide only half way."},
    "end_range": [],
    "nerve_tension": "none",
    "dose": ["1 x 3", "1 x 4", "1 x 5"],
    "frequency": "Three days a week.",
    "dose_source": "my physio",
    "set_up": ["Lie on your back."],
    "steps": ["Slide one heel away."],
    "feel": "Light work low in the belly.",
    "mistakes": ["The back arches."],
    "breathing": "Breathe out as the heel goes away.",
    "stop_signs": ["Stop if your leg pain grows."],
    "sources": ["My physio, in March"],
}


def raw_row(**changes: Any) -> dict[str, Any]:  # noqa: ANN401 - any value of a TOML file
    """Return the row with changes; a key changed to None is left out."""
    return {key: value for key, value in {**ROW, **changes}.items() if value is not None}


def make_row(**changes: Any) -> Exercise:  # noqa: ANN401 - the same
    """Return the row with changes, as a value that a file could hold; raises TableError."""
    row = raw_row(**changes)
    start, *steps = map(read_dose, row.pop("dose"))
    full = steps.pop() if steps else start
    doses = {name: msgspec.to_builtins(dose) for name, dose in (("dose_start", start), ("dose_full", full))}
    return table_as({**row, **doses, "dose_steps": list(map(msgspec.to_builtins, steps))}, Exercise)


def toml_rows(*rows: dict[str, Any]) -> str:
    """Return rows as the text of a catalogue file."""
    return tomli_w.dumps({"exercise": list(rows)})


def built_in_texts(*rows: dict[str, Any]) -> tuple[str, str]:
    """Return rows as the facts file and the words file of a built-in catalogue."""
    facts = [
        {**{key: value for key, value in row.items() if key not in WORDS}, "caution": list(row["caution"])}
        for row in rows
    ]
    words = {
        row["id"]: {**{key: row[key] for key in WORDS if key in row}, "caution": row["caution"]}
        for row in rows
    }
    return toml_rows(*facts), tomli_w.dumps(words)
