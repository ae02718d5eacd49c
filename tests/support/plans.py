"""Exercises, items and plans made up for tests of the clock and the session."""

from datetime import date

from sciaticli.core.catalogue.exercise import (
    Direction,
    Dose,
    Exercise,
    Family,
    Goal,
    Kind,
    Laterality,
    NerveTension,
    Position,
    Region,
    Side,
    Supervision,
)
from sciaticli.core.plan import Phase, Plan, PlanItem, PlanMode, Section
from sciaticli.core.session.timeline import item_seconds

DAY = date(2026, 11, 22)


def an_exercise(
    kind: Kind = Kind.STRETCH_HOLD,
    laterality: Laterality = Laterality.PER_SIDE,
    name: str = "knee_to_chest",
    move_s: int = 3,
) -> Exercise:
    dose = Dose(sets=1, reps=2, hold_s=10)
    return Exercise(
        id=name,
        name=name.replace("_", " ").capitalize(),
        family=Family.HIP_STRETCH,
        kind=kind,
        position=Position.SUPINE,
        direction=Direction.NEUTRAL,
        laterality=laterality,
        goals=(Goal.FLEXIBILITY,),
        region=Region.MOBILITY,
        level=1,
        leg_pain_ceiling=5,
        supervised_first=Supervision.NO,
        avoid=(),
        caution={},
        end_range=(),
        nerve_tension=NerveTension.NONE,
        dose_start=dose,
        dose_full=dose,
        move_s=move_s,
        frequency="daily",
        dose_source="ours",
        set_up=("Lie on your back.",),
        steps=("Bring one knee up.",),
        feel="A mild stretch.",
        mistakes=("Pulling hard.",),
        breathing="Breathe out.",
        stop_signs=("Stop if tingling runs down leg.",),
        sources=("ours",),
    )


def an_item(exercise: Exercise, dose: Dose, side: Side = Side.BOTH, get_ready_s: int = 8) -> PlanItem:
    seconds = item_seconds(exercise, dose, side, get_ready_s)
    return PlanItem(
        exercise=exercise,
        section=Section.MAIN,
        side=side,
        dose=dose,
        seconds=seconds,
        because="It suits you.",
    )


def a_plan(*items: PlanItem) -> Plan:
    return Plan(day=DAY, mode=PlanMode.NORMAL, phase=Phase.SETTLE, minutes=15, items=items)
