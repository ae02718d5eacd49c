"""Charts as SVG for the page: shapes tell the series apart, the colours of the page's style only help."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from markupsafe import escape

from sciaticli.core.progress.adherence import DayMark
from sciaticli.core.progress.sentences import day_words, span_words
from sciaticli.core.progress.summary import Day, Summary
from sciaticli.core.record.entries import Distal
from sciaticli.report.parts import site_word
from sciaticli.report.svg import Svg

WIDE = 720
LEFT, RIGHT = 52, 40
TOP, HIGH = 14, 125
CELL = 13
KEY_SIZE = 'width="12" height="12"'
MONTH_COLUMNS, NARROW_WEEKS = 4, 20
MONTH_ROOM = timedelta(days=20)
WEEKDAYS = ("Mon", "", "Wed", "", "Fri", "", "Sun")
MARK_WORDS = {
    DayMark.FULL: "session",
    DayMark.PART: "part of a session",
    DayMark.EXCUSED: "flare-up or other reason",
    DayMark.FREE: "free day",
}


def pain_svg(summary: Summary) -> Svg:
    """Return leg and back pain over time: a mark a day, hollow when written late, and the 7-day medians."""
    days = summary.days
    legs, backs = [day.leg_median for day in days], [day.back_median for day in days]
    parts = [
        *_flare_bands(summary),
        *_scale(),
        *_dates(days, TOP + HIGH + 14),
        *(_leg_dot(days, number) for number, day in enumerate(days) if day.leg is not None),
        *(_back_dot(days, number) for number, day in enumerate(days) if day.back is not None),
        _line(backs, "back"),
        _line(legs, "leg"),
        *_end_labels(legs, backs),
    ]
    return _svg("pain", "Pain, 0 to 10, day by day", _pain_words(summary), (WIDE, TOP + HIGH + 20), parts)


def reach_svg(summary: Summary) -> Svg:
    """Return how far down it was felt: the spine on top, a mark a day."""
    seen = [day.down.level for day in summary.days if day.down is not None]
    sites = [site for site in Distal if seen and min(seen) <= site.level <= max(seen)]
    rows = {site: 10 + 15 * row for row, site in enumerate(sites)}
    parts = [
        f'<text class="tick" x="{LEFT - 8}" y="{y + 4}" text-anchor="end">{site_word(site)}</text>'
        f'<path class="grid" d="M{LEFT} {y}H{WIDE - RIGHT}"/>'
        for site, y in rows.items()
    ]
    parts += [
        f'<circle class="leg-dot" cx="{_x(number, len(summary.days)):.1f}" cy="{rows[day.down]}" r="3"/>'
        for number, day in enumerate(summary.days)
        if day.down is not None
    ]
    words = ". ".join(
        f"Week to {day_words(week.last)}: mostly {site_word(week.usual_site)}"
        for week in summary.weeks
        if week.usual_site is not None
    )
    return _svg("reach", "How far down the leg, day by day", words, (WIDE, 15 * len(sites) + 6), parts)


def calendar_svg(summary: Summary) -> Svg:
    """Return the sessions as a calendar: a column a week from Monday on."""
    first = summary.first - timedelta(days=summary.first.weekday())
    columns = (summary.last - first).days // 7 + 1
    cell = min(CELL, (WIDE - LEFT) / columns)
    parts = [
        f'<text class="tick" x="{LEFT - 8}" y="{20 + row * CELL + 9}" text-anchor="end">{name}</text>'
        for row, name in enumerate(WEEKDAYS)
    ]
    seen: date | None = None
    for day in summary.days:
        column, row = divmod((day.day - first).days, 7)
        x, y = LEFT + column * cell, 20 + row * CELL
        parts.append(_cell(day.mark, x, y, cell - 2))
        if seen is None or (day.day.day == 1 and day.day - seen > MONTH_ROOM):
            parts.append(f'<text class="tick" x="{x:.1f}" y="12">{day.day:%b}</text>')
            seen = day.day
    words = f"{summary.adherence.done} of {summary.adherence.planned} planned sessions done"
    wide = LEFT + max(columns, MONTH_COLUMNS) * cell
    return _svg("sessions", "Sessions, day by day", words, (wide, 20 + 7 * CELL), parts)


def is_narrow(summary: Summary) -> bool:
    """Return whether the calendar leaves half of the page free."""
    return (summary.last - summary.first).days // 7 < NARROW_WEEKS


def calendar_key(summary: Summary) -> Svg:
    """Return what the marks of the calendar mean, each with its mark."""
    seen = {day.mark for day in summary.days}
    marks = (
        f'<span><svg {KEY_SIZE} aria-hidden="true">{_cell(mark, 0.5, 0.5, 11)}</svg> {words}</span>'
        for mark, words in MARK_WORDS.items()
        if mark in seen
    )
    return Svg(" ".join(marks))


def _svg(name: str, title: str, words: str, size: tuple[float, float], parts: Sequence[str]) -> Svg:
    """Return a chart of a width and height; one that is not as wide as the page keeps its size."""
    wide, high = size
    kept = "" if wide == WIDE else f' width="{wide:.0f}"'
    return Svg(
        f'<svg viewBox="0 0 {wide:.0f} {high:.0f}"{kept} role="img" '
        f'aria-labelledby="{name}-title {name}-words">'
        f'<title id="{name}-title">{escape(title)}</title><desc id="{name}-words">{escape(words)}</desc>'
        f"{''.join(parts)}</svg>"
    )


def _scale() -> Iterator[str]:
    for value in range(0, 11, 2):
        y = _y(value)
        yield f'<path class="grid" d="M{LEFT} {y:.1f}H{WIDE - RIGHT}"/>'
        yield f'<text class="tick" x="{LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{value}</text>'


def _dates(days: Sequence[Day], y: float) -> Iterator[str]:
    step = 7 * max(1, len(days) // 7 // 8)
    for number in range(0, len(days) - 3, step):
        x = _x(number, len(days))
        label = day_words(days[number].day)
        yield f'<text class="tick" x="{x:.1f}" y="{y}" text-anchor="middle">{label}</text>'


def _flare_bands(summary: Summary) -> Iterator[str]:
    count = len(summary.days)
    half = (WIDE - LEFT - RIGHT) / max(count - 1, 1) / 2
    for flare in summary.flares:
        start = _x((flare.first - summary.first).days, count) - half
        end = _x((flare.last - summary.first).days, count) + half
        yield f'<rect class="flare" x="{start:.1f}" y="{TOP}" width="{end - start:.1f}" height="{HIGH}"/>'
        yield f'<text class="tick" x="{(start + end) / 2:.1f}" y="10" text-anchor="middle">flare-up</text>'


def _leg_dot(days: Sequence[Day], number: int) -> str:
    x, y = _x(number, len(days)), _y(days[number].leg or 0)
    return f'<circle class="leg-dot{_late(days[number])}" cx="{x:.1f}" cy="{y:.1f}" r="2.4"/>'


def _back_dot(days: Sequence[Day], number: int) -> str:
    x, y = _x(number, len(days)) - 2, _y(days[number].back or 0) - 2
    return f'<rect class="back-dot{_late(days[number])}" x="{x:.1f}" y="{y:.1f}" width="4" height="4"/>'


def _late(day: Day) -> str:
    return " late" if day.late else ""


def _line(medians: Sequence[float | None], name: str) -> str:
    """Return the medians as a path that is broken where there are none."""
    path = ""
    pen_up = True
    for number, value in enumerate(medians):
        if value is not None:
            path += f"{'M' if pen_up else 'L'}{_x(number, len(medians)):.1f} {_y(value):.1f}"
        pen_up = value is None
    return f'<path class="{name}-line" d="{path}"/>' if path else ""


def _end_labels(legs: Sequence[float | None], backs: Sequence[float | None]) -> Iterator[str]:
    """Yield the name of each line at its end, kept apart when the ends meet."""
    leg, back = _last(legs), _last(backs)
    meet = leg is not None and back is not None and abs(leg - back) < 1
    for name, value, shift in (("leg", leg, -6 if meet else 4), ("back", back, 12 if meet else 4)):
        if value is not None:
            y = _y(value) + shift
            yield f'<text class="{name}-word" x="{WIDE - RIGHT + 6}" y="{y:.1f}">{name}</text>'


def _last(medians: Sequence[float | None]) -> float | None:
    return next((value for value in reversed(medians) if value is not None), None)


def _cell(mark: DayMark, x: float, y: float, size: float) -> str:
    """Return a day: filled, filled from below, crossed, or only its outline."""
    inner = size * 0.5
    box = f'<rect class="day" x="{x:.1f}" y="{y:.1f}" width="{size:.1f}" height="{size:.1f}" rx="2"/>'
    match mark:
        case DayMark.FULL:
            return box.replace('"day"', '"day done"')
        case DayMark.PART:
            return (
                f'{box}<rect class="done" x="{x:.1f}" y="{y + inner:.1f}" '
                f'width="{size:.1f}" height="{size - inner:.1f}" rx="1"/>'
            )
        case DayMark.EXCUSED:
            return f'{box}<path class="excused" d="M{x:.1f} {y + size:.1f}L{x + size:.1f} {y:.1f}"/>'
        case DayMark.FREE:
            return box


def _pain_words(summary: Summary) -> str:
    """Return the chart in words, a week at a time."""
    parts = [
        f"Week to {day_words(week.last)}: {_mean('leg', week.leg_mean)}, {_mean('back', week.back_mean)}"
        for week in summary.weeks
    ]
    parts += [f"Flare-up {span_words(flare)}" for flare in summary.flares]
    return ". ".join(parts)


def _mean(name: str, mean: float | None) -> str:
    return f"{name} not known" if mean is None else f"{name} {mean:.1f}"


def _x(number: int, count: int) -> float:
    return LEFT + number * (WIDE - LEFT - RIGHT) / max(count - 1, 1)


def _y(value: float) -> float:
    return TOP + HIGH - value * HIGH / 10
