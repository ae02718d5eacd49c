"""The review kit: every exercise and every line of learn is on a page that can be signed."""

from html import unescape
from pathlib import Path

import pytest

import review
from sciaticli.core.catalogue.exercise import Family
from sciaticli.store.catalogue import load_catalogue
from sciaticli.store.learn import load_library
from sciaticli.store.reviews import parts


@pytest.fixture(scope="module")
def kit(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("kit")
    review.main([str(folder)])
    return folder


def page(kit: Path, name: str) -> str:
    return unescape((kit / name).read_text(encoding="utf-8"))


@pytest.mark.parametrize("family", Family)
def test_a_family_is_on_its_page_with_words_notes_and_figures(kit: Path, family: Family) -> None:
    text = page(kit, f"exercises-{family}.html")
    rows = [row for row in load_catalogue().exercises if row.family is family]
    assert text.count("<svg") == 2 * len(rows)
    for row in rows:
        assert row.name in text
        assert all(line in text for line in (*row.steps, *row.stop_signs, *row.caution.values()))


def test_every_line_of_learn_is_on_its_page(kit: Path) -> None:
    text = page(kit, "learn.html")
    assert all(line.text in text for topic in load_library().topics for line in topic.says)


def test_each_part_can_be_signed_and_stands_in_the_index(kit: Path) -> None:
    pages = {part.name: part for part in review.parts()}
    assert set(pages) <= set(parts())
    index = page(kit, "index.html")
    for part in pages.values():
        assert part.file in index
        assert part.fingerprint in page(kit, part.file)
        assert "By (name, profession, where):" in page(kit, part.file)
