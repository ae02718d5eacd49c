"""What a patient gets: the milestones of each type, the minutes used, and how much stays the same."""

from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from statistics import median

import pytest

from sciaticli.core.plan import Plan
from support.built_in import CATALOGUE
from support.lives import Day
from support.milestones import MILESTONES, Life, no_heavier_after_bad_mornings, outcomes, rows_of
from support.oracle import broken
from support.patients import TYPES, at_minutes, variants

FORTNIGHT = 14
LEARNT_BY = 28
MINUTES = [15, *(pytest.param(minutes, marks=pytest.mark.slow) for minutes in (10, 20, 30))]
BY_NAME = {person.name: person for kind in TYPES.values() for person in variants(kind)}


@cache
def life_of(name: str, minutes: int | None = None) -> Life:
    """Return the life of a type or variant; each is lived once."""
    person = BY_NAME[name]
    return Life(person if minutes is None else at_minutes(person, minutes), CATALOGUE)


def missed(name: str, life: Life) -> list[str]:
    found = outcomes(life, MILESTONES[name])
    assert found
    return [f"day {each.day}, {each.what}: {each.figure}" for each in found if not each.held]


def faults(days: Sequence[Day]) -> list[str]:
    return [f"{day.day}: {fault}" for day in days if day.case for fault in broken(day.case)]


def share(plan: Plan) -> float:
    return plan.total_seconds / (60 * plan.minutes)


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=() if name in TYPES else pytest.mark.slow) for name in MILESTONES]
)
def test_the_milestones_are_reached(name: str) -> None:
    assert missed(name, life_of(name)) == []


@pytest.mark.parametrize("name", TYPES)
def test_no_promise_is_broken_on_the_way(name: str) -> None:
    assert faults(life_of(name).days) == []


@pytest.mark.slow
@pytest.mark.parametrize("name", BY_NAME)
def test_nobody_is_harmed_who_trains_on_and_off_or_has_a_flare_early(name: str) -> None:
    life = life_of(name)
    assert faults(life.days) == []
    assert no_heavier_after_bad_mornings(life, len(life.days)).held


def test_the_good_patient_reaches_the_milestones_with_a_quarter_of_an_hour() -> None:
    assert missed("good", life_of("good", 15)) == []


@pytest.mark.parametrize("minutes", MINUTES)
def test_the_minutes_asked_for_are_used(minutes: int) -> None:
    """From the third session on, at 30 from day 14: 85 % in any fortnight, 75 % on each kind of day."""
    plans = list(life_of("good", minutes).plans.values())[FORTNIGHT if minutes == 30 else 2 :]
    for start in range(0, len(plans) - FORTNIGHT, FORTNIGHT):
        fortnight = plans[start : start + FORTNIGHT]
        assert median(map(share, fortnight)) >= 0.85
        for trains in (True, False):
            assert median(share(plan) for plan in fortnight if plan.training_day is trains) >= 0.75


@pytest.mark.parametrize("minutes", MINUTES)
def test_few_exercises_and_kept(minutes: int) -> None:
    """Four in five are the same on days of the same kind within a fortnight, once the skills are gone."""
    plans = life_of("good", minutes).between(LEARNT_BY, 120).values()
    alike = []
    for trains in (True, False):
        same_kind = [rows_of(plan) for plan in plans if plan.training_day is trains]
        alike += [len(one & two) / len(two) for one, two in zip(same_kind, same_kind[2:], strict=False)]
    assert median(alike) >= 0.8


def test_what_a_milestone_asks_for_can_be_missed() -> None:
    """Somebody who is never let in anywhere misses each milestone that asks for something to come."""
    calm = life_of("bad")
    able = [each for each in MILESTONES["good"] if each.day > 2]
    assert sum(not each.held for each in outcomes(calm, able)) >= 6


@pytest.mark.parametrize("strand", ["mobility", "stretch"])
def test_who_stood_at_full_for_three_weeks_gives_its_place_to_the_next(strand: str) -> None:
    """No row stays for ever: every three weeks the one leaves that was at full longest, one at a time."""
    plans = life_of("good").plans
    on: dict[str, list[int]] = {}
    for number, plan in plans.items():
        for row in {item.exercise.id for item in plan.items if item.strand == strand}:
            on.setdefault(row, []).append(number)
    runs = [run for days in on.values() for run in in_runs(days)]
    gone = sorted(run[-1] for run in runs if run[-1] - run[0] >= 21 and run[-1] < 120 - FORTNIGHT)
    assert gone[0] <= 6 * 7
    assert len(gone) >= 4
    assert all(FORTNIGHT < later - earlier < 2 * FORTNIGHT for earlier, later in pairwise(gone))


def in_runs(days: Sequence[int]) -> list[list[int]]:
    """Return days in runs: a fortnight off ends one."""
    runs: list[list[int]] = [[days[0]]]
    for earlier, later in pairwise(days):
        if later - earlier > FORTNIGHT:
            runs.append([])
        runs[-1].append(later)
    return runs
