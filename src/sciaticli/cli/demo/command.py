"""`demo`: the whole loop of an invented person in a home that goes again, 20 times too fast."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import typer
from msgspec.structs import replace

from sciaticli.cli.check.lock_notice import show_lock
from sciaticli.cli.context import App
from sciaticli.cli.help import examples
from sciaticli.core.errors import ExitCode

if TYPE_CHECKING:
    from sciaticli.coach.stage import Performance
    from sciaticli.core.catalogue.catalogue import Catalogue
    from sciaticli.core.plan import Plan
    from sciaticli.core.record.entries import PainNow, Session

LOOK_S = 4.0  # how long a screen stands before the next; a key goes on at once
MINUTES = 8
UP_MIN = 180  # since Robin rose: long enough for every bend
WELCOME = (
    "This is a demo. Robin is invented, and so is all that follows.",
    "It takes about a minute. The clock runs 20 times too fast: just watch, don't move along.",
    "Nothing of yours is read or changed. In a session: space pauses, n goes on, q ends.",
)
SETTINGS = (
    "profile.age_band=18_49",
    "profile.region=GB",
    "profile.side=left",
    "profile.conditions=disc_herniation",
    "profile.equipment=mat,chair,wall",
    f"profile.minutes={MINUTES}",
)
# Days ago, worst leg and back pain, how far down.
DAYS_BEFORE = (
    *((days, 6, 4, "foot") for days in (13, 12, 11)),
    *((days, 5, 3, "calf") for days in (10, 9, 8, 7)),
    *((days, 4, 3, "calf") for days in (6, 5, 4)),
    *((days, 3, 2, "knee") for days in (3, 2, 1)),
)
GOODBYE = (
    "That was the demo. Its folder is gone; your own record is as it was.",
    "To begin for yourself, the danger signs come first: sciaticli today",
)
DANGER = (
    "The demo has stopped. It asks nothing about you.",
    "If you have a new sign in bladder, bowel, numbness or strength: sciaticli check",
)


def add_to(program: typer.Typer) -> None:
    """Add `demo` to the program."""
    program.command("demo", rich_help_panel="Help", epilog=examples("demo", "--plain demo"))(demo)


def demo(ctx: typer.Context) -> int:
    """Watch the whole loop of an invented person; takes a minute."""
    from sciaticli.cli.demo.invented_world import throw_away

    app: App = ctx.obj
    show_lock(app)
    with throw_away(app) as world:
        world.show(*WELCOME)
        _live_before(world)
        _wait(world)
        _run(world, "First Robin answers the danger signs: no to each.", "check", "--answers", "-")
        _run(world, "Then the worst pain of the last day.", "log", "3", "2", "--down", "knee")
        code = _session(app, world)
        if code != ExitCode.DONE:
            return code
        _run(world, "How it went over the days.", "progress", "--weeks", "2")
    app.show(*GOODBYE)
    return ExitCode.DONE


def _live_before(world: App) -> None:
    """Give Robin settings and a few days of record, without a word."""
    silent = replace(world, stdout=io.StringIO(), stderr=io.StringIO())
    silent.run(["setup", *(word for setting in SETTINGS for word in ("--set", setting))], silent)
    for days, leg, back, down in DAYS_BEFORE:
        silent.run(["log", str(leg), str(back), "--down", down, "--at", f"-{days}d"], silent)


def _run(world: App, words: str, *call: str) -> None:
    """Say what comes, then run a command as Robin would."""
    world.show("", words, f"$ sciaticli {' '.join(call)}")
    code = world.run(call, replace(world, stdin=io.StringIO(_answers())))
    if code != ExitCode.DONE:
        raise typer.Exit(code)
    _wait(world)


def _answers() -> str:
    from msgspec.json import encode

    from sciaticli.core.screening.questions import Item

    return encode(dict.fromkeys(Item, "no") | {Item.AGE_BAND: "18_49"}).decode()


def _session(app: App, world: App) -> int:
    """Plan Robin's day, play it, save it; returns 0 unless a key or a signal ended the demo."""
    from sciaticli.cli.catalogue import load
    from sciaticli.cli.today.make_plan import show_plan
    from sciaticli.coach.stage import HowItEnded
    from sciaticli.core.record.entries import Distal, PainNow

    before = PainNow(leg=3, back=2, distal=Distal.KNEE)
    world.show("", "Now the plan of the day, and why.", "$ sciaticli today")
    catalogue = load(world)
    plan = _plan(world, catalogue, before)
    show_plan(world, plan, catalogue, may_page=False)
    _wait(world)
    done = _play(app, world, plan, before)
    if done.why:
        world.show(done.why)
    match done.outcome:
        case HowItEnded.EMERGENCY:
            app.show(*DANGER)
            return ExitCode.REFUSED
        case HowItEnded.INTERRUPTED:
            app.say("The demo has stopped.")
            return ExitCode.INTERRUPTED
        case _:
            return ExitCode.DONE


def _plan(world: App, catalogue: Catalogue, pain: PainNow) -> Plan:
    """Return Robin's plan, made as anybody's is; each name is marked, so that no screen is without it."""
    from msgspec.structs import replace as changed

    from sciaticli.cli.check.gate import leave_to_train
    from sciaticli.cli.today.make_plan import ready_seconds
    from sciaticli.core.planning.planner import plan_day
    from sciaticli.core.planning.request import Request
    from sciaticli.core.profile import YesNoUnsure

    ready = leave_to_train(world, may_check=False)
    request = Request(
        day=ready.record.day,
        minutes=MINUTES,
        pain=pain,
        flare=YesNoUnsure.NO,
        up_min=UP_MIN,
        get_ready_s=ready_seconds(world.config),
    )
    plan = plan_day(ready.leave, catalogue, world.config.profile, ready.record.history, request)
    items = (
        changed(item, exercise=changed(item.exercise, name=f"Demo: {item.exercise.name}"))
        for item in plan.items
    )
    return changed(plan, items=tuple(items))


def _play(app: App, world: App, plan: Plan, before: PainNow) -> Performance:
    """Play the timed items as a session of today is played, and save them in Robin's record."""
    from sciaticli.cli.demo.invented_world import unmarked
    from sciaticli.cli.today.make_plan import ready_seconds
    from sciaticli.cli.today.questions_after import save_session
    from sciaticli.cli.today.stage import stage_for
    from sciaticli.coach.player import play
    from sciaticli.core.dates import fixed
    from sciaticli.core.record.day_logs import site
    from sciaticli.store.running_session import begun

    first = begun(world.new_id(), plan, before, fixed(world.now()), world.zone)
    with world.open_voice((), world.config) as voice:
        done = play(
            plan.timed,
            stage_for(unmarked(app, world), voice, lambda *_: None),
            talk=world.config.coach.talk,
            get_ready_s=ready_seconds(world.config),
            down_before=site(before.distal),
        )
    session = save_session(world, first, done.exercises, done.ended, done.stop_reason, worked_s=done.worked_s)
    _tell_end(world, session)
    return done


def _tell_end(world: App, session: Session) -> None:
    from sciaticli.cli.entries import read_history, today_of
    from sciaticli.view.feedback import session_line

    world.show("", session_line(session, read_history(world), today_of(world)))


def _wait(world: App) -> None:
    """Leave a screen to be read; a key goes on at once. Where nobody looks there is no wait."""
    from sciaticli.cli.demo.invented_world import SPEED, STEP_S
    from sciaticli.coach.keys import INTERRUPT

    with world.open_keys() as keys:
        for _ in range(round(LOOK_S * SPEED / STEP_S)):
            key = keys.read(STEP_S)
            if key == INTERRUPT:
                raise KeyboardInterrupt
            if key is not None:
                return
