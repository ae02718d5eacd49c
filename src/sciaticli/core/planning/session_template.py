"""The sections of a session: where an exercise stands, and what comes after what.

The order (warm-up, direction and nerve, main, cool-down) is our choice, built from published programmes
(AAOS spine conditioning).
"""

from sciaticli.core.catalogue.exercise import (
    Equipment,
    Exercise,
    Family,
    Kind,
    NerveTension,
    Place,
    Position,
    Region,
)
from sciaticli.core.course.direction import Preference
from sciaticli.core.plan import Section
from sciaticli.core.rules.person_today import is_drill

CARD_FROM_S = 300
_POSITIONS = (
    Position.WALKING,
    Position.WATER,
    Position.STANDING,
    Position.SITTING,
    Position.QUADRUPED,
    Position.KNEELING,
    Position.HALF_KNEELING,
    Position.PRONE,
    Position.SIDE_LYING,
    Position.SUPINE,
)


def section_of(exercise: Exercise, preference: Preference) -> Section:
    """Return the section of an exercise; the drill of an active label stands with the nerve's."""
    if exercise.nerve_tension is not NerveTension.NONE or is_drill(exercise, preference):
        return Section.DIRECTION
    if exercise.kind is Kind.STRETCH_HOLD and exercise.region is not Region.POSTURE:
        return Section.COOL_DOWN
    lies_still = exercise.kind is Kind.CONTINUOUS and exercise.position is Position.SUPINE
    if exercise.region is Region.REST or (lies_still and not exercise.end_range):
        return Section.COOL_DOWN
    if exercise.region is Region.NERVE_DIRECTION:
        return Section.WARM_UP if exercise.family is Family.NEURAL_MOBILITY else Section.DIRECTION
    return Section.WARM_UP if exercise.region is Region.MOBILITY else Section.MAIN


def is_card(exercise: Exercise, hold_s: int) -> bool:
    """Return whether an exercise is done away from the clock: walks, pool, bike, and rests over 5 minutes."""
    walks = exercise.position is Position.WALKING and exercise.region is Region.AEROBIC
    if walks or exercise.place is not Place.HOME or exercise.position is Position.WATER:
        return True
    if any({Equipment.BIKE, Equipment.RECUMBENT_BIKE} & {*needed} for needed in exercise.equipment):
        return True
    return exercise.kind is Kind.CONTINUOUS and hold_s > CARD_FROM_S


def place_in_order(exercise: Exercise, section: Section) -> tuple[int, int, str]:
    """Return the sort key in a session: the section, and in it by position, so that getting up is rare.

    Sections go from standing to lying; the main one follows a lying one, so it goes from lying to standing.
    Rest comes after the stretches.
    """
    order = [Section.WARM_UP, Section.DIRECTION, Section.MAIN, Section.COOL_DOWN]
    rests = section is Section.COOL_DOWN and exercise.kind is not Kind.STRETCH_HOLD
    place = len(_POSITIONS) if rests else _POSITIONS.index(exercise.position)
    return order.index(section), -place if section is Section.MAIN else place, exercise.id
