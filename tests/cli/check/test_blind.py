"""Cases written before the rules were read: by a table of answers and typed into the form."""

import json
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from sciaticli.cli.check.item_talk import ASKED_ANEW, LIFTING, SHOWN_AGAIN
from sciaticli.core.screening.level import Level
from sciaticli.core.screening.questions import (
    DETAILS,
    FACTS,
    PRESENT,
    RISKS,
    SIMPLE,
    Began,
    Examined,
    Growing,
    Item,
    is_asked,
    pages_of,
    status_of,
)
from support.world import Home

CASES = tomllib.loads((Path(__file__).parents[2] / "vignettes" / "blind.toml").read_text(encoding="utf-8"))[
    "vignette"
]
LEVELS = {
    ("clear", None): Level.CLEAR,
    ("soon", None): Level.SOON,
    ("urgent", "2d"): Level.URGENT_2D,
    ("urgent", "today"): Level.URGENT_TODAY,
    ("emergency", None): Level.EMERGENCY,
}
NAMES = {"clear": 0, "soon": Level.SOON, "urgent/2d": 3, "urgent/today": 4, "emergency": 5}
VERDICTS = {"cleared": "fine", "checked": "not_spoken"}


def words_of(case: dict[str, Any]) -> dict[str, Any]:
    """Return what a person says to each question."""
    facts = {"age_band": case.get("age_band", "18_49"), "blood_thinner": case.get("blood_thinner", "no")}
    return {**facts, **case["answers"]}


def typed(words: dict[str, Any]) -> Iterator[str]:
    """Yield the lines that a person types who says this."""
    for page in pages_of(item for item in Item if item is not Item.AGE_BAND):
        if len(page) == 1:
            yield from first_words(page[0], words.get(page[0], "no"))
        else:
            yield from listed(page, words)
        for item, parent in DETAILS.items():
            if parent in page and is_asked(item, {parent: status(parent, words.get(parent, "no"))}):
                yield from first_words(item, words.get(item, "no"))
    yield words["age_band"]
    lifted = words.get(Item.MINOR_INJURY) == "lift_only"
    if lifted and (words["age_band"] == "70_plus" or words.get(Item.BONE_RISK, "no") in PRESENT):
        yield "no"
    yield "yes"


def status(item: Item, word: Any) -> str:  # noqa: ANN401 - a word or a table of follow-ups
    if not isinstance(word, dict):
        return str(word)
    said = {"examined": "no", "began": "unsure"} | word
    return status_of(
        item,
        growing=Growing(said["growing"]),
        examined=Examined(said["examined"]),
        began=Began(said["began"]),
    )


def first_words(item: Item, word: Any) -> Iterator[str]:  # noqa: ANN401 - a word or a table of follow-ups
    if word in ("no", "skip") or item is Item.INFECTION_KIND:
        yield word
    elif word == "unsure":
        yield from ["unsure"] * (2 if item in SHOWN_AGAIN else 1)
    else:
        yield "yes"
        yield from follow_ups(item, word)


def follow_ups(item: Item, word: Any) -> Iterator[str]:  # noqa: ANN401 - as above
    """Yield what is said after a yes."""
    if item is Item.CANCER_HISTORY:
        yield "yes" if word == "long_ago" else "no"
    if isinstance(word, dict):
        yield word["growing"]
        if word["growing"] == "no":
            yield word["examined"]
            if word["examined"] == "no":
                yield word["began"]
    elif word in VERDICTS:
        yield VERDICTS[word]
    elif word == "yes" and item in {*RISKS, *SIMPLE}:
        yield "no"


def listed(page: tuple[Item, ...], words: dict[str, Any]) -> Iterator[str]:
    shown: list[str] = [*page]
    if Item.MINOR_INJURY in page:
        shown.insert(shown.index(Item.MINOR_INJURY) + 1, LIFTING)
    said = {item: words[item] for item in page if words.get(item, "no") != "no"}
    numbers = [
        f"{shown.index(LIFTING if word == 'lift_only' else item) + 1}{'?' if word == 'unsure' else ''}"
        for item, word in said.items()
    ]
    yield " ".join(numbers) or "0"
    for item, word in said.items():
        if item in ASKED_ANEW:
            yield word
        elif word not in ("lift_only", "unsure"):
            yield from follow_ups(item, word)


def is_fair(case: dict[str, Any], tier: str, window: str | None) -> bool:
    level = LEVELS[tier, window]
    return NAMES[case["floor"]] <= level <= NAMES[case.get("ceiling", "emergency")]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_a_case_by_its_answers_and_by_the_form(case: dict[str, Any], home: Home) -> None:
    words = words_of(case)
    table = {str(item): "no" for item in Item if item not in DETAILS and item not in FACTS} | words
    given = json.loads(
        home.run("check", "--answers", "-", "--no-save", "--json", answers=json.dumps(table)).out
    )
    assert is_fair(case, given["tier"], given["window"]), given["flags"]
    result = home.run("check", terminal=True, answers=list(typed(words)))
    (asked, *_) = json.loads(home.run("check", "--history", "--json").out)
    assert (asked["state"], asked["tier"], asked["window"]) == ("finished", given["tier"], given["window"])
    assert asked["rules"] == given["rules"]
    if case.get("opens") == "phone":
        assert "a call to a clinician or a pharmacy will do" in " ".join(result.out.split())


def test_there_are_as_many_as_there_were() -> None:
    kinds = [case["id"][0] for case in CASES]
    assert (kinds.count("D"), kinds.count("O")) == (45, 36)
