"""Exercises, items and plans made up for tests of the clock and the session."""

from datetime import date

from sciaticli.core.catalogue.exercise import Dose, Exercise, Family, Kind, Laterality, Side
from sciaticli.core.plan import Phase, Plan, PlanItem, PlanMode, Section
from sciaticli.core.session.timeline import item_seconds
from support import entries

DAY = date(2026, 11, 22)


def an_exercise(
    kind: Kind = Kind.STRETCH_HOLD,
    laterality: Laterality = Laterality.PER_SIDE,
    name: str = "knee_to_chest",
    move_s: int = 3,
) -> Exercise:
    dose = Dose(sets=1, reps=2, hold_s=10)
    return entries.an_exercise(
        name,
        family=Family.HIP_STRETCH,
        kind=kind,
        laterality=laterality,
        leg_pain_ceiling=5,
        dose_start=dose,
        dose_steps=(),
        dose_full=dose,
        move_s=move_s,
        steps=("Bring one knee up.",),
        mistakes=("Pulling hard.",),
        breathing="Breathe out.",
        stop_signs=("Stop if tingling runs down leg.",),
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
