"""Every ladder can be finished by somebody who has a quarter of an hour."""

from datetime import date, timedelta

import pytest
from msgspec import UNSET, UnsetType

from sciaticli.core.catalogue.dose_sums import is_off_clock
from sciaticli.core.catalogue.exercise import Direction, Equipment, Family, Laterality, Region, Side
from sciaticli.core.catalogue.strand import Strand, StrandKind
from sciaticli.core.plan import Plan
from sciaticli.core.planning.planner import plan_day
from sciaticli.core.planning.request import Request
from sciaticli.core.planning.upkeep import KEPT_LEVEL
from sciaticli.core.profile import Profile
from sciaticli.core.record.entries import Response
from support.built_in import CATALOGUE
from support.entries import TODAY, a_clearance, a_history, a_pain, a_session, pain_now, performed

PROGRAMME = CATALOGUE.programme
DAYS = 60
KINDS = (StrandKind.STRENGTH, StrandKind.BALANCE, StrandKind.MOBILITY, StrandKind.STRETCH, StrandKind.CHOICE)
SKILLS = {row for strand in PROGRAMME.strand for stage in strand.stages if stage.skill for row in stage.rows}
ROWS = [
    (row, strand)
    for strand in PROGRAMME.strand
    if strand.kind in KINDS
    for row in strand.all_rows
    if len(CATALOGUE.by_id[row].doses) > 1 and not is_off_clock(CATALOGUE.by_id[row], 0)
    if row not in SKILLS and row not in PROGRAMME.retires and CATALOGUE.by_id[row].region is not Region.REST
]


def a_plan_after(row: str, strand: Strand, times: int) -> Plan:
    """Return the plan of somebody who did one step below the full dose of a row so many times, and well.

    What else is strong is at full, so that this step is the next one of the whole. They walk little, so it
    is `rebuild`: in `maintain` a row has its share (test_upkeep), but for those that come only there.
    """
    exercise = CATALOGUE.by_id[row]
    both = exercise.laterality in (Laterality.BOTH, Laterality.ALTERNATING)
    sides = (Side.BOTH,) if both else (Side.LEFT, Side.RIGHT)
    trains = strand.kind is StrandKind.STRENGTH
    done = [performed(row, exercise.doses[-2], side=side) for side in sides]
    beside = ("hip_hinge_dowel" if strand.id == "legs" else "wall_squat", "single_leg_stand")
    done += [performed(name, CATALOGUE.by_id[name].doses[-1]) for name in beside if trains]
    sessions = [a_session(day, done, leg=0, phase="rebuild") for day in days_back(2, 2)[:times]]
    walked: int | UnsetType = 30 if exercise.level > KEPT_LEVEL else UNSET
    mornings = [a_pain(day, 0, morning=Response.SAME, walk_min=walked) for day in days_back(0, 1)]
    profile = Profile(
        conditions=(),
        side=Side.LEFT,
        equipment=tuple(Equipment),
        supervised=tuple(Family),
        likes=(row,),
        direction=Direction(exercise.end_range[0]) if exercise.end_range else None,
    )
    asked = None if trains else strand.id
    request = Request(day=TODAY, minutes=15, pain=pain_now(0, 0), evening=True, more=asked)
    return plan_day(a_clearance(), CATALOGUE, profile, a_history(*sessions, *mornings), request)


def days_back(first: int, step: int) -> list[date]:
    return [TODAY - timedelta(days=back) for back in range(first, DAYS, step)]


@pytest.mark.parametrize(("row", "strand"), ROWS, ids=[row for row, _ in ROWS])
def test_the_last_step_of_a_ladder_comes_at_fifteen_minutes(row: str, strand: Strand) -> None:
    """On this training day or on the next: some strands take turns."""
    plans = [a_plan_after(row, strand, times) for times in (24, 25)]
    doses = {item.dose for plan in plans for item in plan.items if item.exercise.id == row}
    said = [out.because for plan in plans for out in plan.left_out if out.exercise == row]
    assert CATALOGUE.by_id[row].doses[-1] in doses, (doses, said)
