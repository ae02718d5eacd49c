"""After the day's session: a round of the drill, a second short session, or nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sciaticli.cli.ask.prompts import ask_choice
from sciaticli.cli.today.alone import play_alone
from sciaticli.core.course.rounds import ROUND
from sciaticli.core.errors import ExitCode
from sciaticli.view.plan import rounds_words

if TYPE_CHECKING:
    from sciaticli.cli.context import App
    from sciaticli.cli.today.make_plan import TodayOptions
    from sciaticli.core.plan import Plan
    from sciaticli.core.record.entries import PainNow

OFFER = {"round": "a round of it now", "short": "a second, short session", "nothing": "nothing more today"}


def offer_round(app: App, plan: Plan, pain: PainNow, wish: TodayOptions) -> int | None:
    """Offer a round where the day's session is done; None where a second session is wanted instead."""
    if plan.rounds is None:
        return None
    app.say("You have trained today.", rounds_words(plan.rounds))
    answer = ask_choice(app, "What now?", OFFER, one_key=True)
    if answer == "short":
        return None
    if answer == "nothing":
        return ExitCode.DONE
    return play_alone(app, plan.rounds.item, pain, wish, ROUND)
