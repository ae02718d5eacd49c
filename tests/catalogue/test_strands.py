"""The strands against the catalogue: every row has its place, and a path only rises."""

from itertools import chain, pairwise

import pytest

from sciaticli.core.catalogue.strand import Goal, Strand
from sciaticli.store.catalogue import load_catalogue

CATALOGUE = load_catalogue()
PROGRAMME = CATALOGUE.programme
PLACED = {row for strand in PROGRAMME.strand for row in strand.all_rows} | {*PROGRAMME.by_choice}


def test_each_row_that_is_named_is_an_exercise() -> None:
    groups = (*PROGRAMME.same_movement, PROGRAMME.hamstring, PROGRAMME.retires)
    assert {*PLACED, *chain.from_iterable(groups)} - CATALOGUE.by_id.keys() == set()


def test_each_exercise_stands_in_a_strand_or_is_by_choice() -> None:
    assert {row.id for row in CATALOGUE.exercises} - PLACED == set()


@pytest.mark.parametrize("goal", PROGRAMME.goal, ids=lambda goal: goal.id)
def test_a_goal_is_on_the_path_that_leads_to_it(goal: Goal) -> None:
    path = PROGRAMME.find(goal.strand)
    assert path is not None
    assert path.stage_of(goal.row) is not None


@pytest.mark.parametrize("strand", PROGRAMME.strand, ids=lambda strand: strand.id)
def test_the_levels_of_a_path_never_fall(strand: Strand) -> None:
    levels = [min(CATALOGUE.by_id[row].level for row in stage.rows) for stage in strand.stages]
    assert all(earlier <= later for earlier, later in pairwise(levels)), levels
