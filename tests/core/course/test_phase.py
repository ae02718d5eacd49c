"""The phase of a day: thresholds, ways up, falls and flares."""

from datetime import date, timedelta

import pytest

from sciaticli.core.course.phase import Course, Effort, capped, course_until, first_phase
from sciaticli.core.plan import Phase
from sciaticli.core.record.day_logs import DayLog, MorningAfter
from sciaticli.core.record.entries import Distal
from support.entries import TODAY

NO_VERDICTS: dict[date, MorningAfter] = {}
DID_IT_ALL = Effort(strong=True, walked_long=True)


def days(*legs: int | None, distal: Distal = Distal.CALF) -> dict[date, DayLog]:
    """Return one log a day; None is a day without an entry."""
    return {
        TODAY + timedelta(days=number): DayLog(leg=leg, first_leg=leg, distal=distal)
        for number, leg in enumerate(legs)
        if leg is not None
    }


def good(count: int) -> dict[date, MorningAfter]:
    return {TODAY + timedelta(days=number): MorningAfter.GOOD for number in range(count)}


def reached(
    logs: dict[date, DayLog],
    verdicts: dict[date, MorningAfter] = NO_VERDICTS,
    effort: Effort | None = None,
    start: Phase | None = None,
    on: int | None = None,
) -> Course:
    last = max(logs) if on is None else TODAY + timedelta(days=on)
    course = course_until(last, logs, verdicts, effort or Effort(), start)
    assert course is not None
    return course


@pytest.mark.parametrize(
    ("gate", "phase"), [(None, Phase.CALM), (6, Phase.CALM), (5, Phase.SETTLE), (0, Phase.SETTLE)]
)
def test_where_a_person_starts(gate: int | None, phase: Phase) -> None:
    assert first_phase(gate) is phase


@pytest.mark.parametrize(
    ("gate", "phase"),
    [(None, Phase.CALM), (6, Phase.CALM), (5, Phase.SETTLE), (3, Phase.SETTLE), (2, Phase.MAINTAIN)],
)
def test_todays_pain_caps_the_phase_and_the_boundary_is_the_lower_one(gate: int | None, phase: Phase) -> None:
    assert capped(Phase.MAINTAIN, gate) is phase


def test_calm_ends_after_three_days_in_a_row() -> None:
    assert reached(days(7, 5, 5)).phase is Phase.CALM
    assert reached(days(7, 5, 5, 5)).phase is Phase.SETTLE
    assert reached(days(7, 5, None, 5, 5)).phase is Phase.CALM


def test_calm_does_not_end_while_it_spreads_or_five_minutes_are_too_far() -> None:
    spreading = days(7, 5, 5) | {TODAY + timedelta(days=3): DayLog(leg=5, distal=Distal.FOOT)}
    assert reached(spreading).phase is Phase.CALM
    lame = days(7, 5, 5) | {TODAY + timedelta(days=3): DayLog(leg=5, distal=Distal.CALF, walk_min=4)}
    assert reached(lame).phase is Phase.CALM


def test_settle_ends_after_a_good_week() -> None:
    assert reached(days(4, 3, 3, 3, 3, 3), good(6)).phase is Phase.SETTLE
    assert reached(days(4, 3, 3, 3, 3, 3, 4), good(6)).phase is Phase.REBUILD
    assert reached(days(4, 4, 4, 3, 3, 3, 3), good(6)).phase is Phase.SETTLE


def test_settle_needs_mornings_that_were_met() -> None:
    week = days(3, 3, 3, 3, 3, 3, 3)
    assert reached(week).phase is Phase.SETTLE
    bad = good(6) | {TODAY: MorningAfter.TOO_MUCH, TODAY + timedelta(days=1): MorningAfter.BAD}
    assert reached(week, bad).phase is Phase.SETTLE


def test_rebuild_ends_with_effort_only() -> None:
    fortnight = days(*[2] * 15)
    assert reached(fortnight, good(14), start=Phase.REBUILD).phase is Phase.REBUILD
    assert reached(fortnight, good(14), DID_IT_ALL, Phase.REBUILD).phase is Phase.MAINTAIN


def test_two_very_sore_days_in_a_week_fall_to_calm() -> None:
    assert reached(days(4, 6, 4)).phase is Phase.SETTLE
    assert reached(days(4, 6, 4, 6)).phase is Phase.CALM


def test_spreading_twice_in_a_week_falls_to_calm() -> None:
    logs = days(3, 3, 3, 3, 3)
    for number, site in enumerate((Distal.CALF, Distal.FOOT, Distal.CALF, Distal.FOOT)):
        logs[TODAY + timedelta(days=number)] = DayLog(leg=3, distal=site)
    assert reached(logs).phase is Phase.CALM


def test_three_days_above_three_fall_from_rebuild_to_settle() -> None:
    assert reached(days(2, 4, 4), start=Phase.REBUILD).phase is Phase.REBUILD
    assert reached(days(2, 4, 4, 4), start=Phase.REBUILD).phase is Phase.SETTLE


def test_lost_nights_are_calm() -> None:
    logs = {TODAY + timedelta(days=number): DayLog(leg=3, woken=True) for number in range(3)}
    assert reached(logs, start=Phase.REBUILD).phase is Phase.CALM


def flared(*legs: int, again: int | None = None) -> dict[date, DayLog]:
    logs = days(2, *legs)
    for number in (1, again):
        if number is not None:
            day = TODAY + timedelta(days=number)
            logs[day] = DayLog(leg=logs[day].leg, distal=logs[day].distal, flare=True)
    return logs


def test_a_flare_is_calm_for_three_days_then_eases_by_rule() -> None:
    early = reached(flared(6, 4, 3), start=Phase.REBUILD)
    assert (early.phase, early.flare_day(TODAY + timedelta(days=3))) == (Phase.CALM, 2)
    assert reached(flared(6, 4, 4, 4), start=Phase.REBUILD).phase is Phase.SETTLE
    assert reached(flared(6, 5, 5, 6), start=Phase.REBUILD).phase is Phase.CALM


def test_after_a_flare_three_good_days_climb_one_phase_back() -> None:
    logs = flared(6, 3, 3, 3, 3, 3, 3)
    assert reached(logs, start=Phase.REBUILD).phase is Phase.REBUILD


def test_a_flare_declared_again_counts_from_the_last_word() -> None:
    course = reached(flared(6, 5, 4, 4, again=3), start=Phase.REBUILD)
    assert course.flare_day(TODAY + timedelta(days=4)) == 1
    assert course.flare_leg == 6


def test_sessions_of_a_flare_do_not_declare_it_again() -> None:
    logs = flared(6, 5)
    day = TODAY + timedelta(days=2)
    logs[day] = DayLog(leg=5, flare_session=True)
    assert reached(logs, start=Phase.REBUILD).flare_day(day) == 1


def test_without_any_pain_there_is_no_course() -> None:
    assert course_until(TODAY, {}, NO_VERDICTS, Effort()) is None
