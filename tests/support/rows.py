"""Exercises made up for tests, as values and as TOML."""

from typing import Any

import msgspec
import tomli_w

from sciaticli.core.catalogue.exercise import Exercise

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
    "dose_start": {"sets": 1, "reps": 5},
    "dose_full": {"sets": 2, "reps": 10, "rest_s": 30},
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
    """Return the row with changes, as a value."""
    return msgspec.convert(raw_row(**changes), Exercise)


def toml_rows(*rows: dict[str, Any]) -> str:
    """Return rows as the text of a catalogue file."""
    return tomli_w.dumps({"exercise": list(rows)})
