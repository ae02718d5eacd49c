"""The tones of figures on dark and on light grounds; each stands out from its ground by 3:1 at least."""

from typing import NamedTuple

from sciaticli.core.figure.shapes import Shade

LEAST_CONTRAST = 3.0  # WCAG 2.2, 1.4.11: what is not text
DARK_GROUND, LIGHT_GROUND = "#1e1e1e", "#ffffff"  # the usual dark grounds are as dark or darker

Palette = dict[Shade, str]

DARK: Palette = {
    Shade.FLOOR: "#7d8794",
    Shade.WATER: "#4f8cff",
    Shade.SOLID: "#9a6a3c",
    Shade.PROP: "#d08a3c",
    Shade.FAR: "#8a8f98",
    Shade.BODY: "#eceff4",
    Shade.HAIR: "#b07a5e",
    Shade.NEAR: "#56c7e8",
    Shade.HOT_FAR: "#c79a1e",
    Shade.HOT: "#f5d34f",
    Shade.ARROW: "#6fe08a",
    Shade.GHOST: "#7d8794",
}
LIGHT: Palette = {
    Shade.FLOOR: "#868c96",
    Shade.WATER: "#1d62d1",
    Shade.SOLID: "#a1753f",
    Shade.PROP: "#7a4a12",
    Shade.FAR: "#868c95",
    Shade.BODY: "#2f3542",
    Shade.HAIR: "#6b4630",
    Shade.NEAR: "#1238b0",
    Shade.HOT_FAR: "#a8702a",
    Shade.HOT: "#d0570a",
    Shade.ARROW: "#0b7a35",
    Shade.GHOST: "#868c96",
}

# Sixteen colours are the terminal's own: what comes nearest to an orange is a yellow nobody sees on white.
LIGHT_OF_SIXTEEN: Palette = {
    Shade.FLOOR: "bright_black",
    Shade.WATER: "blue",
    Shade.SOLID: "bright_black",
    Shade.PROP: "magenta",
    Shade.FAR: "bright_black",
    Shade.BODY: "black",
    Shade.HAIR: "bright_black",
    Shade.NEAR: "blue",
    Shade.HOT_FAR: "magenta",
    Shade.HOT: "red",
    Shade.ARROW: "magenta",
    Shade.GHOST: "bright_black",
}


def shown_in(palette: Palette, colours: str | None) -> Palette:
    """Return the tones as a terminal of so many `colours` (Rich's name) shows them best."""
    return LIGHT_OF_SIXTEEN if palette is LIGHT and colours == "standard" else palette


class Colour(NamedTuple):
    """A colour, each part 0 to 255."""

    red: int
    green: int
    blue: int


def colour(text: str) -> Colour:
    """Return `#rrggbb` as numbers."""
    return Colour(*(int(text[at : at + 2], 16) for at in (1, 3, 5)))


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, 1 to 21, as WCAG 2.2 computes it."""
    low, high = sorted((_luminance(colour(one)), _luminance(colour(other))))
    return (high + 0.05) / (low + 0.05)


def _luminance(of: Colour) -> float:
    shares = [value / 255 for value in of]
    red, green, blue = (s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares)  # noqa: PLR2004 - sRGB
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
