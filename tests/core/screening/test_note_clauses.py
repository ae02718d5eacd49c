"""A note as clauses: signs gone, haste and slips put right, idioms left out."""

import pytest

from sciaticli.core.screening.note_clauses import Spelling, clauses, pattern_of

SPELLING = Spelling(
    said={"cant": ("can ?not", "carnt"), "im": ("i am",)},
    put_right=("bladder", "chest", "incontinent"),
    stays=("ladder", "chess"),
    idioms=("chest of", "killing me"),
)


def read(text: str) -> list[str]:
    return list(clauses(text, SPELLING))


@pytest.mark.parametrize(
    ("text", "clause"),
    [
        ("I can\u2019t, it's 5", "i cant , its 5"),
        ("I cannot; CARNT", "i cant|cant"),
        ("one. two! three? four", "one|two|three|four"),
        ("38.5 today", "38 5 today"),
        ("one - two (three)", "one|two|three"),
        ("one but two", "one , two"),
        ("one and then two", "one , two"),
        ("now and then one", "now and then one"),
        ("one then two", "one , two"),
        ("one because two", "one , because two"),
        ("one and the two", "one , the two"),
        ("one and two", "one and two"),
        ("one: two", "one , two"),
        ("", ""),
        (" . , ", ""),
    ],
)
def test_a_note_is_cut_where_its_sense_turns(text: str, clause: str) -> None:
    assert "|".join(read(text)) == clause


@pytest.mark.parametrize(
    ("word", "is_read"),
    [
        ("bladdr", "bladder"),
        ("blader", "bladder"),
        ("ladder", "ladder"),
        ("bladders", "bladders"),
        ("bladd", "bladd"),
        ("chets", "chest"),
        ("ches", "ches"),
        ("hest", "hest"),
        ("chess", "chess"),
        ("incontnant", "incontinent"),
        ("bldder", "bladder"),
        ("blddr", "blddr"),
        ("chestt", "chestt"),
    ],
)
def test_one_slip_is_put_right_and_two_in_a_long_word(word: str, is_read: str) -> None:
    assert read(word) == [is_read]


def test_an_idiom_is_read_past() -> None:
    assert read("my back is killing me today") == ["my back is today"]
    assert read("killing me") == []
    assert read("a chest of drawers") == ["a drawers"]


def test_what_was_asked_and_answered_no_is_left_out() -> None:
    assert read("Numb? No. Sore") == ["sore"]
    assert read("Numb? nope") == []
    assert read("Numb? No idea") == ["numb", "no idea"]


def test_phrases_hold_any_ending_up_to_three_words_and_an_end() -> None:
    pattern = pattern_of(("numb*", "cant \u2026 feel", "go on$"))
    for said in ("numbness", "numb", "cant feel", "cant a b c feel", "cant go on", "go on , he said"):
        assert pattern.search(said)
    for said in ("benumb", "cant a b c d feel", "cant feeling", "go on holiday"):
        assert not pattern.search(said)
