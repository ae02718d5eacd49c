"""The measured start: where doses begin by what a person can do."""

from datetime import timedelta
from typing import Any

import pytest
from msgspec import convert

from sciaticli.core.catalogue.exercise import Dose
from sciaticli.core.course.measured_start import (
    first_steps,
    is_asked_lately,
    newest,
    start_fields,
    starts_on_record,
    with_lower_steps,
)
from sciaticli.core.plan import Plan
from sciaticli.core.planning.planner import plan_day
from sciaticli.core.planning.request import Request
from sciaticli.core.record.entries import Assessment
from support.built_in import CATALOGUE
from support.entries import TODAY, a_clearance, a_history, a_pain, a_person, a_test, done_all, pain_now

LADDERS = {row.id: row.doses for row in CATALOGUE.exercises}


def answers(day: int, chair: int | None = None, walk: int | None = None) -> Assessment:
    on = TODAY + timedelta(days=day)
    common = {
        key: getattr(a_test(on, "extension"), key) for key in ("v", "id", "at", "rec", "tz", "day", "src")
    }
    return convert({**common, **start_fields(chair, walk), "kind": "assessment"}, Assessment)


def begins(chair: int | None, walk: int | None, gate: int | None = 2) -> dict[str, Dose]:
    starts = starts_on_record([answers(0, chair, walk)], TODAY)
    ladders = with_lower_steps(LADDERS, starts)
    steps = first_steps(ladders, newest(starts), gate, longer=True)
    return {name: ladders[name][step] for name, step in steps.items()}


@pytest.mark.parametrize(
    ("stands", "reps"),
    [(0, 2), (4, 2), (7, 3), (11, 5), (13, 6), (16, 8), (19, 8), (20, 10), (33, 10), (60, 10)],
)
def test_rising_begins_at_half_of_what_was_done_in_thirty_seconds_and_ten_at_most(
    stands: int, reps: int
) -> None:
    assert begins(stands, None)["sit_to_stand"] == Dose(sets=1, reps=reps, hold_s=0, rest_s=0)


@pytest.mark.parametrize("minutes", [1, 4, 5, 6, 8, 10, 12, 15, 20, 25, 29, 30, 60, 240])
def test_a_walk_begins_at_half_to_two_thirds_of_what_was_walked_three_to_twenty_minutes(minutes: int) -> None:
    dose = begins(None, minutes)["walk_short_bouts"]
    length = dose.sets * dose.hold_s / 60
    assert length <= max(3, minutes * 2 / 3) + 0.01
    assert length >= min(18, minutes / 2)


@pytest.mark.parametrize(("gate", "bout"), [(0, 300), (3, 300), (4, 180), (None, 180)])
def test_without_an_answer_the_leg_says_how_long_the_first_walks_are(gate: int | None, bout: int) -> None:
    assert begins(None, None, gate)["walk_short_bouts"].hold_s == bout


def test_what_was_measured_waits_while_the_leg_is_over_three() -> None:
    assert set(begins(20, 30, 4)) == {"walk_short_bouts"}


def test_the_newest_answer_to_each_counts_and_a_skipped_one_changes_nothing() -> None:
    starts = starts_on_record(
        [answers(0, 12, 20), answers(3, 16, None), answers(9, 30)], TODAY + timedelta(5)
    )
    found = newest(starts)
    assert found is not None
    assert (found.chair_stands, found.walk_min) == (16, 20)
    assert newest(starts_on_record([answers(0)], TODAY)) is None


def test_asked_and_skipped_is_asked() -> None:
    asked = [answers(0)]
    assert is_asked_lately(asked, TODAY + timedelta(days=13))
    assert not is_asked_lately(asked, TODAY + timedelta(days=14))


def plan(day: int, *entries: Any, leg: int = 2) -> Plan:  # noqa: ANN401 - any entry
    on = TODAY + timedelta(days=day)
    request = Request(day=on, minutes=20, pain=pain_now(leg), evening=True)
    return plan_day(a_clearance(on), CATALOGUE, a_person(), a_history(*entries), request)


def rising(found: Plan) -> int:
    return next(item.dose.total_reps for item in found.items if item.exercise.id == "sit_to_stand")


def test_the_first_plan_begins_there_and_grows_from_there() -> None:
    first = plan(0, answers(0, 16, 20))
    assert rising(first) == 8
    walk = next(item.dose for item in first.items if item.exercise.id == "walk_short_bouts")
    assert 600 <= walk.sets * walk.hold_s <= 800
    told: list[Any] = [answers(0, 16, 20), done_all(first), a_pain(TODAY + timedelta(days=1))]
    second = plan(2, *told)
    assert rising(second) == 8
    told += [done_all(second), a_pain(TODAY + timedelta(days=3))]
    assert rising(plan(4, *told)) == 10


def test_a_new_answer_lifts_the_next_session_and_no_later_one() -> None:
    first = plan(0)
    told: list[Any] = [done_all(first), a_pain(TODAY + timedelta(days=1))]
    assert (rising(first), rising(plan(2, *told))) == (5, 5)
    lifted = plan(2, *told, answers(2, 20))
    assert rising(lifted) == 10
    sore = [*told, answers(2, 20), done_all(lifted), a_pain(TODAY + timedelta(days=3), 7)]
    assert all(
        item.exercise.id != "sit_to_stand" or item.dose.total_reps < 10 for item in plan(9, *sore).items
    )
