"""`learn`: a list, a page, the nearest page, and a lock before all of it."""

import pytest

from sciaticli.core.screening.questions import Item
from support.world import Home

FORM = "\n".join(f'{item} = "{"18_49" if item is Item.AGE_BAND else "no"}"' for item in Item)


def test_without_a_topic_it_lists_them(home: Home) -> None:
    result = home.run("learn")
    assert result.code == 0
    assert "heat: Heat" in result.out.splitlines()
    assert {path.name for path in home.folder.iterdir()} <= {"cache"}


def test_a_page_is_found_by_the_name_on_a_letter(home: Home) -> None:
    result = home.run("learn", "Lumbosacral", "radiculopathy")
    assert result.code == 0
    assert result.out.startswith("What sciatica is\n")
    assert "(health advice: S-SEED" in result.out


def test_a_slip_gets_the_nearest(home: Home) -> None:
    result = home.run("learn", "walkng")
    assert (result.code, result.out) == (2, "")
    assert "Did you mean: walking, " in result.err
    assert "sciaticli learn" in home.run("learn", "qqqq").err


@pytest.mark.parametrize("words", [("learn",), ("learn", "ice"), ("learn", "sciatica")])
def test_on_a_terminal_it_says_the_same_in_colour(home: Home, words: tuple[str, ...]) -> None:
    live = home.run(*words, terminal=True)
    assert live.code == 0
    first = home.run(*words).out.splitlines()[0].partition(": ")[0]
    assert first in live.out


def test_a_lock_speaks_first_and_is_not_hidden_by_a_pager(home: Home) -> None:
    home.run("check", "--answers", "-", answers=FORM.replace('saddle_numb = "no"', 'saddle_numb = "new"'))
    result = home.run("learn", "sciatica")
    assert "emergency department" in result.out.splitlines()[0]
    assert "What sciatica is" in result.out
