"""What is said when: every change a person must make is announced, for every exercise there is."""

import re
from itertools import pairwise
from pathlib import Path

import pytest
from msgspec import structs

from sciaticli.core.catalogue.exercise import Dose, Equipment, Exercise, Kind, Laterality, Position, Side
from sciaticli.core.catalogue.plain_words import BEST_SHOWN
from sciaticli.core.config import Talk
from sciaticli.core.plan import PlanItem
from sciaticli.core.session.cues import (
    GO_TO,
    GREETING,
    ROLL_TO,
    WHEN_READY,
    Cue,
    Priority,
    Tone,
    cue_table,
    position_words,
    spoken_ms,
    with_room,
)
from sciaticli.core.session.timeline import MS, READY, Pace, SegmentKind, Timeline, Way, timeline
from sciaticli.store.catalogue import load_catalogue
from support.lives import live, random_person
from support.plans import an_exercise, an_item

ONE = Dose(sets=1, reps=1, hold_s=10)
CATALOGUE = load_catalogue(Path("/nowhere"))


def items_of(exercise: Exercise, dose: Dose) -> tuple[PlanItem, ...]:
    sides = (Side.LEFT, Side.RIGHT) if exercise.per_side else (Side.BOTH,)
    return tuple(an_item(exercise, dose, side) for side in sides)


ONE = Dose(sets=1, reps=1, hold_s=10)


def every_session() -> tuple[PlanItem, ...]:
    """Return one session that holds every exercise of the catalogue, at its start and its full dose."""
    return tuple(
        item
        for exercise in CATALOGUE.exercises
        for dose in (exercise.dose_start, exercise.dose_full)
        for item in items_of(exercise, dose)
    )


def cues_at_start(clock: Timeline, cues: tuple[Cue, ...]) -> dict[int, Cue]:
    """Return for each segment the first cue that is due as it begins."""
    first = [cue for cue in cues if not cue.from_end and cue.due_ms(_length(clock, cue)) == 0]
    return {cue.segment: cue for cue in reversed(first)}


def _length(clock: Timeline, cue: Cue) -> int:
    return clock.segments[cue.segment].ms if cue.segment < len(clock.segments) else 0


def test_the_catalogue_is_there() -> None:
    assert len(CATALOGUE.exercises) >= 24


@pytest.mark.parametrize("talk", list(Talk))
def test_every_change_is_announced_the_moment_it_is_due(talk: Talk) -> None:
    check_announced(every_session(), talk)


@pytest.mark.parametrize("seed", range(3))
def test_every_change_of_every_plan_of_a_simulated_life_is_announced(seed: int) -> None:
    plans = [day.plan for day in live(random_person(seed), CATALOGUE, days=42, seed=seed) if day.plan]
    assert len(plans) > 5
    for plan in plans:
        for talk in Talk:
            check_announced(plan.timed, talk)


def check_announced(items: tuple[PlanItem, ...], talk: Talk) -> None:
    """Every segment opens with a cue that says what the person must change."""
    clock = timeline(items, 8)
    opening = cues_at_start(clock, cue_table(clock, talk))
    before: Position | None = None
    for index, segment in enumerate(clock.segments):
        cue = opening[index]
        item = items[segment.item]
        if segment.kind is SegmentKind.GET_READY:
            assert item.exercise.name in cue.text
            assert position_words(item.exercise.position, before) in cue.text
            assert item.side is Side.BOTH or f"{item.side.capitalize()} side" in cue.text
            assert not index or cue.text.startswith("Done.")
            before = item.exercise.position
        elif segment.kind is SegmentKind.SWITCH_SIDE:
            assert "Switch sides" in cue.text
            assert item.side in cue.text
        elif segment.kind is SegmentKind.REST:
            assert cue.text.startswith("Rest.")
        else:
            assert cue.tone is not None
            assert cue.text or segment.way is Way.OUT or segment.ms < 3 * MS
    assert opening[len(clock.segments)].text == "Done. That was the last one."


@pytest.mark.parametrize("talk", list(Talk))
def test_sides_that_take_turns_are_named_at_every_turn(talk: Talk) -> None:
    items = tuple(item for item in every_session() if item.exercise.laterality is Laterality.ALTERNATING)
    clock = timeline(items, 8)
    opening = cues_at_start(clock, cue_table(clock, talk))
    for index, segment in enumerate(clock.segments):
        if segment.works and not clock.same_rep(index - 1, index):
            assert opening[index].text.startswith(segment.side.capitalize())


def test_long_segments_are_counted_down_and_long_holds_have_a_half() -> None:
    clock = timeline(every_session(), 8)
    cues = cue_table(clock, Talk.REMINDER)
    for index, segment in enumerate(clock.segments):
        own = [cue for cue in cues if cue.segment == index]
        ticks = [cue.text for cue in own if cue.priority is Priority.TICK]
        assert ticks == (["3", "2", "1"] if segment.ms >= 5 * MS and not segment.way else [])
        half = [cue.at_ms for cue in own if cue.text == "Half way."]
        long_hold = segment.kind is SegmentKind.HOLD and segment.ms >= 20 * MS
        assert half == ([segment.ms // 2] if long_hold else [])


def test_cues_stand_in_the_order_in_which_they_are_due() -> None:
    clock = timeline(every_session(), 8)
    starts = (*clock.starts_ms, clock.total_ms)
    due = [starts[cue.segment] + cue.due_ms(_length(clock, cue)) for cue in cue_table(clock, Talk.FIRST_TIME)]
    assert due == sorted(due)


def test_the_first_time_all_is_told_and_it_waits_for_a_key() -> None:
    items = items_of(an_exercise(), Dose(sets=1, reps=1, hold_s=10))
    new = timeline(items, 8, Pace())
    said = [cue.text for cue in cue_table(new, Talk.FIRST_TIME) if cue.segment == 0]
    assert said[1:3] == ["Lie on your back.", "Bring one knee up."]
    assert WHEN_READY in said
    assert new.segments[0].waits
    known = timeline(items, 8, Pace(known=frozenset({"knee_to_chest"}), waits=False, seconds=15))
    said = [cue.text for cue in cue_table(known, Talk.FIRST_TIME) if cue.segment == 0]
    assert "Bring one knee up." not in said
    assert known.segments[0].ms == 15 * MS


@pytest.mark.parametrize("talk", list(Talk))
@pytest.mark.parametrize("waits", [True, False])
def test_every_first_time_of_the_catalogue_has_room_for_what_is_said(talk: Talk, waits: bool) -> None:
    """Name, side, dose, cautions and steps follow each other, and none runs into the counting."""
    for item in every_session():
        care = structs.replace(item, cautions=("Go only as far as is free of pain.",))
        clock = with_room(timeline((care,), 8, Pace(waits=waits)), talk)
        said = [cue for cue in cue_table(clock, talk) if cue.segment == 0 and not cue.from_end]
        assert any(cue.priority is Priority.CAUTION for cue in said)
        for cue, after in pairwise(said):
            assert cue.at_ms + spoken_ms(cue.text) <= after.at_ms
        last = said[-1]
        room_ms = clock.segments[0].ms
        assert waits or last.at_ms + spoken_ms(last.text) + 3000 <= room_ms


def test_nothing_but_a_get_ready_waits_for_a_key() -> None:
    clock = timeline(every_session(), 8, Pace())
    assert {segment.kind for segment in clock.segments if segment.waits} == {SegmentKind.GET_READY}


def test_the_clock_reckons_twenty_to_forty_seconds_by_the_change() -> None:
    lying = structs.replace(an_exercise(), position=Position.SUPINE)
    for position, seconds in ((Position.PRONE, 20), (Position.QUADRUPED, 30), (Position.STANDING, 40)):
        other = structs.replace(an_exercise(name="bridge"), position=position)
        clock = timeline((an_item(lying, ONE), an_item(other, ONE)), 8, Pace())
        ready = [each for each in clock.segments if each.kind is SegmentKind.GET_READY]
        assert [each.ms for each in ready] == [20 * MS, seconds * MS]
        same = structs.replace(other, position=Position.SUPINE)
        known = Pace(known=frozenset({"knee_to_chest", "bridge"}))
        again = timeline((an_item(lying, ONE), an_item(same, ONE)), 8, known)
        assert [each.ms for each in again.segments if each.kind is SegmentKind.GET_READY][1] == 8 * MS


def test_name_only_leaves_out_the_dose_and_the_half() -> None:
    clock = timeline(items_of(an_exercise(), Dose(sets=1, reps=1, hold_s=30)), 8)
    said = [cue.text for cue in cue_table(clock, Talk.NAME_ONLY) if cue.priority is not Priority.TICK]
    assert said == [
        "Lie on your back. Knee to chest. Left side.",
        "Hold.",
        "Done. Switch sides. Now the right side.",
        "Hold.",
        "Done. That was the last one.",
    ]


def test_rests_say_what_is_next() -> None:
    falling = Dose(sets=2, reps=(2, 1), hold_s=8, rep_rest_s=6, rest_s=30)
    clock = timeline((an_item(an_exercise(Kind.ISOMETRIC_HOLD), falling),), 8)
    rests = [cue.text for cue in cue_table(clock, Talk.REMINDER) if cue.text.startswith("Rest")]
    assert rests == ["Rest. Next: 2 of 2.", "Rest. Next: set 2 of 2."]


def test_what_is_not_played_is_not_announced_and_the_first_cue_names_the_position() -> None:
    clock = timeline(items_of(an_exercise(), Dose(sets=1, reps=1, hold_s=30)), 8)
    left = frozenset(index for index, each in enumerate(clock.segments) if each.side is Side.LEFT)
    cues = cue_table(clock, Talk.REMINDER, left)
    assert cues[0].text.startswith("Lie on your back. Knee to chest. Right side.")
    assert {cue.segment for cue in cues}.isdisjoint(left)


def test_every_position_has_words() -> None:
    assert set(GO_TO) == set(Position)
    assert all(position_words(here, None) for here in Position)
    assert position_words(Position.PRONE, Position.SUPINE) == ROLL_TO[Position.PRONE]
    assert position_words(Position.SUPINE, Position.STANDING) == GO_TO[Position.SUPINE]
    assert not position_words(Position.SUPINE, Position.SUPINE)
    assert {SegmentKind.GET_READY, SegmentKind.SWITCH_SIDE} == READY


def test_things_that_are_needed_are_said_when_they_are_new() -> None:
    chair = structs.replace(
        an_exercise(name="chair_stand"), equipment=((Equipment.CHAIR,), (Equipment.CHAIR, Equipment.MAT))
    )
    mat = structs.replace(an_exercise(name="bridge"), equipment=((Equipment.CHAIR, Equipment.MAT),))
    either = structs.replace(an_exercise(name="lean"), equipment=((Equipment.WALL,), (Equipment.STEP,)))
    clock = timeline(tuple(an_item(each, ONE) for each in (chair, mat, either)), 8)
    openings = [cue.text for cue in cue_table(clock, Talk.REMINDER) if cue.priority is Priority.NAME][:3]
    assert [re.findall(r"You need [^.]*", words) for words in openings] == [
        ["You need a chair"],
        ["You need a mat"],
        [],
    ]


def test_the_first_session_tells_the_keys_before_all_else_and_no_other_does() -> None:
    items = items_of(an_exercise(), ONE)
    clock = with_room(timeline(items, 8, Pace(waits=False, greets=True)), Talk.FIRST_TIME)
    greeting, name, *_ = [cue for cue in cue_table(clock, Talk.FIRST_TIME) if cue.segment == 0]
    assert greeting.text == GREETING
    assert all(words in GREETING for words in ("p.", "press 0", "numbness", "bladder"))
    assert greeting.priority is Priority.CAUTION
    assert name.at_ms >= spoken_ms(GREETING)
    later = cue_table(timeline(items, 8, Pace()), Talk.FIRST_TIME)
    assert GREETING not in {cue.text for cue in later}


def test_when_to_stop_is_said_the_first_time_and_is_never_cut_off() -> None:
    row = structs.replace(an_exercise(), stop_signs=("Stop if the foot tingles.",))
    told = cue_table(timeline(items_of(row, ONE), 8, Pace()), Talk.FIRST_TIME)
    assert [cue.priority for cue in told if cue.text == "Stop if the foot tingles."] == [Priority.CAUTION]
    known = cue_table(timeline(items_of(row, ONE), 8, Pace(known=frozenset({row.id}))), Talk.FIRST_TIME)
    assert "Stop if the foot tingles." not in {cue.text for cue in known}


def test_what_is_best_shown_is_said_the_first_time_alone() -> None:
    care = (structs.replace(an_item(an_exercise(), ONE), cautions=("Keep it small.", BEST_SHOWN)),)
    new = [cue.text for cue in cue_table(timeline(care, 8, Pace()), Talk.FIRST_TIME)]
    again = Pace(known=frozenset({care[0].exercise.id}))
    known = [cue.text for cue in cue_table(timeline(care, 8, again), Talk.FIRST_TIME)]
    assert (BEST_SHOWN in new, BEST_SHOWN in known) == (True, False)
    assert "Keep it small." in known


def test_turns_are_counted_once_for_both_sides() -> None:
    row = structs.replace(an_exercise(Kind.REPS), laterality=Laterality.ALTERNATING)
    clock = timeline(items_of(row, Dose(sets=1, reps=3, hold_s=0)), 8)
    said = [cue.text for cue in cue_table(clock, Talk.FIRST_TIME) if cue.tone is Tone.BEGIN]
    assert said == ["Left.", "Right.", "Left, 2.", "Right.", "Left, last.", "Right."]
