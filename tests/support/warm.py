"""The compiled copies of the built-in files, made once a run: every home of a test begins with them.

They count only while they are true to the files, as on any machine: `tests/store/test_compiled.py`.
"""

import atexit
import shutil
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from sciaticli.core.catalogue.exercise import Family
from sciaticli.store.catalogue import load_catalogue
from sciaticli.store.figures import load_figures
from sciaticli.store.learn import load_library
from sciaticli.store.prescription_words import load_words
from sciaticli.store.screening import load_wording


def warm(folder: Path) -> None:
    """Put the copies into a cache folder, unless it is there already."""
    if not folder.exists():
        folder.mkdir(parents=True, mode=0o700)
        for copy in _copies().iterdir():
            shutil.copy(copy, folder)


@cache
def _copies() -> Path:
    folder = Path(mkdtemp(prefix="sciaticli-warm-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    for load in (load_catalogue, load_wording, load_library, load_words, load_figures):
        load(cache=folder)
    for family in Family:
        load_figures(family, cache=folder)
    return folder
