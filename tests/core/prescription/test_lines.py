"""Pasted prescriptions: how people write them, what counts as a guess; a dose in words reads back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sciaticli.core.catalogue.catalogue import Catalogue, RoutineItem
from sciaticli.core.catalogue.dose_words import dose_words
from sciaticli.core.catalogue.exercise import Dose, Exercise, Kind, Side
from sciaticli.core.prescription.lines import Line, Reading, item_words, per_week, read_lines, reading
from sciaticli.store.catalogue import load_catalogue

CATALOGUE = load_catalogue()


def lines(text: str) -> tuple[Line, ...]:
    return read_lines(text, CATALOGUE)


def read(text: str, sore: Side | None = None) -> Reading:
    (line,) = lines(text)
    assert line.exercise is not None
    return reading(line, line.exercise, sore)


def exercise(name: str) -> Exercise:
    return CATALOGUE.by_id[name]


@pytest.mark.parametrize(
    ("text", "name", "sets", "reps", "hold_s"),
    [
        ("Bridge 3x10 hold 5s", "glute_bridge", 3, 10, 5),
        ("Bridge 3 x 10, hold for 5 seconds", "glute_bridge", 3, 10, 5),
        ("glute_bridge 3x10x5s", "glute_bridge", 3, 10, 5),
        ("1. Bridges: 3 sets of 10 reps (5s hold)", "glute_bridge", 3, 10, 5),
        ("- bridge 10 reps x 3 sets, 5 sec holds", "glute_bridge", 3, 10, 5),
        ("BRIDGE 10 \N{MULTIPLICATION SIGN} 5 secs", "glute_bridge", 1, 10, 5),
        ("3x10 bridges", "glute_bridge", 3, 10, 3),
        ("Bridge x 10", "glute_bridge", 1, 10, 3),
        ("Bridge three sets of ten", "glute_bridge", 3, 10, 3),
        ("Bridge 2 sets, 10 reps, hold 3", "glute_bridge", 2, 10, 3),
        ("Bridge 10-12 reps x 2", "glute_bridge", 2, 10, 3),
        ("• Bird dog \N{EN DASH} 3 \N{MULTIPLICATION SIGN} 8 (5s hold) each side", "bird_dog", 3, 8, 5),
        ("Bird dog, leg only 2x5", "bird_dog_leg_only", 2, 5, 3),
        ("Clams 2 sets of 12", "clamshell", 2, 12, 2),
        ("Heel slides 2 x 10", "heel_slides", 2, 10, 0),
        ("heel slide x10", "heel_slides", 1, 10, 0),
        ("Cat cow: 10 slow reps, as tolerated", "cat_cow", 1, 10, 2),
        ("Modified curl-up 6-4-2 reps, 10s hold", "curl_up_mcgill", 3, (6, 4, 2), 10),
        ("Knee to chest 3 x 30 seconds", "single_knee_to_chest", 1, 3, 30),
        ("Single knee to chest 30s x 3", "single_knee_to_chest", 1, 3, 30),
        ("Piriformis stretch 20-30 sec hold x3", "piriformis_stretch_supine", 1, 3, 20),
        ("Piriformis stretch hold for half", "piriformis_stretch_supine", None, None, None),
        ('Plank 20" x 3', "plank", 3, 1, 20),
        ("Plank 3 x 20s", "plank", 3, 1, 20),
        ("90/90 rest 5 min", "rest_90_90", 1, 1, 300),
        ("McKenzie 1: 2-3 mins", "prone_lying", 1, 1, 120),
        ("Prone lying 2 x 1.5 minutes", "prone_lying", 2, 1, 90),
        ("Prone lying 1 min 30 sec", "prone_lying", 1, 1, 90),
        ("Bridge", "glute_bridge", None, None, None),
    ],
)  # fmt: skip
def test_as_people_write_it(
    text: str, name: str, sets: int | None, reps: int | tuple[int, ...], hold_s: int
) -> None:
    item = read(text).item
    assert item.exercise == name
    if sets is None:
        assert item.dose is None
    else:
        assert item.dose is not None
        assert (item.dose.sets, item.dose.reps, item.dose.hold_s) == (sets, reps, hold_s)


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("Clams 2x12 each side", Side.BOTH),
        ("Clams 2x12 e/s", Side.BOTH),
        ("Clams 2x12 L+R", Side.BOTH),
        ("Clams 2x12 left", Side.LEFT),
        ("Clams 2x12 on the right leg only", Side.RIGHT),
        ("Clams (R) 2x12", Side.RIGHT),
        ("Clams 2x12 on the sore side", Side.LEFT),
        ("Clams 2x12", None),
        ("Bird dog 2x5 each side", None),
    ],
)
def test_sides(text: str, side: Side | None) -> None:
    found = read(text, sore=Side.LEFT)
    assert (found.item.side, found.guesses) == (side, ())


@pytest.mark.parametrize(
    ("text", "guess"),
    [
        ("Bridge with theraband 3x10", '"theraband" is not understood and left out'),
        ("Bridge 3x10 but only if easy", '"but only if easy" is not understood and left out'),
        ("Bridge for 6 weeks 3x10", '"6 weeks" is not understood and left out'),
        ("Bridge 10 times a day", '"day" is not understood and left out'),
        ("Knee to chest 3x30", "30 is taken as seconds"),
        ("Prone lying 2x5", "5 is taken as minutes"),
        ("Bridge 3 sets", "the number of repetitions is not given"),
        ("Bridge left 3x10", "Bridge is done with both sides, so the side is left out"),
        ("Clams 2x12 sore side", "which side is sore is not known"),
        ("Bridge 3x200", "the numbers are out of reach, so no dose is kept"),
        ("Heel slides 2 min", "2 minutes is a long pause in a movement"),
    ],
)
def test_a_guess_is_named(text: str, guess: str) -> None:
    assert guess in read(text).guesses


@pytest.mark.parametrize("text", ["hamstring stretch 30 sec x 3 left", "flying carpet 3x10", "walk 10 min"])
def test_a_name_that_is_not_exact_is_never_taken(text: str) -> None:
    (line,) = lines(text)
    assert line.exercise is None


def test_one_line_may_hold_several() -> None:
    found = lines("Bridge 3x10, hold 5s, clams 2x12; bird dog, leg only 2x5")
    assert [line.exercise.id for line in found if line.exercise] == [
        "glute_bridge",
        "clamshell",
        "bird_dog_leg_only",
    ]
    first = found[0]
    assert first.exercise is not None
    dose = reading(first, first.exercise).item.dose
    assert dose is not None
    assert (dose.sets, dose.reps, dose.hold_s) == (3, 10, 5)


def test_a_sheet_with_headings_and_doses_below_the_names() -> None:
    text = "Home exercises:\n\n1. Bridge\n   3 sets of 10\n   Hold 5 seconds\n2. Clams\n   2 x 12\n3x/week\n"
    found = lines(text)
    assert [(line.number, line.exercise.id if line.exercise else None) for line in found] == [
        (3, "glute_bridge"),
        (6, "clamshell"),
    ]
    assert per_week(text) == 3


@pytest.mark.parametrize(
    ("text", "often"),
    [
        ("Bridge 3x10 daily", 7),
        ("Bridge 3x10 2x/day", 14),
        ("Bridge 3x10, twice a day", 14),
        ("Bridge 3x10 3 times per week", 3),
        ("Bridge 3x10 every other day", 3),
        ("Bridge 3x10 am and pm", 14),
        ("Bridge 3x10 daily\nClams 2x12 twice a week", None),
        ("Bridge 3x10 every 2 hours", None),
        ("Bridge 3x10", None),
    ],
)
def test_how_often(text: str, often: int | None) -> None:
    assert per_week(text) == often
    (first, *_) = lines(text)
    assert first.exercise is not None
    found = reading(first, first.exercise)
    assert found.guesses == ()
    assert found.item.dose is not None
    assert (found.item.dose.sets, found.item.dose.reps) == (3, 10)


def test_what_is_done_with_a_range_and_a_rate_is_said() -> None:
    assert read("Bridge 8-10 reps every 2 hours").notes == (
        "of a range the lower end is taken",
        "how often a day is not kept",
    )


def test_rests_are_those_that_were_said_else_the_ladders() -> None:
    said = read("Bridge 3x10, rest 60s between sets").item.dose
    ladder = read("Bridge 3x10").item.dose
    assert said is not None
    assert ladder is not None
    assert (said.rest_s, ladder.rest_s) == (60, exercise("glute_bridge").dose_full.rest_s)


times = st.integers(1, 59) | st.integers(1, 20).map(lambda minutes: minutes * 60) | st.integers(61, 600)


@st.composite
def prescriptions(draw: st.DrawFn) -> tuple[Exercise, RoutineItem]:
    row = draw(st.sampled_from(CATALOGUE.exercises))
    count = st.integers(1, 60)
    match row.kind:
        case Kind.CONTINUOUS:
            dose = Dose(sets=draw(count), reps=1, hold_s=draw(times))
        case Kind.STRETCH_HOLD:
            dose = Dose(sets=1, reps=draw(count), hold_s=draw(times))
        case Kind.ISOMETRIC_HOLD:
            dose = Dose(sets=draw(count), reps=1, hold_s=draw(times))
        case _:
            falling = draw(st.lists(count, min_size=3, max_size=5, unique=True))
            reps = draw(count | st.just(tuple(sorted(falling, reverse=True))))
            sets = len(reps) if isinstance(reps, tuple) else draw(count)
            dose = Dose(sets=sets, reps=reps, hold_s=draw(st.integers(1, 59)))
    sided = row.per_side and draw(st.booleans())
    side = draw(st.sampled_from((Side.LEFT, Side.RIGHT))) if sided else None
    return row, RoutineItem(exercise=row.id, side=side, dose=dose)


@given(prescriptions())
def test_what_is_said_of_a_line_reads_back_without_a_guess(found: tuple[Exercise, RoutineItem]) -> None:
    row, item = found
    (line,) = lines(item_words(item, row))
    assert line.exercise == row
    back = reading(line, row)
    assert back.guesses == ()
    assert item.dose is not None
    assert back.item.dose is not None
    assert dose_words(back.item.dose, row.kind) == dose_words(item.dose, row.kind)
    assert back.item.side in (item.side, Side.BOTH if item.side is None else item.side)


@given(st.text(max_size=80))
def test_any_text_is_taken_without_a_fault(text: str) -> None:
    for line in lines(f"bridge {text}\n{text}"):
        if line.exercise is not None:
            reading(line, line.exercise)
    per_week(text)


def test_every_name_of_the_catalogue_finds_its_own_exercise() -> None:
    for row in CATALOGUE.exercises:
        (line,) = read_lines(f"{row.name} 3x10", Catalogue(exercises=CATALOGUE.exercises))
        assert line.exercise == row
