"""The questions after the pain key: one key each, until the stop rules can decide."""

from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

from sciaticli.core.record.entries import Distal, Moved, Response
from sciaticli.core.session.stop_rules import PainReport, Ruling, Verdict, judge

MINUTE_MS = 60_000

HOW = {"b": Response.BETTER, "s": Response.SAME, "w": Response.WORSE}
WHERE = {"h": Moved.HIGHER, "l": Moved.LOWER, "s": Moved.SAME}
YES_NO = {"y": True, "n": False}
SITES = tuple(site for site in Distal if site is not Distal.NONE)


class PainQuestion(StrEnum):
    """What is being asked."""

    HOW = "how"
    WHERE = "where"
    STRONG = "strong"
    SITE = "site"
    SETTLED = "settled"


WORDS = {
    PainQuestion.HOW: "How is the pain now?",
    PainQuestion.WHERE: "Where did it go?",
    PainQuestion.STRONG: "Is it 3 or more points up, or above 5 out of 10?",
    PainQuestion.SITE: "How far down is it now?",
    PainQuestion.SETTLED: "Rest for a minute. Is it back where it was?",
}
CHOICES = {
    PainQuestion.HOW: (("b", "better"), ("s", "same"), ("w", "worse")),
    PainQuestion.WHERE: (("h", "higher up"), ("l", "lower down"), ("s", "same place")),
    PainQuestion.STRONG: (("y", "yes"), ("n", "no")),
    PainQuestion.SITE: tuple((str(number), str(site)) for number, site in enumerate(SITES, 1)),
    PainQuestion.SETTLED: (("y", "yes"), ("n", "no")),
}


class PainTalk(Struct, frozen=True, kw_only=True):
    """Where the talk stands. `start` and `spread_before` are for the stop rules (see `judge`)."""

    start: Distal | None
    spread_before: bool
    question: PainQuestion = PainQuestion.HOW
    report: PainReport | None = None
    ruling: Ruling | None = None
    until_ms: int | None = None

    @property
    def is_over(self) -> bool:
        """True when there is nothing more to ask."""
        return self.ruling is not None and self.ruling.verdict is not Verdict.WAIT


def press(talk: PainTalk, key: str, now_ms: int) -> PainTalk:
    """Return the talk after a key; a key that is no answer changes nothing.

    Each choice has its letter and its number, counted from 1.
    """
    letters = [letter for letter, _ in CHOICES[talk.question]]
    if key.isdecimal() and 0 < int(key) <= len(letters):
        key = letters[int(key) - 1]
    return _answer(talk, key, now_ms) if key in letters else talk


def may_step_back(talk: PainTalk) -> bool:
    """Return whether the question can be taken back: not once a rule has spoken."""
    return talk.ruling is None


def step_back(talk: PainTalk) -> PainTalk | None:
    """Return the talk at the question before; None when it is left altogether."""
    report = talk.report
    if report is None or not may_step_back(talk):
        return None if may_step_back(talk) else talk
    if report.moved is None:
        return replace(talk, question=PainQuestion.HOW, report=None)
    return replace(talk, question=PainQuestion.WHERE, report=PainReport(response=report.response))


def let_wait(talk: PainTalk, now_ms: int) -> PainTalk:
    """Return the talk with its minute over: no answer within the minute stays a question, never a yes."""
    if talk.until_ms is None or now_ms < talk.until_ms:
        return talk
    return replace(talk, until_ms=None)


def broken_off(talk: PainTalk) -> PainReport | None:
    """Return what was said so far when the talk is left: what is open counts as not settled."""
    report = talk.report
    if report is None or report.response is not Response.WORSE:
        return report
    return report if report.settled is not None else replace(report, settled=False)


def _answer(talk: PainTalk, key: str, now_ms: int) -> PainTalk:
    match talk.question, talk.report:
        case PainQuestion.HOW, _:
            return _decide(talk, PainReport(response=HOW[key]), now_ms)
        case PainQuestion.WHERE, PainReport() as report:
            return _decide(talk, replace(report, moved=WHERE[key]), now_ms)
        case PainQuestion.STRONG, PainReport() as report:
            return _decide(talk, replace(report, strong=YES_NO[key]), now_ms)
        case PainQuestion.SITE, PainReport() as report:
            return _decide(talk, replace(report, site=SITES[int(key) - 1]), now_ms)
        case PainQuestion.SETTLED, PainReport() as report:
            return _decide(talk, replace(report, settled=YES_NO[key]), now_ms)
        case _:
            return talk


def _decide(talk: PainTalk, report: PainReport, now_ms: int) -> PainTalk:
    """Ask what the rules still need, or rule."""
    talk = replace(talk, report=report)
    if report.response is Response.WORSE:
        if report.moved is None:
            return replace(talk, question=PainQuestion.WHERE)
        if report.spread and report.site is None:
            return replace(talk, question=PainQuestion.SITE)
        if not report.spread and report.strong is None:
            return replace(talk, question=PainQuestion.STRONG)
    ruling = judge(report, talk.start, spread_before=talk.spread_before)
    if ruling.verdict is Verdict.WAIT:
        return replace(talk, question=PainQuestion.SETTLED, ruling=ruling, until_ms=now_ms + MINUTE_MS)
    return replace(talk, ruling=ruling)
