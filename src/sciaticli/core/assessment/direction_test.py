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
HIGHEST_BACK_DRAWN_UP = 7  # and up to here where the leg grows better: pain that draws up often does this
HIGHEST_LEG_DISC_FLEXION = 3  # with a disc told, bending forward is only tried up to here
HOLD_S = 120
SETTLE_S = 120  # the second record of a set comes after this
TOLERANCE_S = 60
BETWEEN_S = 600  # between two directions
SIDE_AFTER = timedelta(days=7)
SPREAD_COUNTS = timedelta(days=14)  # so long a spread in extension orders what is tried
THIRD_DAY = timedelta(days=2)
LOOKS = 2  # a fall of pain counts when it is seen in so many two-minute looks
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
    ENOUGH = "enough"  # it helps, and the back has had enough for today
    DIRECTION = "direction"
    TEST = "test"
    DANGER = "danger"  # new or more numbness or weakness: the way of the danger signs


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


class LegReading(Struct, frozen=True, kw_only=True):
    """One record: pain 0-10, the lowest site, and the movement marker where it was asked.

    `more_numb` is new or more numbness or weakness since the test began.
    """

    leg: int
    back: int
    distal: Distal
    ease: Ease | None = None
    more_numb: bool = False


class TrialStep(Struct, frozen=True):
    """One exercise of a trial with its dose; `settles` when it is recorded again after two minutes."""

    exercise: str
    dose: Dose
    settles: bool = False


class Recorded(Struct, frozen=True, kw_only=True):
    """A step and its records: before, at once, the last one, which decides, and the two-minute looks."""

    step: TrialStep
    trial: Trial
    before: LegReading
    at_once: LegReading
    last: LegReading
    looks: tuple[LegReading, ...] = ()
    during: During | None = None
    halt: StopAfterSet = StopAfterSet.NONE


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


def halt_after(start: LegReading, usual: LegReading, now: LegReading, *, waited: bool) -> StopAfterSet:
    """Return what the stop rules say of a record; `waited` when the minute of tolerance is over.

    `start` is how it was before the direction, `usual` what a rise is counted from.
    """
    if now.more_numb:
        return StopAfterSet.DANGER
    if now.leg - usual.leg >= LEG_RISE:
        return StopAfterSet.TEST if waited else StopAfterSet.WAIT
    if now.distal.level > usual.distal.level:
        return StopAfterSet.DIRECTION if waited else StopAfterSet.WAIT
    if _is_better(start, now):
        return StopAfterSet.ENOUGH if now.back > max(usual.back, HIGHEST_BACK_DRAWN_UP) else StopAfterSet.NONE
    return StopAfterSet.DIRECTION if now.back > max(usual.back, HIGHEST_BACK) else StopAfterSet.NONE


def lower_of(one: LegReading, other: LegReading) -> LegReading:
    """Return the better of two records in each part: what a rise is counted from."""
    return LegReading(
        leg=min(one.leg, other.leg),
        back=min(one.back, other.back),
        distal=min(one.distal, other.distal, key=lambda distal: distal.level),
    )


def effect_of(before: LegReading, last: LegReading) -> Effect:
    """Return what changed between two records: spreads first, then the site, then the pain."""
    if last.distal.level > before.distal.level:
        return Effect.SPREADS
    if last.more_numb:
        return Effect.WORSE  # less pain in a leg that feels less is no good sign
    if _is_better(before, last):
        return Effect.BETTER
    if last.leg - before.leg >= LEG_RISE or last.back > max(before.back, HIGHEST_BACK):
        return Effect.WORSE
    return _by_ease(before, last)


def effect_of_trial(start: LegReading, done: Sequence[Recorded]) -> Effect:
    """Return what a direction did, from how it was before it and its recorded steps (at least one).

    What a rule has ended is no success, but for "enough for today". A fall of pain that moves no site
    must show in both two-minute looks: one number is too little for a direction.
    """
    newest = done[-1]
    effect = effect_of(start, newest.last)
    if newest.halt in (StopAfterSet.DIRECTION, StopAfterSet.TEST, StopAfterSet.DANGER):
        return max(effect, Effect.WORSE, key=list(Effect).index)
    if effect is not Effect.BETTER or newest.last.distal.level < start.distal.level:
        return effect
    looks = [look for recorded in done for look in recorded.looks][-LOOKS:]
    if len(looks) == LOOKS and all(effect_of(start, look) is Effect.BETTER for look in looks):
        return effect
    return _by_ease(start, newest.last)


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


def finding_row(name: str, finding: LegReading, *, numb: bool) -> dict[str, Any]:
    """Return a record as a row of the entry's items."""
    row: dict[str, Any] = {
        "at": name,
        "leg": finding.leg,
        "back": finding.back,
        "distal": str(finding.distal),
    }
    return row | {"numb": numb} | ({"ease": str(finding.ease)} if finding.ease else {})


def _is_better(before: LegReading, now: LegReading) -> bool:
    """Return whether the lowest site moved up, or the leg fell by 2."""
    return now.distal.level < before.distal.level or before.leg - now.leg >= LEG_FALL


def _by_ease(before: LegReading, last: LegReading) -> Effect:
    eases = list(Ease)
    if before.ease and last.ease and eases.index(last.ease) > eases.index(before.ease):
        return Effect.LOOSER
    return Effect.SAME


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


def _after_word(before: LegReading, last: LegReading) -> str:
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
