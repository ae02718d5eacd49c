"""What yesterday's check knew, and what is new today: the short form must catch it."""

import json

import pytest

from sciaticli.core.screening.questions import DETAILS, FACTS, Item
from support.world import Home

NEW = ["yes", "no", "no", "2 days"]
GROWS = ["yes", "yes"]
NUMB_FOR_WEEKS = {"leg_numb_one": {"growing": "no", "examined": "no", "began": "weeks"}}
BLADDER_CLEARED = {"bladder_start": {"growing": "no", "examined": "fine"}}
BLADDER_BEFORE = {"bladder_leak_feel": {"growing": "no", "examined": "no", "began": "before"}}


OTHER_WORDS = ["not sure about 4", "4", "no", "sometimes", "yeah", "no", "no", "since yesterday", "no", "no"]
CASES = {
    "a numbness that climbs": (NUMB_FOR_WEEKS, ["4", "no", "no", *GROWS, "no"], "urgent"),
    "one that began and climbs": ({}, ["4", "no", "no", *GROWS, "no"], "urgent"),
    "a bladder sign that returns": (BLADDER_CLEARED, ["1", *NEW, *["no"] * 4], "emergency"),
    "an old leak that grows": (BLADDER_BEFORE, ["1", "no", *GROWS, *["no"] * 3], "emergency"),
    "a leg newly weak": ({}, ["4?", "no", *NEW, "no", "no"], "urgent"),
    "a foot that slaps": ({}, ["four", *NEW, "no", "no", "no"], "emergency"),
    "said in other words": ({}, OTHER_WORDS, "urgent"),
}


@pytest.mark.parametrize(("yesterday", "today", "tier"), CASES.values(), ids=CASES)
def test_the_short_form_catches_what_is_new(
    yesterday: dict[str, object], today: list[str], tier: str, home: Home
) -> None:
    table: dict[str, object] = {str(item): "no" for item in Item if item not in DETAILS and item not in FACTS}
    table |= {"age_band": "18_49", "blood_thinner": "no", **yesterday}
    first = home.run("check", "--answers", "-", answers=json.dumps(table))
    assert first.code in (0, 10), first.out
    home.clock.advance(hours=24)
    said = home.run("check", "--quick", answers=[*today, "yes"], terminal=True)
    (newest, *_) = json.loads(home.run("check", "--history", "--json").out)
    assert (newest["scope"], newest["state"], newest["tier"]) == ("session", "finished", tier), said.err
