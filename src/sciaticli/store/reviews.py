"""The signatures under the clinical content, from data/reviews.toml, and what they stand under."""

from pathlib import Path

import msgspec

from sciaticli.core.catalogue.catalogue import Catalogue
from sciaticli.core.catalogue.exercise import Exercise, Family
from sciaticli.core.errors import DataError
from sciaticli.core.review import Review, fingerprint, review_words
from sciaticli.store.paths import content
from sciaticli.store.reading import file_text, toml_table
from sciaticli.store.table_problems import table_as

NAME = "reviews.toml"
# What stands under each signature but exercises: files of data/, and files of the package.
FILES: dict[str, tuple[str, ...]] = {
    "screening": ("screening.toml", "screening_rules.toml"),
    "programme": ("strands.toml",),
    "learn": ("learn.toml",),
}
RULES: dict[str, tuple[str, ...]] = {
    "screening": ("core/screening",),
    "programme": ("core/planning", "core/course", "core/rules"),
}


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    review: tuple[Review, ...] = ()


def load_reviews(path: Path | None = None) -> tuple[Review, ...]:
    """Return all signatures; raises DataError when the file can't be read or names an unknown part."""
    file = path or content(NAME)
    try:
        reviews = table_as(toml_table(file_text(file)), _File).review
    except (OSError, ValueError) as error:
        wrong = tuple(str(error).splitlines())
        raise DataError(f"The signatures can't be used: {file.name}", wrong) from error
    if unknown := sorted({review.part for review in reviews} - set(parts())):
        raise DataError(f"The signatures can't be used: {file.name}", tuple(f"no part {x}" for x in unknown))
    return reviews


def parts() -> tuple[str, ...]:
    """Return the name of every part that can be signed."""
    return (*(f"exercises.{family}" for family in Family), *FILES)


def family_fingerprint(catalogue: Catalogue, family: Family) -> str:
    """Return the fingerprint of a family: its built-in rows with their words, in order of id."""
    rows = sorted(_built_in(catalogue, family), key=lambda row: row.id)
    return fingerprint(msgspec.json.encode(rows))


def _built_in(catalogue: Catalogue, family: Family) -> list[Exercise]:
    return [row for row in catalogue.exercises if row.family is family and row.id not in catalogue.own]


def file_fingerprint(part: str) -> str:
    """Return the fingerprint of a part that stands in files: its words and, where it has any, its rules."""
    files = [content(name) for name in FILES[part]]
    for room in RULES.get(part, ()):
        files += sorted((Path(__file__).parents[1] / room).glob("*.py"))
    return fingerprint(b"\0".join(file.read_bytes() for file in files))


def family_words(catalogue: Catalogue, family: Family) -> str:
    """Return one sentence on who has signed a family of exercises."""
    return review_words(f"exercises.{family}", family_fingerprint(catalogue, family), load_reviews())


def file_words(part: str) -> str:
    """Return one sentence on who has signed the screening or the pages."""
    return review_words(part, file_fingerprint(part), load_reviews())
