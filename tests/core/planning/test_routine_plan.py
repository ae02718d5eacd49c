"""A prescribed routine and the clinician's word: it counts there alone, and never for both ends."""

from datetime import timedelta

from msgspec.structs import replace

from sciaticli.core.catalogue.catalogue import Routine, RoutineItem
from sciaticli.core.catalogue.exercise import Condition, EndRange
from sciaticli.core.planning.planner import plan_day
from sciaticli.core.planning.request import Request
from sciaticli.core.planning.routine_plan import OPPOSITE
from sciaticli.core.profile import Profile
from sciaticli.core.record.entries import CLINICIAN_KNOWS, Assessment
from sciaticli.core.rules.eligibility import knows_items
from sciaticli.core.rules.person_today import Rule
from support.entries import (
    TODAY,
    a_catalogue,
    a_clearance,
    a_history,
    a_person,
    a_test,
    an_exercise,
    breathing,
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


def test_a_word_counts_for_a_routine_alone() -> None:
    catalogue = a_catalogue(an_exercise("hard", level=5), breathing())
    history = a_history(a_word(a_person(), ("hard", Rule.LEVEL), ("hard", Rule.PHASE)))
    mine = Routine(id="mine", name="Mine", items=(RoutineItem("hard"),))
    asked = Request(day=TODAY, evening=True)
    free = plan_day(a_clearance(), catalogue, a_person(), history, asked)
    assert "hard" not in [item.exercise.id for item in free.items]
    listed = plan_day(a_clearance(), catalogue, a_person(), history, replace(asked, routine=mine))
    assert [item.exercise.id for item in listed.items] == ["hard"]
