"""The paths, drawn and in words."""

import io

from rich.console import Console

from sciaticli.core.progress.strand_places import StrandPlace
from sciaticli.view.progress_page import strand_table
from sciaticli.view.strands import strand_lines

PLACES = (
    StrandPlace(
        strand="legs",
        name="Legs",
        stage=2,
        stages=4,
        exercise="sit",
        dose="2 x 8",
        step=5,
        ladder=9,
        next="squat",
    ),
    StrandPlace(
        strand="nerve", name="Nerve", stage=1, stages=3, exercise="slider", dose="8", step=1, ladder=1
    ),
    StrandPlace(strand="foot", name="Foot", stage=2, stages=2, exercise="raise", dose="8", step=1, ladder=2),
    StrandPlace(strand="side", name="Side", stages=5, next="wall"),
    StrandPlace(
        strand="back",
        name="Back",
        stage=1,
        stages=2,
        exercise="hip",
        dose="8",
        step=1,
        ladder=2,
        taught="lift",
    ),
)
NAMES = {
    "sit": "Sit to stand",
    "squat": "Mini squat",
    "slider": "Slider",
    "raise": "Heel raise",
    "wall": "Wall side bridge",
    "hip": "Bridge",
    "lift": "Box lift",
}
LINES = [
    "Legs: Sit to stand, 2 x 8 (stage 2 of 4, step 5 of 9). Next: Mini squat.",
    "Nerve: Slider, 8 (stage 1 of 3, step 1 of 1). As far as this path goes for you now.",
    "Foot: Heel raise, 8 (stage 2 of 2, step 1 of 2). The end of the path.",
    "Side: not begun yet. First: Wall side bridge.",
    "Back: Bridge, 8 (stage 1 of 2, step 1 of 2). Next: Box lift, once a physio has taught it to you.",
]
DRAWN = """\
Legs   ●◉○○   Sit to stand, 2 x 8 (stage 2 of 4, step 5 of
              9). Next: Mini squat.
Nerve  ◉○○    Slider, 8 (stage 1 of 3, step 1 of 1). As far
              as this path goes for you now.
Foot   ●◉     Heel raise, 8 (stage 2 of 2, step 1 of 2). The
              end of the path.
Side   ○○○○○  not begun yet. First: Wall side bridge.
Back   ◉○     Bridge, 8 (stage 1 of 2, step 1 of 2). Next:
              Box lift, once a physio has taught it to you.
● behind you  ◉ where you are  ○ to come
"""


def test_the_paths_in_words() -> None:
    assert list(strand_lines(PLACES, NAMES)) == LINES


def test_the_paths_drawn_beside_the_same_words() -> None:
    out = io.StringIO()
    Console(file=out, width=60, color_system=None).print(strand_table(PLACES, NAMES))
    assert "\n".join(line.rstrip() for line in out.getvalue().splitlines()) + "\n" == DRAWN
