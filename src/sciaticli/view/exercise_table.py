"""The catalogue as it is drawn: a table of rows, and one exercise as a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Group
from rich.table import Table
from rich.text import Text

from sciaticli.view.exercises import sections_of, spaced

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from rich.console import RenderableType

    from sciaticli.core.catalogue.exercise import Exercise
    from sciaticli.core.catalogue.source import Source

# Title, the width from which it is shown, and what stands in it.
COLUMNS: tuple[tuple[str, int, Callable[[Exercise], str]], ...] = (
    ("id", 0, lambda row: row.id),
    ("name", 0, lambda row: row.name),
    ("level", 0, lambda row: str(row.level)),
    ("position", 80, lambda row: spaced(row.position)),
    ("family", 110, lambda row: spaced(row.family)),
    ("good for", 140, lambda row: ", ".join(row.goals)),
)


def exercise_table(exercises: Sequence[Exercise], width: int) -> RenderableType:
    """Return the rows as a table that fits `width` columns: the wider, the more it tells."""
    columns = [(title, cell) for title, needs, cell in COLUMNS if width >= needs]
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    for title, _ in columns:
        table.add_column(
            title,
            no_wrap=title == "id",
            style="cyan" if title == "id" else None,
            justify="right" if title == "level" else "left",
        )
    for row in exercises:
        table.add_row(*(Text(cell(row)) for _, cell in columns))
    return table


def exercise_page(row: Exercise, sources: Sequence[Source] | None, reviewed: str) -> RenderableType:
    """Return one exercise in full, as a page with headings; `reviewed` says who has signed it."""
    parts: list[RenderableType] = [Text(row.name, style="bold")]
    for heading, lines in sections_of(row, sources, reviewed):
        parts += [Text(f"\n{heading}", style="bold cyan"), _block(lines)]
    return Group(*parts)


def _block(lines: Iterable[str]) -> RenderableType:
    """Return lines set in from the edge, with the numbers of steps standing free."""
    block = Table.grid(padding=(0, 1, 0, 0))
    for line in lines:
        number, _, step = line.partition(". ")
        if number.isdigit():
            block.add_row(Text(f"  {number}."), Text(step))
        else:
            block.add_row(Text(" "), Text(line))
    return block
