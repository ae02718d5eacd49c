"""Leg, back, how far down and the sore side in one line: for a first day, when all four are open."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from sciaticli.cli.ask.pain import PainGiven
from sciaticli.cli.ask.pain_words import DOWN, HIP
from sciaticli.cli.ask.prompts import ask_line, match_choice
from sciaticli.core.catalogue.exercise import Side
from sciaticli.core.record.entries import Distal

if TYPE_CHECKING:
    from sciaticli.cli.context import App

HEAD = (
    "And how is it now? Four things in one line, with spaces between:",
    "  leg pain, 0 to 10: 0 is none, 10 the worst you can imagine",
    "  back pain, 0 to 10",
    f"  how far down you feel it: {', '.join(f'{n} {words}' for n, words in enumerate(DOWN.values(), 1))}",
    "  the sore side: l left, r right, b both, - neither",
)
ASK = "Leg, back, how far down, side, as 4 2 6 l:"
PARTS = (
    "The first is leg pain, 0 to 10.",
    "The second is back pain, 0 to 10.",
    f"The third is how far down, 1 to {len(DOWN)}.",
    "The fourth is the side: l, r, b or -.",
)
MOST = 10
NEITHER = "-"


class PainLine(NamedTuple):
    """What a line says; `side` None is neither."""

    pain: PainGiven
    side: Side | None


def ask_pain_line(app: App) -> PainLine:
    """Ask for all four; what is missing or not understood is named, and the line asked again."""
    app.say(*HEAD)
    while True:
        said = read_pain_line(ask_line(app, ASK))
        if isinstance(said, PainLine):
            return said
        app.say(said)


def read_pain_line(answer: str) -> PainLine | str:
    """Return what a line says, or the words about the first part of it that is missing or unclear."""
    leg, back, down, side, *more = [*re.split(r"[\s,;]+", answer.strip().lower()), "", "", "", ""]
    words = match_choice(HIP.get(down, down), list(DOWN))
    sides = {NEITHER: None, **{str(each)[0]: each for each in Side}, **{str(each): each for each in Side}}
    good = (_is_pain(leg), _is_pain(back), words is not None, side in sides and not any(more))
    if words is None or not all(good):
        return PARTS[good.index(False)]
    return PainLine(PainGiven(int(leg), int(back), Distal(words)), sides[side])


def _is_pain(text: str) -> bool:
    return text.isascii() and text.isdecimal() and int(text) <= MOST
