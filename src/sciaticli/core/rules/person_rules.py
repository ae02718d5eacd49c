"""Rules that hold for a person until the profile or the check changes: each returns None or a reason."""

from sciaticli.core.catalogue.exercise import (
    Condition,
    Direction,
    EndRange,
    Equipment,
    Exercise,
    Family,
    Laterality,
    Place,
    Position,
    Supervision,
)
from sciaticli.core.catalogue.plain_words import CONDITION_WORDS, EQUIPMENT_WORDS, POSITION_WORDS
from sciaticli.core.course.dose_ladder import PRESSURE_HOLD_S
from sciaticli.core.profile import Profile
from sciaticli.core.rules.person_today import PersonToday

AFTER_SURGERY = frozenset(
    {"ankle_pumps", "diaphragmatic_breathing", "side_lying_rest", "alexander_chair_pause", "walk_short_bouts"}
)
FRACTURE_EXEMPT = frozenset(
    {"side_lying_rest", "pelvic_tilt_wall", "pelvic_tilt_supine", "stationary_cycle", "walk_flex_intervals"}
)
STRAINING = frozenset({"plank_knees", "plank", "side_bridge_knees", "side_bridge_full"})
LYING_FLAT = frozenset({Position.SUPINE, Position.PRONE})
ON_THE_FLOOR = frozenset({Position.PRONE, Position.QUADRUPED, Position.KNEELING, Position.HALF_KNEELING})
PASSING = frozenset(
    {
        Condition.PREGNANCY_2ND_3RD_TRIMESTER,
        Condition.RECENT_SURGERY,
        Condition.NUMBNESS_OR_WEAKNESS,
        Condition.GROIN_PAIN,
    }
)
"""Conditions that no "my clinician knows" lifts: they pass, or the record shows them."""


def set_aside(exercise: Exercise, setting: PersonToday) -> str | None:
    """Keep out what the person does not want, by id or family."""
    if exercise.id in setting.profile.set_aside or exercise.family in setting.profile.set_aside:
        return "You have put it aside."
    return None


def own_without_limits(exercise: Exercise, setting: PersonToday) -> str | None:
    """Let a user's row that names nobody to avoid it in by a routine only."""
    named = setting.in_routine or exercise.id in setting.profile.supervised
    if exercise.id in setting.own and not exercise.avoid and not named:
        return "Your own file names no one who should avoid it. It comes in by a routine only."
    return None


def after_surgery(exercise: Exercise, setting: PersonToday) -> str | None:
    """Allow five rows after spine surgery; with a clearance its caution rows too (invariant 7)."""
    conditions = setting.conditions
    if not conditions.has(Condition.RECENT_SURGERY) or exercise.id in AFTER_SURGERY:
        return None
    if conditions.uncleared(Condition.RECENT_SURGERY):
        return "After back surgery it waits until your surgeon has cleared you."
    if Condition.RECENT_SURGERY in exercise.caution:
        return None
    return "It is too soon after back surgery for this one."


def in_pregnancy(exercise: Exercise, setting: PersonToday) -> str | None:
    """Allow no lying flat from week 16 (invariant 8; NHS, ACOG)."""
    if setting.conditions.has(Condition.PREGNANCY_2ND_3RD_TRIMESTER) and exercise.position in LYING_FLAT:
        return "From week 16 of a pregnancy you do not lie flat for long."
    return None


def passing_avoid(exercise: Exercise, setting: PersonToday) -> str | None:
    """Apply the part of `avoid` that no clinician's word lifts.

    It is what passes, and what only the last check or the record says: a word given for the
    profile's conditions was not given for these, and would not end when they come.
    """
    conditions = setting.conditions
    told = frozenset(setting.profile.conditions or ())
    lasting = told | ({Condition.DISC_HERNIATION} if conditions.assumed else frozenset())
    for word in _avoided(exercise):
        if conditions.has(word) and (word in PASSING or word not in lasting):
            return f"It does not go with {CONDITION_WORDS[word]}."
    return None


def to_avoid(exercise: Exercise, setting: PersonToday) -> str | None:
    """Keep out what a condition in force must avoid (invariant 1)."""
    conditions = setting.conditions
    for word in _avoided(exercise):
        if not conditions.has(word):
            continue
        if word is Condition.DISC_HERNIATION and conditions.assumed:
            return "It waits until a clinician has named the cause, or the direction test has an answer."
        return f"It does not go with {CONDITION_WORDS[word]}."
    return None


def _avoided(exercise: Exercise) -> tuple[Condition, ...]:
    """Return what an exercise must avoid: what bends a new hip too far bends a sore one too far."""
    too_deep = (Condition.GROIN_PAIN,) if Condition.HIP_REPLACEMENT in exercise.avoid else ()
    return (*exercise.avoid, *too_deep)


def for_pressure(exercise: Exercise, setting: PersonToday) -> str | None:
    """Keep straining and water out until blood pressure is cleared (invariant 6)."""
    if not setting.conditions.uncleared(Condition.HYPERTENSION):
        return None
    strains = exercise.id in STRAINING or exercise.variant_of in STRAINING
    if strains or Family.WATER in exercise.families or exercise.position is Position.WATER:
        return "It waits until your doctor says your blood pressure is well kept."
    return None


def longest_hold_s(profile: Profile) -> int | None:
    """Return to how many seconds a person may make a hold longer; None where it has no limit of its own."""
    return PRESSURE_HOLD_S if Condition.HYPERTENSION in (profile.conditions or ()) else None


def for_bones(exercise: Exercise, setting: PersonToday) -> str | None:
    """Keep bends, twists and prone rows out until weak bones are cleared (invariant 9)."""
    if not setting.conditions.uncleared(Condition.COMPRESSION_FRACTURE) or exercise.id in FRACTURE_EXEMPT:
        return None
    bends = (
        exercise.direction in (Direction.FLEXION, Direction.ROTATION)
        or EndRange.FLEXION in exercise.end_range
    )
    if bends or exercise.position is Position.PRONE:
        return "With weak bones, bends and twists wait until your doctor has cleared them."
    return None


def from_the_floor(exercise: Exercise, setting: PersonToday) -> str | None:
    """Keep out what starts on the floor for those who can not get up from it (invariant 17)."""
    if setting.conditions.has(Condition.FLOOR_TRANSFER_PROBLEM) and exercise.position in ON_THE_FLOOR:
        return "You would have to get down on the floor for it."
    return None


def in_position(exercise: Exercise, setting: PersonToday) -> str | None:
    """Keep out positions that do not work for this person."""
    if exercise.position in setting.profile.positions_out:
        return f"You said that {POSITION_WORDS[exercise.position]} does not work for you."
    return None


def at_hand(exercise: Exercise, setting: PersonToday) -> str | None:
    """Keep out what needs things or places that are not there."""
    at_hand = setting.profile.at_hand
    if exercise.place is Place.POOL and Equipment.POOL not in at_hand:
        return "It needs a pool."
    if exercise.place is Place.GYM and not setting.in_routine:
        return "It needs a gym."
    if exercise.equipment and not any(set(needed) <= set(at_hand) for needed in exercise.equipment):
        missing = [word for word in exercise.equipment[0] if word not in at_hand]
        return f"It needs {' and '.join(EQUIPMENT_WORDS[word] for word in missing)}."
    return None


def on_a_side(exercise: Exercise, setting: PersonToday) -> str | None:
    """Ask for the sore side before a one-sided drill (invariant 18)."""
    if exercise.laterality is Laterality.AFFECTED_SIDE and setting.profile.side is None:
        return "Say first which side is sore: sciaticli setup --set side=left (or right, both)."
    return None


def taught(exercise: Exercise, setting: PersonToday) -> str | None:
    """Lock what a professional must teach first (invariant 4)."""
    named = exercise.id in setting.profile.supervised or exercise.family in setting.profile.supervised
    if exercise.supervised_first is Supervision.YES and not named:
        return "A physio should teach you this one first."
    return None
