"""Work done of work planned: partial work counts, reasons stand apart, nothing falls to nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sciaticli.core.catalogue.exercise import Dose
from sciaticli.core.profile import YesNoUnsure
from sciaticli.core.progress.adherence import (
    Adherence,
    DayMark,
    DayWork,
    adherence,
    exercise_share,
    session_share,
    work_by_day,
)
from sciaticli.core.record.entries import Ended, ExerciseDone, SkipReason
from support.journal_made import day, exercise, history, pain, session

DAILY = DayWork(share=1.0, per_week=7)
MISSED = DayWork(per_week=7)


@pytest.mark.parametrize(
    ("done", "share"),
    [
        (exercise(reps=10), 1.0),
        (exercise(reps=5), 0.5),
        (exercise(reps=20), 1.0),  # more than planned is not more than all
        (exercise(reps=10, hold=3), 0.6),
        (exercise(reps=10, hold=9), 1.0),
        (exercise(reps=0), 0.0),
        (exercise(planned=Dose(sets=2, reps=(12, 8), hold_s=0)), 1.0),
        (exercise(planned=Dose(sets=2, reps=10, hold_s=0), hold=0), 1.0),
    ],
)
def test_the_share_of_an_exercise(done: ExerciseDone, share: float) -> None:
    assert exercise_share(done) == pytest.approx(share)


def test_a_session_is_the_mean_of_its_exercises() -> None:
    assert session_share(session(0, exercise(), exercise(reps=5))) == 0.75


def test_what_a_rule_took_out_is_not_part_of_the_plan() -> None:
    out = exercise("slider", reps=0, skip=SkipReason.SAFETY_RULE)
    assert session_share(session(0, exercise(), out)) == 1.0
    tired = exercise("slider", reps=0, skip=SkipReason.TIRED)
    assert session_share(session(0, exercise(), tired)) == 0.5


def test_a_safety_stop_never_costs_anything() -> None:
    stopped = session(0, exercise(reps=5), exercise(reps=0), ended=Ended.SAFETY)
    assert session_share(stopped) == 1.0
    assert work_by_day(history(stopped), day(0))[day(0)].credit == 1.0


def test_a_second_session_of_a_day_counts_once() -> None:
    work = work_by_day(history(session(0, hour=8), session(0, exercise(reps=5), hour=18)), day(0))
    assert work[day(0)].share == 1.0
    assert adherence(work, day(0), day(0)).done == 1


@pytest.mark.parametrize(
    ("phase", "planned"), [("calm", 28), ("settle", 28), ("rebuild", 20), ("maintain", 12)]
)
def test_sessions_planned_go_by_the_phase_of_each_day(phase: str, planned: int) -> None:
    sessions = [session(number, phase=phase) for number in range(0, 28, 3)]
    work = work_by_day(history(*sessions), day(27))
    assert adherence(work, day(0), day(27)).planned == planned


def test_a_routine_has_its_own_frequency() -> None:
    work = work_by_day(history(*(session(n, routine="mine") for n in (0, 13))), day(13), {"mine": 2})
    assert adherence(work, day(0), day(13)) == Adherence(done=2, planned=4, excused=0)


def test_days_between_sessions_follow_what_was_logged_then() -> None:
    sore = [pain(number, 8, 2) for number in range(1, 8)]
    work = work_by_day(history(session(0, phase="maintain"), *sore), day(8))
    assert work[day(0)].per_week == 3
    assert work[day(7)].per_week == 7


def test_today_counts_only_once_something_was_done() -> None:
    assert day(1) not in work_by_day(history(session(0)), day(1))
    assert day(1) in work_by_day(history(session(0), session(1)), day(1))


def test_nothing_is_planned_before_the_first_session() -> None:
    work = work_by_day(history(session(10)), day(10))
    assert adherence(work, day(0), day(10)) == Adherence(done=1, planned=1)
    assert work_by_day(history(pain(0, 4)), day(3)) == {}


def test_a_flare_day_is_excused_and_one_with_a_gentle_session_is_done() -> None:
    flare = [pain(number, 8, flare=YesNoUnsure.YES) for number in (1, 2)]
    gentle = session(2, exercise(reps=3), mode="flare")
    work = work_by_day(history(session(0), *flare, gentle, session(3)), day(3))
    assert [work[day(number)].mark for number in range(4)] == [
        DayMark.FULL,
        DayMark.EXCUSED,
        DayMark.PART,
        DayMark.FULL,
    ]
    assert adherence(work, day(0), day(3)) == Adherence(done=3, planned=4, excused=1)


@pytest.mark.parametrize("reason", ["illness", "rest_planned", "clinician", "flare", "safety_rule"])
def test_a_day_with_a_reason_is_excused(reason: str) -> None:
    empty = session(1, exercise(reps=0), stop_reason=SkipReason(reason), ended=Ended.EARLY)
    work = work_by_day(history(session(0), empty, session(2)), day(2))
    assert work[day(1)].mark is DayMark.EXCUSED


def test_travel_and_no_time_are_no_excuse_and_no_blame() -> None:
    empty = session(1, exercise(reps=0), stop_reason=SkipReason.TRAVEL, ended=Ended.EARLY)
    assert work_by_day(history(session(0), empty, session(2)), day(2))[day(1)].mark is DayMark.FREE


def test_there_is_no_percentage_before_fourteen_planned_sessions() -> None:
    work = {day(number): DAILY if number % 2 else MISSED for number in range(14)}
    assert adherence(work, day(0), day(12)).share is None
    assert adherence(work, day(0), day(13)).share == 0.5


def test_more_than_planned_is_never_more_than_all() -> None:
    work = {day(number): DayWork(share=1.0, per_week=3) for number in range(42)}
    assert adherence(work, day(0), day(41)) == Adherence(done=18, planned=18, more=24, share=1.0)


work_days = st.builds(
    DayWork,
    share=st.none() | st.floats(0, 1),
    per_week=st.sampled_from([3, 5, 7]),
    excused=st.booleans(),
)


@given(st.lists(work_days, min_size=1, max_size=60))
def test_counts_and_shares_stay_within_their_bounds(days: list[DayWork]) -> None:
    work = {day(number): found for number, found in enumerate(days)}
    found = adherence(work, day(0), day(len(days) - 1))
    assert 0 <= found.done <= found.planned
    assert 0 <= found.excused <= found.planned
    assert found.share is None or 0 <= found.share <= 1


@given(
    st.sets(st.integers(0, 40), max_size=12),
    st.dictionaries(st.integers(0, 40), st.integers(0, 10), max_size=25),
    st.integers(0, 45),
)
def test_the_last_days_alone_say_of_themselves_what_the_whole_record_does(
    trained: set[int], pains: dict[int, int], since: int
) -> None:
    sessions = [session(number, phase="settle" if number % 3 else "maintain") for number in trained]
    known = history(*sessions, *(pain(number, leg) for number, leg in pains.items()))
    whole = work_by_day(known, day(40))
    late = work_by_day(known, day(40), since=day(since))
    assert late == {on: work for on, work in whole.items() if on >= day(since)}
