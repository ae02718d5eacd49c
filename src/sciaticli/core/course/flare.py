"""A flare: how long it counts, and when to ask whether this is one. Numbers only prompt the question.

In an app study 68 % of the days that people called a flare had no pain above their average (Costa
2021). The two-day rule asks falsely 0.1 to 0.4 times a month; the other lines are our choice.
"""

from datetime import date

from sciaticli.core.averages import median
from sciaticli.core.course.limits import HIGH_PAIN
from sciaticli.core.dates import DAY, DAYS_A_WEEK, WEEK
from sciaticli.core.record.day_logs import DayLog, known, site
from sciaticli.core.record.entries import PainNow

FLARE_REST = 3  # days from the day of a flare on which only what is gentlest is offered (our choice)
FLARE_EASY = 6  # days from it until doses are whole again and the way back up begins (our choice)
ASK_AGAIN = WEEK
SUDDEN_RISE = 3
LEAST_RISE = 2
FEW = 3

SORER = "Your leg is much sorer than in the last week."
SPREADING = "Your leg is very sore, and the pain has moved further down."
SLEEPLESS = "Pain has cost you two nights of sleep."
TWO_DAYS = "Your leg has been sorer than usual for two days."


def flare_question(day: date, logs: dict[date, DayLog], pain: PainNow | None) -> str | None:
    """Return why to ask about a flare today, in plain words; None without a cause, or asked this week."""
    asked = (day - back * DAY for back in range(ASK_AGAIN.days))
    if any(_was_asked(logs.get(found)) for found in asked):
        return None
    leg = None if pain is None else known(pain.leg)
    today = logs.get(day)
    if leg is None and today is not None:
        leg = today.leg
    return None if leg is None else _cause(day, leg, logs, pain)


def _cause(day: date, leg: int, logs: dict[date, DayLog], pain: PainNow | None) -> str | None:
    before = _legs(day, DAYS_A_WEEK, logs)
    causes = (
        (len(before) >= FEW and leg >= median(before) + SUDDEN_RISE, SORER),
        (leg >= HIGH_PAIN and _spread(day, logs, pain), SPREADING),
        (_lost_nights(day, logs), SLEEPLESS),
        (_two_days_up(day, leg, logs), TWO_DAYS),
    )
    return next((words for holds, words in causes if holds), None)


def _was_asked(log: DayLog | None) -> bool:
    return log is not None and (log.flare or log.flare_asked or log.flare_session)


def _legs(day: date, days: int, logs: dict[date, DayLog]) -> list[int]:
    """Return the known leg pain of the days before `day`."""
    found = (logs.get(day - back * DAY) for back in range(1, days + 1))
    return [log.leg for log in found if log is not None and log.leg is not None]


def _spread(day: date, logs: dict[date, DayLog], pain: PainNow | None) -> bool:
    now = None if pain is None else site(pain.distal)
    before = logs.get(day - DAY)
    return (
        now is not None
        and before is not None
        and before.distal is not None
        and now.level > before.distal.level
    )


def _lost_nights(day: date, logs: dict[date, DayLog]) -> bool:
    nights = [logs.get(day), logs.get(day - DAY)]
    earlier = logs.get(day - 2 * DAY)
    return all(log is not None and log.woken for log in nights) and not (
        earlier is not None and earlier.woken
    )


def _two_days_up(day: date, leg: int, logs: dict[date, DayLog]) -> bool:
    """Two days running at least max(2, 2 MAD) above the median of the fortnight before them."""
    yesterday = logs.get(day - DAY)
    base = _legs(day - DAY, 2 * DAYS_A_WEEK, logs)
    if yesterday is None or yesterday.leg is None or len(base) < FEW:
        return False
    middle = median(base)
    spread = median(abs(found - middle) for found in base)
    line = middle + max(LEAST_RISE, 2 * spread)
    return leg >= line and yesterday.leg >= line
