"""What both editions of the screening say alike; each one's own is in test_first_edition and test_triage."""

from collections.abc import Callable
from functools import partial
from itertools import product
from typing import Any

import pytest

from sciaticli.core.record.entries import Tier, Window
from sciaticli.core.screening.level import Level
from sciaticli.core.screening.questions import FIRST_FORM, FORM, SADDLE_SIGNS, TIMED, Answers, Item
from sciaticli.core.screening.triage import Advice, Triage
from sciaticli.core.screening.triage import triage as judge
from support.screenings import LEVELS, answers, cells, vignettes

EDITIONS = {FIRST_FORM: "tiers-1.toml", FORM: "tiers.toml"}
Judge = Callable[[Answers], Triage]


@pytest.fixture(params=EDITIONS)
def triage(request: pytest.FixtureRequest) -> Judge:
    return partial(judge, form=request.param)


@pytest.mark.parametrize("case", vignettes(), ids=lambda case: case["id"])
def test_each_vignette_has_its_tier(case: dict[str, Any], triage: Judge) -> None:
    facts = {key: case[key] for key in ("age_band", "blood_thinner") if key in case}
    found = triage(answers(**facts, **case["answers"]))
    assert (found.tier, found.window) == (case["tier"], case.get("window"))


@pytest.mark.parametrize(
    ("form", "item", "word", "letters"),
    [(form, *cell) for form, name in EDITIONS.items() for cell in cells(name)],
    ids=str,
)
def test_each_answer_alone_has_its_tier(form: str, item: str, word: str, letters: str) -> None:
    found = judge(answers(**{item: word}), form)
    assert found.level is LEVELS[letters]
    assert (Item(item) in found.notes) is (letters == "N")


def test_a_yes_without_a_status_counts_as_new(triage: Judge) -> None:
    for item in TIMED:
        assert triage(answers(**{item: "yes"})).level is triage(answers(**{item: "new"})).level


@pytest.mark.parametrize(
    ("words", "mode"),
    [
        ({"not_improving": "yes"}, "normal"),
        ({"morning_stiff": "yes"}, "normal"),
        ({"leg_numb_one": "old"}, "normal"),
        ({"sexual_change": "old"}, "normal"),
        ({"sexual_change": "checked"}, "light"),
        ({"cancer_history": "yes"}, "light"),
        ({"age_band": "under_18"}, "pause"),
        ({"fever_unwell": "checked"}, "pause"),
        ({"weight_loss": "checked"}, "pause"),
        ({"belly_pulse": "checked"}, "pause"),
        ({"leg_swelling": "old"}, "pause"),
        ({"cold_pale_leg": "checked"}, "pause"),
        ({"hip_no_weight": "unsure"}, "pause"),
        ({"cancer_history": "yes", "hip_no_weight": "unsure"}, "pause"),
    ],
    ids=str,
)
def test_soon_leaves_open_what_the_strictest_hit_does(
    words: dict[str, str], mode: str, triage: Judge
) -> None:
    assert triage(answers(**words)).mode == mode


@pytest.mark.parametrize(
    ("words", "advice"),
    [
        ({}, Advice.CLEAR),
        ({"cancer_history": "yes"}, Advice.SOON),
        ({"weight_loss": "new"}, Advice.URGENT_2D),
        ({"leg_weak_one": "new"}, Advice.URGENT_TODAY),
        ({"foot_drop": "new"}, Advice.EMERGENCY),
        ({"major_injury": "new"}, Advice.EMERGENCY),
        ({"saddle_numb": "new"}, Advice.CAUDA_EQUINA),
        ({"sexual_change": "new"}, Advice.CAUDA_EQUINA),
        ({"both_legs_pain": "new"}, Advice.CAUDA_EQUINA),
        ({"both_legs_weak": "new"}, Advice.CAUDA_EQUINA),
        ({"both_legs_pain": "old", "leg_numb_one": "new"}, Advice.CAUDA_EQUINA),
        ({"both_legs_pain": "cleared", "leg_numb_one": "new"}, Advice.CAUDA_EQUINA),
        ({"sexual_change": "old", "leg_numb_one": "mid"}, Advice.CAUDA_EQUINA),
        ({"pregnant_birth": "yes", "pregnancy_warning": "yes"}, Advice.MATERNITY),
        ({"pregnancy_warning": "yes", "saddle_numb": "new"}, Advice.MATERNITY),
        ({"life_threat_now": "unsure"}, Advice.AMBULANCE),
        ({"cold_pale_leg": "new"}, Advice.AMBULANCE),
        ({"cold_pale_leg": "mid", "foot_drop": "new"}, Advice.EMERGENCY),
        ({"major_injury": "new", "leg_numb_one": "new"}, Advice.AMBULANCE),
        ({"major_injury": "mid", "both_legs_pain": "old"}, Advice.AMBULANCE),
        ({"major_injury": "new", "leg_numb_one": "checked"}, Advice.EMERGENCY),
        ({"major_injury": "old", "saddle_numb": "new"}, Advice.CAUDA_EQUINA),
        ({"minor_injury": "new", "foot_drop": "old"}, Advice.EMERGENCY),
    ],
    ids=str,
)
def test_the_message_is_that_of_the_fastest_help(
    words: dict[str, str], advice: Advice, triage: Judge
) -> None:
    assert triage(answers(**words)).advice is advice


def test_every_hit_is_kept_the_highest_first(triage: Judge) -> None:
    found = triage(
        answers(cancer_history="cleared", both_legs_weak="new", weight_loss="old", not_improving="yes")
    )
    assert [(hit.id, hit.level.tier) for hit in found.hits] == [
        ("both_legs_weak", Tier.EMERGENCY),
        ("R4", Tier.EMERGENCY),
        ("R5", Tier.URGENT),
        ("weight_loss", Tier.URGENT),
        ("not_improving", Tier.SOON),
    ]
    assert found.signs == ("both_legs_weak", "cancer_history", "weight_loss", "not_improving")
    assert (found.rules, found.mode) == (("R4", "R5"), None)


def test_levels_have_their_tier_and_window() -> None:
    assert [(level.tier, level.window) for level in Level] == [
        (Tier.CLEAR, None),
        (Tier.CLEAR, None),
        (Tier.SOON, None),
        (Tier.URGENT, Window.TWO_DAYS),
        (Tier.URGENT, Window.TODAY),
        (Tier.EMERGENCY, None),
    ]


def test_unsure_on_a_bladder_bowel_or_saddle_question_is_an_emergency(triage: Judge) -> None:
    for item, other in product(
        (*SADDLE_SIGNS, Item.SEXUAL_CHANGE, Item.BOTH_LEGS_PAIN, Item.BOTH_LEGS_WEAK), ("no", "cleared")
    ):
        assert triage(answers(**{item: "unsure", "leg_numb_one": other})).tier is Tier.EMERGENCY
