"""Whoever a person is and whatever is at hand: a real session, and no strand left empty without a word."""

import pytest

from sciaticli.core.catalogue.exercise import Condition, Equipment, Side
from sciaticli.core.catalogue.strand import StrandKind
from sciaticli.core.plan import Phase, Plan
from sciaticli.core.planning.day_picture import outlook
from sciaticli.core.planning.plan_notes import TRAINED
from sciaticli.core.profile import Profile
from sciaticli.store.catalogue import load_catalogue
from support.entries import TODAY
from support.lives import Day, Person, live
from support.oracle import broken

CATALOGUE = load_catalogue()
AT_HAND = {
    "nothing": (),
    "a chair": (Equipment.CHAIR,),
    "no mat": (Equipment.CHAIR, Equipment.WALL),
    "no chair": (Equipment.MAT, Equipment.WALL),
}
PREGNANT, OPERATED = Condition.PREGNANCY_2ND_3RD_TRIMESTER, Condition.RECENT_SURGERY
TABLE = [(condition, things) for condition in (None, *Condition) for things in AT_HAND]


def a_life(condition: Condition | None, things: str, leg: float, count: int) -> list[Day]:
    profile = Profile(
        conditions=(condition,) if condition else (),
        side=Side.LEFT,
        equipment=AT_HAND[things],
        pregnancy_week=24 if condition is PREGNANT else None,
        pregnancy_week_on=TODAY if condition is PREGNANT else None,
    )
    person = Person(
        name=f"{condition} {things}", profile=profile, start=leg, end=leg, noise=0, adherence=1, minutes=20,
        tests=False, spread_chance=0, tolerance_s=10**6,
    )  # fmt: skip
    return list(live(person, CATALOGUE, days=count))


def empty_strands(day: Day) -> set[str]:
    """Return the names of the strands to train of which no row is let in."""
    assert day.case
    case = day.case
    view = outlook(case.cleared, case.catalogue, case.profile, case.history, case.request)
    return {
        strand.name
        for strand in CATALOGUE.programme.strand
        if strand.kind in TRAINED and not any(map(view.is_let_in, strand.all_rows))
    }


def used(plan: Plan) -> float:
    return plan.total_seconds / (60 * plan.minutes)


@pytest.mark.parametrize(("condition", "things"), TABLE)
def test_the_first_day_is_a_real_session_and_says_which_strand_is_empty(
    condition: Condition | None, things: str
) -> None:
    (day,) = a_life(condition, things, 3, 1)
    assert day.plan
    assert day.case
    assert broken(day.case) == []
    told = " ".join(note for note in day.plan.notes if note.startswith("Nothing fits you"))
    assert all(name in told for name in empty_strands(day))
    if condition is not OPERATED:
        strands = {item.strand for item in day.plan.items}
        assert len(strands & {"legs", "back", "trunk", "side", "foot"}) >= 2
        assert used(day.plan) >= 0.45
    assert any(item.strand == "walk" for item in day.plan.items)


@pytest.mark.parametrize(
    ("condition", "things"),
    [row for row in TABLE if row[0] is not OPERATED and row[1] in ("nothing", "no chair")],
)
def test_after_a_fortnight_with_a_calm_leg_it_is_strength_work_that_fills_the_training_days(
    condition: Condition | None, things: str
) -> None:
    days = a_life(condition, things, 1, 15)
    plans = [day.plan for day in days if day.plan]
    assert plans[-1].phase is Phase.REBUILD
    assert [fault for day in days if day.case for fault in broken(day.case)] == []
    training = [plan for plan in plans if plan.training_day][-1]
    kinds = {strand.id: strand.kind for strand in CATALOGUE.programme.strand}
    rows = {
        item.exercise.id for item in training.items if kinds.get(item.strand or "") is StrandKind.STRENGTH
    }
    assert len(rows) >= 4
    assert used(training) >= 0.6
