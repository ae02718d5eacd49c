"""In upkeep one row has its share of a session, and the path goes on all the same."""

import pytest

from core.planning.test_ladders import days_back
from sciaticli.core.catalogue.dose_sums import dose_seconds
from sciaticli.core.catalogue.exercise import Dose, Equipment, Family
from sciaticli.core.plan import Phase, Plan
from sciaticli.core.planning.planner import plan_day
from sciaticli.core.planning.reasons import COMES_NEXT, ENOUGH_NEW, FULL, UPKEEP
from sciaticli.core.planning.request import Request
from sciaticli.core.profile import Profile
from sciaticli.core.record.entries import Response
from support.built_in import CATALOGUE
from support.entries import TODAY, a_clearance, a_history, a_pain, a_session, pain_now, performed

BIRD_DOG = CATALOGUE.by_id["bird_dog"]


def plan_in_upkeep(bird_dog: Dose, minutes: int, times: int = 24) -> Plan:
    """Return the plan of somebody in `maintain` who did the bird dog so, and well, so many times."""
    beside = [performed(name, CATALOGUE.by_id[name].doses[-1]) for name in ("wall_squat", "single_leg_stand")]
    dog = performed("bird_dog", bird_dog)
    days = enumerate(days_back(2, 2)[:24])
    sessions = [
        a_session(day, [*([dog] if back < times else []), *beside], leg=0, phase="rebuild")
        for back, day in days
    ]
    mornings = [a_pain(day, 0, morning=Response.SAME, walk_min=30) for day in days_back(0, 1)]
    profile = Profile(conditions=(), equipment=tuple(Equipment), supervised=tuple(Family))
    request = Request(day=TODAY, minutes=minutes, pain=pain_now(0, 0), evening=True)
    plan = plan_day(a_clearance(), CATALOGUE, profile, a_history(*sessions, *mornings), request)
    assert plan.phase is Phase.MAINTAIN
    return plan


@pytest.mark.parametrize(("minutes", "most_s"), [(15, 240), (20, 300), (30, 450)])
def test_one_row_takes_a_quarter_of_the_session_or_four_minutes(minutes: int, most_s: int) -> None:
    plan = plan_in_upkeep(BIRD_DOG.doses[-1], minutes)
    (found,) = (item for item in plan.items if item.exercise.id == "bird_dog")
    within = [dose for dose in BIRD_DOG.doses if dose_seconds(BIRD_DOG, dose, 8) <= most_s]
    assert found.dose == within[-1]
    assert found.because == f"Back: {FULL if found.dose == BIRD_DOG.doses[-1] else UPKEEP}"


def test_who_has_only_a_little_time_gets_the_lowest_step() -> None:
    plan = plan_in_upkeep(BIRD_DOG.doses[-1], 12)
    doses = [item.dose for item in plan.items if item.exercise.id == "bird_dog"]
    assert doses in ([], [BIRD_DOG.doses[0]])


@pytest.mark.parametrize(("times", "comes"), [(5, False), (6, True)])
def test_a_row_held_back_before_its_half_hands_over_after_six_good_sessions(times: int, comes: bool) -> None:
    """Then the next one is wished for; here the count of new ones still shuts it out."""
    plan = plan_in_upkeep(BIRD_DOG.doses[0], 15, times)
    (why,) = (out.because for out in plan.left_out if out.exercise == "single_leg_bridge")
    assert (why == ENOUGH_NEW) is comes, why
    assert (why == COMES_NEXT.format(here=BIRD_DOG.name)) is not comes, why
