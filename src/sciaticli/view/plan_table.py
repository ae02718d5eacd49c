"""The day's plan as it is drawn. Apart from the lines: drawing loads Rich, a third of a small command."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Group
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from sciaticli.view.plan import notes_of, rest_of, rows_of, title_of, total_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rich.console import RenderableType

    from sciaticli.core.plan import Plan
    from sciaticli.view.plan import Row


def plan_table(plan: Plan, names: Mapping[str, str] | None = None, most: int | None = None) -> RenderableType:
    """Return the plan as a table; with `names` (id to name) also what was left out, at most `most` of it."""
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
        parts += _left_out(plan, names, most)
    return Group(*parts)


def _what(row: Row) -> Text:
    what = Text.assemble((row.name, "bold"), f"  {row.dose}\n", (row.because, "dim"))
    for caution in row.cautions:
        what.append(f"\nTake care: {caution}", style="magenta")
    return what


def _left_out(plan: Plan, names: Mapping[str, str], most: int | None) -> list[RenderableType]:
    table = Table(box=None, pad_edge=False, show_header=False, padding=(0, 2, 0, 0))
    table.add_column("name", max_width=30)
    table.add_column("why", ratio=1)
    for out in plan.left_out[:most]:
        table.add_row(names.get(out.exercise, out.exercise), Text(out.because, style="dim"))
    rest = [Text(line, style="dim") for line in rest_of(plan, most)]
    return [Text("\nLeft out today", style="bold"), table, *rest]


def _clock(seconds: int) -> str:
    minutes, rest = divmod(seconds, 60)
    return f"{minutes}:{rest:02d}"
