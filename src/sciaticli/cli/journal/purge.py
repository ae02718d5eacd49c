"""`journal purge`: real erasure, shown first, asked for, and backed up unless that is not wanted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from sciaticli.cli.ask.prompts import ask_line
from sciaticli.cli.check.lock_notice import show_lock
from sciaticli.cli.context import App
from sciaticli.cli.shared_options import Since, Until
from sciaticli.core.errors import ExitCode, UsageError

if TYPE_CHECKING:
    from sciaticli.core.record.entries import AnyEntry
    from sciaticli.core.record.history import History, Line
    from sciaticli.store.purge import Purge

LISTED = 10
WORD = "erase"


def purge_journal(
    ctx: typer.Context,
    *,
    since: Since = None,
    until: Until = None,
    entry_id: Annotated[str | None, typer.Option("--id", metavar="ID", help="One entry.")] = None,
    everything: Annotated[bool, typer.Option("--all", help="The whole record, of every machine.")] = False,
    no_backup: Annotated[bool, typer.Option("--no-backup", help="Keep no copy.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Don't ask.")] = False,
) -> None:
    """Erase entries for good, of every machine's folder that is here. Shows them and asks first."""
    from sciaticli.cli.entries import read_history
    from sciaticli.store.purge import back_up, purge
    from sciaticli.store.remembered_locks import bare_remembered_locks

    app: App = ctx.obj
    show_lock(app)
    history = read_history(app)
    plan = _plan(app, history, since, until, entry_id, everything=everything)
    if entry_id is not None and not (plan.gone or plan.bare or plan.voids):
        raise UsageError(f'--id: no entry has the id "{entry_id}".', "See the ids: sciaticli journal show")
    if not plan.everything and not (plan.gone or plan.bare or plan.voids):
        app.show("There is nothing to erase.")
        return
    _show_plan(app, history, plan)
    if not yes:
        _agree(app)
    if not no_backup:
        folder = back_up(app.paths, f"{app.now():%Y-%m-%dT%H%M%S}")
        app.show(f"A copy is kept in {folder}. When you are sure, delete that folder.")
    count = purge(app.paths, plan)
    bare_remembered_locks(app.paths, plan.bare)
    app.show(f"Erased: {count} lines.", *_what_may_remain())


def _plan(
    app: App,
    history: History,
    since: str | None,
    until: str | None,
    entry_id: str | None,
    *,
    everything: bool,
) -> Purge:
    """Return what is meant; raises UsageError unless exactly one way of saying it was used."""
    from sciaticli.cli.entries import today_of
    from sciaticli.cli.option_words import parse_day
    from sciaticli.core.screening.locks import standing_locks
    from sciaticli.core.screening.past_checks import can_clear, checks_in, stands_after
    from sciaticli.core.screening.valid_until import HOLDS_STABLE
    from sciaticli.core.screening.voids import voids_in
    from sciaticli.store.purge import Purge, plan_purge
    from sciaticli.view.journal import short_id

    has_range = since is not None or until is not None
    if sum((has_range, entry_id is not None, everything)) != 1:
        raise UsageError("Say what to erase.", "Give --since and --until, or --id, or --all.")
    locks = frozenset(lock.id for lock in standing_locks(history, app.now()))
    if everything:
        return Purge(gone=frozenset(), bare=locks, everything=True)
    today = today_of(app)
    first, last = parse_day("--since", since, today), parse_day("--until", until, today)

    def is_meant(entry: AnyEntry) -> bool:
        if entry_id is not None:
            return entry_id in (entry.id, short_id(entry))
        return (first is None or entry.day >= first) and (last is None or entry.day <= last)

    staying = [record for record, check in checks_in(history) if can_clear(check) and not is_meant(check)]
    oldest = app.now() - HOLDS_STABLE  # no older check holds

    def still_ends(record: Line) -> bool:
        return any(check.entry.rec >= oldest and stands_after(record, check) for check in staying)

    voids = frozenset(void.record.entry.id for void in voids_in(history, still_ends))
    return plan_purge(history.records, is_meant, locks, voids)


def _show_plan(app: App, history: History, plan: Purge) -> None:
    from sciaticli.core.record.entries import Amend
    from sciaticli.view.journal import entry_line

    if plan.everything:
        app.show(
            f"This erases the whole record: {len(history.records)} lines.", "After it you need a new check."
        )
        _show_locks(app, plan)
        return
    gone = [
        record.entry
        for record in history.records
        if record.entry.id in plan.gone | plan.voids and not isinstance(record.entry, Amend)
    ]
    more = [f"... and {len(gone) - LISTED} more"] if len(gone) > LISTED else []
    app.show(f"This erases {len(gone)} entries and every change made to them:")
    app.show(*(entry_line(entry) for entry in gone[:LISTED]), *more)
    _show_locks(app, plan)


def _show_locks(app: App, plan: Purge) -> None:
    if plan.bare:
        app.show("What closes sessions stays, without its answers, until a clinician has opened them.")
    if plan.voids:
        app.show("What these said of new signs goes too. That the check has to be done again stays.")


def _agree(app: App) -> None:
    if not app.may_ask:
        raise UsageError("Erasing needs your yes.", "Add --yes when you are sure.")
    if ask_line(app, f"This can't be undone. To go on, type {WORD}:").lower() != WORD:
        app.show("Nothing was erased.")
        raise typer.Exit(ExitCode.DONE)


def _what_may_remain() -> tuple[str, ...]:
    return (
        "Copies may remain: backups, a synchroniser's old versions, other machines that have not caught up.",
        "Let every machine catch up before and after you erase (docs/sync.md).",
    )
