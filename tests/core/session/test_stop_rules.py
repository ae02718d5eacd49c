"""The pain rules of a session as tables, and the talk that asks for what they need."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sciaticli.core.record.entries import Distal, Moved, Response
from sciaticli.core.session.pain_key import (
    CHOICES,
    MINUTE_MS,
    WORDS,
    PainQuestion,
    PainTalk,
    broken_off,
    let_wait,
    press,
)
from sciaticli.core.session.stop_rules import PainReport, Verdict, judge, kept_site

WORSE, LOWER, HIGHER, SAME = Response.WORSE, Moved.LOWER, Moved.HIGHER, Moved.SAME


def report(
    moved: Moved, *, site: Distal | None = None, strong: bool | None = None, settled: bool | None = None
) -> PainReport:
    return PainReport(response=WORSE, moved=moved, site=site, strong=strong, settled=settled)


@pytest.mark.parametrize(
    ("given_report", "start", "spread_before", "verdict"),
    [
        (PainReport(response=Response.BETTER), Distal.CALF, False, Verdict.GO_ON),
        (PainReport(response=Response.SAME), Distal.CALF, True, Verdict.GO_ON),
        # it came up while the back ached more: allowed, within the limit
        (report(HIGHER, strong=False), Distal.CALF, False, Verdict.GO_ON),
        (report(HIGHER, strong=True), Distal.CALF, False, Verdict.STOP_EXERCISE),
        # a rise in the same place: one minute to settle
        (report(SAME, strong=True), Distal.CALF, False, Verdict.STOP_EXERCISE),
        (report(SAME, strong=False), Distal.CALF, False, Verdict.WAIT),
        (report(SAME, strong=False, settled=True), Distal.CALF, False, Verdict.GO_ON),
        (report(SAME, strong=False, settled=False), Distal.CALF, False, Verdict.STOP_EXERCISE),
        # further down by one step: the exercise stops either way
        (report(LOWER, site=Distal.THIGH), Distal.BUTTOCK, False, Verdict.WAIT),
        (report(LOWER, site=Distal.THIGH, settled=True), Distal.BUTTOCK, False, Verdict.STOP_EXERCISE),
        (report(LOWER, site=Distal.THIGH, settled=False), Distal.BUTTOCK, False, Verdict.STOP_EXERCISE),
        # two steps, or a second exercise: the session ends, without a minute's wait
        (report(LOWER, site=Distal.KNEE), Distal.BUTTOCK, False, Verdict.END_SESSION),
        (report(LOWER, site=Distal.THIGH), Distal.BUTTOCK, True, Verdict.END_SESSION),
        # "lower" with a place no lower than the start: what was felt counts
        (report(LOWER, site=Distal.BUTTOCK), Distal.BUTTOCK, False, Verdict.WAIT),
        # not known where it began: counted from nothing
        (report(LOWER, site=Distal.BUTTOCK), None, False, Verdict.END_SESSION),
        (report(LOWER, site=Distal.BACK), None, False, Verdict.WAIT),
        (report(LOWER, site=Distal.BACK), Distal.NONE, False, Verdict.WAIT),
    ],
)
def test_verdicts(
    given_report: PainReport, start: Distal | None, spread_before: bool, verdict: Verdict
) -> None:
    ruling = judge(given_report, start, spread_before=spread_before)
    assert ruling.verdict is verdict
    assert bool(ruling.why) == (verdict is not Verdict.GO_ON or given_report.settled is True)


def test_what_went_back_is_kept_at_the_start_and_what_stayed_where_it_is() -> None:
    assert kept_site(report(LOWER, site=Distal.THIGH, settled=True), Distal.BUTTOCK) is Distal.BUTTOCK
    assert kept_site(report(LOWER, site=Distal.THIGH, settled=False), Distal.BUTTOCK) is Distal.THIGH


def a_talk(start: Distal | None = Distal.BUTTOCK, *, spread_before: bool = False) -> PainTalk:
    return PainTalk(start=start, spread_before=spread_before)


def say(keys: str, talk: PainTalk | None = None) -> PainTalk:
    talk = talk or a_talk()
    for key in keys:
        talk = press(talk, key, 1000)
    return talk


@pytest.mark.parametrize(
    ("keys", "question"),
    [
        ("", PainQuestion.HOW),
        ("w", PainQuestion.WHERE),
        ("wl", PainQuestion.SITE),
        ("ws", PainQuestion.STRONG),
        ("wh", PainQuestion.STRONG),
        ("wl3", PainQuestion.SETTLED),
        ("wsn", PainQuestion.SETTLED),
        ("323", PainQuestion.SETTLED),  # the numbers say the same as the letters
        ("wzz", PainQuestion.WHERE),  # a key that is no answer
    ],
)
def test_each_answer_leads_to_the_next_question(keys: str, question: PainQuestion) -> None:
    talk = say(keys)
    assert talk.question is question
    assert not talk.is_over


@pytest.mark.parametrize(
    ("keys", "verdict"),
    [
        ("b", Verdict.GO_ON),
        ("s", Verdict.GO_ON),
        ("wsy", Verdict.STOP_EXERCISE),
        ("whn", Verdict.GO_ON),
        ("wl3y", Verdict.STOP_EXERCISE),
        ("wl6", Verdict.END_SESSION),
        ("wsnn", Verdict.STOP_EXERCISE),
        ("wsny", Verdict.GO_ON),
    ],
)
def test_a_talk_ends_in_a_ruling(keys: str, verdict: Verdict) -> None:
    talk = say(keys)
    assert talk.is_over
    assert talk.ruling is not None
    assert talk.ruling.verdict is verdict


def test_the_minute_ends_and_the_question_stays() -> None:
    talk = say("wl3")
    assert talk.until_ms == 1000 + MINUTE_MS
    assert let_wait(talk, 30_000) == talk
    later = let_wait(talk, 61_000)
    assert (later.until_ms, later.question) == (None, PainQuestion.SETTLED)


def test_a_talk_broken_off_counts_as_not_settled() -> None:
    assert broken_off(a_talk()) is None
    assert broken_off(say("b")) == PainReport(response=Response.BETTER)
    kept = broken_off(say("wl3"))
    assert kept is not None
    assert (kept.site, kept.settled) == (Distal.THIGH, False)


@given(st.text("bswhlyn123456 x", max_size=8), st.sampled_from([None, *Distal]), st.booleans())
def test_worse_and_lower_never_goes_on(keys: str, start: Distal | None, spread_before: bool) -> None:
    talk = a_talk(start, spread_before=spread_before)
    for key in keys:
        talk = talk if talk.is_over else press(talk, key, 1000)
    if talk.report and talk.report.spread and talk.ruling:
        assert talk.ruling.verdict is not Verdict.GO_ON


def test_every_question_has_words_and_choices() -> None:
    assert set(WORDS) == set(CHOICES) == set(PainQuestion)
