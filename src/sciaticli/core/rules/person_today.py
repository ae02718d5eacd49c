"""One person on one day, as the rules see it; and the names of the rules."""

from datetime import date
from enum import StrEnum

from msgspec import Struct

from sciaticli.core.catalogue.exercise import Condition, Exercise, Position, Supervision
from sciaticli.core.catalogue.plain_words import BEST_SHOWN
from sciaticli.core.course.direction import DRILLS, Preference
from sciaticli.core.course.dose_ladder import TimeAway
from sciaticli.core.course.exercise_record import ExerciseRecord
from sciaticli.core.plan import Phase, PlanMode
from sciaticli.core.profile import Profile
from sciaticli.core.rules.conditions import Conditions

SLIDER_REPS_A_DAY = 30


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
    CONDITION = "condition"
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
    EASED = "eased"
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
        Rule.CONDITION,
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
PASSING = frozenset(
    {
        Rule.BLOCK,
        Rule.TOO_MUCH,
        Rule.MORNING,
        Rule.CEILING,
        Rule.EASED,
        Rule.FLARE,
        Rule.WORSE,
        Rule.SLIDER,
        Rule.RECOVERY,
    }
)
"""Rules of the day or the hour: what they keep out may come tomorrow, or later today."""


class Refusal(Struct, frozen=True):
    """A rule that keeps an exercise out, and its reason in plain words."""

    rule: Rule
    because: str


class PersonToday(Struct, frozen=True, kw_only=True):
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
    gap: TimeAway = TimeAway.NONE


def is_drill(exercise: Exercise, preference: Preference) -> bool:
    """Return whether an active label names this exercise: its drill, or a gentler row of the direction."""
    return preference.label is not None and exercise.id in DRILLS.get(preference.label, ())


def asks_care(exercise: Exercise, conditions: Conditions) -> bool:
    """Return whether a condition in force asks for care with this exercise."""
    return any(conditions.has(word) for word in exercise.caution)


def cautions_for(exercise: Exercise, conditions: Conditions) -> tuple[str, ...]:
    """Return the notes that must be shown with an exercise."""
    notes = [note for word, note in exercise.caution.items() if conditions.has(word)]
    if conditions.has(Condition.FLOOR_TRANSFER_PROBLEM) and exercise.position in (
        Position.SUPINE,
        Position.SIDE_LYING,
    ):
        notes.append("Do this on a firm bed, not on the floor.")
    if exercise.supervised_first is Supervision.ADVISED:
        notes.append(BEST_SHOWN)
    return tuple(notes)
