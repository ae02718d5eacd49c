"""How the leg answered, by exercise: counts only."""

from sciaticli.core.catalogue.exercise import Side
from sciaticli.core.progress.responses import responses
from sciaticli.core.record.entries import Moved, Response
from support.journal_made import day, exercise, history, session


def test_answers_are_counted_by_exercise() -> None:
    better, worse = (exercise("bridge", response=Response(word)) for word in ("better", "worse"))
    (row,) = responses(history(session(0, better), session(1, better), session(2, worse)).sessions)
    assert (row.sessions, row.better, row.same, row.worse, row.last) == (3, 2, 0, 1, day(2))
    assert row.says_enough


def test_two_sides_count_once_by_the_worse_answer() -> None:
    left = exercise("slider", response=Response.SAME, side=Side.LEFT)
    right = exercise("slider", response=Response.WORSE, side=Side.RIGHT, moved=Moved.LOWER)
    (row,) = responses([session(0, left, right)])
    assert (row.sessions, row.same, row.worse, row.lower) == (1, 0, 1, 1)


def test_what_was_not_begun_is_left_out_and_what_has_no_answer_says_not_enough() -> None:
    (row,) = responses([session(0, exercise("bridge"), exercise("slider", reps=0))])
    assert (row.exercise, row.answers, row.says_enough) == ("bridge", 0, False)


def test_better_ones_stand_first_and_worse_ones_last() -> None:
    answers = {"same": Response.SAME, "worse": Response.WORSE, "better": Response.BETTER}
    rows = responses([session(0, *(exercise(name, response=word) for name, word in answers.items()))])
    assert [row.exercise for row in rows] == ["better", "same", "worse"]
