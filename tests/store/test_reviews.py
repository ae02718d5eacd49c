"""What the program says of who has read it is true: of data/reviews.toml, of the README and of the pages."""

import re
from pathlib import Path

import pytest

from sciaticli.core.catalogue.exercise import Family
from sciaticli.core.errors import DataError
from sciaticli.core.review import NOBODY
from sciaticli.store.catalogue import load_catalogue
from sciaticli.store.reviews import (
    family_fingerprint,
    family_words,
    file_fingerprint,
    file_words,
    load_reviews,
    parts,
)

ROOT = Path(__file__).parents[2]
CLAIM = re.compile(r"(?i)\b(clinically (proven|approved|validated)|approved by|certified|endorsed by)\b")


def test_every_family_and_file_can_be_signed() -> None:
    assert {"exercises.mckenzie", "screening", "learn"} <= set(parts())
    prints = [family_fingerprint(load_catalogue(), family) for family in Family]
    prints += [file_fingerprint(part) for part in ("screening", "learn")]
    assert len(set(prints)) == len(prints)


def test_a_signature_says_who_and_under_what(tmp_path: Path) -> None:
    file = tmp_path / "reviews.toml"
    file.write_text(
        '[[review]]\npart = "learn"\nby = "A. Example"\non = 2026-12-01\n'
        f'version = "0.2.0"\nfingerprint = "{file_fingerprint("learn")}"\n'
    )
    assert load_reviews(file)[0].by == "A. Example"


@pytest.mark.parametrize(
    "text", ['[[review]]\npart = "learn"\n', "[[review", "[[review]]\npart = 3\n", "what = 1\n"]
)
def test_a_broken_file_is_named(tmp_path: Path, text: str) -> None:
    file = tmp_path / "reviews.toml"
    file.write_text(text)
    with pytest.raises(DataError, match=r"reviews\.toml"):
        load_reviews(file)


def test_an_unknown_part_is_named(tmp_path: Path) -> None:
    file = tmp_path / "reviews.toml"
    row = 'by = "A"\non = 2026-12-01\nversion = "1"\nfingerprint = "0123456789abcdef"\n'
    file.write_text(f'[[review]]\npart = "all"\n{row}')
    with pytest.raises(DataError) as caught:
        load_reviews(file)
    assert caught.value.problems == ("no part all",)


def test_nothing_claims_more_than_is_signed() -> None:
    """While nobody has signed a part, the README says so; and no page claims approval at any time."""
    words = [family_words(load_catalogue(), family) for family in Family]
    words += [file_words("screening"), file_words("learn")]
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert ("No clinician has reviewed" in readme) == (NOBODY in words)
    pages = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), ROOT / "data" / "learn.toml"]
    assert not [page.name for page in pages if CLAIM.search(page.read_text(encoding="utf-8"))]
