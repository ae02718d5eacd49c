"""What daily scores can carry, each formula against a way of its own to the same number."""

import statistics
from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sciaticli.core.progress.trend import (
    WeekChange,
    autocorrelation,
    compare,
    day_scores,
    rolling_median,
    standard_error,
    week_mean,
)
from sciaticli.core.record.entries import Amend, Distal
from support.journal_made import common, day, history, pain

scores_by_day = st.dictionaries(st.integers(0, 41).map(day), st.integers(0, 10))


def test_the_latest_entry_of_a_day_is_its_score_and_the_furthest_site_its_site() -> None:
    first = pain(0, 7, 3, hour=9, down=Distal.FOOT)
    last = pain(0, 4, hour=21, down=Distal.CALF)
    score = day_scores(history(last, first))[day(0)]
    assert (score.leg, score.back, score.down) == (4, 3, Distal.FOOT)


def test_an_amendment_wins_over_the_entry_and_other_windows_are_left_out() -> None:
    entry = pain(0, 7)
    amend = Amend(**common(0, 22), of=entry.id, set={"leg.worst": 5})
    assert day_scores(history(entry, amend, pain(0, 9, hour=23, window="7d")))[day(0)].leg == 5


def test_an_entry_written_a_day_later_is_marked_late() -> None:
    found = day_scores(history(pain(0, 4), pain(1, 4, late={"hours": 25})))
    assert (found[day(0)].late, found[day(1)].late) == (False, True)


@given(scores_by_day, st.integers(0, 45))
def test_the_rolling_median_is_that_of_its_seven_days_or_a_gap(scores: dict[date, int], number: int) -> None:
    window = [scores[day(n)] for n in range(number - 6, number + 1) if day(n) in scores]
    expected = statistics.median(window) if len(window) >= 4 else None
    assert rolling_median(scores, day(number)) == expected


def test_the_median_ignores_one_bad_day() -> None:
    calm = {day(number): 4 for number in range(7)}
    assert rolling_median(calm | {day(3): 10}, day(6)) == 4


def test_a_week_has_a_mean_from_five_days_on() -> None:
    four = {day(number): 5 for number in range(4)}
    assert week_mean(four, day(6)) is None
    assert week_mean(four | {day(6): 10}, day(6)) == 6.0


def test_the_standard_error_of_two_weeks_worked_by_hand() -> None:
    # sums of squares 10 and 2, together over 7 degrees of freedom: 12/7; (1/5 + 1/4) = 0.45
    error = standard_error([2, 3, 4, 5, 6], [4, 4, 5, 3], 0.3)
    assert error == pytest.approx((12 / 7 * 0.45 * 1.3 / 0.7) ** 0.5)


def test_autocorrelation_is_the_usual_one_below_21_days_and_never_lower() -> None:
    alternating = {day(number): 3 + number % 2 * 4 for number in range(30)}
    assert autocorrelation({day(n): n % 7 for n in range(20)}, day(0), day(29)) == 0.3
    assert autocorrelation(alternating, day(0), day(29)) == 0.3


def test_a_steady_slope_is_no_autocorrelation() -> None:
    slope = {day(number): round(10 - number / 4) for number in range(40)}
    assert autocorrelation(slope, day(0), day(39)) < 0.5


def test_a_slow_wave_is_much_like_the_day_before() -> None:
    wave = {day(number): 7 if number // 10 % 2 else 3 for number in range(40)}
    assert autocorrelation(wave, day(0), day(39)) > 0.6


def test_weeks_are_counted_back_from_the_last_day_and_never_overlap() -> None:
    scores = {day(number): 6 if number < 20 else 3 for number in range(24)}
    found = compare(scores, day(0), day(23))
    assert found is not None
    assert (found.first_week, found.last_week) == (day(9), day(23))
    assert (found.before, found.logged) == (6, 14)
    assert found.after == pytest.approx((3 * 6 + 4 * 3) / 7)


@pytest.mark.parametrize("missing", [range(21, 24), range(14)])
def test_without_two_whole_weeks_there_is_no_comparison(missing: range) -> None:
    scores = {day(number): 5 for number in range(21) if number not in missing}
    last = day(20) if missing.start == 0 else day(27)
    assert compare(scores, day(0), last) is None


@pytest.mark.parametrize(
    ("before", "after", "noise", "clear", "meaningful"),
    [
        (6, 3, 1.5, True, True),
        (6, 5, 1.5, False, False),  # within chance
        (8, 6.2, 1.2, True, False),  # 1.8 points of 8: clear, below 2 points
        (4, 2.8, 1.0, True, True),  # from below 5 one point and 30 % will do
        (4, 3.0, 1.0, False, False),  # as much as chance is not more than chance
        (3, 6, 1.5, True, False),  # worse is never called meaningful
    ],
)
def test_what_counts_as_clear_and_as_meaningful(
    before: float, after: float, noise: float, clear: bool, meaningful: bool
) -> None:
    found = WeekChange(
        before=before,
        after=after,
        before_median=before,
        after_median=after,
        first_week=day(6),
        last_week=day(20),
        logged=14,
        noise=noise,
    )
    assert (found.is_clear, found.is_meaningful) == (clear, meaningful)


@pytest.mark.parametrize(
    ("spread", "likeness", "most"), [(1.0, 0.0, 0.03), (1.5, 0.3, 0.08), (1.5, 0.5, 0.12)]
)
def test_a_person_who_does_not_change_is_seldom_said_to(spread: float, likeness: float, most: float) -> None:
    """Six weeks of noise about 4, a day like the one before by `likeness`, one day in ten not logged."""
    chance = Random(1)  # noqa: S311 - a simulation
    clear = 0
    for _ in range(300):
        drift = 0.0
        scores = {}
        for number in range(42):
            drift = likeness * drift + chance.gauss(0, spread * (1 - likeness**2) ** 0.5)
            if chance.random() < 0.9:
                scores[day(number)] = round(min(10, max(0, 4 + drift)))
        found = compare(scores, day(0), day(41))
        clear += found is not None and found.is_clear
    assert clear / 300 <= most


def test_a_real_fall_of_three_points_is_mostly_found() -> None:
    """The two weeks' means differ by 2.5 then."""
    chance = Random(2)  # noqa: S311 - a simulation
    clear = 0
    for _ in range(100):
        scores = {day(n): round(max(0, 6 - 3 * n / 41 + chance.gauss(0, 1.2))) for n in range(42)}
        found = compare(scores, day(0), day(41))
        clear += found is not None and found.is_clear
    assert clear >= 75


def test_a_period_shorter_than_two_weeks_compares_nothing() -> None:
    scores = {day(number): 5 for number in range(13)}
    assert compare(scores, day(0), day(0) + timedelta(days=12)) is None
