"""The first edition's matrix and rules, which still judge the checks made with it."""

import pytest

from sciaticli.core.screening.first_edition import RULES
from sciaticli.core.screening.questions import (
    FIRST_FORM,
    TIMED,
    Answers,
    items_of,
    words_for,
)
from sciaticli.core.screening.triage import Advice, Triage
from sciaticli.core.screening.triage import triage as judge
from support.screenings import LEVELS, answers, cells


def triage(form: Answers) -> Triage:
    """Judge a form by the first edition."""
    return judge(form, FIRST_FORM)


CELLS = cells("tiers-1.toml")


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
        ({"not_improving": "yes", "cancer_history": "yes"}, "light"),
        ({"spine_spot_pain": "old"}, "pause"),
    ],
    ids=str,
)
def test_soon_leaves_open_what_the_strictest_hit_does(words: dict[str, str], mode: str) -> None:
    assert triage(answers(**words)).mode == mode


@pytest.mark.parametrize(
    ("words", "advice"),
    [
        ({"belly_pulse": "mid", "saddle_numb": "new"}, Advice.AMBULANCE),
        ({"hip_no_weight": "old", "bone_risk": "yes"}, Advice.AMBULANCE),
    ],
    ids=str,
)
def test_the_message_is_that_of_the_fastest_help(words: dict[str, str], advice: Advice) -> None:
    assert triage(answers(**words)).advice is advice
