"""Charts of letters: pain as braille dots, how far down as a grid, sessions as a calendar.

All share one time axis, and each can be read without colour.
"""

from __future__ import annotations

from datetime import timedelta
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from rich.text import Text

from sciaticli.core.progress.adherence import DayMark
from sciaticli.core.progress.sentences import day_words
from sciaticli.core.record.entries import Distal

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from sciaticli.core.progress.summary import Day, Summary

# Mid-tones: at least 3:1 against black and against white.
LEG, BACK, FAINT, DONE, FLARE = "#d97706", "#3b82c4", "#8a8a8a", "#2f9e44", "#c2410c"
MARGIN = 9
TOP = 10
CELL_WIDE, CELL_HIGH = 2, 4
BRAILLE = 0x2800
BITS = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))
MARKS = {DayMark.FULL: "■", DayMark.PART: "▪", DayMark.EXCUSED: "~", DayMark.FREE: "·"}
MARK_STYLES = {DayMark.FULL: DONE, DayMark.PART: DONE, DayMark.EXCUSED: FLARE, DayMark.FREE: FAINT}
WEEKDAYS = ("Mon", "", "Wed", "", "Fri", "", "Sun")


class Series(NamedTuple):
    """A pain of every day of a period: its name, its colour, the scores and their 7-day medians."""

    name: str
    style: str
    scores: Sequence[int | None]
    medians: Sequence[float | None]


def pain_chart(series: Series, width: int, height: int = 7) -> Text:
    """Return 0 to 10 over time: a dot a day, the 7-day median as a line, its gaps left open."""
    wide = width - MARGIN
    line, dots = _Canvas(wide, height), _Canvas(wide, height)
    before: tuple[int, int] | None = None
    for number, (score, median) in enumerate(zip(series.scores, series.medians, strict=True)):
        x = _place(number, len(series.scores), line.dots_wide)
        if score is not None:
            dots.dot(x, dots.level(score))
        here = None if median is None else (x, line.level(median))
        if here is not None:
            line.line(before or here, here)
        before = here
    labels = {0: "10", 1: series.name, height // 2: "5", height - 1: "0"}
    chart = Text()
    for row in range(height):
        label = labels.get(row, "")
        chart.append(f"{label:>{MARGIN - 2}} ", series.style if label == series.name else FAINT)
        chart.append("│", FAINT)
        cells = zip(line.cells[row], dots.cells[row], strict=True)
        # a style a stretch: one a cell is most of what the page costs, and of its bytes
        for is_line, stretch in groupby(cells, key=lambda cell: cell[0] != 0):
            signs = (chr(BRAILLE + (drawn | dot)) if drawn | dot else " " for drawn, dot in stretch)
            chart.append("".join(signs), series.style if is_line else FAINT)
        chart.append("\n")
    return chart


def time_axis(summary: Summary, width: int) -> Text:
    """Return the axis under the charts: flare-ups above the dates."""
    wide = width - MARGIN
    axis = Text()
    if summary.flares:
        row = [" "] * wide
        for number, day in enumerate(summary.days):
            if day.flare:
                row[_place(number, len(summary.days), wide)] = "▲"
        axis.append(f"{'flare':>{MARGIN - 2}}  {''.join(row).rstrip()}\n", FLARE)
    dates = [" "] * wide
    free = 0
    for number in range(0, len(summary.days), 7):
        label = day_words(summary.days[number].day)
        start = _place(number, len(summary.days), wide)
        if start >= free and start + len(label) <= wide:
            dates[start : start + len(label)] = label
            free = start + len(label) + 2
    return axis.append(" " * MARGIN + "".join(dates).rstrip() + "\n", FAINT)


def reach_chart(days: Sequence[Day], width: int) -> Text:
    """Return how far down it was felt: a row a site, the spine on top, a mark a day."""
    seen = {day.down for day in days if day.down is not None}
    levels = [site.level for site in seen]
    chart = Text()
    for site in Distal:
        if not levels or not min(levels) <= site.level <= max(levels):
            continue
        row = [" "] * (width - MARGIN)
        for number, day in enumerate(days):
            if day.down is site:
                row[_place(number, len(days), width - MARGIN)] = "●"
        label = "nowhere" if site is Distal.NONE else str(site)
        chart.append(f"{label:>{MARGIN - 2}} │", FAINT).append("".join(row).rstrip() + "\n", LEG)
    return chart


def calendar(summary: Summary, width: int) -> Text:
    """Return the sessions as a calendar, a column a week from Monday on; the months stand on top."""
    weeks = _calendar_weeks(summary.days)
    gap = " " if len(weeks) * 2 + MARGIN <= width else ""
    chart = Text()
    chart.append(" " * MARGIN + _months(weeks, gap) + "\n", FAINT)
    for weekday, label in enumerate(WEEKDAYS):
        chart.append(f"{label:>{MARGIN - 2}}  ", FAINT)
        for week in weeks:
            day = week[weekday]
            chart.append((MARKS[day.mark] if day else " ") + gap, MARK_STYLES[day.mark] if day else "")
        chart.append("\n")
    return chart


def calendar_key(summary: Summary) -> str:
    """Return what the marks mean, of those that stand in the calendar."""
    words = {
        DayMark.FULL: "session",
        DayMark.PART: "part of one",
        DayMark.EXCUSED: "flare or other reason",
        DayMark.FREE: "free",
    }
    seen = {day.mark for day in summary.days}
    return "   ".join(f"{MARKS[mark]} {meaning}" for mark, meaning in words.items() if mark in seen)


class _Canvas:
    """A grid of braille cells, 2 dots wide and 4 high; y counts up from the bottom."""

    def __init__(self, columns: int, rows: int) -> None:
        self.dots_wide, self.dots_high = columns * CELL_WIDE, rows * CELL_HIGH
        self.cells = [[0] * columns for _ in range(rows)]

    def level(self, value: float) -> int:
        """Return the height of a score from 0 to 10."""
        return round(value * (self.dots_high - 1) / TOP)

    def dot(self, x: int, y: int) -> None:
        """Set one dot."""
        from_top = self.dots_high - 1 - y
        self.cells[from_top // CELL_HIGH][x // CELL_WIDE] |= BITS[from_top % CELL_HIGH][x % CELL_WIDE]

    def line(self, start: tuple[int, int], end: tuple[int, int]) -> None:
        """Set the dots from one point to another."""
        (x1, y1), (x2, y2) = start, end
        steps = max(abs(x2 - x1), abs(y2 - y1), 1)
        for step in range(steps + 1):
            self.dot(round(x1 + (x2 - x1) * step / steps), round(y1 + (y2 - y1) * step / steps))


def _place(number: int, count: int, wide: int) -> int:
    return number * (wide - 1) // max(count - 1, 1)


def _calendar_weeks(days: Sequence[Day]) -> list[list[Day | None]]:
    by_day = {day.day: day for day in days}
    monday = days[0].day - timedelta(days=days[0].day.weekday())
    weeks = []
    while monday <= days[-1].day:
        weeks.append([by_day.get(monday + timedelta(days=number)) for number in range(7)])
        monday += timedelta(days=7)
    return weeks


def _months(weeks: Sequence[Sequence[Day | None]], gap: str) -> str:
    """Return month names over the columns in which a month is first seen, where there is room."""
    line = ""
    seen = None
    for column, week in enumerate(weeks):
        day: date = next(day.day for day in week if day)
        start = column * (1 + len(gap))
        if day.month != seen and start >= len(line) + bool(line):
            line = line.ljust(start) + f"{day:%b}"
        seen = day.month
    return line


def joined(parts: Iterable[Text]) -> Text:
    """Return texts one under the other, without an empty line at the end."""
    text = Text().join(parts)
    text.rstrip()
    return text
