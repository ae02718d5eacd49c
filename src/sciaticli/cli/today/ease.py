"""`today --ease`: it hurts now, so first aid comes at once, spoken, and how the leg is after."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sciaticli.cli.ask.pain import ask_pain
from sciaticli.cli.catalogue import load
from sciaticli.cli.check.gate import leave_to_train
from sciaticli.cli.today.alone import play_alone, write_pain
from sciaticli.cli.today.make_plan import request_of
from sciaticli.cli.today.prepare import recheck
from sciaticli.core.catalogue.dose_words import dose_words
from sciaticli.core.errors import UsageError
from sciaticli.core.planning.calm import first_aid
from sciaticli.core.planning.day_picture import picture_of
from sciaticli.core.progress.between_sessions import EASE

if TYPE_CHECKING:
    from sciaticli.cli.context import App
    from sciaticli.cli.today.make_plan import TodayOptions

MINUTES = 5


def ease(app: App, wish: TodayOptions) -> int:
    """Re-check, then guide what has eased this leg before; no training session. Returns the exit code."""
    if not app.may_ask:
        raise UsageError(
            "first aid needs a terminal and somebody to answer.", "Answer the danger signs: sciaticli check"
        )
    ready = recheck(app, leave_to_train(app, may_check=True))
    before = ask_pain(app, wish.given)
    record = ready.record
    request = request_of(app, record.day, pain=before, flare=None)
    view = picture_of(ready.leave, load(app), app.config.profile, record.history, request)
    item = first_aid(view, wish.minutes or MINUTES)
    write_pain(app, before)
    app.say(f"{item.exercise.name}, {dose_words(item.dose, item.exercise.kind)}. It starts at once.")
    app.say(*(f"Take care: {caution}" for caution in item.cautions))
    return play_alone(app, item, before, wish, EASE)
