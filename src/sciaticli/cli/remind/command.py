"""`remind`: through the system's own scheduler, of the session, of rounds and of breaks from sitting.

Quiet on days that are done or locked, while a session runs, and, but for the session, outside waking hours.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from msgspec.structs import replace

from sciaticli.cli.catalogue import load_names
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
            "remind install --rounds --breaks 30",
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
    at: Annotated[
        str | None, typer.Option(metavar="HH:MM", help="When, each day; else as it is set now.")
    ] = None,
    after: Annotated[
        str | None, typer.Option(metavar="TEXT", help="What it follows, as in: walking the dog.")
    ] = None,
    rounds: Annotated[
        bool | None, typer.Option("--rounds/--no-rounds", help="Also of the day's rounds, while you are up.")
    ] = None,
    breaks: Annotated[
        str | None,
        typer.Option(metavar="MINUTES", help="Also to stand up, so many minutes apart; off for never."),
    ] = None,
    ics: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write a file for your calendar instead.")
    ] = None,
) -> None:
    """Set the reminder, or change it; the settings remind.wake and remind.sleep say when you are up."""
    app: App = ctx.obj
    show_lock(app)
    if ics is not None:
        if rounds or breaks:
            raise UsageError("Rounds and breaks ask what is done, and a calendar can't.", "Leave out --ics.")
        _write_calendar(app, _reminder(app, at, after), ics)
        return
    from sciaticli.cli.remind.scheduler import call_all, schedule_for
    from sciaticli.store.paths import make_private, put_in_place
    from sciaticli.store.reminder import save_reminder

    wanted = _reminder(app, at, after)  # before anything is written
    _keep_settings(app, rounds, breaks)
    reminder = with_settings(app, wanted)
    schedule = schedule_for(app, reminder)
    save_reminder(app.paths, reminder)
    for file, text, encoding in schedule.files:
        make_private(file.parent)
        put_in_place(file, text.encode(encoding))
    call_all(schedule.start)
    app.show(f"Set with {schedule.name}, {_when(reminder)}: {reminder.sentence}")
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
    app.show(f"Set with {schedule.name}, {_when(reminder)}: {reminder.sentence}")
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
    from sciaticli.cli.remind.occasion import words_now
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
    said = None if reminder is None else words_now(app, reminder, is_test=is_test)
    if said is not None and not notify(said):
        raise DataError("no program to show a message was found.", hint="A calendar can do it: --ics")


def _installed(app: App, hint: str = "Set one with: sciaticli remind install --at 08:30") -> Reminder:
    from sciaticli.store.reminder import load_reminder

    reminder = load_reminder(app.paths)
    if reminder is None:
        raise UsageError("no reminder is set.", hint)
    return reminder


def _reminder(app: App, at: str | None, after: str | None) -> Reminder:
    """Return when to remind of the session: as said, else as it is set now."""
    from msgspec import ValidationError, convert

    from sciaticli.core.reminder import Reminder

    if at is None:
        before = _installed(app, "Say when to remind you: sciaticli remind install --at 08:30")
        at, after = before.at, after or before.after
    hour, colon, minute = at.strip().partition(":")
    try:
        return convert({"at": f"{hour.zfill(2)}{colon}{minute}", "after": after}, Reminder)
    except ValidationError as error:
        if "after" in str(error):
            raise UsageError("--after: one line of at most 60 letters, please.") from None
        raise UsageError(f'--at: "{at}" is not a time.', "Write it like 08:30.") from None


def _keep_settings(app: App, rounds: bool | None, breaks: str | None) -> None:
    """Write what was asked for into the settings, so that it stands in one place."""
    from sciaticli.cli.setup.command import set_keys
    from sciaticli.cli.setup.set_option import setting_of

    told = {"rounds": None if rounds is None else str(rounds).lower(), "breaks": breaks}
    given = [f"remind.{key}={value}" for key, value in told.items() if value is not None]
    if given:
        set_keys(app, [setting_of(text, lambda: load_names(app)) for text in given])


def with_settings(app: App, reminder: Reminder) -> Reminder:
    """Return the reminder with what the settings say of rounds, breaks and waking hours."""
    from msgspec.structs import replace as changed

    remind = app.config.remind
    if remind.wake >= remind.sleep:
        raise UsageError(
            f"remind.wake, {remind.wake}, has to be earlier than remind.sleep, {remind.sleep}.",
            "For example: sciaticli setup --set remind.wake=08:00 --set remind.sleep=21:00",
        )
    return changed(
        reminder,
        rounds=remind.rounds,
        breaks_min=remind.breaks_min,
        wake=remind.wake,
        sleep=remind.sleep,
    )


def _when(reminder: Reminder) -> str:
    """Return when it comes, in words."""
    more = ["for rounds as they come due"] if reminder.rounds else []
    more += [f"every {reminder.breaks_min} minutes to stand up"] if reminder.breaks_min else []
    told = f"; {' and '.join(more)}, from {reminder.wake} to {reminder.sleep}" if more else ""
    return f"each day at {reminder.at}{told}"


def _write_calendar(app: App, reminder: Reminder, file: Path) -> None:
    from datetime import UTC

    from sciaticli.core.reminder import calendar_spec
    from sciaticli.store.new_file import write_new

    text = calendar_spec(reminder, app.new_id(), app.now().astimezone(UTC))
    write_new(file, text.encode(), force=False)
    app.show(f"Written: {file}. Open it with your calendar; it can't know which days are done.")
