"""Doses over time: up slowly, down at once, back gently; and the record they rest on."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from sciaticli.core.catalogue.dose_sums import (
    capped_hold,
    dose_seconds,
    fitted_dose,
    halved_reps,
    scaled,
    work_seconds,
)
from sciaticli.core.catalogue.exercise import Dose, Exercise, Kind, Laterality, Region, Side
from sciaticli.core.course.dose_ladder import LadderMove, Situation, TimeAway, gap_of, ladder, next_dose
from sciaticli.core.course.exercise_record import (
    ExerciseRecord,
    blocked_until,
    needs_easier,
    records_of,
    session_views,
)
from sciaticli.core.record.day_logs import MorningAfter, day_logs
from sciaticli.core.record.entries import Distal, Pain, Session
from sciaticli.core.record.history import History
from sciaticli.core.session.timeline import item_seconds
from support.entries import DOSE, TODAY, a_pain, a_session, an_exercise, performed

ROLLS = an_exercise()
STEPS = ladder(ROLLS)


def day(number: int) -> date:
    return TODAY + timedelta(days=number)


def record(*entries: Pain | Session, exercise: Exercise = ROLLS) -> ExerciseRecord:
    sessions = tuple(entry for entry in entries if isinstance(entry, Session))
    pains = tuple(entry for entry in entries if isinstance(entry, Pain))
    logs = day_logs(History(pains=pains, sessions=sessions), day(-200), day(200))
    views = session_views(sessions, logs)
    return records_of(views, {exercise.id: exercise}, {exercise.id: ladder(exercise)})[exercise.id]


def good_days(*numbers: int, dose: Dose = STEPS[0]) -> list[Pain | Session]:
    found: list[Pain | Session] = []
    for number in numbers:
        found += [a_session(day(number), [performed("knee_rolls", dose)]), a_pain(day(number + 1), 2)]
    return found


def test_the_first_time_is_the_start_dose() -> None:
    change = next_dose(ROLLS, STEPS, None, Situation(day=TODAY))
    assert (change.dose, change.change) == (STEPS[0], LadderMove.START)


@pytest.mark.parametrize(("level", "sessions"), [(1, 2), (2, 2), (3, 2), (4, 3), (5, 3)])
def test_good_sessions_in_a_row_earn_one_step(level: int, sessions: int) -> None:
    exercise = an_exercise(level=level)
    for count in range(1, sessions + 1):
        known = record(*good_days(*range(0, count * 2, 2)), exercise=exercise)
        change = next_dose(exercise, STEPS, known, Situation(day=day(count * 2)))
        assert change.promoted == (count == sessions)
        assert change.dose == STEPS[1 if count == sessions else 0]


def test_a_session_without_a_morning_earns_nothing() -> None:
    known = record(*(a_session(day(n), [performed("knee_rolls", STEPS[0])]) for n in (0, 2, 4)))
    assert next_dose(ROLLS, STEPS, known, Situation(day=day(5))).change is LadderMove.HOLD


def test_after_four_days_off_nothing_is_promoted() -> None:
    known = record(*good_days(0, 2))
    assert next_dose(ROLLS, STEPS, known, Situation(day=day(6), gap=TimeAway.SHORT)).change is LadderMove.HOLD


@pytest.mark.parametrize(
    ("leg", "distal", "verdict"),
    [
        (2, Distal.THIGH, MorningAfter.GOOD),
        (1, Distal.BUTTOCK, MorningAfter.GOOD),
        (3, Distal.THIGH, MorningAfter.BORDERLINE),
        (4, Distal.THIGH, MorningAfter.TOO_MUCH),
        (2, Distal.CALF, MorningAfter.BAD),
    ],
)
def test_the_morning_after_decides(leg: int, distal: Distal, verdict: MorningAfter) -> None:
    session = a_session(TODAY, [performed("knee_rolls")], leg=2)
    logs = day_logs(History(pains=(a_pain(day(1), leg, distal=distal),), sessions=(session,)), TODAY, day(1))
    assert session_views((session,), logs)[0].verdict is verdict


@pytest.mark.parametrize(("owed", "gap", "step"), [(True, 1, 2), (False, 1, 0), (True, 14, 0)])
def test_a_little_that_is_owed_in_each_session_is_no_step_back(owed: bool, gap: int, step: int) -> None:
    """But the start dose after a fortnight away is one, as it is for a row that nobody owes."""
    entries = [
        *good_days(0, dose=STEPS[1]),
        *good_days(2, dose=STEPS[2]),
        *good_days(2 + gap, dose=STEPS[0]),
    ]
    sessions = tuple(entry for entry in entries if isinstance(entry, Session))
    views = session_views(sessions, {})
    if owed:
        views = tuple(replace(view, owed=frozenset({ROLLS.id})) for view in views)
    assert records_of(views, {ROLLS.id: ROLLS}, {ROLLS.id: STEPS})[ROLLS.id].step == step


def test_too_much_cuts_two_sessions_and_twice_in_a_week_wants_something_easier() -> None:
    sore: list[Pain | Session] = [
        a_session(day(0), [performed("knee_rolls", STEPS[1])]),
        a_pain(day(1), 5),
    ]
    known = record(*sore)
    change = next_dose(ROLLS, STEPS, known, Situation(day=day(2)))
    assert change.change is LadderMove.EASED
    assert change.dose.total_reps < STEPS[1].total_reps
    assert not needs_easier(known, day(2))
    twice = record(*sore, a_session(day(2), [performed("knee_rolls", change.dose)]), a_pain(day(3), 5))
    assert needs_easier(twice, day(3))
    assert not needs_easier(twice, day(12))


def test_what_is_held_before_comes_back_faster_and_is_no_promotion() -> None:
    up = good_days(0, 2) + good_days(4, 6, dose=STEPS[1])
    back = [*up, a_session(day(8), [performed("knee_rolls", STEPS[0])]), a_pain(day(9), 2)]
    change = next_dose(ROLLS, STEPS, record(*back), Situation(day=day(9)))
    assert change.change is LadderMove.BACK_UP
    assert not change.promoted


def test_a_spread_blocks_for_a_week_and_starts_again_at_the_bottom() -> None:
    spread = [*good_days(0, 2), a_session(day(4), [performed("knee_rolls", STEPS[1], lower=True)])]
    known = record(*spread)
    assert blocked_until(known) == day(11)
    change = next_dose(ROLLS, STEPS, known, Situation(day=day(11), gap=TimeAway.WEEK))
    assert (change.dose, change.change) == (STEPS[0], LadderMove.RETEST)


def test_a_spread_that_went_back_within_a_minute_blocks_nothing() -> None:
    went_back = replace(performed("knee_rolls", STEPS[0], lower=True), distal=Distal.THIGH)
    known = record(a_session(day(0), [went_back]))
    assert blocked_until(known) is None
    assert next_dose(ROLLS, STEPS, known, Situation(day=day(1))).change is LadderMove.EASED


def test_a_lower_site_in_the_morning_puts_the_newest_exercise_away() -> None:
    old, new = an_exercise("old", level=3), an_exercise("new")
    rows = {"old": old, "new": new}
    sessions = (
        a_session(day(0), [performed("old")]),
        a_session(day(2), [performed("old"), performed("new")]),
    )
    history = History(pains=(a_pain(day(3), 2, distal=Distal.FOOT),), sessions=sessions)
    views = session_views(sessions, day_logs(history, day(0), day(3)))
    found = records_of(views, rows, {name: ladder(row) for name, row in rows.items()})
    assert blocked_until(found["new"]) == day(9)
    assert blocked_until(found["old"]) is None


@pytest.mark.parametrize(
    ("days", "careful", "gap"),
    [
        (0, False, TimeAway.NONE),
        (3, True, TimeAway.NONE),
        (4, False, TimeAway.SHORT),
        (4, True, TimeAway.WEEK),
        (13, False, TimeAway.WEEK),
        (14, False, TimeAway.FORTNIGHT),
        (27, True, TimeAway.MONTH),
        (89, False, TimeAway.MONTH),
        (90, False, TimeAway.NEW),
    ],
)
def test_the_gap_table(days: int, careful: bool, gap: TimeAway) -> None:
    assert gap_of(days, careful=careful) is gap


def test_return_doses() -> None:
    known = ExerciseRecord(first=day(-40), last=day(-8), step=3, best=3)
    week = next_dose(ROLLS, STEPS, known, Situation(day=TODAY, gap=TimeAway.WEEK))
    assert week.dose.total_reps == 8
    hard = an_exercise(level=3)
    fortnight = next_dose(hard, STEPS, known, Situation(day=TODAY, gap=TimeAway.FORTNIGHT))
    assert fortnight.dose == STEPS[1]
    assert next_dose(ROLLS, STEPS, known, Situation(day=TODAY, gap=TimeAway.MONTH)).dose == STEPS[0]


def test_a_flare_halves_the_start_dose_then_gives_it_whole() -> None:
    known = record(*good_days(0, 2))
    first = next_dose(ROLLS, STEPS, known, Situation(day=day(4), flare_day=1))
    later = next_dose(ROLLS, STEPS, known, Situation(day=day(4), flare_day=4))
    assert (first.dose.total_reps, later.dose) == (2, STEPS[0])


def test_an_easy_week_takes_one_set_from_half_of_the_ladder_on_and_rest_stays_rest() -> None:
    known = record(*good_days(0))
    easy = Situation(day=day(1), easy_week=True)
    assert next_dose(ROLLS, STEPS, known, easy).dose == STEPS[0]
    high = (*STEPS[:1], *(replace(dose, sets=3) for dose in STEPS[1:]))
    grown = replace(record(*good_days(0)), step=len(high) - 1)
    assert next_dose(ROLLS, high, grown, easy).dose.sets == 2
    rest = an_exercise(region=Region.REST)
    still = next_dose(rest, STEPS, known, Situation(day=day(1), easy_week=True, worse=True))
    assert still.dose == STEPS[0]


def test_mastery_needs_three_good_full_sessions_over_five_days() -> None:
    full = STEPS[-1]
    assert record(*good_days(0, 2, 5, dose=full)).mastered()
    assert not record(*good_days(0, 2, 4, dose=full)).mastered()
    assert not record(*good_days(0, 5, dose=full)).mastered()


def test_both_sides_sore_halves_each_side_and_pressure_caps_holds() -> None:
    row = an_exercise(laterality=Laterality.PER_SIDE, dose_full=replace(DOSE, reps=10, hold_s=20))
    assert [dose.total_reps for dose in ladder(row, both_sore=True)] == [2, 3, 4, 5]
    assert max(dose.hold_s for dose in ladder(row, hold_cap=10)) == 10


any_dose = st.builds(
    Dose,
    sets=st.integers(1, 4),
    reps=st.integers(1, 12),
    hold_s=st.integers(0, 60),
    rep_rest_s=st.integers(0, 30),
    rest_s=st.integers(0, 60),
)


@given(any_dose, st.sampled_from(Kind), st.sampled_from(Laterality), st.integers(3, 20))
def test_seconds_are_those_of_the_clock(dose: Dose, kind: Kind, laterality: Laterality, ready: int) -> None:
    row = an_exercise(kind=kind, laterality=laterality)
    assert dose_seconds(row, dose, ready) == item_seconds(row, dose, Side.LEFT, ready)


@given(any_dose, st.sampled_from(Kind), st.integers(30, 400))
def test_a_fitted_dose_fits_and_never_rests_less(dose: Dose, kind: Kind, seconds: int) -> None:
    row = an_exercise(kind=kind)
    dose = replace(dose, reps=1) if kind is Kind.CONTINUOUS else dose
    found = fitted_dose(row, dose, seconds, 8)
    if found is not None:
        assert dose_seconds(row, found, 8) <= seconds
        assert work_seconds(row, found) <= work_seconds(row, dose)
        assert (found.rep_rest_s, found.rest_s) == (dose.rep_rest_s, dose.rest_s)


@given(any_dose, st.sampled_from([0.5, 0.6, 0.8]))
def test_less_is_never_more_and_never_nothing(dose: Dose, share: float) -> None:
    less = scaled(dose, share)
    assert less.total_reps <= dose.total_reps
    assert less.hold_s <= dose.hold_s
    assert less.total_reps >= 1


def test_falling_repetitions_keep_the_smaller_sets() -> None:
    falling = Dose(sets=3, reps=(6, 4, 2), hold_s=8)
    assert scaled(falling, 0.6) == replace(falling, sets=2, reps=(4, 2))
    assert halved_reps(falling, continuous=False).reps == (3, 2, 1)
    assert capped_hold(falling, 5).hold_s == 5


def answered(*days: int, dose: Dose = STEPS[0], **answer: bool) -> list[Pain | Session]:
    """Return good days on which the person said how much was left in it."""
    found: list[Pain | Session] = []
    for number in days:
        done = replace(performed("knee_rolls", dose), **answer)
        found += [a_session(day(number), [done]), a_pain(day(number + 1), 2)]
    return found


def test_easy_in_two_sessions_running_passes_one_step_over() -> None:
    once = record(*good_days(0), *answered(2, easy=True))
    assert next_dose(ROLLS, STEPS, once, Situation(day=day(4))).dose == STEPS[1]
    twice = record(*answered(0, 2, easy=True))
    assert next_dose(ROLLS, STEPS, twice, Situation(day=day(4))).dose == STEPS[2]
    assert next_dose(ROLLS, STEPS, twice, Situation(day=day(4)), most_up=1).dose == STEPS[1]
    assert next_dose(ROLLS, STEPS, twice, Situation(day=day(4)), most_up=0).change is LadderMove.HOLD


def test_a_step_is_passed_over_once_a_fortnight() -> None:
    six = an_exercise(dose_steps=tuple(replace(DOSE, reps=reps) for reps in (6, 7, 8, 9)))
    doses = ladder(six)
    known = record(
        *answered(0, 2, dose=doses[0], easy=True), *answered(4, 6, dose=doses[2], easy=True), exercise=six
    )
    assert known.skipped == day(4)
    assert next_dose(six, doses, known, Situation(day=day(8))).dose == doses[3]
    assert next_dose(six, doses, known, Situation(day=day(18))).dose == doses[4]


def test_no_two_more_left_is_no_good_session_and_twice_running_one_step_down() -> None:
    hard = answered(4, 6, dose=STEPS[1], reserve=False)
    once = record(*good_days(0, 2), *hard[:2])
    assert (once.good, next_dose(ROLLS, STEPS, once, Situation(day=day(6))).change) == (2, LadderMove.HOLD)
    twice = record(*good_days(0, 2), *hard)
    down = next_dose(ROLLS, STEPS, twice, Situation(day=day(8)))
    assert (down.dose, down.change) == (STEPS[0], LadderMove.DOWN)
    after = record(*good_days(0, 2), *hard, *good_days(8))
    assert (
        next_dose(ROLLS, STEPS, after, Situation(day=day(10))).change is LadderMove.HOLD
    )  # no quick way back


def test_no_answer_and_yes_count_as_two_more() -> None:
    yes = record(*answered(0, 2, reserve=True))
    assert next_dose(ROLLS, STEPS, yes, Situation(day=day(4))).promoted
