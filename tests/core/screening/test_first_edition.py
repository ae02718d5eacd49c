"""The first edition's matrix and rules, which still judge the checks made with it."""

import tomllib
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from sciaticli.core.record.entries import Tier, Window
from sciaticli.core.screening.first_edition import RULES
from sciaticli.core.screening.level import Level
from sciaticli.core.screening.questions import (
    FIRST_FORM,
    SADDLE_SIGNS,
    STATUSES,
    TIMED,
    Answers,
    Item,
    items_of,
    words_for,
)
from sciaticli.core.screening.triage import Advice, Triage
from sciaticli.core.screening.triage import triage as judge
from support.screenings import answers

FOLDER = Path(__file__).parents[2] / "vignettes"
VIGNETTES = tomllib.loads((FOLDER / "screening.toml").read_text())["vignette"]
TIERS = tomllib.loads((FOLDER / "tiers-1.toml").read_text())
LEVELS = {
    "E": Level.EMERGENCY,
    "U1": Level.URGENT_TODAY,
    "U2": Level.URGENT_2D,
    "S": Level.SOON,
    "N": Level.CLEAR,
    "C": Level.CLEAR,
}


def triage(form: Answers) -> Triage:
    """Judge a form by the first edition."""
    return judge(form, FIRST_FORM)


CELLS = [
    (item, word, letters)
    for item, row in TIERS["timed"].items()
    for word, letters in zip([*STATUSES, "unsure"], row.split(), strict=True)
] + [(item, word, letters) for item, row in TIERS["untimed"].items() for word, letters in row.items()]


@pytest.mark.parametrize("case", VIGNETTES, ids=lambda case: case["id"])
def test_each_vignette_has_its_tier(case: dict[str, Any]) -> None:
    facts = {key: case[key] for key in ("age_band", "blood_thinner") if key in case}
    found = triage(answers(**facts, **case["answers"]))
    assert (found.tier, found.window) == (case["tier"], case.get("window"))


@pytest.mark.parametrize(("item", "word", "letters"), CELLS, ids=str)
def test_each_answer_alone_has_its_tier(item: str, word: str, letters: str) -> None:
    found = triage(answers(**{item: word}))
    assert found.level is LEVELS[letters]
    assert (Item(item) in found.notes) is (letters == "N")


def test_a_yes_without_a_status_counts_as_new() -> None:
    for item in TIMED:
        assert triage(answers(**{item: "yes"})).level is triage(answers(**{item: "new"})).level


def test_every_word_of_the_form_has_a_known_tier() -> None:
    tried = {(item, word) for item, word, _ in CELLS}
    words = {(str(item), word) for item in items_of(FIRST_FORM) for word in words_for(item)}
    later = {"told_not", "before", "grows_unsure", "long_ago"}
    untold = {(item, word) for item, word in words - tried if word not in later and word != "checked"}
    assert untold == {(str(item), plain) for item in TIMED for plain in ("no", "yes")}


# rule, answers that make it, level; the near misses of each stand below
MAKES = [
    ("R1", {"both_legs_pain": "old", "leg_numb_one": "new"}, "E"),
    ("R1", {"both_legs_pain": "mid", "leg_numb_one": "old"}, "E"),
    ("R1", {"both_legs_pain": "old", "leg_numb_one": "old"}, "U1"),
    ("R1", {"both_legs_pain": "old", "foot_drop": "old"}, "U1"),
    ("R1", {"both_legs_pain": "old", "leg_weak_one": "mid"}, "E"),
    ("R1", {"both_legs_pain": "old", "saddle_numb": "old"}, "U1"),
    ("R1", {"both_legs_pain": "old", "both_legs_weak": "old"}, "U1"),
    ("R1", {"both_legs_pain": "old", "bladder_start": "old"}, "U1"),
    ("R1", {"both_legs_pain": "old", "bladder_leak_feel": "old"}, "U1"),
    ("R1", {"both_legs_pain": "old", "bowel_change": "old"}, "U1"),
    ("R1", {"both_legs_pain": "old", "leg_numb_one": "unsure"}, "E"),
    ("R1", {"both_legs_pain": "old", "leg_numb_one": "worse"}, "E"),
    ("R1b", {"both_legs_pain": "checked", "leg_numb_one": "new"}, "E"),
    ("R1b", {"both_legs_pain": "cleared", "leg_weak_one": "new"}, "E"),
    ("R1b", {"both_legs_pain": "cleared", "leg_numb_one": "worse"}, "E"),
    ("R1b", {"both_legs_pain": "cleared", "leg_numb_one": "unsure"}, "E"),
    ("R2", {"sexual_change": "mid", "leg_numb_one": "mid"}, "E"),
    ("R2", {"sexual_change": "old", "both_legs_pain": "mid"}, "E"),
    ("R2", {"sexual_change": "old", "leg_weak_one": "mid"}, "E"),
    ("R3", {"leg_weak_one": "old", "leg_numb_one": "worse"}, "E"),
    ("R3", {"foot_drop": "old", "leg_numb_one": "worse"}, "E"),
    ("R4", {"cancer_history": "yes", "leg_weak_one": "old"}, "E"),
    ("R4", {"cancer_history": "cleared", "foot_drop": "old"}, "E"),
    ("R4", {"cancer_history": "unsure", "both_legs_pain": "old"}, "E"),
    ("R4", {"cancer_history": "yes", "both_legs_weak": "old"}, "E"),
    ("R4", {"cancer_history": "cleared", "leg_numb_one": "worse"}, "E"),
    *(
        ("R4b", {"cancer_history": "yes", "leg_numb_one": word}, "U1")
        for word in ("new", "mid", "old", "unsure")
    ),
    ("R4b", {"cancer_history": "cleared", "leg_numb_one": "new"}, "U1"),
    *(
        ("R5", {"cancer_history": "cleared", item: "old"}, "U1")
        for item in ("spine_spot_pain", "pain_uncontrolled", "night_pain", "weight_loss")
    ),
    ("R5", {"cancer_history": "yes", "night_pain": "unsure"}, "U1"),
    ("R6", {"fever_unwell": "new", "infection_risk": "cleared"}, "E"),
    ("R6", {"fever_unwell": "old", "pregnant_birth": "yes"}, "E"),
    ("R6", {"fever_unwell": "unsure", "leg_numb_one": "new"}, "E"),
    ("R6", {"fever_unwell": "mid", "both_legs_pain": "mid"}, "E"),
    ("R6", {"fever_unwell": "mid", "spine_spot_pain": "unsure"}, "E"),
    ("R6", {"fever_unwell": "mid", "leg_weak_one": "mid"}, "E"),
    *(
        ("R7", {"infection_risk": "yes", item: "old"}, "U1")
        for item in ("night_pain", "spine_spot_pain", "pain_uncontrolled")
    ),
    ("R7", {"infection_risk": "cleared", "spine_spot_pain": "unsure"}, "U1"),
    ("R7", {"infection_risk": "unsure", "pain_uncontrolled": "old"}, "U1"),
    ("R8", {"bone_risk": "yes", "minor_injury": "lift_only"}, "U1"),
    ("R8", {"bone_risk": "cleared", "minor_injury": "old"}, "U1"),
    ("R8", {"bone_risk": "unsure", "minor_injury": "unsure"}, "U1"),
    ("R8", {"age_band": "70_plus", "minor_injury": "lift_only"}, "U1"),
    ("R9", {"minor_injury": "mid", "leg_weak_one": "old"}, "E"),
    ("R9", {"minor_injury": "worse", "leg_weak_one": "old"}, "E"),
    ("R9", {"major_injury": "mid", "both_legs_pain": "old"}, "E"),
    ("R9", {"minor_injury": "unsure", "saddle_numb": "old"}, "E"),
    ("R9", {"minor_injury": "new", "bladder_start": "old"}, "E"),
    ("R9", {"minor_injury": "new", "foot_drop": "old"}, "E"),
    ("R9", {"minor_injury": "new", "both_legs_weak": "old"}, "E"),
    ("R9", {"bone_risk": "yes", "minor_injury": "lift_only", "leg_weak_one": "old"}, "E"),
    ("R9", {"age_band": "70_plus", "minor_injury": "lift_only", "both_legs_pain": "old"}, "E"),
    ("R10", {"bone_risk": "cleared", "spine_spot_pain": "old"}, "U1"),
    ("R10", {"age_band": "70_plus", "spine_spot_pain": "unsure"}, "U1"),
    ("R10b", {"spine_spot_pain": "old", "leg_weak_one": "old"}, "E"),
    ("R10b", {"spine_spot_pain": "unsure", "foot_drop": "old"}, "E"),
    ("R10b", {"spine_spot_pain": "old", "both_legs_weak": "old"}, "E"),
    ("R11", {"hip_no_weight": "old", "minor_injury": "mid"}, "E"),
    ("R11", {"hip_no_weight": "old", "major_injury": "unsure"}, "E"),
    ("R11", {"hip_no_weight": "unsure", "bone_risk": "cleared"}, "E"),
    ("R11", {"hip_no_weight": "old", "age_band": "70_plus"}, "E"),
    ("R12", {"blood_thinner": "yes", "leg_weak_one": "mid"}, "E"),
    ("R12", {"blood_thinner": "unsure", "both_legs_pain": "mid"}, "E"),
    ("R12", {"blood_thinner": "yes", "foot_drop": "unsure"}, "E"),
    ("R12b", {"blood_thinner": "yes", "spine_spot_pain": "mid"}, "U1"),
    ("R12b", {"blood_thinner": "unsure", "pain_uncontrolled": "unsure"}, "U1"),
    ("R12b", {"blood_thinner": "yes", "minor_injury": "mid"}, "U1"),
    ("R13", {"bone_risk": "yes", "infection_risk": "yes", "cancer_history": "yes"}, "U2"),
    ("R13", {"leg_swelling": "old", "minor_injury": "old", "sexual_change": "old"}, "U2"),
    ("R13", {"leg_numb_one": "old", "minor_injury": "unsure", "cancer_history": "unsure"}, "U2"),
]
MISSES = [
    ("R1", {"both_legs_pain": "old"}),
    ("R1", {"both_legs_pain": "checked", "leg_numb_one": "mid"}),
    ("R1", {"both_legs_pain": "old", "leg_numb_one": "cleared"}),
    ("R1", {"both_legs_pain": "old", "leg_numb_one": "checked"}),
    ("R1", {"both_legs_pain": "new", "leg_numb_one": "checked"}),
    ("R1b", {"both_legs_pain": "cleared", "leg_numb_one": "mid"}),
    ("R1b", {"both_legs_pain": "cleared", "leg_numb_one": "old"}),
    ("R1b", {"both_legs_pain": "old", "leg_numb_one": "new"}),
    ("R2", {"sexual_change": "old", "leg_numb_one": "old"}),
    ("R2", {"sexual_change": "checked", "leg_numb_one": "new"}),
    ("R2", {"sexual_change": "skip", "leg_numb_one": "new"}),
    ("R3", {"leg_weak_one": "old", "leg_numb_one": "new"}),
    ("R3", {"leg_weak_one": "checked", "leg_numb_one": "worse"}),
    ("R4", {"leg_weak_one": "old"}),
    ("R4", {"cancer_history": "yes", "leg_weak_one": "checked"}),
    ("R4", {"cancer_history": "yes", "leg_numb_one": "new"}),
    ("R4b", {"cancer_history": "yes", "leg_numb_one": "checked"}),
    ("R4b", {"cancer_history": "yes", "leg_numb_one": "worse"}),
    ("R5", {"cancer_history": "yes", "night_pain": "checked"}),
    ("R5", {"cancer_history": "yes", "fever_unwell": "old"}),
    ("R6", {"fever_unwell": "checked", "infection_risk": "yes"}),
    ("R6", {"fever_unwell": "new", "leg_numb_one": "old"}),
    ("R6", {"fever_unwell": "new", "spine_spot_pain": "old"}),
    ("R6", {"infection_risk": "yes", "leg_numb_one": "new"}),
    ("R7", {"infection_risk": "yes", "night_pain": "checked"}),
    ("R7", {"infection_risk": "yes", "weight_loss": "old"}),
    ("R8", {"bone_risk": "yes", "minor_injury": "checked"}),
    ("R8", {"age_band": "50_69", "minor_injury": "lift_only"}),
    ("R9", {"minor_injury": "old", "leg_weak_one": "old"}),
    ("R9", {"minor_injury": "lift_only", "leg_weak_one": "old"}),
    ("R9", {"minor_injury": "new", "leg_weak_one": "checked"}),
    ("R9", {"minor_injury": "new", "leg_numb_one": "new"}),
    ("R9", {"bone_risk": "yes", "leg_weak_one": "old"}),
    ("R10", {"bone_risk": "yes", "spine_spot_pain": "checked"}),
    ("R10", {"age_band": "50_69", "spine_spot_pain": "old"}),
    ("R10b", {"spine_spot_pain": "checked", "leg_weak_one": "new"}),
    ("R10b", {"spine_spot_pain": "old", "leg_weak_one": "checked"}),
    ("R10b", {"spine_spot_pain": "old", "leg_numb_one": "new"}),
    ("R11", {"hip_no_weight": "old", "minor_injury": "old"}),
    ("R11", {"hip_no_weight": "checked", "bone_risk": "yes"}),
    ("R12", {"blood_thinner": "yes", "leg_weak_one": "old"}),
    ("R12", {"blood_thinner": "yes", "leg_numb_one": "new"}),
    ("R12b", {"blood_thinner": "yes", "minor_injury": "old"}),
    ("R12b", {"blood_thinner": "yes", "night_pain": "new"}),
    ("R13", {"bone_risk": "yes", "infection_risk": "yes"}),
    ("R13", {"bone_risk": "yes", "infection_risk": "yes", "weight_loss": "new"}),
    ("R13", {"bone_risk": "yes", "infection_risk": "yes", "leg_swelling": "checked"}),
    ("R13", {"bone_risk": "yes", "infection_risk": "yes", "not_improving": "yes"}),
    ("R13", {"bone_risk": "yes", "infection_risk": "yes", "morning_stiff": "yes"}),
    ("R13", {"bone_risk": "yes", "infection_risk": "yes", "pregnant_birth": "yes"}),
    ("R13", {"bone_risk": "yes", "infection_risk": "yes", "age_band": "under_18"}),
]


@pytest.mark.parametrize(("rule", "words", "letters"), MAKES, ids=str)
def test_each_combination_raises(rule: str, words: dict[str, str], letters: str) -> None:
    found = triage(answers(**words))
    assert {hit.id: hit.level for hit in found.hits}[rule] is LEVELS[letters]
    assert found.level >= LEVELS[letters]


@pytest.mark.parametrize(("rule", "words"), MISSES, ids=str)
def test_a_near_miss_does_not(rule: str, words: dict[str, str]) -> None:
    assert rule not in triage(answers(**words)).rules


def test_each_rule_is_tried_both_ways() -> None:
    ids = {rule.id for rule in RULES} | {"R13"}
    assert {rule for rule, _, _ in MAKES} == {rule for rule, _ in MISSES} == ids


@pytest.mark.parametrize(
    ("words", "mode"),
    [
        ({"not_improving": "yes"}, "normal"),
        ({"morning_stiff": "yes"}, "normal"),
        ({"leg_numb_one": "old"}, "normal"),
        ({"sexual_change": "old"}, "normal"),
        ({"sexual_change": "checked"}, "light"),
        ({"cancer_history": "yes"}, "light"),
        ({"not_improving": "yes", "cancer_history": "yes"}, "light"),
        ({"age_band": "under_18"}, "pause"),
        ({"fever_unwell": "checked"}, "pause"),
        ({"weight_loss": "checked"}, "pause"),
        ({"spine_spot_pain": "old"}, "pause"),
        ({"belly_pulse": "checked"}, "pause"),
        ({"leg_swelling": "old"}, "pause"),
        ({"cold_pale_leg": "checked"}, "pause"),
        ({"hip_no_weight": "unsure"}, "pause"),
        ({"cancer_history": "yes", "hip_no_weight": "unsure"}, "pause"),
    ],
    ids=str,
)
def test_soon_leaves_open_what_the_strictest_hit_does(words: dict[str, str], mode: str) -> None:
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
        ({"belly_pulse": "mid", "saddle_numb": "new"}, Advice.AMBULANCE),
        ({"cold_pale_leg": "new"}, Advice.AMBULANCE),
        ({"cold_pale_leg": "mid", "foot_drop": "new"}, Advice.EMERGENCY),
        ({"hip_no_weight": "old", "bone_risk": "yes"}, Advice.AMBULANCE),
        ({"major_injury": "new", "leg_numb_one": "new"}, Advice.AMBULANCE),
        ({"major_injury": "mid", "both_legs_pain": "old"}, Advice.AMBULANCE),
        ({"major_injury": "new", "leg_numb_one": "checked"}, Advice.EMERGENCY),
        ({"major_injury": "old", "saddle_numb": "new"}, Advice.CAUDA_EQUINA),
        ({"minor_injury": "new", "foot_drop": "old"}, Advice.EMERGENCY),
    ],
    ids=str,
)
def test_the_message_is_that_of_the_fastest_help(words: dict[str, str], advice: Advice) -> None:
    assert triage(answers(**words)).advice is advice


def test_every_hit_is_kept_the_highest_first() -> None:
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


def test_unsure_on_a_bladder_bowel_or_saddle_question_is_an_emergency() -> None:
    for item, other in product(
        (*SADDLE_SIGNS, Item.SEXUAL_CHANGE, Item.BOTH_LEGS_PAIN, Item.BOTH_LEGS_WEAK), ("no", "cleared")
    ):
        assert triage(answers(**{item: "unsure", "leg_numb_one": other})).tier is Tier.EMERGENCY
