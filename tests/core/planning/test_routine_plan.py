"""A prescribed routine and the clinician's word: it counts there alone, and never for both ends."""

from datetime import timedelta

import pytest
from msgspec.structs import replace

from sciaticli.core.catalogue.catalogue import Often, Routine, RoutineItem
from sciaticli.core.catalogue.exercise import Condition, Dose, EndRange, Place
from sciaticli.core.planning.planner import plan_day
from sciaticli.core.planning.request import Request
from sciaticli.core.planning.routine_plan import OPPOSITE
from sciaticli.core.profile import Profile
from sciaticli.core.record.entries import CLINICIAN_KNOWS, Assessment, Session
from sciaticli.core.rules.eligibility import knows_items
from sciaticli.core.rules.person_today import Rule
from support.entries import (
    TODAY,
    a_catalogue,
    a_clearance,
    a_history,
    a_pain,
    a_person,
    a_session,
    a_test,
    an_exercise,
    breathing,
    pain_now,
    performed,
)


def a_word(profile: Profile, *said: tuple[str, Rule]) -> Assessment:
    entry = a_test(TODAY - timedelta(days=1), "neutral")
    return replace(entry, form=CLINICIAN_KNOWS, moves=(), items=tuple(knows_items(said, profile)))


def test_two_opposite_ends_stay_apart_whatever_was_said() -> None:
    rows = (
        an_exercise("bend", end_range=(EndRange.FLEXION,)),
        an_exercise("arch", end_range=(EndRange.EXTENSION,)),
    )
    person = a_person(conditions=(Condition.DEGENERATIVE_DISC,))
    history = a_history(a_word(person, ("bend", Rule.DIRECTION), ("arch", Rule.DIRECTION)))
    mine = Routine(id="mine", name="Mine", items=(RoutineItem("bend"), RoutineItem("arch")))
    request = Request(day=TODAY, routine=mine, evening=True)
    catalogue = a_catalogue(*rows, breathing())
    plan = plan_day(a_clearance(), catalogue, person, history, request)
    assert [item.exercise.id for item in plan.items] == ["bend"]
    assert {out.exercise: out.because for out in plan.left_out} == {"arch": OPPOSITE}


def test_the_comfort_beside_a_card_never_goes_to_the_other_end() -> None:
    arch = an_exercise("arch", end_range=(EndRange.EXTENSION,), place=Place.OUTDOORS)
    curled = replace(breathing(), id="curled", end_range=(EndRange.FLEXION,), dose_start=Dose(1, 1, 30))
    catalogue = a_catalogue(arch, curled, breathing())
    routine = Routine(id="anna", name="Anna", items=(RoutineItem("arch"),))
    tests = (a_test(TODAY - timedelta(days=3), "either"), a_test(TODAY - timedelta(days=1), "either"))
    mornings = tuple(a_pain(TODAY - timedelta(days=day)) for day in range(4))
    request = Request(day=TODAY, minutes=10, pain=pain_now(2), routine=routine, evening=True)
    plan = plan_day(a_clearance(), catalogue, a_person(), a_history(*tests, *mornings), request)
    assert [item.exercise.id for item in plan.items] == ["arch", "breathing"]


def test_a_word_counts_for_a_routine_alone() -> None:
    catalogue = a_catalogue(an_exercise("hard", level=5), breathing())
    history = a_history(a_word(a_person(), ("hard", Rule.LEVEL), ("hard", Rule.PHASE)))
    mine = Routine(id="mine", name="Mine", items=(RoutineItem("hard"),))
    asked = Request(day=TODAY, evening=True)
    free = plan_day(a_clearance(), catalogue, a_person(), history, asked)
    assert "hard" not in [item.exercise.id for item in free.items]
    listed = plan_day(a_clearance(), catalogue, a_person(), history, replace(asked, routine=mine))
    assert [item.exercise.id for item in listed.items] == ["hard"]


def done_on(*days_ago: int) -> tuple[Session, ...]:
    return tuple(a_session(TODAY - timedelta(days=ago), [performed("hip")]) for ago in days_ago)


@pytest.mark.parametrize(
    ("often", "days_ago", "why"),
    [
        (Often(days_a_week=3), (5, 3, 1), "It is prescribed on 3 days a week, and that is done."),
        (Often(days_a_week=3), (8, 3, 1), None),
        (Often(per_day=1), (0,), "It is prescribed once a day, and that is done."),
        (Often(per_day=2), (0,), None),
        (None, (5, 4, 3, 2, 1, 0), None),
    ],
)
def test_a_line_is_planned_as_often_as_it_is_prescribed(
    often: Often | None, days_ago: tuple[int, ...], why: str | None
) -> None:
    catalogue = a_catalogue(an_exercise("hip"), an_exercise("knee"), breathing())
    mine = Routine(id="mine", name="Mine", items=(RoutineItem("hip", often=often), RoutineItem("knee")))
    request = Request(day=TODAY, routine=mine, evening=True)
    plan = plan_day(a_clearance(), catalogue, a_person(), a_history(*done_on(*days_ago)), request)
    assert {out.exercise: out.because for out in plan.left_out}.get("hip") == why
