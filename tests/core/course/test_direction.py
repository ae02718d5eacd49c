"""The directional label: what tests, mornings, time and flares make of it."""

from datetime import timedelta

import pytest
from msgspec.structs import replace

from sciaticli.core.catalogue.exercise import Direction, EndRange
from sciaticli.core.course.direction import Label, Preference, Sureness, moves_that_spread, preference_on
from sciaticli.core.profile import Profile, YesNoUnsure
from sciaticli.core.record.day_logs import day_logs
from sciaticli.core.record.entries import Assessment, Distal, Pain
from support.entries import TODAY, a_history, a_pain, a_person, a_test


def label_on(day_number: int, *entries: Pain | Assessment, profile: Profile | None = None) -> Preference:
    history = a_history(*entries)
    day = TODAY + timedelta(days=day_number)
    logs = day_logs(history, TODAY - timedelta(days=30), day)
    return preference_on(day, profile or a_person(), history, logs)


def a_run(day_number: int, found: str, *, morning: int | None = 4) -> list[Pain | Assessment]:
    """Return a test and, unless None, the leg pain of the next morning."""
    day = TODAY + timedelta(days=day_number)
    entries: list[Pain | Assessment] = [a_test(day, found, leg=4)]
    if morning is not None:
        entries.append(a_pain(day + timedelta(days=1), morning, distal=Distal.CALF))
    return entries


def test_one_test_is_not_enough() -> None:
    assert label_on(2, *a_run(0, "extension")).standing is Sureness.PENDING


def test_two_that_agree_within_a_week_make_a_label() -> None:
    twice = [*a_run(0, "extension"), *a_run(2, "extension")]
    found = label_on(3, *twice)
    assert (found.label, found.standing) == (Label.EXTENSION, Sureness.ACTIVE)
    assert label_on(9, *a_run(0, "extension"), *a_run(7, "extension")).standing is Sureness.PENDING


def test_the_same_answer_once_more_takes_no_label_away() -> None:
    twice = [*a_run(0, "extension"), *a_run(3, "extension")]
    again = [*twice, *a_run(12, "extension")]
    assert label_on(13, *again).label is Label.EXTENSION
    assert label_on(18, *again).standing is Sureness.EXPIRED
    assert label_on(13, *twice, *a_run(12, "flexion")).label is None


def test_two_on_one_day_are_one() -> None:
    second = replace(a_test(TODAY, "extension"), id="second")
    assert label_on(2, *a_run(0, "extension"), second).standing is Sureness.PENDING


def test_two_of_three_win_and_a_tie_is_neutral() -> None:
    tie = [*a_run(0, "extension"), *a_run(2, "flexion")]
    assert label_on(3, *tie).label is Label.NEUTRAL
    assert label_on(5, *tie, *a_run(4, "flexion")).label is Label.FLEXION


def test_the_next_morning_decides() -> None:
    unknown = [*a_run(0, "extension"), *a_run(2, "extension", morning=None)]
    assert label_on(3, *unknown).label is None
    worse = [*a_run(0, "extension"), *a_run(2, "extension", morning=7)]
    assert label_on(3, *worse).label is Label.NEUTRAL


def test_a_label_ends_after_fourteen_days_and_on_the_third_day_of_a_flare() -> None:
    twice = [*a_run(0, "extension"), *a_run(2, "extension")]
    assert label_on(16, *twice).label is Label.EXTENSION
    ended = label_on(17, *twice)
    assert (ended.label, ended.standing, ended.last) == (None, Sureness.EXPIRED, Label.EXTENSION)
    flare = a_pain(TODAY + timedelta(days=5), 6, flare=YesNoUnsure.YES)
    assert label_on(7, *twice, flare).label is Label.EXTENSION  # the first aid of its first days
    assert label_on(8, *twice, flare).standing is Sureness.EXPIRED


def test_a_clinicians_direction_stands() -> None:
    told = label_on(0, profile=a_person(direction=Direction.FLEXION))
    assert (told.label, told.standing) == (Label.FLEXION, Sureness.CLINICIAN)


@pytest.mark.parametrize(
    ("label", "hides"),
    [
        (None, ()),
        (Label.EXTENSION, (EndRange.FLEXION,)),
        (Label.FLEXION, (EndRange.EXTENSION,)),
        (Label.EITHER, ()),
        (Label.NEUTRAL, tuple(EndRange)),
        (Label.LATERAL, tuple(EndRange)),
        (Label.NONE_IRRITABLE, tuple(EndRange)),
    ],
)
def test_what_a_label_hides(label: Label | None, hides: tuple[EndRange, ...]) -> None:
    found = Preference(label=label)
    assert tuple(end for end in EndRange if found.hides(end)) == hides


def test_a_move_that_spread_in_a_test_is_named() -> None:
    move = {"move": "prone_press_up", "mark": "peripheralises"}
    assert moves_that_spread((replace(a_test(TODAY, "neutral"), moves=(move,)),)) == {
        "prone_press_up": [TODAY]
    }


def test_what_a_test_in_a_flare_finds_waits_until_its_first_days_are_over() -> None:
    """A sore morning in a flare is the flare's: the drill that eased the leg stays as its first aid."""
    twice = [*a_run(0, "extension"), *a_run(2, "extension")]
    flare = a_pain(TODAY + timedelta(days=5), 6, flare=YesNoUnsure.YES)
    in_flare = a_run(6, "neutral", morning=7)
    for day in (6, 7):
        assert label_on(day, *twice, flare, *in_flare).label is Label.EXTENSION
    assert label_on(8, *twice, flare, *in_flare).label is not Label.EXTENSION
