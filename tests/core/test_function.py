"""Activities compared with themselves, and the global change."""

import pytest
from msgspec.structs import replace

from journal_made import common, day, scale
from sciaticli.core.assessment.scales import function, global_change
from sciaticli.core.record.entries import Assessment


def test_only_activities_of_both_forms_are_compared() -> None:
    found = function([scale(0, {"a1": 3, "a2": 5}), scale(14, {"a1": 6, "a3": 2})], day(20))
    assert found is not None
    assert [(each.label, each.first, each.now) for each in found.activities] == [("do a1", 3, 6)]
    assert (found.first, found.now, found.is_clear) == (3, 6, True)


def test_one_form_is_compared_with_itself_and_is_no_change() -> None:
    found = function([scale(0, {"a1": 3})], day(0))
    assert found is not None
    assert not found.is_clear


def test_new_activities_begin_anew() -> None:
    found = function([scale(0, {"a1": 3}), scale(14, {"a9": 2}), scale(28, {"a9": 5})], day(30))
    assert found is not None
    assert (found.first_day, found.first, found.now) == (day(14), 2, 5)


@pytest.mark.parametrize("score", [11, -1, True, "5", None])
def test_a_score_that_is_none_is_left_out(score: object) -> None:
    form = replace(scale(0, {"a1": 3}), items=({"act": "a1", "score": score},))
    assert function([form], day(0)) is None


def test_what_comes_after_the_period_is_not_known_yet() -> None:
    assert function([scale(5, {"a1": 3})], day(4)) is None


def test_the_newest_global_change_counts() -> None:
    forms = [Assessment(**common(n), form="pgic@1", score=score) for n, score in ((0, 4), (28, 2), (30, 9))]
    found = global_change(forms, day(40))
    assert found is not None
    assert (found.day, found.words) == (day(28), "much better")
    assert global_change([], day(40)) is None
