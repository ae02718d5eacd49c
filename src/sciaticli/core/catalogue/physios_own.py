"""An exercise that a physio gave and the catalogue lacks: name, dose and a timer, and the strictest limits.

Nothing is known of it but what the sheet says. So it has no figure, is in no plan but its routine's, and
is kept out by the same checks as all others. All limits are our choice.
"""

from sciaticli.core.catalogue.exercise import (
    Condition,
    Direction,
    Dose,
    Exercise,
    Family,
    Kind,
    Laterality,
    NerveTension,
    Position,
    Purpose,
    Region,
    Side,
    Supervision,
)

CEILING = 5  # leg pain, 0-10
LEVEL = 2
AVOID = (
    Condition.COMPRESSION_FRACTURE,
    Condition.RECENT_SURGERY,
    Condition.SPONDYLOLISTHESIS,
    Condition.PREGNANCY_2ND_3RD_TRIMESTER,
)
TIMER = Dose(sets=1, reps=1, hold_s=60)  # where the sheet gives no number


def own_exercise(
    id_: str, name: str, dose: Dose | None, side: Side | None, told: tuple[str, ...]
) -> Exercise:
    """Return a row for a physio's own exercise; without a dose it is a minute on the clock."""
    dose = dose or TIMER
    return Exercise(
        id=id_,
        name=name,
        family=Family.FUNCTIONAL_RESTORATION,
        kind=kind_of(dose),
        position=Position.STANDING,
        direction=Direction.NEUTRAL,
        laterality=Laterality.BOTH if side is None else Laterality.PER_SIDE,
        goals=(Purpose.STRENGTH,),
        region=Region.HIP_LEG,
        level=LEVEL,
        leg_pain_ceiling=CEILING,
        supervised_first=Supervision.NO,
        avoid=AVOID,
        caution={},
        end_range=(),
        nerve_tension=NerveTension.NONE,
        dose_start=dose,
        dose_full=dose,
        frequency="as your physio said",
        dose_source="your physio",
        set_up=("Get ready as your physio showed you.",),
        steps=told or ("Do it as your physio showed you.",),
        feel="What your physio told you to feel.",
        mistakes=(),
        breathing="Breathe on.",
        stop_signs=("Stop if pain goes further down the leg, or if the leg grows numb or weak.",),
        sources=("your physio",),
    )


def kind_of(dose: Dose) -> Kind:
    """Return how time passes in a dose of which only the numbers are known."""
    if not dose.hold_s:
        return Kind.REPS
    if dose.total_reps == 1 and dose.hold_s >= TIMER.hold_s:
        return Kind.CONTINUOUS
    return Kind.REPETITION_HOLD
