"""The pages that are shipped: complete, sourced, easy to read, and never more than they know."""

import re
from pathlib import Path

import pytest

from sciaticli.core.catalogue.exercise import Family
from sciaticli.core.catalogue.source import HowRead
from sciaticli.core.errors import DataError
from sciaticli.core.learn import Certainty, Topic
from sciaticli.store.learn import load_library
from support.reading_grade import reading_grade

LIBRARY = load_library()
GRADE = 6
BANNED = re.compile(
    r"\b(promis|guarante|diagnos|blam|your fault|lazy|you should have|you have sciatica|will cure)",
    re.IGNORECASE,
)
# What the article names, and what people ask: each is a page or a name of one.
WANTED = (
    "lumbosacral radiculopathy", "l4", "bed rest", "physical therapy", "traction", "ultrasound",
    "electrical stimulation", "brace", "acupuncture", "manipulation", "massage", "heat", "ice",
    "heat and ice", "surgery", "what to expect", "flares", "walking", "positions", "red flags",
    "who can help",
)  # fmt: skip


def words(topic: Topic) -> str:
    return " ".join(statement.text for statement in topic.says)


@pytest.mark.parametrize("name", [*WANTED, *Family])
def test_what_people_look_for_has_a_page(name: str) -> None:
    assert LIBRARY.find(name) is not None


@pytest.mark.parametrize("topic", LIBRARY.topics, ids=lambda topic: topic.id)
def test_a_page_reads_easily_and_is_short(topic: Topic) -> None:
    assert reading_grade(words(topic)) <= GRADE
    assert len(topic.says) <= 8


@pytest.mark.parametrize("topic", LIBRARY.topics, ids=lambda topic: topic.id)
def test_no_page_says_more_than_it_can_know(topic: Topic) -> None:
    assert not BANNED.search(f"{topic.title} {words(topic)}")


@pytest.mark.parametrize("topic", LIBRARY.topics, ids=lambda topic: topic.id)
def test_evidence_and_advice_name_a_source(topic: Topic) -> None:
    for statement in topic.says:
        if statement.certainty is not Certainty.OUR_CHOICE:
            assert set(statement.sources) - {HowRead.OUR_CHOICE}, statement.text


def test_no_name_leads_to_two_pages() -> None:
    names = [name.casefold() for topic in LIBRARY.topics for name in (topic.id, *topic.also_called)]
    assert sorted(names) == sorted(set(names))


def test_every_page_can_be_reached_from_another() -> None:
    named = {other for topic in LIBRARY.topics for other in topic.see}
    assert {topic.id for topic in LIBRARY.topics} - named == set()


def test_the_danger_page_leads_to_the_check() -> None:
    page = LIBRARY.find("danger")
    assert page is not None
    assert "sciaticli check" in words(page)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("[[topic]]\nid = 1", "topic[0].id: expected text"),
        ("[[topic", "Expected"),
        ('[[topic]]\nid = "a"\ntitle = "A\\u001b[2J"\nsays = []', "topic[0].title: expected text without"),
        (
            '[[topic]]\nid = "a"\ntitle = "A"\nsays = []\nsee = ["B"]',
            "topic[0].see[0]: expected small letters",
        ),
        (
            '[[topic]]\nid = "a"\ntitle = "A"\nsays = [{text = "x.", certainty = "fair", sources = ["NO"]}]',
            "NO",
        ),
    ],
)
def test_a_broken_file_says_what_is_wrong(tmp_path: Path, text: str, problem: str) -> None:
    file = tmp_path / "learn.toml"
    file.write_text(text)
    with pytest.raises(DataError) as caught:
        load_library(file)
    assert problem in "".join(caught.value.problems)
