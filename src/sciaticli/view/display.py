"""How figures are drawn on a terminal: as what, in which tones, on which ground."""

from typing import NamedTuple

from sciaticli.core.catalogue.exercise import Side
from sciaticli.core.config import Picture
from sciaticli.core.figure.parts import Figure
from sciaticli.view.figure import Dots
from sciaticli.view.tones import DARK, DARK_GROUND, LIGHT, Palette

USUAL_CELL = (8, 16)  # rather too small: a picture that is too high would scroll the screen


class Display(NamedTuple):
    """How figures are drawn; `ground` is `#rrggbb`, `cell` the pixels of a character."""

    picture: Picture = Picture.BRAILLE
    light: bool = False
    ground: str = DARK_GROUND
    cell: tuple[int, int] = USUAL_CELL

    @property
    def palette(self) -> Palette:
        """The tones for the ground."""
        return LIGHT if self.light else DARK

    @property
    def dots(self) -> Dots:
        """What stands in for a picture where only characters can be written."""
        return {Picture.BLOCKS: Dots.BLOCKS, Picture.WORDS: Dots.WORDS}.get(self.picture, Dots.BRAILLE)

    @property
    def in_pixels(self) -> bool:
        """Whether real pictures are drawn."""
        return self.picture in {Picture.KITTY, Picture.SIXEL}


USUAL_DISPLAY = Display()


class Placed(NamedTuple):
    """A real picture and where on the screen it stands, in columns and rows from the top left corner."""

    figure: Figure
    t: float
    side: Side
    cue: bool
    column: int
    row: int
    size: tuple[int, int]
