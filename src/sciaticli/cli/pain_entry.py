"""Writing pain down: asked for where it was not given, saved before anything else is said.

It loads no Typer: `log 4 2` comes here past it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from sciaticli.cli.ask.pain_words import AFTER_SESSION, DOWN, HIP, MORNING
from sciaticli.cli.ask.prompts import ask_choice, ask_in_turn, ask_number, kept_in
from sciaticli.cli.check.lock_notice import show_lock
from sciaticli.cli.entries import read_history, stamp
from sciaticli.core.errors import Interrupted, UsageError
from sciaticli.core.record.entries import Numb
from sciaticli.core.record.history import LAST_LINE, Line
from sciaticli.core.screening.past_checks import is_whole
from sciaticli.core.screening.worse_told import NEW_NUMBNESS

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime, time

    from sciaticli.cli.context import App
    from sciaticli.core.record.entries import Pain
    from sciaticli.core.record.history import History

LEG = "Worst leg pain in the last 24 hours? 0 is none, 10 the worst you can imagine."
BACK = "Worst back pain in the last 24 hours?"
DISTAL = "How far down did you feel it?"
IS_NEW = "Is that numbness new, or growing?"
NEW_ANSWERS = {"no": "No, I have had it, and it is the same", "yes": "Yes", "unsure": "Not sure"}
NEAR_DAYS = 14  # how far back numbness is compared; pain looks back seven


def record_two_numbers(app: App, leg: int, back: int) -> None:
    """Save the worst leg and back pain of the last 24 hours, each 0 to 10, and say what that means."""
    record_pain(app, {"leg": {"worst": leg}, "back": {"worst": back}})


def record_pain(
    app: App, tree: dict[str, Any], at: str | None = None, *, is_round: bool = False, as_json: bool = False
) -> None:
    """Save an entry of what `tree` says, by the keys of a pain entry; what is missing is asked for.

    A round needs no numbers.
    """
    moment, day = _when(app, at)
    known = read_history(app, _near(day))
    show_lock(app, aside=as_json, history=known)
    if not ("worst" in tree["leg"] and "worst" in tree["back"]) and not is_round:
        day = _ask(app, tree, day, known if at is None else None)
    entry, left = _asked_if_new(app, _pain(app, tree, moment, day), known)
    _save(app, entry, known, as_json=as_json)
    if left is not None:
        raise left
    if isinstance(entry.numb, Numb) and entry.numb.new is True:
        _ask_of_numbness(app)


def _when(app: App, at: str | None) -> tuple[datetime, date]:
    """Return the moment that is meant and the journal's day it belongs to."""
    from sciaticli.core.dates import fixed, journal_day, parse_when

    now = app.now()
    moment = parse_when(at, now, app.time_zone) if at is not None else fixed(now)
    return moment, journal_day(moment, _rollover(app))


def _rollover(app: App) -> time:
    """Return when the day begins; settings that don't name it are not read: that costs a start-up.

    A key may be written with a backslash, so a file with one is read too.
    """
    from sciaticli.core.dates import ROLLOVER

    try:
        text = app.paths.config_file.read_bytes()
    except FileNotFoundError:
        return ROLLOVER
    return app.config.coach.rollover_time if b"rollover" in text or b"\\" in text else ROLLOVER


def _ask(app: App, tree: dict[str, Any], day: date, known: History | None) -> date:
    """Ask for what was not given, one line each; returns the day that is meant.

    Without `known` the day was given, and neither it nor the morning is asked.
    """
    if not app.may_ask:
        raise UsageError("Both numbers are needed: the leg, then the back.", "For example: sciaticli log 4 2")
    if known is not None:
        _ask_morning(app, tree, day, known)
        day = _ask_day(app, day)
    questions: list[tuple[str, str, Callable[[bool], object]]] = [
        ("leg", "worst", lambda back: ask_number(app, LEG, 0, 10, back=back, one_key=True)),
        ("back", "worst", lambda back: ask_number(app, BACK, 0, 10, back=back, one_key=True)),
        ("leg", "distal", lambda back: ask_choice(app, DISTAL, DOWN, back=back, also=HIP, one_key=True)),
    ]
    ask_in_turn([kept_in(tree[part], key, ask) for part, key, ask in questions if key not in tree[part]])
    return day


def _ask_morning(app: App, tree: dict[str, Any], day: date, known: History) -> None:
    """Ask how the morning after the last session was, once: it decides more than the session itself."""
    from sciaticli.core.record.day_logs import is_morning_open

    if not is_morning_open(known, day):
        return
    tree["morning"] = ask_choice(app, AFTER_SESSION, MORNING, one_key=True)


def _ask_day(app: App, day: date) -> date:
    """After midnight and before the day begins, ask which day is meant."""
    from datetime import timedelta

    if app.now().date() == day:
        return day
    words = {"yesterday": f"{day:%A}, the day that has just ended", "today": f"{day + timedelta(1):%A}"}
    answer = ask_choice(app, "It is past midnight. Which day is this for?", words, one_key=True)
    return day if answer == "yesterday" else day + timedelta(1)


def _pain(app: App, tree: dict[str, Any], moment: datetime, day: date) -> Pain:
    """Return the entry; what was neither given nor asked is absent from it."""
    from msgspec import convert

    from sciaticli.core.record.entries import Pain

    said = {key: value for key, value in tree.items() if value not in (None, {}, [])}
    return convert({**stamp(app, moment, day), **said}, Pain)


def _asked_if_new(app: App, entry: Pain, known: History) -> tuple[Pain, Interrupted | None]:
    """Ask whether numbness of which the last check knew nothing is new: only then does that check end.

    Returns the entry with the answer. Where the question is left, it comes back without one, and with
    what left it: the entry is saved first.
    """
    numb = entry.numb
    is_known = any(is_whole(check) for check in known.checks)
    if not (app.may_ask and is_known and isinstance(numb, Numb)):
        return entry, None
    if NEW_NUMBNESS not in _why_void(known, Line(entry)):
        return entry, None
    try:
        answer = ask_choice(app, IS_NEW, NEW_ANSWERS, one_key=True)
    except Interrupted as left:
        return entry, left
    return replace(entry, numb=replace(numb, new=answer != "no")), None


def _ask_of_numbness(app: App) -> None:
    """Ask in full what goes with new numbness; what is above clear is printed and saved."""
    from sciaticli.cli.check.ask import ask_items
    from sciaticli.core.screening.questions import NUMBNESS_ITEMS

    app.say("", "Five questions on that come now.")
    ask_items(app, NUMBNESS_ITEMS)


def _save(app: App, entry: Pain, known: History, *, as_json: bool) -> None:
    """Save, and only then say what was saved, how to take it back, and what it ended."""
    from sciaticli.store.journal import append

    talk = app.say if as_json else app.show
    try:
        saved = append(app.paths, entry)
    except OSError:
        if meaning := _meaning(app, entry, known, Line(entry)):
            app.say(*meaning, "")
            _keep_in_mind(app, entry, known)
        raise
    if as_json:
        from msgspec.json import encode

        app.show_exactly(encode(entry).decode())
    else:
        from sciaticli.view.journal import day_in_words, pain_words

        said = (*pain_words(entry), *(["a note"] if entry.note else []))
        night = "" if entry.at.date() == entry.day else f" ({entry.at:%H:%M on %A} counts for it)"
        app.show(f"Saved for {day_in_words(entry.day)}{night}: {', '.join(said)}.")
        app.show("Not right? sciaticli journal undo")
    if meaning := _meaning(app, entry, known, saved):
        talk("", *meaning)


def _meaning(app: App, entry: Pain, known: History, line: Line) -> list[str]:
    """Return what an entry means for safety: what its words may name, bad days, a check that it ends."""
    told = [*_heard(app, entry), *_bad_days(app, known, line)]
    reasons = _why_void(known, line)
    again = [*reasons, "So your last check no longer counts. Please do it again now: sciaticli check"]
    between = [""] if told and reasons else []
    return [*told, *between, *(again if reasons else [])]


def _keep_in_mind(app: App, entry: Pain, known: History) -> None:
    """Let an entry that can't be saved end the check all the same, where it does."""
    from sciaticli.core.screening.voids import bare_void
    from sciaticli.store.unsaved_checks import keep_unsaved

    if _why_void(known, Line(entry)):
        keep_unsaved(app.paths, bare_void(entry))


def _heard(app: App, entry: Pain) -> list[str]:
    """Return what is said of free text; most entries have none, and pay nothing for it."""
    if not (entry.note or entry.did):
        return []
    from sciaticli.cli.check.heard import note_heard

    return note_heard(app, entry)


def _bad_days(app: App, known: History, saved: Line) -> list[str]:
    """Return what is said of the third day of very strong pain, or night of bad sleep, within a week."""
    from sciaticli.core.record.history import fold
    from sciaticli.core.screening.heard import bad_days

    found = bad_days(fold((*known.records, replace(saved, line=LAST_LINE))), app.now())
    if not found:
        return []
    from sciaticli.store.screening import load_wording
    from sciaticli.view.screening import asked_lines

    talk = load_wording().talk
    return [*(line for why in found for line in asked_lines(talk[why])), *asked_lines(talk["bad_days"])]


def _why_void(known: History, saved: Line) -> tuple[str, ...]:
    """Return why what was saved ends a screening, each reason once."""
    from sciaticli.core.record.history import fold
    from sciaticli.core.screening.voids import voids_in

    last = replace(saved, line=LAST_LINE)
    found = voids_in(fold((*known.records, last)), lambda record: record is last)
    return tuple(dict.fromkeys(void.why for void in found))


def _near(day: date) -> str:
    """Return the month from which entries may matter to one of this day."""
    from datetime import timedelta

    return f"{day - timedelta(days=NEAR_DAYS):%Y-%m}"
