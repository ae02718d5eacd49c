"""What daily pain scores can carry: medians, week means, and whether two weeks differ by more than noise.

A single day against another says nothing: for a stable person two days differ by up to 3 or 4 points.
"""

from collections.abc import Mapping
from datetime import date
from itertools import pairwise
from math import sqrt

from msgspec import Struct, UnsetType

from sciaticli.core.averages import line, mean, median, variance
from sciaticli.core.dates import DAY, WEEK, days_from
from sciaticli.core.record.day_logs import known, site
from sciaticli.core.record.entries import Distal, Pain
from sciaticli.core.record.history import History
from sciaticli.core.record.measures import is_backfilled

ENOUGH_FOR_MEDIAN = 4
ENOUGH_FOR_MEAN = 5  # the mean of 5 daily ratings reaches an ICC above .90 (Heapy 2014)
USUAL_AUTOCORRELATION = 0.3
ENOUGH_FOR_AUTOCORRELATION = 21
MOST_AUTOCORRELATION = 0.8
LEAST_CHANGE = 1.0
CERTAIN = 2.2  # 95 % of Student's t at 10 to 12 degrees: two weeks of days, their spread itself estimated

Scores = Mapping[date, int]


class DayScore(Struct, frozen=True, kw_only=True):
    """One day's worst pain of 24 hours, 0-10, and the furthest site felt; `late` when written a day after."""

    leg: int | None = None
    back: int | None = None
    down: Distal | None = None
    late: bool = False


class WeekChange(Struct, frozen=True, kw_only=True):
    """Two weeks compared, each by the mean of at least 5 days; medians are for showing.

    `noise` is how far two such weeks may differ by chance, in points; `logged` the days of the 14.
    """

    before: float
    after: float
    before_median: float
    after_median: float
    first_week: date
    last_week: date
    logged: int
    noise: float

    @property
    def difference(self) -> float:
        """Points gained (worse) or lost (better)."""
        return self.after - self.before

    @property
    def is_clear(self) -> bool:
        """True when the weeks differ by more than chance would make them (95 %), and by over a point."""
        return abs(self.difference) > self.noise

    @property
    def is_meaningful(self) -> bool:
        """True for a clear fall of 30 % and 2 points, or 1 point from below 5 (Ostelo 2008, Salaffi 2004)."""
        least = 2.0 if self.before >= 5 else 1.0  # noqa: PLR2004 - the middle of the scale
        fall = -self.difference
        return self.is_clear and fall >= least and fall >= 0.3 * self.before


def day_scores(history: History, since: date = date.min) -> dict[date, DayScore]:
    """Return each day's score: the latest 24-hour entry counts, the furthest site, never another window."""
    by_day: dict[date, list[Pain]] = {}
    for pain in history.pains:
        if pain.day >= since and pain.window == "24h":
            by_day.setdefault(pain.day, []).append(pain)
    return {day: _score(pains) for day, pains in by_day.items()}


def rolling_median(scores: Scores, day: date) -> float | None:
    """Return the median of the 7 days up to `day`, None (a gap) with fewer than 4 of them logged."""
    found = _week(scores, day)
    return median(found) if len(found) >= ENOUGH_FOR_MEDIAN else None


def week_mean(scores: Scores, last: date) -> float | None:
    """Return the mean of the 7 days up to `last`, None with fewer than 5 of them logged."""
    found = _week(scores, last)
    return mean(found) if len(found) >= ENOUGH_FOR_MEAN else None


def compare(scores: Scores, first: date, last: date) -> WeekChange | None:
    """Compare the week ending on `last` with the earliest whole week from `first` on.

    Weeks are counted back from `last`, so that every weekday weighs the same. None when there are
    not two weeks with at least 5 days logged.
    """
    ends = [last - back * WEEK for back in range((last - first) // WEEK, -1, -1)]
    whole = [end for end in ends if end - WEEK + DAY >= first and week_mean(scores, end) is not None]
    if len(whole) < 2 or whole[-1] != last:  # noqa: PLR2004 - two weeks make a comparison
        return None
    one, two = _week(scores, whole[0]), _week(scores, last)
    error = standard_error(one, two, autocorrelation(scores, first, last))
    return WeekChange(
        before=mean(one),
        after=mean(two),
        before_median=median(one),
        after_median=median(two),
        first_week=whole[0],
        last_week=last,
        logged=len(one) + len(two),
        noise=max(LEAST_CHANGE, CERTAIN * error),
    )


def standard_error(one: list[int], two: list[int], r: float) -> float:
    """Return the standard error of the difference of two weeks' means, from their pooled spread.

    SE = s * sqrt((1/n1 + 1/n2) * (1 + r) / (1 - r)), with r the correlation of one day with the next.
    """
    spread = ((len(one) - 1) * variance(one) + (len(two) - 1) * variance(two)) / (len(one) + len(two) - 2)
    return sqrt(spread * (1 / len(one) + 1 / len(two)) * (1 + r) / (1 - r))


def autocorrelation(scores: Scores, first: date, last: date) -> float:
    """Return how much a day is like the day before, 0.3 to 0.8; 0.3 with fewer than 21 days logged.

    Taken about the straight line through the scores: a steady change is not noise. Limits are our
    choice: never below the usual 0.3, which two weeks are too short to disprove, and the error has
    no bound near 1.
    """
    days = sorted(day for day in scores if first <= day <= last)
    if len(days) < ENOUGH_FOR_AUTOCORRELATION:
        return USUAL_AUTOCORRELATION
    rest = _about_line({day: scores[day] for day in days})
    pairs = [(rest[one], rest[two]) for one, two in pairwise(days) if two - one == DAY]
    spread = mean([value * value for value in rest.values()])
    if spread == 0 or not pairs:
        return USUAL_AUTOCORRELATION
    return min(
        max(mean([one * two for one, two in pairs]) / spread, USUAL_AUTOCORRELATION), MOST_AUTOCORRELATION
    )


def _score(pains: list[Pain]) -> DayScore:
    """Later entries win, score by score; of the sites the furthest counts."""
    leg = back = None
    for pain in pains:
        here = None if isinstance(pain.leg, UnsetType) else known(pain.leg.worst)
        there = None if isinstance(pain.back, UnsetType) else known(pain.back.worst)
        leg, back = leg if here is None else here, back if there is None else there
    sites = [found for pain in pains if pain.leg and (found := site(pain.leg.distal)) is not None]
    return DayScore(
        leg=leg,
        back=back,
        down=max(sites, key=lambda found: found.level, default=None),
        late=all(is_backfilled(pain) for pain in pains),
    )


def _week(scores: Scores, last: date) -> list[int]:
    return [scores[day] for day in days_from(last - WEEK + DAY, last) if day in scores]


def _about_line(scores: Scores) -> dict[date, float]:
    """Return each score less the straight line through all of them (least squares)."""
    days = list(scores)
    xs = [(day - days[0]).days for day in days]
    slope, start = line(xs, list(scores.values()))
    return {day: scores[day] - start - slope * x for x, day in zip(xs, days, strict=True)}
