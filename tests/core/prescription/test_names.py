"""Names: exact ones are taken, near ones offered, words of several always asked; nothing inside a word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sciaticli.core.catalogue.catalogue import Catalogue
from sciaticli.core.catalogue.exercise import NerveTension
from sciaticli.core.prescription.names import Names
from sciaticli.core.prescription.words import Words
from sciaticli.store.prescription_words import load_words
from support.built_in import CATALOGUE
from support.rows import make_row

NAMES = Names(CATALOGUE, load_words())
SMALL = Names(
    Catalogue(
        exercises=(
            make_row(also_called=["Heel glide"]),
            make_row(id="bridge", name="Hip bridge", also_called=["towel_slide"], level=4),
            make_row(id="low_bridge", name="Low bridge", level=2),
        )
    ),
    Words(fold={"slide": ("slides",), "bridge": ("bridges",)}, several={"glide": ("towel_slide",)}),
)


@pytest.mark.parametrize("words", ["towel_slide", "Towel Slides", "heel-glide", " HEEL  glide "])
def test_an_id_a_name_and_a_nickname_are_exact(words: str) -> None:
    found = SMALL.one(words)
    assert found is not None
    assert found.id == "towel_slide"


@pytest.mark.parametrize("words", ["", "bridge of sighs", "towels slide", "glide"])
def test_what_is_not_exact_or_listed_as_several_is_not_taken(words: str) -> None:
    assert SMALL.one(words) is None


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        ("brigde", ("bridge",)),
        ("bridges", ("bridge", "low_bridge")),
        ("glide", ("towel_slide",)),
        ("low", ("low_bridge",)),
        ("zz", ()),
        ("", ()),
    ],
)
def test_the_near_ones_are_offered(words: str, ids: tuple[str, ...]) -> None:
    assert tuple(row.id for row in SMALL.near(words)) == ids


def test_letters_inside_a_word_find_nothing() -> None:
    assert SMALL.holding("ridge") == ()
    assert {row.id for row in NAMES.holding("at")}.isdisjoint({"cat_cow", "seated_cat_cow"})


@pytest.mark.parametrize("words", ["SLR", "straight leg raise", "straight leg raises", "leg raise", "nerve"])
def test_a_leg_raise_is_never_a_nerve_tensioner(words: str) -> None:
    offered = (*NAMES.exact(words), *NAMES.near(words))
    assert all(row.nerve_tension is not NerveTension.TENSIONER for row in offered)


def test_every_name_of_the_catalogue_finds_its_own_exercise() -> None:
    for row in NAMES.catalogue.exercises:
        (first, *_) = NAMES.exact(row.name)
        assert first == row or len(NAMES.exact(row.name)) > 1


def test_all_nicknames_and_words_of_several_name_exercises_that_are_there() -> None:
    words = NAMES.words
    named = {*words.nicknames, *(id_ for ids in words.several.values() for id_ in ids)}
    assert named <= set(NAMES.catalogue.by_id)


def test_no_word_folds_to_a_word_that_folds_on() -> None:
    fold = NAMES.words.fold
    others = [other for words in fold.values() for other in words]
    assert len(others) == len(set(others))
    assert not set(others) & set(fold)


@given(st.text(max_size=40))
def test_nothing_typed_breaks_the_search(words: str) -> None:
    NAMES.exact(words)
    NAMES.near(words)
    NAMES.spans(words)
