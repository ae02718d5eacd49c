"""`remind`: a daily reminder through the system's own scheduler, quiet on days that are done or locked."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from msgspec.structs import replace

from sciaticli.cli.check.lock_notice import show_lock
from sciaticli.cli.context import App
from sciaticli.cli.help import examples
from sciaticli.core.errors import DataError, UsageError

if TYPE_CHECKING:
    from sciaticli.core.reminder import Reminder

HELP = "Set a daily reminder with the system's own scheduler."
TEST_FILE = "reminder-test"  # stands while a test is on its way through the scheduler


def add_to(program: typer.Typer) -> None:
    """Add `remind` to the program."""
    group = typer.Typer(help=HELP, no_args_is_help=True, rich_markup_mode=None)
    group.command(
        "install",
        epilog=examples(
            'remind install --at 08:30 --after "walking the dog"',
            "remind install --at 18:00 --ics routine.ics",
        ),
    )(install)
    group.command("test", epilog=examples("remind test", "remind show"))(test)
    group.command("show", epilog=examples("remind show", "remind remove"))(show)
    group.command("remove", epilog=examples("remind remove", "remind install --at 08:30"))(remove)
    group.command("fire", hidden=True)(fire)
    program.add_typer(group, name="remind", rich_help_panel="Help")


def install(
    ctx: typer.Context,
    *,
    at: Annotated[str, typer.Option(metavar="HH:MM", help="When, each day.")],
    after: Annotated[
        str | None, typer.Option(metavar="TEXT", help="What it follows, as in: walking the dog.")
    ] = None,
    rounds: Annotated[
        bool, typer.Option("--rounds", help="Also of rounds of your drill, from 10 in the morning to 8.")
    ] = False,
    ics: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write a file for your calendar instead.")
    ] = None,
) -> None:
    """Set the reminder, or change it."""
    app: App = ctx.obj
    show_lock(app)
    reminder = _reminder(at, after, rounds=rounds)
    if ics is not None:
        if rounds:
            raise UsageError("--rounds knows what is done, and a calendar does not.", "Leave out --ics.")
        _write_calendar(app, reminder, ics)
        return
    from sciaticli.cli.remind.scheduler import call_all, schedule_for
    from sciaticli.store.paths import make_private, put_in_place
    from sciaticli.store.reminder import save_reminder

    schedule = schedule_for(app, reminder)
    save_reminder(app.paths, reminder)
    for file, text, encoding in schedule.files:
        make_private(file.parent)
        put_in_place(file, text.encode(encoding))
    call_all(schedule.start)
    app.show(f"Set with {schedule.name}, each day at {', '.join(reminder.times)}: {reminder.sentence}")
    app.say("See if it comes through: sciaticli remind test")


def test(ctx: typer.Context) -> None:
    """Send the reminder now, on the way it takes each day."""
    from sciaticli.cli.remind.scheduler import call_all, schedule_for
    from sciaticli.store.paths import write_private

    app: App = ctx.obj
    show_lock(app)
    schedule = schedule_for(app, _installed(app))
    write_private(app.paths.state / TEST_FILE, "")
    call_all(schedule.run_now)
    app.show(f"Sent through {schedule.name}. You should see it now.")
    app.say("Nothing to be seen? A calendar can do it: sciaticli remind install --at HH:MM --ics FILE")


def show(ctx: typer.Context) -> None:
    """Show the reminder that is set, and its files."""
    from sciaticli.cli.remind.scheduler import schedule_for
    from sciaticli.store.reminder import load_reminder

    app: App = ctx.obj
    show_lock(app)
    reminder = load_reminder(app.paths)
    if reminder is None:
        app.show("No reminder is set.")
        app.say("Set one with: sciaticli remind install --at 08:30")
        return
    schedule = schedule_for(app, reminder)
    app.show(f"Each day at {', '.join(reminder.times)}, with {schedule.name}: {reminder.sentence}")
    app.show(*(f"{file}{'' if file.exists() else ' is not there'}" for file, _, _ in schedule.files))


def remove(ctx: typer.Context) -> None:
    """Take the reminder away, with all its files."""
    from sciaticli.cli.remind.scheduler import call_all, schedule_for
    from sciaticli.store.reminder import reminder_file

    app: App = ctx.obj
    schedule = schedule_for(app, _installed(app))
    call_all(schedule.stop)
    for file in (*(file for file, _, _ in schedule.files), reminder_file(app.paths)):
        file.unlink(missing_ok=True)
    app.show("The reminder is gone.")


def fire(
    ctx: typer.Context,
    home: Annotated[str | None, typer.Option()] = None,
    folders: Annotated[tuple[Path, Path, Path, Path] | None, typer.Option()] = None,
) -> None:
    """Remind, unless today is done or a lock or a pause stands. The scheduler calls this."""
    from sciaticli.cli.remind.desktop_message import notify
    from sciaticli.store.paths import HOME_VARIABLE, Paths
    from sciaticli.store.reminder import load_reminder

    given: App = ctx.obj
    app = given if home is None else replace(given, env={**given.env, HOME_VARIABLE: home})
    if folders is not None:
        app = app.with_paths(Paths(*folders))
    reminder = load_reminder(app.paths)
    tested = app.paths.state / TEST_FILE
    is_test = tested.exists()
    tested.unlink(missing_ok=True)
    if reminder is None:
        return
    is_round = not is_test and reminder.is_round(f"{app.now():%H:%M}")
    said = _round_words(app) if is_round else reminder.sentence if _is_wanted(app, is_test=is_test) else None
    if said is not None and not notify(said):
        raise DataError("no program to show a message was found.", hint="A calendar can do it: --ics")


def _is_wanted(app: App, *, is_test: bool) -> bool:
    """Return whether nothing closes today: what a clinician must see first is not to be nagged about."""
    from sciaticli.cli.check.standing import read_standing
    from sciaticli.core.record.session_work import is_trained
    from sciaticli.core.screening.clearance import Reason, Refused

    standing = read_standing(app)
    answer = standing.ask()
    if isinstance(answer, Refused) and answer.reason in (Reason.LOCKED, Reason.PAUSED):
        return False
    trained = {session.day for session in standing.history.sessions if is_trained(session)}
    return is_test or standing.day not in trained


def _round_words(app: App) -> str | None:
    """Return what a reminder of a round says; None where no round is open, or the day is closed."""
    from sciaticli.cli.check.standing import read_standing
    from sciaticli.cli.today.day_rounds import day_rounds
    from sciaticli.core.screening.clearance import Refused

    standing = read_standing(app)
    answer = standing.ask()
    rounds = None if isinstance(answer, Refused) else day_rounds(app, standing, answer)
    if rounds is None or rounds.done >= rounds.a_day:
        return None
    what = rounds.name or "your drill"
    return f"A round of {what}? {rounds.done} of {rounds.a_day} done. Then: sciaticli log --did round"


def _installed(app: App) -> Reminder:
    from sciaticli.store.reminder import load_reminder

    reminder = load_reminder(app.paths)
    if reminder is None:
        raise UsageError("no reminder is set.", "Set one with: sciaticli remind install --at 08:30")
    return reminder


def _reminder(at: str, after: str | None, *, rounds: bool) -> Reminder:
    from msgspec import ValidationError, convert

    from sciaticli.core.reminder import Reminder

    hour, colon, minute = at.strip().partition(":")
    try:
        return convert({"at": f"{hour.zfill(2)}{colon}{minute}", "after": after, "rounds": rounds}, Reminder)
    except ValidationError as error:
        if "after" in str(error):
            raise UsageError("--after: one line of at most 60 letters, please.") from None
        raise UsageError(f'--at: "{at}" is not a time.', "Write it like 08:30.") from None


def _write_calendar(app: App, reminder: Reminder, file: Path) -> None:
    from datetime import UTC

    from sciaticli.core.reminder import calendar
    from sciaticli.store.export_import import write_new

    text = calendar(reminder, app.new_id(), app.now().astimezone(UTC))
    write_new(file, text.encode(), force=False)
    app.show(f"Written: {file}. Open it with your calendar; it can't know which days are done.")
