"""A figure for those who don't see it."""

from sciaticli.core.figure.parts import Figure


def figure_words(figure: Figure) -> tuple[str, str]:
    """Return the start and the end of the movement as two lines for those who don't see it."""
    start, end = figure.words
    return f"Start: {start}", (f"Stay: {end}" if figure.still else f"Move: {end}")
