"""`today`: the plan of a day, shown or guided hold by hold."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from sciaticli.cli.ask.pain_words import HIP
from sciaticli.cli.complete import coming_days, member_of, one_of, routines, strands
from sciaticli.cli.context import App
from sciaticli.cli.help import examples
from sciaticli.cli.option_words import word_of, words_of
from sciaticli.core.errors import ExitCode, UsageError

if TYPE_CHECKING:
    from datetime import date

    from sciaticli.cli.check.gate import SessionReady
    from sciaticli.cli.today.make_plan import TodayOptions
    from sciaticli.core.config import Sound
    from sciaticli.core.record.entries import Distal


class Show(NamedTuple):
    """How a plan that is not run is printed."""

    script: bool
    audio: Path | None
    why: bool
    all: bool
    as_json: bool
    diff: bool = False


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
        return _look_ahead(app, wish, on, show)
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


def _look_ahead(app: App, wish: TodayOptions, on: str | None, look: Show) -> int:
    """Print the plan of a day, or its script; asks nothing."""
    from sciaticli.cli.catalogue import load
    from sciaticli.cli.check.gate import leave_to_train
    from sciaticli.cli.today.make_plan import make_plan, show_plan
    from sciaticli.core.profile import YesNoUnsure
    from sciaticli.core.record.day_logs import pain_on_record
    from sciaticli.core.record.entries import PainNow

    ready = leave_to_train(app, may_check=False, as_json=look.as_json)
    if on is not None:
        ready = _leave_on(app, ready, on, as_json=look.as_json)
    catalogue = load(app)
    on_record = pain_on_record(ready.record.history, ready.record.now)
    pain = on_record if wish.given.leg is None else wish.given.pain()
    made = make_plan(app, ready, catalogue, wish, pain=pain, flare=YesNoUnsure.YES if wish.flare else None)
    if look.audio is not None:
        from sciaticli.cli.today.recorded import write_audio

        write_audio(app, made, ready.record.history, pain or PainNow(), look.audio)
    elif look.script:
        from sciaticli.cli.today.recorded import show_script

        show_script(app, made, ready.record.history)
    elif look.diff:
        from sciaticli.core.progress.changes import changes_since

        lines = changes_since(made, ready.record.history, catalogue)
        if look.as_json:
            app.show_json({"day": made.day.isoformat(), "changes": list(lines)})
        else:
            app.show(*lines)
    elif look.as_json:
        from sciaticli.view.plan import plan_document

        app.show_json(plan_document(made))
    else:
        show_plan(app, made, catalogue, why=look.why, all_of_it=look.all)
    return ExitCode.DONE


def _leave_on(app: App, ready: SessionReady, on: str, *, as_json: bool) -> SessionReady:
    """Return the record and the leave of another day: ahead by today's leave, back by what was known then."""
    from sciaticli.cli.check.gate import SessionReady
    from sciaticli.cli.check.refusal import refuse
    from sciaticli.cli.check.standing import read_standing
    from sciaticli.core.screening.clearance import Reason, Refused

    standing, cleared = ready
    day = _day(on, standing.day)
    if day < standing.day:
        standing = read_standing(app).on(day, app.config.coach.rollover_time)
        answer = standing.ask()
        if isinstance(answer, Refused):
            refuse(app, standing, answer, as_json=as_json)
        return SessionReady(standing, answer)
    if day > cleared.until.date():
        message = f"The last full check holds until {cleared.until:%Y-%m-%d}, and {day} is after that."
        refuse(app, standing, Refused(reason=Reason.EXPIRED, message=message), as_json=as_json)
    return SessionReady(standing._replace(day=day), cleared)


def _day(text: str, today: date) -> date:
    from datetime import date, timedelta

    words = {"today": 0, "tomorrow": 1, "yesterday": -1}
    try:
        if text in words:
            return today + timedelta(days=words[text])
        return date.fromisoformat(text)
    except (ValueError, OverflowError):
        raise UsageError(
            f'--on: "{text}" is not a day.', "Write it like one of: 2026-11-30, today, tomorrow, yesterday"
        ) from None


def _region(text: str | None) -> Distal | None:
    from sciaticli.core.record.entries import Distal

    return None if text is None else word_of(Distal, HIP.get(text.casefold(), text), "--down")


def _sound(text: str | None) -> tuple[Sound, ...] | None:
    from sciaticli.core.config import Sound

    if text is None:
        return None
    return () if text.strip().casefold() == "off" else words_of(Sound, text, "--sound")
