"""The questions before a session: the last morning after, pain now, and whether it is a flare."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from sciaticli.cli.pain_words import AFTER_SESSION, DOWN, HIP, MORNING
from sciaticli.cli.prompts import StepBack, ask_choice, ask_number
from sciaticli.cli.record import stamp

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from sciaticli.cli.context import App
    from sciaticli.core.profile import YesNoUnsure
    from sciaticli.core.record.entries import Distal, PainNow, Response
    from sciaticli.core.record.history import History

LOOK_BACK_DAYS = 30
LEG = "Leg pain now? 0 is none, 10 the worst you can imagine."
BACK = "Back pain now?"
DISTAL = "How far down do you feel it now?"
FLARE = {"yes": "yes, take it gently", "no": "no", "unsure": "not sure"}


class PainGiven(NamedTuple):
    """Pain as options gave it; None is not given."""

    leg: int | None = None
    back: int | None = None
    down: Distal | None = None

    def pain(self) -> PainNow:
        """Return what was given as pain at this moment."""
        from msgspec import UNSET

        from sciaticli.core.record.entries import PainNow

        return PainNow(
            leg=UNSET if self.leg is None else self.leg,
            back=UNSET if self.back is None else self.back,
            distal=UNSET if self.down is None else self.down,
        )


NOT_GIVEN = PainGiven()


class Before(NamedTuple):
    """What was answered before a session."""

    pain: PainNow
    morning: Response | None
    flare: YesNoUnsure | None


def ask_before(app: App, history: History, day: date, given: PainGiven, *, flare: bool) -> Before:
    """Ask what is not given, and save the answers that are not part of the session itself."""
    from sciaticli.core.profile import YesNoUnsure
    from sciaticli.core.record.entries import Response

    morning = _ask_morning(app, history, day)
    pain = ask_pain(app, given)
    answer = YesNoUnsure.YES if flare else _ask_flare(app, history, day, pain)
    before = Before(pain, None if morning is None else Response(morning), answer)
    if before.morning is not None or before.flare is not None:
        _save(app, before, day)
    return before


def ask_pain(
    app: App, given: PainGiven = NOT_GIVEN, words: tuple[str, str, str] = (LEG, BACK, DISTAL)
) -> PainNow:
    """Ask for leg pain, back pain and how far down, as far as they are not given; `b` steps back."""
    from sciaticli.core.record.entries import Distal

    answers: dict[str, Any] = {key: value for key, value in given._asdict().items() if value is not None}
    questions: dict[str, Callable[[bool], object]] = {
        "leg": lambda back: ask_number(app, words[0], 0, 10, back=back),
        "back": lambda back: ask_number(app, words[1], 0, 10, back=back),
        "down": lambda back: Distal(ask_choice(app, words[2], DOWN, back=back, also=HIP)),
    }
    open_ones = [key for key in questions if key not in answers]
    number = 0
    while number < len(open_ones):
        try:
            answers[open_ones[number]] = questions[open_ones[number]](number > 0)
            number += 1
        except StepBack:
            number -= 1
    return PainGiven(**answers).pain()


def _ask_morning(app: App, history: History, day: date) -> str | None:
    """Ask how the morning after yesterday's session was, unless that has been said."""
    from sciaticli.core.record.day_logs import is_morning_open

    if not is_morning_open(history, day):
        return None
    return ask_choice(app, AFTER_SESSION, MORNING)


def _ask_flare(app: App, history: History, day: date, pain: PainNow) -> YesNoUnsure | None:
    """Ask whether this is a flare when the record gives cause; never assumed from numbers."""
    from sciaticli.core.course.flare import flare_question
    from sciaticli.core.profile import YesNoUnsure
    from sciaticli.core.record.day_logs import day_logs

    cause = flare_question(day, day_logs(history, day - timedelta(days=LOOK_BACK_DAYS), day), pain)
    if cause is None:
        return None
    app.say(cause)
    return YesNoUnsure(ask_choice(app, "Is this a flare-up?", FLARE))


def _save(app: App, before: Before, day: date) -> None:
    from msgspec import UNSET

    from sciaticli.core.record.entries import Back, Leg, Pain
    from sciaticli.store.journal import append

    append(
        app.paths,
        Pain(
            **stamp(app, day=day),
            window="now",
            leg=Leg(now=before.pain.leg, distal=before.pain.distal),
            back=Back(now=before.pain.back),
            morning=before.morning or UNSET,
            flare=before.flare or UNSET,
        ),
    )
