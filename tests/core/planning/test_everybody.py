"""Whoever a person is and whatever is at hand: a real session, and no strand left empty without a word."""

from collections.abc import Iterator
from itertools import zip_longest
from typing import Any

import pytest

from sciaticli.core.catalogue.exercise import Condition, Direction, Equipment, Family, Position, Side
from sciaticli.core.catalogue.strand import StrandKind
from sciaticli.core.plan import Phase, Plan
from sciaticli.core.planning.day_picture import picture_of
from sciaticli.core.planning.plan_notes import FEW_NEW, LITTLE_FITS, SHORT_SHARE, TRAINED
from sciaticli.core.profile import AgeBand, Profile
from support.built_in import CATALOGUE
from support.entries import TODAY
from support.lives import Day, Person, live
from support.oracle import broken

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
    view = picture_of(case.cleared, case.catalogue, case.profile, case.history, case.request)
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
        assert used(day.plan) >= 0.3
        assert used(day.plan) >= SHORT_SHARE or {FEW_NEW, LITTLE_FITS} & {*day.plan.notes}
    assert any(item.strand == "walk" for item in day.plan.items)


@pytest.mark.parametrize(
    ("condition", "things"),
    [
        pytest.param(*row, marks=pytest.mark.slow if number % 3 else ())
        for number, row in enumerate(TABLE)
        if row[0] is not OPERATED and row[1] in ("nothing", "no chair")
    ],
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


EVERYTHING = tuple(Equipment)
WITHOUT_BIKE = (Equipment.MAT, Equipment.CHAIR, Equipment.WALL)
TAUGHT = tuple(Family)
LYING = (Position.SUPINE, Position.SIDE_LYING, Position.PRONE)
EXTENDS = {"direction": Direction.EXTENSION}
SPINE = (Condition.STENOSIS,)
FLOOR = (Condition.FLOOR_TRANSFER_PROBLEM,)
SORE = {"start": 8, "end": 6, "days": 3}
SLOW = {"start": 3, "end": 3, "days": 40}
SOMEBODY: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "all at hand": ({}, {"days": 190}),
    "stenosis": ({"conditions": SPINE}, {"days": 60}),
    "recumbent bike": ({"conditions": SPINE, "equipment": (Equipment.RECUMBENT_BIKE,)}, {"days": 3}),
    "worn joints, no bike": (
        {"conditions": (Condition.DEGENERATIVE_JOINT,), "equipment": WITHOUT_BIKE},
        {"days": 84},
    ),
    "nothing at hand": ({"equipment": ()}, {"days": 70}),
    "chair": ({"equipment": (Equipment.CHAIR, Equipment.WALL)}, {"days": 84}),
    "no floor": ({"conditions": FLOOR, "equipment": (Equipment.CHAIR, Equipment.WALL)}, {"days": 84}),
    "slow": ({}, SLOW),
    "slow, no floor": ({"conditions": FLOOR, "equipment": (Equipment.CHAIR,)}, SLOW),
    "sore": ({}, SORE),
    "sore, back bends ease": (EXTENDS, SORE),
    "back bends ease": (EXTENDS, {"start": 5, "end": 1, "days": 14}),
    "back bends ease, no press-up": ({**EXTENDS, "set_aside": ("prone_press_up",)}, {"days": 3}),
    "back bends ease, not prone": ({**EXTENDS, "positions_out": (Position.PRONE,)}, {"days": 20}),
    "bends ease": ({"direction": Direction.FLEXION, "conditions": SPINE}, {"start": 4, "end": 1, "days": 28}),
    "bends ease, sitting": (
        {"direction": Direction.FLEXION, "conditions": SPINE, "positions_out": (Position.SUPINE,)},
        {"start": 4, "end": 1, "days": 28},
    ),
    "bends ease, new hip": (
        {"direction": Direction.FLEXION, "conditions": (*SPINE, Condition.HIP_REPLACEMENT)}, {"days": 3}
    ),
    "glides ease": ({"direction": Direction.LATERAL}, {"days": 3}),
    "never lies": ({"positions_out": LYING}, SORE),
    "not on the back, sore": ({"positions_out": (Position.SUPINE,)}, SORE),
    "not on the back": ({"positions_out": (Position.SUPINE,)}, {"days": 40}),
}  # fmt: skip


def met_by(name: str, *likes: str) -> Iterator[set[str]]:
    """Yield, day by day, the exercises that are planned for somebody who likes these."""
    told, how = SOMEBODY[name]
    start = {"side": Side.LEFT, "conditions": (Condition.DISC_HERNIATION,), "equipment": EVERYTHING}
    profile = Profile(**{**start, "supervised": TAUGHT, **told, "likes": likes})
    how = {"start": 3, "end": 0, **how}
    person = Person(
        name=name, profile=profile, start=how["start"], end=how["end"], ease_days=11, noise=0, adherence=1,
        minutes=30, tests=False, spread_chance=0, tolerance_s=10**6,
    )  # fmt: skip
    for day in live(person, CATALOGUE, days=how["days"]):
        assert day.plan
        yield {item.exercise.id for item in day.plan.items}


def met_by_all(*likes: str) -> Iterator[set[str]]:
    """Yield what is planned for all of them together, on the first day, on the second, and so on."""
    lives = [met_by(name, *likes) for name in SOMEBODY]
    return (set().union(*day) for day in zip_longest(*lives, fillvalue=set[str]()))


@pytest.mark.slow
def test_each_exercise_of_the_programme_is_planned_for_somebody() -> None:
    """Rows by choice aside; who likes a row meets it as soon as a stage or a strand lets them choose."""
    wanted = {row.id for row in CATALOGUE.exercises} - set(CATALOGUE.programme.by_choice)
    left = wanted.difference(*met_by_all())
    left = left.difference(*met_by_all(*sorted(left)))
    assert [row for row in sorted(left) if not any(row in day for day in met_by_all(row))] == []


def test_at_seventy_every_strand_is_trained_and_legs_and_back_each_time() -> None:
    """What is owed in each session takes no strand's place."""
    profile = Profile(
        age_band=AgeBand.AGE_70_PLUS,
        conditions=(Condition.BALANCE_PROBLEM,),
        side=Side.RIGHT,
        equipment=(Equipment.CHAIR, Equipment.WALL),
    )
    person = Person(
        name="eighty", profile=profile, start=3, end=1, ease_days=20, noise=0, adherence=1, minutes=15,
        tests=False, spread_chance=0, tolerance_s=10**6,
    )  # fmt: skip
    plans = [day.plan for day in live(person, CATALOGUE, days=57) if day.plan and day.plan.training_day]
    assert len(plans) >= 28
    strands = [{item.strand for item in plan.items} for plan in plans]
    assert all({"legs", "back"} <= found for found in strands)
    for name in ("trunk", "side", "foot", "balance"):
        assert sum(name in found for found in strands[14:]) >= 0.3 * len(strands[14:]), name
