"""Which day a moment belongs to, also in the nights when clocks change."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from sciaticli.core.day import journal_day

BERLIN = ZoneInfo("Europe/Berlin")


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
