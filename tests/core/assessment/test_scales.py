"""The two scales: the score is the mean, only whole numbers count, and ids of activities last."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from sciaticli.core.assessment.scales import (
    acts_used,
    change_fields,
    fresh_act,
    function,
    function_fields,
    function_score,
    global_change,
    mismatch,
)
from sciaticli.core.course.goals import Scored, activities_of
from sciaticli.core.record.entries import Assessment
from support.journal_made import common, day, scale

AT = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)


def an_entry(**fields: Any) -> Assessment:  # noqa: ANN401 - the keys of an entry
    return Assessment(v=1, id="a", at=AT, rec=AT, tz="UTC", day=date(2026, 11, 22), src="0", **fields)


def scored(*scores: int) -> list[Scored]:
    return [Scored(f"a{number}", f"thing {number}", score) for number, score in enumerate(scores, 1)]


def test_the_score_is_the_mean() -> None:
    assert function_score(scored(3, 5, 4)) == 4.0
    assert function_score(scored(3, 5, 5)) == 4.3
    assert function_fields(scored(3, 5, 4)) == {
        "form": "psfs@1",
        "items": (
            {"act": "a1", "label": "thing 1", "score": 3},
            {"act": "a2", "label": "thing 2", "score": 5},
            {"act": "a3", "label": "thing 3", "score": 4},
        ),
        "score": 4.0,
        "max": 10,
    }


@pytest.mark.parametrize("score", [-1, 11, True, 2.5])
def test_what_is_no_whole_number_from_0_to_10_is_refused(score: Any) -> None:  # noqa: ANN401 - not an int
    with pytest.raises(ValueError, match="not a whole number"):
        function_score([Scored("a1", "thing", score)])


def test_no_activity_has_no_score() -> None:
    with pytest.raises(ValueError, match="no activity"):
        function_score([])


@given(st.lists(st.integers(0, 10), min_size=1, max_size=5))
def test_the_score_stays_within_its_scores_and_reads_back(scores: list[int]) -> None:
    entry = an_entry(**function_fields(scored(*scores)))
    assert entry.score is not None
    assert min(scores) <= entry.score <= max(scores)
    assert activities_of([entry]) == tuple(scored(*scores))
    assert mismatch(entry) is None


def test_the_global_question_is_one_number() -> None:
    assert change_fields(2) == {"form": "pgic@1", "score": 2, "max": 7}
    for wrong in (0, 8, True):
        with pytest.raises(ValueError, match="not a whole number"):
            change_fields(wrong)


def test_a_replaced_activity_never_takes_over_an_old_id() -> None:
    forms = [
        an_entry(form="psfs@1", items=({"act": "a1"}, {"act": "a2"})),
        an_entry(form="psfs@1", items=({"act": "a1"}, {"act": "a4"})),
    ]
    assert acts_used(forms) == {"a1", "a2", "a4"}
    assert fresh_act(acts_used(forms)) == "a3"
    assert fresh_act(()) == "a1"


def test_a_stored_score_that_is_not_the_mean_is_named() -> None:
    fields = function_fields(scored(3, 5))
    assert mismatch(an_entry(**{**fields, "score": 9.0})) == (
        "the stored score 9.0 is not the mean of its activities, 4.0"
    )
    assert mismatch(an_entry(form="psfs@1", score=4.0)) == "no activity has a score"
    assert mismatch(an_entry(form="pgic@1", score=4)) is None


def test_rows_of_another_make_are_left_out() -> None:
    entry = an_entry(form="psfs@1", items=({"act": "a1", "score": "3"}, {"act": "a2", "score": 4}))
    assert activities_of([entry]) == (Scored("a2", "a2", 4),)
    assert activities_of([]) == ()


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
