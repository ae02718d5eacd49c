"""`sciaticli log`: pain in one line or three questions, saved before anything else is said."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer
from msgspec.structs import replace

from sciaticli.cli.ask.pain_words import AFTER_SESSION, DOWN, HIP, MORNING
from sciaticli.cli.ask.prompts import ask_choice, ask_in_turn, ask_number, kept_in
from sciaticli.cli.check.lock_notice import show_lock
from sciaticli.cli.complete import one_of, past_days
from sciaticli.cli.context import App
from sciaticli.cli.entries import read_history, stamp
from sciaticli.cli.help import examples
from sciaticli.core.errors import Interrupted, UsageError
from sciaticli.core.record.entries import Numb
from sciaticli.core.record.history import Line
from sciaticli.core.screening.past_checks import is_whole
from sciaticli.core.screening.voids import NEW_NUMBNESS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date, datetime, time

    from sciaticli.core.record.entries import Pain
    from sciaticli.core.record.history import History

LEG = "Worst leg pain in the last 24 hours? 0 is none, 10 the worst you can imagine."
BACK = "Worst back pain in the last 24 hours?"
DISTAL = "How far down did you feel it?"
SIDES = ("left", "right", "both")
ANSWERS = ("yes", "no", "unsure")
IS_NEW = "Is that numbness new, or growing?"
NEW_ANSWERS = {"no": "No, I have had it, and it is the same", "yes": "Yes", "unsure": "Not sure"}
LAST_LINE = 10**9  # what was saved stands after everything that was read
NEAR_DAYS = 14  # how far back numbness is compared; pain looks back seven

_Leg = typer.Argument(metavar="LEG", min=0, max=10, help="Worst leg pain of the last 24 hours, 0 to 10.")
_Back = typer.Argument(metavar="BACK", min=0, max=10, help="Worst back pain of the last 24 hours, 0 to 10.")
_Region = typer.Option(
    metavar="REGION",
    help="How far down it was felt: none, back, buttock, ... foot.",
    autocompletion=one_of(*DOWN),
)
_Number = typer.Option("--now", min=0, max=10, metavar="N", help="Leg pain at this moment, 0 to 10.")
_Did = typer.Option(
    metavar="WHAT",
    help="What else you did: heat, ice, massage, acupuncture, manipulation, physio, traction, brace, walk, "
    "or your own words. Can be given more than once.",
    autocompletion=one_of(
        "heat", "ice", "massage", "acupuncture", "manipulation", "physio", "traction", "brace", "walk"
    ),
)


def add_to(program: typer.Typer) -> None:
    """Add `log` to the program."""
    program.command(
        "log",
        rich_help_panel="Every day",
        epilog=examples("log 4 2", 'log 4 2 --down calf -m "long drive"'),
    )(log)


def log(
    ctx: typer.Context,
    leg: Annotated[int | None, _Leg] = None,
    back: Annotated[int | None, _Back] = None,
    *,
    down: Annotated[str | None, _Region] = None,
    side: Annotated[
        str | None, typer.Option(metavar="SIDE", help="left, right or both.", autocompletion=one_of(*SIDES))
    ] = None,
    numb: Annotated[
        bool | None, typer.Option("--numb/--no-numb", help="Numbness, tingling or burning.")
    ] = None,
    numb_down: Annotated[
        str | None,
        typer.Option(
            metavar="REGION", help="How far down it is numb, tingles or burns.", autocompletion=one_of(*DOWN)
        ),
    ] = None,
    weak: Annotated[bool | None, typer.Option("--weak/--no-weak", help="New or growing weakness.")] = None,
    now: Annotated[int | None, _Number] = None,
    flare: Annotated[
        str | None,
        typer.Option(
            metavar="ANSWER",
            help="A flare-up? yes, no or unsure; alone: yes.",
            autocompletion=one_of(*ANSWERS),
        ),
    ] = None,
    did: Annotated[list[str] | None, _Did] = None,
    sleep_disturbed: Annotated[
        bool | None,
        typer.Option("--sleep-disturbed/--no-sleep-disturbed", help="The pain disturbed your sleep."),
    ] = None,
    walk: Annotated[
        int | None, typer.Option(min=0, max=1440, metavar="MIN", help="How many minutes you could walk.")
    ] = None,
    note: Annotated[
        str | None, typer.Option("--note", "-m", metavar="TEXT", help="A few words; - reads standard input.")
    ] = None,
    at: Annotated[
        str | None,
        typer.Option(
            metavar="WHEN",
            help="yesterday, 8:30, monday, 3 days ago, or a date.",
            autocompletion=past_days,
        ),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the saved entry as JSON.")] = False,
) -> None:
    """Record pain: the worst of the last 24 hours, LEG and BACK, each 0 to 10. Asks what is not given."""
    app: App = ctx.obj
    tree: dict[str, Any] = {
        "leg": _given(worst=leg, now=now, side=_word("--side", side, SIDES), distal=_region("--down", down)),
        "back": _given(worst=back),
        "numb": _numb(numb, numb_down),
        "weak": weak,
        "sleep_disturbed": sleep_disturbed,
        "walk_min": walk,
        "flare": _word("--flare", flare, ANSWERS),
        "did": _did(did or []),
        "note": _note(app, note),
    }
    moment, day = _when(app, at)
    known = read_history(app, _near(day))
    show_lock(app, aside=as_json, history=known)
    if (leg is None or back is None) and not _is_round(tree["did"]):
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
        ("leg", "worst", lambda back: ask_number(app, LEG, 0, 10, back=back)),
        ("back", "worst", lambda back: ask_number(app, BACK, 0, 10, back=back)),
        ("leg", "distal", lambda back: ask_choice(app, DISTAL, DOWN, back=back, also=HIP)),
    ]
    ask_in_turn([kept_in(tree[part], key, ask) for part, key, ask in questions if key not in tree[part]])
    return day


def _ask_morning(app: App, tree: dict[str, Any], day: date, known: History) -> None:
    """Ask how the morning after the last session was, once: it decides more than the session itself."""
    from sciaticli.core.record.day_logs import is_morning_open

    if not is_morning_open(known, day):
        return
    tree["morning"] = ask_choice(app, AFTER_SESSION, MORNING)


def _ask_day(app: App, day: date) -> date:
    """After midnight and before the day begins, ask which day is meant."""
    from datetime import timedelta

    if app.now().date() == day:
        return day
    words = {"yesterday": f"{day:%A}, the day that has just ended", "today": f"{day + timedelta(1):%A}"}
    answer = ask_choice(app, "It is past midnight. Which day is this for?", words)
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

    saved = append(app.paths, entry)
    if as_json:
        from msgspec.json import encode

        app.show(encode(entry).decode())
    else:
        from sciaticli.view.journal import day_in_words, pain_words

        said = (*pain_words(entry), *(["a note"] if entry.note else []))
        app.show(f"Saved for {day_in_words(entry.day)}: {', '.join(said)}.")
        app.show("Not right? sciaticli journal undo")
    talk = app.say if as_json else app.show
    if lines := [*_heard(app, entry), *_bad_days(app, known, saved)]:
        talk("", *lines)
    if reasons := _why_void(known, saved):
        talk("", *reasons, "So your last check no longer counts. Please do it again now: sciaticli check")


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


def _given(**parts: object) -> dict[str, object]:
    return {key: value for key, value in parts.items() if value is not None}


def _region(option: str, text: str | None) -> str | None:
    return _word(option, text, tuple(DOWN), HIP)


def _numb(numb: bool | None, text: str | None) -> dict[str, object]:
    """Return the part about numbness; a region says that there is some."""
    region = _region("--numb-down", text)
    present = (region != "none") if numb is None and region is not None else numb
    if region is not None and present != (region != "none"):
        raise UsageError(
            "The two answers about numbness don't agree.", "Give --numb-down alone, or --no-numb."
        )
    return _given(present=present, distal=region)


def _word(
    option: str, text: str | None, words: tuple[str, ...], also: Mapping[str, str] | None = None
) -> str | None:
    """Return one of `words`; raises UsageError naming them and the nearest."""
    if text is None:
        return None
    word = text.strip().lower()
    word = (also or {}).get(word, word)
    if word in words:
        return word
    from sciaticli.cli.option_words import not_allowed

    raise not_allowed(option, text, words)


def _is_round(did: list[str]) -> bool:
    """Return whether only a round of the drill is written down, which asks for no numbers."""
    from sciaticli.core.course.rounds import ROUND

    return did != [] and all(word.casefold() == ROUND for word in did)


def _did(words: list[str]) -> list[str]:
    said = [" ".join(_plain("--did", word).split()) for word in words]
    if not all(said):
        raise UsageError("--did needs a word.", "For example: --did heat")
    return said


def _note(app: App, text: str | None) -> str | None:
    """Return the note; `-` stands for standard input."""
    said = app.piped_text() if text == "-" else text or ""
    return _plain("The note", said.strip()) or None


def _plain(what: str, text: str) -> str:
    from sciaticli.core.record.plausible import NOTE_LETTERS
    from sciaticli.core.text import from_outside

    try:
        return from_outside(text, NOTE_LETTERS)
    except ValueError as error:
        raise UsageError(f"{what} {error}.") from error
