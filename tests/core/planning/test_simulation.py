"""A share of the simulation: two people in each run, some fifty in the slow one; `make simulate` has 2000."""

import runpy
from pathlib import Path
from typing import Any

import pytest

from support.built_in import CATALOGUE
from support.lives import particular_person, random_person
from support.milestones import Life
from support.oracle import broken

SIMULATE = runpy.run_path(str(Path(__file__).parents[3] / "tools" / "simulate.py"))


def account_of(*seeds: range) -> Any:  # noqa: ANN401 - a class of a script
    account = SIMULATE["Account"]()
    for part in seeds:
        account.add(SIMULATE["simulate"](part, CATALOGUE))
    return account


def test_the_rules_hold_for_a_good_one_and_another() -> None:
    account = account_of(range(1), range(1, 2))
    assert account.people == 2
    assert account.plans > 80
    assert account.faults == []
    said = "\n".join(SIMULATE["page"](account, [], "Soon made.", CATALOGUE))
    assert f"0 broken in {account.plans} plans" in said
    assert "reach maintain in twelve weeks (60 %) | 100% (1 of 1)" in said


def test_a_drill_for_both_sides_is_halved_once_on_a_calm_day() -> None:
    """Person 201 of the simulation met three knee hugs a side where one is the start."""
    person = random_person(201)
    life = Life(person, CATALOGUE, 12)
    assert [fault for day in life.days if day.case for fault in broken(day.case)] == []
    assert any(item.exercise.id == "single_knee_to_chest" for item in life.items(0, 12))


def test_what_is_left_for_a_day_comes_on_both_sides() -> None:
    """Particular person 315 had put nearly all aside, and met one side of the last row there was."""
    life = Life(particular_person(315, [row.id for row in CATALOGUE.exercises]), CATALOGUE, 30)
    assert [fault for day in life.days if day.case for fault in broken(day.case)] == []


def test_what_is_left_for_a_day_after_a_sore_morning_is_no_more_than_the_day_before() -> None:
    """Particular person 984 had three chair pauses left, then ten ankle pumps on the first day of a flare."""
    account = account_of(range(984, 985))
    assert account.worse > 0
    assert account.faults == []


@pytest.mark.slow
def test_the_rules_hold_for_some_fifty_lives() -> None:
    account = account_of(range(2, 52))
    assert account.plans > 2000
    assert account.faults == []


@pytest.mark.slow
def test_most_good_people_reach_maintain() -> None:
    account = account_of(*(range(seed, seed + 1) for seed in range(1000, 1300, 10)))
    assert account.maintain["good", True] >= 0.6 * account.people
