"""Reasons and notes are plain: short sentences, at reading grade 6 or less."""

import ast
import re
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from sciaticli.core.catalogue.exercise import Side
from sciaticli.core.course.dose_ladder import LadderMove
from sciaticli.core.plan import Plan
from sciaticli.core.planning import plan_notes as notes
from sciaticli.core.planning import reasons as because
from sciaticli.core.planning.planner import plan_day
from sciaticli.core.planning.request import Request
from sciaticli.core.profile import Profile
from sciaticli.core.record.entries import Response
from sciaticli.core.record.history import History
from support.built_in import CATALOGUE
from support.entries import TODAY, a_clearance, a_history, a_pain, a_test, done_all, pain_now
from support.milestones import Life
from support.patients import TYPES
from support.reading_grade import reading_grade


@pytest.fixture(scope="module", name="life")
def fixture_life() -> Life:
    """Return six weeks of the good patient."""
    return Life(TYPES["good"], CATALOGUE, 42)


CORE = Path(because.__file__).parents[1]
HIGHEST_GRADE = 6
DOCSTRINGS = ("Return", "Keep", "Allow", "Lock", "Rest ", "Let ", "Count", "Ask ", "Bring", "Apply")


def sentences(*names: str) -> list[str]:
    """Return the sentences that stand in these modules: texts that begin a sentence and end it."""
    return [
        node.value
        for name in names
        for node in ast.walk(ast.parse((CORE / f"{name}.py").read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and node.value.endswith(".")
        and node.value[0].isupper()
        and "\n" not in node.value
        and "`" not in node.value
        and not node.value.startswith(
            ("Return", "Keep", "Allow", "Lock", "Rest ", "Let ", "Count", "Ask ", "Bring")
        )
    ]


def test_reasons_read_easily() -> None:
    for names in (
        ("planning/reasons",),
        ("planning/plan_notes", "course/flare"),
        ("rules/person_rules", "rules/day_rules"),
        ("planning/routine_plan", "planning/planner"),
    ):
        text = " ".join(sentences(*names))
        assert reading_grade(text) <= HIGHEST_GRADE, names


def test_each_reason_is_one_or_two_short_sentences() -> None:
    for sentence in (
        *because.FROM_KIND.values(),
        *because.FROM_CHANGE.values(),
        because.NEW,
        because.JOINS,
        because.FULL,
    ):
        assert len(sentence.split()) <= 16
    assert notes.UNKNOWN_PAIN.endswith(".")


def test_a_strength_row_says_how_far_it_is_to_the_next_dose_and_which_one(life: Life) -> None:
    said = [
        item.because
        for plan in life.plans.values()
        for item in plan.items
        if item.exercise.id == "glute_bridge"
    ]
    assert said[1] == "Back: once more like this, then 10 x 3 s."
    assert "Back: 10 x 3 s went well twice, so 12 x 3 s." in said
    assert not any("kept until" in words for words in said)


def test_a_step_that_is_promised_is_the_one_that_comes(life: Life) -> None:
    """Whoever reads "then 2 x 10" and does well meets 2 x 10, or hears that it is earned and waits."""
    promised: dict[str, str] = {}
    for plan in life.plans.values():
        for item in {item.exercise.id: item for item in plan.timed}.values():
            then = promised.pop(item.exercise.id, None)
            if then is not None:
                easy = because.FROM_CHANGE[LadderMove.EASY_WEEK]
                assert then in item.because or easy in item.because, (plan.day, item.exercise.id)
            if found := re.search(r"once more like this, then (.+)\.$", item.because):
                promised[item.exercise.id] = found[1]


def test_what_holds_for_weeks_is_said_once_a_week(life: Life) -> None:
    days = [plan.day for plan in life.plans.values() if notes.NO_DIAGNOSIS in plan.notes]
    assert days[0] == min(plan.day for plan in life.plans.values())
    assert all((later - earlier).days >= 6 for earlier, later in pairwise(days[1:]))
    assert len(days) >= 5


def test_what_was_left_out_begins_with_what_one_would_look_for(life: Life) -> None:
    """At most one of a strand that has nothing today, then what is next on the paths; no drill."""
    for plan in life.plans.values():
        first = [CATALOGUE.programme.strand_of(out.exercise) for out in plan.left_out[:8]]
        assert not any(strand is None or strand.id == "direction" for strand in first)


def test_tests_that_do_not_agree_are_said_once_with_what_to_do() -> None:
    """The drill goes when two tests differ: the first plan after them says so, and no later one."""
    tests = [a_test(TODAY - days(3), "extension"), a_test(TODAY - days(1), "flexion")]
    mornings = [a_pain(TODAY - days(back), 3, morning=Response.SAME) for back in range(4)]
    first = a_plan(a_history(*tests, *mornings))
    assert notes.UNCLEAR in first.notes
    later = a_history(*tests, *mornings, done_all(first, leg=3), a_pain(TODAY + days(1), 3))
    assert notes.UNCLEAR not in a_plan(later, TODAY + days(1)).notes
    assert notes.ONE_TEST in a_plan(a_history(tests[1], *mornings)).notes
    assert not {notes.UNCLEAR, notes.ONE_TEST} & {*a_plan(a_history(*mornings)).notes}


def a_plan(history: History, day: date = TODAY) -> Plan:
    profile = Profile(side=Side.LEFT, conditions=())
    request = Request(day=day, minutes=20, pain=pain_now(3, 2), evening=True)
    return plan_day(a_clearance(day), CATALOGUE, profile, history, request)


def days(count: int) -> timedelta:
    return timedelta(days=count)
