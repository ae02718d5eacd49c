"""What a person wants back puts the path that leads there first; it lifts no rule and shuts nothing out."""

from functools import cache

import pytest
from msgspec.structs import replace

from sciaticli.core.assessment.scales import function_fields
from sciaticli.core.catalogue.strand import StrandKind
from sciaticli.core.course.goals import WELL, Scored, goal_of, wanted
from sciaticli.core.plan import Plan
from sciaticli.core.planning.day_picture import picture_of
from sciaticli.core.planning.planner import plan_day
from sciaticli.core.progress.strand_places import strand_places
from sciaticli.core.record.entries import Assessment
from sciaticli.core.record.history import History
from support.built_in import CATALOGUE
from support.entries import a_test
from support.lives import START, live
from support.oracle import Case, broken
from support.patients import GOOD

STRENGTH = {strand.id for strand in CATALOGUE.programme.of_kind(StrandKind.STRENGTH)}


def told(label: str, score: int, *more: tuple[str, int]) -> Assessment:
    scored = [Scored(f"a{number}", *each) for number, each in enumerate(((label, score), *more))]
    return replace(a_test(START, "neutral"), id="wish", **function_fields(scored))


@cache
def training_days() -> tuple[Case, ...]:
    """Return the training days of a good patient's weeks three to five."""
    lived = [day.case for day in live(GOOD, CATALOGUE, days=35) if day.case]
    return tuple(case for case in lived[10:] if strands(case.plan) & STRENGTH)


def strands(plan: Plan) -> set[str | None]:
    return {item.strand for item in plan.items}


def wishing(case: Case, wish: Assessment) -> History:
    return replace(case.history, assessments=(*case.history.assessments, wish))


def with_wish(case: Case, wish: Assessment) -> Case:
    history = wishing(case, wish)
    plan = plan_day(case.cleared, CATALOGUE, case.profile, history, case.request)
    return Case(plan, case.cleared, CATALOGUE, case.profile, history, case.request)


@pytest.mark.parametrize(
    ("label", "goal"),
    [
        ("Climb the stairs", "stairs"),
        ("Getting up from the sofa", "getting up"),
        ("carry my grandchild", "lifting"),
        ("put on socks", "bending"),
        ("Running 5 km", "running"),
        ("sit through a film", "sitting"),
        ("walking the dog", "walking"),
        ("sleep through", None),
        ("trundle", None),
    ],
)
def test_an_activity_is_known_by_its_whole_words(label: str, goal: str | None) -> None:
    found = goal_of(label, CATALOGUE.programme)
    assert (found.id if found else None) == goal


def test_the_lowest_score_counts_first_and_what_goes_well_no_longer() -> None:
    found = wanted([told("stairs", WELL, ("running", 2), ("sleep", 0))], CATALOGUE.programme)
    assert [(each.label, each.is_well) for each in found] == [("running", False), ("stairs", True)]


@pytest.mark.parametrize(
    ("label", "strand"), [("running", "foot"), ("lift boxes", "back"), ("desk", "trunk")]
)
def test_its_path_is_trained_on_every_training_day_and_no_rule_is_broken(label: str, strand: str) -> None:
    cases = [with_wish(case, told(label, 2)) for case in training_days()]
    assert len(cases) > 5
    assert all(strand in strands(case.plan) for case in cases)
    assert [fault for case in cases for fault in broken(case)] == []
    plain = {item.exercise.id for case in training_days() for item in case.plan.items}
    assert len({item.exercise.id for case in cases for item in case.plan.items}) >= len(plain) - 3


def test_what_goes_well_changes_no_plan() -> None:
    for case in training_days():
        assert with_wish(case, told("running", WELL)).plan == case.plan


def test_the_place_on_a_path_says_what_it_leads_to() -> None:
    case = training_days()[0]
    history = wishing(case, told("stairs", 3))
    places = strand_places(picture_of(case.cleared, CATALOGUE, case.profile, history, case.request))
    (legs,) = [place for place in places if place.towards]
    (towards,) = legs.towards
    assert (legs.strand, towards.label, towards.score, towards.row) == ("legs", "stairs", 3, "step_up")
    assert 0 < towards.stage <= legs.stages
