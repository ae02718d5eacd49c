"""Questions at the terminal: on standard error, one line each, so that they also work in a pipe."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from sciaticli.cli.ask.one_key import read_answer
from sciaticli.cli.context import fitted
from sciaticli.core.errors import Interrupted
from sciaticli.core.text import from_outside

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, MutableMapping, Sequence

    from sciaticli.cli.context import App

BACK = "b"
_DIGITS = 9
_SAID = {
    "yes": ("yeah", "yep", "yup", "ya", "aye", "true", "yes i do", "yes i have"),
    "no": ("nope", "nah", "nay", "no i dont", "no i havent"),
    "unsure": (
        *("not sure", "im not sure", "not certain", "dunno", "dont know", "i dont know", "idk", "no idea"),
        *("maybe", "perhaps", "possibly", "cant tell", "cant say", "hard to say"),
    ),
}
"""What people type instead of a word. Nothing that could mean two things: "not really" is asked again."""
_RUNS_ON = tuple(" ,;-/")
_RAN_ON = "That seems to go on from the question before. Type b to go back there, or answer this one."


class StepBack(Exception):  # noqa: N818 - a turn in the talk, not an error
    """The person wants the question before."""


def ask_in_turn(steps: Sequence[Callable[[bool], bool]]) -> None:
    """Take steps in turn, each of which asks one question and keeps its answer.

    A step is told whether there is a question to go back to; StepBack from it returns to the last one
    that was asked. It returns False when it asked nothing.
    """
    asked: list[int] = []
    number = 0
    while number < len(steps):
        try:
            if steps[number](bool(asked)):
                asked.append(number)
            number += 1
        except StepBack:
            number = asked.pop()


def kept_in(
    answers: MutableMapping[str, Any], key: str, ask: Callable[[bool], object]
) -> Callable[[bool], bool]:
    """Return the step that puts the answer of `ask` under a key."""

    def step(back: bool) -> bool:
        answers[key] = ask(back)
        return True

    return step


def ask_line(app: App, question: str, *, at_once: str = "") -> str:
    """Ask for a line of text, stripped; raises Interrupted at the end of input.

    At a terminal a first key that is one of `at_once` is taken without Enter.
    """
    while True:
        app.stderr.write(f"{fitted(app.stderr, question)} ")
        app.stderr.flush()
        line = read_answer(app.stdin, app.stderr, at_once)
        if not line:
            app.stderr.write("\n")
            raise Interrupted("Stopped: there was no more input.")
        if at_once and line.startswith(_RUNS_ON) and line.strip():
            app.say(_RAN_ON)  # "1 or 2 times": the 1 was taken as soon as it was typed
            continue
        try:
            return from_outside(line).strip()
        except ValueError as error:
            app.say(f"What you typed {error}. Please type it again.")


def ask_choice(
    app: App,
    question: str,
    choices: Mapping[str, str],
    *,
    back: bool = False,
    also: Mapping[str, str] | None = None,
    way_out: str | None = None,
    last: Sequence[str] = (),
    one_key: bool = False,
    kept: str | None = None,
    read: Callable[[str], str | None] | None = None,
) -> str:
    """Ask for one of `choices` (word -> what it means) by word, unambiguous beginning, or number.

    Enter alone gives `kept`, and asks again without one. With `back`, `b` raises StepBack. `also` holds
    other words for a choice, `way_out` how the talk is left, `last` what stands right above the prompt.
    With `one_key` a number needs no Enter where the terminal gives keys. `read` reads what is no choice.
    """
    words = list(choices)
    app.say(question, *(f"  {number} {choices[word]}" for number, word in enumerate(words, 1)), *last)
    step = f"{BACK} for the question before" if back else ""
    enter = "" if kept is None else f"Enter: {choices[kept]}"
    told = way_out or "; ".join(part for part in (enter, step) if part)
    tail = f" ({told})" if told else ""
    keys = "123456789"[: len(words)] if one_key and len(words) <= _DIGITS else ""
    while True:
        answer = ask_line(app, f"Your answer, 1 to {len(words)}{tail}:", at_once=keys).lower()
        if back and answer == BACK:
            raise StepBack
        if not answer and kept is not None:
            return kept
        word = match_choice((also or {}).get(answer, answer), words)
        word = read(answer) if word is None and read is not None else word
        if word is not None:
            return word
        app.say(f"Please type a number from 1 to {len(words)}{_or_words(words)}.")


def _or_words(words: Sequence[str]) -> str:
    """Return the words that may be typed instead of a number, where they are a person's words."""
    return f", or one of: {', '.join(words)}" if all(word.isalpha() for word in words) else ""


def match_choice(answer: str, words: Sequence[str]) -> str | None:
    """Return the word that an answer means: the word, its beginning, its number from 1, or the like of it."""
    answer = plain(answer)
    if answer.isdecimal():
        return words[int(answer) - 1] if 1 <= int(answer) <= len(words) else None
    if not answer:
        return None
    if answer in words:
        return answer
    hits = [word for word in words if word.startswith(answer)]
    if len(hits) == 1:
        return hits[0]
    return next((word for word, said in _SAID.items() if answer in said and word in words), None)


def plain(answer: str) -> str:
    """Return an answer without apostrophes and without a full stop or an exclamation mark at its end."""
    return re.sub(r"['\u2019]", "", answer).rstrip(".! ")


def ask_yes_no(app: App, question: str, *, default: bool | None = None) -> bool:
    """Ask yes or no; Enter alone is the default where there is one, else asks again."""
    hint = {None: "y/n", True: "Y/n", False: "y/N"}[default]
    while True:
        answer = ask_line(app, f"{question} [{hint}]").lower()
        if not answer and default is not None:
            return default
        if (word := match_choice(answer, ("yes", "no"))) is not None and not answer.isdecimal():
            return word == "yes"
        app.say("Please type y or n.")


def ask_number(
    app: App,
    question: str,
    low: int,
    high: int,
    *,
    back: bool = False,
    kept: int | None = None,
    one_key: bool = False,
) -> int:
    """Ask for a whole number from `low` to `high`; Enter alone gives `kept`, and asks again without one.

    With `one_key` a digit that begins no longer answer needs no Enter.
    """
    enter = "" if kept is None else str(kept)
    while True:
        answer = ask_number_or_enter(app, question, low, high, enter, back=back, one_key=one_key)
        number = kept if answer is None else answer
        if number is not None:
            return number
        app.say(f"Please type a whole number from {low} to {high}.")


def ask_number_or_enter(
    app: App, question: str, low: int, high: int, enter: str, *, back: bool = False, one_key: bool = False
) -> int | None:
    """Ask for a whole number; None for Enter alone, of which `enter` says what it means."""
    keys = "".join(digit for digit in "0123456789" if _is_whole(int(digit), low, high)) if one_key else ""
    tail = f" (Enter: {enter})" if enter else ""
    while True:
        answer = ask_line(app, f"{question} [{low}-{high}]{tail}", at_once=keys)
        if back and answer.lower() == BACK:
            raise StepBack
        if not answer:
            return None
        if answer.isdecimal() and low <= int(answer) <= high:
            return int(answer)
        app.say(f"Please type a whole number from {low} to {high}.")


def _is_whole(digit: int, low: int, high: int) -> bool:
    """Return whether a digit is an answer, and not the beginning of a longer one."""
    return low <= digit <= high and (not digit or digit * 10 > high)
