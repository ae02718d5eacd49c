"""The questions before a session: the last morning after, pain now, and whether it is a flare."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from msgspec import UNSET

from sciaticli.cli.ask.pain import NOT_GIVEN, ask_pain
from sciaticli.cli.ask.pain_line import PainLine, ask_pain_line
from sciaticli.cli.ask.pain_words import AFTER_SESSION, MORNING
from sciaticli.cli.ask.prompts import ask_choice
from sciaticli.cli.entries import stamp
from sciaticli.cli.setup.command import save_answers
from sciaticli.core.catalogue.exercise import Side
from sciaticli.core.course.flare import flare_question
from sciaticli.core.profile import YesNoUnsure
from sciaticli.core.record.day_logs import day_logs, is_morning_open, last_pain
from sciaticli.core.record.entries import Back, Leg, Pain, Response
from sciaticli.store.journal import append

if TYPE_CHECKING:
    from datetime import date

    from sciaticli.cli.ask.pain import PainGiven
    from sciaticli.cli.context import App
    from sciaticli.core.record.entries import PainNow
    from sciaticli.core.record.history import History

LOOK_BACK_DAYS = 30
FLARE = {"yes": "yes, take it gently", "no": "no", "unsure": "not sure"}


class Before(NamedTuple):
    """What was answered before a session."""

    pain: PainNow
    morning: Response | None
    flare: YesNoUnsure | None
    both_legs: bool = False

    @property
    def goes_on_record(self) -> bool:
        """Whether something of it is saved before the session."""
        return self.morning is not None or self.flare is not None or self.both_legs


def ask_before(app: App, history: History, day: date, given: PainGiven, *, flare: bool) -> Before:
    """Ask what is not given, and save the answers that are not part of the session itself.

    On the first day all is one line; pain in both legs goes on record, where the rules of the check find
    it. What was said the last time is offered again, but not after a bad
    morning and not in a flare.
    """
    side = None
    if not history.sessions and app.config.profile.side is None and given == NOT_GIVEN:
        given, side = _ask_first(app)
    morning = _ask_morning(app, history, day)
    safe = morning != Response.WORSE and not flare
    pain = ask_pain(app, given, last=last_pain(history, day) if safe else None)
    answer = YesNoUnsure.YES if flare else _ask_flare(app, history, day, pain)
    before = Before(pain, None if morning is None else Response(morning), answer, side is Side.BOTH)
    if before.goes_on_record:
        _save(app, before, day)
    return before


def _ask_first(app: App) -> PainLine:
    """Ask on the first day for pain and the sore side in one line; the side goes into the profile."""
    said = ask_pain_line(app)
    if said.side is not None:
        save_answers(app, {"side": str(said.side)})
    return said


def _ask_morning(app: App, history: History, day: date) -> str | None:
    """Ask how the morning after yesterday's session was, unless that has been said."""
    if not is_morning_open(history, day):
        return None
    return ask_choice(app, AFTER_SESSION, MORNING, one_key=True)


def _ask_flare(app: App, history: History, day: date, pain: PainNow) -> YesNoUnsure | None:
    """Ask whether this is a flare when the record gives cause; never assumed from numbers."""
    cause = flare_question(day, day_logs(history, day - timedelta(days=LOOK_BACK_DAYS), day), pain)
    if cause is None:
        return None
    app.say(cause)
    return YesNoUnsure(ask_choice(app, "Is this a flare-up?", FLARE, one_key=True))


def _save(app: App, before: Before, day: date) -> None:
    append(
        app.paths,
        Pain(
            **stamp(app, day=day),
            window="now",
            leg=Leg(
                now=before.pain.leg, distal=before.pain.distal, side=Side.BOTH if before.both_legs else UNSET
            ),
            back=Back(now=before.pain.back),
            morning=before.morning or UNSET,
            flare=before.flare or UNSET,
        ),
    )
