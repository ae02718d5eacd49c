"""Reasons and notes are plain: short sentences, at reading grade 6 or less."""

import ast
from pathlib import Path

import textstat

from sciaticli.core.planning import plan_notes as notes
from sciaticli.core.planning import reasons as because

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
        assert textstat.flesch_kincaid_grade(text) <= HIGHEST_GRADE, names


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
