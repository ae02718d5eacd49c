"""The sections of a session: which group an exercise stands in, and what comes after what.

The order (warm-up, direction and nerve, main, cool-down) is our choice, built from published programmes
(AAOS spine conditioning).
"""

from enum import StrEnum

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


class Group(StrEnum):
    """What an exercise is for in a session; a group gives one or a few."""

    WARM_UP = "warm_up"
    DRILL = "drill"
    NERVE = "nerve"
    FRONT = "front"
    SIDE = "side"
    BACK = "back"
    HIP = "hip"
    POSTURE = "posture"
    AEROBIC = "aerobic"
    STRETCH = "stretch"
    REST = "rest"


MAIN = frozenset({Group.FRONT, Group.SIDE, Group.BACK, Group.HIP, Group.POSTURE, Group.AEROBIC})

_OF_REGION = {
    Region.TRUNK_FRONT: Group.FRONT,
    Region.TRUNK_SIDE: Group.SIDE,
    Region.TRUNK_BACK: Group.BACK,
    Region.HIP_LEG: Group.HIP,
    Region.POSTURE: Group.POSTURE,
    Region.AEROBIC: Group.AEROBIC,
    Region.MOBILITY: Group.WARM_UP,
    Region.NERVE_DIRECTION: Group.DRILL,
    Region.REST: Group.REST,
}

_SECTION = {
    Group.WARM_UP: Section.WARM_UP,
    Group.DRILL: Section.DIRECTION,
    Group.NERVE: Section.DIRECTION,
    Group.STRETCH: Section.COOL_DOWN,
    Group.REST: Section.COOL_DOWN,
}

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


def group_of(exercise: Exercise, preference: Preference) -> Group:
    """Return the group of an exercise; the drill of an active label stands in the direction slot."""
    if exercise.nerve_tension is not NerveTension.NONE:
        return Group.NERVE
    if is_drill(exercise, preference):
        return Group.DRILL
    if exercise.kind is Kind.STRETCH_HOLD and exercise.region is not Region.POSTURE:
        return Group.STRETCH
    if exercise.kind is Kind.CONTINUOUS and exercise.position is Position.SUPINE and not exercise.end_range:
        return Group.REST
    if exercise.region is Region.NERVE_DIRECTION and exercise.family is Family.NEURAL_MOBILITY:
        return Group.WARM_UP
    return _OF_REGION[exercise.region]


def is_card(exercise: Exercise, hold_s: int) -> bool:
    """Return whether an exercise is done away from the clock: walks, pool, bike, and rests over 5 minutes."""
    walks = exercise.position is Position.WALKING and exercise.region is Region.AEROBIC
    if walks or exercise.place is not Place.HOME or exercise.position is Position.WATER:
        return True
    if any({Equipment.BIKE, Equipment.RECUMBENT_BIKE} & {*needed} for needed in exercise.equipment):
        return True
    return exercise.kind is Kind.CONTINUOUS and hold_s > CARD_FROM_S


def section_of(group: Group) -> Section:
    """Return the slot in which a group stands."""
    return _SECTION.get(group, Section.MAIN)


def place_in_order(exercise: Exercise, group: Group) -> tuple[int, int, str]:
    """Return the sort key in a session: the slot, and in it by position, so that getting up is rare.

    Slots go from standing to lying; the main one follows a lying slot, so it goes from lying to standing.
    """
    order = [Section.WARM_UP, Section.DIRECTION, Section.MAIN, Section.COOL_DOWN]
    section = section_of(group)
    place = len(_POSITIONS) if group is Group.REST else _POSITIONS.index(exercise.position)
    return order.index(section), -place if section is Section.MAIN else place, exercise.id
