"""`today`: the plan of a day, shown or guided hold by hold."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sciaticli.cli.ask.pain_words import HIP
from sciaticli.cli.complete import coming_days, member_of, one_of, routines, strands
from sciaticli.cli.context import App
from sciaticli.cli.help import examples
from sciaticli.cli.option_words import word_of, words_of
from sciaticli.core.errors import UsageError

if TYPE_CHECKING:
    from sciaticli.core.config import Sound
    from sciaticli.core.record.entries import Distal


def add_to(program: typer.Typer) -> None:
    """Add `today` to the program."""
    program.command(
        "today",
        rich_help_panel="Every day",
        epilog=examples("today 10", "today --plan --why"),
    )(today)


def today(
    ctx: typer.Context,
    time: Annotated[
        int | None,
        typer.Argument(min=3, max=90, metavar="[MINUTES]", help="Minutes you have, as with --minutes."),
    ] = None,
    *,
    minutes: Annotated[
        int | None, typer.Option(min=3, max=90, metavar="N", help="How many minutes you have, 3 to 90.")
    ] = None,
    plan: Annotated[bool, typer.Option("--plan", help="Show the plan and run nothing.")] = False,
    why: Annotated[
        bool, typer.Option("--why", help="Also say what was left out, and why; --why=all says all of it.")
    ] = False,
    why_all: Annotated[bool, typer.Option("--why-all", hidden=True)] = False,
    diff: Annotated[
        bool, typer.Option("--diff", help="With --plan: only what changes since the last session.")
    ] = False,
    more: Annotated[
        str | None,
        typer.Option(
            metavar="STRAND",
            help="Begin with it today: legs, back, stretch ...",
            autocompletion=strands,
        ),
    ] = None,
    without: Annotated[
        list[str] | None,
        typer.Option(metavar="STRAND", help="Leave it out today; its place is kept.", autocompletion=strands),
    ] = None,
    on: Annotated[
        str | None,
        typer.Option(
            metavar="DATE",
            help="Plan another day, with --plan: 2026-11-30, tomorrow.",
            autocompletion=coming_days,
        ),
    ] = None,
    leg: Annotated[int | None, typer.Option(min=0, max=10, metavar="N", help="Leg pain now.")] = None,
    back: Annotated[int | None, typer.Option(min=0, max=10, metavar="N", help="Back pain now.")] = None,
    down: Annotated[
        str | None,
        typer.Option(
            metavar="REGION",
            help="How far down: none, back, buttock ... foot.",
            autocompletion=member_of("record.entries.Distal"),
        ),
    ] = None,
    flare: Annotated[bool, typer.Option("--flare", help="It is a flare-up: a gentle day.")] = False,
    routine: Annotated[
        str | None,
        typer.Option(
            metavar="NAME", help="Do a routine that your physio prescribed.", autocompletion=routines
        ),
    ] = None,
    sound: Annotated[
        str | None,
        typer.Option(
            metavar="LIST",
            help="speech, tones, bell with commas, or off.",
            autocompletion=one_of("speech", "tones", "bell", "off"),
        ),
    ] = None,
    ease: Annotated[
        bool, typer.Option("--ease", help="It hurts now: first aid at once, two to ten minutes.")
    ] = False,
    script: Annotated[
        bool, typer.Option("--script", help="Print what will be said and when; run nothing.")
    ] = False,
    audio: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Write the session as one sound file, .wav; run nothing."),
    ] = None,
    done: Annotated[
        bool, typer.Option("--done", help="Tick off the session of the last sound file.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="The plan as JSON, with --plan.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Start without asking if you are ready.")] = False,
) -> int:
    """Do today's routine: a re-check, a plan, guided holds, saved."""
    from sciaticli.cli.ask.pain import PainGiven
    from sciaticli.cli.today.look_ahead import Show, look_ahead
    from sciaticli.cli.today.make_plan import TodayOptions, refuse_unknown

    app: App = ctx.obj
    if time is not None and minutes is not None and time != minutes:
        raise UsageError(
            f"{time} and --minutes {minutes} can't both be.", f"For example: sciaticli today {time}"
        )
    wish = TodayOptions(
        minutes=time if minutes is None else minutes,
        given=PainGiven(leg, back, _region(down)),
        flare=flare,
        routine=routine,
        sound=_sound(sound),
        ready=yes,
        more=more,
        without=tuple(without or ()),
    )
    if diff and (script or not plan):
        raise UsageError("--diff goes with --plan.", "For example: sciaticli today --plan --diff")
    if ease and (plan or script or as_json or audio is not None):
        raise UsageError("--ease starts at once; there is no plan to show.", "Type: sciaticli today --ease")
    if plan or script or as_json or audio is not None:
        show = Show(script=script, audio=audio, why=why or why_all, all=why_all, as_json=as_json, diff=diff)
        return look_ahead(app, wish, on, show)
    if app.may_ask:
        refuse_unknown(app, wish)
    if done:
        from sciaticli.cli.today.tick_off import tick_off

        return tick_off(app)
    if ease:
        from sciaticli.cli.today.ease import ease as first_aid

        return first_aid(app, wish)
    from sciaticli.cli.today.run import run_session

    return run_session(app, wish, other_day=on)


def _region(text: str | None) -> Distal | None:
    from sciaticli.core.record.entries import Distal

    return None if text is None else word_of(Distal, HIP.get(text.casefold(), text), "--down")


def _sound(text: str | None) -> tuple[Sound, ...] | None:
    from sciaticli.core.config import Sound

    if text is None:
        return None
    return () if text.strip().casefold() == "off" else words_of(Sound, text, "--sound")
