"""Text from outside is printed as it is, but for what would steer a terminal."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sciaticli.core.text import by_words, from_outside, literal, name_key


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("\x1b[31mred", "\\u001b[31mred"),
        ("\x9b2J", "\\u009b2J"),
        ("a\rb\tc\x07", "a\\u000db\\u0009c\\u0007"),
        ("\u202egnp", "\\u202egnp"),
        ("\udcff", "\\udcff"),
        ("[bold]plain[/bold] :tada:", "[bold]plain[/bold] :tada:"),
        ("two\nlines, Zoë 👋🏽 \u00a0", "two\nlines, Zoë 👋🏽 \u00a0"),
    ],
)
def test_what_steers_is_spelled_out(text: str, printed: str) -> None:
    assert literal(text) == printed


@given(st.text())
def test_what_is_left_can_be_printed_and_means_the_same_in_json(text: str) -> None:
    assert not any(ord(sign) < 32 or 127 <= ord(sign) < 160 for sign in literal(text) if sign != "\n")
    document = json.dumps(text, ensure_ascii=False)
    assert json.loads(literal(document)) == text


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("Bridges", "bridge"),
        ("Child's-Pose", "child pose"),
        ("child\u2019s  pose", "child pose"),
        ("glute_bridge", "glute bridge"),
        ("90/90", "90 90"),
        ("McKenzie press-ups", "mckenzie press up"),
        ("Calf stretches", "calf stretch"),
        ("toes", "toe"),
        ("is", "is"),
        ("", ""),
    ],
)
def test_spellings_meet(typed: str, found: str) -> None:
    assert name_key(typed) == found


@given(st.text())
def test_case_and_outer_space_never_matter(typed: str) -> None:
    assert name_key(f"  {typed}\n") == name_key(typed)
    assert "  " not in name_key(typed)


@pytest.mark.parametrize(
    "blank", ["\xa0", "\u2009", "\u202f", "\u3000", "\u200b", "\ufeff", "\xad", "\t", "\x00", "\u202e"]
)
def test_no_two_numbers_become_one(blank: str) -> None:
    assert from_outside(f"3x10{blank}5 sec").split() == ["3x10", "5", "sec"]


@pytest.mark.parametrize("end", ["\r\n", "\r", "\x0b", "\x0c", "\x1c", "\x85", "\u2028", "\u2029"])
def test_every_line_end_is_one(end: str) -> None:
    assert from_outside(f"a{end}b") == "a\nb"


def test_full_width_signs_have_their_usual_width() -> None:
    assert from_outside("\uff13\uff58\uff11\uff10") == "3x10"


def test_what_joins_a_word_or_a_picture_stays() -> None:
    assert (
        from_outside("\U0001f469\u200d\U0001f52c \u0645\u06cc\u200c\u062e")
        == "\U0001f469\u200d\U0001f52c \u0645\u06cc\u200c\u062e"
    )


def test_what_is_too_long_or_no_text_is_refused() -> None:
    for text, words in (("x" * 11, "too long"), ("a\udcff", "not UTF-8")):
        with pytest.raises(ValueError, match=words):
            from_outside(text, 10)


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=200))
def test_nothing_is_deleted(text: str) -> None:
    read = from_outside(text)
    assert len(read) >= len(text.replace("\r\n", "\n")) - text.startswith("\ufeff")
    assert literal(read) == read
    assert from_outside(read) == read


@pytest.mark.parametrize(
    ("line", "broken"),
    [
        ("short", "short"),
        ("one two three four five six", "one two three four\nfive six"),
        ("   one two three four five", "   one two three\n   four five"),
        ("- Bridge: comes next on its path", "- Bridge: comes next\n  on its path"),
        ("12. Main: Bridge, 8 times", "12. Main: Bridge, 8\n    times"),
        ("  1 Bridge: three sets of eight", "  1 Bridge: three\n    sets of eight"),
        ("20 minutes and 3.5 more of it", "20 minutes and 3.5\nmore of it"),
    ],
)
def test_a_line_is_broken_between_words_and_a_list_hangs(line: str, broken: str) -> None:
    assert "\n".join(by_words(line, 20)) == broken
