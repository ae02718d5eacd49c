"""What is recorded in the directional self-test, when it must stop, and what the records say of a direction.

Frame, counts and times: see `direction_test`.
"""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Any, assert_never

from msgspec import Struct

from sciaticli.core.assessment.direction_test import Trial, TrialStep
from sciaticli.core.course.direction import LEG_FALL, LEG_RISE, PERIPHERALISES, Label
from sciaticli.core.record.entries import Distal

HIGHEST_BACK = 5  # a rise of central back ache alone is allowed up to here
HIGHEST_BACK_DRAWN_UP = 7  # and up to here where the leg grows better: pain that draws up often does this
LOOKS = 2  # a fall of pain counts when it is seen in so many two-minute looks


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
