"""The catalogue against the dossier's facts: who may do what, and the rules a row can break by itself."""

import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from sciaticli.core.catalogue.exercise import (
    Condition,
    Dose,
    EndRange,
    Exercise,
    Kind,
    NerveTension,
    Position,
    Supervision,
)
from support.built_in import CATALOGUE

HERE = Path(__file__).parent
ROWS = CATALOGUE.exercises
BY_ID = CATALOGUE.by_id
DOSSIER: dict[str, dict[str, Any]] = tomllib.loads((HERE / "dossier.toml").read_text(encoding="utf-8"))
MATRIX: dict[str, dict[str, list[str]]] = tomllib.loads((HERE / "matrix.toml").read_text(encoding="utf-8"))

FLEX_END = {
    "double_knee_to_chest", "seated_flexion", "childs_pose", "pilates_articulated_bridge",
    "sciatic_tensioner_seated", "slouch_overcorrect", "abdominal_curl",
    "standing_forward_bend", "rag_doll", "happy_baby",
}  # fmt: skip
EXT_END = {
    "prone_on_elbows", "prone_press_up", "standing_extension", "prone_chest_lift", "slouch_overcorrect",
    "prone_opposite_lift", "wall_back_bend", "press_up_hips_aside",
}  # fmt: skip
SUPERVISED = {
    "side_glide_wall", "single_leg_bridge", "prone_hip_extension",
    "prone_chest_lift", "sciatic_tensioner_supine", "sciatic_tensioner_seated",
}  # fmt: skip
AFTER_SURGERY = {
    "ankle_pumps", "diaphragmatic_breathing", "side_lying_rest", "alexander_chair_pause", "walk_short_bouts",
}  # fmt: skip
LIGHT_OF_OURS = {"diaphragmatic_breathing_side_lying", "ankle_pumps_sitting"}  # forms of light rows
# Where a row is stricter than the dossier's matrix: it needs a note there, and so no longer suits.
STRICTER = {("pregnancy_2nd_3rd_trimester", "cat_cow"), ("disc_herniation", "sciatic_slider_seated")}
FLAT = (Position.SUPINE, Position.PRONE)
VARIANT_POSITIONS = {Position.SIDE_LYING, Position.SITTING, Position.QUADRUPED}
NO_DEEP_WATER = {"water_deep_cycle", "pool_wall_hang", "back_float_kick", "swimming"}

each_row = pytest.mark.parametrize("row", ROWS, ids=lambda row: row.id)
OUR_ROWS = tuple(row for row in ROWS if row.id not in DOSSIER)


def numbers(dose: Dose) -> list[Any]:
    reps = list(dose.reps) if isinstance(dose.reps, tuple) else dose.reps
    return [dose.sets, reps, dose.hold_s, dose.rep_rest_s, dose.rest_s]


def ids(rows: Iterable[Exercise]) -> set[str]:
    return {row.id for row in rows}


@pytest.mark.parametrize("name", DOSSIER)
def test_fixed_values_stay(name: str) -> None:
    row, facts = BY_ID[name], DOSSIER[name]
    kinds = (row.family, row.kind, row.position, row.direction, row.laterality, row.nerve_tension)
    assert " ".join(kinds) == facts["is"]
    assert set(row.also_families) == set(facts.get("also", []))
    assert row.level == facts["level"]
    assert row.leg_pain_ceiling == facts["ceiling"]
    assert row.supervised_first == facts.get("supervised", "no")
    assert list(row.end_range) == facts.get("end_range", [])
    assert row.light is facts.get("light", False)
    assert numbers(row.dose_start) == facts["start"]
    assert numbers(row.dose_full) == facts["full"]


@pytest.mark.parametrize("name", DOSSIER)
def test_the_dossiers_ladders_stay(name: str) -> None:
    row, facts = BY_ID[name], DOSSIER[name]
    assert set(facts.get("easier", [])) == set(row.easier) & set(DOSSIER)
    assert set(facts.get("harder", [])) == set(row.harder) & set(DOSSIER)


def test_the_facts_cover_the_seventy() -> None:
    assert len(DOSSIER) == 70
    assert {name for lists in MATRIX.values() for names in lists.values() for name in names} <= set(DOSSIER)


@pytest.mark.parametrize("condition", MATRIX)
def test_no_row_is_looser_than_the_matrix(condition: str) -> None:
    word, facts = Condition(condition), MATRIX[condition]
    avoiding = ids(row for row in ROWS if word in row.avoid)
    cautious = ids(row for row in ROWS if word in row.caution)
    assert set(facts["avoid"]) <= avoiding
    assert set(facts["caution"]) <= avoiding | cautious


@pytest.mark.parametrize("condition", MATRIX)
def test_what_suits_a_condition_is_said(condition: str) -> None:
    word = Condition(condition)
    suited = ids(row for row in ROWS if word in row.suits or (row.suits_all and word not in row.caution))
    stricter = {name for of, name in STRICTER if of == condition}
    assert set(MATRIX[condition]["suits"]) - suited <= stricter


def test_end_of_range_is_as_listed() -> None:
    assert ids(row for row in ROWS if EndRange.FLEXION in row.end_range) == FLEX_END
    assert ids(row for row in ROWS if EndRange.EXTENSION in row.end_range) == EXT_END


def test_what_a_professional_must_teach_is_locked() -> None:
    assert ids(row for row in ROWS if row.supervised_first is Supervision.YES) & set(DOSSIER) == SUPERVISED


def test_back_muscle_work_face_down_is_locked_and_the_rest_better_taught() -> None:
    own = [row for row in ROWS if row.family == "lumbar_extensor"]
    lifted = {row.id for row in own if row.supervised_first is Supervision.YES}
    assert lifted == {"prone_hip_extension", "prone_chest_lift", "prone_opposite_lift"}
    assert all(row.supervised_first is not Supervision.NO for row in own)


def test_tensioners_are_the_two_and_late() -> None:
    tightening = [row for row in ROWS if row.nerve_tension is NerveTension.TENSIONER]
    assert ids(tightening) == {"sciatic_tensioner_supine", "sciatic_tensioner_seated"}
    assert all(row.level >= 4 and row.leg_pain_ceiling <= 2 for row in tightening)
    assert all(Condition.NUMBNESS_OR_WEAKNESS in row.avoid for row in tightening)


def test_a_slider_dose_stays_below_the_days_cap() -> None:
    sliders = [row for row in ROWS if row.nerve_tension is NerveTension.SLIDER]
    assert len(sliders) >= 2
    assert all(dose.total_reps <= 20 for row in sliders for dose in row.doses)  # 30 a day, two sets at once
    assert all({Condition.NUMBNESS_OR_WEAKNESS, Condition.DISC_HERNIATION} & {*row.avoid, *row.caution}
               for row in sliders)  # fmt: skip


def test_after_surgery_only_five_are_free() -> None:
    free = ids(row for row in ROWS if Condition.RECENT_SURGERY not in (*row.avoid, *row.caution))
    assert free == AFTER_SURGERY


@each_row
def test_nobody_lies_flat_from_week_sixteen(row: Exercise) -> None:
    if row.position in FLAT and Condition.PREGNANCY_2ND_3RD_TRIMESTER not in row.avoid:
        variants = [other for other in ROWS if other.variant_of == row.id]
        assert any(other.position in VARIANT_POSITIONS for other in variants)


def test_the_four_lying_rows_have_forms_with_their_own_words() -> None:
    flat = [
        row for row in ROWS if row.position in FLAT and Condition.PREGNANCY_2ND_3RD_TRIMESTER not in row.avoid
    ]
    assert ids(flat) == {
        "diaphragmatic_breathing", "neutral_spine_finder", "abdominal_bracing", "ankle_pumps",
    }  # fmt: skip
    for row in flat:
        forms = [other for other in ROWS if other.variant_of == row.id]
        assert any(Condition.PREGNANCY_2ND_3RD_TRIMESTER not in form.avoid for form in forms)
        assert all(form.set_up != row.set_up and form.steps != row.steps for form in forms)


@each_row
def test_weak_bones_are_never_loaded_bent_or_twisted_unwarned(row: Exercise) -> None:
    if EndRange.FLEXION in row.end_range:
        assert Condition.COMPRESSION_FRACTURE in row.avoid
    moves = row.direction in ("flexion", "rotation") or row.position is Position.PRONE
    exempt = {"side_lying_rest", "pelvic_tilt_wall"}
    if moves and row.id not in exempt:
        assert Condition.COMPRESSION_FRACTURE in (*row.avoid, *row.caution)


@each_row
def test_end_range_bending_back_is_closed_to_narrow_canals(row: Exercise) -> None:
    if EndRange.EXTENSION in row.end_range and EndRange.FLEXION not in row.end_range:
        assert {Condition.STENOSIS, Condition.SPONDYLOLISTHESIS} <= set(row.avoid)


@each_row
def test_work_that_drives_up_blood_pressure_says_so(row: Exercise) -> None:
    long_hold = row.kind is Kind.ISOMETRIC_HOLD and row.dose_full.hold_s > 10
    if row.position is Position.WATER or (long_hold and row.id not in DOSSIER):
        assert Condition.HYPERTENSION in (*row.avoid, *row.caution)


@each_row
def test_the_pool_has_its_rules(row: Exercise) -> None:
    if row.position is not Position.WATER:
        return
    gates = {*row.avoid, *row.caution}
    assert {Condition.HEART_PROBLEM, Condition.CANNOT_SWIM} <= gates
    assert (Condition.CANNOT_SWIM in row.avoid) is (row.id in NO_DEEP_WATER)
    said = " ".join(row.set_up)
    assert all(word in said for word in ("open wound", "infection", "alone"))


@each_row
def test_light_is_only_for_the_mildest(row: Exercise) -> None:
    if row.light:
        assert row.level == 1
        assert not row.end_range
        assert row.supervised_first is not Supervision.YES
        assert row.id in LIGHT_OF_OURS or row.id in DOSSIER


@pytest.mark.parametrize("row", OUR_ROWS, ids=lambda row: row.id)
def test_a_form_is_no_looser_than_the_row_it_stands_for(row: Exercise) -> None:
    if row.variant_of is None:
        return
    base = BY_ID[row.variant_of]
    assert row.level >= base.level
    assert row.leg_pain_ceiling <= base.leg_pain_ceiling
    flat_only = {Condition.PREGNANCY_2ND_3RD_TRIMESTER} if base.position in FLAT else set()
    assert set(base.avoid) - flat_only <= {*row.avoid, *row.caution}


@pytest.mark.parametrize("row", OUR_ROWS, ids=lambda row: row.id)
def test_standing_on_one_leg_minds_the_joints_of_the_hips(row: Exercise) -> None:
    if row.position is Position.STANDING and row.laterality in ("per_side", "alternating"):
        gates = {*row.avoid, *row.caution}
        assert {Condition.PELVIC_GIRDLE_PAIN, Condition.BALANCE_PROBLEM} <= gates


@each_row
def test_hands_knees_and_balance_are_minded(row: Exercise) -> None:
    gates = {*row.avoid, *row.caution}
    match row.position:
        case Position.QUADRUPED:
            assert {Condition.WRIST_PROBLEM, Condition.KNEE_PROBLEM} <= gates
        case Position.KNEELING | Position.HALF_KNEELING:
            assert Condition.KNEE_PROBLEM in row.avoid
        case Position.STANDING:
            assert Condition.BALANCE_PROBLEM in gates


@each_row
def test_a_new_hip_is_not_crossed_or_bent_deep_unwarned(row: Exercise) -> None:
    if row.family == "hip_stretch":
        assert Condition.HIP_REPLACEMENT in {*row.avoid, *row.caution}
