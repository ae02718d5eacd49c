"""A day in a flare is first aid: a position of ease, a little movement, short walks; and no strength."""

from datetime import timedelta

import pytest

from sciaticli.core.catalogue.exercise import Condition, Equipment, Side
from sciaticli.core.catalogue.strand import StrandKind
from sciaticli.core.plan import Plan, PlanMode
from sciaticli.core.planning.planner import plan_day
from sciaticli.core.planning.request import Request
from sciaticli.core.profile import Profile, YesNoUnsure
from support.built_in import CATALOGUE
from support.entries import TODAY, a_clearance, a_history, a_session, pain_now, performed

TRAINS = {row for each in CATALOGUE.programme.of_kind(StrandKind.STRENGTH) for row in each.all_rows}


def flare_day(*conditions: Condition, leg: int = 7, minutes: int = 15) -> Plan:
    done = [performed("glute_bridge", CATALOGUE.by_id["glute_bridge"].doses[1])]
    history = a_history(*(a_session(TODAY - timedelta(days=back), done, leg=3) for back in (6, 4, 2)))
    profile = Profile(conditions=conditions, side=Side.LEFT, equipment=(Equipment.MAT, Equipment.CHAIR))
    request = Request(day=TODAY, minutes=minutes, pain=pain_now(leg, 3), flare=YesNoUnsure.YES, evening=True)
    plan = plan_day(a_clearance(), CATALOGUE, profile, history, request)
    assert plan.mode is PlanMode.FLARE
    return plan


@pytest.mark.parametrize("leg", [4, 7, 9])
@pytest.mark.parametrize(
    "conditions",
    [(), (Condition.STENOSIS,), (Condition.PREGNANCY_2ND_3RD_TRIMESTER,), (Condition.HYPERTENSION,)],
)
def test_it_has_five_minutes_in_a_position_of_ease_and_no_strength(
    conditions: tuple[Condition, ...], leg: int
) -> None:
    plan = flare_day(*conditions, leg=leg)
    lying = [item for item in plan.timed if item.exercise.is_rest and item.dose.hold_s >= 300]
    assert len(lying) == 1
    assert plan.total_seconds <= 600
    assert not TRAINS & {item.exercise.id for item in plan.items}


def test_with_five_minutes_there_is_breathing_all_the_same() -> None:
    rests = [item for item in flare_day(minutes=5).timed if item.exercise.is_rest]
    assert rests
