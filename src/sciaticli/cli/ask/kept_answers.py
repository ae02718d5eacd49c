"""Questions that have an answer already: Enter keeps it, `b` goes back, a list takes several words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sciaticli.cli.ask.prompts import BACK, StepBack, ask_line, match_choice
from sciaticli.core.errors import Interrupted

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from sciaticli.cli.context import App

NONE = ("0", "none", "no", "n")
QUIT = ("q", "quit", "exit")


def ask_kept(
    app: App, question: str, choices: Mapping[str, str], kept: str | None, *, back: bool
) -> str | None:
    """Ask for one of `choices` (word -> meaning); None when Enter keeps what was there.

    With `back`, `b` raises StepBack.
    """
    words = list(choices)
    app.say("", question, *_numbered(choices))
    while True:
        answer = ask_open(app, f"1 to {len(words)}", choices.get(kept, kept) if kept else None, back=back)
        if not answer:
            return None
        if (word := match_choice(answer.lower(), words)) is not None:
            return str(word)
        app.say(f"Please type a number from 1 to {len(words)}.")


def ask_several(
    app: App,
    question: str,
    choices: Mapping[str, str],
    kept: Sequence[str] | None,
    *,
    back: bool,
    other: Callable[[str], str | None] | None = None,
) -> list[str] | None:
    """Ask for any of `choices`, with commas; 0 is none of them. None when Enter keeps what was there.

    With nothing to keep, Enter alone asks again: "none" must be said. `other` finds the word for an
    answer that is not among the choices.
    """
    words = list(choices)
    app.say("", question, *_numbered(choices))
    told = None if kept is None else ", ".join(choices.get(word, word) for word in kept) or "none"
    while True:
        answer = ask_open(
            app, "numbers with commas, 0 for none", told, back=back, may_skip=False, at_once="0"
        )
        if not answer and kept is not None:
            return None
        found, unknown = _matched(answer, words, other)
        if answer and not unknown:
            return found
        if unknown:
            app.say(f"Not known here: {', '.join(unknown)}.")
        app.say(f"Please type numbers from 1 to {len(words)} with commas, or 0 for none of them.")


def ask_open(
    app: App, form: str, kept: str | None, *, back: bool, may_skip: bool = True, at_once: str = ""
) -> str:
    """Ask for a line; `form` says what it looks like. Empty when Enter was all.

    `b` raises StepBack, `q` Interrupted: whoever asks keeps what was said before.
    At a terminal a first key that is one of `at_once` is taken without Enter.
    """
    enter = f"Enter keeps: {kept}" if kept is not None else "Enter leaves it open" if may_skip else ""
    tail = "; ".join(part for part in (enter, f"{BACK} goes back" if back else "") if part)
    answer = ask_line(app, f"Your answer, {form}{f' ({tail})' if tail else ''}:", at_once=at_once)
    if back and answer.lower() == BACK:
        raise StepBack
    if answer.lower() in QUIT:
        raise Interrupted("Stopped. What you said before is kept.")
    return answer


def _matched(
    answer: str, words: Sequence[str], other: Callable[[str], str | None] | None
) -> tuple[list[str], list[str]]:
    """Return the words that a list means, and the parts that mean nothing."""
    if answer.strip().lower() in NONE:
        return [], []
    # numbers may also stand with spaces alone; names hold spaces themselves
    is_numbers = re.fullmatch(r"[\d\s,;]+", answer) is not None
    parts = [part.strip() for part in re.split(r"[\s,;]+" if is_numbers else r"[,;]", answer) if part.strip()]
    found: dict[str, None] = {}
    unknown = []
    for part in parts:
        word = match_choice(part.lower(), words) or (other(part) if other else None)
        if word is None:
            unknown.append(part)
        else:
            found[str(word)] = None
    return list(found), unknown


def _numbered(choices: Mapping[str, str]) -> list[str]:
    return [f"  {number} {meaning}" for number, meaning in enumerate(choices.values(), 1)]
