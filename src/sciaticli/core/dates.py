"""Moments and days: what a person types, what a wall clock shows, and which day a moment belongs to."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo

from sciaticli.core.errors import UsageError
from sciaticli.core.text import from_outside

DAY, WEEK, FORTNIGHT = timedelta(days=1), timedelta(days=7), timedelta(days=14)
DAYS_A_WEEK = 7
NOON = time(12)
ROLLOVER = time(4, 0)
_ISO_DATE = len("2026-11-20")
EARLIEST = 1900  # a year far back is a slip of the pen, and before the first the clock has no zone
FORMS = "yesterday, 08:30, monday 21:00, 3 days ago, -2d, -3h, 2026-11-20, 2026-11-20T21:00"
UNITS = {"d": timedelta(days=1), "h": timedelta(hours=1), "m": timedelta(minutes=1)}
UNITS |= {"day": UNITS["d"], "hour": UNITS["h"], "minute": UNITS["m"], "week": timedelta(weeks=1)}
DAY_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
WEEKDAYS = tuple(name[:3] for name in DAY_NAMES)


def parse_when(text: str, now: datetime, zone: tzinfo) -> datetime:
    """Return the aware moment that `text` names, in `zone`; a day without a time of day is its noon.

    Noon, because it lies in that day whatever the rollover. Raises UsageError when the words mean
    nothing, or a moment that is still to come.
    """
    try:
        words = " ".join(from_outside(text).lower().split())
        moment = _moment(words, now.astimezone(zone), zone)
        if moment.year < EARLIEST:
            raise UsageError(f"--at {text} is before {EARLIEST}.", f"Write it like one of: {FORMS}")
    except (ValueError, KeyError, OverflowError) as error:
        raise UsageError(f"--at does not understand '{text}'.", f"Write it like one of: {FORMS}") from error
    if moment.astimezone(UTC) > now.astimezone(UTC):
        raise UsageError(
            f"--at {text} is still to come (it is now {now:%H:%M} on {now:%Y-%m-%d}).",
            "To say yesterday evening, write: --at 'yesterday 21:00'",
        )
    return moment


def parse_stamp(text: str, now: datetime, zone: tzinfo) -> datetime:
    """Return the moment of a date in somebody's table: a whole date, with a time and an offset or without.

    Words that depend on the day of reading mean nothing there. Raises UsageError.
    """
    words = from_outside(text).strip()
    date_part = words[:_ISO_DATE].replace("/", "-")
    if not (date_part[:4].isdecimal() and date_part[4:5] == "-"):
        raise UsageError(f"'{text}' is not a date as 2026-11-20. To name another form: --date-format")
    try:
        return parse_when(date_part + words[_ISO_DATE:], now, zone)
    except UsageError as error:
        raise UsageError(error.message.removeprefix("--at "), error.hint) from error


def past_day(text: str, today: date) -> date:
    """Return the day that `text` names: a date, `yesterday`, a weekday's newest one, `3 days ago`.

    Raises ValueError, KeyError or OverflowError when the words mean no day.
    """
    match from_outside(text).lower().split():
        case [number, ("day" | "days" | "week" | "weeks") as unit, "ago"]:
            count = "1" if number in ("a", "an") else number
            return today - UNITS[unit.removesuffix("s")] * int(count)
        case words:
            return _day(words, today)


def at_wall(wall: datetime, zone: tzinfo, latest: datetime) -> datetime:
    """Return when a wall clock in `zone` showed `wall`, which has no zone of its own.

    An hour that came twice is the later one that is not after `latest`; an hour that was left out
    in spring is moved on by what was left out.
    """
    first, second = (wall.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1))
    return fixed(second if first < second <= latest.astimezone(UTC) else first, zone)


def fixed(moment: datetime, zone: tzinfo | None = None) -> datetime:
    """Return the moment with the offset the clock had then, and no more: moments then subtract truly."""
    local = (moment.astimezone(zone) if zone else moment).replace(microsecond=0)
    return local.replace(tzinfo=timezone(local.utcoffset() or timedelta()), fold=0)


def _moment(words: str, now: datetime, zone: tzinfo) -> datetime:
    match words.split():
        case [number, unit, "ago"]:
            return _ago(number, unit.removesuffix("s"), now, zone)
        case [number, ("day" | "days" | "week" | "weeks") as unit, "ago", clock]:
            then = _ago(number, unit.removesuffix("s"), now, zone)
            return _as_said(datetime.combine(then.date(), _clock(clock)), zone, now)
        case [word] if word.startswith("-"):
            return _ago(word[1:-1], word[-1], now, zone)
        case [word] if "t" in word and word[0].isdecimal():
            return _as_said(datetime.fromisoformat(word.upper()), zone, now)
        case [*day, clock] if ":" in clock:
            return _as_said(datetime.combine(_day(day or ["today"], now.date()), _clock(clock)), zone, now)
        case day:
            noon = at_wall(datetime.combine(_day(day, now.date()), NOON), zone, now)
            return now if now.date() == noon.date() and now < noon else noon


def _clock(text: str) -> time:
    """Return a time of day; 8:30 is 08:30."""
    return time.fromisoformat(f"0{text}" if text[1:2] == ":" else text.upper())


def _as_said(moment: datetime, zone: tzinfo, now: datetime) -> datetime:
    """Return a moment with the offset that was written beside it, else with that of the zone."""
    return at_wall(moment, zone, now) if moment.tzinfo is None else fixed(moment, moment.tzinfo)


def _ago(number: str, unit: str, now: datetime, zone: tzinfo) -> datetime:
    """Days go by the wall clock, so that -1d over a clock change is the same hour; hours by time passed."""
    count = "1" if number in ("a", "an") else number
    if not count.isdecimal():
        raise ValueError(number)
    back = UNITS[unit] * int(count)
    if UNITS[unit] >= timedelta(days=1):
        return at_wall(now.replace(tzinfo=None) - back, zone, now)
    return fixed(now.astimezone(UTC) - back, zone)


def _day(words: list[str], today: date) -> date:
    """Return a day: today, yesterday, a date, or the newest one of a weekday's name, today among them."""
    match words:
        case ["today"]:
            return today
        case ["yesterday"]:
            return today - DAY
        case ["last", word] if word[:3] in WEEKDAYS:
            return _weekday(word, today - DAY)
        case [word] if word[:3] in WEEKDAYS:
            return _weekday(word, today)
        case [word]:
            return date.fromisoformat(word)
        case _:
            raise ValueError(words)


def _weekday(word: str, latest: date) -> date:
    number = WEEKDAYS.index(word[:3])
    if word not in (word[:3], DAY_NAMES[number]):
        raise ValueError(word)
    return latest - timedelta(days=(latest.weekday() - number) % 7)


def days_from(first: date, last: date) -> list[date]:
    """Return each day from the first to the last, both included."""
    return [first + number * DAY for number in range((last - first).days + 1)]


def journal_day(moment: datetime, rollover: time = ROLLOVER) -> date:
    """Return the day of a moment, by what the wall clock said: 03:59 belongs to the day before.

    The naive wall time decides, so a night with a clock change has the same two days as any other.
    """
    wall = moment.replace(tzinfo=None)
    return (wall - timedelta(hours=rollover.hour, minutes=rollover.minute)).date()
