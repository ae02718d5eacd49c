"""Words of danger in notes: what must be heard, what must not, and that no pattern is idle."""

import tomllib
from pathlib import Path

import pytest

from sciaticli.core.screening.note_signs import NoteSigns
from sciaticli.store.note_signs import load_note_signs

SIGNS = load_note_signs()
NOTES = tomllib.loads((Path(__file__).parents[1] / "vignettes" / "notes.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("note", NOTES["may_name"])
def test_a_danger_sign_is_heard(note: str) -> None:
    assert SIGNS.names(note)
    assert not SIGNS.despairs(note)


@pytest.mark.parametrize("note", NOTES["despair"])
def test_despair_is_heard(note: str) -> None:
    assert SIGNS.despairs(note)


@pytest.mark.parametrize("note", NOTES["ordinary"])
def test_an_ordinary_note_is_let_alone(note: str) -> None:
    assert not SIGNS.names(note)
    assert not SIGNS.despairs(note)


def test_a_no_is_not_a_sign_and_a_no_of_something_else_hides_none() -> None:
    assert not SIGNS.names("no numbness between my legs")
    assert SIGNS.names("no better, numb between my legs")
    assert SIGNS.names("no sleep and numbness between my legs")
    assert SIGNS.names("NO FEELING BETWEEN MY LEGS")
    assert SIGNS.names("I can\u2019t pee")


def test_every_word_is_used() -> None:
    text = [pattern for patterns in SIGNS.signs.values() for pattern in patterns]
    pairs = {name for found in SIGNS.together.values() for pair in found for name in pair}
    assert {name for name in SIGNS.words if not any(f"{{{name}}}" in each for each in text)} <= pairs
    assert pairs <= SIGNS.words.keys()
    assert SIGNS.together.keys() <= SIGNS.signs.keys()


def test_a_long_note_is_read_at_once() -> None:
    assert not SIGNS.names("a quiet day with a walk and some rest " * 200)


def test_patterns_need_their_words() -> None:
    signs = NoteSigns(despair=(), together={}, words={"one": "(a|b)"}, signs={"kind": ("\\b{one}\\b",)})
    assert signs.names("a") == ("kind",)
