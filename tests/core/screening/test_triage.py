"""The second edition: each cell, each combination with its near misses, every case, what always holds."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sciaticli.core.profile import AgeBand, YesNoUnsure
from sciaticli.core.record.entries import SoonMode, Tier
from sciaticli.core.screening.level import Level
from sciaticli.core.screening.questions import (
    FACTS,
    TIMED,
    Answer,
    Answers,
    Item,
    words_for,
)
from sciaticli.core.screening.second_edition import RULES
from sciaticli.core.screening.triage import Advice, triage
from support.screenings import LEVELS, answers, cells

BOTH = Item.BOTH_LEGS_PAIN
CELLS = cells("tiers.toml")


def test_every_word_of_the_form_has_a_known_tier() -> None:
    tried = {(item, word) for item, word, _ in CELLS}
    words = {(str(item), word) for item in Item for word in words_for(item)}
    assert words - tried == {(str(item), word) for item in TIMED for word in ("no", "yes", "told_not")}


def test_told_not_to_exercise_counts_as_examined_and_pauses() -> None:
    for item in [item for item in Item if "told_not" in words_for(item)]:
        found = triage(answers(**{item: "told_not"}))
        assert (found.level, found.mode) == (Level.SOON, "pause")


# rule, answers that make it, level; the near misses of each stand below
MAKES = [
    ("R1", {"both_legs_pain": "new", "leg_numb_one": "old"}, "E"),
    ("R1", {"both_legs_pain": "old", "leg_numb_one": "new"}, "E"),
    ("R1", {"both_legs_pain": "old", "leg_weak_one": "unsure"}, "E"),
    ("R1", {"both_legs_pain": "old", "leg_numb_one": "grows_unsure"}, "E"),
    ("R1", {"both_legs_pain": "old", "saddle_numb": "old", "both_legs_known": "yes"}, "U1"),
    ("R1", {"both_legs_pain": "old", "both_legs_weak": "old", "both_legs_known": "yes"}, "U1"),
    ("R1", {"both_legs_pain": "old", "leg_numb_one": "old"}, "U2"),
    ("R1", {"both_legs_pain": "old", "foot_drop": "old"}, "U2"),
    ("R1b", {"both_legs_pain": "checked", "leg_numb_one": "new"}, "E"),
    ("R1b", {"both_legs_pain": "told_not", "leg_numb_one": "grows_unsure"}, "E"),
    ("R1b", {"both_legs_pain": "cleared", "saddle_numb": "unsure"}, "E"),
    ("R2", {"sexual_change": "mid", "leg_numb_one": "mid"}, "E"),
    ("R2", {"sexual_change": "old", "both_legs_pain": "mid"}, "E"),
    ("R2b", {"sexual_change": "old", "both_legs_pain": "old"}, "U1"),
    ("R2b", {"sexual_change": "mid", "both_legs_pain": "old"}, "U1"),
    ("R2b", {"sexual_change": "mid", "saddle_numb": "cleared"}, "U1"),
    ("R2b", {"sexual_change": "mid", "bladder_start": "before"}, "U1"),
    ("R2b", {"sexual_change": "mid", "both_legs_pain": "checked"}, "U1"),
    ("R2b", {"sexual_change": "old", "leg_numb_one": "old"}, "U2"),
    ("R2b", {"sexual_change": "mid", "bone_risk": "cleared"}, "U2"),
    ("R2b", {"sexual_change": "mid", "leg_numb_one": "cleared"}, "U2"),
    ("R3", {"leg_weak_one": "old", "leg_numb_one": "worse"}, "E"),
    ("R3", {"foot_drop": "old", "leg_numb_one": "worse"}, "E"),
    ("R3", {"foot_drop": "old", "leg_numb_one": "grows_unsure"}, "U1"),
    ("R4", {"cancer_history": "yes", "leg_weak_one": "old"}, "E"),
    ("R4", {"cancer_history": "long_ago", "both_legs_pain": "old"}, "E"),
    ("R4", {"cancer_history": "cleared", "leg_numb_one": "worse"}, "E"),
    ("R4", {"cancer_active": "yes", "leg_weak_one": "old"}, "E"),
    ("R4b", {"cancer_history": "yes", "leg_numb_one": "old"}, "U1"),
    ("R4b", {"cancer_history": "unsure", "leg_numb_one": "grows_unsure"}, "U1"),
    ("R4b", {"cancer_history": "cleared", "cancer_active": "yes", "leg_numb_one": "old"}, "U1"),
    ("R4b", {"cancer_history": "cleared", "leg_numb_one": "new"}, "U1"),
    ("R4b", {"cancer_history": "cleared", "leg_numb_one": "mid"}, "U2"),
    ("R5", {"cancer_history": "cleared", "night_pain": "old"}, "U1"),
    ("R5", {"cancer_active": "unsure", "weight_loss": "unsure"}, "U1"),
    ("R5b", {"cancer_history": "yes", "not_improving": "yes"}, "U2"),
    ("R5b", {"cancer_history": "unsure", "not_improving": "yes", "age_band": "70_plus"}, "U1"),
    ("R5c", {"cancer_history": "cleared", "leg_swelling": "old"}, "U2"),
    ("R6", {"fever_unwell": "new", "infection_risk": "cleared"}, "E"),
    ("R6", {"fever_unwell": "unsure", "pregnant_birth": "yes"}, "E"),
    ("R6", {"fever_unwell": "unsure", "leg_numb_one": "new"}, "E"),
    ("R6", {"fever_unwell": "mid", "leg_numb_one": "grows_unsure"}, "E"),
    ("R6", {"fever_unwell": "mid", "hip_no_weight": "unsure"}, "E"),
    ("R6", {"fever_unwell": "old", "both_legs_pain": "mid"}, "E"),
    ("R6", {"fever_unwell": "old", "leg_weak_one": "mid"}, "E"),
    ("R6b", {"fever_unwell": "unsure", "leg_numb_one": "mid"}, "U1"),
    ("R6b", {"fever_unwell": "unsure", "leg_numb_one": "unsure"}, "U1"),
    ("R6b", {"fever_unwell": "unsure", "hip_no_weight": "old"}, "U1"),
    ("R7", {"infection_risk": "cleared", "spine_spot_pain": "unsure"}, "U1"),
    ("R7b", {"infection_risk": "yes", "infection_kind": "line", "leg_weak_one": "old"}, "E"),
    ("R7b", {"infection_risk": "yes", "infection_kind": "injecting", "foot_drop": "old"}, "E"),
    ("R7b", {"infection_risk": "yes", "infection_kind": "spine", "leg_weak_one": "old"}, "E"),
    ("R7b", {"infection_risk": "yes", "leg_weak_one": "old"}, "E"),
    ("R7b", {"infection_risk": "yes", "infection_kind": "other", "leg_weak_one": "old"}, "U1"),
    ("R7b", {"infection_risk": "unsure", "infection_kind": "other", "leg_numb_one": "unsure"}, "U1"),
    ("R7b", {"infection_risk": "cleared", "infection_kind": "spine", "leg_numb_one": "new"}, "U2"),
    ("R7c", {"infection_risk": "unsure", "bone_risk": "unsure", "leg_numb_one": "mid"}, "S"),
    ("R8", {"bone_risk": "unsure", "minor_injury": "lift_only"}, "U1"),
    ("R8", {"bone_risk": "cleared", "minor_injury": "old"}, "U1"),
    ("R8", {"age_band": "70_plus", "minor_injury": "old"}, "U1"),
    ("R8", {"bone_risk": "cleared", "minor_injury": "lift_only"}, "U2"),
    ("R8", {"bone_risk": "checked", "minor_injury": "lift_only"}, "U2"),
    ("R8", {"age_band": "70_plus", "minor_injury": "lift_only", "leg_numb_one": "unsure"}, "U2"),
    ("R8", {"age_band": "70_plus", "minor_injury": "lift_only", "cancer_history": "cleared"}, "U2"),
    ("R8", {"age_band": "70_plus", "minor_injury": "lift_only", "hip_no_weight": "old"}, "U2"),
    ("R8", {"age_band": "70_plus", "minor_injury": "lift_only", "night_pain": "unsure"}, "U2"),
    ("R8", {"age_band": "70_plus", "minor_injury": "lift_only"}, "S"),
    ("R9", {"minor_injury": "mid", "leg_weak_one": "old"}, "E"),
    ("R9", {"minor_injury": "unsure", "saddle_numb": "old"}, "E"),
    ("R9", {"bone_risk": "yes", "minor_injury": "lift_only", "leg_weak_one": "old"}, "E"),
    ("R9", {"bone_risk": "cleared", "minor_injury": "old", "leg_weak_one": "old"}, "E"),
    ("R9b", {"bone_risk": "cleared", "major_injury": "old"}, "U1"),
    ("R9b", {"age_band": "70_plus", "major_injury": "old"}, "U1"),
    ("R9b", {"major_injury": "old", "both_legs_pain": "old"}, "U2"),
    ("R10", {"age_band": "70_plus", "spine_spot_pain": "unsure"}, "U1"),
    ("R10b", {"spine_spot_pain": "old", "both_legs_weak": "old"}, "E"),
    ("R11", {"hip_no_weight": "old", "minor_injury": "mid"}, "E"),
    ("R11", {"hip_no_weight": "unsure", "bone_risk": "cleared"}, "E"),
    ("R11", {"hip_no_weight": "mid", "age_band": "70_plus"}, "E"),
    ("R11b", {"hip_no_weight": "old", "minor_injury": "old"}, "U1"),
    ("R11b", {"hip_no_weight": "old", "major_injury": "old"}, "U1"),
    ("R11b", {"hip_no_weight": "old", "cancer_history": "cleared"}, "U1"),
    ("R11b", {"hip_no_weight": "old", "infection_risk": "checked"}, "U1"),
    ("R11b", {"hip_no_weight": "old", "fever_unwell": "unsure"}, "U1"),
    ("R11b", {"hip_no_weight": "old", "bone_risk": "cleared"}, "U2"),
    ("R11b", {"hip_no_weight": "old", "age_band": "70_plus", "leg_numb_one": "mid"}, "U2"),
    ("R11b", {"hip_no_weight": "old", "age_band": "70_plus", "minor_injury": "lift_only"}, "U2"),
    ("R11b", {"hip_no_weight": "old", "age_band": "70_plus", "pain_uncontrolled": "old"}, "U2"),
    ("R12", {"blood_thinner": "yes", "leg_weak_one": "mid"}, "E"),
    ("R12", {"blood_thinner": "unsure", "both_legs_pain": "unsure"}, "E"),
    ("R12b", {"blood_thinner": "yes", "spine_spot_pain": "mid"}, "U1"),
    ("R12b", {"blood_thinner": "yes", "minor_injury": "mid"}, "U1"),
    ("R12c", {"blood_thinner": "unsure", "leg_numb_one": "unsure"}, "U2"),
    ("R13", {"bone_risk": "yes", "infection_risk": "yes", "cancer_history": "yes"}, "U2"),
    ("R13", {"groin_pain": "yes", "growing_pain": "yes", "minor_injury": "unsure"}, "U2"),
    ("R14", {"bladder_start": "before", "both_legs_pain": "old"}, "U1"),
    ("R14", {"bladder_leak_feel": "before", "sexual_change": "mid"}, "U1"),
    ("R14", {"bladder_start": "before", "fever_unwell": "unsure"}, "U1"),
    ("R14", {"bladder_start": "before", "minor_injury": "unsure"}, "U2"),
    ("R15", {"saddle_numb": "cleared", "leg_weak_one": "mid"}, "E"),
    ("R15", {"bladder_start": "before", "foot_drop": "unsure"}, "E"),
    ("R15", {"bowel_change": "checked", "leg_numb_one": "new"}, "U1"),
    ("R15", {"bladder_start": "before", "leg_numb_one": "grows_unsure"}, "U1"),
    ("R15", {"both_legs_weak": "old", "leg_numb_one": "unsure"}, "U1"),
    ("R15", {"foot_drop": "cleared", "leg_numb_one": "new"}, "U2"),
    ("R15", {"fever_unwell": "checked", "leg_numb_one": "new"}, "U2"),
    ("R16", {"night_pain": "unsure", "weight_loss": "unsure"}, "U2"),
    ("R16", {"night_pain": "unsure", "pain_uncontrolled": "unsure"}, "U2"),
    ("R17", {"growing_pain": "yes", "cancer_history": "cleared"}, "U1"),
    ("R17", {"growing_pain": "unsure", "infection_risk": "checked"}, "U1"),
    ("R17", {"growing_pain": "yes", "age_band": "70_plus"}, "U1"),
    ("R17", {"growing_pain": "yes", "bone_risk": "cleared"}, "U1"),
    ("R17", {"growing_pain": "yes", "weight_loss": "unsure"}, "U1"),
    ("R17", {"growing_pain": "yes", "cancer_active": "yes"}, "U1"),
    ("R17", {"growing_pain": "yes", "age_band": "50_69"}, "U2"),
    ("R18", {"groin_pain": "yes", "cancer_history": "cleared"}, "U1"),
    ("R18", {"groin_pain": "unsure", "infection_risk": "cleared"}, "U1"),
    ("R18", {"groin_pain": "yes", "blood_thinner": "yes"}, "U1"),
    ("R18", {"groin_pain": "yes", "fever_unwell": "unsure"}, "U1"),
    ("R18", {"groin_pain": "yes", "bone_risk": "cleared"}, "U2"),
    ("R18", {"groin_pain": "yes", "age_band": "under_18"}, "U2"),
    ("R18", {"groin_pain": "yes", "hard_training": "unsure"}, "U2"),
    ("R18", {"groin_pain": "yes", "steroid_pills": "yes"}, "U2"),
    ("R19", {"urine_burns": "yes", "pregnant_birth": "cleared"}, "U1"),
    ("R19", {"urine_burns": "yes", "fever_unwell": "unsure"}, "U1"),
    ("R19", {"urine_burns": "unsure", "infection_risk": "cleared"}, "U1"),
    ("R20", {"pee_often": "yes", "saddle_numb": "old"}, "E"),
    ("R20", {"pee_often": "unsure", "both_legs_pain": "old"}, "E"),
    ("R20", {"pee_often": "yes", "sexual_change": "mid"}, "E"),
    ("R20", {"pee_often": "yes", "leg_numb_one": "unsure"}, "U1"),
    ("R21", {"belly_pulse": "mid", "age_band": "50_69"}, "E"),
    ("R21", {"belly_pulse": "mid", "leg_numb_one": "cleared"}, "E"),
    ("R21", {"belly_pulse": "mid", "cold_pale_leg": "checked"}, "E"),
    ("R2b", {"sexual_change": "mid", "leg_numb_one": "old"}, "U2"),
    ("R5", {"cancer_history": "yes", "pain_uncontrolled": "mid"}, "U1"),
    ("R5b", {"cancer_history": "yes", "not_improving": "yes", "age_band": "70_plus"}, "U1"),
    ("R6", {"fever_unwell": "old", "spine_spot_pain": "new"}, "E"),
    ("R6", {"fever_unwell": "new", "saddle_numb": "mid"}, "E"),
    ("R6", {"fever_unwell": "new", "leg_numb_one": "worse"}, "E"),
    ("R6b", {"fever_unwell": "old", "leg_numb_one": "mid"}, "U1"),
    ("R7", {"infection_risk": "yes", "pain_uncontrolled": "old"}, "U1"),
    ("R7", {"infection_risk": "yes", "spine_spot_pain": "old"}, "U1"),
    ("R7b", {"infection_risk": "yes", "infection_kind": "line", "leg_weak_one": "old"}, "E"),
    ("R7c", {"infection_risk": "unsure", "bone_risk": "unsure", "leg_numb_one": "old"}, "S"),
    ("R8", {"age_band": "70_plus", "minor_injury": "lift_only", "leg_swelling": "old"}, "S"),
    ("R8", {"age_band": "70_plus", "minor_injury": "lift_only", "leg_swelling": "cleared"}, "S"),
    ("R8", {"age_band": "70_plus", "minor_injury": "lift_only", "leg_numb_one": "mid"}, "S"),
    ("R10", {"age_band": "70_plus", "spine_spot_pain": "old"}, "U1"),
    ("R11b", {"hip_no_weight": "old", "fever_unwell": "old"}, "U1"),
    ("R11b", {"age_band": "70_plus", "hip_no_weight": "old", "weight_loss": "unsure"}, "U2"),
    ("R11b", {"age_band": "70_plus", "hip_no_weight": "old", "night_pain": "old"}, "U2"),
    ("R11b", {"age_band": "70_plus", "hip_no_weight": "old", "pain_uncontrolled": "old"}, "U2"),
    ("R12", {"blood_thinner": "yes", "bladder_start": "new"}, "E"),
    ("R12b", {"blood_thinner": "yes", "pain_uncontrolled": "mid"}, "U1"),
    ("R14", {"bladder_start": "before", "saddle_numb": "new"}, "U1"),
    ("R14", {"bladder_start": "before", "both_legs_pain": "mid"}, "U1"),
    ("R14", {"bladder_start": "before", "both_legs_weak": "new"}, "U1"),
    ("R14", {"bladder_start": "before", "fever_unwell": "old"}, "U1"),
    ("R17", {"growing_pain": "yes", "night_pain": "old"}, "U1"),
    ("R17", {"growing_pain": "yes", "weight_loss": "unsure"}, "U1"),
    ("R18", {"groin_pain": "yes", "fever_unwell": "old"}, "U1"),
    ("R19", {"urine_burns": "yes", "fever_unwell": "old"}, "U1"),
    ("R20", {"pee_often": "yes", "bowel_change": "old"}, "E"),
    ("R20", {"pee_often": "yes", "both_legs_weak": "old"}, "E"),
    ("R20", {"pee_often": "yes", "both_legs_pain": "old"}, "E"),
    ("R21", {"belly_pulse": "mid", "sexual_change": "old"}, "E"),
    ("R21", {"belly_pulse": "mid", "both_legs_pain": "old"}, "E"),
]
MISSES = [
    ("R1", {"both_legs_pain": "old"}),
    ("R1", {"both_legs_pain": "old", "leg_numb_one": "old", "both_legs_known": "yes"}),
    ("R1", {"both_legs_pain": "old", "foot_drop": "old", "both_legs_known": "unsure"}),
    ("R1", {"both_legs_pain": "new", "leg_numb_one": "checked"}),
    ("R1", {"both_legs_pain": "new", "bladder_start": "before"}),
    ("R1b", {"both_legs_pain": "cleared", "leg_numb_one": "mid"}),
    ("R2", {"sexual_change": "before", "leg_numb_one": "new"}),
    ("R2", {"sexual_change": "old", "leg_numb_one": "old"}),
    ("R2b", {"sexual_change": "mid", "minor_injury": "lift_only"}),
    ("R2b", {"sexual_change": "mid", "not_improving": "yes"}),
    ("R2b", {"sexual_change": "old", "bone_risk": "yes"}),
    ("R2b", {"sexual_change": "before", "both_legs_pain": "old"}),
    ("R3", {"leg_weak_one": "old", "leg_numb_one": "new"}),
    ("R3", {"leg_weak_one": "checked", "leg_numb_one": "worse"}),
    ("R4", {"cancer_history": "yes", "leg_weak_one": "checked"}),
    ("R4", {"cancer_active": "cleared", "leg_weak_one": "old"}),
    ("R4b", {"cancer_history": "cleared", "leg_numb_one": "old"}),
    ("R4b", {"cancer_history": "long_ago", "leg_numb_one": "new"}),
    ("R5", {"cancer_history": "long_ago", "night_pain": "old"}),
    ("R5", {"cancer_active": "checked", "night_pain": "old"}),
    ("R5b", {"cancer_history": "cleared", "not_improving": "yes"}),
    ("R5b", {"cancer_history": "long_ago", "not_improving": "yes"}),
    ("R5c", {"cancer_history": "yes", "leg_swelling": "cleared"}),
    ("R6", {"fever_unwell": "old", "infection_risk": "yes"}),
    ("R6", {"fever_unwell": "new", "leg_numb_one": "mid"}),
    ("R6", {"fever_unwell": "old", "hip_no_weight": "new"}),
    ("R6b", {"fever_unwell": "checked", "leg_numb_one": "mid"}),
    ("R6b", {"fever_unwell": "unsure", "leg_numb_one": "old"}),
    ("R7", {"infection_risk": "yes", "night_pain": "checked"}),
    ("R7b", {"infection_risk": "cleared", "leg_weak_one": "old"}),
    ("R7b", {"infection_risk": "cleared", "infection_kind": "line", "leg_numb_one": "new"}),
    ("R7b", {"infection_risk": "yes", "leg_numb_one": "mid"}),
    ("R7c", {"infection_risk": "unsure", "bone_risk": "unsure"}),
    ("R7c", {"infection_risk": "unsure", "bone_risk": "yes", "leg_numb_one": "mid"}),
    ("R8", {"age_band": "50_69", "minor_injury": "lift_only"}),
    ("R8", {"bone_risk": "yes", "minor_injury": "checked"}),
    ("R9", {"minor_injury": "old", "leg_weak_one": "old"}),
    ("R9", {"minor_injury": "new", "bladder_start": "before"}),
    ("R9b", {"major_injury": "old", "age_band": "50_69"}),
    ("R9b", {"major_injury": "checked", "bone_risk": "yes"}),
    ("R10", {"age_band": "50_69", "spine_spot_pain": "old"}),
    ("R10b", {"spine_spot_pain": "old", "leg_numb_one": "new"}),
    ("R11", {"hip_no_weight": "old", "age_band": "70_plus"}),
    ("R11", {"hip_no_weight": "old", "minor_injury": "old"}),
    ("R11b", {"hip_no_weight": "old", "age_band": "70_plus"}),
    ("R11b", {"hip_no_weight": "old", "leg_numb_one": "mid"}),
    ("R11b", {"hip_no_weight": "old", "cancer_history": "long_ago"}),
    ("R12", {"blood_thinner": "yes", "both_legs_pain": "mid"}),
    ("R12", {"blood_thinner": "yes", "leg_weak_one": "old"}),
    ("R12b", {"blood_thinner": "yes", "minor_injury": "old"}),
    ("R12c", {"blood_thinner": "yes", "leg_numb_one": "mid"}),
    ("R13", {"bone_risk": "yes", "infection_risk": "yes", "cancer_history": "long_ago"}),
    ("R13", {"bone_risk": "yes", "infection_risk": "yes", "cancer_active": "yes"}),
    ("R13", {"bone_risk": "yes", "infection_risk": "yes", "urine_burns": "yes"}),
    ("R13", {"bone_risk": "yes", "infection_risk": "yes", "bladder_start": "before"}),
    ("R13", {"bone_risk": "yes", "infection_risk": "yes", "leg_swelling": "told_not"}),
    ("R13", {"bone_risk": "yes", "infection_risk": "yes", "not_improving": "yes"}),
    ("R13", {"bone_risk": "yes", "infection_risk": "yes", "pregnant_birth": "yes"}),
    ("R13", {"bone_risk": "yes", "infection_risk": "yes", "age_band": "under_18"}),
    ("R14", {"bladder_start": "before", "leg_numb_one": "mid"}),
    ("R14", {"bladder_start": "before", "minor_injury": "lift_only"}),
    ("R15", {"saddle_numb": "cleared", "leg_weak_one": "old"}),
    ("R15", {"saddle_numb": "cleared", "leg_numb_one": "mid"}),
    ("R15", {"foot_drop": "old", "leg_numb_one": "new"}),
    ("R16", {"night_pain": "unsure", "fever_unwell": "unsure"}),
    ("R17", {"growing_pain": "yes"}),
    ("R17", {"growing_pain": "checked", "cancer_history": "yes"}),
    ("R17", {"growing_pain": "yes", "cancer_history": "long_ago"}),
    ("R18", {"groin_pain": "yes"}),
    ("R18", {"groin_pain": "cleared", "blood_thinner": "yes"}),
    ("R19", {"urine_burns": "yes", "leg_numb_one": "mid"}),
    ("R20", {"pee_often": "yes", "sexual_change": "old"}),
    ("R20", {"pee_often": "yes", "leg_numb_one": "mid"}),
    ("R20", {"pee_often": "checked", "saddle_numb": "checked"}),
    ("R21", {"belly_pulse": "mid"}),
    ("R21", {"belly_pulse": "mid", "groin_pain": "yes"}),
    ("R21", {"belly_pulse": "old", "age_band": "50_69"}),
    # what a clinician has examined, or what is old, counts only where a rule says so
    ("R1", {"both_legs_pain": "cleared", "leg_numb_one": "old"}),
    ("R1", {"both_legs_pain": "old", "leg_numb_one": "cleared"}),
    ("R3", {"leg_weak_one": "checked", "leg_numb_one": "grows_unsure"}),
    ("R4b", {"cancer_active": "cleared", "leg_numb_one": "mid"}),
    ("R4b", {"cancer_history": "yes", "leg_numb_one": "cleared"}),
    ("R5", {"cancer_history": "yes", "night_pain": "checked"}),
    ("R5b", {"cancer_history": "checked", "not_improving": "yes", "age_band": "70_plus"}),
    ("R6", {"fever_unwell": "checked", "leg_weak_one": "new"}),
    ("R6", {"fever_unwell": "new", "leg_weak_one": "old"}),
    ("R6", {"fever_unwell": "new", "hip_no_weight": "cleared"}),
    ("R7b", {"infection_risk": "yes", "infection_kind": "line", "leg_weak_one": "checked"}),
    ("R7b", {"infection_risk": "cleared", "infection_kind": "line", "leg_weak_one": "new"}),
    ("R7c", {"infection_risk": "unsure", "bone_risk": "unsure", "leg_numb_one": "cleared"}),
    ("R10", {"age_band": "70_plus", "spine_spot_pain": "cleared"}),
    ("R10b", {"spine_spot_pain": "new", "leg_weak_one": "checked"}),
    ("R10b", {"spine_spot_pain": "cleared", "leg_weak_one": "new"}),
    ("R11", {"hip_no_weight": "cleared", "minor_injury": "new"}),
    ("R11b", {"hip_no_weight": "old", "fever_unwell": "cleared"}),
    ("R11b", {"age_band": "70_plus", "hip_no_weight": "old", "leg_numb_one": "old"}),
    ("R11b", {"age_band": "70_plus", "hip_no_weight": "old", "leg_numb_one": "cleared"}),
    ("R11b", {"age_band": "70_plus", "hip_no_weight": "old", "night_pain": "checked"}),
    ("R13", {"bone_risk": "yes", "infection_risk": "yes", "sexual_change": "before"}),
    ("R14", {"bladder_start": "before", "saddle_numb": "old"}),
    ("R14", {"bladder_start": "before", "fever_unwell": "cleared"}),
    ("R17", {"growing_pain": "yes", "night_pain": "checked"}),
    ("R17", {"growing_pain": "cleared", "age_band": "50_69"}),
    ("R18", {"groin_pain": "yes", "fever_unwell": "cleared"}),
    ("R18", {"groin_pain": "cleared", "age_band": "70_plus"}),
    ("R19", {"urine_burns": "cleared", "infection_risk": "yes"}),
    ("R19", {"urine_burns": "yes", "fever_unwell": "cleared"}),
    ("R20", {"pee_often": "checked", "saddle_numb": "new"}),
    ("R20", {"pee_often": "yes", "saddle_numb": "cleared"}),
    ("R20", {"pee_often": "checked", "leg_numb_one": "new"}),
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
        ({"sexual_change": "mid"}, "light"),
        ({"sexual_change": "before"}, "normal"),
        ({"bladder_start": "before"}, "light"),
        ({"leg_numb_one": "grows_unsure"}, "light"),
        ({"weight_loss": "unsure"}, "light"),
        ({"cancer_history": "cleared", "leg_numb_one": "old"}, "normal"),
        ({"age_band": "70_plus", "minor_injury": "lift_only"}, "light"),
        ({"age_band": "70_plus", "hip_no_weight": "old"}, "pause"),
        ({"spine_spot_pain": "old", "leg_numb_one": "cleared"}, "light"),
        ({"spine_spot_pain": "checked"}, "light"),
        ({"spine_spot_pain": "unsure"}, "pause"),
        ({"not_improving": "yes", "bone_risk": "yes"}, "light"),
        ({"spine_spot_pain": "old"}, "normal"),
    ],
    ids=str,
)
def test_soon_leaves_open_what_the_strictest_hit_does(words: dict[str, str], mode: str) -> None:
    assert triage(answers(**words)).mode == mode


@pytest.mark.parametrize(
    ("words", "advice"),
    [
        ({"belly_pulse": "new", "saddle_numb": "new"}, Advice.AMBULANCE),
        ({"hip_no_weight": "mid", "bone_risk": "yes"}, Advice.AMBULANCE),
        ({"leg_hard": "yes"}, Advice.EMERGENCY),
        ({"belly_pulse": "mid", "age_band": "70_plus"}, Advice.AMBULANCE),
        ({"pee_often": "yes", "both_legs_pain": "old"}, Advice.CAUDA_EQUINA),
        ({"saddle_numb": "cleared", "leg_weak_one": "new"}, Advice.CAUDA_EQUINA),
    ],
    ids=str,
)
def test_the_message_is_that_of_the_fastest_help(words: dict[str, str], advice: Advice) -> None:
    assert triage(answers(**words)).advice is advice


@st.composite
def forms(draw: st.DrawFn) -> Answers:
    """Any form: few signs, so that combinations of two and three are common."""
    items = [item for item in Item if item not in FACTS]
    signs = draw(st.lists(st.sampled_from(items), max_size=6, unique=True))
    words = {item: Answer(draw(st.sampled_from(words_for(item)))) for item in signs}
    return Answers(
        age_band=draw(st.sampled_from(AgeBand)), blood_thinner=draw(st.sampled_from(YesNoUnsure)), words=words
    )


@given(forms(), st.data())
def test_an_added_answer_never_lowers_the_tier(before: Answers, data: st.DataObject) -> None:
    quiet = [item for item in Item if item not in FACTS and before.word(item) is Answer.NO]
    item = data.draw(st.sampled_from(quiet))
    word = Answer(data.draw(st.sampled_from(words_for(item))))
    after = Answers(
        age_band=before.age_band, blood_thinner=before.blood_thinner, words={**before.words, item: word}
    )
    assert triage(after).level >= triage(before).level


@given(forms(), st.data())
def test_a_worsened_answer_never_lowers_the_tier(before: Answers, data: st.DataObject) -> None:
    timed = [item for item in TIMED if before.word(item) not in (Answer.NO, Answer.LIFT_ONLY, Answer.SKIP)]
    if timed:
        item = data.draw(st.sampled_from(timed))
        words = {**before.words, item: Answer.WORSE}
        after = Answers(age_band=before.age_band, blood_thinner=before.blood_thinner, words=words)
        assert triage(after).level >= triage(before).level


@given(forms())
def test_a_riskier_fact_never_lowers_the_tier(form: Answers) -> None:
    def level(band: AgeBand, thinner: YesNoUnsure) -> Level:
        return triage(Answers(age_band=band, blood_thinner=thinner, words=form.words)).level

    assert level(AgeBand.AGE_70_PLUS, form.blood_thinner) >= level(AgeBand.AGE_18_49, form.blood_thinner)
    assert level(form.age_band, YesNoUnsure.UNSURE) == level(form.age_band, YesNoUnsure.YES)
    assert level(form.age_band, YesNoUnsure.YES) >= level(form.age_band, YesNoUnsure.NO)


@given(forms(), st.randoms(use_true_random=False))
def test_the_order_of_answers_is_irrelevant(form: Answers, shuffler: Random) -> None:
    pairs = list(form.words.items())
    shuffler.shuffle(pairs)
    again = Answers(age_band=form.age_band, blood_thinner=form.blood_thinner, words=dict(pairs))
    assert triage(again) == triage(form)


@given(forms())
def test_a_result_is_never_below_one_of_its_hits(form: Answers) -> None:
    found = triage(form)
    assert found.level == max((hit.level for hit in found.hits), default=Level.CLEAR)
    assert (found.mode is None) is (found.tier is not Tier.SOON)
    assert all(hit.items for hit in found.hits)
    assert found.mode in (None, *SoonMode)
