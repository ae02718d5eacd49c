"""`sciaticli log`: pain in one line or three questions, saved before anything else is said."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from sciaticli.cli.ask.pain_words import DOWN, HIP
from sciaticli.cli.complete import one_of, past_days
from sciaticli.cli.context import App
from sciaticli.cli.help import examples
from sciaticli.cli.pain_entry import record_pain
from sciaticli.core.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping

SIDES = ("left", "right", "both")
ANSWERS = ("yes", "no", "unsure")

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
    record_pain(
        app, tree, at, is_round=leg is None and back is None and _is_round(tree["did"]), as_json=as_json
    )


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
