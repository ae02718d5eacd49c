"""Two questions on the first training days, and in each easy week: what the person can do now."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from sciaticli.cli.ask.prompts import ask_line
from sciaticli.cli.check.gate import leave_to_train
from sciaticli.cli.entries import save_assessment
from sciaticli.cli.today.chair_stands import time_stands
from sciaticli.core.course.measured_start import QUESTIONS, RISING, is_asked_lately, start_fields
from sciaticli.core.planning.day_order import asks_for_start
from sciaticli.core.planning.day_picture import picture_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from sciaticli.cli.check.gate import SessionReady
    from sciaticli.cli.context import App
    from sciaticli.core.catalogue.catalogue import Catalogue
    from sciaticli.core.planning.request import Request
    from sciaticli.core.record.entries import PainNow

HEAD = "So that today meets what you can do, two numbers in one line; Enter skips them, - skips one{offer}:"
ASK = "As 12 15, or - 15:"
SKIPPED = "-"
TIME_IT = "t"
OFFER = f", {TIME_IT} times the first for you"
HOW_MANY = "How many times did you stand up?"


def ask_start(
    app: App, ready: SessionReady, catalogue: Catalogue, request: Request, pain: PainNow
) -> SessionReady:
    """Ask both where the day is one to ask on, save what was said, and return the record anew."""
    history = ready.record.history
    if is_asked_lately(history.assessments, request.day):
        return ready
    view = picture_of(ready.leave, catalogue, app.config.profile, history, request)
    if not asks_for_start(view):
        return ready
    timed = None
    if view.is_let_in(RISING):
        rising, conditions = catalogue.by_id[RISING], view.setting.conditions
        timed = partial(time_stands, app, rising, conditions, pain)
    head = HEAD.format(offer=OFFER if timed else "")
    app.say(head, *(f"  {words}" for words, _ in QUESTIONS.values()))
    answers = _ask(app, timed)
    if answers == [None, None] and not history.sessions:
        return ready  # who skips it on a first day is asked once more on the next
    save_assessment(app, start_fields(*answers))
    return leave_to_train(app, may_check=False)


def _ask(app: App, timed: Callable[[], bool] | None) -> list[int | None]:
    """Ask for a whole number for each question, the first of which may be `timed`; skipped is None."""
    (_, most), (walk, longest) = QUESTIONS.values()
    while True:
        parts = ask_line(app, ASK).split()
        if not parts:
            return [None for _ in QUESTIONS]
        if timed and parts[0].casefold() == TIME_IT and len(parts) == 1:
            return [_number(app, HOW_MANY, most) if timed() else None, _number(app, walk, longest)]
        asked = zip(parts, QUESTIONS.values(), strict=False)
        if len(parts) == len(QUESTIONS) and all(_is_answer(part, limit) for part, (_, limit) in asked):
            return [None if part == SKIPPED else int(part) for part in parts]
        app.say(f"Please type {len(QUESTIONS)} whole numbers, as 12 15, or Enter alone.")


def _number(app: App, question: str, most: int) -> int | None:
    """Ask for one whole number; Enter skips it."""
    while answer := ask_line(app, f"{question} [0-{most}, Enter skips]"):
        if _is_answer(answer, most) and answer != SKIPPED:
            return int(answer)
        app.say(f"Please type a whole number from 0 to {most}, or Enter alone.")
    return None


def _is_answer(text: str, most: int) -> bool:
    return text == SKIPPED or (text.isascii() and text.isdecimal() and int(text) <= most)
