"""Rounds that a day asks for: fewer while the leg is sore, by the same phase as the plan's."""

from datetime import timedelta
from typing import Any

import pytest

from sciaticli.core.catalogue.exercise import Direction
from sciaticli.core.course.rounds import A_DAY, SORE_A_DAY, rounds_today
from sciaticli.core.profile import Profile, YesNoUnsure
from support.entries import TODAY, a_history, a_pain, a_session

YESTERDAY = TODAY - timedelta(days=1)


@pytest.mark.parametrize(
    ("phase", "today", "a_day"),
    [
        ("settle", None, A_DAY),
        ("rebuild", {"leg": 2}, A_DAY),
        ("calm", None, SORE_A_DAY),
        ("calm", {"leg": 2}, SORE_A_DAY),
        ("settle", {"leg": 7}, SORE_A_DAY),
        ("rebuild", {"leg": 2, "flare": YesNoUnsure.YES}, SORE_A_DAY),
    ],
)
def test_a_sore_day_asks_for_fewer_rounds(phase: str, today: dict[str, Any] | None, a_day: int) -> None:
    told = [a_pain(TODAY, **today)] if today else []
    known = a_history(a_session(YESTERDAY, (), phase=phase), *told)
    assert rounds_today(Profile(direction=Direction.EXTENSION), known, TODAY) == (0, a_day)
