"""`progress` in plain lines: one sentence, then a line a week."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sciaticli.core.progress.sentences import (
    adherence_words,
    day_words,
    exercise_name,
    facts,
    headline,
    period_words,
    sentence,
    total_words,
)
from sciaticli.core.record.entries import Distal

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sciaticli.core.progress.responses import ExerciseResponse
    from sciaticli.core.progress.summary import Summary, Week

NO_CAUSE = "Counts from your log. They don't show a cause."


def progress_lines(summary: Summary, names: Mapping[str, str]) -> Iterator[str]:
    """Yield the view as lines a screen reader can read: a line a week instead of a chart."""
    yield f"{period_words(summary.first, summary.last)}: {headline(summary)}"
    yield sentence(summary)
    if summary.is_empty:
        return
    yield ""
    yield "Week by week:"
    yield from (f"  {week_words(week)}" for week in summary.weeks)
    yield ""
    yield f"Sessions: {adherence_words(summary)}"
    yield total_words(summary)
    if rows := [row for row in summary.exercises if row.says_enough]:
        yield ""
        yield "How your leg answered:"
        yield from (f"  {_response_words(row, names)}" for row in rows)
        yield f"  {NO_CAUSE}"
    if told := facts(summary):
        yield ""
        yield "What else the record says:"
        yield from (f"  {fact}" for fact in told)


def week_words(week: Week) -> str:
    """Return one week as a sentence of numbers."""
    parts = [f"{week.logged} of 7 days logged"]
    for name, mean in (("leg", week.leg_mean), ("back", week.back_mean)):
        if mean is not None:
            parts.append(f"{name} {mean:.1f}")
    if week.leg_mean is None and week.leg_before is not None:
        parts.append(f"leg before sessions {week.leg_before:g}")
    if week.usual_site is not None:
        site = "nowhere" if week.usual_site is Distal.NONE else str(week.usual_site)
        parts.append(f"felt mostly down to: {site}")
    work = week.adherence
    if work.planned:
        parts.append(
            f"sessions {work.done} of {work.planned}" + (f" and {work.more} more" if work.more else "")
        )
    if work.excused:
        parts.append(f"{work.excused} excused")
    return f"Week to {day_words(week.last)}: {', '.join(parts)}."


def _response_words(row: ExerciseResponse, names: Mapping[str, str]) -> str:
    words = f"{name_of(row, names)}: better {row.better}, same {row.same}, worse {row.worse}"
    return f"{words}, went lower {row.lower}." if row.lower else f"{words}."


def name_of(row: ExerciseResponse, names: Mapping[str, str]) -> str:
    """Return what an exercise is called, of one that is no longer in the catalogue too."""
    return names.get(row.exercise) or exercise_name(row.exercise)
