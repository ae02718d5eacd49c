"""The programme as it went: paths in order, doses then and now, and what was done in full."""

from sciaticli.core.catalogue.exercise import Dose, Side
from sciaticli.core.catalogue.strand import PathStage, Programme, Strand, StrandKind
from sciaticli.core.plan import PlanMode
from sciaticli.core.progress.programme_course import DoseOn, PhaseSpan, programme_course
from sciaticli.core.progress.responses import responses
from sciaticli.core.progress.strand_places import StrandPlace
from sciaticli.core.record.entries import Done, ExerciseDone, Response
from support.journal_made import day, session

SIX, EIGHT, TEN = (Dose(sets=1, reps=reps, hold_s=0) for reps in (6, 8, 10))
BACK = Strand(
    id="back",
    name="Back",
    kind=StrandKind.STRENGTH,
    about="The back.",
    stages=(PathStage(("squeeze",), skill=True), PathStage(("bridge",)), PathStage(("hinge",))),
    sources=("ours",),
)
MOBILITY = Strand(
    id="mobility", name="Mobility", kind=StrandKind.MOBILITY, about="Easy.", rows=("tilt",), sources=("ours",)
)
PROGRAMME = Programme(strand=(BACK, MOBILITY))


def did(name: str, dose: Dose, reps: int | None = None, side: Side = Side.BOTH) -> ExerciseDone:
    """Return an exercise of which so many repetitions were done, else all."""
    done = Done(dose.sets, dose.total_reps if reps is None else reps, 0)
    return ExerciseDone(name, side, dose, done, response=Response.SAME)


def test_a_path_holds_what_was_trained_in_the_order_of_the_path() -> None:
    sessions = [
        session(1, did("hinge", SIX), did("squeeze", SIX)),
        session(2, did("bridge", SIX), did("tilt", SIX)),
    ]
    course = programme_course(sessions, PROGRAMME)
    assert [[row.exercise for row in path.trained] for path in course.paths] == [
        ["squeeze", "bridge", "hinge"],
        ["tilt"],
    ]


def test_the_first_and_the_latest_dose_stand_with_their_days() -> None:
    sessions = [session(number, did("bridge", dose)) for number, dose in ((1, SIX), (4, EIGHT), (9, TEN))]
    (path,) = programme_course(sessions, PROGRAMME).paths
    assert (path.now.first, path.now.latest) == (DoseOn(day(1), SIX), DoseOn(day(9), TEN))


def test_a_dose_of_a_sore_day_says_so() -> None:
    sessions = [session(1, did("bridge", EIGHT)), session(2, did("bridge", SIX), mode=PlanMode.FLARE)]
    (path,) = programme_course(sessions, PROGRAMME).paths
    assert (path.now.first.eased, path.now.latest.eased) == (False, True)


def test_both_sides_make_one_session_and_both_count_for_in_full() -> None:
    both = session(1, did("bridge", TEN, side=Side.LEFT), did("bridge", TEN, side=Side.RIGHT))
    one = session(2, did("bridge", TEN, side=Side.LEFT), did("bridge", TEN, 5, side=Side.RIGHT))
    nearly = session(3, did("bridge", TEN, 8))
    (path,) = programme_course([both, one, nearly], PROGRAMME).paths
    assert (path.now.sessions, path.now.whole) == (3, 2)


def test_what_was_left_out_was_not_trained() -> None:
    skipped = ExerciseDone("bridge", Side.BOTH, TEN, Done(0, 0, 0))
    assert programme_course([session(1, skipped)], PROGRAMME).paths == ()


def test_without_a_place_what_was_done_last_stands_for_the_path() -> None:
    sessions = [session(1, did("hinge", SIX)), session(3, did("bridge", SIX))]
    (path,) = programme_course(sessions, PROGRAMME).paths
    assert path.now.exercise == "bridge"
    assert [row.exercise for row in path.others] == ["hinge"]


def test_the_row_of_the_place_stands_for_the_path() -> None:
    sessions = [session(1, did("hinge", SIX)), session(3, did("bridge", SIX))]
    here = StrandPlace(strand="back", name="Back", stage=3, stages=3, exercise="hinge")
    (path,) = programme_course(sessions, PROGRAMME, places=[here]).paths
    assert path.now.exercise == "hinge"
    assert path.place is here


def test_how_the_leg_answered_stands_beside_each_exercise() -> None:
    sessions = [session(number, did("bridge", SIX)) for number in range(3)]
    (path,) = programme_course(sessions, PROGRAMME, responses(sessions)).paths
    assert path.now.answers is not None
    assert path.now.answers.same == 3


def test_what_stands_in_no_strand_is_beside_the_programme() -> None:
    course = programme_course([session(1, did("own_row", SIX))], PROGRAMME)
    assert course.paths == ()
    assert [row.exercise for row in course.beside] == ["own_row"]


def test_phases_are_told_with_their_first_day_and_sore_days_change_none() -> None:
    told = [
        session(number, did("bridge", SIX), phase=phase, mode=mode)
        for number, phase, mode in (
            (1, "settle", PlanMode.NORMAL),
            (2, "calm", PlanMode.FLARE),
            (3, "settle", PlanMode.NORMAL),
            (8, "rebuild", PlanMode.NORMAL),
        )
    ]
    assert programme_course(told, PROGRAMME).phases == (
        PhaseSpan(day(1), "settle", 2),
        PhaseSpan(day(8), "rebuild", 1),
    )


def test_sessions_of_a_prescribed_list_are_counted() -> None:
    told = [
        session(number, did("bridge", SIX), routine=routine) for number, routine in ((1, "mays"), (2, None))
    ]
    assert programme_course(told, PROGRAMME).routines == (("mays", 1),)
