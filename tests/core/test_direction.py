"""The directional label, and the self-test that gives it."""

from datetime import timedelta

import pytest
from msgspec.structs import replace

from factories import TODAY, a_catalogue, a_history, a_pain, a_person, a_test, an_exercise
from sciaticli.core.conditions import Conditions
from sciaticli.core.daylog import day_logs
from sciaticli.core.direction import Label, Preference, Standing, moves_that_spread, preference_on
from sciaticli.core.direction_test import (
    Arm,
    Mark,
    Reading,
    StopRule,
    mark,
    no_test_because,
    result,
    sees_a_professional,
    steps_for,
    stop_rule,
)
from sciaticli.core.eligibility import Setting
from sciaticli.core.entry import Assessment, Distal, Pain
from sciaticli.core.exercise import Condition, Direction, EndRange, Side, Supervision
from sciaticli.core.plan import Phase, PlanMode
from sciaticli.core.profile import Profile, YesNoUnsure


def label_on(day_number: int, *entries: Pain | Assessment, profile: Profile | None = None) -> Preference:
    history = a_history(*entries)
    day = TODAY + timedelta(days=day_number)
    logs = day_logs(history, TODAY - timedelta(days=30), day)
    return preference_on(day, profile or a_person(), history, logs)


def a_run(day_number: int, found: str, *, morning: int | None = 4) -> list[Pain | Assessment]:
    """Return a test and, unless None, the leg pain of the next morning."""
    day = TODAY + timedelta(days=day_number)
    entries: list[Pain | Assessment] = [a_test(day, found, leg=4)]
    if morning is not None:
        entries.append(a_pain(day + timedelta(days=1), morning, distal=Distal.CALF))
    return entries


def test_one_test_is_not_enough() -> None:
    assert label_on(2, *a_run(0, "extension")).standing is Standing.PENDING


def test_two_that_agree_within_a_week_make_a_label() -> None:
    twice = [*a_run(0, "extension"), *a_run(2, "extension")]
    found = label_on(3, *twice)
    assert (found.label, found.standing) == (Label.EXTENSION, Standing.ACTIVE)
    assert label_on(9, *a_run(0, "extension"), *a_run(7, "extension")).standing is Standing.PENDING


def test_two_on_one_day_are_one() -> None:
    second = replace(a_test(TODAY, "extension"), id="second")
    assert label_on(2, *a_run(0, "extension"), second).standing is Standing.PENDING


def test_two_of_three_win_and_a_tie_is_neutral() -> None:
    tie = [*a_run(0, "extension"), *a_run(2, "flexion")]
    assert label_on(3, *tie).label is Label.NEUTRAL
    assert label_on(5, *tie, *a_run(4, "flexion")).label is Label.FLEXION


def test_the_next_morning_decides() -> None:
    unknown = [*a_run(0, "extension"), *a_run(2, "extension", morning=None)]
    assert label_on(3, *unknown).label is None
    worse = [*a_run(0, "extension"), *a_run(2, "extension", morning=7)]
    assert label_on(3, *worse).label is Label.NEUTRAL


def test_a_label_ends_after_fourteen_days_and_with_a_flare() -> None:
    twice = [*a_run(0, "extension"), *a_run(2, "extension")]
    assert label_on(16, *twice).label is Label.EXTENSION
    ended = label_on(17, *twice)
    assert (ended.label, ended.standing, ended.last) == (None, Standing.EXPIRED, Label.EXTENSION)
    flare = a_pain(TODAY + timedelta(days=5), 6, flare=YesNoUnsure.YES)
    assert label_on(6, *twice, flare).standing is Standing.EXPIRED


def test_a_clinicians_direction_stands() -> None:
    told = label_on(0, profile=a_person(direction=Direction.FLEXION))
    assert (told.label, told.standing) == (Label.FLEXION, Standing.CLINICIAN)


@pytest.mark.parametrize(
    ("label", "hides"),
    [
        (None, ()),
        (Label.EXTENSION, (EndRange.FLEXION,)),
        (Label.FLEXION, (EndRange.EXTENSION,)),
        (Label.EITHER, ()),
        (Label.NEUTRAL, tuple(EndRange)),
        (Label.LATERAL, tuple(EndRange)),
        (Label.NONE_IRRITABLE, tuple(EndRange)),
    ],
)
def test_what_a_label_hides(label: Label | None, hides: tuple[EndRange, ...]) -> None:
    found = Preference(label=label)
    assert tuple(end for end in EndRange if found.hides(end)) == hides


def test_a_move_that_spread_in_a_test_is_named() -> None:
    move = {"move": "prone_press_up", "mark": "peripheralises"}
    assert moves_that_spread((replace(a_test(TODAY, "neutral"), moves=(move,)),)) == {
        "prone_press_up": [TODAY]
    }


NAMES = ("prone_lying", "prone_on_elbows", "prone_press_up", "double_knee_to_chest", "side_glide_wall")
ROWS = a_catalogue(*(an_exercise(name, level=3) for name in NAMES))
SETTING = Setting(
    day=TODAY,
    profile=a_person(),
    conditions=Conditions(),
    preference=Preference(),
    phase=Phase.SETTLE,
    gate=4,
    mode=PlanMode.NORMAL,
    evening=True,
)


def arms(*words: Condition, lifted: bool = False, shown: bool = False) -> set[Arm]:
    setting = replace(SETTING, conditions=Conditions(words=frozenset(words)))
    return {step.arm for step in steps_for(ROWS, setting, hip_rules_lifted=lifted, lateral_shown=shown)}


def test_which_directions_may_be_tested() -> None:
    assert arms() == {Arm.EXTENSION, Arm.FLEXION}
    assert arms(shown=True) == set(Arm)
    assert arms(Condition.STENOSIS, shown=True) == {Arm.FLEXION}
    assert arms(Condition.HIP_REPLACEMENT) == set()
    assert arms(Condition.HIP_REPLACEMENT, lifted=True) == {Arm.EXTENSION}


def test_a_step_that_a_rule_forbids_is_left_out() -> None:
    locked = [an_exercise(name, supervised_first=Supervision.YES) for name in NAMES]
    assert steps_for(a_catalogue(*locked), SETTING) == ()
    both = replace(SETTING, profile=a_person(side=Side.BOTH))
    assert Arm.LATERAL not in {step.arm for step in steps_for(ROWS, both, lateral_shown=True)}


@pytest.mark.parametrize("word", ["recent_surgery", "compression_fracture", "pregnancy_2nd_3rd_trimester"])
def test_who_must_not(word: str) -> None:
    assert no_test_because(Conditions(words=frozenset({Condition(word)})), 3)


def test_a_sore_or_unknown_leg_waits() -> None:
    assert no_test_because(Conditions(), 6)
    assert no_test_because(Conditions(), None)
    assert no_test_because(Conditions(), 5) is None


BASE = Reading(leg=4, back=3, distal=Distal.KNEE)


@pytest.mark.parametrize(
    ("now", "rule"),
    [
        (BASE, StopRule.GO_ON),
        (replace(BASE, back=5), StopRule.GO_ON),
        (replace(BASE, back=6), StopRule.STOP_DIRECTION),
        (replace(BASE, distal=Distal.CALF), StopRule.STOP_DIRECTION),
        (replace(BASE, leg=5), StopRule.GO_ON),
        (replace(BASE, leg=6), StopRule.STOP_TEST),
        (replace(BASE, numb=True), StopRule.STOP_TEST),
        (replace(BASE, dizzy=True), StopRule.STOP_TEST),
    ],
)
def test_when_to_stop(now: Reading, rule: StopRule) -> None:
    assert stop_rule(BASE, now) is rule


@pytest.mark.parametrize(
    ("after", "found"),
    [
        (replace(BASE, distal=Distal.THIGH), Mark.BETTER),
        (replace(BASE, leg=2), Mark.BETTER),
        (replace(BASE, leg=3), Mark.SAME),
        (replace(BASE, leg=5), Mark.WORSE),
        (replace(BASE, leg=1, distal=Distal.CALF), Mark.PERIPHERALISES),
    ],
)
def test_what_a_direction_did(after: Reading, found: Mark) -> None:
    assert mark(BASE, after) is found


@pytest.mark.parametrize(
    ("marks", "label"),
    [
        ({Arm.EXTENSION: Mark.BETTER}, Label.EXTENSION),
        ({Arm.EXTENSION: Mark.SAME, Arm.FLEXION: Mark.BETTER}, Label.FLEXION),
        ({Arm.EXTENSION: Mark.BETTER, Arm.FLEXION: Mark.BETTER}, Label.EITHER),
        ({Arm.EXTENSION: Mark.SAME, Arm.FLEXION: Mark.WORSE}, Label.NEUTRAL),
        ({Arm.EXTENSION: Mark.WORSE, Arm.FLEXION: Mark.PERIPHERALISES}, Label.NONE_IRRITABLE),
        ({Arm.FLEXION: Mark.WORSE}, Label.NEUTRAL),
        ({}, Label.NEUTRAL),
    ],
)
def test_the_result_of_a_test(marks: dict[Arm, Mark], label: Label) -> None:
    assert result(marks) is label


def test_two_directions_that_spread_want_a_professional() -> None:
    assert sees_a_professional([Mark.PERIPHERALISES, Mark.PERIPHERALISES])
    assert not sees_a_professional([Mark.PERIPHERALISES, Mark.WORSE])
