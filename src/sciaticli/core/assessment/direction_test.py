"""The directional self-test: who must not, its steps, its stop rules, and the label one test gives.

Frame: the American physical therapists' guideline (2012, 2021): repeated movements judged against a
baseline. Counts, times and cut-offs are our choice; the one-minute tolerance exists only here, never
in a session. What the label does, and when it counts, stands in `direction`.
"""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from enum import StrEnum
from typing import Any, assert_never

from msgspec import Struct

from sciaticli.core.catalogue.exercise import Condition, Dose, Exercise
from sciaticli.core.course.direction import LEG_FALL, LEG_RISE, PERIPHERALISES, Label
from sciaticli.core.record.entries import Assessment, Distal
from sciaticli.core.rules.conditions import Conditions
from sciaticli.core.rules.eligibility import RULES
from sciaticli.core.rules.person_today import PersonToday, Rule

HIGHEST_LEG = 5
HIGHEST_LEG_RESTING = 7
HIGHEST_BACK = 5  # a rise of central back ache alone is allowed up to here
HOLD_S = 120
SETTLE_S = 120  # the second record of a set comes after this
TOLERANCE_S = 60
BETWEEN_S = 600  # between two directions
SIDE_AFTER = timedelta(days=7)
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


class Effect(StrEnum):
    """What a direction did by the two-minute record."""

    BETTER = "better"
    LOOSER = "looser"  # only the stiffness changed
    SAME = "same"
    WORSE = "worse"
    SPREADS = "spreads"


class StopAfterSet(StrEnum):
    """What the stop rules say after a set."""

    NONE = "none"
    WAIT = "wait"  # a minute, then look again
    DIRECTION = "direction"
    TEST = "test"


class During(StrEnum):
    """What happened while a set was done, in the field's words."""

    DECREASED = "decreased"
    ABOLISHED = "abolished"
    CENTRALISING = "centralising"
    NO_EFFECT = "no_effect"
    INCREASED = "increased"
    PRODUCED = "produced"
    PERIPHERALISING = "peripheralising"


class Ease(StrEnum):
    """The movement marker: how easily the back bends backwards."""

    BLOCKED = "blocked"
    STIFF = "stiff"
    FREE = "free"


class Reading(Struct, frozen=True, kw_only=True):
    """One record: pain 0-10, the lowest site, and the movement marker where it was asked."""

    leg: int
    back: int
    distal: Distal
    ease: Ease | None = None


class Step(Struct, frozen=True):
    """One exercise of a trial with its dose; `settles` when it is recorded again after two minutes."""

    exercise: str
    dose: Dose
    settles: bool = False


class Recorded(Struct, frozen=True, kw_only=True):
    """A step and its records: before, at once, and the last one, which decides."""

    step: Step
    trial: Trial
    before: Reading
    at_once: Reading
    last: Reading
    during: During | None = None
    halt: StopAfterSet = StopAfterSet.NONE


_HOLD = Dose(sets=1, reps=1, hold_s=HOLD_S)
_STEPS: dict[Trial, tuple[Step, ...]] = {
    Trial.EXTENSION: (
        Step("prone_lying", _HOLD),
        Step("prone_on_elbows", _HOLD),
        Step("prone_press_up", Dose(sets=1, reps=10, hold_s=2, rep_rest_s=2), settles=True),
        Step("prone_press_up", Dose(sets=1, reps=10, hold_s=2, rep_rest_s=2), settles=True),
    ),
    Trial.FLEXION: (
        Step("double_knee_to_chest", Dose(sets=1, reps=3, hold_s=5, rep_rest_s=5)),
        Step("double_knee_to_chest", Dose(sets=1, reps=7, hold_s=5, rep_rest_s=5), settles=True),
        Step("double_knee_to_chest", Dose(sets=1, reps=10, hold_s=5, rep_rest_s=5), settles=True),
    ),
    Trial.LATERAL: (Step("side_glide_wall", Dose(sets=1, reps=10, hold_s=2, rep_rest_s=2), settles=True),),
    Trial.RESTING: (Step("prone_lying", _HOLD), Step("side_lying_rest", _HOLD), Step("rest_90_90", _HOLD)),
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


def steps_of(trial: Trial, rows: Mapping[str, Exercise], setting: PersonToday) -> tuple[Step, ...]:
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

    Sideways is tried only when a test of the last 7 days tried the others and changed nothing.
    """
    if leg > HIGHEST_LEG:
        return (Trial.RESTING,) if steps_of(Trial.RESTING, rows, setting) else ()
    if _unchanged_before(tests, setting.day) and _is_one_sided(setting):
        order: tuple[Trial, ...] = (Trial.LATERAL, Trial.EXTENSION, Trial.FLEXION)
    else:
        order = (Trial.EXTENSION, Trial.FLEXION)
    new_hip = setting.conditions.has(Condition.HIP_REPLACEMENT)
    if new_hip:
        order = (Trial.EXTENSION,) if hip_lifted else ()
    return tuple(trial for trial in order if steps_of(trial, rows, setting))[:MOST_A_DAY]


def halt_after(before: Reading, now: Reading, *, waited: bool) -> StopAfterSet:
    """Return what the stop rules say of a record; `waited` when the minute of tolerance is over."""
    if now.leg - before.leg >= LEG_RISE:
        return StopAfterSet.TEST if waited else StopAfterSet.WAIT
    if now.distal.level > before.distal.level:
        return StopAfterSet.DIRECTION if waited else StopAfterSet.WAIT
    if now.back > max(before.back, HIGHEST_BACK):
        return StopAfterSet.DIRECTION
    return StopAfterSet.NONE


def lower_of(one: Reading, other: Reading) -> Reading:
    """Return the better of two records in each part: what a rise is counted from."""
    return Reading(
        leg=min(one.leg, other.leg),
        back=min(one.back, other.back),
        distal=min(one.distal, other.distal, key=lambda distal: distal.level),
    )


def effect_of(before: Reading, last: Reading) -> Effect:
    """Return what changed from the start of a direction to its last record."""
    if last.distal.level > before.distal.level:
        return Effect.SPREADS
    if last.leg - before.leg >= LEG_RISE or last.back > max(before.back, HIGHEST_BACK):
        return Effect.WORSE
    if last.distal.level < before.distal.level or before.leg - last.leg >= LEG_FALL:
        return Effect.BETTER
    eases = list(Ease)
    if before.ease and last.ease and eases.index(last.ease) > eases.index(before.ease):
        return Effect.LOOSER
    return Effect.SAME


def label_of(effects: Mapping[Trial, Effect]) -> Label | None:
    """Return the label of one test; None for a test that shows none. The next morning still decides."""
    tried = {trial: effect for trial, effect in effects.items() if trial is not Trial.RESTING}
    if not tried:
        return None
    if set(tried.values()) <= {Effect.WORSE, Effect.SPREADS}:
        return Label.NONE_IRRITABLE
    better = [trial for trial, effect in tried.items() if effect is Effect.BETTER]
    if len(better) == 1:
        return Label(better[0])
    if better or Effect.LOOSER in tried.values():
        return Label.EITHER
    return Label.NEUTRAL


def move_of(recorded: Recorded) -> dict[str, Any]:
    """Return a step as the journal keeps it: the exercise, its records, and the field's words."""
    step, before, last = recorded.step, recorded.before, recorded.last
    stopped = recorded.halt in (StopAfterSet.DIRECTION, StopAfterSet.TEST)
    spread = stopped and last.distal.level > before.distal.level
    move: dict[str, Any] = {
        "move": step.exercise,
        "trial": str(recorded.trial),
        "reps": step.dose.total_reps,
        "hold_s": step.dose.hold_s,
        "leg_before": before.leg,
        "leg_at_once": recorded.at_once.leg,
        "leg_after": last.leg,
        "back_before": before.back,
        "back_after": last.back,
        "distal_before": str(before.distal),
        "distal_at_once": str(recorded.at_once.distal),
        "distal_after": str(last.distal),
        "after": _after_word(before, last),
        "lasting": _lasting(effect_of(before, last)),
    }
    if recorded.during is not None:
        move["during"] = str(recorded.during)
    return move | ({"mark": PERIPHERALISES} if spread else {})


def finding_row(name: str, finding: Reading, *, numb: bool) -> dict[str, Any]:
    """Return a record as a row of the entry's items."""
    row: dict[str, Any] = {
        "at": name,
        "leg": finding.leg,
        "back": finding.back,
        "distal": str(finding.distal),
    }
    return row | {"numb": numb} | ({"ease": str(finding.ease)} if finding.ease else {})


def _is_one_sided(setting: PersonToday) -> bool:
    return setting.profile.side in ("left", "right")


def _unchanged_before(tests: Sequence[Assessment], day: date) -> bool:
    """Return whether the newest test of the week tried both ways and changed nothing."""
    recent = [test for test in tests if day - SIDE_AFTER <= test.day < day]
    if not recent or recent[-1].result != Label.NEUTRAL:
        return False
    tried = {str(move.get("trial")) for move in recent[-1].moves}
    return {Trial.EXTENSION, Trial.FLEXION} <= tried


def _after_word(before: Reading, last: Reading) -> str:
    if last.distal.level != before.distal.level:
        return "peripheralised" if last.distal.level > before.distal.level else "centralised"
    if last.leg != before.leg:
        return "worse" if last.leg > before.leg else "better"
    return "no_effect"


def _lasting(effect: Effect) -> str:
    match effect:
        case Effect.BETTER:
            return "better"
        case Effect.SAME | Effect.LOOSER:
            return "same"
        case Effect.WORSE | Effect.SPREADS:
            return "worse"
        case _:
            assert_never(effect)
