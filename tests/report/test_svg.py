import xml.etree.ElementTree as ET

from sciaticli.core.catalogue.exercise import Side
from sciaticli.core.figure.shapes import Shade
from sciaticli.report.svg import COLOURS, figure_svg
from sciaticli.store.figures import load_figures
from sciaticli.view.tones import LEAST_CONTRAST, contrast
from support.figures import figure


def test_a_picture_is_well_formed_and_says_what_it_shows() -> None:
    root = ET.fromstring(figure_svg(figure(), 1.0))  # noqa: S314 - our own text
    assert root.get("aria-label") == "Hips up."
    assert root.get("role") == "img"
    assert root.get("height") == "120"


def test_words_are_escaped() -> None:
    assert 'aria-label="&lt;b&gt; &#34;"' in figure_svg(figure(words=['<b> "', "b"]), 0.0)


def test_tones_have_their_colours() -> None:
    text = figure_svg(figure(), 0.5)
    assert all(COLOURS[tone] in text for tone in (Shade.HOT, Shade.NEAR, Shade.FAR, Shade.BODY, Shade.FLOOR))


def test_the_left_side_differs() -> None:
    assert figure_svg(figure(), 1.0) != figure_svg(figure(), 1.0, Side.LEFT)


def test_seen_from_above_there_is_no_floor_line() -> None:
    assert 'stroke="#868c96"/>' in figure_svg(figure())
    assert 'stroke="#868c96"/>' not in figure_svg(figure(view=[0, 40]))


def test_every_figure_is_small() -> None:
    assert max(len(figure_svg(found)) for found in load_figures().values()) < 20_000


def test_each_tone_stands_out_from_the_white_card() -> None:
    drawn = {tone: colour for tone, colour in COLOURS.items() if tone is not Shade.GAP}
    assert {tone for tone, colour in drawn.items() if contrast(colour, "#ffffff") < LEAST_CONTRAST} == set()
