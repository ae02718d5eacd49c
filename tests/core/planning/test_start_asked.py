"""Who is asked what they can do: on the first days, with a leg that hurts little, after no operation."""

import pytest

from sciaticli.core.catalogue.exercise import Condition, Equipment, Side
from sciaticli.core.planning.day_order import asks_for_start
from sciaticli.core.planning.day_picture import picture_of
from sciaticli.core.planning.request import Request
from sciaticli.core.profile import Profile
from support.built_in import CATALOGUE
from support.entries import TODAY, a_clearance, a_history, pain_now


@pytest.mark.parametrize(
    ("leg", "conditions", "asked"),
    [
        (0, (), True),
        (3, (), True),
        (4, (), False),
        (None, (), False),
        (2, (Condition.STENOSIS,), True),
        (2, (Condition.RECENT_SURGERY,), False),
    ],
)
def test_the_first_day_asks_where_it_counts(
    leg: int | None, conditions: tuple[Condition, ...], asked: bool
) -> None:
    profile = Profile(conditions=conditions, side=Side.LEFT, equipment=(Equipment.MAT, Equipment.CHAIR))
    request = Request(day=TODAY, minutes=15, pain=pain_now(leg, 2), evening=True)
    view = picture_of(a_clearance(), CATALOGUE, profile, a_history(), request)
    assert asks_for_start(view) is asked
