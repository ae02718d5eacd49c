"""What a page is put together from: numbers on cards, drawings with their words, tables."""

from typing import NamedTuple

from sciaticli.core.record.entries import Distal
from sciaticli.report.svg import Svg


class Card(NamedTuple):
    """One of the few numbers a clinician looks for first."""

    name: str
    value: str
    detail: str = ""


class Chart(NamedTuple):
    """A drawing with its words; `key` says what its marks mean."""

    caption: str
    drawing: Svg
    key: Svg | None = None


class Cell(NamedTuple):
    """A cell of a table, with what stands small below it."""

    text: str
    small: str = ""


class Table(NamedTuple):
    """Rows under their heads; the columns of `numbers` stand to the right."""

    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    numbers: tuple[int, ...] = ()


def site_word(site: Distal | None) -> str:
    """Return how far down it was felt, in a word."""
    return "nowhere" if site in (None, Distal.NONE) else str(site)
