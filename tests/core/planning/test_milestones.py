"""What a patient gets: the milestones of the good one, the minutes used, and what others must meet."""

from collections.abc import Sequence
from statistics import median

import pytest

from sciaticli.core.course.direction import DRILLS, Label
from sciaticli.core.plan import Phase, Plan
from sciaticli.store.catalogue import load_catalogue
from support.lives import Day, live
from support.oracle import broken
from support.patients import balance, extension, good, items_of, milestones, stenosis

CATALOGUE = load_catalogue()
FORTNIGHT = 14


def plans_of(days: Sequence[Day]) -> list[Plan]:
    return [day.plan for day in days if day.plan]


def share(plan: Plan) -> float:
    return plan.total_seconds / (60 * plan.minutes)


@pytest.fixture(scope="module", params=[10, 15, 20, 30])
def course(request: pytest.FixtureRequest) -> tuple[int, list[Day]]:
    minutes = int(request.param)
    return minutes, list(live(good(minutes), CATALOGUE, days=121))


def test_the_good_patient_reaches_the_milestones(course: tuple[int, list[Day]]) -> None:
    minutes, days = course
    if minutes in (15, 20):
        late = 56 if minutes == 15 else 0
        missed = [
            f"day {found.day}, {found.what}: {found.figure}"
            for found in milestones(days, CATALOGUE, minutes)
            if not found.held and not (found.day < late and "times day 0" in found.what)
        ]
        assert missed == []


def test_no_promise_is_broken_on_the_way(course: tuple[int, list[Day]]) -> None:
    assert [fault for day in course[1] if day.case for fault in broken(day.case)] == []


def test_the_minutes_asked_for_are_used(course: tuple[int, list[Day]]) -> None:
    """From the third session on, at 30 from day 14: 85 % in any fortnight, 75 % on each kind of day."""
    minutes, days = course
    plans = plans_of(days)[FORTNIGHT if minutes == 30 else 2 :]
    for start in range(0, len(plans) - FORTNIGHT, FORTNIGHT):
        fortnight = plans[start : start + FORTNIGHT]
        assert median(map(share, fortnight)) >= 0.85
        for trains in (True, False):
            assert median(share(plan) for plan in fortnight if plan.training_day is trains) >= 0.75


def test_few_exercises_and_kept(course: tuple[int, list[Day]]) -> None:
    """Four in five are the same on days of the same kind within a fortnight, once the skills are gone."""
    _, days = course
    plans = plans_of(days)[28:]
    alike = []
    for trains in (True, False):
        same_kind = [set(items_of(plan)) for plan in plans if plan.training_day is trains]
        alike += [len(one & two) / len(two) for one, two in zip(same_kind, same_kind[2:], strict=False)]
    assert median(alike) >= 0.8


def test_an_extension_responder_meets_the_drill_in_most_sessions_as_far_as_tests_prove_it() -> None:
    """One test in five of this life names nothing, and a label lasts 14 days: the drill then waits."""
    days = list(live(extension(), CATALOGUE, days=84))
    drilled = [bool(set(items_of(plan)) & set(DRILLS[Label.EXTENSION])) for plan in plans_of(days)[14:]]
    assert sum(drilled) >= 0.75 * len(drilled)


def test_a_man_of_seventy_with_a_narrow_canal_walks_or_rides_longer_each_week() -> None:
    days = list(live(stenosis(), CATALOGUE, days=63))

    def walked(first: int) -> int:
        plans = plans_of(days[first : first + 7])
        return max(
            sum(item.dose.sets * item.dose.hold_s for item in plan.items if item.strand == "walk")
            for plan in plans
        )

    assert walked(49) >= 1.6 * walked(0)


def test_a_woman_of_eighty_rises_stands_on_her_toes_and_balances_in_each_session() -> None:
    days = list(live(balance(), CATALOGUE, days=84))
    for plan in plans_of(days):
        if plan.phase is Phase.CALM:
            continue
        rows = items_of(plan)
        assert {"sit_to_stand", "heel_raises"} <= set(rows)
        assert any(item.strand == "balance" for item in rows.values())
