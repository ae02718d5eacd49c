from io import StringIO

import pytest
from rich.console import Console, RenderableType

from sciaticli.core.catalogue.exercise import Side
from sciaticli.core.figure.drawing import draw
from sciaticli.core.figure.shapes import Shade
from sciaticli.view.canvas import Canvas, paint
from sciaticli.view.figure import Dots, FigurePair, FigureView
from sciaticli.view.figure_words import figure_words
from sciaticli.view.tones import (
    DARK,
    DARK_GROUND,
    LEAST_CONTRAST,
    LIGHT,
    LIGHT_GROUND,
    Palette,
    contrast,
    shown_in,
)
from support.figures import CROOK, figure


def shown(view: RenderableType, width: int = 80, encoding: str = "utf-8") -> list[str]:
    file = StringIO()
    console = Console(file=file, width=width, color_system=None, force_terminal=True)
    options = console.options.update(width=width)
    options.encoding = encoding
    console.print("".join(segment.text for segment in console.render(view, options)), end="")
    return file.getvalue().splitlines()


def test_the_smallest_picture() -> None:
    assert shown(FigureView(figure(), 1.0, size=(24, 7))) == [
        "                        ",
        "                 ⢀⣀⣤⡀   ",
        "           ⣀⢀⣠⣤⣶⣾⣿⠿⣿⡇   ",
        "        ⠤⠴⠶⠰⣿⣿⠿⠛⠉  ⢿⡇   ",
        " ⣴⣾⣦⣀⢚⣛⠛⠛⡛⠛⠋       ⢸⣿   ",
        "⣀⣛⣿⣋⣑⣙⣛⣻⣿⣶⣶⣶⣶⣶⣶⣄⣀⣀⣀⣠⣿⣶⣤⣄",
        "      ⠈⠉⠉⠉⠉⠉⠉⠉⠁         ",
    ]


def test_a_picture_is_exactly_as_large_as_asked() -> None:
    for size in ((24, 7), (30, 9), (44, 14), (80, 24)):
        lines = shown(FigureView(figure(), 0.4, size=size), width=90)
        assert len(lines) == size[1]
        assert {len(line) for line in lines} == {size[0]}


def test_less_than_the_smallest_is_the_smallest() -> None:
    assert len(shown(FigureView(figure(), size=(3, 3)))) == 7


def test_the_left_side_looks_the_other_way() -> None:
    right = shown(FigureView(figure(), 0))
    left = shown(FigureView(figure(), 0, side=Side.LEFT))
    weights = [sum(len(line[:22].strip()) for line in lines[:9]) for lines in (right, left)]
    assert weights[0] < weights[1]


def test_far_limbs_are_a_checkerboard_without_colour() -> None:
    canvas = paint(draw(figure({**CROOK, "leg_f": {"foot": [160, 5]}}), 0), Canvas(88, 56), plain=True)
    far = canvas.layers[Shade.FAR]
    assert any(far)
    assert not any(bits & bits >> 1 for bits in far)


def test_what_works_is_striped_and_bold_without_colour() -> None:
    console = Console(width=80, color_system=None, force_terminal=True, file=StringIO())
    marked = [
        segment.text
        for segment in console.render(FigureView(figure(), 1))
        if segment.style and segment.style.bold and segment.text.strip()
    ]
    assert marked
    canvas = paint(draw(figure(), 1), Canvas(88, 56), plain=True)
    assert not any(canvas.layers[Shade.HOT][row] for row in range(0, 56, 3))
    assert any(canvas.layers[Shade.HOT])


@pytest.mark.parametrize(
    ("palette", "ground"), [(DARK, DARK_GROUND), (DARK, "#000000"), (LIGHT, LIGHT_GROUND)]
)
def test_every_tone_stands_out_from_its_ground(palette: Palette, ground: str) -> None:
    assert {
        tone: contrast(shade, ground)
        for tone, shade in palette.items()
        if contrast(shade, ground) < LEAST_CONTRAST
    } == {}


# as an old xterm draws them, the palest of the usual ones
SIXTEEN = {
    "black": "#000000",
    "red": "#cd0000",
    "magenta": "#cd00cd",
    "blue": "#0000ee",
    "bright_black": "#7f7f7f",
}


def test_sixteen_colours_are_seen_on_white_too() -> None:
    tones = shown_in(LIGHT, "standard")
    assert min(contrast(SIXTEEN[name], LIGHT_GROUND) for name in tones.values()) >= LEAST_CONTRAST
    assert shown_in(LIGHT, "256") is LIGHT
    assert shown_in(DARK, "standard") is DARK
    console = Console(width=60, force_terminal=True, color_system="standard")
    with console.capture() as text:
        console.print(FigureView(figure(), 1.0, palette=LIGHT))
    assert "\x1b[31m" in text.get()  # what works is red
    assert "\x1b[33m" not in text.get()


def test_slivers_are_taken_away_and_what_is_whole_stays() -> None:
    canvas = Canvas(20, 8)
    canvas.layers[Shade.BODY] = [0b1, 0b1, 0b1, 0b0110_0000, 0b0110_0000, 0b1110_0000, 0b1, 0]
    canvas.tidy(Shade.BODY)
    assert canvas.layers[Shade.BODY] == [0, 0, 0, 0b0110_0000, 0b0110_0000, 0b1110_0000, 0, 0]


def test_half_blocks_are_as_large_and_in_colour() -> None:
    view = FigureView(figure(), 1, size=(44, 14), dots=Dots.BLOCKS)
    lines = shown(view)
    assert [len(line) for line in lines] == [44] * 14
    assert set("".join(lines)) <= set(" ▀▄█░▒▓")
    console = Console(width=80, color_system="truecolor", force_terminal=True, file=StringIO())
    styles = {str(segment.style) for segment in console.render(view) if segment.style}
    assert DARK[Shade.NEAR] in styles


def test_a_body_stands_on_the_floor_with_no_gap() -> None:
    canvas = paint(draw(figure(), 0), Canvas(92, 92))
    floor = next(row for row, bits in enumerate(canvas.layers[Shade.FLOOR]) if bits)
    assert floor % 4 == 0
    assert canvas.layers[Shade.NEAR][floor - 1]


@pytest.mark.parametrize("palette", [DARK, LIGHT])
def test_tones_have_their_colours(palette: Palette) -> None:
    console = Console(width=80, color_system="truecolor", force_terminal=True, file=StringIO())
    segments = list(console.render(FigureView(figure(), 1, palette=palette)))
    used = {segment.style.color.name for segment in segments if segment.style and segment.style.color}
    assert {palette[tone] for tone in (Shade.HOT, Shade.NEAR, Shade.HAIR, Shade.FLOOR)} <= used


def test_where_braille_cannot_be_shown_words_stand() -> None:
    words = ["Start: On your back, knees bent.", "Move: Hips up."]
    assert shown(FigureView(figure(), 1), encoding="ascii") == words
    assert shown(FigurePair(figure()), encoding="ascii") == words
    assert list(figure_words(figure(still=True)))[1] == "Stay: Hips up."


def test_start_and_end_stand_side_by_side() -> None:
    pair = shown(FigurePair(figure(), size=(30, 9)), width=80)
    start, end = (shown(FigureView(figure(), t, size=(30, 9), cue=t > 0)) for t in (0.0, 1.0))
    assert pair == [f"{left}  {right}" for left, right in zip(start, end, strict=True)]


def test_a_narrow_screen_has_them_one_above_the_other() -> None:
    start, end = (shown(FigureView(figure(), t, cue=t > 0)) for t in (0.0, 1.0))
    assert shown(FigurePair(figure()), width=80) == [*start, *end]


def test_a_held_position_is_drawn_once_an_effort_twice_and_a_loop_half_way_round() -> None:
    assert shown(FigurePair(figure(CROOK, still=True, hot=[]))) == shown(
        FigureView(figure(CROOK, still=True, hot=[]), 1)
    )
    assert [view.t for view in FigurePair(figure(CROOK, still=True)).views] == [0.0, 1.0]
    loop = figure(loop=4)
    assert [view.t for view in FigurePair(loop).views] == [0.0, 0.5]


def test_a_picture_never_passes_the_edge() -> None:
    assert {len(line) for line in shown(FigureView(figure()), width=30)} == {30}
    assert shown(FigureView(figure()), width=20)[0] == "Start: On your back,"


def test_a_strap_never_vanishes() -> None:
    strap = figure(prop=[{"kind": "strap", "from": [10, 90], "to": [90, 95]}])
    assert (
        sum(
            character not in " \n"
            for line in shown(FigureView(strap, size=(24, 7)))[:3]
            for character in line
        )
        > 4
    )
