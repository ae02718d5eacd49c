"""The record, as the commands need it: read and folded, and the fields that every new entry has."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sciaticli import __version__

if TYPE_CHECKING:
    from datetime import date, datetime

    from sciaticli.cli.context import App
    from sciaticli.core.record.entries import Assessment
    from sciaticli.core.record.history import History
    from sciaticli.core.screening.locks import Lock


def read_history(app: App, since: str = "", *, but_pain: bool = False, but_sessions: bool = False) -> History:
    """Return the folded journal of all devices; its `damage` holds what could not be read or used.

    `since` is a month as `2026-11`: of earlier months only the screenings are read, with `but_pain`
    all but pain entries and notes, with `but_sessions` all but these and sessions.
    """
    from msgspec.structs import replace

    from sciaticli.core.record.history import fold
    from sciaticli.store.journal import ALL_BUT_PAIN, FOR_LEAVE, SCREENINGS, read_journal
    from sciaticli.store.kept_check import drop_stale_check
    from sciaticli.store.remembered_locks import with_lost_locks

    older = FOR_LEAVE if but_sessions else ALL_BUT_PAIN if but_pain else SCREENINGS
    records, damage = read_journal(app.paths, since, older)
    drop_stale_check(app.paths, app.now())
    history = fold(with_lost_locks(app.paths, records))
    return replace(history, damage=(*damage, *history.damage))


def locks_now(app: App, history: History) -> tuple[Lock, ...]:
    """Return the locks that stand now, the highest first; this machine remembers them from here on."""
    from sciaticli.core.screening.locks import standing_locks
    from sciaticli.store.remembered_locks import remember_locks

    locks = standing_locks(history, app.now())
    remember_locks(app.paths, history.records, [lock.id for lock in locks])
    return locks


def refuse_unlisted(app: App, history: History) -> None:
    """Raise DataError where the record can't even be listed: what is shown would be told as empty.

    For commands that look back. Danger signs are asked and told all the same.
    """
    from sciaticli.core.errors import DataError

    if closed := [item for item in history.damage if not (item.device or item.line)]:
        raise DataError(
            f"Your record {closed[0].reason}: {app.paths.journal}",
            hint="It may belong to another user. Nothing was changed.",
        )


def tell_unread(app: App, history: History) -> None:
    """Say what of the record is missing in that which is shown next; raises DataError as `refuse_unlisted`.

    A month of another user would else be told as a month without pain.
    """
    refuse_unlisted(app, history)
    files = [f"  {item.device}/{item.file} {item.reason}" for item in history.damage if not item.line]
    lines = len(history.damage) - len(files)
    if files:
        app.say("Files of your record that are not shown:", *files)
    if lines:
        app.say(f"Damaged lines that are not shown: {lines}. To see them: sciaticli journal verify")


def today_of(app: App) -> date:
    """Return the journal's day of this moment."""
    from sciaticli.core.dates import journal_day

    return journal_day(app.now(), app.config.coach.rollover_time)


def stamp(app: App, at: datetime | None = None, day: date | None = None) -> dict[str, Any]:
    """Return the fields that every entry has, for something that happened `at` (now when not given)."""
    from sciaticli.core.dates import fixed
    from sciaticli.core.record.entries import VERSION

    now = fixed(app.now())
    return {
        "v": VERSION,
        "id": app.new_id(),
        "at": now if at is None else at,
        "rec": now,
        "tz": app.zone,
        "day": today_of(app) if day is None else day,
        "src": f"{app.mark}{__version__}",
    }


def save_assessment(app: App, fields: dict[str, object]) -> Assessment:
    """Append an assessment and return it."""
    from msgspec import convert

    from sciaticli.core.record.entries import Assessment
    from sciaticli.store.journal import append

    entry = convert({**stamp(app), **fields, "kind": "assessment"}, Assessment)
    append(app.paths, entry)
    return entry
