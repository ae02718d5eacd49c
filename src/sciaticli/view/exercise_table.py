"""The catalogue as it is drawn: a table of rows, and one exercise as a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len, set_cell_size
from rich.console import Group
from rich.segment import Segment, Segments
from rich.style import Style
from rich.text import Text

from sciaticli.view.exercises import sections_of, spaced

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from rich.console import RenderableType

    from sciaticli.core.catalogue.exercise import Exercise
    from sciaticli.core.catalogue.source import Source

GAP = 2
LEVEL = "level"
# Title, the width from which it is shown, and what stands in it.
COLUMNS: tuple[tuple[str, int, Callable[[Exercise], str]], ...] = (
    ("id", 0, lambda row: row.id),
    ("name", 0, lambda row: row.name),
    (LEVEL, 0, lambda row: str(row.level)),
    ("position", 80, lambda row: spaced(row.position)),
    ("family", 110, lambda row: spaced(row.family)),
    ("good for", 140, lambda row: ", ".join(row.goals)),
)


def exercise_table(exercises: Sequence[Exercise], width: int) -> RenderableType:
    """Return the rows as a table that fits `width` columns: the wider, the more it tells."""
    columns = [(title, cell) for title, needs, cell in COLUMNS if width >= needs]
    titles = [title for title, _ in columns]
    rows = [[cell(row) for _, cell in columns] for row in exercises]
    widths = [max(map(cell_len, column)) for column in zip(titles, *rows, strict=True)]
    if sum(widths) + GAP * (len(widths) - 1) <= width:
        return Segments(_in_columns(titles, rows, widths))
    return _wrapped(titles, rows)


def _in_columns(
    titles: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[int]
) -> Iterator[Segment]:
    """Yield rows that all fit; a table of Rich, which measures each cell anew, takes ten times as long."""
    bold, cyan = Style(bold=True), Style(color="cyan")
    for cells, first, rest in ((titles, bold, bold), *((row, cyan, None) for row in rows)):
        padded = [
            " " * (wide - cell_len(text)) + text if title == LEVEL else set_cell_size(text, wide)
            for title, text, wide in zip(titles, cells, widths, strict=True)
        ]
        yield Segment(padded[0] + " " * GAP, first)
        yield Segment((" " * GAP).join(padded[1:]).rstrip(), rest)
        yield Segment.line()


def _wrapped(titles: Sequence[str], rows: Sequence[Sequence[str]]) -> RenderableType:
    """Return rows of which some are broken within their columns."""
    from rich.table import Table  # noqa: PLC0415 - seldom needed

    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, GAP, 0, 0))
    for title in titles:
        is_id = title == titles[0]
        table.add_column(
            title,
            no_wrap=is_id,
            style="cyan" if is_id else None,
            justify="right" if title == LEVEL else "left",
        )
    for row in rows:
        table.add_row(*map(Text, row))
    return table


def exercise_page(row: Exercise, sources: Sequence[Source] | None, reviewed: str) -> RenderableType:
    """Return one exercise in full, as a page with headings; `reviewed` says who has signed it."""
    parts: list[RenderableType] = [Text(row.name, style="bold")]
    for heading, lines in sections_of(row, sources, reviewed):
        parts += [Text(f"\n{heading}", style="bold cyan"), _block(lines)]
    return Group(*parts)


def _block(lines: Iterable[str]) -> RenderableType:
    """Return lines set in from the edge, with the numbers of steps standing free."""
    from rich.table import Table  # noqa: PLC0415 - the list of all does without

    block = Table.grid(padding=(0, 1, 0, 0))
    for line in lines:
        number, _, step = line.partition(". ")
        if number.isdigit():
            block.add_row(Text(f"  {number}."), Text(step))
        else:
            block.add_row(Text(" "), Text(line))
    return block
