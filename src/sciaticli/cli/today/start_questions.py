"""Two questions on the first training day, and in each easy week: what the person can do now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sciaticli.cli.ask.prompts import ask_line
from sciaticli.cli.check.gate import leave_to_train
from sciaticli.cli.entries import save_assessment
from sciaticli.core.course.measured_start import QUESTIONS, is_asked_lately, start_fields
from sciaticli.core.planning.day_order import asks_for_start
from sciaticli.core.planning.day_picture import outlook

if TYPE_CHECKING:
    from sciaticli.cli.check.gate import SessionReady
    from sciaticli.cli.context import App
    from sciaticli.core.catalogue.catalogue import Catalogue
    from sciaticli.core.planning.request import Request

HEAD = "Two questions, so that today meets what you can do. Enter skips one."


def ask_start(app: App, ready: SessionReady, catalogue: Catalogue, request: Request) -> SessionReady:
    """Ask both where the day is one to ask on, save what was said, and return the record anew."""
    history = ready.record.history
    if is_asked_lately(history.assessments, request.day):
        return ready
    if not asks_for_start(outlook(ready.leave, catalogue, app.config.profile, history, request)):
        return ready
    app.say(HEAD)
    answers = [_ask(app, words, most) for words, most in QUESTIONS.values()]
    save_assessment(app, start_fields(*answers))
    return leave_to_train(app, may_check=False)


def _ask(app: App, question: str, most: int) -> int | None:
    """Ask for a whole number; Enter skips it."""
    while True:
        answer = ask_line(app, f"{question} [0-{most}, Enter skips]")
        if not answer:
            return None
        if answer.isdecimal() and int(answer) <= most:
            return int(answer)
        app.say(f"Please type a whole number from 0 to {most}, or Enter alone.")
