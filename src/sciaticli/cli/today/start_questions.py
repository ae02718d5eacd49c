"""Two questions on the second training day, and in each easy week: what the person can do now."""

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

HEAD = "So that today meets what you can do, two numbers in one line; Enter skips them, - skips one:"
ASK = "As 12 15, or - 15:"
SKIPPED = "-"


def ask_start(app: App, ready: SessionReady, catalogue: Catalogue, request: Request) -> SessionReady:
    """Ask both where the day is one to ask on, save what was said, and return the record anew."""
    history = ready.record.history
    if is_asked_lately(history.assessments, request.day):
        return ready
    if not asks_for_start(outlook(ready.leave, catalogue, app.config.profile, history, request)):
        return ready
    app.say(HEAD, *(f"  {words}" for words, _ in QUESTIONS.values()))
    answers = _ask(app)
    save_assessment(app, start_fields(*answers))
    return leave_to_train(app, may_check=False)


def _ask(app: App) -> list[int | None]:
    """Ask for a whole number for each question; what is skipped is None."""
    while True:
        parts = ask_line(app, ASK).split()
        if not parts:
            return [None for _ in QUESTIONS]
        asked = zip(parts, QUESTIONS.values(), strict=False)
        if len(parts) == len(QUESTIONS) and all(_is_answer(part, most) for part, (_, most) in asked):
            return [None if part == SKIPPED else int(part) for part in parts]
        app.say(f"Please type {len(QUESTIONS)} whole numbers, as 12 15, or Enter alone.")


def _is_answer(text: str, most: int) -> bool:
    return text == SKIPPED or (text.isascii() and text.isdecimal() and int(text) <= most)
