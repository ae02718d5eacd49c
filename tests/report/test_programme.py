"""The programme's tables: exact words, gaps shown, and no more rows than a sheet can bear."""

from datetime import timedelta

import pytest
from msgspec.structs import replace

from sciaticli.core.catalogue.exercise import Dose
from sciaticli.core.course.direction import Label, Preference, Sureness
from sciaticli.core.plan import Rounds
from sciaticli.core.progress.between_sessions import BetweenSessions, FirstAid
from sciaticli.core.progress.direction_course import DirectionCourse, MoveTested, TestDone
from sciaticli.core.progress.flare_course import FlareCourse
from sciaticli.core.progress.programme_course import DoseOn, PathCourse, PhaseSpan, ProgrammeCourse, Trained
from sciaticli.core.progress.responses import ExerciseResponse
from sciaticli.core.progress.rounds_asked import RoundsAsked
from sciaticli.core.progress.strand_places import StrandPlace
from sciaticli.core.progress.summary import Flare
from sciaticli.core.record.entries import Distal
from sciaticli.report.parts import Card, Cell
from sciaticli.report.programme import (
    ExerciseNames,
    direction_card,
    direction_table,
    direction_words,
    earlier_flares,
    earlier_tests,
    flare_table,
    path_table,
    programme_lines,
    rounds_line,
)
from support.journal_made import day
from support.plans import an_exercise, an_item

NAMES = ExerciseNames({"glute_bridge": "Bridge", "hinge": "Hip hinge"}, {"glute_bridge": an_exercise()})
LESS, MORE = Dose(sets=1, reps=6, hold_s=0), Dose(sets=2, reps=10, hold_s=0, rest_s=45)


def trained(name: str = "hinge", *, sessions: int = 9, eased: bool = False, **answers: int) -> Trained:
    told = ExerciseResponse(exercise=name, sessions=sessions, last=day(20), **answers) if answers else None
    return Trained(
        exercise=name,
        first=DoseOn(day(1), LESS),
        latest=DoseOn(day(20), MORE, eased),
        sessions=sessions,
        whole=sessions - 1,
        answers=told,
    )


def a_path(*rows: Trained, place: StrandPlace | None = None) -> ProgrammeCourse:
    return ProgrammeCourse(paths=(PathCourse(strand="back", name="Back", trained=rows, place=place),))


def lines(course: ProgrammeCourse, between: BetweenSessions | None = None) -> list[str]:
    return list(programme_lines(course, between or BetweenSessions(), {}, NAMES))


def test_a_row_tells_the_place_what_came_before_what_comes_next_and_the_dose_then_and_now() -> None:
    here = StrandPlace(strand="back", name="Back", stage=3, stages=8, exercise="hinge", next="bird_dog")
    course = a_path(
        trained("glute_bridge", sessions=12), trained(better=1, same=7, worse=1, lower=1), place=here
    )
    assert path_table(course, NAMES).rows == (
        (
            Cell("Back", "stage 3 of 8"),
            Cell("Hip hinge", "Before: Bridge. Next: Bird dog."),
            Cell("1 x 6 → 2 x 10", "3 Mar → 22 Mar"),
            Cell("8 of 9"),
            Cell("1, 7, 1", "1 time further down"),
        ),
    )


def test_what_a_physio_has_to_teach_first_is_said() -> None:
    here = StrandPlace(
        strand="back", name="Back", stage=3, stages=8, exercise="hinge", next="x", taught="lift"
    )
    (row,) = path_table(a_path(trained(), place=here), NAMES).rows
    assert row[1].small == "Next: Lift, once a physio has taught it."


def test_without_a_place_nothing_is_said_of_stages_and_nobody_asked_shows() -> None:
    (row,) = path_table(a_path(trained("glute_bridge"), trained(eased=True)), NAMES).rows
    assert row[0] == Cell("Back")
    assert row[1] == Cell("Bridge", "Also: Hip hinge.")
    assert row[4] == Cell("not asked")


def test_a_dose_of_a_sore_day_is_marked() -> None:
    (row,) = path_table(a_path(trained(eased=True)), NAMES).rows
    assert row[2].text == "1 x 6 → 2 x 10 (sore day)"


def test_a_long_path_names_the_most_frequent_and_counts_the_rest() -> None:
    rows = [trained(f"row_{number}", sessions=number) for number in range(2, 12)]
    (row,) = path_table(a_path(*rows), NAMES).rows
    assert row[1].small == "Also: Row 9, Row 10, Row 11 and 6 more."


def test_strands_that_do_not_lead_on_are_one_line() -> None:
    mobility = PathCourse(strand="mobility", name="Mobility", trained=(trained(),), leads_on=False)
    calm = PathCourse(strand="calm", name="Calm", trained=(trained("glute_bridge"),), leads_on=False)
    course = ProgrammeCourse(paths=(mobility, calm))
    assert path_table(course, NAMES).rows == ()
    assert lines(course) == ["Mobility: Hip hinge (9). Calm: Bridge (9)."]


def test_rounds_stand_beside_what_was_asked_for_and_the_number_is_ours() -> None:
    between = BetweenSessions(rounds=12, round_days=5)
    assert rounds_line(between, RoundsAsked(70, 14), None) == (
        "Rounds, a minute or two each: 12 written down on 5 days; "
        "70 of the drill asked for on 14 days (how many a day is our choice)."
    )
    assert rounds_line(BetweenSessions(), RoundsAsked(5, 1), None) == (
        "Rounds, a minute or two each: none written down; "
        "5 of the drill asked for on 1 day (how many a day is our choice)."
    )
    assert rounds_line(BetweenSessions(), RoundsAsked(), None) is None


def test_what_is_prescribed_several_times_a_day_has_its_own_number() -> None:
    now = Rounds(item=an_item(an_exercise(name="Bridge"), LESS), a_day=3, done=1)
    assert rounds_line(BetweenSessions(), RoundsAsked(), now) == (
        "Rounds, a minute or two each: none written down; now 3 a day of Bridge."
    )


def test_what_sent_the_leg_down_is_named_the_worst_first() -> None:
    course = a_path(
        trained("a", same=9, lower=1), trained("b", worse=5, better=1), trained("c", better=8, worse=1)
    )
    assert lines(course) == [
        "Leg worse or further down after: B 5 of 6 answers; A 0 of 9 answers, 1 further down."
    ]


def test_phases_lists_first_aid_and_what_stands_beside_are_told() -> None:
    course = ProgrammeCourse(
        beside=(trained("glute_bridge"),),
        phases=(PhaseSpan(day(0), "calm", 3), PhaseSpan(day(9), "settle", 4)),
        routines=(("may", 3),),
    )
    between = BetweenSessions(first_aid=(FirstAid("Prone lying", 4, 3),))
    assert lines(course, between) == [
        "Phases: calm from 2 Mar, settle from 11 Mar.",
        "Prescribed list “May”: 3 sessions.",
        "First aid when it hurt: Prone lying, leg lower after 3 of 4 times.",
        "Done beside the programme: Bridge (9).",
    ]


def test_phases_that_go_to_and_fro_are_counted() -> None:
    spans = tuple(PhaseSpan(day(n), "rebuild" if n % 2 else "settle", 1 + n) for n in range(5))
    assert lines(ProgrammeCourse(phases=spans)) == [
        "Phases, by turns: 9 sessions in settle, 6 sessions in rebuild; since 6 Mar settle."
    ]


@pytest.mark.parametrize(
    ("standing", "card", "words"),
    [
        (Preference(), "not known", "No direction test is on record."),
        (
            Preference(label=Label.EXTENSION, standing=Sureness.CLINICIAN, last=Label.EXTENSION),
            "extension",
            "Set by a clinician: extension (bending back). The drill follows it.",
        ),
        (
            Preference(label=Label.FLEXION, standing=Sureness.ACTIVE, last=Label.FLEXION, since=day(4)),
            "flexion",
            "By self-test: flexion (bending forward), last confirmed on 6 Mar. The drill follows it.",
        ),
        (
            Preference(standing=Sureness.PENDING, since=day(4)),
            "not known",
            "Tested once on 6 Mar; two tests within a week have to agree before it counts.",
        ),
        (
            Preference(standing=Sureness.EXPIRED, last=Label.LATERAL, since=day(4)),
            "side glide",
            "By self-test: lateral (side glide), confirmed on 6 Mar, now run out; a new test is asked for.",
        ),
        (
            Preference(standing=Sureness.EXPIRED),
            "not known",
            "Earlier tests did not agree and have run out; a new test is asked for.",
        ),
    ],
)
def test_the_direction_says_what_it_is_and_how_sure(standing: Preference, card: str, words: str) -> None:
    course = DirectionCourse(standing=standing)
    assert direction_words(course) == words
    assert direction_card(course).value == card


def test_tests_that_do_not_count_yet_are_not_denied() -> None:
    course = DirectionCourse(standing=Preference(), tests=(TestDone(day=day(1)),))
    assert direction_words(course).startswith("None yet: a test counts once it was finished")


def test_every_standing_has_its_words() -> None:
    for standing in Sureness:
        card = direction_card(DirectionCourse(standing=Preference(standing=standing)))
        assert isinstance(card, Card)
        assert card.detail


def test_a_test_shows_leg_and_site_before_and_after_and_what_is_not_known() -> None:
    known = MoveTested(
        exercise="glute_bridge",
        reps=20,
        leg_before=6,
        leg_after=3,
        down_before=Distal.CALF,
        down_after=Distal.NONE,
        spread=True,
    )
    course = DirectionCourse(
        standing=Preference(),
        tests=(TestDone(day=day(1), result=Label.EXTENSION, moves=(known, MoveTested(exercise="hinge"))),),
    )
    table = direction_table(course, NAMES)
    assert table is not None
    assert table.heads == ("Self-test", "Bridge", "Hip hinge")
    assert table.rows == (
        (
            Cell("3 Mar", "extension (bending back)"),
            Cell("leg 6 → 3, calf → nowhere", "20 times, stopped: it went further down"),
            Cell("leg not known, not known"),
        ),
    )


def test_a_movement_that_was_left_out_of_a_test_shows() -> None:
    one, other = (TestDone(day=day(n), moves=(MoveTested(exercise=row),)) for n, row in ((1, "a"), (2, "b")))
    table = direction_table(DirectionCourse(standing=Preference(), tests=(one, other)), NAMES)
    assert table is not None
    assert [row[1 + number].text for number, row in enumerate(reversed(table.rows))] == [
        "not done",
        "not done",
    ]


def test_the_last_three_tests_stand_in_the_table_and_the_others_in_a_line() -> None:
    tests = tuple(TestDone(day=day(number)) for number in range(8))
    course = DirectionCourse(standing=Preference(), tests=tests)
    table = direction_table(course, NAMES)
    assert table is not None
    assert [row[0].text for row in table.rows] == ["7 Mar", "8 Mar", "9 Mar"]
    assert earlier_tests(course) == (
        "Before: 4 Mar not finished, 5 Mar not finished, 6 Mar not finished. And 2 more."
    )
    assert direction_table(replace(course, tests=()), NAMES) is None


def test_a_flare_up_tells_what_was_done_and_gaps_are_words() -> None:
    flare = FlareCourse(flare=Flare(day(0), day(4)), days=5)
    full = replace(flare, worst=9, sessions=4, first_aid=(FirstAid("Prone lying", 2, 1),), did=(("heat", 2),))
    table = flare_table([flare, full])
    assert table is not None
    assert [cell.text for cell in table.rows[0]] == [
        "2 Mar to 6 Mar", "5", "not known", "0", "none written", "nothing written",
    ]  # fmt: skip
    assert [cell.text for cell in table.rows[1][2:]] == [
        "9", "4", "Prone lying, leg lower after 1 of 2 times", "heat 2x",
    ]  # fmt: skip


def test_many_flare_ups_are_the_last_three_and_a_line() -> None:
    many = [
        FlareCourse(flare=Flare(first := day(10 * number), first + timedelta(days=1)), days=2)
        for number in range(5)
    ]
    table = flare_table(many)
    assert table is not None
    assert len(table.rows) == 3
    assert earlier_flares(many) == "Before: 2 Mar to 3 Mar, 12 Mar to 13 Mar."
    assert flare_table([]) is None
    assert earlier_flares(many[:3]) is None
