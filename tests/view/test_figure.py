from io import StringIO

import pytest
from rich.console import Console, RenderableType

from sciaticli.core.catalogue.exercise import Side
from sciaticli.core.figure.drawing import Shade
from sciaticli.view.figure import DARK, LIGHT, FigurePair, FigureView, Palette, figure_words
from support.figures import figure


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
        "                        ",
        "             ⢀ ⣄⣠⣴⣶⣷    ",
        "         ⢀⣤⢖⣴⣶⣿⣿⠿⠛⠙⣿⡇   ",
        "  ⣠  ⣠⣴⣶⣿⣿⣿⣎⠻⠛⠉    ⢿⡇   ",
        " ⣿⣿⣿⡖⣭⣭⣛⡻⢋⢅⢄⠄⠄     ⢸⣷⣀⣀⡀",
        "⠤⠬⠭⠥⠤⠬⠭⠝⠛⠿⠶⠾⠛⠛⠻⠤⠤⠤⠤⠤⠭⠤⠤⠤",
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
    plain = "".join(shown(FigureView(figure(), 1)))
    assert "⢄⢄⢄" in plain


@pytest.mark.parametrize("palette", [DARK, LIGHT])
def test_tones_have_their_colours(palette: Palette) -> None:
    console = Console(width=80, color_system="truecolor", force_terminal=True, file=StringIO())
    segments = list(console.render(FigureView(figure(), 1, palette=palette)))
    used = {segment.style.color.name for segment in segments if segment.style and segment.style.color}
    assert {palette[tone] for tone in (Shade.HOT, Shade.NEAR, Shade.BODY, Shade.FAR, Shade.FLOOR)} <= used


def test_where_braille_cannot_be_shown_words_stand() -> None:
    words = ["Start: On your back, knees bent.", "Move: Hips up."]
    assert shown(FigureView(figure(), 1), encoding="ascii") == words
    assert shown(FigurePair(figure()), encoding="ascii") == words
    assert list(figure_words(figure(still=True)))[1] == "Stay: Hips up."


def test_start_and_end_stand_side_by_side() -> None:
    pair = shown(FigurePair(figure(), size=(30, 9)), width=80)
    start, end = (shown(FigureView(figure(), t, size=(30, 9))) for t in (0.0, 1.0))
    assert pair == [f"{left}  {right}" for left, right in zip(start, end, strict=True)]


def test_a_narrow_screen_has_them_one_above_the_other() -> None:
    start, end = (shown(FigureView(figure(), t)) for t in (0.0, 1.0))
    assert shown(FigurePair(figure()), width=80) == [*start, *end]


def test_a_held_position_is_drawn_once_and_a_loop_half_way_round() -> None:
    assert shown(FigurePair(figure(still=True))) == shown(FigureView(figure(), 1))
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
