"""When a sign began, in a person's own words."""

import pytest

from sciaticli.core.screening.began_words import began_of
from sciaticli.core.screening.questions import Began

SAID = {
    Began.DAYS: "3 days|13 days|3d|a week|last week|a few days|since yesterday|today|this morning",
    Began.WEEKS: "14 days|2 weeks|couple of weeks|six weeks ago|a month|3 months|12 weeks|2w|for 3 weeks now",
    Began.MONTHS: "4 months|a year|10 years|since 3 years|for years|years ago|over a year|ages|always",
    None: "5|d|w|two|not sure|3 days but before that 2 years|no|since the fall|b||3 days worse|monday",
}


@pytest.mark.parametrize(
    ("said", "began"), [(s, began) for began, all_ in SAID.items() for s in all_.split("|")]
)
def test_a_span_is_read_and_nothing_else(said: str, began: Began | None) -> None:
    assert began_of(said) is began
