"""The examples in docs/ are what the program makes today, but for the plan: it changes with the catalogue."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from examples import DOCS, example_home, pages, screens
from support.world import Home

PLAN = re.compile(r'<section aria-labelledby="plan">.*?</section>', re.DOTALL)
REMEDY = "run: make examples"


@pytest.mark.parametrize(
    ("name", "made"), [("example-progress.txt", screens), ("example-report.html", pages)]
)
def test_the_examples_are_up_to_date(name: str, made: Callable[[Home], str], tmp_path: Path) -> None:
    kept = (DOCS / name).read_text(encoding="utf-8")
    assert PLAN.sub("", made(example_home(tmp_path / "home"))) == PLAN.sub("", kept), REMEDY


def test_the_example_page_has_a_plan_with_figures() -> None:
    plan = PLAN.search((DOCS / "example-report.html").read_text(encoding="utf-8"))
    assert plan
    assert plan[0].count("<li>") >= 4
    assert "aria-label" in plan[0]
