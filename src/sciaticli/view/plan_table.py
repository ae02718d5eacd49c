"""The day's plan as it is drawn. Apart from the lines: drawing loads Rich, a third of a small command."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Group
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from sciaticli.view.plan import left_out_rows, notes_of, rows_of, title_of, total_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from rich.console import RenderableType

    from sciaticli.core.plan import Plan
    from sciaticli.view.plan import Row


WIDE_ENOUGH = 72  # columns: under that a name and its reason stand under each other


def plan_table(
    plan: Plan, width: int, names: Mapping[str, str] | None = None, most: int | None = None
) -> RenderableType:
    """Return the plan as a table for so many columns.

    With `names` (id to name) also what was left out, for `most` reasons.
    """
    table = Table(box=None, pad_edge=False, show_header=False, padding=(0, 2, 0, 0))
    table.add_column("slot", no_wrap=True, style="cyan")
    table.add_column("what", ratio=1)
    table.add_column("time", justify="right", no_wrap=True)
    last = ""
    for row in rows_of(plan):
        table.add_row("" if row.section == last else row.section, _what(row), _clock(row.seconds))
        last = row.section
    parts: list[RenderableType] = [Text(title_of(plan), style="bold"), table, Text(total_of(plan))]
    parts += [Padding(Text(note), (0, 0, 0, 2)) for note in notes_of(plan)]
    if names is not None:
        parts += _left_out(plan, width, names, most)
    return Group(*parts)


def _what(row: Row) -> Text:
    what = Text.assemble((row.name, "bold"), f"  {row.dose}")
    if row.because:
        what.append(f"\n{row.because}", style="dim")
    for caution in row.cautions:
        what.append(f"\nTake care: {caution}", style="magenta")
    return what


def _left_out(plan: Plan, width: int, names: Mapping[str, str], most: int | None) -> list[RenderableType]:
    rows, rest = left_out_rows(plan, names, most)
    told = [(name, Text(why, "dim")) for name, why in rows]
    lines = [Text(line, style="dim") for line in rest]
    return [Text("\nLeft out today", style="bold"), *_named(told, width), *lines]


def _named(told: list[tuple[str, Text]], width: int) -> Iterator[RenderableType]:
    """Yield each name with its reason: beside each other where there is room, else under each other."""
    if width < WIDE_ENOUGH:
        for name, why in told:
            yield from (Text(name), Padding(why, (0, 0, 0, 2)))
        return
    table = Table(box=None, pad_edge=False, show_header=False, padding=(0, 2, 0, 0))
    table.add_column("name", max_width=30)
    table.add_column("why", ratio=1)
    for name, why in told:
        table.add_row(name, why)
    yield table


def _clock(seconds: int) -> str:
    minutes, rest = divmod(seconds, 60)
    return f"{minutes}:{rest:02d}"
