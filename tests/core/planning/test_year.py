"""A year whose truth is known is told as it was, and nothing is told that was not there."""

from datetime import date, timedelta

import pytest

from sciaticli.core.progress.sentences import facts, sentence
from sciaticli.core.progress.summary import Gap, Summary, summarise
from sciaticli.core.record.entries import Distal
from support.year import FLARE, HOLIDAY, LAST, a_year


def look_back(weeks: int, last: date = LAST, seed: int = 7) -> Summary:
    return summarise(a_year(seed), last - timedelta(days=7 * weeks - 1), last)


def ago(number: int) -> date:
    return LAST - timedelta(days=number)


def test_the_last_six_weeks_say_that_the_leg_fell_by_three_points() -> None:
    said = sentence(look_back(6))
    assert said.startswith("Your 7-day leg median went from 6 to 3 over 5 weeks")
    assert "meaningful" in said


@pytest.mark.parametrize("weeks", [6, 12, 52])
def test_the_back_is_said_not_to_have_changed(weeks: int) -> None:
    assert any(said.startswith("No clear change in back pain") for said in facts(look_back(weeks)))


def test_the_flare_up_and_the_holiday_are_named_and_no_others() -> None:
    year = look_back(52)
    (flare,) = year.flares
    assert ago(FLARE.stop - 1) <= flare.first <= ago(FLARE.stop - 2)
    assert flare.last == ago(FLARE.start)
    assert year.gaps == (Gap(ago(HOLIDAY.stop - 1), ago(HOLIDAY.start)),)


def test_the_line_is_open_over_the_holiday() -> None:
    days = {day.day: day for day in look_back(12).days}
    assert all(days[ago(number)].leg_median is None for number in range(HOLIDAY.start, HOLIDAY.stop - 3))


def test_who_comes_back_from_the_holiday_is_greeted_and_nobody_else_is() -> None:
    assert look_back(6, ago(HOLIDAY.start - 1)).is_back
    assert not look_back(6).is_back


def test_it_went_from_the_calf_to_the_buttock() -> None:
    weeks = look_back(6).weeks
    assert (weeks[0].usual_site, weeks[-1].usual_site) == (Distal.CALF, Distal.BUTTOCK)


def test_what_helped_and_what_did_not() -> None:
    rows = {row.exercise: row for row in look_back(12).exercises}
    assert next(iter(rows)) == "prone_press_up"
    assert [name for name, row in rows.items() if row.worse] == ["sciatic_slider_seated"]


def test_half_a_year_of_noise_is_said_to_be_noise() -> None:
    """Of 12 made-up years, at each of 8 days with nothing behind them but chance."""
    looks = [look_back(6, ago(number), seed) for seed in range(1, 13) for number in range(90, 290, 25)]
    clear = [found for found in looks if found.leg is not None and found.leg.is_clear]
    assert len(clear) <= 0.06 * len(looks)
    assert not any(found.flares or found.gaps for found in looks)


def test_the_fall_is_found_in_most_years_and_never_told_as_a_rise() -> None:
    found = [look_back(6, seed=seed).leg for seed in range(1, 13)]
    assert sum(change is not None and change.is_clear for change in found) >= 8
    assert not any(change.is_clear and change.difference > 0 for change in found if change)
