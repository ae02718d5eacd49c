"""Three questions on worry, low mood and hope: they lead to words and to a person, not to a score or a lock.

The wording is ours, after what studies of back pain look at (WONG22 in data/learn.toml: low mood goes
with a slower way back). It is no test of mood, and nothing in a plan depends on it.
"""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from sciaticli.core.record.entries import Assessment

FORM = "outlook@1"
ANSWERED, LATER, NEVER = "answered", "later", "never"
AGAIN = timedelta(weeks=4)


class Outlook(StrEnum):
    """What each question is about."""

    WORRY = "worry"
    MOOD = "mood"
    HOPE = "hope"


QUESTIONS: Mapping[Outlook, str] = {
    Outlook.WORRY: "Do you often keep from moving, for fear that it does harm?",
    Outlook.MOOD: "Have you felt low for most of the last two weeks, or no longer cared for what you like?",
    Outlook.HOPE: "Do you think that it will never get better?",
}
PAGES: Mapping[Outlook, str] = {
    Outlook.WORRY: "worry",
    Outlook.MOOD: "mood",
    Outlook.HOPE: "expect",
}
NOTHING = "Good. You are asked again in four weeks, if you like."
GENTLE = (
    "Small and sure beats big. Five minutes is a whole session: sciaticli today --minutes 5",
    "A physio or a doctor can help with this too. Say it to them as you said it here.",
)
CRISIS = (
    "If you think of harming yourself, or that others would be better off without you:",
    "call your emergency number or a crisis line now. You need not be sure.",
)


def is_due(assessments: Iterable[Assessment], today: date, begun: date | None = None) -> bool:
    """Return whether to offer the questions: four weeks after the last time, unless told to stay away.

    Without a last time they are due at once, or four weeks after the day on which somebody has `begun`.
    """
    own = [entry for entry in assessments if entry.form == FORM]
    if any(entry.result == NEVER for entry in own):
        return False
    last = max((entry.day for entry in own), default=begun)
    return last is None or today - last >= AGAIN


def outlook_fields(answers: Mapping[Outlook, bool]) -> dict[str, Any]:
    """Return what an entry holds: each answer in words, and no score."""
    items = tuple(
        {"act": str(topic), "label": QUESTIONS[topic], "answer": "yes" if yes else "no"}
        for topic, yes in answers.items()
    )
    return {"form": FORM, "items": items, "result": ANSWERED}


def put_off_fields(until: str) -> dict[str, Any]:
    """Return what an entry holds that says: not now (LATER), or do not ask again (NEVER)."""
    return {"form": FORM, "result": until}


def outlook_words(answers: Mapping[Outlook, bool]) -> Iterator[str]:
    """Yield what helps after these answers: a page each, gentler goals, and a person."""
    told = [topic for topic, yes in answers.items() if yes]
    if not told:
        yield NOTHING
        return
    yield from (f"Worth reading: sciaticli learn {PAGES[topic]}" for topic in told)
    yield from GENTLE
    if Outlook.MOOD in told:
        yield from CRISIS
