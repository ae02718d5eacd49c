"""A journal of the first planner keeps its place: its doses are read as places on today's paths."""

from datetime import timedelta
from functools import cache
from pathlib import Path

import pytest

from sciaticli.core.catalogue.dose_sums import work_seconds
from sciaticli.core.catalogue.exercise import Dose, Side
from sciaticli.core.catalogue.strand import StrandKind
from sciaticli.core.course.training import ROOM_S
from sciaticli.core.plan import Plan
from sciaticli.core.planning.planner import plan_day
from sciaticli.core.planning.request import Request
from sciaticli.core.profile import YesNoUnsure
from sciaticli.core.record.entries import Distal, ExerciseDone, Pain, Session
from sciaticli.core.record.history import History
from support.built_in import CATALOGUE
from support.entries import a_clearance, a_history, a_pain, a_session, done_all, pain_now, performed
from support.lives import START
from support.milestones import rows_of
from support.oracle import Case, broken
from support.patients import TYPES

OLD_YEAR = Path(__file__).with_name("old_year.txt")
PERSON = TYPES["good"]
AFTER = 6  # days planned anew: three training days among them
SKILLS = {
    row
    for strand in CATALOGUE.programme.strand
    for stage in strand.stages
    if stage.skill
    for row in stage.rows
} | set(CATALOGUE.programme.retires)
STRENGTH = {
    row for strand in CATALOGUE.programme.of_kind(StrandKind.STRENGTH) for row in strand.all_rows
} - SKILLS


@cache
def old_year() -> tuple[tuple[Pain, Session], ...]:
    """Return each day's pain and session, as the first planner wrote them."""
    doses, days = OLD_YEAR.read_text(encoding="utf-8").split("\n\n")
    legend = [_done(line) for line in doses.splitlines() if not line.startswith("#")]
    found = []
    for number, line in enumerate(row for row in days.splitlines() if not row.startswith("#")):
        leg, phase, mode, *keys = line.split()
        day = START + timedelta(days=number)
        done = tuple(each for key in keys for each in legend[int(key)])
        pain = a_pain(day, int(leg), distal=Distal.THIGH, walk_min=30)
        found.append((pain, a_session(day, done, leg=int(leg), phase=phase, mode=mode, hour=18)))
    return tuple(found)


def _done(line: str) -> tuple[ExerciseDone, ...]:
    name, sides, written = line.split()
    size, rep_rest, rest = written.split("/")
    sets, reps, hold = size.split("x")
    dose = Dose(
        sets=int(sets),
        reps=tuple(map(int, reps.split(","))) if "," in reps else int(reps),
        hold_s=int(hold),
        rep_rest_s=int(rep_rest),
        rest_s=int(rest),
    )
    return tuple(performed(name, dose, side=Side(side)) for side in sides.split("+"))


def planned_on(history: History, number: int) -> Plan:
    day = START + timedelta(days=number)
    cleared = a_clearance(day)
    request = Request(day=day, minutes=20, pain=pain_now(0, 0), flare=YesNoUnsure.NO, evening=True)
    plan = plan_day(cleared, CATALOGUE, PERSON.profile, history, request)
    assert broken(Case(plan, cleared, CATALOGUE, PERSON.profile, history, request)) == []
    return plan


def plans_after(days: int) -> list[Plan]:
    """Return what is planned, and done, in the days after so many old ones."""
    entries: list[Pain | Session] = [entry for pair in old_year()[:days] for entry in pair]
    plans = []
    for number in range(days, days + AFTER):
        entries.append(a_pain(START + timedelta(days=number), 0, walk_min=30))
        plan = planned_on(a_history(*entries), number)
        plans.append(plan)
        entries.append(done_all(plan, leg=0, hour=18))
    return plans


def work_of(name: str, dose: Dose) -> int:
    return work_seconds(CATALOGUE.by_id[name], dose)


@pytest.mark.parametrize("days", [57, 365])
def test_no_strength_row_starts_again_below_what_went_well(days: int) -> None:
    """A row that goes on is at most one step of its ladder below the last old dose done in full."""
    last = {
        done.exercise: done.planned
        for _, session in old_year()[days - 90 if days > 90 else 0 : days]
        for done in session.exercises
    }
    met = 0
    for plan in plans_after(days):
        for item in plan.timed:
            name = item.exercise.id
            if name not in last or name not in STRENGTH:
                continue
            met += 1
            beneath = [
                dose for dose in item.exercise.doses if work_of(name, dose) <= work_of(name, last[name])
            ]
            assert work_of(name, item.dose) >= max((work_of(name, dose) for dose in beneath), default=0), name
    assert met


@pytest.mark.parametrize("days", [57, 365])
def test_no_skill_comes_back(days: int) -> None:
    assert not {row for plan in plans_after(days) for row in rows_of(plan)} & SKILLS


@pytest.mark.parametrize("days", [57, 365])
def test_the_first_training_day_is_held_by_what_was_done_before(days: int) -> None:
    first = next(plan for plan in plans_after(days) if plan.training_day)
    planned = sum(
        work_of(item.exercise.id, item.dose)
        for item in first.timed
        if item.strand in {strand.id for strand in CATALOGUE.programme.of_kind(StrandKind.STRENGTH)}
        and any(done.exercise == item.exercise.id for _, old in old_year()[:days] for done in old.exercises)
    )
    before = [
        sum(work_of(done.exercise, done.planned) for done in old.exercises if done.exercise in STRENGTH)
        for _, old in old_year()[:days]
    ]
    assert planned <= max(1.25 * max(before[-60:]), max(before[-60:]) + ROOM_S)


def test_a_path_goes_on_from_the_furthest_stage_of_the_year() -> None:
    """The old planner had come to stairs and a side bridge on the knees; nobody goes back to a chair."""
    rows = {row for plan in plans_after(365) for row in rows_of(plan)}
    assert not {"sit_to_stand", "mini_squat", "side_bridge_wall", "glute_bridge"} & rows
    assert "stair_climb" in rows


@pytest.mark.parametrize("days", [57, 365])
def test_what_is_no_step_of_today_promotes_nothing_and_a_row_starts_no_heavier_than_it_was(days: int) -> None:
    """Only a dose that is still a step, and went well twice, goes one up."""
    best: dict[str, int] = {}
    for _, session in old_year()[max(0, days - 90) : days]:
        for done in session.exercises:
            best[done.exercise] = max(best.get(done.exercise, 0), work_of(done.exercise, done.planned))
    last = {done.exercise: done.planned for _, session in old_year()[:days] for done in session.exercises}
    for plan in plans_after(days)[:2]:
        for item in plan.timed:
            name = item.exercise.id
            rose = last.get(name) in item.exercise.doses
            if name in best and name in STRENGTH and not rose:
                assert work_of(name, item.dose) <= max(best[name], work_of(name, item.exercise.doses[0])), (
                    name
                )


@pytest.mark.parametrize(("days", "long"), [(2, False), (57, True)])
def test_thirty_minutes_of_walking_stay_thirty(days: int, *, long: bool) -> None:
    """Three walks of ten minutes are no step of today's ladder; in rebuild one of them is the long one."""
    minutes = Dose(sets=3, reps=1, hold_s=600, rest_s=60)
    entries: list[Pain | Session] = [entry for pair in old_year()[:days] for entry in pair]
    walked = a_session(START + timedelta(days=days - 1), [performed("walk_short_bouts", minutes)], hour=19)
    entries += [walked, a_pain(START + timedelta(days=days), 0, walk_min=30)]
    cards = [item for item in planned_on(a_history(*entries), days).items if item.strand == "walk"]
    assert sum(item.dose.sets * item.dose.hold_s for item in cards) == 1800
    assert any(item.exercise.id == "walk_continuous" for item in cards) is long
    assert max(item.dose.hold_s for item in cards) <= 600
