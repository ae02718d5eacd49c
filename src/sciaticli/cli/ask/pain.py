"""Asking for pain: leg, back, and how far down; what an option gave is not asked again."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from msgspec import UNSET

from sciaticli.cli.ask.pain_words import DOWN, HIP
from sciaticli.cli.ask.prompts import ask_choice, ask_in_turn, ask_number, ask_number_or_enter
from sciaticli.core.record.day_logs import known, site
from sciaticli.core.record.entries import Distal, PainNow

if TYPE_CHECKING:
    from collections.abc import Callable

    from sciaticli.cli.context import App


LEG = "Leg pain now? 0 is none, 10 the worst you can imagine."
BACK = "Back pain now?"
DISTAL = "How far down do you feel it now?"


class PainGiven(NamedTuple):
    """Pain as options gave it; None is not given."""

    leg: int | None = None
    back: int | None = None
    down: Distal | None = None

    def or_else(self, pain: PainNow) -> PainGiven:
        """Return what was given, and for the rest what was said a little while ago."""
        leg, back = known(pain.leg), known(pain.back)
        return PainGiven(
            leg if self.leg is None else self.leg,
            back if self.back is None else self.back,
            site(pain.distal) if self.down is None else self.down,
        )

    def pain(self) -> PainNow:
        """Return what was given as pain at this moment."""
        return PainNow(
            leg=UNSET if self.leg is None else self.leg,
            back=UNSET if self.back is None else self.back,
            distal=UNSET if self.down is None else self.down,
        )


NOT_GIVEN = PainGiven()


def ask_pain(
    app: App,
    given: PainGiven = NOT_GIVEN,
    words: tuple[str, str, str] = (LEG, BACK, DISTAL),
    *,
    last: PainNow | None = None,
    keep: Callable[[PainNow], None] = lambda _: None,
) -> PainNow:
    """Ask for leg pain, back pain and how far down, as far as they are not given; `b` steps back.

    With nothing given, Enter at the first question keeps all of `last`: what was said the last time.
    `keep` is given what is known after each answer.
    """
    answers: dict[str, Any] = {key: value for key, value in given._asdict().items() if value is not None}
    kept = NOT_GIVEN if last is None or answers else NOT_GIVEN.or_else(last)
    questions: dict[str, Callable[[bool], object]] = {
        "leg": lambda back: _ask_leg(app, words[0], kept, back=back),
        "back": lambda back: ask_number(app, words[1], 0, 10, back=back, kept=kept.back, one_key=True),
        "down": lambda back: Distal(
            ask_choice(app, words[2], DOWN, back=back, also=HIP, one_key=True, kept=kept.down)
        ),
    }

    def step(key: str, back: bool) -> bool:
        is_open = key == "leg" or answers.get("leg", 0) is not None
        if is_open:
            answers[key] = questions[key](back)
            keep(told())
        return is_open

    def told() -> PainNow:
        return kept.pain() if answers.get("leg", 0) is None else PainGiven(**answers).pain()

    ask_in_turn([partial(step, key) for key in questions if key not in answers])
    return told()


def _ask_leg(app: App, question: str, kept: PainGiven, *, back: bool) -> int | None:
    """Return the leg pain; None where Enter says that all is as it was the last time."""
    if kept.leg is None or kept.back is None or kept.down is None:
        return ask_number(app, question, 0, 10, back=back, one_key=True)
    app.say(f"Last time: leg {kept.leg}, back {kept.back}, felt down to: {DOWN[kept.down]}.")
    return ask_number_or_enter(app, question, 0, 10, "nothing has changed", back=back, one_key=True)
