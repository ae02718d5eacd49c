"""The screening's words: complete, with a source each, and easy to read."""

import re
from itertools import product
from pathlib import Path

import pytest

from sciaticli.core.errors import DataError
from sciaticli.core.profile import AgeBand
from sciaticli.core.screening.questions import Item, words_for
from sciaticli.core.screening.wording import Message
from sciaticli.store.screening import load_wording
from support.reading_grade import reading_grade

WORDING = load_wording()
GRADE = 6
# names of illnesses and drugs, numbers and commands: they are said as they are
NAMES = re.compile(
    r"osteoporosis|melanoma|aneurysm|dialysis|transplant|warfarin|apixaban|heparin|sciaticli[^.]*|\d+(\.\d+)?"
)


def grade(text: str) -> float:
    return float(reading_grade(NAMES.sub("it", text)))


def told(message: Message) -> str:
    """Return a message as it is read, without the words for the nurse and the names of illnesses."""
    lines = " ".join((*message.do, *message.why, *message.how, *message.wait)).replace("- ", ". ")
    return lines.format(signs="a weak leg", points_to="it", emergency="it", urgent="it", spoken="", since="")


QUESTIONS = {
    **{str(key): f"{item.question} {item.help}" for key, item in WORDING.items.items()},
    **{str(key): f"{item.question} {item.help}" for key, item in WORDING.rechecks.items()},
    **{f"{key} note": item.note for key, item in WORDING.items.items() if item.note},
    **{key: f"{item.question} {'. '.join(item.choices.values())}." for key, item in WORDING.follow.items()},
    **{f"talk {key}": f"{text.rstrip(':?')}." for key, text in WORDING.talk.items()},
}


@pytest.mark.parametrize("key", QUESTIONS)
def test_every_question_reads_at_grade_six_or_less(key: str) -> None:
    assert grade(QUESTIONS[key]) <= GRADE, QUESTIONS[key]


@pytest.mark.parametrize("key", WORDING.messages)
def test_every_message_reads_at_grade_six_or_less(key: str) -> None:
    text = told(WORDING.messages[key])
    assert grade(text) <= GRADE, text


def test_the_form_as_a_whole_reads_at_grade_four_or_less() -> None:
    whole = " ".join(f"{item.question} {item.help}" for item in WORDING.items.values())
    assert grade(whole) <= 4


def test_every_statement_has_a_source() -> None:
    tables = (WORDING.items, WORDING.rechecks, WORDING.messages)
    sources = [entry.sources for table in tables for entry in table.values()]
    assert all(sources)
    page = (Path(__file__).parents[2] / "docs" / "safety.md").read_text(encoding="utf-8")
    keys = {key for given in sources for key in given} - {"our_choice"}
    assert {key for key in keys if f"- {key}:" not in page} == set()


def test_every_answer_and_status_has_words() -> None:
    for item in Item:
        assert set(words_for(item)) <= set(WORDING.status)
    given = {"no", "yes", "unsure", "skip", "lift_only", "line", "injecting", "spine", "other", *AgeBand}
    assert given == set(WORDING.answers)
    assert {item.group for item in WORDING.items.values()} == set(WORDING.groups)


def test_groups_come_in_their_order_on_the_screen() -> None:
    groups = list(dict.fromkeys(WORDING.items[item].group for item in Item))
    assert groups == list(WORDING.groups)


def test_no_message_makes_a_promise_or_names_a_diagnosis_as_yours() -> None:
    said = " ".join([*QUESTIONS.values(), *(told(message) for message in WORDING.messages.values())]).lower()
    for banned in (
        "don't worry",
        "do not worry",
        "you have cauda",
        "diagnos",
        "%",
        "certainly",
        "safe for you",
    ):
        assert banned not in said


def test_regions_have_codes_numbers_and_marks() -> None:
    for code, numbers in WORDING.regions.items():
        assert re.fullmatch("[A-Z]{2}", code)
        assert re.search(r"\d", numbers.emergency)
        assert numbers.marks
        assert bool(numbers.urgent) is bool(numbers.urgent_marks)
    assert WORDING.regions.keys().isdisjoint({"PE", "LK", "PK", "UA", "ID"})
    also = [code for numbers in WORDING.regions.values() for code in numbers.also]
    assert len(also) == len(set(also))
    assert WORDING.regions.keys().isdisjoint(also)


def test_a_region_is_found_by_its_code_and_never_guessed() -> None:
    def call(region: str | None) -> str | None:
        numbers = WORDING.numbers(region)
        return numbers.emergency if numbers else None

    assert [call(code) for code in ("US", "GR", "PE", None, "", "us")] == [
        "911",
        "112",
        None,
        None,
        None,
        None,
    ]


def test_doubtful_rows_are_marked() -> None:
    doubtful = {code for code, numbers in WORDING.regions.items() if numbers.is_doubtful}
    assert {"GB", "CA", "FR", "PL", "BR"} <= doubtful
    assert doubtful.isdisjoint({"NZ", "DE", "SE", "FI", "DK", "US"})


@pytest.mark.parametrize(
    ("before", "after", "problem"),
    [
        ("[items.foot_drop]", "[items.foot_dropped]", "foot_dropped"),
        ('form = "red_flags@2"', 'form = "red_flags@0"', "form: no red_flags@2"),
        ("[messages.maternity]", "[messages.mother]", "messages: no maternity"),
        ('R13 = "', 'R99 = "', "rules: no R13"),
        ("[groups]", "[groups", "line"),
    ],
)
def test_a_file_that_lacks_something_is_refused(
    tmp_path: Path, before: str, after: str, problem: str
) -> None:
    source = Path(__file__).parents[2] / "data" / "screening.toml"
    file = tmp_path / "screening.toml"
    file.write_text(source.read_text(encoding="utf-8").replace(before, after, 1), encoding="utf-8")
    with pytest.raises(DataError) as raised:
        load_wording(file)
    assert any(problem in text for text in raised.value.problems), raised.value.problems


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError):
        load_wording(tmp_path / "nothing.toml")


def test_messages_use_only_what_is_filled_in() -> None:
    allowed = {"signs", "spoken", "since", "points_to", "emergency", "urgent"}
    for message, part in product(WORDING.messages.values(), ("do", "why", "how", "wait")):
        for text in getattr(message, part):
            assert set(re.findall(r"\{(\w+)\}", text)) <= allowed
