"""What was done of a plan, counted for the record."""

import pytest
from msgspec import UNSET

from sciaticli.core.catalogue.exercise import Dose, Kind, Laterality, Side
from sciaticli.core.record.entries import Distal, Done, Moved, Response, SkipReason
from sciaticli.core.session.account import Account, LegAnswer, RepDone, Stopped, exercises_done
from support.plans import an_exercise, an_item

FALLING = an_item(an_exercise(Kind.REPETITION_HOLD), Dose(sets=3, reps=(3, 2, 1), hold_s=8))
TURNS = an_item(an_exercise(Kind.REPS, Laterality.ALTERNATING, "bird_dog"), Dose(sets=1, reps=3))
BOUT = an_item(an_exercise(Kind.CONTINUOUS, Laterality.BOTH, "rest"), Dose(sets=1, reps=1, hold_s=300))


def reps(*places: tuple[int, int], item: int = 0, held_ms: int = 8000) -> tuple[RepDone, ...]:
    return tuple(
        RepDone(item=item, set_no=set_no, rep_no=rep_no, side=Side.BOTH, held_ms=held_ms)
        for set_no, rep_no in places
    )


@pytest.mark.parametrize(
    ("places", "done"),
    [
        ((), Done(0, 0, 0)),
        (((1, 1),), Done(1, 1, 8)),
        (((1, 1), (1, 2), (1, 3), (2, 1)), Done(2, (3, 1), 8)),
        (((1, 1), (1, 2), (2, 1), (2, 2)), Done(2, 2, 8)),
    ],
)
def test_sets_fall_out_as_a_list_where_they_differ(places: tuple[tuple[int, int], ...], done: Done) -> None:
    assert exercises_done((FALLING,), Account(reps=reps(*places)))[0].done == done


def test_a_repetition_by_turns_is_one_on_each_side() -> None:
    account = Account(reps=reps((1, 1), (1, 2), (1, 3), held_ms=0))
    assert exercises_done((TURNS,), account)[0].done == Done(1, 1, 0)


def test_minutes_cut_short_are_counted_as_they_were() -> None:
    account = Account(reps=reps((1, 1), held_ms=200_400))
    entry = exercises_done((BOUT,), account, SkipReason.SAFETY_RULE)[0]
    assert (entry.done, entry.skip) == (Done(1, 1, 200), SkipReason.SAFETY_RULE)


def test_a_complete_item_needs_no_excuse() -> None:
    account = Account(reps=reps((1, 1), held_ms=300_000))
    assert exercises_done((BOUT, TURNS), account, SkipReason.SAFETY_RULE)[0].skip is UNSET
    assert exercises_done((BOUT, TURNS), account, SkipReason.SAFETY_RULE)[1].skip is SkipReason.SAFETY_RULE
    assert exercises_done((BOUT, TURNS), account)[1].skip is UNSET


def test_an_exercise_stopped_by_choice_has_no_reason_of_its_own() -> None:
    account = Account(stopped=(Stopped(item=0, reason=None),))
    assert exercises_done((FALLING,), account)[0].skip is UNSET


@pytest.mark.parametrize(
    ("answers", "kept"),
    [
        ((), (UNSET, UNSET, UNSET)),
        (((Response.BETTER, None, None),), (Response.BETTER, UNSET, UNSET)),
        (
            ((Response.WORSE, Moved.LOWER, Distal.CALF), (Response.BETTER, None, None)),
            (Response.WORSE, Moved.LOWER, Distal.CALF),
        ),
        (
            ((Response.WORSE, Moved.LOWER, Distal.CALF), (Response.WORSE, Moved.LOWER, Distal.THIGH)),
            (Response.WORSE, Moved.LOWER, Distal.CALF),
        ),
        (((Response.SAME, None, None), (Response.BETTER, None, None)), (Response.BETTER, UNSET, UNSET)),
        (
            ((Response.WORSE, Moved.SAME, None), (Response.SAME, None, None)),
            (Response.WORSE, Moved.SAME, UNSET),
        ),
    ],
)
def test_the_answer_that_weighs_most_is_kept(
    answers: tuple[tuple[Response, Moved | None, Distal | None], ...], kept: tuple[object, object, object]
) -> None:
    account = Account(
        answers=tuple(LegAnswer(item=0, response=how, moved=way, distal=site) for how, way, site in answers)
    )
    entry = exercises_done((FALLING,), account)[0]
    assert (entry.response, entry.moved, entry.distal) == kept
