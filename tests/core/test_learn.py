"""The pages of learn: found by name, with nothing that leads nowhere."""

import pytest

from sciaticli.core.catalogue.source import HowRead, Source
from sciaticli.core.learn import Certainty, Library, Statement, Topic

READ = Source("READ", "A review", (), HowRead.READ)
OTHER = Source("OTHER", "A trial", (), HowRead.PART_READ)


def topic(id_: str, *names: str, sources: tuple[str, ...] = ("READ",), see: tuple[str, ...] = ()) -> Topic:
    says = (Statement("It may help.", Certainty.WEAK, sources),)
    return Topic(id=id_, title=id_.title(), also_called=names, says=says, see=see)


LIBRARY = Library(
    topics=(topic("heat", "Heat-pack", "warmth"), topic("ice", "cold pack"), topic("brace", "warm belt")),
    sources=(OTHER, READ),
)


@pytest.mark.parametrize(
    ("words", "id_"),
    [("heat", "heat"), ("HEAT pack", "heat"), ("Ice", "ice"), ("cold", "ice"), ("belt", "brace")],
)
def test_a_page_is_found_by_any_of_its_names(words: str, id_: str) -> None:
    found = LIBRARY.find(words)
    assert found is not None
    assert found.id == id_


@pytest.mark.parametrize("words", ["warm", "pack", "he", "walking", ""])
def test_what_could_be_several_or_none_is_not_guessed(words: str) -> None:
    assert LIBRARY.find(words) is None


def test_the_nearest_are_those_that_hold_the_word_then_those_like_it() -> None:
    assert LIBRARY.nearest("warm") == ("brace", "heat") or LIBRARY.nearest("warm") == ("heat", "brace")
    assert LIBRARY.nearest("haet") == ("heat",)
    assert LIBRARY.nearest("zzzz") == ()


def test_sources_come_once_in_the_order_of_the_page() -> None:
    page = topic("x", sources=("READ", "OTHER", "READ"))
    assert LIBRARY.sources_of(page) == (READ, OTHER)


def test_every_problem_is_named() -> None:
    library = Library(topics=(topic("a", sources=("GONE",)), topic("a", see=("b",))), sources=(READ, READ))
    assert library.problems() == [
        "a: is taken",
        "READ: is taken",
        "a: sources: GONE is not a source",
        "a: see: b is not a topic",
    ]
    assert LIBRARY.problems() == []
