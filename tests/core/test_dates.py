"""Moments as people type them, and days, also in the nights when clocks change."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sciaticli.core.dates import at_wall, fixed, journal_day, parse_when
from sciaticli.core.errors import UsageError

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 11, 22, 18, 0, tzinfo=BERLIN)
NAIVE_YEAR = datetime.fromisoformat("2026-01-01T00:00")
NAIVE_NOW = datetime.fromisoformat("2026-11-20T00:00")
SPRING = date(2026, 3, 29)
AUTUMN = date(2026, 10, 25)


def when(text: str, now: datetime = NOW) -> str:
    return parse_when(text, now, BERLIN).isoformat()


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("08:30", "2026-11-22T08:30:00+01:00"),
        ("today 08:30", "2026-11-22T08:30:00+01:00"),
        ("Yesterday", "2026-11-21T12:00:00+01:00"),
        ("yesterday 21:00", "2026-11-21T21:00:00+01:00"),
        ("-2d", "2026-11-20T18:00:00+01:00"),
        ("-90m", "2026-11-22T16:30:00+01:00"),
        ("-3h", "2026-11-22T15:00:00+01:00"),
        ("2026-11-20", "2026-11-20T12:00:00+01:00"),
        ("2026-11-20 21:00", "2026-11-20T21:00:00+01:00"),
        ("2026-11-20T21:00", "2026-11-20T21:00:00+01:00"),
        ("2026-11-20t21:00:30z", "2026-11-20T21:00:30+00:00"),
        ("2026-07-01", "2026-07-01T12:00:00+02:00"),
        ("18:00", "2026-11-22T18:00:00+01:00"),
        ("8:30", "2026-11-22T08:30:00+01:00"),
        ("yesterday 8:30", "2026-11-21T08:30:00+01:00"),
        ("Monday", "2026-11-16T12:00:00+01:00"),
        ("mon 7:15", "2026-11-16T07:15:00+01:00"),
        ("sunday 7:15", "2026-11-22T07:15:00+01:00"),
        ("last sunday 21:00", "2026-11-15T21:00:00+01:00"),
        ("3 days ago", "2026-11-19T18:00:00+01:00"),
        ("a week ago 8:30", "2026-11-15T08:30:00+01:00"),
        ("90 minutes ago", "2026-11-22T16:30:00+01:00"),
        ("an hour ago", "2026-11-22T17:00:00+01:00"),
    ],
)
def test_it_understands(text: str, moment: str) -> None:
    assert when(text) == moment


def test_today_before_noon_is_now() -> None:
    morning = NOW.replace(hour=8)
    assert when("today", morning) == "2026-11-22T08:00:00+01:00"


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "soon",
        "tomorrow",
        "-2w",
        "-d",
        "--2d",
        "25:00",
        "8.30",
        "mond",
        "last",
        "last yesterday",
        "two days ago",
        "3 moons ago",
        "days ago",
        "3 hours ago 8:30",
        "2026-13-01",
        "-99999999999d",
        "yesterday at 8:00 pm",
    ],
)
def test_it_says_what_it_does_not_understand(text: str) -> None:
    with pytest.raises(UsageError, match="does not understand") as caught:
        when(text)
    assert "08:30" in caught.value.hint


@pytest.mark.parametrize(
    "text", ["18:01", "2026-11-23", "2027-01-01T00:00", "-0d 19:00", "today 23:59", "--1d"]
)
def test_the_future_is_refused(text: str) -> None:
    with pytest.raises(UsageError):
        when(text)


def test_the_future_is_told_how_to_say_last_night() -> None:
    with pytest.raises(UsageError, match="still to come") as caught:
        when("23:00", datetime(2026, 11, 22, 0, 30, tzinfo=BERLIN))
    assert "yesterday" in caught.value.hint


def test_an_hour_that_came_twice_is_the_later_one_once_it_is_over() -> None:
    wall = datetime.combine(AUTUMN, time(2, 30))
    after = datetime(2026, 10, 25, 9, 0, tzinfo=BERLIN)
    between = datetime(2026, 10, 25, 2, 45, tzinfo=BERLIN, fold=0)
    assert at_wall(wall, BERLIN, after).isoformat() == "2026-10-25T02:30:00+01:00"
    assert at_wall(wall, BERLIN, between).isoformat() == "2026-10-25T02:30:00+02:00"


def test_an_hour_left_out_moves_on() -> None:
    assert when("2026-03-29T02:30") == "2026-03-29T03:30:00+02:00"


def test_yesterday_is_a_day_by_the_wall_and_an_hour_is_time_passed() -> None:
    sunday = datetime(2026, 3, 29, 8, 0, tzinfo=BERLIN)
    assert when("-1d", sunday) == "2026-03-28T08:00:00+01:00"
    assert when("-24h", sunday) == "2026-03-28T07:00:00+01:00"


@given(st.datetimes(NAIVE_YEAR, NAIVE_NOW))
def test_a_full_moment_comes_back_as_it_was(wall: datetime) -> None:
    moment = fixed(wall.replace(tzinfo=UTC), BERLIN)
    assert parse_when(moment.isoformat(), NOW, BERLIN) == moment


@given(st.datetimes(NAIVE_YEAR, NAIVE_NOW), st.integers(0, 300))
def test_days_ago_land_that_many_days_ago(wall: datetime, days: int) -> None:
    now = fixed(wall.replace(tzinfo=UTC), BERLIN)
    asked = now.replace(tzinfo=None) - timedelta(days=days)
    found = parse_when(f"-{days}d", now, BERLIN).replace(tzinfo=None)
    assert found - asked in (timedelta(0), timedelta(hours=1))  # an hour left out in spring


@pytest.mark.parametrize("day", [SPRING, AUTUMN, date(2026, 11, 22)])
def test_the_day_begins_at_four_on_every_morning(day: date) -> None:
    for clock, expected in ((time(3, 59, 59), day - timedelta(1)), (time(4), day)):
        moment = at_wall(datetime.combine(day, clock), BERLIN, NOW)
        assert journal_day(moment) == expected


def test_yesterday_after_midnight_is_the_day_that_has_just_ended() -> None:
    night = datetime(2026, 11, 22, 1, 30, tzinfo=BERLIN)
    assert journal_day(parse_when("yesterday", night, BERLIN)) == date(2026, 11, 21) == journal_day(night)


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2026, 3, 2, 3, 59, 59, tzinfo=BERLIN), date(2026, 3, 1)),
        (datetime(2026, 3, 2, 4, 0, tzinfo=BERLIN), date(2026, 3, 2)),
        (datetime(2026, 3, 29, 3, 59, 59, tzinfo=BERLIN), date(2026, 3, 28)),
        (datetime(2026, 3, 29, 4, 0, tzinfo=BERLIN), date(2026, 3, 29)),
        (datetime(2026, 10, 25, 2, 30, tzinfo=BERLIN, fold=0), date(2026, 10, 24)),
        (datetime(2026, 10, 25, 2, 30, tzinfo=BERLIN, fold=1), date(2026, 10, 24)),
        (datetime(2026, 10, 25, 4, 0, tzinfo=BERLIN), date(2026, 10, 25)),
    ],
)
def test_the_day_begins_at_four_by_the_wall_clock(moment: datetime, day: date) -> None:
    assert journal_day(moment) == day


def test_the_rollover_can_be_set() -> None:
    assert journal_day(datetime(2026, 3, 2, 0, 30, tzinfo=BERLIN), time(0, 15)) == date(2026, 3, 2)
    assert journal_day(datetime(2026, 3, 2, 0, 10, tzinfo=BERLIN), time(0, 15)) == date(2026, 3, 1)
