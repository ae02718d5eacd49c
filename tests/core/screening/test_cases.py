"""The second set of cases and fifty everyday people: never below the floor, never above the ceiling."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from sciaticli.core.screening.level import Level
from sciaticli.core.screening.questions import Began, Examined, Growing, Item, status_of
from sciaticli.core.screening.triage import triage
from sciaticli.store.screening import load_wording
from support.screenings import answers

FOLDER = Path(__file__).parents[2] / "vignettes"
SECOND = tomllib.loads((FOLDER / "screening-2.toml").read_text(encoding="utf-8"))["vignette"]
EVERYDAY = tomllib.loads((FOLDER / "everyday.toml").read_text(encoding="utf-8"))["person"]
LEVELS = {
    "clear": Level.NOTE,
    "soon": Level.SOON,
    "urgent/2d": Level.URGENT_2D,
    "urgent/today": Level.URGENT_TODAY,
    "emergency": Level.EMERGENCY,
}
WORDING = load_wording()


def level(case: dict[str, Any]) -> Level:
    facts = {key: case[key] for key in ("age_band", "blood_thinner") if key in case}
    found = triage(answers(**facts, **case["answers"])).level
    return max(found, Level.NOTE)  # CLEAR, with a note or without


@pytest.mark.parametrize("case", SECOND, ids=lambda case: case["id"])
def test_each_case_is_within_its_floor_and_ceiling(case: dict[str, Any]) -> None:
    found = level(case)
    assert LEVELS[case["floor"]] <= found <= LEVELS[case.get("ceiling", "emergency")]
    assert (found.tier, found.window) == (case["tier"], case.get("window"))


@pytest.mark.parametrize("case", [case for case in SECOND if "asked" in case], ids=lambda case: case["id"])
def test_the_follow_ups_lead_to_the_status(case: dict[str, Any]) -> None:
    for item, asked in case["asked"].items():
        made = status_of(
            Item(item),
            growing=Growing(asked["growing"]),
            examined=Examined(asked["examined"]),
            began=Began(asked["began"]),
        )
        assert made == case["answers"][item]


@pytest.mark.parametrize(
    "case", [case for case in SECOND if case.get("kind") == "wording"], ids=lambda case: case["id"]
)
def test_the_form_has_the_words_that_lead_there(case: dict[str, Any]) -> None:
    assert case["leads"]
    for item, words in case["leads"].items():
        question = WORDING.items[Item(item)]
        assert words in f"{question.question} {question.help}"
    assert case["answers"].keys().isdisjoint(case.get("not", {}).keys() - {"sexual_change"})


@pytest.mark.parametrize("person", EVERYDAY, ids=lambda person: person["id"])
def test_nobody_everyday_is_above_the_ceiling(person: dict[str, Any]) -> None:
    assert level(person) <= LEVELS[person["ceiling"]]


def test_there_are_fifty_everyday_people() -> None:
    assert len({person["id"] for person in EVERYDAY}) == len(EVERYDAY) == 50
