"""The words about the numbers: each claim where it is carried, none where it is not."""

from datetime import timedelta

import pytest

from sciaticli.core.profile import YesNoUnsure
from sciaticli.core.progress.sentences import (
    adherence_words,
    facts,
    headline,
    period_words,
    sentence,
    site_words,
    total_words,
)
from sciaticli.core.progress.summary import Summary, summarise
from sciaticli.core.record.entries import AnyEntry, BeforeAfter, Distal, PainNow, Response, SkipReason
from sciaticli.view.progress import week_words
from support.journal_made import day, exercise, history, pain, scale, session
from support.kind_words import BANNED, BLAME
from support.reading_grade import reading_grade
from support.year import LAST, a_year


def words(*entries: AnyEntry, last: int = 41) -> tuple[str, ...]:
    return all_words(summarise(history(*entries), day(0), day(last)))


def all_words(summary: Summary) -> tuple[str, ...]:
    said = (headline(summary), sentence(summary), adherence_words(summary), total_words(summary))
    return (*said, *facts(summary))


def course(before: int, after: int, *, wobble: int = 1) -> list[AnyEntry]:
    """Six weeks: three at one height, three at another, a day up and a day down."""
    heights = [before if number < 21 else after for number in range(42)]
    return [pain(n, max(0, height + wobble * (n % 3 - 1)), 2) for n, height in enumerate(heights)]


def sentence_of(*entries: AnyEntry) -> str:
    return sentence(summarise(history(*entries), day(0), day(41)))


def test_a_clear_fall_is_told_with_its_numbers_and_its_noise() -> None:
    said = sentence_of(*course(7, 3))
    assert said.startswith("Your 7-day leg median went from 7 to 3 over 5 weeks (14 of 14 days logged). ")
    assert "can be chance in your log" in said
    assert said.endswith("It is a change many people call meaningful.")


def test_a_clear_rise_is_told_and_a_clinician_named() -> None:
    said = sentence_of(*course(3, 7))
    assert "went from 3 to 7" in said
    assert said.endswith("Do tell your physio or doctor.")
    assert "meaningful" not in said


def test_noise_is_said_to_be_no_clear_change() -> None:
    assert sentence_of(*course(5, 5, wobble=2)).startswith(
        "No clear change in leg pain: 5 then and 5 now, over 5 weeks"
    )


def test_too_few_days_are_said_to_be_too_few() -> None:
    assert sentence_of(pain(0, 6, 2), pain(20, 2, 2)).startswith("Your leg pain is logged on 2 of 42 days.")


def test_without_a_log_the_way_to_begin_is_named() -> None:
    assert sentence_of() == "No pain is logged in this time. Two numbers are enough: sciaticli log 4 2"


def test_who_only_trains_is_told_what_they_answered_before_sessions() -> None:
    trained = [
        session(n, phase="rebuild", pain=BeforeAfter(before=PainNow(leg=3 - n // 7))) for n in range(28)
    ]
    summary = summarise(history(*trained), day(0), day(27))
    assert sentence(summary) == (
        "Your leg before sessions: 3 in the week to 8 Mar, 0 in the week to 29 Mar (medians). "
        "For the chart two numbers a day are enough: sciaticli log 4 2"
    )
    assert adherence_words(summary).startswith("20 of 20 planned sessions and 8 more")
    assert total_words(summary) == "Since you began: 28 sessions in 4 weeks."
    assert week_words(summary.weeks[1]) == (
        "Week to 15 Mar: 0 of 7 days logged, leg before sessions 2, sessions 5 of 5 and 2 more."
    )
    assert not BANNED.search(sentence(summary))


def test_a_log_stands_before_what_was_answered_in_sessions() -> None:
    trained = [session(n, pain=BeforeAfter(before=PainNow(leg=1))) for n in range(42)]
    assert sentence_of(*trained, *course(7, 3)) == sentence_of(*course(7, 3))


def test_without_leg_pain_the_back_is_told_of() -> None:
    assert "back pain" in sentence_of(*(pain(number, 0, 4) for number in range(42)))


def test_means_are_shown_where_the_medians_stand_still() -> None:
    one, two = [1, 5, 5, 5, 5, 5, 5], [5, 5, 5, 5, 1, 1, 1]
    entries = [pain(n, score) for n, score in enumerate(one * 3 + two * 3)]
    summary = summarise(history(*entries), day(0), day(41))
    assert summary.leg is not None
    assert (summary.leg.before_median, summary.leg.after_median) == (5, 5)
    assert "median went" not in sentence(summary)


def test_sites_are_told_as_counts_of_days() -> None:
    entries = [pain(n, 4, down=Distal.CALF if n < 7 else Distal.NONE) for n in range(12)]
    said = site_words(summarise(history(*entries), day(0), day(13)))
    assert said == (
        "How far down: calf on 7 of 7 logged days in the week to 8 Mar, "
        "nowhere on 5 of 5 logged days in the week to 15 Mar."
    )


def test_sessions_are_counts_first_and_a_percentage_only_from_fourteen_planned_on() -> None:
    few = summarise(history(*(session(number) for number in range(5))), day(0), day(6))
    assert adherence_words(few) == "5 of 6 planned sessions."
    many = summarise(history(*(session(number) for number in range(20))), day(0), day(19))
    assert adherence_words(many) == "20 of 20 planned sessions; 100 % of the planned work."
    assert total_words(few) == "Since you began: 5 sessions in 1 week."


def test_excused_days_stand_apart() -> None:
    flare = [pain(n, 8, 2, flare=YesNoUnsure.YES) for n in (1, 2)]
    summary = summarise(history(session(0), *flare, session(3)), day(0), day(3))
    assert adherence_words(summary) == "2 of 4 planned sessions, 2 excused."


def test_before_the_first_session_a_short_one_is_invited() -> None:
    assert adherence_words(summarise(history(), day(0), day(6))) == "No session yet. A short one counts too."


def test_a_period_is_named_with_its_years() -> None:
    assert period_words(day(0), day(6)) == "2 Mar to 8 Mar 2026"
    assert period_words(day(-90), day(6)) == "2 Dec 2025 to 8 Mar 2026"


LIVES: dict[str, list[AnyEntry]] = {
    "nothing": [],
    "better": course(7, 3),
    "worse": course(3, 8),
    "noise": course(5, 5, wobble=2),
    "few days": [pain(0, 5, 2), pain(3, 5, 2)],
    "back after a gap": [pain(0, 5, 2), session(0), pain(30, 5, 2)],
    "flare": [*course(4, 4), *(pain(n, 9, 4, hour=20, flare=YesNoUnsure.YES) for n in (10, 11))],
    "part sessions": [session(n, exercise(reps=3, response=Response.WORSE)) for n in range(0, 40, 5)],
    "nothing done": [session(n, exercise(reps=0), stop_reason=SkipReason.FORGOT) for n in range(20)],
    "activities": [scale(0, {"a1": 6}), scale(20, {"a1": 2}), *course(5, 6)],
}


@pytest.mark.parametrize("life", LIVES)
def test_no_life_is_told_with_a_cause_a_forecast_a_comparison_or_blame(life: str) -> None:
    for said in words(*LIVES[life]):
        assert not BANNED.search(said), said
        assert not BLAME.search(said), said


@pytest.mark.parametrize("back", range(0, 360, 30))
def test_no_stretch_of_the_year_is_told_so_either(back: int) -> None:
    last = LAST - timedelta(days=back)
    for said in all_words(summarise(a_year(), last - timedelta(days=41), last)):
        assert not BANNED.search(said), said
        assert not BLAME.search(said), said


@pytest.mark.parametrize("life", LIVES)
def test_the_words_are_easy_to_read(life: str) -> None:
    text = " ".join(words(*LIVES[life]))
    assert reading_grade(text) <= 6, text
