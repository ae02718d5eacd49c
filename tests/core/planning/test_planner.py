"""The planner's promises: the eighteen invariants over made-up people, records and catalogues."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, reject, settings
from hypothesis import strategies as st
from msgspec import UNSET
from msgspec.structs import replace

from sciaticli.core.catalogue.catalogue import Catalogue, Routine, RoutineItem
from sciaticli.core.catalogue.exercise import (
    Condition,
    Direction,
    Dose,
    EndRange,
    Equipment,
    Exercise,
    Family,
    Kind,
    Laterality,
    NerveTension,
    Place,
    Position,
    Region,
    Side,
    Supervision,
)
from sciaticli.core.errors import UsageError
from sciaticli.core.planning.day_picture import picture_of
from sciaticli.core.planning.planner import PastClearance, plan_day
from sciaticli.core.planning.request import Request
from sciaticli.core.planning.routine_plan import waiting_lines
from sciaticli.core.profile import Profile, YesNoUnsure
from sciaticli.core.record.entries import CLINICIAN_KNOWS, Assessment, Distal, Numb, Pain, Response, Session
from sciaticli.core.record.history import History
from sciaticli.core.rules.eligibility import RULES, knows_items, waits_for_word
from sciaticli.core.rules.person_today import LIFTABLE, Rule
from support.built_in import CATALOGUE
from support.entries import (
    TODAY,
    a_catalogue,
    a_clearance,
    a_history,
    a_pain,
    a_person,
    a_session,
    a_test,
    an_exercise,
    breathing,
    pain_now,
    performed,
)
from support.oracle import Case, broken

NAMES = (
    "prone_press_up",
    "prone_lying",
    "double_knee_to_chest",
    "ankle_pumps",
    "neutral_spine_finder",
    "hamstring_standing",
    "plank",
    "walk_short_bouts",
    "side_lying_rest",
    "own_one",
    "own_two",
    "own_three",
)


GATING = (
    Condition.DISC_HERNIATION,
    Condition.STENOSIS,
    Condition.PREGNANCY_2ND_3RD_TRIMESTER,
    Condition.RECENT_SURGERY,
    Condition.COMPRESSION_FRACTURE,
    Condition.HYPERTENSION,
    Condition.FLOOR_TRANSFER_PROBLEM,
    Condition.NUMBNESS_OR_WEAKNESS,
)
gating = st.sampled_from(GATING)

DOSES = (
    Dose(sets=1, reps=5),
    Dose(sets=3, reps=1, hold_s=8, rest_s=30),
    Dose(sets=1, reps=2, hold_s=30, rep_rest_s=10),
    Dose(sets=2, reps=12, hold_s=2, rest_s=20),
    Dose(sets=1, reps=1, hold_s=200),
)


def _field(name: str, values: Iterable[object]) -> st.SearchStrategy[dict[str, Any]]:
    return st.sampled_from([{name: value} for value in values])


def _avoiding(word: Condition) -> dict[str, Any]:
    return {"avoid": (word,)}


def _caring(word: Condition) -> dict[str, Any]:
    return {"caution": {word: f"Mind {word}."}}


QUIRKS = (
    _field("level", (2, 3, 5)),
    _field("leg_pain_ceiling", (0, 2, 4, 7)),
    _field("position", Position),
    _field("direction", (Direction.FLEXION, Direction.ROTATION, Direction.EXTENSION)),
    _field("laterality", Laterality),
    _field("equipment", (((Equipment.MAT,),), ((Equipment.POOL,),), ((Equipment.STEP,),))),
    _field("place", (Place.OUTDOORS, Place.POOL)),
    _field("region", Region),
    _field("family", Family),
    _field("also_families", [(family,) for family in Family]),
    _field("supervised_first", Supervision),
    gating.map(_avoiding),
    gating.map(_caring),
    _field("end_range", ((EndRange.FLEXION,), (EndRange.EXTENSION,), tuple(EndRange))),
    _field("nerve_tension", (NerveTension.SLIDER, NerveTension.TENSIONER)),
    _field("kind", Kind),
    _field("dose_start", DOSES),
    _field("light", (True,)),
    _field("variant_of", ("ankle_pumps",)),
    _field("easier", (("ankle_pumps",),)),
)


@st.composite
def rows(draw: st.DrawFn, name: str) -> Exercise:
    """A mild row with one to three quirks, so that one rule alone often decides."""
    changes: dict[str, Any] = {"dose_steps": ()}
    for quirk in draw(st.lists(st.sampled_from(QUIRKS), min_size=1, max_size=3)):
        changes |= draw(quirk)
    row = an_exercise(name, **changes)
    start = replace(row.dose_start, reps=1) if row.kind is Kind.CONTINUOUS else row.dose_start
    return replace(row, dose_start=start, dose_full=replace(start, sets=start.sets + 1))


@st.composite
def catalogues(draw: st.DrawFn) -> Catalogue:
    names = draw(st.lists(st.sampled_from(NAMES), min_size=3, max_size=8, unique=True))
    made = [draw(rows(name)) for name in names]
    own = [name for name in names if name.startswith("own") and draw(st.booleans())]
    return a_catalogue(*made, breathing(), own=own)


days_ago = st.sampled_from([None, *(TODAY - timedelta(days=days) for days in (0, 20, 41, 42, 182, 183))])
HARMLESS_OUT = tuple(position for position in Position if position is not Position.SITTING)


@st.composite
def people(draw: st.DrawFn) -> Profile:
    told = draw(st.none() | st.lists(gating, max_size=2, unique=True).map(tuple))
    return Profile(
        side=draw(st.sampled_from([None, *Side])),
        conditions=told,
        pregnancy_week=draw(st.sampled_from([None, None, 5, 15, 30])),
        pregnancy_week_on=draw(days_ago),
        cleared=told or (),
        cleared_on=draw(days_ago),
        supervised=draw(st.sampled_from([(), ("prone_press_up",), (Family.FLEXION_MOBILITY,)])),
        direction=draw(
            st.sampled_from([None, None, Direction.EXTENSION, Direction.FLEXION, Direction.NEUTRAL])
        ),
        equipment=draw(st.sampled_from([None, (), (Equipment.MAT, Equipment.POOL)])),
        positions_out=tuple(draw(st.lists(st.sampled_from(HARMLESS_OUT), max_size=1))),
        set_aside=tuple(draw(st.lists(st.sampled_from(NAMES), max_size=1))),
    )


@st.composite
def histories(draw: st.DrawFn, catalogue: Catalogue) -> History:
    entries: list[Pain | Session | Assessment] = []
    for back in draw(st.lists(st.sampled_from((0, 0, 1, 2, 3, 6, 7, 8, 20, 100)), max_size=5, unique=True)):
        entries += draw(days(TODAY - timedelta(days=back), catalogue))
    return a_history(*entries)


@st.composite
def days(draw: st.DrawFn, day: date, catalogue: Catalogue) -> list[Pain | Session | Assessment]:
    leg, distal = draw(st.integers(0, 7)), draw(st.sampled_from((Distal.BACK, Distal.THIGH, Distal.FOOT)))
    pain = a_pain(
        day,
        leg,
        distal=distal,
        flare=draw(st.sampled_from([UNSET, UNSET, *YesNoUnsure])),
        numb=draw(st.sampled_from([UNSET, UNSET, Numb(present=True)])),
        morning=draw(st.sampled_from([UNSET, *Response])),
    )
    found: list[Pain | Session | Assessment] = [pain]
    if draw(st.booleans()):
        done = draw(st.lists(st.sampled_from(catalogue.exercises), max_size=4, unique_by=lambda row: row.id))
        lower = draw(st.sampled_from([None, *(row.id for row in done)]))
        performances = [performed(row.id, row.dose_start, lower=row.id == lower) for row in done]
        found.append(a_session(day, performances, leg=leg, distal=distal))
    if draw(st.integers(0, 3)) == 0:
        result = draw(st.sampled_from(["extension", "flexion", "either", "neutral"]))
        found.append(a_test(day, result, leg=leg))
    return found


requests = st.builds(
    Request,
    day=st.just(TODAY),
    minutes=st.sampled_from((3, 5, 10, 15, 20, 40)),
    pain=st.none()
    | st.builds(
        pain_now,
        leg=st.sampled_from((None, 0, 1, 2, 3, 5, 7)),
        back=st.sampled_from((None, 0, 3, 8)),
        distal=st.sampled_from((None, Distal.THIGH)),
    ),
    flare=st.sampled_from([None, YesNoUnsure.NO, *YesNoUnsure]),
    up_min=st.sampled_from((None, 30, 59, 60, 119, 120)),
    evening=st.booleans(),
    get_ready_s=st.sampled_from((3, 8)),
)


@st.composite
def cases(draw: st.DrawFn, *, with_routine: bool = False, built_in: bool = False) -> Case:
    catalogue = CATALOGUE if built_in else draw(catalogues())
    profile, history, request = draw(people()), draw(histories(catalogue)), draw(requests)
    if with_routine:
        names = draw(st.lists(st.sampled_from([row.id for row in catalogue.exercises]), max_size=8))
        items = tuple(
            RoutineItem(
                name,
                side=draw(st.sampled_from([None, Side.LEFT])),
                dose=draw(st.sampled_from([None, *DOSES])),
            )
            for name in names
        )
        request = replace(request, routine=Routine(id="mine", name="Mine", items=items))
    cleared = a_clearance(
        light=draw(st.booleans()),
        conditions=draw(st.lists(gating, max_size=1)),
    )
    try:
        plan = plan_day(cleared, catalogue, profile, history, request)
    except UsageError:
        reject()
    return Case(plan, cleared, catalogue, profile, history, request)


def days_of(count: int) -> settings:
    """Return the settings for so many made-up days."""
    return settings(max_examples=count, deadline=None, suppress_health_check=list(HealthCheck))


@given(cases())
@days_of(200)
def test_no_promise_is_broken(case: Case) -> None:
    assert broken(case) == []


@given(cases(with_routine=True))
@days_of(150)
def test_no_promise_is_broken_by_a_routine(case: Case) -> None:
    assert broken(case) == []


@given(cases(built_in=True))
@days_of(50)
def test_no_promise_is_broken_with_the_whole_catalogue(case: Case) -> None:
    assert broken(case) == []


@pytest.mark.slow
@given(cases())
@days_of(3500)
def test_no_promise_is_broken_on_ten_times_as_many_days(case: Case) -> None:
    assert broken(case) == []


@pytest.mark.slow
@given(cases(with_routine=True))
@days_of(2500)
def test_no_promise_is_broken_by_ten_times_as_many_routines(case: Case) -> None:
    assert broken(case) == []


@pytest.mark.slow
@given(cases(built_in=True))
@days_of(2000)
def test_no_promise_is_broken_with_the_whole_catalogue_on_many_days(case: Case) -> None:
    assert broken(case) == []


@given(cases())
@days_of(50)
def test_the_same_inputs_give_the_same_plan(case: Case) -> None:
    assert plan_day(case.cleared, case.catalogue, case.profile, case.history, case.request) == case.plan


@given(cases())
@days_of(100)
def test_every_exercise_is_in_or_has_a_reason(case: Case) -> None:
    there = {item.exercise.id for item in case.plan.items}
    out = {found.exercise for found in case.plan.left_out}
    assert there | out == set(case.catalogue.by_id)
    assert not there & out


def test_a_day_beyond_the_clearance_is_refused() -> None:
    with pytest.raises(PastClearance):
        plan_day(
            a_clearance(days=3),
            a_catalogue(breathing()),
            a_person(),
            a_history(),
            Request(day=TODAY + timedelta(days=4)),
        )


def a_word(profile: Profile, *said: tuple[str, Rule]) -> Assessment:
    entry = a_test(TODAY - timedelta(days=1), "neutral")
    return replace(entry, form=CLINICIAN_KNOWS, moves=(), items=tuple(knows_items(said, profile)))


def with_words(case: Case, *said: tuple[str, Rule]) -> History:
    word = a_word(case.profile, *said)
    return replace(case.history, assessments=(*case.history.assessments, word))


@given(cases(with_routine=True), st.data())
@days_of(150)
def test_no_word_lifts_a_rule_that_it_must_not(case: Case, data: st.DataObject) -> None:
    names = [row.id for row in case.catalogue.exercises]
    said = data.draw(st.lists(st.tuples(st.sampled_from(names), st.sampled_from(Rule)), max_size=40))
    everything = [(name, rule) for name in names for rule in Rule]
    for words in (said, everything):
        history = with_words(case, *words)
        try:
            plan = plan_day(case.cleared, case.catalogue, case.profile, history, case.request)
        except UsageError:
            continue
        setting = picture_of(case.cleared, case.catalogue, case.profile, history, case.request).setting
        setting = replace(setting, in_routine=True)
        for item in plan.items:
            for rule, asks in RULES:
                if rule not in LIFTABLE or (item.exercise.id, rule) not in words:
                    assert asks(item.exercise, setting) is None, (item.exercise.id, rule)
        ends = [end for item in plan.items for end in item.exercise.end_range]
        assert (
            set(ends) != set(EndRange)
            or len({i.exercise.id for i in plan.items if i.exercise.end_range}) == 1
        )
        assert plan.total_seconds <= case.request.minutes * 60


@given(cases(with_routine=True))
@days_of(150)
def test_what_is_asked_about_comes_in_by_a_yes_as_far_as_the_rules_go(case: Case) -> None:
    assert case.request.routine is not None
    view = picture_of(case.cleared, case.catalogue, case.profile, case.history, case.request)
    for exercise, why in waiting_lines(case.request.routine, case.catalogue, view):
        assert {found.rule for found in why} <= LIFTABLE
        history = with_words(case, *((exercise.id, found.rule) for found in why))
        after = picture_of(case.cleared, case.catalogue, case.profile, history, case.request).setting
        assert waits_for_word(exercise, replace(after, in_routine=True)) == ()
        assert (exercise.id, why[0].rule) in after.lifted
