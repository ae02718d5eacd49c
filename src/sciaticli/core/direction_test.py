"""The directional self-test step by step: who must not, what is done, recorded, and when to stop.

The frame (flex, extend and side-shift, single then repeated, judged against a baseline) is that of
the APTA low back guideline; counts, times and cut-offs are our choice. It tells nothing about a cause.
"""

from collections.abc import Iterable
from datetime import timedelta
from enum import StrEnum

from msgspec import Struct

from sciaticli.core.catalogue import Catalogue
from sciaticli.core.conditions import Conditions
from sciaticli.core.direction import Label
from sciaticli.core.eligibility import Rule, Setting, refusal
from sciaticli.core.entry import Distal
from sciaticli.core.exercise import Condition, Dose, Side

HIGHEST_LEG = 5
REST_BETWEEN = timedelta(minutes=10)
AFTER = timedelta(minutes=2)
ONE_MINUTE = timedelta(minutes=1)
CLEAR_FALL = 2
CLEAR_RISE = 2
BACK_ALLOWED = 5
DIRECTIONS_A_DAY = 2

NOT_IN = (
    Condition.RECENT_SURGERY,
    Condition.COMPRESSION_FRACTURE,
    Condition.PREGNANCY_2ND_3RD_TRIMESTER,
)
ASKED_FIRST = (
    "Is part of your leg or foot numb all the time?",
    "Do you stand bent to one side and can't straighten up?",
    "Have you been told that your spine is inflamed or infected?",
    "Did you get up less than an hour ago, or take a new painkiller in the last two hours?",
)
"""Yes or unsure to any of these means no test today."""

ASKED_WITH_NEW_HIP = "Has your surgeon lifted the rules for your new hip?"

LIMITS = (
    "This test does not tell what causes your pain.",
    "Trained therapists agree on it well in some studies and poorly in others. Alone you are less sure.",
    "When pain moves out of the leg, that is a good sign. It does not prove that one exercise is best.",
    "About one person in three finds no direction that helps. Then all other exercises still do.",
)


class Arm(StrEnum):
    """A direction that is tested."""

    EXTENSION = "extension"
    FLEXION = "flexion"
    LATERAL = "lateral"


class Mark(StrEnum):
    """What a set did, judged after two minutes."""

    BETTER = "better"
    SAME = "same"
    WORSE = "worse"
    PERIPHERALISES = "peripheralises"


class StopRule(StrEnum):
    """What a reading means for the test."""

    GO_ON = "go_on"
    STOP_DIRECTION = "stop_direction"
    STOP_TEST = "stop_test"


class Step(Struct, frozen=True, kw_only=True):
    """One step: an exercise, its dose, and whether it may be done a second time if it was not worse."""

    arm: Arm
    exercise: str
    dose: Dose
    again: bool = False


class Reading(Struct, frozen=True, kw_only=True):
    """What is felt at one moment: leg and back 0-10, the lowest site, tingling or numbness."""

    leg: int
    back: int
    distal: Distal
    numb: bool = False
    dizzy: bool = False


STEPS: dict[Arm, tuple[Step, ...]] = {
    Arm.EXTENSION: (
        Step(arm=Arm.EXTENSION, exercise="prone_lying", dose=Dose(sets=1, reps=1, hold_s=120)),
        Step(arm=Arm.EXTENSION, exercise="prone_on_elbows", dose=Dose(sets=1, reps=1, hold_s=120)),
        Step(
            arm=Arm.EXTENSION,
            exercise="prone_press_up",
            dose=Dose(sets=1, reps=10, hold_s=1, rep_rest_s=2),
            again=True,
        ),
    ),
    Arm.FLEXION: (
        Step(
            arm=Arm.FLEXION,
            exercise="double_knee_to_chest",
            dose=Dose(sets=1, reps=3, hold_s=2, rep_rest_s=2),
        ),
        Step(
            arm=Arm.FLEXION,
            exercise="double_knee_to_chest",
            dose=Dose(sets=1, reps=10, hold_s=2, rep_rest_s=2),
            again=True,
        ),
    ),
    Arm.LATERAL: (
        Step(
            arm=Arm.LATERAL,
            exercise="side_glide_wall",
            dose=Dose(sets=1, reps=10, hold_s=1, rep_rest_s=2),
        ),
    ),
}


def no_test_because(conditions: Conditions, leg: int | None) -> str | None:
    """Return why there is no test today, in plain words; None when it may begin."""
    found = next((word for word in NOT_IN if conditions.has(word)), None)
    if found is not None:
        return "With what your clinician or your last check has said, this test is not for you."
    if leg is None:
        return "It needs to know how your leg is now."
    if leg > HIGHEST_LEG:
        return "Your leg is too sore for it today. Find a position of ease, and try on a calmer day."
    return None


def steps_for(
    catalogue: Catalogue, setting: Setting, *, hip_rules_lifted: bool = False, lateral_shown: bool = False
) -> tuple[Step, ...]:
    """Return the steps that may be done, in order: those whose exercise passes every rule but the level's.

    The rules on mixing ends of the range, on labels and on phases don't bind the test itself, which
    keeps 10 minutes between directions.
    """
    arms = [Arm.EXTENSION, Arm.FLEXION] + ([Arm.LATERAL] if lateral_shown else [])
    return tuple(
        step
        for arm in arms
        if _arm_is_open(arm, setting.conditions, setting.profile.side, hip_rules_lifted=hip_rules_lifted)
        for step in STEPS[arm]
        if _row_is_open(step.exercise, catalogue, setting)
    )


def stop_rule(baseline: Reading, now: Reading) -> StopRule:
    """Return what a reading one minute after a repetition asks for, against the one before the step."""
    if now.dizzy or (now.numb and not baseline.numb) or now.leg - baseline.leg >= CLEAR_RISE:
        return StopRule.STOP_TEST
    if now.distal.level > baseline.distal.level or now.back > max(BACK_ALLOWED, baseline.back):
        return StopRule.STOP_DIRECTION
    return StopRule.GO_ON


def mark(baseline: Reading, after: Reading) -> Mark:
    """Return what a direction did, read two minutes after its last set."""
    if after.distal.level > baseline.distal.level:
        return Mark.PERIPHERALISES
    if after.leg > baseline.leg:
        return Mark.WORSE
    centralised = after.distal.level < baseline.distal.level
    return Mark.BETTER if centralised or baseline.leg - after.leg >= CLEAR_FALL else Mark.SAME


def result(marks: dict[Arm, Mark]) -> Label:
    """Return the result of one test; the next morning decides whether it counts."""
    better = [arm for arm, found in marks.items() if found is Mark.BETTER]
    worse = [arm for arm, found in marks.items() if found in (Mark.WORSE, Mark.PERIPHERALISES)]
    if Arm.EXTENSION in better and Arm.FLEXION in better:
        return Label.EITHER
    if better:
        return Label(better[0].value)
    return Label.NONE_IRRITABLE if len(worse) == len(marks) > 1 else Label.NEUTRAL


def sees_a_professional(marks: Iterable[Mark]) -> bool:
    """Return whether two directions sent symptoms down: then a professional should look."""
    return sum(found is Mark.PERIPHERALISES for found in marks) >= DIRECTIONS_A_DAY


def _arm_is_open(arm: Arm, conditions: Conditions, side: Side | None, *, hip_rules_lifted: bool) -> bool:
    """Spondylolisthesis and stenosis: bending only. A new hip: never bending, back bends once allowed."""
    narrow = conditions.has(Condition.STENOSIS) or conditions.has(Condition.SPONDYLOLISTHESIS)
    new_hip = conditions.has(Condition.HIP_REPLACEMENT)
    match arm:
        case Arm.EXTENSION:
            return not narrow and (not new_hip or hip_rules_lifted)
        case Arm.FLEXION:
            return not new_hip
        case Arm.LATERAL:
            return not narrow and side in (Side.LEFT, Side.RIGHT)


_FREE = frozenset({Rule.LEVEL, Rule.DIRECTION, Rule.PHASE, Rule.FLARE, Rule.WORSE, Rule.RECOVERY})


def _row_is_open(name: str, catalogue: Catalogue, setting: Setting) -> bool:
    row = catalogue.by_id.get(name)
    return row is not None and refusal(row, setting, without=_FREE) is None
