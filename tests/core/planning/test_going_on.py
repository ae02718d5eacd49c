"""The simulation goes on from the day before; what the planner makes of the whole record is the same."""

import pytest

from sciaticli.core.planning.planner import plan_day
from support.built_in import CATALOGUE
from support.going_on import GoingOn
from support.lives import Person, particular_person, random_person
from support.milestones import Life
from support.patients import TYPES

PEOPLE = (
    TYPES["bad"],
    TYPES["balance at 80"],
    particular_person(6, [row.id for row in CATALOGUE.exercises]),
    random_person(7),
)


@pytest.mark.parametrize("person", PEOPLE, ids=lambda person: person.name)
def test_each_day_gets_the_plan_that_the_whole_record_gives(person: Person) -> None:
    cases = [day.case for day in Life(person, CATALOGUE, 100).days if day.case]
    assert len(cases) > 30
    for case in cases:
        alone = plan_day(case.cleared, CATALOGUE, case.profile, case.history, case.request)
        assert alone == case.plan, case.day


def test_a_record_that_is_not_the_next_one_is_counted_from_its_beginning() -> None:
    """Backwards, and by turns with somebody else: nothing is gone on from that is not the same."""
    one, other = ([day.case for day in Life(person, CATALOGUE, 40).days if day.case] for person in PEOPLE[:2])
    counted = GoingOn()
    for case in (case for pair in zip(reversed(one), other, strict=False) for case in pair):
        with counted.remembered():
            found = plan_day(case.cleared, CATALOGUE, case.profile, case.history, case.request)
        assert found == case.plan, case.day
