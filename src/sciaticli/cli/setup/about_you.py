"""Before the very first check: age and what a person has been told, in one line."""

from __future__ import annotations

import re
from shutil import get_terminal_size
from typing import TYPE_CHECKING, NamedTuple

from sciaticli.cli.ask.kept_answers import NONE
from sciaticli.cli.ask.prompts import ask_line
from sciaticli.cli.context import Look
from sciaticli.cli.setup.command import save_answers
from sciaticli.cli.setup.profile_questions import AGES, TOLD
from sciaticli.core.profile import AgeBand, age_band_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sciaticli.cli.context import App

HEAD = (
    "Two things about you come before them, in one line: your age, and the numbers of what you have been "
    "told by a doctor or physio, or know of yourself. 0 is none of these."
)
ASK = "Your age, then numbers or 0, as 47 0 or 63 3 16 (q: not now):"
AGAIN = "Please type your age in years, then numbers from 1 to {most} or 0, with spaces between, as 47 0."
OUT = ("q", "quit", "not now")
YOUNGEST, OLDEST = 5, 115  # what is taken for an age in years; a number below is one of the list
GAP = 2


class AboutYou(NamedTuple):
    """What was said: the age band, and the conditions by their words."""

    age: AgeBand
    told: tuple[str, ...]


def ask_about_you(app: App) -> bool:
    """Ask for both, save them in the profile and repeat them; False when the person leaves it for now."""
    app.say("", HEAD, *_choices(app))
    while True:
        answer = ask_line(app, ASK).lower()
        if answer in OUT:
            return False
        said = read_about_you(answer)
        if said is not None:
            break
        app.say(AGAIN.format(most=len(TOLD)))
    named = "; ".join(TOLD[word] for word in said.told) or "none of these"
    save_answers(app, {"age_band": str(said.age), "conditions": list(said.told)})
    app.say(f"Noted: {AGES[said.age]} years old; {named}. Not right? Later: sciaticli setup", "")
    return True


def read_about_you(answer: str) -> AboutYou | None:
    """Return what an answer says: an age in years, then numbers of the list or none; None if unclear."""
    first, *rest = re.split(r"[\s,;]+", answer.strip())
    if not _is_number(first, YOUNGEST, OLDEST) or not rest:
        return None
    age = age_band_of(int(first))
    if len(rest) == 1 and rest[0] in NONE:
        return AboutYou(age, ())
    if not all(_is_number(each, 1, len(TOLD)) for each in rest):
        return None
    chosen = {int(each) for each in rest}
    return AboutYou(age, tuple(str(word) for number, word in enumerate(TOLD, 1) if number in chosen))


def _is_number(text: str, low: int, high: int) -> bool:
    return text.isascii() and text.isdecimal() and low <= int(text) <= high


def _choices(app: App) -> Iterator[str]:
    """Yield the list, two to a line where both fit; one to a line for those who listen."""
    lines = [f"{number:>2} {meaning}" for number, meaning in enumerate(TOLD.values(), 1)]
    half = 0 if app.look is Look.PLAIN else (get_terminal_size().columns - GAP) // 2
    while lines:
        line = lines.pop(0)
        if lines and len(line) < half and len(lines[0]) < half:
            line = f"{line:{half + GAP}}{lines.pop(0)}"
        yield line
