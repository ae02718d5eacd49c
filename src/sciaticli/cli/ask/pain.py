"""Asking for pain: leg, back, and how far down; what an option gave is not asked again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from msgspec import UNSET

from sciaticli.cli.ask.pain_words import DOWN, HIP
from sciaticli.cli.ask.prompts import ask_choice, ask_in_turn, ask_number, kept_in
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
    app: App, given: PainGiven = NOT_GIVEN, words: tuple[str, str, str] = (LEG, BACK, DISTAL)
) -> PainNow:
    """Ask for leg pain, back pain and how far down, as far as they are not given; `b` steps back."""
    answers: dict[str, Any] = {key: value for key, value in given._asdict().items() if value is not None}
    questions: dict[str, Callable[[bool], object]] = {
        "leg": lambda back: ask_number(app, words[0], 0, 10, back=back),
        "back": lambda back: ask_number(app, words[1], 0, 10, back=back),
        "down": lambda back: Distal(ask_choice(app, words[2], DOWN, back=back, also=HIP)),
    }
    ask_in_turn([kept_in(answers, key, ask) for key, ask in questions.items() if key not in answers])
    return PainGiven(**answers).pain()
