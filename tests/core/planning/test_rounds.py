"""Rounds of a plan: of the drill, and of what was prescribed several times a day."""

from typing import Any

import pytest
from msgspec.structs import replace

from sciaticli.core.catalogue.catalogue import Often, Routine, RoutineItem
from sciaticli.core.catalogue.exercise import Condition, Direction, Dose, Side
from sciaticli.core.course.rounds import prescribed_rounds
from sciaticli.core.plan import Rounds
from sciaticli.core.planning.planner import plan_day
from sciaticli.core.planning.request import Request
from sciaticli.core.profile import Profile
from support.built_in import CATALOGUE
from support.entries import TODAY, a_clearance, a_history, a_pain, pain_now

TEN = Dose(sets=1, reps=10, hold_s=0)
TOLD: dict[str, Any] = {"side": Side.LEFT, "conditions": (Condition.DISC_HERNIATION,)}


def rounds(*lines: RoutineItem, leg: int = 2, did: tuple[str, ...] = (), **told: Any) -> Rounds | None:  # noqa: ANN401
    routines = (Routine(id="sheet", name="Sheet", items=lines),) if lines else ()
    pains = [a_pain(TODAY, leg, did=did)] if did else []
    request = Request(day=TODAY, minutes=20, pain=pain_now(leg), evening=True)
    profile = Profile(**(TOLD | told))
    catalogue = replace(CATALOGUE, routines=routines)
    return plan_day(a_clearance(), catalogue, profile, a_history(*pains), request).rounds


@pytest.mark.parametrize(
    ("often", "a_day"),
    [
        (None, None),
        (Often(), None),
        (Often(per_day=1), None),
        (Often(days_a_week=5), None),
        (Often(per_day=3), 3),
        (Often(every_h=2), 8),
        (Often(every_h=4), 4),
        (Often(per_day=24), 8),
    ],
)
def test_a_prescription_says_how_many_rounds(often: Often | None, a_day: int | None) -> None:
    assert prescribed_rounds(often) == a_day


def test_a_prescribed_line_gives_rounds_of_its_own_dose() -> None:
    found = rounds(RoutineItem("knee_rolls", dose=TEN, often=Often(per_day=3)), did=("round",))
    assert found is not None
    assert (found.item.exercise.id, found.item.dose.total_reps) == ("knee_rolls", 10)
    assert (found.a_day, found.done) == (3, 1)
    assert rounds() is None


def test_the_proven_drill_comes_first_as_often_as_was_prescribed_for_it() -> None:
    lines = [
        RoutineItem("knee_rolls", dose=TEN, often=Often(per_day=3)),
        RoutineItem("prone_press_up", dose=TEN, often=Often(every_h=2)),
    ]
    found = rounds(*lines, direction=Direction.EXTENSION)
    assert found is not None
    assert (found.item.exercise.id, found.a_day) == ("prone_press_up", 8)
    usual = rounds(lines[0], direction=Direction.EXTENSION)
    assert usual is not None
    assert (usual.item.exercise.id, usual.a_day) == ("prone_press_up", 5)


def test_no_rule_is_lifted_for_a_round() -> None:
    bend = RoutineItem("double_knee_to_chest", dose=TEN, often=Often(per_day=3))
    assert rounds(bend) is None
    assert rounds(RoutineItem("knee_rolls", dose=TEN, often=Often(per_day=6)), leg=9) is None


def test_a_sore_day_asks_for_fewer() -> None:
    found = rounds(RoutineItem("ankle_pumps", dose=TEN, often=Often(per_day=6)), leg=7)
    assert found is not None
    assert found.a_day == 3
