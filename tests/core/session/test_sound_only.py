"""A whole session from sound alone: all that is looked at is the moments, the words and the tones."""

import re
from itertools import pairwise
from typing import NamedTuple

import pytest

from core.session.test_cues import CATALOGUE, items_of
from sciaticli.core.catalogue.exercise import Exercise, Kind, Laterality, Position
from sciaticli.core.config import Talk
from sciaticli.core.session.cues import GO_TO, ROLL_TO, Tone, cue_table, with_room
from sciaticli.core.session.fit import moments, without_room
from sciaticli.core.session.timeline import MS, Pace, timeline


class Heard(NamedTuple):
    """One thing that is heard, and when, in milliseconds."""

    at_ms: int
    words: str
    tone: Tone | None


def session_heard(exercises: list[Exercise]) -> list[Heard]:
    items = tuple(item for each in exercises for item in items_of(each, each.dose_start))
    clock = with_room(timeline(items, 8, Pace(waits=False, asks=False)), Talk.FIRST_TIME)
    return [
        Heard(at_ms, cue.text, cue.tone) for at_ms, cue in moments(clock, cue_table(clock, Talk.FIRST_TIME))
    ]


def blocks(heard: list[Heard]) -> list[list[Heard]]:
    """Return what is heard exercise by exercise: each is opened by "Next", its number and its name."""
    starts = [
        0,
        *(place for place, each in enumerate(heard) if re.match(r"Done\. .*Next, \d+ of \d+: ", each.words)),
    ]
    return [heard[start:end] for start, end in pairwise([*starts, len(heard)])]


ORDER = list(CATALOGUE.exercises)
BLOCKS = dict(zip((each.id for each in ORDER), blocks(session_heard(ORDER)), strict=True))


def words_of(exercise: Exercise) -> list[str]:
    return [each.words for each in BLOCKS[exercise.id]]


@pytest.mark.parametrize("exercise", ORDER, ids=lambda each: each.id)
def test_each_first_time_can_be_done_from_sound_alone(exercise: Exercise) -> None:
    words = words_of(exercise)
    opening = words[0]
    assert f"{exercise.name}." in opening
    # side
    if exercise.per_side:
        assert "Left side." in opening
        assert any("Now the right side." in each for each in words)
    elif exercise.laterality is Laterality.ALTERNATING:
        assert "Left and right take turns." in opening
        if exercise.kind is not Kind.CONTINUOUS:  # whose steps take the turns by themselves
            assert any(each.startswith("Left") for each in words[1:])
            assert any(each.startswith("Right") for each in words[1:])
            turns = exercise.dose_start.total_reps // exercise.dose_start.sets
            assert turns < 2 or any(each.endswith(", last.") for each in words[1:])
    # how, in order, and when to stop, before the first work
    told = [words.index(step) for step in (*exercise.set_up, *exercise.steps, *exercise.stop_signs)]
    assert told == sorted(told)
    first_work = next(
        place for place, each in enumerate(BLOCKS[exercise.id]) if each.tone in (Tone.BEGIN, Tone.HOLD)
    )
    assert max(told) < first_work
    # dose
    dose = exercise.dose_start
    for number in (dose.total_reps if dose.sets == 1 else dose.sets, dose.hold_s):
        assert number <= 1 or re.search(r"\d", opening), opening
    # when: each beginning is heard, and each end
    tones = [each.tone for each in BLOCKS[exercise.id] if each.tone]
    assert any(tone in (Tone.BEGIN, Tone.HOLD) for tone in tones)
    # in time order, and nothing at the same moment as something else that is spoken
    spoken = [each for each in BLOCKS[exercise.id] if each.words]
    assert all(one.at_ms <= other.at_ms for one, other in pairwise(spoken))


def test_a_place_is_named_whenever_it_changes() -> None:
    for before, here in pairwise(ORDER):
        opening = words_of(here)[0]
        named = {GO_TO[here.position], ROLL_TO.get(here.position, "")} - {""}
        assert any(each in opening for each in named) is (before.position is not here.position), opening
    first = words_of(ORDER[0])[0]
    assert first.startswith(GO_TO[Position(ORDER[0].position)])


def test_what_comes_next_is_said_and_the_end_is_told() -> None:
    for number, here in enumerate(ORDER[1:], 2):
        opening = words_of(here)[0]
        assert re.search(rf"Next, {number} of {len(ORDER)}: {re.escape(here.name)}\.", opening)
    assert "Done. That was the last one." in words_of(ORDER[-1])[-1]


def test_words_fit_their_places_by_lengths_on_the_long_side() -> None:
    items = tuple(item for each in ORDER for item in items_of(each, each.dose_full))
    clock = with_room(timeline(items, 8, Pace(waits=False, asks=False)), Talk.FIRST_TIME)
    wrong = list(without_room(clock, cue_table(clock, Talk.FIRST_TIME)))
    assert {each.text for each in wrong} <= {"And back."}  # where a way back is short and a voice slow


def test_what_does_not_fit_is_named() -> None:
    items = items_of(ORDER[0], ORDER[0].dose_start)
    clock = with_room(timeline(items, 8, Pace(waits=False, asks=False)), Talk.FIRST_TIME)
    cues = cue_table(clock, Talk.FIRST_TIME)
    slow = {cue.text: 60 * MS for cue in cues}
    found = list(without_room(clock, cues, slow))
    assert found
    assert {each.length_ms for each in found} == {60 * MS}
