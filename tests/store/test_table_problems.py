"""Problems of a TOML table, each named with its key and what is allowed."""

from enum import StrEnum
from typing import Annotated, Any

import msgspec
import pytest
from msgspec import Meta, Struct

from sciaticli.store.table_problems import TableError, convert_quickly, convert_table, table_as


class Colour(StrEnum):
    """A word."""

    RED = "red"
    BLUE = "blue"


Word = Annotated[str, Meta(extra_json_schema={"pattern": "^[a-z]+$"})]
LETTERS = "expected small letters, digits and _, a letter first"


class Wheel(Struct, frozen=True, forbid_unknown_fields=True):
    """A part."""

    size: Annotated[int, Meta(ge=1, le=60)]
    maker: Word = "x"


class Cart(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A table with one of each kind of key."""

    name: Annotated[str, Meta(min_length=1)]
    colours: tuple[Colour, ...] = ()
    notes: dict[Colour, Annotated[str, Meta(min_length=1)]] = {}
    wheel: Wheel | None = None
    spare: Wheel = Wheel(1)
    stops: tuple[Annotated[str, Meta(pattern="^[a-z]+$")], ...] = ()
    label: Annotated[str, Meta(extra_json_schema={"pattern": "^(?!.*!)"})] | None = None
    pair: tuple[Word, Word] | None = None
    legend: dict[Word, Word] = {}
    wheels: Annotated[tuple[Wheel, ...], Meta(min_length=1)] | None = None
    load: int | tuple[int, ...] = 0
    open: bool = False


def problems_of(**raw: Any) -> list[str]:  # noqa: ANN401 - what a TOML file may hold
    problems: list[str] = []
    assert (convert_table(raw, Cart, "cart: ", problems) is None) is bool(problems)
    return problems


def test_a_sound_table_becomes_its_struct() -> None:
    problems: list[str] = []
    cart = convert_table({"name": "Dray", "load": [1, 2]}, Cart, "", problems)
    assert cart == Cart(name="Dray", load=(1, 2))
    assert cart == table_as({"name": "Dray", "load": [1, 2]}, Cart)
    assert problems == []


@pytest.mark.parametrize(
    ("raw", "problem"),
    [
        ({}, "cart: name: is missing"),
        ({"name": ""}, "cart: name: expected some text"),
        ({"name": 3}, "cart: name: expected text, got a whole number"),
        (
            {"name": "x", "colours": ["red", "bleu"]},
            "cart: colours[1]: not allowed: 'bleu'; allowed: red, blue; did you mean blue?",
        ),
        (
            {"name": "x", "colours": "red"},
            "cart: colours: expected a list, got text; allowed: red, blue; did you mean red?",
        ),
        ({"name": "x", "notes": {"pink": "a"}}, "cart: notes: not allowed: 'pink'; allowed: red, blue"),
        ({"name": "x", "notes": {"red": ""}}, "cart: notes.red: expected some text"),
        ({"name": "x", "spare": {"size": 99}}, "cart: spare.size: expected a whole number <= 60"),
        (
            {"name": "x", "spare": {"size": 1, "sizes": 2}},
            "cart: spare.sizes: is not a key; did you mean size?",
        ),
        (
            {"name": "x", "stops": ["a", "B"]},
            "cart: stops[1]: expected small letters, digits and _, a letter first",
        ),
        ({"name": "x", "load": [1, "b"]}, "cart: load[1]: expected a whole number, got text"),
        ({"name": "x", "open": "yes"}, "cart: open: expected true or false, got text"),
        ({"name": "x", "wheelz": 4}, "cart: wheelz: is not a key; did you mean wheel?"),
        (
            {"name": "x", "label": "a!"},
            "cart: label: expected text without line breaks or control characters",
        ),
        ({"name": "x", "pair": ["a", "B"]}, f"cart: pair: {LETTERS}"),
        ({"name": "x", "legend": {"A": "b"}}, f"cart: legend: {LETTERS}"),
        ({"name": "x", "legend": {"a": "B"}}, f"cart: legend.a: {LETTERS}"),
        ({"name": "x", "spare": {"size": 1, "maker": "B"}}, f"cart: spare.maker: {LETTERS}"),
        ({"name": "x", "wheel": {"size": 1, "maker": "B"}}, f"cart: wheel: {LETTERS}"),
        ({"name": "x", "wheels": []}, "cart: wheels: expected a list of length >= 1"),
    ],
)
def test_each_problem_names_its_key(raw: dict[str, Any], problem: str) -> None:
    assert problems_of(**raw) == [problem]
    assert convert_quickly(raw, Cart) is None
    with pytest.raises(TableError) as caught:
        table_as(raw, Cart, "cart: ")
    assert caught.value.problems == (problem,)


def test_all_problems_are_named_at_once() -> None:
    assert problems_of(colours=["x", "y"], spare={}, load="z") == [
        "cart: name: is missing",
        "cart: colours[0]: not allowed: 'x'; allowed: red, blue",
        "cart: colours[1]: not allowed: 'y'; allowed: red, blue",
        "cart: spare.size: is missing",
        "cart: load: expected a whole number or a list of them, got text",
    ]


def test_a_struct_that_allows_more_keys_leaves_them_alone() -> None:
    loose = msgspec.defstruct("Loose", [("name", str)])
    problems: list[str] = []
    convert_table({"name": "x", "other": 1}, loose, "", problems)
    assert problems == []
