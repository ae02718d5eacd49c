"""`progress` as it is drawn: one sentence, then charts on one time axis."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Group
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from sciaticli.core.progress.sentences import (
    adherence_words,
    facts,
    headline,
    period_words,
    sentence,
    total_words,
)
from sciaticli.view.charts import (
    BACK,
    DONE,
    FAINT,
    FLARE,
    LEG,
    Series,
    calendar,
    calendar_key,
    joined,
    pain_chart,
    reach_chart,
    time_axis,
)
from sciaticli.view.progress import NO_CAUSE, name_of
from sciaticli.view.strands import KEY, path_marks, place_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from rich.console import RenderableType

    from sciaticli.core.progress.responses import ExerciseResponse
    from sciaticli.core.progress.strand_places import StrandPlace
    from sciaticli.core.progress.summary import Summary

WIDEST = 160
SIDE_BY_SIDE = 112
ROWS = 8


def progress_page(summary: Summary, names: Mapping[str, str], width: int) -> RenderableType:
    """Return the whole view, `width` columns wide; `names` are exercise names by id."""
    width = min(width, WIDEST)
    heading = Text(f"{period_words(summary.first, summary.last)}: {headline(summary)}")
    parts: list[RenderableType] = [heading, Text(sentence(summary), "bold")]
    if summary.is_empty:
        return Group(*parts)
    if summary.logged:
        parts += [
            _heading("Pain, 0 to 10", "a dot a day, the line is the 7-day median"),
            _charts(summary, width),
        ]
    parts += _lower_half(summary, names, width)
    if told := facts(summary):
        parts += [_heading("What else the record says")]
        parts += [Padding(Text(fact), (0, 0, 0, 2)) for fact in told]
    return Group(*parts)


def strand_table(places: Iterable[StrandPlace], names: Mapping[str, str]) -> RenderableType:
    """Return the paths of the programme, a mark a stage, with the words beside them."""
    table = Table(box=None, pad_edge=False, show_header=False, padding=(0, 2, 0, 0))
    table.add_column("strand", no_wrap=True, style="bold")
    table.add_column("path", no_wrap=True, style="cyan")
    table.add_column("words", ratio=1)
    for place in places:
        table.add_row(place.name, path_marks(place), place_words(place, names))
    return Group(table, Text(KEY, "dim"))


def _charts(summary: Summary, width: int) -> RenderableType:
    """Return the pain charts that have anything to show, and how far down, over one axis."""
    days = summary.days
    leg = Series("leg", LEG, [day.leg for day in days], [day.leg_median for day in days])
    back = Series("back", BACK, [day.back for day in days], [day.back_median for day in days])
    drawn = [pain_chart(each, width) for each in (leg, back) if any(s is not None for s in each.scores)]
    apart = [part for chart in drawn for part in (Text("\n"), chart)][1:]
    charts: list[RenderableType] = [joined((*apart, time_axis(summary, width)))]
    if any(day.down for day in days):
        charts += [_heading("How far down the leg", "a mark a day"), joined([reach_chart(days, width)])]
    return Group(*charts)


def _lower_half(summary: Summary, names: Mapping[str, str], width: int) -> list[RenderableType]:
    """Return sessions and, where there are any, answers, side by side where there is room."""
    rows = [row for row in summary.exercises if row.says_enough]
    if not rows:
        return [_heading("Sessions", adherence_words(summary)), _sessions(summary, width)]
    is_wide = width >= SIDE_BY_SIDE and len(summary.weeks) * 2 < width // 2
    half = width // 2 - 2 if is_wide else width
    left = Group(_heading("Sessions", adherence_words(summary)), _sessions(summary, half))
    right = Group(_heading("How your leg answered"), _answers(rows, names))
    if not is_wide:
        return [left, right]
    grid = Table.grid(expand=False, padding=(0, 4, 0, 0))
    grid.add_column(width=half)
    grid.add_column()
    grid.add_row(left, right)
    return [grid]


def _sessions(summary: Summary, width: int) -> RenderableType:
    key = Padding(Text(calendar_key(summary), FAINT), (0, 0, 0, 2))
    return Group(joined([calendar(summary, width)]), key, Padding(Text(total_words(summary)), (0, 0, 0, 2)))


def _answers(rows: Sequence[ExerciseResponse], names: Mapping[str, str]) -> RenderableType:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style=FAINT)
    table.add_column("  exercise")
    for heading, style in (("better", DONE), ("same", ""), ("worse", FLARE), ("went lower", FLARE)):
        table.add_column(heading, justify="right", style=style)
    for row in rows if len(rows) <= ROWS else [*rows[: ROWS // 2], *rows[-ROWS // 2 :]]:
        counts = (row.better, row.same, row.worse, row.lower)
        table.add_row(f"  {name_of(row, names)}", *(str(count) if count else "·" for count in counts))
    left_out = len(rows) - ROWS
    note = f"{NO_CAUSE} {left_out} more are in --json." if left_out > 0 else NO_CAUSE
    return Group(table, Padding(Text(note, FAINT), (0, 0, 0, 2)))


def _heading(words: str, detail: str = "") -> Text:
    heading = Text().append(f"\n{words}", "bold")
    return heading.append(f"  {detail}", FAINT) if detail else heading
