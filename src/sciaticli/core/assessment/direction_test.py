"""The directional self-test: who must not, what is tried on a day, and its steps.

Frame: the American physical therapists' guideline (2012, 2021): repeated movements judged against a
baseline. Counts, times and cut-offs are our choice; the one-minute tolerance exists only here, never
in a session. What the label does, and when it counts, stands in `direction`.
"""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from enum import StrEnum

from msgspec import Struct

from sciaticli.core.catalogue.exercise import Condition, Dose, Exercise
from sciaticli.core.course.direction import PERIPHERALISES, Label
from sciaticli.core.record.entries import Assessment
from sciaticli.core.rules.conditions import Conditions
from sciaticli.core.rules.eligibility import RULES
from sciaticli.core.rules.person_today import PersonToday, Rule

HIGHEST_LEG = 5
HIGHEST_LEG_RESTING = 7
HIGHEST_LEG_DISC_FLEXION = 3  # with a disc told, bending forward is only tried up to here
HOLD_S = 120
SETTLE_S = 120  # the second record of a set comes after this
TOLERANCE_S = 60
BETWEEN_S = 600  # between two directions
SIDE_AFTER = timedelta(days=7)
SPREAD_COUNTS = timedelta(days=14)  # so long a spread in extension orders what is tried
THIRD_DAY = timedelta(days=2)
MOST_A_DAY = 2

WAITED_FOR = frozenset(
    {
        Rule.DIRECTION,
        Rule.PHASE,
        Rule.LEVEL,
        Rule.EASED,
        Rule.NERVE,
        Rule.SLIDER,
        Rule.RECOVERY,
        Rule.VARIANT,
        Rule.LADDER,
    }
)
"""Rules that pace a plan; the test itself is not paced by them."""

NEVER = {
    Condition.RECENT_SURGERY: "After an operation the test waits until your surgeon has cleared you.",
    Condition.COMPRESSION_FRACTURE: "With weak or broken bone this test is not for you.",
    Condition.PREGNANCY_2ND_3RD_TRIMESTER: "From week 16 of a pregnancy this test is not for you.",
}


class Trial(StrEnum):
    """What is tried: a direction, or only resting positions when the leg is too sore for more."""

    EXTENSION = "extension"
    FLEXION = "flexion"
    LATERAL = "lateral"
    RESTING = "resting"


class TrialStep(Struct, frozen=True):
    """One exercise of a trial with its dose; `settles` when it is recorded again after two minutes."""

    exercise: str
    dose: Dose
    settles: bool = False


_HOLD = Dose(sets=1, reps=1, hold_s=HOLD_S)
_STEPS: dict[Trial, tuple[TrialStep, ...]] = {
    Trial.EXTENSION: (
        TrialStep("prone_lying", _HOLD),
        TrialStep("prone_on_elbows", _HOLD),
        TrialStep("prone_press_up", Dose(sets=1, reps=10, hold_s=2, rep_rest_s=2), settles=True),
        TrialStep("prone_press_up", Dose(sets=1, reps=10, hold_s=2, rep_rest_s=2), settles=True),
    ),
    Trial.FLEXION: (
        TrialStep("double_knee_to_chest", Dose(sets=1, reps=3, hold_s=5, rep_rest_s=5)),
        TrialStep("double_knee_to_chest", Dose(sets=1, reps=7, hold_s=5, rep_rest_s=5), settles=True),
        TrialStep("double_knee_to_chest", Dose(sets=1, reps=10, hold_s=5, rep_rest_s=5), settles=True),
    ),
    Trial.LATERAL: (
        TrialStep("side_glide_wall", Dose(sets=1, reps=10, hold_s=2, rep_rest_s=2), settles=True),
        TrialStep("side_glide_wall", Dose(sets=1, reps=10, hold_s=2, rep_rest_s=2), settles=True),
    ),
    Trial.RESTING: (
        TrialStep("prone_lying", _HOLD),
        TrialStep("side_lying_rest", _HOLD),
        TrialStep("rest_90_90", _HOLD),
    ),
}
_NEEDED = {
    Trial.EXTENSION: "prone_press_up",
    Trial.FLEXION: "double_knee_to_chest",
    Trial.LATERAL: "side_glide_wall",
}


def why_not(conditions: Conditions, leg: int) -> str | None:
    """Return why this person may not test today, None when they may."""
    for condition, because in NEVER.items():
        if conditions.has(condition):
            return because
    if leg > HIGHEST_LEG_RESTING:
        return "With leg pain above 7 nothing is tested. Rest in the position that eases you most."
    return None


def row_refusal(exercise: Exercise, setting: PersonToday) -> str | None:
    """Return why a row may not be part of the test, None when it may: every rule but those of pace."""
    return next(
        (because for rule, asks in RULES if rule not in WAITED_FOR and (because := asks(exercise, setting))),
        None,
    )


def trial_steps(trial: Trial, rows: Mapping[str, Exercise], setting: PersonToday) -> tuple[TrialStep, ...]:
    """Return the steps of a trial that this person may do; none when its main movement is out."""
    needed = _NEEDED.get(trial)
    allowed = [step for step in _STEPS[trial] if row_refusal(rows[step.exercise], setting) is None]
    if needed is not None and needed not in {step.exercise for step in allowed}:
        return ()
    return tuple(allowed)


def trials_for(
    leg: int,
    setting: PersonToday,
    rows: Mapping[str, Exercise],
    tests: Sequence[Assessment],
    *,
    hip_lifted: bool,
) -> tuple[Trial, ...]:
    """Return what may be tried today, in order; at most two directions on a day.

    Sideways is tried only when a test of the last 7 days tried the others and changed nothing, or when
    bending back sent the pain down within 14: then it comes alone and first, on another day, and
    bending forward on a third.
    """
    if leg > HIGHEST_LEG:
        return (Trial.RESTING,) if trial_steps(Trial.RESTING, rows, setting) else ()
    if (spread := spread_backwards_on(tests, setting.day)) is not None:
        order = _after_spread(setting, rows, tests, spread)
    elif _unchanged_before(tests, setting.day) and _is_one_sided(setting):
        order = (Trial.LATERAL, Trial.EXTENSION, Trial.FLEXION)
    else:
        order = (Trial.EXTENSION, Trial.FLEXION)
    if setting.conditions.has(Condition.HIP_REPLACEMENT):
        order = tuple(trial for trial in order if trial is Trial.EXTENSION and hip_lifted)
    if _disc_told(setting.conditions) and leg > HIGHEST_LEG_DISC_FLEXION:
        order = tuple(trial for trial in order if trial is not Trial.FLEXION)
    return tuple(trial for trial in order if trial_steps(trial, rows, setting))[:MOST_A_DAY]


def spread_backwards_on(tests: Sequence[Assessment], day: date) -> date | None:
    """Return the newest day, up to `day` and of the last 14, on which bending back sent the pain down."""
    spread = [
        test.day
        for test in tests
        if day - SPREAD_COUNTS <= test.day <= day
        and any(
            move.get("trial") == Trial.EXTENSION and move.get("mark") == PERIPHERALISES for move in test.moves
        )
    ]
    return max(spread, default=None)


def _after_spread(
    setting: PersonToday, rows: Mapping[str, Exercise], tests: Sequence[Assessment], spread: date
) -> tuple[Trial, ...]:
    """Return what comes after a spread by bending back: nothing that day, sideways, then forward."""
    if setting.day == spread:
        return ()
    glides = [test for test in tests if spread < test.day and Trial.LATERAL in _tried(test)]
    may_glide = _is_one_sided(setting) and bool(trial_steps(Trial.LATERAL, rows, setting))
    if may_glide and (not glides or glides[-1].day == setting.day or glides[-1].result == Label.LATERAL):
        return (Trial.LATERAL,)
    is_third_day = glides[-1].day < setting.day if glides else setting.day - spread >= THIRD_DAY
    return (Trial.FLEXION,) if is_third_day else ()


def _disc_told(conditions: Conditions) -> bool:
    """Return whether a clinician has said that it is a disc; one that is assumed gates plans, not this."""
    return conditions.has(Condition.DISC_HERNIATION) and not conditions.assumed


def _tried(test: Assessment) -> set[str]:
    return {str(move.get("trial")) for move in test.moves}


def _is_one_sided(setting: PersonToday) -> bool:
    return setting.profile.side in ("left", "right")


def _unchanged_before(tests: Sequence[Assessment], day: date) -> bool:
    """Return whether the newest test of the week tried both ways and changed nothing."""
    recent = [test for test in tests if day - SIDE_AFTER <= test.day < day]
    if not recent or recent[-1].result != Label.NEUTRAL:
        return False
    return {Trial.EXTENSION, Trial.FLEXION} <= _tried(recent[-1])
