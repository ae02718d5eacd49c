"""Facts have one meaning in profile, check and record; the stricter counts."""

from datetime import timedelta

import pytest

from sciaticli.core.catalogue.exercise import Condition
from sciaticli.core.profile import AgeBand, Profile
from sciaticli.core.record.day_logs import DayLog
from sciaticli.core.rules.conditions import Conditions, conditions_on
from support.entries import TODAY, a_person

PREGNANT = Condition.PREGNANCY_2ND_3RD_TRIMESTER
SURGERY = Condition.RECENT_SURGERY


def on(
    profile: Profile, *implied: Condition, logs: dict[int, DayLog] | None = None, age: AgeBand | None = None
) -> Conditions:
    days = {TODAY - timedelta(days=back): log for back, log in (logs or {}).items()}
    return conditions_on(TODAY, profile, implied, (age,), days)


def test_without_a_diagnosis_a_disc_is_assumed() -> None:
    for told in (None, (), (Condition.KNEE_PROBLEM,)):
        found = on(a_person(conditions=told))
        assert found.assumed
        assert found.held_as_disc()
    assert not on(a_person()).held_as_disc()


@pytest.mark.parametrize(
    ("week", "days_ago", "holds"),
    [(None, None, True), (10, None, True), (15, 0, False), (15, 6, False), (15, 7, True), (16, 0, True)],
)
def test_pregnancy_counts_on_from_its_week(week: int | None, days_ago: int | None, holds: bool) -> None:
    noted = None if days_ago is None else TODAY - timedelta(days=days_ago)
    found = on(a_person(pregnancy_week=week, pregnancy_week_on=noted), PREGNANT)
    assert found.has(PREGNANT) is holds


def test_a_week_alone_turns_the_pregnancy_rules_on() -> None:
    assert on(a_person(pregnancy_week=20, pregnancy_week_on=TODAY)).has(PREGNANT)


def test_surgery_that_a_check_implies_yields_to_a_profile_that_denies_it() -> None:
    assert on(a_person(conditions=None), SURGERY).has(SURGERY)
    assert not on(a_person(), SURGERY).has(SURGERY)
    assert on(a_person(conditions=(SURGERY,))).has(SURGERY)


@pytest.mark.parametrize(
    ("days", "has", "uncleared"),
    [(None, True, True), (0, True, False), (41, True, False), (42, False, False), (400, False, False)],
)
def test_surgery_falls_away_after_six_weeks_and_a_clearance(
    days: int | None, has: bool, uncleared: bool
) -> None:
    noted = None if days is None else TODAY - timedelta(days=days)
    found = on(a_person(conditions=(SURGERY,), cleared=(SURGERY,), cleared_on=noted))
    assert (found.has(SURGERY), found.uncleared(SURGERY)) == (has, uncleared)


@pytest.mark.parametrize(("days", "uncleared"), [(182, False), (183, True), (-1, True)])
def test_a_clearance_holds_six_months(days: int, uncleared: bool) -> None:
    pressure = Condition.HYPERTENSION
    noted = TODAY - timedelta(days=days)
    found = on(a_person(conditions=(pressure,), cleared=(pressure,), cleared_on=noted))
    assert found.uncleared(pressure) is uncleared


@pytest.mark.parametrize(("back", "counts"), [(0, True), (6, True), (7, False)])
def test_numbness_and_weakness_on_record_count_for_a_week(back: int, counts: bool) -> None:
    numb = on(a_person(), logs={back: DayLog(numb=True)})
    weak = on(a_person(), logs={back: DayLog(weak=True)})
    assert numb.has(Condition.NUMBNESS_OR_WEAKNESS) is counts
    assert weak.has(Condition.BALANCE_PROBLEM) is counts
    assert not numb.has(Condition.BALANCE_PROBLEM)


def test_seventy_is_careful_by_profile_or_check() -> None:
    assert on(a_person(age_band=AgeBand.AGE_70_PLUS)).careful
    assert on(a_person(), age=AgeBand.AGE_70_PLUS).careful
    assert not on(a_person(), age=AgeBand.AGE_50_69).careful
