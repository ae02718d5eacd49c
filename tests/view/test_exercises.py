"""The catalogue on the screen: exact text."""

from io import StringIO

import pytest
from rich.console import Console, RenderableType

from sciaticli.core.catalogue.exercise import Exercise
from sciaticli.core.catalogue.source import HowRead, Source
from sciaticli.core.review import NOBODY
from sciaticli.view.exercise_table import exercise_page, exercise_table
from sciaticli.view.exercises import exercise_lines, exercise_page_lines
from support.rows import make_row

TOWEL = make_row(
    also_called=["Heel glide"],
    also_families=["pilates"],
    easier=["heel_press"],
    harder=["supine_march", "toe_taps"],
    supervised_first="advised",
    steps=["Firm up your lower belly a little.", "Slide one heel away along the floor, as far as is easy."],
)
BEND = make_row(
    id="bend",
    name="Bend [bold]now[/bold] :smile:",
    family="mckenzie",
    position="standing",
    level=3,
    avoid=[],
    caution={},
    leg_pain_ceiling=10,
)
SOURCES = (
    Source("LEAFLET", "A leaflet of a clinic", ("https://example.org",), HowRead.PART_READ),
    Source("our_choice", "Our choice: no source gives it", (), HowRead.OUR_CHOICE),
    Source("My physio, in March", "My physio, in March"),
)


def drawn(thing: RenderableType, width: int) -> list[str]:
    screen = StringIO()
    Console(file=screen, width=width, color_system=None, markup=False, emoji=False).print(thing)
    return [line.rstrip() for line in screen.getvalue().splitlines()]


@pytest.mark.parametrize(
    ("width", "lines"),
    [
        (
            60,
            [
                "id           name                           level",
                "towel_slide  Towel slide                        2",
                "bend         Bend [bold]now[/bold] :smile:      3",
            ],
        ),
        (
            80,
            [
                "id           name                           level  position",
                "towel_slide  Towel slide                        2  supine",
                "bend         Bend [bold]now[/bold] :smile:      3  standing",
            ],
        ),
        (
            110,
            [
                "id           name                           level  position  family",
                "towel_slide  Towel slide                        2  supine    core strengthening",
                "bend         Bend [bold]now[/bold] :smile:      3  standing  mckenzie",
            ],
        ),
        (
            160,
            [
                "id           name                           level  position  family              good for",
                "towel_slide  Towel slide                        2  supine    core strengthening  strength",
                "bend         Bend [bold]now[/bold] :smile:      3  standing  mckenzie            strength",
            ],
        ),
    ],
)
def test_the_wider_the_screen_the_more_a_table_tells(width: int, lines: list[str]) -> None:
    assert drawn(exercise_table((TOWEL, BEND), width), width) == lines


@pytest.mark.parametrize("width", [20, 40, 60, 79, 100, 160])
def test_a_table_never_passes_the_edge(width: int) -> None:
    assert all(len(line) <= width for line in drawn(exercise_table((TOWEL, BEND), width), width))


def test_plain_lines_are_one_a_row() -> None:
    assert list(exercise_lines((TOWEL, BEND))) == [
        "towel_slide: Towel slide, core strengthening, supine, level 2",
        "bend: Bend [bold]now[/bold] :smile:, mckenzie, standing, level 3",
    ]


PAGE = """\
Towel slide

Get ready
  Lie on your back.

Do
  1. Firm up your lower belly a little.
  2. Slide one heel away along the floor, as far as is
     easy.

What you should feel
  Light work low in the belly.

Breathe
  Breathe out as the heel goes away.

Often goes wrong
  The back arches.

Stop if
  Stop if your leg pain grows.

How much
  Start with 3 repetitions, each side.
  Build up to 5 repetitions, each side.
  Three days a week.

Who should take care
  Not with: recent back surgery.
  With a narrow spine canal: Slide only half way.
  Not on a day with leg or buttock pain above 4, or
  back pain above 6 of 10.
  Best shown to you once by a professional.

About
  Id: towel_slide
  Family: core strengthening, pilates
  Position: supine; level 2; good for strength
  Also called: Heel glide
  Easier: heel_press
  Harder: supine_march, toe_taps

Sources
  Dose: my physio.
  LEAFLET: A leaflet of a clinic (read in part).
  Our choice: no source gives it.
  My physio, in March (your own).

Reviewed
  No clinician has reviewed this yet.
"""


def test_a_page_says_all_in_reading_order() -> None:
    assert drawn(exercise_page(TOWEL, SOURCES, NOBODY), 54) == PAGE.splitlines()


def test_a_plain_page_has_the_same_words() -> None:
    plain = list(exercise_page_lines(TOWEL, SOURCES, NOBODY))
    assert "Get ready:" in plain
    assert "  2. Slide one heel away along the floor, as far as is easy." in plain
    assert "  My physio, in March (your own)." in plain


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (BEND, None),
        (make_row(leg_pain_ceiling=8), "  Not on a day with leg or buttock pain above 8 of 10."),
        (
            make_row(leg_pain_ceiling=7),
            "  Not on a day with leg or buttock pain above 7, or back pain above 9 of 10.",
        ),
    ],
)
def test_a_ceiling_is_said_as_pain_scores(row: Exercise, said: str | None) -> None:
    lines = [line for line in exercise_page_lines(row, (), NOBODY) if "Not on a day" in line]
    assert lines == ([said] if said else [])


def test_what_must_be_taught_says_so() -> None:
    assert "  Only after a professional has shown it to you." in exercise_page_lines(
        make_row(supervised_first="yes"), (), NOBODY
    )


def test_a_row_with_nothing_to_fear_has_no_such_heading() -> None:
    assert "Who should take care:" not in list(exercise_page_lines(BEND, (), NOBODY))
