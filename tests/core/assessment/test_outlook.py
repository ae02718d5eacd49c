"""The three questions: when they come, what they keep, and what they lead to."""

from datetime import timedelta
from itertools import product

import pytest

from sciaticli.core.assessment.outlook import (
    AGAIN,
    CRISIS,
    FORM,
    GENTLE,
    NEVER,
    NOTHING,
    PAGES,
    QUESTIONS,
    Outlook,
    is_due,
    outlook_fields,
    outlook_words,
    put_off_fields,
)
from sciaticli.core.record.entries import Assessment
from sciaticli.store.learn import load_library
from support.entries import TODAY, a_test
from support.reading_grade import reading_grade


def entry(days_ago: int, **fields: object) -> Assessment:
    base = a_test(TODAY - timedelta(days=days_ago), "extension")
    return type(base)(
        **{name: getattr(base, name) for name in ("v", "id", "at", "rec", "tz", "day", "src")},
        **fields,  # type: ignore[arg-type]
    )


@pytest.mark.parametrize(
    ("entries", "due"),
    [
        ([], True),
        ([entry(27, form=FORM, result="answered")], False),
        ([entry(28, form=FORM, result="answered")], True),
        ([entry(90, form=FORM, result="answered"), entry(3, form=FORM, result="answered")], False),
        ([entry(900, form=FORM, result=NEVER)], False),
        ([entry(0, form="psfs@1")], True),
    ],
)
def test_they_come_every_four_weeks_and_never_again_when_told_so(
    entries: list[Assessment], *, due: bool
) -> None:
    assert timedelta(days=28) == AGAIN
    assert is_due(entries, TODAY) is due


@pytest.mark.parametrize(("days", "due"), [(27, False), (28, True)])
def test_without_a_last_time_they_come_four_weeks_after_the_beginning(days: int, *, due: bool) -> None:
    assert is_due([], TODAY, TODAY - timedelta(days=days)) is due


def test_no_answer_becomes_a_score() -> None:
    for given in product((True, False), repeat=3):
        fields = outlook_fields(dict(zip(Outlook, given, strict=True)))
        assert "score" not in fields
        assert "max" not in fields
        assert all("score" not in item for item in fields["items"])
    assert set(put_off_fields(NEVER)) == {"form", "result"}


def test_each_yes_leads_to_a_page_and_to_a_person() -> None:
    pages = {topic.id for topic in load_library().topics}
    assert set(PAGES.values()) <= pages
    for topic in Outlook:
        said = list(outlook_words({topic: True}))
        assert f"Worth reading: sciaticli learn {PAGES[topic]}" in said
        assert set(GENTLE) <= set(said)
        assert (set(CRISIS) <= set(said)) == (topic is Outlook.MOOD)


def test_nothing_told_leads_to_nothing() -> None:
    assert list(outlook_words({})) == [NOTHING]
    assert list(outlook_words(dict.fromkeys(Outlook, False))) == [NOTHING]


def test_the_words_read_easily() -> None:
    text = " ".join((*QUESTIONS.values(), *GENTLE, *CRISIS, NOTHING))
    assert reading_grade(text) <= 6
