"""The review kit: every exercise and every line of learn is on a page that can be signed."""

import re
from html import unescape
from pathlib import Path

import pytest

import review
from review_screening import told_rules
from sciaticli.core.catalogue.exercise import Family
from sciaticli.core.rules.eligibility import RULES
from sciaticli.store.catalogue import load_catalogue
from sciaticli.store.learn import load_library
from sciaticli.store.reviews import file_words, parts
from sciaticli.store.screening import load_wording
from support.world import Home

pytestmark = pytest.mark.slow


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


def test_the_screening_is_on_its_page_with_every_rule_and_message(kit: Path) -> None:
    text, wording = page(kit, "screening.html"), load_wording()
    assert all(question.question in text for question in wording.items.values())
    assert all(told.says in text for told in told_rules())
    assert all(line in text for message in wording.messages.values() for line in message.do)


def test_the_programme_is_on_its_page_with_twelve_weeks_of_two_people(kit: Path) -> None:
    text, catalogue = page(kit, "programme.html"), load_catalogue()
    names = {row.id: row.name for row in catalogue.exercises}
    for strand in catalogue.programme.strand:
        assert strand.name in text
        assert all(names[row] in text for row in strand.all_rows)
    for words in ("Does well", "Does badly"):
        weeks = text.partition(words)[2].partition("</table>")[0]
        assert [f"<td>{week}</td>" in weeks for week in range(1, 13)] == [True] * 12
    assert len(re.findall(r"<td>[a-z ]+</td><td>[A-Z][^<]+</td>", text)) == len(RULES)


def test_every_part_is_in_the_kit(kit: Path) -> None:
    assert {part.name for part in review.parts()} == set(parts())
    assert (kit / "index.html").is_file()


def test_the_check_says_who_has_signed_it(home: Home) -> None:
    assert file_words("screening") in home.run("check", answers="", terminal=True).err
