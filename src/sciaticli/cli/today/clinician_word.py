"""Asking about a prescribed line that a rule leaves out: whether the clinician knows, and it is fine."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sciaticli.cli.ask.prompts import ask_yes_no
from sciaticli.cli.check.gate import SessionReady, leave_to_train
from sciaticli.cli.entries import save_assessment
from sciaticli.core.planning.day_picture import picture_of
from sciaticli.core.planning.routine_plan import waiting_lines
from sciaticli.core.record.entries import CLINICIAN_KNOWS
from sciaticli.core.rules.eligibility import knows_items

if TYPE_CHECKING:
    from sciaticli.cli.context import App
    from sciaticli.core.catalogue.catalogue import Catalogue
    from sciaticli.core.catalogue.exercise import Exercise
    from sciaticli.core.planning.request import Request
    from sciaticli.core.rules.person_today import Refusal, Rule

KNOWS = "Does your clinician know this, and did they say that it is fine for you?"


def ask_clinician(app: App, ready: SessionReady, catalogue: Catalogue, request: Request) -> SessionReady:
    """Ask once about each rule that a clinician's word would lift from a line of the request's routine.

    What is said yes to is saved, and the standing judged anew; a no leaves the line out.
    """
    if request.routine is None:
        return ready
    profile = app.config.profile
    view = picture_of(ready.leave, catalogue, profile, ready.record.history, request)
    said: list[tuple[str, Rule]] = []
    for exercise, why in waiting_lines(request.routine, catalogue, view):
        said += _ask(app, exercise, why)
    if not said:
        return ready
    save_assessment(app, {"form": CLINICIAN_KNOWS, "items": knows_items(said, profile)})
    app.say("Noted. It counts for six months, or until what you have been told changes.")
    return leave_to_train(app, may_check=False)


def _ask(app: App, exercise: Exercise, why: tuple[Refusal, ...]) -> list[tuple[str, Rule]]:
    """Return the rules that the clinician knows of; nothing after the first no: one rule is enough."""
    for refusal in why:
        app.say("", f"On your list, but left out: {exercise.name}. {refusal.because}")
        if not ask_yes_no(app, KNOWS):
            return []
    return [(exercise.id, refusal.rule) for refusal in why]
