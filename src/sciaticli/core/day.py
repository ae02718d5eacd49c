"""Which day a moment belongs to: the journal's day begins at the rollover, 04:00 unless set."""

from datetime import date, datetime, time, timedelta

ROLLOVER = time(4, 0)


def journal_day(moment: datetime, rollover: time = ROLLOVER) -> date:
    """Return the day of a moment, by what the wall clock said: 03:59 belongs to the day before.

    The naive wall time decides, so a night with a clock change has the same two days as any other.
    """
    wall = moment.replace(tzinfo=None)
    return (wall - timedelta(hours=rollover.hour, minutes=rollover.minute)).date()
