"""The questions of `setup`: short, each with what was said before, and a way back."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from sciaticli.cli.ask.kept_answers import ask_kept, ask_open, ask_several
from sciaticli.cli.ask.prompts import ask_choice, ask_in_turn
from sciaticli.cli.catalogue import load_names, named
from sciaticli.cli.entries import today_of
from sciaticli.cli.setup.regions import call_lines, region_code
from sciaticli.core.catalogue.exercise import Condition, Equipment, Family, Position, Side
from sciaticli.core.catalogue.plain_words import CONDITION_WORDS, EQUIPMENT_WORDS, POSITION_WORDS
from sciaticli.core.errors import UsageError
from sciaticli.core.profile import DEFAULT_EQUIPMENT, DEFAULT_MINUTES, AgeBand, TimeOfDay
from sciaticli.store.screening import load_wording

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sciaticli.cli.context import App

    Ask = Callable[[App, dict[str, Any], bool], Any]

PREGNANT = Condition.PREGNANCY_2ND_3RD_TRIMESTER
CLEARABLE = (Condition.RECENT_SURGERY, Condition.COMPRESSION_FRACTURE, Condition.HYPERTENSION)
AGES: dict[str, str] = {
    AgeBand.UNDER_18: "under 18",
    AgeBand.AGE_18_49: "18 to 49",
    AgeBand.AGE_50_69: "50 to 69",
    AgeBand.AGE_70_PLUS: "70 or more",
}
SIDES: dict[str, str] = {Side.LEFT: "left", Side.RIGHT: "right", Side.BOTH: "both sides"}
TOLD: dict[str, str] = {
    PREGNANT: "you are pregnant",
    Condition.RECENT_SURGERY: "an operation under 6 weeks ago (a new hip: 12), or not cleared yet",
}
TOLD |= {
    word: meaning
    for word, meaning in CONDITION_WORDS.items()
    if word not in TOLD and word not in (Condition.NUMBNESS_OR_WEAKNESS, Condition.GROIN_PAIN)
}
KINDS: dict[str, str] = {
    Family.LUMBAR_EXTENSOR: "back muscle drills",
    Family.WATER: "water",
    Family.YOGA: "yoga",
    Family.PILATES: "Pilates",
    Family.MCKENZIE: "back bends and side glides (McKenzie)",
    Family.ALEXANDER: "Alexander rest",
    Family.CORE_STRENGTHENING: "core strength",
    Family.DYNAMIC_STABILISING: "steadying drills",
    Family.FUNCTIONAL_RESTORATION: "everyday tasks",
    Family.POSTURE: "posture",
    Family.HIP_STRETCH: "hip and leg stretches",
    Family.NEURAL_MOBILITY: "nerve glides",
    Family.WALKING: "walking and cycling",
    Family.BREATHING_RELAXATION: "breathing and rest",
    Family.FLEXION_MOBILITY: "gentle bending",
}
DAYS = {"day": 1, "week": 7, "month": 30, "year": 365}


class ProfileQuestion(NamedTuple):
    """A key of the profile, how it is asked, and when. The answer is as the file holds it."""

    key: str
    ask: Ask
    applies: Callable[[dict[str, Any]], bool] = lambda _: True


def ask_questions(
    app: App, table: dict[str, Any], stated: set[str], questions: Sequence[ProfileQuestion]
) -> None:
    """Ask in turn; each answer goes into `table` and its key into `stated`, at once: a talk can break off."""

    def step(question: ProfileQuestion, back: bool) -> bool:
        if not question.applies(table):
            if question.key in stated:  # what made it apply was taken back
                stated.remove(question.key)
                del table[question.key]
            return False
        answer = question.ask(app, table, back)
        if answer is not None:
            table[question.key] = answer
            stated.add(question.key)
        return True

    ask_in_turn([partial(step, question) for question in questions])


def _age(app: App, table: dict[str, Any], back: bool) -> str | None:
    return ask_kept(app, "How old are you?", AGES, table.get("age_band"), back=back)


def _region(app: App, table: dict[str, Any], back: bool) -> str | None:
    regions = load_wording().regions
    app.say("", "Which country are you in? It picks the phone numbers to call.")
    while answer := ask_open(app, "as GB or Germany", table.get("region"), back=back):
        try:
            code = region_code(answer, regions)
        except UsageError as error:
            app.say(error.message[0].upper() + error.message[1:], error.hint)
            continue
        app.say(*call_lines(code, regions))
        return code
    return None


def _start(app: App, table: dict[str, Any], back: bool) -> str | None:
    app.say("", "Since when have you had this pain?")
    while answer := ask_open(app, "as 2026-08 or 6 weeks", table.get("episode_start"), back=back):
        if month := month_told(answer, today_of(app)):
            return month
        app.say("Please type a year and month, as 2026-08, or how long, as 6 weeks or 3 months.")
    return None


def month_told(text: str, today: date) -> str | None:
    """Return the month, as `2026-08`, of a month or a span back from today; None for anything else."""
    if span := re.fullmatch(r"(\d{1,3})\s*(day|week|month|year)s?( ago)?", text.strip().lower()):
        count = int(span[1]) * DAYS[span[2]]
        return f"{today - timedelta(days=count):%Y-%m}"
    known = re.fullmatch(r"(19|20)\d\d-(0[1-9]|1[0-2])", text.strip())
    return text.strip() if known and text.strip() <= f"{today:%Y-%m}" else None


def _side(app: App, table: dict[str, Any], back: bool) -> str | None:
    question = "Which side is sore?"
    if kept := table.get("side"):
        return ask_kept(app, question, SIDES, kept, back=back)
    app.say("")
    return str(ask_choice(app, question, SIDES, back=back, one_key=True))


def _conditions(app: App, table: dict[str, Any], back: bool) -> list[str] | None:
    question = "Has a doctor or physio told you of any of these, or do you know of one yourself?"
    return ask_several(app, question, TOLD, table.get("conditions"), back=back)


def _week(app: App, table: dict[str, Any], back: bool) -> int | None:
    app.say("", "Which week of the pregnancy is it? Left open, the rules from week 16 hold.")
    while answer := ask_open(app, "1 to 42", _week_today(table, today_of(app)), back=back):
        if answer.isdecimal() and 1 <= int(answer) <= 42:  # noqa: PLR2004 - the weeks of a pregnancy
            return int(answer)
        app.say("Please type a whole number from 1 to 42.")
    return None


def _week_today(table: dict[str, Any], today: date) -> str | None:
    """Return the week as it is now, counted on from the day it was given."""
    week, since = table.get("pregnancy_week"), table.get("pregnancy_week_on")
    if week is None or since is None:
        return None if week is None else str(week)
    return str(week + max(0, (today - date.fromisoformat(str(since))).days) // 7)


def _cleared(app: App, table: dict[str, Any], back: bool) -> list[str] | None:
    question = "Has a doctor said that exercise is fine with any of these? It counts for six months."
    choices: dict[str, str] = {word: TOLD[word] for word in _clearable(table)}
    return ask_several(app, question, choices, table.get("cleared", []), back=back)


def _clearable(table: dict[str, Any]) -> list[Condition]:
    return [word for word in CLEARABLE if word in table.get("conditions", ())]


def _equipment(app: App, table: dict[str, Any], back: bool) -> list[str] | None:
    question = "What do you have at hand?"
    kept = table.get("equipment", list(map(str, DEFAULT_EQUIPMENT)))
    choices: dict[str, str] = {word: EQUIPMENT_WORDS[word] for word in Equipment}
    answer = ask_several(app, question, choices, kept, back=back)
    return kept if answer is None and "equipment" not in table else answer


def _positions(app: App, table: dict[str, Any], back: bool) -> list[str] | None:
    question = "Which positions do not work for you?"
    choices: dict[str, str] = {word: POSITION_WORDS[word] for word in Position}
    return ask_several(app, question, choices, table.get("positions_out", []), back=back)


def _minutes(app: App, table: dict[str, Any], back: bool) -> int | None:
    app.say("", "How many minutes a day?")
    while answer := ask_open(app, "3 to 90", str(table.get("minutes", DEFAULT_MINUTES)), back=back):
        if answer.isdecimal() and 3 <= int(answer) <= 90:  # noqa: PLR2004 - the limits of the profile's key
            return int(answer)
        app.say("Please type a whole number from 3 to 90.")
    return None


def _time(app: App, table: dict[str, Any], back: bool) -> str | None:
    choices = {str(word): str(word) for word in TimeOfDay}
    return ask_kept(app, "When do you want to train?", choices, table.get("time_of_day"), back=back)


def _supervised(app: App, table: dict[str, Any], back: bool) -> list[str] | None:
    question = "Which kinds has a physio shown you in person? The name of one exercise works too."
    return ask_several(app, question, KINDS, table.get("supervised", []), back=back, other=_named(app))


def _set_aside(app: App, table: dict[str, Any], back: bool) -> list[str] | None:
    question = "Which kinds do you not want? The name of one exercise works too."
    return ask_several(app, question, KINDS, table.get("set_aside", []), back=back, other=_named(app))


def _likes(app: App, table: dict[str, Any], back: bool) -> list[str] | None:
    question = "Which kinds do you like? They come first where there is a choice."
    return ask_several(app, question, KINDS, table.get("likes", []), back=back, other=_named(app))


def _dislikes(app: App, table: dict[str, Any], back: bool) -> list[str] | None:
    question = "Which kinds do you like less? They come last where there is a choice."
    return ask_several(app, question, KINDS, table.get("dislikes", []), back=back, other=_named(app))


def _named(app: App) -> Callable[[str], str | None]:
    def find(text: str) -> str | None:
        try:
            return named(text, load_names(app))
        except UsageError as error:
            app.say(error.message[0].upper() + error.message[1:])
            return None

    return find


TOLD_QUESTION = ProfileQuestion("conditions", _conditions)
SIDE_QUESTION = ProfileQuestion("side", _side)
EQUIPMENT_QUESTION = ProfileQuestion("equipment", _equipment)
ALL = (
    ProfileQuestion("age_band", _age),
    ProfileQuestion("region", _region),
    ProfileQuestion("episode_start", _start),
    SIDE_QUESTION,
    TOLD_QUESTION,
    ProfileQuestion("pregnancy_week", _week, lambda table: PREGNANT in table.get("conditions", ())),
    ProfileQuestion("cleared", _cleared, lambda table: bool(_clearable(table))),
    EQUIPMENT_QUESTION,
    ProfileQuestion("positions_out", _positions),
    ProfileQuestion("minutes", _minutes),
    ProfileQuestion("time_of_day", _time),
    ProfileQuestion("supervised", _supervised),
    ProfileQuestion("set_aside", _set_aside),
    ProfileQuestion("likes", _likes),
    ProfileQuestion("dislikes", _dislikes),
)
