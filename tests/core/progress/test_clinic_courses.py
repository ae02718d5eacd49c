"""Direction tests, flare-ups and rounds as the clinic reads them."""

from datetime import timedelta

import pytest

from sciaticli.core.catalogue.exercise import Direction
from sciaticli.core.course.direction import Label, Preference
from sciaticli.core.course.rounds import A_DAY, SORE_A_DAY
from sciaticli.core.profile import Profile, YesNoUnsure
from sciaticli.core.progress.direction_course import MoveTested, direction_course
from sciaticli.core.progress.flare_course import flare_courses
from sciaticli.core.progress.rounds_asked import RoundsAsked, rounds_asked
from sciaticli.core.progress.summary import summarise
from sciaticli.core.record.entries import Assessment, Distal, Leg, Pain
from support.clinic import clinic_entries
from support.journal_made import common, day, history, pain, session
from support.year import LAST

CLINIC = history(*clinic_entries())


def test_the_sets_of_a_movement_are_one_row_from_before_the_first_to_after_the_last() -> None:
    course = direction_course(CLINIC, LAST - timedelta(days=83), LAST, Preference())
    assert [test.result for test in course.tests] == [Label.EXTENSION, Label.EXTENSION]
    assert course.tests[0].moves == (
        MoveTested(
            exercise="seated_flexion",
            reps=10,
            leg_before=5,
            leg_after=6,
            down_before=Distal.CALF,
            down_after=Distal.FOOT,
            spread=True,
        ),
        MoveTested(
            exercise="prone_press_up",
            reps=20,
            leg_before=6,
            leg_after=3,
            down_before=Distal.CALF,
            down_after=Distal.BUTTOCK,
        ),
    )


def test_only_tests_of_the_time_are_told() -> None:
    assert direction_course(CLINIC, LAST - timedelta(days=37), LAST, Preference()).tests[
        0
    ].day == LAST - timedelta(36)


@pytest.mark.parametrize("odd", [{}, {"move": "x", "reps": "ten", "distal_after": "moon", "leg_after": None}])
def test_a_record_of_another_make_is_read_as_far_as_it_goes(odd: dict[str, object]) -> None:
    told = Assessment(**common(1), form="direction@1", moves=(odd,), result="sideways")
    (test,) = direction_course(history(told), day(0), day(9), Preference()).tests
    assert test.result is None
    assert (test.moves[0].reps, test.moves[0].leg_after, test.moves[0].down_after) == (0, None, None)


def test_a_flare_up_tells_how_long_how_sore_and_what_was_done() -> None:
    told = [pain(number, 7 + number, flare=YesNoUnsure.YES) for number in range(3)]
    helped = [
        Pain(**common(1, 9), window="now", leg=Leg(now=6)),
        Pain(**common(1, 9, minutes=0), window="now", leg=Leg(now=4), did=("ease",), note="Prone lying"),
        Pain(**common(2, 18), did=("Heat", "round")),
        Pain(**common(9, 18), did=("ice",)),
    ]
    known = history(*told, *helped, session(1), session(8))
    summary = summarise(known, day(0), day(20))
    (flare,) = flare_courses(summary.flares, summary.days, known.pains, known.sessions)
    assert (flare.days, flare.worst, flare.sessions) == (3, 9, 1)
    assert [(aid.exercise, aid.times, aid.eased) for aid in flare.first_aid] == [("Prone lying", 1, 1)]
    assert flare.did == (("heat", 1),)


def test_rounds_are_asked_for_from_the_first_session_on_and_fewer_on_sore_days() -> None:
    known = history(session(2), pain(4, 6, flare=YesNoUnsure.YES))
    asked = rounds_asked(Profile(direction=Direction.EXTENSION), known, day(0), day(4))
    assert asked == RoundsAsked(2 * A_DAY + SORE_A_DAY, 3)


def test_no_direction_asks_for_no_round() -> None:
    assert rounds_asked(Profile(), history(session(2)), day(0), day(9)) == RoundsAsked()
    assert (
        rounds_asked(Profile(direction=Direction.NEUTRAL), history(session(2)), day(0), day(9))
        == RoundsAsked()
    )
