"""Asking the three questions on worry, mood and hope; each time they can be left, for now or for good."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sciaticli.cli.ask.prompts import ask_choice
from sciaticli.cli.entries import read_history, save_assessment, today_of

if TYPE_CHECKING:
    from sciaticli.cli.context import App
    from sciaticli.core.record.history import History

OFFER = "Three short questions on how you see it: worry, mood, hope. They change nothing in your plan."
CHOICES = {"later": "not now (Enter)", "yes": "ask them", "never": "never ask"}
ANSWERS = {"yes": "yes", "no": "no", "open": "leave it open (Enter)"}


def offer_outlook(app: App) -> None:
    """Offer the questions where they are due and somebody is there; Enter leaves them for later."""
    from sciaticli.core.assessment.outlook import is_due

    if app.may_ask and is_due(read_history(app).assessments, today_of(app)):
        _offer(app)


def offer_outlook_again(app: App, history: History) -> None:
    """Offer the questions after a session, every four weeks; Enter puts them off for as long."""
    from sciaticli.core.assessment.outlook import LATER, is_due, put_off_fields

    today = today_of(app)
    begun = min((session.day for session in history.sessions), default=today)
    if app.may_ask and is_due(history.assessments, today, begun) and _offer(app) == LATER:
        save_assessment(app, put_off_fields(LATER))


def _offer(app: App) -> str:
    from sciaticli.core.assessment.outlook import NEVER, put_off_fields

    answer = ask_choice(app, OFFER, CHOICES, also={"": "later"}, one_key=True)
    if answer == NEVER:
        save_assessment(app, put_off_fields(NEVER))
        app.say("They stay away. If you want them after all: sciaticli assess outlook")
    elif answer == "yes":
        ask_outlook(app)
    return answer


def ask_outlook(app: App) -> None:
    """Ask the three questions, keep the answers, and say what helps."""
    from sciaticli.core.assessment.outlook import QUESTIONS, outlook_fields, outlook_words

    given = {
        topic: ask_choice(app, text, ANSWERS, also={"": "open"}, one_key=True)
        for topic, text in QUESTIONS.items()
    }
    answers = {topic: word == "yes" for topic, word in given.items() if word != "open"}
    save_assessment(app, outlook_fields(answers))
    app.show(*outlook_words(answers))
