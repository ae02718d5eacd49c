"""The built-in content, read once a process: it is frozen, and no test can change it for the next."""

from functools import cache

from sciaticli.store import catalogue as store
from sciaticli.store import catalogue_rows
from sciaticli.store.catalogue import load_catalogue

CATALOGUE = load_catalogue()


def keep_built_in() -> None:
    """Let every reader of this process share one reading of the built-in rows in `data/`."""
    read, real = catalogue_rows.read_built_in, catalogue_rows.facts_file()

    @cache
    def whole() -> tuple[catalogue_rows.CatalogueFile, tuple[str, ...]]:
        problems: list[str] = []
        return read(problems), tuple(problems)

    def kept(problems: list[str]) -> catalogue_rows.CatalogueFile:
        if catalogue_rows.facts_file() != real:  # a test has put others in their place
            return read(problems)
        rows, found = whole()
        problems += found
        return rows

    store.read_built_in = kept  # type: ignore[attr-defined]
