"""What goes into the wheel compiled: everything built-in that a command reads. `hatch_build.py` calls it.

Each value is loaded from its files first, with every check of them: wrong ones make no wheel.
"""

from pathlib import Path

from sciaticli.core.catalogue.exercise import Family
from sciaticli.store import catalogue, figures, learn, prescription_words, screening
from sciaticli.store.compiled import ship


def ship_all(folder: Path) -> None:
    """Write every compiled value into a folder that is empty; raises DataError for files that are wrong."""
    ship(folder, catalogue.CONTENT, catalogue.load_catalogue())
    ship(folder, screening.CONTENT, screening.load_wording())
    ship(folder, learn.CONTENT, learn.load_library())
    ship(folder, prescription_words.CONTENT, prescription_words.load_words())
    ship(folder, figures.content_of(()), figures.framed_figures())
    for family in Family:
        ship(folder, figures.content_of((family,)), figures.framed_figures(family))
