"""Each rule is told in one sentence, with a case in which it holds and one in which it does not."""

import pytest

from review_screening import COUNTED, Told, answers_of, told_rules
from sciaticli.core.screening.given import Given
from sciaticli.core.screening.second_edition import RULES
from sciaticli.core.screening.triage import triage

TOLD = told_rules()
IDS = [f"{number}-{told.id}" for number, told in enumerate(TOLD)]


def test_every_rule_is_told_in_the_order_of_the_code_and_the_counting_one_last() -> None:
    assert [(told.id, told.level) for told in TOLD[:-1]] == [(rule.id, rule.level) for rule in RULES]
    assert TOLD[-1].id == "R13"
    assert COUNTED


@pytest.mark.parametrize("number", range(len(RULES)), ids=IDS[:-1])
def test_a_rule_holds_in_its_case_and_not_in_the_one_beside_it(number: int) -> None:
    told, rule = TOLD[number], RULES[number]
    assert rule.test(Given(answers_of(told.fires)))
    assert not rule.test(Given(answers_of(told.spares)))
    assert triage(answers_of(told.fires)).level >= rule.level


@pytest.mark.parametrize("told", TOLD, ids=IDS)
def test_a_case_is_told_by_its_rule(told: Told) -> None:
    assert told.id in triage(answers_of(told.fires)).rules


def test_three_signs_count_together_and_two_do_not() -> None:
    assert "R13" not in triage(answers_of(TOLD[-1].spares)).rules
