"""Words of danger in notes: what must be heard, what must not, and that no pattern is idle."""

import re
import tomllib
from pathlib import Path

import pytest

from sciaticli.store.note_signs import load_note_signs

SIGNS = load_note_signs()
NOTES = tomllib.loads((Path(__file__).parents[1] / "vignettes" / "notes.toml").read_text(encoding="utf-8"))


# What else stands in such notes, and may hide no sign.
FRAMES = (
    "{}. Back is better today though.",
    "Did my stretches, {}",
    "{}, slept ok",
    "Pain 4 as usual. {}",
    "{} and the back is fine",
    "Good walk with my wife then {}",
    "No pain in the back but {}",
    "{}, pain as usual",
    "not sure but {}",
    "{} lol",
    "My physio is happy with me. {}",
    "im not great, {}",
    "{}, should I worry?",
    "no sleep. {}",
    "{} - took paracetamol",
    "{}, went to gym, did squats",
    "could not do the bridge, {}",
)


def test_danger_signs_are_heard() -> None:
    assert [note for note in NOTES["may_name"] if not SIGNS.names(note)] == []
    assert [note for note in NOTES["may_name"] if SIGNS.despairs(note)] == []


def test_despair_is_heard() -> None:
    assert [note for note in NOTES["despair"] if not SIGNS.despairs(note)] == []


def test_ordinary_notes_are_let_alone() -> None:
    assert [note for note in NOTES["ordinary"] if SIGNS.names(note) or SIGNS.despairs(note)] == []


@pytest.mark.parametrize(("at", "frame"), list(enumerate(FRAMES)), ids=FRAMES)
def test_what_else_a_note_says_hides_no_sign(at: int, frame: str) -> None:
    notes = [frame.format(note) for note in NOTES["may_name"][at :: len(FRAMES)]]
    assert [note for note in notes if not SIGNS.names(note)] == []


def test_a_no_is_not_a_sign_and_a_no_of_something_else_hides_none() -> None:
    assert not SIGNS.names("no numbness between my legs")
    assert SIGNS.names("no better, numb between my legs")
    assert SIGNS.names("no sleep and numbness between my legs")
    assert SIGNS.names("NO FEELING BETWEEN MY LEGS")
    assert SIGNS.names("I can\u2019t pee")


def test_a_no_reaches_over_a_list_that_ends_with_or() -> None:
    assert not SIGNS.names("no numbness, tingling between the legs or weakness in the foot")
    assert SIGNS.names("no sleep, numb between my legs or thighs")
    assert SIGNS.names("no better, numb round my bum or thighs")


def test_a_question_that_is_answered_no_is_not_heard() -> None:
    assert not SIGNS.names("Leg swelling? No.")
    assert SIGNS.names("Leg swelling? No idea why.")


def test_a_slip_is_put_right_and_an_ordinary_word_stays() -> None:
    assert SIGNS.names("my bladdr is leaking")
    assert SIGNS.names("tnigling round my bottom")
    assert not SIGNS.names("carried the ladder, never any fewer towels")


def test_what_makes_a_sign_ordinary_may_stand_in_the_next_clause() -> None:
    assert not SIGNS.names("Numb bum from the long film. Fine after standing up.")
    assert SIGNS.names("Numb bum since Tuesday. Nice weather. Fine after standing up.")
    assert SIGNS.names("toe numb as usual. my foot drags since yesterday")


def test_what_is_over_for_years_is_not_heard_and_hides_nothing_of_today() -> None:
    assert not SIGNS.names("had a numb saddle in 2012, operated, all good since")
    assert not SIGNS.names("two years ago I couldn't pee after surgery, no problem now")
    assert SIGNS.names("had a numb saddle in 2012")
    assert SIGNS.names("numb between my legs today. Operated two years ago, all fine since")
    assert SIGNS.names("numb between my legs, had an operation in 2012, all fine since")


def test_what_is_better_elsewhere_hides_no_sign() -> None:
    assert SIGNS.names("My foot drags. Back feels better.")
    assert SIGNS.names("my foot drags since yesterday, pain as usual")
    assert not SIGNS.names("numb toes as usual")
    assert not SIGNS.names("my foot drags as usual")
    assert SIGNS.names("my foot drags as usual since yesterday")


def test_the_story_of_somebody_else_ends_where_the_person_speaks_of_themselves() -> None:
    assert not SIGNS.names("my boss had chest pain")
    assert SIGNS.names("my boss and I had chest pain")


def test_every_word_is_used_and_every_sign_has_its_words() -> None:
    tables = (SIGNS.signs, SIGNS.unless, SIGNS.soon_over, SIGNS.once_over)
    sets = [names for each in tables for found in each.values() for names in found]
    used = {name for names in (*sets, *SIGNS.despair) for name in re.split(r" [+-] ", names)}
    used.add("since_well")
    assert used == SIGNS.words.keys()
    assert {*SIGNS.unless, *SIGNS.soon_over, *SIGNS.once_over} <= SIGNS.signs.keys()


def test_a_long_note_is_read_at_once() -> None:
    assert not SIGNS.names("a quiet day with a walk and some rest " * 200)
