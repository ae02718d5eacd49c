"""Two questions on the first training day, and in each easy week: what the person can do now."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from sciaticli.cli.ask.prompts import ask_line
from sciaticli.cli.check.gate import leave_to_train
from sciaticli.cli.entries import save_assessment
from sciaticli.cli.today.chair_stands import time_stands
from sciaticli.core.course.measured_start import QUESTIONS, RISING, is_asked_lately, start_fields
from sciaticli.core.planning.day_order import asks_for_start
from sciaticli.core.planning.day_picture import outlook

if TYPE_CHECKING:
    from collections.abc import Callable

    from sciaticli.cli.check.gate import SessionReady
    from sciaticli.cli.context import App
    from sciaticli.core.catalogue.catalogue import Catalogue
    from sciaticli.core.planning.request import Request
    from sciaticli.core.record.entries import PainNow

TIME_IT = "t"
HOW_MANY = "How many times did you stand up?"
HEAD = "Two questions, so that today meets what you can do. Enter skips one."


def ask_start(
    app: App, ready: SessionReady, catalogue: Catalogue, request: Request, pain: PainNow
) -> SessionReady:
    """Ask both where the day is one to ask on, save what was said, and return the record anew."""
    history = ready.record.history
    if is_asked_lately(history.assessments, request.day):
        return ready
    view = outlook(ready.leave, catalogue, app.config.profile, history, request)
    if not asks_for_start(view):
        return ready
    app.say(HEAD)
    timed = None
    if view.is_let_in(RISING):
        rising, conditions = catalogue.by_id[RISING], view.setting.conditions
        timed = partial(time_stands, app, rising, conditions, pain)
    stands, walk = QUESTIONS.values()
    answers = _ask(app, *stands, timed), _ask(app, *walk)
    save_assessment(app, start_fields(*answers))
    return leave_to_train(app, may_check=False)


def _ask(app: App, question: str, most: int, timed: Callable[[], bool] | None = None) -> int | None:
    """Ask for a whole number; Enter skips it. What can be `timed` is, where that is asked for."""
    offer = f", {TIME_IT} times it for you" if timed else ""
    while True:
        answer = ask_line(app, f"{question} [0-{most}{offer}, Enter skips]")
        if not answer:
            return None
        if timed and answer.casefold() == TIME_IT:
            if not timed():
                return None
            question, offer, timed = HOW_MANY, "", None
        elif answer.isdecimal() and int(answer) <= most:
            return int(answer)
        else:
            app.say(f"Please type a whole number from 0 to {most}, or Enter alone.")
