"""The direction test: who may try what, when a rule stops it, and which label one test gives."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from sciaticli.core.assessment.direction_readings import (
    During,
    Ease,
    Effect,
    LegReading,
    Recorded,
    StopAfterSet,
    effect_of,
    effect_of_trial,
    finding_row,
    halt_after,
    label_of,
    lower_of,
    move_of,
)
from sciaticli.core.assessment.direction_test import Trial, TrialStep, trial_steps, trials_for, why_not
from sciaticli.core.catalogue.exercise import Condition, Dose, Equipment, Side
from sciaticli.core.course.direction import PERIPHERALISES, Label, Preference, moves_that_spread
from sciaticli.core.plan import Phase, PlanMode
from sciaticli.core.profile import Profile
from sciaticli.core.record.entries import Assessment, Distal
from sciaticli.core.rules.conditions import Conditions
from sciaticli.core.rules.person_today import PersonToday
from support.built_in import CATALOGUE
from support.screenings import NOW, common

ROWS = CATALOGUE.by_id
DAY = NOW.date()


def setting(*words: Condition, gate: int = 4, light: bool = False, **profile: Any) -> PersonToday:  # noqa: ANN401 - keys
    told = Profile(**{"side": Side.LEFT, "equipment": tuple(Equipment), **profile})
    return PersonToday(
        day=DAY,
        profile=told,
        conditions=Conditions(words=frozenset(words), side=told.side),
        preference=Preference(),
        phase=Phase.CALM,
        gate=gate,
        mode=PlanMode.LIGHT if light else PlanMode.NORMAL,
        light=light,
        up_min=61,
    )


def found(leg: int = 4, distal: Distal = Distal.CALF, back: int = 3, ease: Ease | None = None) -> LegReading:
    return LegReading(leg=leg, back=back, distal=distal, ease=ease)


def a_test(days_ago: int, result: str | None, *trials: Trial) -> Assessment:
    at = NOW - timedelta(days=days_ago)
    moves = tuple({"move": "x", "trial": str(trial)} for trial in trials)
    return Assessment(**common(at), form="direction@1", moves=moves, result=result)


def trials(leg: int, where: PersonToday, *tests: Assessment, hip: bool = False) -> tuple[Trial, ...]:
    return trials_for(leg, where, ROWS, tests, hip_lifted=hip)


@pytest.mark.parametrize(
    "condition",
    [Condition.RECENT_SURGERY, Condition.COMPRESSION_FRACTURE, Condition.PREGNANCY_2ND_3RD_TRIMESTER],
)
def test_who_must_not(condition: Condition) -> None:
    assert why_not(Conditions(words=frozenset({condition})), leg=2) is not None


def test_above_seven_nothing_is_tested() -> None:
    assert why_not(Conditions(), leg=8) is not None
    assert why_not(Conditions(), leg=7) is None


@pytest.mark.parametrize(
    ("where", "leg", "expected"),
    [
        (setting(), 4, (Trial.EXTENSION, Trial.FLEXION)),
        (setting(gate=6), 6, (Trial.RESTING,)),
        (setting(Condition.STENOSIS), 4, (Trial.FLEXION,)),
        (setting(Condition.SPONDYLOLISTHESIS), 4, (Trial.FLEXION,)),
        (setting(Condition.HIP_REPLACEMENT), 4, ()),
        (setting(Condition.FLOOR_TRANSFER_PROBLEM), 4, (Trial.FLEXION,)),
        (setting(light=True), 4, ()),
        (setting(equipment=()), 4, ()),
        (setting(positions_out=("prone",)), 4, (Trial.FLEXION,)),
    ],
)
def test_what_may_be_tried(where: PersonToday, leg: int, expected: tuple[Trial, ...]) -> None:
    assert trials(leg, where) == expected


def test_a_new_hip_never_bends_and_extends_only_when_its_limits_are_lifted() -> None:
    assert trials(4, setting(Condition.HIP_REPLACEMENT), hip=True) == (Trial.EXTENSION,)


def test_sideways_only_after_a_test_that_changed_nothing_and_when_it_was_taught() -> None:
    both = (Trial.EXTENSION, Trial.FLEXION)
    taught = setting(supervised=("side_glide_wall",))
    assert trials(4, taught, a_test(2, "neutral", *both)) == (Trial.LATERAL, Trial.EXTENSION)
    assert trials(4, setting(), a_test(2, "neutral", *both)) == both
    assert trials(4, taught) == both
    assert trials(4, taught, a_test(2, "extension", Trial.EXTENSION)) == both
    assert trials(4, taught, a_test(8, "neutral", *both)) == both
    one_way = a_test(2, "neutral", Trial.FLEXION)
    assert trials(4, taught, one_way) == both
    both_sides = setting(supervised=("side_glide_wall",), side=Side.BOTH)
    assert trials(4, both_sides, a_test(2, "neutral", *both)) == both


def test_a_step_that_is_out_is_left_out_and_the_rest_stays() -> None:
    names = [step.exercise for step in trial_steps(Trial.EXTENSION, ROWS, setting())]
    assert names == ["prone_lying", "prone_on_elbows", "prone_press_up", "prone_press_up"]
    aside = setting(set_aside=("prone_on_elbows",))
    assert [step.exercise for step in trial_steps(Trial.EXTENSION, ROWS, aside)] == [
        "prone_lying",
        "prone_press_up",
        "prone_press_up",
    ]


@pytest.mark.parametrize(
    ("now", "first", "after_a_minute"),
    [
        (found(), StopAfterSet.NONE, StopAfterSet.NONE),
        (found(leg=5), StopAfterSet.NONE, StopAfterSet.NONE),
        (found(leg=6), StopAfterSet.WAIT, StopAfterSet.TEST),
        (found(distal=Distal.FOOT), StopAfterSet.WAIT, StopAfterSet.DIRECTION),
        (found(leg=6, distal=Distal.FOOT), StopAfterSet.WAIT, StopAfterSet.TEST),
        (found(leg=3, back=5), StopAfterSet.NONE, StopAfterSet.NONE),
        (found(leg=3, back=6), StopAfterSet.DIRECTION, StopAfterSet.DIRECTION),
        (found(leg=2, back=7), StopAfterSet.NONE, StopAfterSet.NONE),
        (found(distal=Distal.THIGH, back=7), StopAfterSet.NONE, StopAfterSet.NONE),
        (found(leg=2, back=8), StopAfterSet.ENOUGH, StopAfterSet.ENOUGH),
        (found(leg=6, distal=Distal.THIGH), StopAfterSet.WAIT, StopAfterSet.TEST),
        (replace(found(leg=1), more_numb=True), StopAfterSet.DANGER, StopAfterSet.DANGER),
        (found(leg=2, distal=Distal.BUTTOCK), StopAfterSet.NONE, StopAfterSet.NONE),
    ],
)
def test_stop_rules(now: LegReading, first: StopAfterSet, after_a_minute: StopAfterSet) -> None:
    assert halt_after(found(), found(), now, waited=False) is first
    assert halt_after(found(), found(), now, waited=True) is after_a_minute


@pytest.mark.parametrize(
    ("last", "effect"),
    [
        (found(), Effect.SAME),
        (found(leg=3), Effect.SAME),
        (found(leg=2), Effect.BETTER),
        (found(distal=Distal.THIGH), Effect.BETTER),
        (found(distal=Distal.THIGH, leg=5), Effect.BETTER),
        (found(leg=1, distal=Distal.FOOT), Effect.SPREADS),
        (found(leg=6), Effect.WORSE),
        (found(leg=2, back=8), Effect.BETTER),
        (found(distal=Distal.BACK, back=9), Effect.BETTER),
        (found(leg=3, back=7), Effect.WORSE),
        (replace(found(leg=0, distal=Distal.BACK), more_numb=True), Effect.WORSE),
        (found(ease=Ease.FREE), Effect.LOOSER),
    ],
)
def test_effects(last: LegReading, effect: Effect) -> None:
    assert effect_of(found(ease=Ease.STIFF), last) is effect


@pytest.mark.parametrize(
    ("effects", "label"),
    [
        ({}, None),
        ({Trial.RESTING: Effect.BETTER}, None),
        ({Trial.EXTENSION: Effect.BETTER}, Label.EXTENSION),
        ({Trial.EXTENSION: Effect.SAME, Trial.FLEXION: Effect.BETTER}, Label.FLEXION),
        ({Trial.EXTENSION: Effect.SPREADS, Trial.FLEXION: Effect.BETTER}, Label.FLEXION),
        ({Trial.EXTENSION: Effect.SAME, Trial.FLEXION: Effect.WORSE}, Label.NEUTRAL),
        ({Trial.EXTENSION: Effect.LOOSER, Trial.FLEXION: Effect.SAME}, Label.EITHER),
        ({Trial.EXTENSION: Effect.BETTER, Trial.FLEXION: Effect.BETTER}, Label.EITHER),
        ({Trial.EXTENSION: Effect.SPREADS, Trial.FLEXION: Effect.SPREADS}, Label.NONE_IRRITABLE),
        ({Trial.FLEXION: Effect.WORSE}, Label.NONE_IRRITABLE),
        ({Trial.LATERAL: Effect.BETTER, Trial.EXTENSION: Effect.SAME}, Label.LATERAL),
    ],
)
def test_labels(effects: dict[Trial, Effect], label: Label | None) -> None:
    assert label_of(effects) is label


PRESS_UP = TrialStep("prone_press_up", Dose(sets=1, reps=10, hold_s=2), settles=True)
START = found(leg=5, distal=Distal.FOOT)
MORE_NUMB = replace(found(leg=2, distal=Distal.FOOT), more_numb=True)


def a_trial(*lasts: LegReading) -> tuple[Effect, StopAfterSet]:
    """Return what a trial of settling sets with these two-minute looks comes to, and how it was ended."""
    done: list[Recorded] = []
    usual = START
    for last in lasts:
        halt = halt_after(START, usual, last, waited=True)
        done.append(
            Recorded(
                step=PRESS_UP,
                trial=Trial.EXTENSION,
                before=usual,
                at_once=last,
                last=last,
                looks=(last,) * (2 if halt is StopAfterSet.ENOUGH else 1),
                halt=halt,
            )
        )
        usual = lower_of(START, last)
        if halt is not StopAfterSet.NONE:
            break
    return effect_of_trial(START, done), done[-1].halt


@pytest.mark.parametrize(
    ("what", "looks", "effect", "halt"),
    [
        (
            "centralises while the back aches more",
            [found(2, Distal.BUTTOCK, 6)] * 2,
            Effect.BETTER,
            StopAfterSet.NONE,
        ),
        (
            "eases, back has had enough",
            [found(2, Distal.FOOT, 8)],
            Effect.BETTER,
            StopAfterSet.ENOUGH,
        ),
        ("peripheralises", [found(5, Distal.FOOT), found(4, Distal.FOOT)], Effect.SAME, StopAfterSet.NONE),
        ("no change", [found(5, Distal.FOOT)] * 2, Effect.SAME, StopAfterSet.NONE),
        ("better in both looks", [found(3, Distal.FOOT)] * 2, Effect.BETTER, StopAfterSet.NONE),
        ("one number", [found(5, Distal.FOOT), found(3, Distal.FOOT)], Effect.SAME, StopAfterSet.NONE),
        ("less pain, more numb", [MORE_NUMB], Effect.WORSE, StopAfterSet.DANGER),
        ("leg up by two", [found(7, Distal.FOOT)], Effect.WORSE, StopAfterSet.TEST),
    ],
)
def test_the_patterns_of_the_field(
    what: str, looks: list[LegReading], effect: Effect, halt: StopAfterSet
) -> None:
    assert a_trial(*looks) == (effect, halt), what


def test_a_site_that_moves_down_spreads_whatever_the_pain_does() -> None:
    assert effect_of(found(5, Distal.CALF), found(1, Distal.FOOT)) is Effect.SPREADS


def a_spread(days_ago: int) -> Assessment:
    move = {"move": "prone_press_up", "trial": "extension", "mark": PERIPHERALISES}
    return Assessment(**common(NOW - timedelta(days=days_ago)), form="direction@1", moves=(move,))


def test_after_a_spread_the_side_glide_comes_on_another_day_and_bending_on_a_third() -> None:
    taught = setting(supervised=("side_glide_wall",))
    assert trials(3, taught, a_spread(0)) == ()
    assert trials(3, taught, a_spread(1)) == (Trial.LATERAL,)
    assert trials(3, taught, a_spread(2), a_test(1, "neutral", Trial.LATERAL)) == (Trial.FLEXION,)
    assert trials(3, taught, a_spread(2), a_test(1, "lateral", Trial.LATERAL)) == (Trial.LATERAL,)
    assert trials(3, taught, a_spread(15)) == (Trial.EXTENSION, Trial.FLEXION)
    both_sides = setting(side=Side.BOTH)
    assert trials(3, both_sides, a_spread(1)) == ()
    assert trials(3, both_sides, a_spread(2)) == (Trial.FLEXION,)


def test_with_a_disc_told_bending_is_only_tried_on_a_calm_leg() -> None:
    disc = setting(Condition.DISC_HERNIATION)
    assert Trial.FLEXION not in trials(4, disc)
    assert trials(3, disc, a_spread(2)) in ((Trial.FLEXION,), ())


findings = st.builds(
    LegReading, leg=st.integers(0, 10), back=st.integers(0, 10), distal=st.sampled_from(Distal)
)


@given(findings, findings)
def test_what_a_rule_stops_is_never_better_and_more_pain_is_never_less_careful(
    before: LegReading, now: LegReading
) -> None:
    halt = halt_after(before, before, now, waited=True)
    done = Recorded(
        step=PRESS_UP,
        trial=Trial.EXTENSION,
        before=before,
        at_once=now,
        last=now,
        looks=(now, now),
        halt=halt,
    )
    effect = effect_of_trial(before, (done,))
    if halt is StopAfterSet.ENOUGH:
        assert effect is Effect.BETTER
    elif halt is not StopAfterSet.NONE:
        assert effect in (Effect.WORSE, Effect.SPREADS)
    lower = lower_of(before, now)
    assert lower.leg <= before.leg
    assert lower.distal.level <= now.distal.level


def test_a_move_as_the_journal_keeps_it() -> None:
    step = TrialStep("prone_press_up", Dose(sets=1, reps=10, hold_s=2), settles=True)
    recorded = Recorded(
        step=step,
        trial=Trial.EXTENSION,
        before=found(leg=5),
        at_once=found(leg=4),
        last=found(leg=3, distal=Distal.THIGH),
        during=During.DECREASED,
    )
    assert move_of(recorded) == {
        "move": "prone_press_up", "trial": "extension", "reps": 10, "hold_s": 2,
        "leg_before": 5, "leg_at_once": 4, "leg_after": 3, "back_before": 3, "back_after": 3,
        "distal_before": "calf", "distal_at_once": "calf", "distal_after": "thigh",
        "after": "centralised", "lasting": "better", "during": "decreased",
    }  # fmt: skip
    assert finding_row("baseline", found(ease=Ease.STIFF), numb=True) == {
        "at": "baseline", "leg": 4, "back": 3, "distal": "calf", "numb": True, "ease": "stiff",
    }  # fmt: skip


def test_a_spread_that_stays_is_marked_for_the_planner_and_one_that_went_back_is_not() -> None:
    step = TrialStep("prone_press_up", Dose(sets=1, reps=10, hold_s=2))
    kwargs: dict[str, Any] = {"step": step, "trial": Trial.EXTENSION, "before": found()}
    down = found(distal=Distal.FOOT)
    stayed = move_of(Recorded(**kwargs, at_once=down, last=down, halt=StopAfterSet.DIRECTION))
    went_back = move_of(Recorded(**kwargs, at_once=down, last=found()))
    assert stayed["mark"] == PERIPHERALISES
    tests = tuple(
        Assessment(**common(NOW), form="direction@1", moves=(move,)) for move in (stayed, went_back)
    )
    assert moves_that_spread(tests) == {"prone_press_up": [DAY]}
