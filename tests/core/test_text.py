"""Text from outside is printed as it is, but for what would steer a terminal."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sciaticli.core.text import literal, plain


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
    assert plain(typed) == found


@given(st.text())
def test_case_and_outer_space_never_matter(typed: str) -> None:
    assert plain(f"  {typed}\n") == plain(typed)
    assert "  " not in plain(typed)
