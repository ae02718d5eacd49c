"""Who may come in: one function a rule, each returns None or a reason in plain words.

The rules hold for every row, built in or the user's own, and for every prescribed line. A
clinician's word lifts five of them, for one exercise and one rule, and never the others.
"""

from collections.abc import Callable
from datetime import date, timedelta
from enum import StrEnum

from msgspec import Struct

from sciaticli.core.conditions import CLEARANCE_HOLDS, Conditions
from sciaticli.core.direction import DRILLS, Label, Preference
from sciaticli.core.exercise import (
    Condition,
    Direction,
    EndRange,
    Equipment,
    Exercise,
    Family,
    Kind,
    Laterality,
    NerveTension,
    Place,
    Position,
    Region,
    Supervision,
)
from sciaticli.core.history import History
from sciaticli.core.plan import Phase, PlanMode
from sciaticli.core.profile import Profile
from sciaticli.core.progression import Gap
from sciaticli.core.record import ExerciseRecord, blocked_until, needs_easier
from sciaticli.core.words import CONDITION_WORDS, EQUIPMENT_WORDS, POSITION_WORDS

CLINICIAN_KNOWS = "clinician_knows@1"
SLIDER_REPS_A_DAY = 30
FLARE_REST = 3
AFTER_RISING_MIN = 60
SLIDER_AFTER_RISING_MIN = 120
STRENGTH_DAYS_A_WEEK = 3

LEVEL_GATE = {Phase.CALM: 1, Phase.SETTLE: 2, Phase.REBUILD: 4, Phase.MAINTAIN: 5}
STRENGTH = frozenset(
    {
        Family.CORE_STRENGTHENING,
        Family.DYNAMIC_STABILISING,
        Family.LUMBAR_EXTENSOR,
        Family.FUNCTIONAL_RESTORATION,
    }
)
CALM_STRENGTH = frozenset({"neutral_spine_finder", "abdominal_bracing"})
AFTER_SURGERY = frozenset(
    {"ankle_pumps", "diaphragmatic_breathing", "side_lying_rest", "alexander_chair_pause", "walk_short_bouts"}
)
FRACTURE_EXEMPT = frozenset(
    {"side_lying_rest", "pelvic_tilt_wall", "pelvic_tilt_supine", "stationary_cycle", "walk_flex_intervals"}
)
STRAINING = frozenset({"plank_knees", "plank", "side_bridge_knees", "side_bridge_full"})
FLARE_WITH_CAUTION = frozenset({"walk_short_bouts", "water_walking"})
EASES_BENDING = frozenset({Condition.STENOSIS, Condition.DEGENERATIVE_JOINT, Condition.SPONDYLOLISTHESIS})
LATE_STRETCH = "hamstring_standing"
LYING_FLAT = frozenset({Position.SUPINE, Position.PRONE})
ON_THE_FLOOR = frozenset({Position.PRONE, Position.QUADRUPED, Position.KNEELING, Position.HALF_KNEELING})
PASSING = frozenset(
    {
        Condition.PREGNANCY_2ND_3RD_TRIMESTER,
        Condition.RECENT_SURGERY,
        Condition.NUMBNESS_OR_WEAKNESS,
    }
)
"""Conditions that no "my clinician knows" lifts: they pass, or the record shows them."""


class Rule(StrEnum):
    """Why an exercise may be out. The first five are those that a clinician's word can lift."""

    AVOID = "avoid"
    LEVEL = "level"
    PHASE = "phase"
    SUPERVISED = "supervised_first"
    DIRECTION = "direction"
    SET_ASIDE = "set_aside"
    OWN = "own"
    SURGERY = "surgery"
    PREGNANCY = "pregnancy"
    PRESSURE = "blood_pressure"
    BONE = "bone"
    FLOOR = "floor"
    POSITION = "position"
    EQUIPMENT = "equipment"
    SIDE = "side"
    BLOCK = "block"
    TOO_MUCH = "too_much"
    LIGHT = "light"
    NERVE = "nerve"
    MORNING = "morning"
    CEILING = "ceiling"
    FLARE = "flare"
    WORSE = "worse"
    SLIDER = "slider"
    LADDER = "ladder"
    RECOVERY = "recovery"
    VARIANT = "variant"
    UNTESTED = "untested"


LIFTABLE = frozenset({Rule.AVOID, Rule.LEVEL, Rule.PHASE, Rule.SUPERVISED, Rule.DIRECTION})
LASTING = frozenset(
    {
        Rule.AVOID,
        Rule.SUPERVISED,
        Rule.SET_ASIDE,
        Rule.OWN,
        Rule.SURGERY,
        Rule.PREGNANCY,
        Rule.PRESSURE,
        Rule.BONE,
        Rule.FLOOR,
        Rule.POSITION,
        Rule.EQUIPMENT,
        Rule.SIDE,
    }
)
"""Rules that do not change from day to day: what they keep out can't be waited for."""


class Refusal(Struct, frozen=True):
    """A rule that keeps an exercise out, and its reason in plain words."""

    rule: Rule
    because: str


class Setting(Struct, frozen=True, kw_only=True):
    """Everything the rules ask about one person on one day."""

    day: date
    profile: Profile
    conditions: Conditions
    preference: Preference
    phase: Phase
    gate: int | None
    mode: PlanMode
    light: bool = False
    flare_day: int | None = None
    up_min: int | None = None
    evening: bool = False
    records: dict[str, ExerciseRecord] = {}
    own: frozenset[str] = frozenset()
    slider_reps_today: int = 0
    tensioners_ready: bool = False
    worse: bool = False
    last_session: frozenset[str] = frozenset()
    in_routine: bool = False
    lifted: frozenset[tuple[str, Rule]] = frozenset()
    gap: Gap = Gap.NONE


def refusal(
    exercise: Exercise, setting: Setting, *, without: frozenset[Rule] = frozenset()
) -> Refusal | None:
    """Return the first rule that keeps an exercise out on this day, None when it may come in.

    `without` names rules that are not asked: only the directional test has any.
    """
    for rule, asks in RULES:
        lifted = setting.in_routine and rule in LIFTABLE and (exercise.id, rule) in setting.lifted
        if lifted or rule in without:
            continue
        if because := asks(exercise, setting):
            return Refusal(rule, because)
    return None


def clinician_knows(day: date, profile: Profile, history: History) -> frozenset[tuple[str, Rule]]:
    """Return the exercises and rules that a clinician's word lifts on a day.

    It ends after six months, and when the conditions written beside it are no longer the profile's.
    """
    lifted: set[tuple[str, Rule]] = set()
    for found in history.assessments:
        if found.form != CLINICIAN_KNOWS or not found.day <= day < found.day + CLEARANCE_HOLDS:
            continue
        for item in found.items:
            exercise, rule = item.get("exercise"), item.get("rule")
            told = item.get("conditions")
            same = told is None or set(told) == set(profile.conditions or ())
            if isinstance(exercise, str) and rule in set(LIFTABLE) and same:
                lifted.add((exercise, Rule(rule)))
    return frozenset(lifted)


def cautions_for(exercise: Exercise, conditions: Conditions) -> tuple[str, ...]:
    """Return the notes that must be shown with an exercise."""
    notes = [note for word, note in exercise.caution.items() if conditions.has(word)]
    if conditions.has(Condition.FLOOR_TRANSFER_PROBLEM) and exercise.position in (
        Position.SUPINE,
        Position.SIDE_LYING,
    ):
        notes.append("Do this on a firm bed, not on the floor.")
    if exercise.supervised_first is Supervision.ADVISED:
        notes.append("It is best shown to you once by a physio.")
    return tuple(notes)


def is_drill(exercise: Exercise, preference: Preference) -> bool:
    """Return whether an active label names this exercise: its drill, or a gentler row of the direction."""
    return preference.label is not None and exercise.id in DRILLS.get(preference.label, ())


def _set_aside(exercise: Exercise, setting: Setting) -> str | None:
    if exercise.id in setting.profile.set_aside or exercise.family in setting.profile.set_aside:
        return "You have put it aside."
    return None


def _own_without_limits(exercise: Exercise, setting: Setting) -> str | None:
    named = setting.in_routine or exercise.id in setting.profile.supervised
    if exercise.id in setting.own and not exercise.avoid and not named:
        return "Your own file names no one who should avoid it. It comes in by a routine only."
    return None


def _after_surgery(exercise: Exercise, setting: Setting) -> str | None:
    conditions = setting.conditions
    if not conditions.has(Condition.RECENT_SURGERY) or exercise.id in AFTER_SURGERY:
        return None
    if conditions.uncleared(Condition.RECENT_SURGERY):
        return "After back surgery it waits until your surgeon has cleared you."
    if Condition.RECENT_SURGERY in exercise.caution:
        return None
    return "It is too soon after back surgery for this one."


def _in_pregnancy(exercise: Exercise, setting: Setting) -> str | None:
    if setting.conditions.has(Condition.PREGNANCY_2ND_3RD_TRIMESTER) and exercise.position in LYING_FLAT:
        return "From week 16 of a pregnancy you do not lie flat for long."
    return None


def _to_avoid(exercise: Exercise, setting: Setting) -> str | None:
    conditions = setting.conditions
    for word in exercise.avoid:
        if not conditions.has(word):
            continue
        if word is Condition.DISC_HERNIATION and conditions.assumed:
            return "It waits until a clinician has named the cause, or the direction test has an answer."
        return f"It does not go with {CONDITION_WORDS[word]}."
    return None


def _passing_avoid(exercise: Exercise, setting: Setting) -> str | None:
    """Apply the part of `avoid` that no clinician's word lifts."""
    found = [word for word in exercise.avoid if word in PASSING and setting.conditions.has(word)]
    return f"It does not go with {CONDITION_WORDS[found[0]]}." if found else None


def _for_pressure(exercise: Exercise, setting: Setting) -> str | None:
    if not setting.conditions.uncleared(Condition.HYPERTENSION):
        return None
    strains = exercise.id in STRAINING or exercise.variant_of in STRAINING
    if strains or Family.WATER in exercise.families or exercise.position is Position.WATER:
        return "It waits until your doctor says your blood pressure is well kept."
    return None


def _for_bones(exercise: Exercise, setting: Setting) -> str | None:
    if not setting.conditions.uncleared(Condition.COMPRESSION_FRACTURE) or exercise.id in FRACTURE_EXEMPT:
        return None
    bends = (
        exercise.direction in (Direction.FLEXION, Direction.ROTATION)
        or EndRange.FLEXION in exercise.end_range
    )
    if bends or exercise.position is Position.PRONE:
        return "With weak bones, bends and twists wait until your doctor has cleared them."
    return None


def _from_the_floor(exercise: Exercise, setting: Setting) -> str | None:
    if setting.conditions.has(Condition.FLOOR_TRANSFER_PROBLEM) and exercise.position in ON_THE_FLOOR:
        return "You would have to get down on the floor for it."
    return None


def _in_position(exercise: Exercise, setting: Setting) -> str | None:
    if exercise.position in setting.profile.positions_out:
        return f"You said that {POSITION_WORDS[exercise.position]} does not work for you."
    return None


def _at_hand(exercise: Exercise, setting: Setting) -> str | None:
    at_hand = setting.profile.at_hand
    if exercise.place is Place.POOL and Equipment.POOL not in at_hand:
        return "It needs a pool."
    if exercise.place is Place.GYM and not setting.in_routine:
        return "It needs a gym."
    if exercise.equipment and not any(set(needed) <= set(at_hand) for needed in exercise.equipment):
        missing = [word for word in exercise.equipment[0] if word not in at_hand]
        return f"It needs {' and '.join(EQUIPMENT_WORDS[word] for word in missing)}."
    return None


def _on_a_side(exercise: Exercise, setting: Setting) -> str | None:
    if exercise.laterality is Laterality.AFFECTED_SIDE and setting.profile.side is None:
        return "Say first which side is sore: sciaticli setup --set side=left (or right, both)."
    return None


def _taught(exercise: Exercise, setting: Setting) -> str | None:
    named = exercise.id in setting.profile.supervised or exercise.family in setting.profile.supervised
    if exercise.supervised_first is Supervision.YES and not named:
        return "A physio should teach you this one first."
    return None


def _blocked(exercise: Exercise, setting: Setting) -> str | None:
    record = setting.records.get(exercise.id)
    until = blocked_until(record)
    if record is None or until is None:
        return None
    if len(set(record.spread)) > 1 and setting.phase.number < Phase.REBUILD.number:
        return "It has twice sent the pain further down. It rests until you are in the rebuild phase."
    if setting.day < until:
        return f"The pain went further down with it. It rests until {until.day} {until:%B}."
    return None


def _too_much(exercise: Exercise, setting: Setting) -> str | None:
    if exercise.region is not Region.REST and needs_easier(setting.records.get(exercise.id), setting.day):
        return "It was too much twice in a week. Something easier takes its place."
    return None


def _on_light_days(exercise: Exercise, setting: Setting) -> str | None:
    if setting.light and not exercise.light:
        return "Your last check leaves room for the mildest exercises only."
    return None


def _by_direction(exercise: Exercise, setting: Setting) -> str | None:
    """Keep the end of the range for those whom it eases: a label hides the other end."""
    for end_range in exercise.end_range:
        if setting.preference.hides(end_range):
            return "It works against the direction that eases your leg."
        if not _end_range_is_open(end_range, setting):
            return "It goes to the end of the back's range. That waits for the direction test."
    return None


def _end_range_is_open(end_range: EndRange, setting: Setting) -> bool:
    conditions = setting.conditions
    if setting.preference.allows(end_range) or setting.phase is Phase.MAINTAIN:
        return True
    bends_ease = bool(EASES_BENDING & conditions.words) and not conditions.has(Condition.DISC_HERNIATION)
    return end_range is EndRange.FLEXION and bends_ease


def _after_rising(exercise: Exercise, setting: Setting) -> str | None:
    slides = exercise.nerve_tension is not NerveTension.NONE
    if not setting.conditions.held_as_disc() or setting.evening:
        return None
    wait = SLIDER_AFTER_RISING_MIN if slides else AFTER_RISING_MIN
    if not slides and EndRange.FLEXION not in exercise.end_range:
        return None
    if setting.up_min is None or setting.up_min < wait:
        return f"It is not for the first {'two hours' if slides else 'hour'} after you get up."
    return None


def _nerve_work(exercise: Exercise, setting: Setting) -> str | None:
    """Keep what pulls a nerve tight, and the standing hamstring stretch, for the later phases."""
    early = setting.phase in (Phase.CALM, Phase.SETTLE)
    tightens = exercise.nerve_tension is NerveTension.TENSIONER
    if early and (tightens or LATE_STRETCH in (exercise.id, exercise.variant_of)):
        return "It pulls on the nerve. That waits until your leg has been calm for longer."
    if tightens and not setting.tensioners_ready:
        return "It needs two weeks with a calm leg, and ten good slider sessions first."
    return None


def _by_phase(exercise: Exercise, setting: Setting) -> str | None:
    if setting.phase is not Phase.CALM:
        return None
    if STRENGTH & set(exercise.families) and exercise.id not in CALM_STRENGTH:
        return "It builds strength. That waits until your leg is calmer."
    if exercise.kind is Kind.STRETCH_HOLD and not is_drill(exercise, setting.preference):
        return "It stretches the sore side. That waits until your leg is calmer."
    against = {Label.EXTENSION: Direction.FLEXION, Label.FLEXION: Direction.EXTENSION}
    label = setting.preference.label
    if label in against and exercise.direction is against[label] and exercise.region is not Region.REST:
        return "On a sore day only the direction that eases your leg is used."
    return None


def _by_level(exercise: Exercise, setting: Setting) -> str | None:
    gate = LEVEL_GATE[setting.phase]
    if setting.gap is Gap.MONTH:
        gate = min(gate, 2)
    if setting.flare_day is not None and setting.flare_day < FLARE_REST:
        gate = 1
    if exercise.level <= gate or _has_exempt_level(exercise, setting):
        return None
    return "It is a step too hard for the phase you are in."


def _has_exempt_level(exercise: Exercise, setting: Setting) -> bool:
    label = setting.preference.label
    return label in DRILLS and exercise.id == DRILLS[label][0]


def _by_pain(exercise: Exercise, setting: Setting) -> str | None:
    if setting.gate is not None and setting.gate > exercise.leg_pain_ceiling:
        return f"Your pain is {setting.gate} now. It is for days with {exercise.leg_pain_ceiling} or less."
    if setting.gate is None and exercise.leg_pain_ceiling < UNKNOWN_GATE:
        return "It is not known how your leg is now, so only the mildest come in."
    return None


UNKNOWN_GATE = 6
"""The gate value that counts while the pain is not known: the calm phase's."""


def _in_a_flare(exercise: Exercise, setting: Setting) -> str | None:
    if setting.flare_day is None or setting.flare_day >= FLARE_REST:
        return None
    comforts = exercise.region is Region.REST
    if asks_care(exercise, setting.conditions) and not comforts and exercise.id not in FLARE_WITH_CAUTION:
        return "It asks for care, so it waits until the flare eases."
    if exercise.id not in setting.records and not exercise.light and not comforts:
        return "Nothing new in the first days of a flare."
    return None


def asks_care(exercise: Exercise, conditions: Conditions) -> bool:
    """Return whether a condition in force asks for care with this exercise."""
    return any(conditions.has(word) for word in exercise.caution)


def _after_a_bad_morning(exercise: Exercise, setting: Setting) -> str | None:
    known = exercise.id in setting.last_session or exercise.region is Region.REST
    mild = exercise.light and setting.mode is PlanMode.FLARE
    if setting.worse and not known and not mild:
        return "The morning after was sore. So today has less of the same, and nothing else."
    return None


def _slider_cap(exercise: Exercise, setting: Setting) -> str | None:
    spent = setting.slider_reps_today >= SLIDER_REPS_A_DAY
    if exercise.nerve_tension is NerveTension.SLIDER and spent:
        return "Thirty slides a day are enough."
    return None


def _recovering(exercise: Exercise, setting: Setting) -> str | None:
    """Let hard strength work rest a day, and do it on three days a week at most."""
    record = setting.records.get(exercise.id)
    hard = exercise.level > 2 and bool(STRENGTH & set(exercise.families))  # noqa: PLR2004 - a level
    if record is None or not hard or setting.in_routine:
        return None
    if setting.day - record.last <= timedelta(days=1):
        return "You did it within the last day. Muscles grow on the day off."
    week = [day for day in record.days if setting.day - day < timedelta(days=7)]
    return "Three days a week are enough for it." if len(set(week)) >= STRENGTH_DAYS_A_WEEK else None


Ask = Callable[[Exercise, Setting], str | None]

RULES: tuple[tuple[Rule, Ask], ...] = (
    (Rule.SET_ASIDE, _set_aside),
    (Rule.OWN, _own_without_limits),
    (Rule.SURGERY, _after_surgery),
    (Rule.PREGNANCY, _in_pregnancy),
    (Rule.PREGNANCY, _passing_avoid),
    (Rule.AVOID, _to_avoid),
    (Rule.PRESSURE, _for_pressure),
    (Rule.BONE, _for_bones),
    (Rule.FLOOR, _from_the_floor),
    (Rule.POSITION, _in_position),
    (Rule.EQUIPMENT, _at_hand),
    (Rule.SIDE, _on_a_side),
    (Rule.SUPERVISED, _taught),
    (Rule.BLOCK, _blocked),
    (Rule.TOO_MUCH, _too_much),
    (Rule.LIGHT, _on_light_days),
    (Rule.CEILING, _by_pain),
    (Rule.DIRECTION, _by_direction),
    (Rule.MORNING, _after_rising),
    (Rule.NERVE, _nerve_work),
    (Rule.PHASE, _by_phase),
    (Rule.LEVEL, _by_level),
    (Rule.FLARE, _in_a_flare),
    (Rule.WORSE, _after_a_bad_morning),
    (Rule.SLIDER, _slider_cap),
    (Rule.RECOVERY, _recovering),
)
