"""`journal`: the record itself, to look at and to mend."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from sciaticli.cli.ask.prompts import ask_yes_no
from sciaticli.cli.check.lock_notice import show_lock
from sciaticli.cli.complete import one_of
from sciaticli.cli.context import App
from sciaticli.cli.help import examples
from sciaticli.cli.journal.export_import import export_journal, import_journal
from sciaticli.cli.journal.purge import purge_journal
from sciaticli.cli.option_words import not_allowed, parse_day
from sciaticli.cli.pager import show_long
from sciaticli.cli.shared_options import Since, Until
from sciaticli.core.errors import ExitCode, UsageError

if TYPE_CHECKING:
    from datetime import date, datetime

    from sciaticli.core.record.entries import AnyEntry
    from sciaticli.core.record.history import History, Line

PANEL = "Looking back"
HELP = "The record itself: show, edit, undo, export, import, verify, purge, path."
SHOWN_DAYS = 30
SHORTEST_ID = 4
KINDS = ("pain", "session", "check", "assessment", "note")


def add_to(program: typer.Typer) -> None:
    """Add `journal` to the program."""
    group = typer.Typer(help=HELP, no_args_is_help=True, rich_markup_mode=None)
    group.command("show", epilog=examples("journal show", "journal show --all --kind pain --json"))(show)
    group.command("edit", epilog=examples("journal edit last", "journal edit 3f2a91c0 --set leg.worst=5"))(
        edit
    )
    group.command("undo", epilog=examples("journal undo", "journal undo --plain"))(undo)
    group.command("redo", epilog=examples("journal redo", "journal redo --plain"))(redo)
    group.command(
        "export",
        epilog=examples("journal export -o my-record.jsonl", "journal export --share -o study.jsonl"),
    )(export_journal)
    group.command(
        "import",
        epilog=examples(
            "journal import my-record.jsonl", "journal import old.csv --map leg='Leg pain' --map at=Date"
        ),
    )(import_journal)
    group.command("verify", epilog=examples("journal verify", "journal verify --plain"))(verify)
    group.command(
        "purge", epilog=examples("journal purge --until 2025-12-31", "journal purge --id 3f2a91c0")
    )(purge_journal)
    group.command("path", epilog=examples("journal path", "journal path --plain"))(path)
    program.add_typer(group, name="journal", rich_help_panel=PANEL)


def show(
    ctx: typer.Context,
    *,
    since: Since = None,
    until: Until = None,
    everything: Annotated[bool, typer.Option("--all", help="From the first day on.")] = False,
    kind: Annotated[
        str | None,
        typer.Option(metavar="KIND", help=f"One of: {', '.join(KINDS)}.", autocompletion=one_of(*KINDS)),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the entries as a JSON array.")] = False,
) -> None:
    """Show what is recorded, the newest last: 30 days unless you say otherwise."""
    from datetime import timedelta

    from sciaticli.cli.entries import read_history, tell_unread, today_of
    from sciaticli.view.journal import entry_line

    app: App = ctx.obj
    wanted = _kind(kind)
    first, last = parse_day("--since", since, today_of(app)), parse_day("--until", until, today_of(app))
    if first is None and not everything:
        first = (last or today_of(app)) - timedelta(days=SHOWN_DAYS - 1)
    locked = show_lock(app, aside=as_json)
    history = read_history(app)
    tell_unread(app, history)
    entries = [entry for entry in history.entries if _is_wanted(entry, first, last, wanted)]
    if as_json:
        from msgspec.json import encode

        app.show_exactly(encode(entries).decode())
    else:
        lines = [entry_line(entry) for entry in entries] or ["Nothing is recorded for these days."]
        show_long(app, *lines, may_page=not locked)


def undo(
    ctx: typer.Context,
    *,
    skip_check: Annotated[
        bool, typer.Option("--skip-check", help="Pass over a screening, which stays, to the entry before it.")
    ] = False,
) -> None:
    """Take back the last thing this machine wrote; again, the one before it. `journal redo` goes forward."""
    from sciaticli.cli.entries import read_history
    from sciaticli.core.record.entries import Amend, Check
    from sciaticli.core.record.steps import steps_of
    from sciaticli.store.journal import append

    app: App = ctx.obj
    show_lock(app)
    history = read_history(app)
    written = _own_records(app, history)
    if written and isinstance(written[-1].entry, Check):
        _pass_over_check(app, asked=skip_check)
    done = steps_of(record.entry for record in written).done
    if not done:
        raise UsageError("There is nothing more to take back that this machine wrote.")
    entry = done[-1]
    if entry.imported:
        raise UsageError(
            "The last thing was an import, of many entries.",
            "To change one of them: sciaticli journal edit ID. To erase: sciaticli journal purge",
        )
    append(app.paths, _taking_back(app, entry))
    what = "Change taken back" if isinstance(entry, Amend) else "Taken back"
    app.show(f"{what}: {_in_a_line(history, entry)}", "Changed your mind? sciaticli journal redo")
    _say_if_void(app, entry)


def redo(ctx: typer.Context) -> None:
    """Do again what was last taken back; again, the one before it. Nothing to redo once you write anew."""
    from sciaticli.cli.entries import read_history, stamp
    from sciaticli.core.record.entries import Amend
    from sciaticli.core.record.steps import steps_of
    from sciaticli.store.journal import append

    app: App = ctx.obj
    show_lock(app)
    history = read_history(app)
    taken_back = steps_of(record.entry for record in _own_records(app, history)).taken_back
    if not taken_back:
        raise UsageError("There is nothing to redo.", "What is recorded: sciaticli journal show")
    step, by = taken_back[-1]
    append(app.paths, Amend(**stamp(app), of=by.of, undo=by.id))
    what = "Changed again" if isinstance(step, Amend) else "Brought back"
    app.show(f"{what}: {_in_a_line(history, step)}", "Not right? sciaticli journal undo")
    _say_if_void(app, step)


def edit(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(metavar="ID", help="The id in `journal show`, or: last.")],
    *,
    changes: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="KEY=VALUE", help="Change this, without an editor. Can be repeated."),
    ] = None,
) -> None:
    """Change an entry, in your editor or with --set. The old values stay in the file."""
    from sciaticli.cli.check.heard import note_heard
    from sciaticli.cli.entries import read_history, stamp
    from sciaticli.cli.journal.editor import changed_entry, edited, parsed_changes
    from sciaticli.core.record.entries import Amend
    from sciaticli.store.journal import append
    from sciaticli.view.journal import in_words

    app: App = ctx.obj
    show_lock(app)
    history = read_history(app)
    entry = _editable(app, history, name)
    wanted = parsed_changes(changes) if changes else edited(app, entry)
    if not wanted:
        app.show("Nothing was changed.")
        return
    try:
        after = changed_entry(entry, wanted, app.now())
    except ValueError as error:
        from sciaticli.store.table_problems import plainly

        raise UsageError(f"That can't be saved: {plainly(error)}.", "Nothing was changed.") from error
    append(app.paths, Amend(**stamp(app), of=entry.id, set=wanted))
    app.show(f"Changed: {in_words(after)}", "Not right? sciaticli journal undo")
    if {"note", "did"} & wanted.keys():
        app.show(*note_heard(app, after))
    _say_if_void(app, entry)


def verify(ctx: typer.Context) -> None:
    """Read every line of every machine; name what is damaged or can't be. Exit code 3 when anything is."""
    from sciaticli.core.record.history import fold
    from sciaticli.core.record.plausible import doubts
    from sciaticli.store.journal import journal_files, read_journal
    from sciaticli.store.paths import loose_modes

    app: App = ctx.obj
    show_lock(app)
    records, damage = read_journal(app.paths)
    history = fold(records)
    found = [*damage, *history.damage, *doubts(history, app.now())]
    files = journal_files(app.paths, [])
    machines = len({file.device for file in files})
    app.show(
        f"{_many(len(history.records), 'entry', 'entries')} in {_many(len(files), 'file', 'files')} "
        f"of {_many(machines, 'machine', 'machines')}."
    )
    for item in found:
        place = f", line {item.line}" if item.line else ""
        app.show(f"{item.device}/{item.file}{place}: {item.reason}")
    for name in loose_modes(app.paths.journal):
        app.show(f"Others on this machine may read {name}. To close it: chmod go= '{name}'")
    app.show("Nothing is lost: these lines stay in the file." if found else "All lines are whole.")
    if found:
        raise typer.Exit(ExitCode.DATA)


def path(ctx: typer.Context) -> None:
    """Print the folder the record is kept in."""
    app: App = ctx.obj
    app.show_exactly(str(app.paths.journal))


def _say_if_void(app: App, entry: AnyEntry) -> None:
    """Say that a new sign counts whatever is done to its entry afterwards."""
    from sciaticli.cli.entries import read_history
    from sciaticli.core.screening.voids import voids_in

    def is_of_it(record: Line) -> bool:
        return entry.id in (record.entry.id, getattr(record.entry, "of", None))

    if voids_in(read_history(app), is_of_it):
        app.show("What it said of new signs still counts. Please do the check: sciaticli check")


def _kind(text: str | None) -> str | None:
    if text is not None and text.lower() not in KINDS:
        raise not_allowed("--kind", text, KINDS)
    return text.lower() if text else None


def _is_wanted(entry: AnyEntry, first: date | None, last: date | None, kind: str | None) -> bool:
    if kind is not None and type(entry).__name__.lower() != kind:
        return False
    return (first is None or entry.day >= first) and (last is None or entry.day <= last)


def _own_records(app: App, history: History) -> list[Line]:
    """Return what this machine wrote in the order of its lines, the file with the newest entry last.

    Lines, not times: a clock that was set back must not hide what was written after it.
    """
    from sciaticli.store.journal import own_device

    if not app.paths.device_file.exists():
        return []
    device = own_device(app.paths)
    own = [record for record in history.records if record.device == device]
    newest: dict[str, datetime] = {}
    for record in own:
        newest[record.file] = max(record.entry.rec, newest.get(record.file, record.entry.rec))
    return sorted(own, key=lambda record: (newest[record.file], record.line))


def _many(count: int, one: str, more: str) -> str:
    return f"{count} {one if count == 1 else more}"


def _pass_over_check(app: App, *, asked: bool) -> None:
    """Say why a screening stays; go on to the entry before it only when that is wanted."""
    app.say("A screening can't be taken back: it is there to keep you safe. To correct it: sciaticli check")
    if asked:
        return
    if not app.may_ask:
        raise UsageError(
            "The last thing written is a screening.", "To undo what was before it: add --skip-check"
        )
    if not ask_yes_no(app, "Take back the entry before it instead?", default=False):
        raise typer.Exit(ExitCode.DONE)


def _taking_back(app: App, entry: AnyEntry) -> AnyEntry:
    from sciaticli.cli.entries import stamp
    from sciaticli.core.record.entries import Amend

    if isinstance(entry, Amend):
        return Amend(**stamp(app), of=entry.of, undo=entry.id)
    return Amend(**stamp(app), of=entry.id, delete=True)


def _in_a_line(history: History, step: AnyEntry) -> str:
    """Return an entry in a line, and of a change the entry that it is about."""
    from sciaticli.core.record.entries import Amend
    from sciaticli.view.journal import entry_line

    if not isinstance(step, Amend):
        return entry_line(step)
    first = [record.entry for record in history.records]  # one that was taken out is told as it was written
    return entry_line(next((entry for entry in (*history.entries, *first) if entry.id == step.of), step))


def _editable(app: App, history: History, name: str) -> Any:  # noqa: ANN401 - any kind but a screening
    """Return the one standing entry that a name means; raises UsageError."""
    from sciaticli.core.record.entries import Check
    from sciaticli.view.journal import short_id

    standing = {entry.id: entry for entry in history.entries}
    if name == "last":
        mine = [record.entry.id for record in _own_records(app, history) if record.entry.id in standing]
        found = [standing[mine[-1]]] if mine else []
    else:
        found = [entry for key, entry in standing.items() if name in (key, short_id(entry))]
        found = found or [
            entry for key, entry in standing.items() if len(name) >= SHORTEST_ID and key.endswith(name)
        ]
    if len(found) != 1:
        problem = "names more than one entry" if found else "names no entry"
        raise UsageError(f"'{name}' {problem}.", "The ids stand first in: sciaticli journal show --all")
    if isinstance(found[0], Check):
        raise UsageError(
            "A screening can't be changed: it is there to keep you safe.", "Do it again: sciaticli check"
        )
    return found[0]
