"""Names as people type them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sciaticli.core.names import plain


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
