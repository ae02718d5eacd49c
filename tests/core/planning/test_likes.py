"""What a person likes: it acts on the choice within a strand, and lifts no rule."""

import pytest
from msgspec.structs import replace

from sciaticli.core.catalogue.exercise import Equipment
from sciaticli.core.plan import Plan
from support.built_in import CATALOGUE
from support.lives import Day, live
from support.oracle import broken
from support.patients import GOOD, at_minutes


def days_of(count: int = 24, **told: object) -> list[Day]:
    person = at_minutes(GOOD, 20)
    home = (*person.profile.at_hand, Equipment.STRAP)
    profile = replace(person.profile, equipment=home, **told)
    return list(live(replace(person, profile=profile), CATALOGUE, days=count))


def rows(days: list[Day]) -> set[str]:
    return {item.exercise.id for day in days if day.plan for item in day.plan.items}


def firsts(plan: Plan, strand: str) -> list[str]:
    return [item.exercise.id for item in plan.items if item.strand == strand]


@pytest.mark.parametrize(
    ("word", "strand"), [("pilates", "side"), ("dead_bug_arms", "trunk"), ("wall_push_up", "trunk")]
)
def test_the_liked_row_of_a_stage_is_taken_and_no_rule_is_broken(word: str, strand: str) -> None:
    def wanted(name: str) -> bool:
        return word in (name, *CATALOGUE.by_id[name].families)

    plain, liked = days_of(), days_of(likes=(word,))
    met = {name for name in rows(liked) if wanted(name) and name in staged(strand)}
    assert met - {name for name in rows(plain) if wanted(name)}
    assert [fault for day in liked if day.case for fault in broken(day.case)] == []


def staged(strand: str) -> set[str]:
    found = CATALOGUE.programme.find(strand)
    assert found is not None
    return set(found.all_rows)


def test_the_disliked_row_gives_way_to_its_neighbour_and_stays_where_it_has_none() -> None:
    assert "supine_march" in rows(days_of())
    assert "supine_march" not in rows(days_of(dislikes=("supine_march",)))
    assert "sit_to_stand" in rows(days_of(dislikes=("sit_to_stand",)))


def test_what_a_programme_can_do_without_comes_in_on_other_days_where_it_is_liked() -> None:
    name = "shoulder_blade_squeeze"
    assert name in CATALOGUE.programme.by_choice
    assert name not in rows(days_of())
    met = [day.plan for day in days_of(likes=(name,)) if day.plan and firsts(day.plan, "beside")]
    assert met
