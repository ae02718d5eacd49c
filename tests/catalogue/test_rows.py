"""Every row of the built-in catalogue: its links, its ladder of doses, its words."""

import re
import tomllib
from pathlib import Path

import pytest

from sciaticli.core.catalogue.catalogue import row_problems
from sciaticli.core.catalogue.dose_sums import work_seconds
from sciaticli.core.catalogue.dose_text import dose_text
from sciaticli.core.catalogue.exercise import (
    Condition,
    Dose,
    Exercise,
    Family,
    Kind,
    Position,
    Region,
    Supervision,
)
from sciaticli.core.catalogue.source import HowRead
from sciaticli.store.catalogue_rows import facts_file, words_files
from support.built_in import CATALOGUE
from support.reading_grade import reading_grade

ROWS = CATALOGUE.exercises
GRADE = 6
DOSSIER = 70
DOSSIER_FILE = Path(__file__).parent / "dossier.toml"
COMFORT = {Family.BREATHING_RELAXATION, Family.ALEXANDER}

# Ladders of the dossier that break a rule of ours, and why.
FALLS = {
    "prone_on_elbows": "three short stays grow together into one",
    "water_deep_cycle": "two bouts grow together into one",
}
PROMISES = ("cure", "guarantee", "always work", "will go away", "will relieve", "for good", "miracle")
BLAME = ("your fault", "you failed", "lazy", "you should have", "no excuse", "bad posture", "wrong posture")
DIAGNOSIS = (
    "you have a disc",
    "you have a slipped",
    "your slipped disc",
    "your disc is",
    "caused by your",
    "diagnos",
    "sciatica",
)
PRESSURE = ("no pain, no gain", "push through it", "must feel pain", "work through the pain")

each_row = pytest.mark.parametrize("row", ROWS, ids=lambda row: row.id)


def texts(row: Exercise) -> list[str]:
    return [*row.set_up, *row.steps, row.feel, *row.mistakes, row.breathing, *row.stop_signs]


def per_set(dose: Dose) -> tuple[int, ...]:
    return tuple(dose.reps_in(number) for number in range(dose.sets))


def falls(row: Exercise, before: Dose, after: Dose) -> list[str]:
    """Return what gets less, or whose rest gets longer, on the way up a ladder.

    A new set may begin with fewer repetitions or shorter holds, as long as there is more work in all.
    """
    pairs = zip(per_set(before), per_set(after), strict=False)
    same_sets = before.sets == after.sets
    return [
        word
        for word, is_worse in (
            ("sets", after.sets < before.sets),
            ("work", work_seconds(row, after) < work_seconds(row, before)),
            ("reps", same_sets and any(new < old for old, new in pairs)),
            ("hold", same_sets and after.hold_s < before.hold_s),
            ("rest between reps", after.rep_rest_s > before.rep_rest_s),
            ("rest between sets", before.sets > 1 and after.rest_s > before.rest_s),
            ("nothing changes", before == after),
        )
        if is_worse
    ]


def test_there_are_the_seventy_and_a_hundred_more() -> None:
    assert len(ROWS) >= DOSSIER + 100
    assert len({row.id for row in ROWS}) == len(ROWS)


def test_families_stand_together_and_words_in_the_order_of_the_facts() -> None:
    families = [row.family for row in ROWS]
    assert families == sorted(families)
    for path in words_files():
        words = tomllib.loads(path.read_text(encoding="utf-8"))
        assert list(words) == [row.id for row in ROWS if row.family == path.stem]


def test_the_files_say_doses_as_the_program_writes_them() -> None:
    raw = tomllib.loads(facts_file().read_text(encoding="utf-8"))["exercise"]
    written = {row["id"]: row["dose"] for row in raw}
    assert written == {row.id: [dose_text(dose) for dose in row.doses] for row in ROWS}


@pytest.mark.parametrize("family", Family)
def test_every_programme_has_exercises(family: Family) -> None:
    assert sum(family in row.families for row in CATALOGUE.exercises) >= 2


@pytest.mark.parametrize("region", Region)
def test_every_part_of_the_week_has_a_gentle_exercise(region: Region) -> None:
    assert any(row.region is region and row.level <= 2 for row in ROWS)


@each_row
def test_a_row_is_sound(row: Exercise) -> None:
    assert row_problems(row, own=False) == []
    assert row.goals
    assert row.sources
    assert 2 <= len(row.set_up) <= 10
    assert 3 <= len(row.steps) <= 7
    assert 2 <= len(row.mistakes) <= 4
    assert 1 <= len(row.stop_signs) <= 3


@each_row
def test_a_row_names_each_condition_once(row: Exercise) -> None:
    gated = {*row.avoid, *row.caution}
    assert len(gated) == len(row.avoid) + len(row.caution)
    assert gated.isdisjoint(row.suits)


@each_row
def test_ladders_lead_up(row: Exercise) -> None:
    by_id = CATALOGUE.by_id
    assert all(by_id[other].level >= row.level for other in row.harder)
    assert all(by_id[other].level <= row.level for other in row.easier)
    assert row.id not in (*row.harder, *row.easier, row.variant_of)
    assert row.variant_of is None or by_id[row.variant_of].variant_of is None


@each_row
def test_neighbours_know_each_other(row: Exercise) -> None:
    """Between our own rows; the neighbours of the dossier's rows are as the dossier gives them."""
    dossier = set(tomllib.loads(DOSSIER_FILE.read_text(encoding="utf-8")))
    by_id = CATALOGUE.by_id
    for other in set(row.harder) - dossier:
        assert row.id in dossier or row.id in by_id[other].easier
    for other in set(row.easier) - dossier:
        assert row.id in dossier or row.id in by_id[other].harder


@each_row
def test_doses_only_grow(row: Exercise) -> None:
    steps = [falls(row, before, after) for before, after in zip(row.doses, row.doses[1:], strict=False)]
    assert any(steps) is (row.id in FALLS)


@each_row
def test_one_thing_at_a_time_gets_harder(row: Exercise) -> None:
    for before, after in zip(row.doses, row.doses[1:], strict=False):
        changed = (before.sets != after.sets, before.reps != after.reps, before.hold_s != after.hold_s)
        is_new_set = isinstance(before.reps, tuple) or before.sets != after.sets
        assert sum(changed) <= (2 if is_new_set else 1) or row.id in FALLS


@each_row
def test_times_fit_the_kind(row: Exercise) -> None:
    for dose in row.doses:
        match row.kind:
            case Kind.CONTINUOUS:
                assert dose.reps == 1
                assert dose.hold_s >= 10
            case Kind.REPS:
                assert dose.hold_s <= 5
            case _:
                assert 2 <= dose.hold_s <= (120 if row.id == "prone_on_elbows" else 60)


@each_row
def test_it_reads_easily(row: Exercise) -> None:
    assert reading_grade(" ".join(texts(row))) <= GRADE
    for note in row.caution.values():
        assert reading_grade(note) <= GRADE, note


@each_row
def test_nothing_is_promised_blamed_or_diagnosed(row: Exercise) -> None:
    said = " ".join([*texts(row), *row.caution.values(), row.frequency]).casefold()
    banned = (*PROMISES, *BLAME, *DIAGNOSIS, *PRESSURE)
    found = [words for words in banned if re.search(rf"\b{words}", said)]
    assert found == []


@each_row
def test_sentences_are_whole_and_plain(row: Exercise) -> None:
    for text in [*texts(row), *row.caution.values(), row.frequency]:
        assert re.fullmatch(r"[A-Z0-9].*[.?]", text), text
        assert text.isascii(), text
        assert "  " not in text


@each_row
def test_the_words_leave_doses_to_the_dose(row: Exercise) -> None:
    """The player says the numbers; a number in the steps would contradict it on another day."""
    said = " ".join(row.steps)
    assert not re.search(r"\b\d+ (times|reps|repetitions|seconds|sets)\b", said)


@each_row
def test_a_side_is_named_where_one_works(row: Exercise) -> None:
    if row.per_side:
        said = " ".join([*row.set_up, *row.steps]).casefold()
        sides = ("working", "sore side", "sore leg", "sore knee", "sore foot", "sore")
        assert any(word in said for word in sides)


@each_row
def test_our_own_choices_are_marked(row: Exercise) -> None:
    known = CATALOGUE.sources_of(row)
    assert all(source.standing is not None for source in known)
    if "our choice" in row.dose_source or "our_choice" in row.dose_source:
        assert HowRead.OUR_CHOICE in {source.standing for source in known}


@each_row
def test_our_own_rows_are_not_for_every_day(row: Exercise) -> None:
    """A row no source stands behind starts at level 2, unless it is plainly a rest or a small form."""
    if row.id in tomllib.loads(DOSSIER_FILE.read_text(encoding="utf-8")):
        return
    restful = row.region is Region.REST or row.variant_of is not None or row.family in COMFORT
    assert row.level >= 2 or restful or row.kind is Kind.CONTINUOUS
    assert Condition.RECENT_SURGERY in row.avoid
    assert row.level < 5 or row.supervised_first is Supervision.YES


@each_row
def test_position_and_place_agree(row: Exercise) -> None:
    assert (row.position is Position.WATER) == (row.place.value == "pool")
    if row.position is Position.WATER:
        assert row.equipment
        assert all("pool" in needed for needed in row.equipment)


@pytest.mark.parametrize("condition", Condition)
def test_every_condition_keeps_four_exercises_for_a_sore_day(condition: Condition) -> None:
    left = [
        row for row in ROWS if row.level == 1 and row.leg_pain_ceiling >= 7 and condition not in row.avoid
    ]
    assert len(left) >= 4
