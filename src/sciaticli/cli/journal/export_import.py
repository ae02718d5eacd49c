"""`journal export` and `journal import`: the record taken along, and brought in."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sciaticli.cli.ask.prompts import ask_yes_no
from sciaticli.cli.check.lock_notice import show_lock
from sciaticli.cli.complete import one_of
from sciaticli.cli.context import App
from sciaticli.cli.option_words import MOST_WEEKS, not_allowed
from sciaticli.cli.shared_options import Force, OutFile
from sciaticli.core.errors import ExitCode, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime

    from sciaticli.core.record.entries import AnyEntry

FORMATS = JSONL, CSV = "jsonl", "csv"
PREVIEW = 3
FIRST = 5
NO_DAY = "--date-format must hold a day, a month and a year."
_YEARS = ("%Y", "%y", "%G", "%c", "%x", "%D", "%F")
NOT_ANONYMOUS = (
    "This leaves out names, notes, dates, clock times and the answers of screenings.",
    "It is de-identified, not anonymous: someone who knows you may still know your record by its course.",
)


def export_journal(
    ctx: typer.Context,
    *,
    output: OutFile = None,
    form: Annotated[
        str | None,
        typer.Option(
            "--format",
            metavar="FORMAT",
            help="jsonl, without loss, or csv; else as the file ends.",
            autocompletion=one_of("jsonl", "csv"),
        ),
    ] = None,
    weeks: Annotated[
        int | None, typer.Option(min=1, max=MOST_WEEKS, metavar="N", help="How far back; else everything.")
    ] = None,
    no_notes: Annotated[bool, typer.Option("--no-notes", help="With csv: leave your notes out.")] = False,
    share: Annotated[bool, typer.Option("--share", help="For researchers: without what names you.")] = False,
    force: Force = False,
    yes: Annotated[bool, typer.Option("--yes", help="Don't ask before --share writes.")] = False,
) -> None:
    """Write the record to a file, or to standard output. Nothing in the record changes."""
    from sciaticli.store.new_file import write_new

    app: App = ctx.obj
    form = form or (CSV if output is not None and output.suffix.lower() == ".csv" else JSONL)
    if form not in FORMATS:
        raise not_allowed("--format", form, FORMATS)
    if no_notes and form != CSV:
        raise UsageError("--no-notes goes with --format csv: JSON Lines hold every line as it is.")
    if share and weeks is not None:
        raise UsageError("--share writes the whole record.", "Leave --weeks out.")
    show_lock(app, aside=True)
    content = _shared(app, form) if share else _whole(app, form, weeks, no_notes=no_notes)
    if share and not yes:
        _agree(app, content)
    if output is None:
        app.show_content(content)
        return
    if form == CSV:
        _explain(app, output, force=force)
    write_new(output, content, force=force)
    app.say(f"Written: {output}. Only you may read it; think before you pass it on.")


def import_journal(
    ctx: typer.Context,
    source: Annotated[Path, typer.Argument(metavar="FILE", help="A .jsonl file of ours, or a .csv table.")],
    *,
    columns: Annotated[
        list[str] | None,
        typer.Option(
            "--map", metavar="WHAT=COLUMN", help="Which column holds what: at, leg, back, down, note ..."
        ),
    ] = None,
    date_format: Annotated[
        str | None, typer.Option(metavar="FORMAT", help="How dates are written, such as %d/%m/%Y.")
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show the first entries as they would be read; import nothing.")
    ] = False,
) -> None:
    """Bring entries in. A bad line is named and nothing is imported; what is there already is passed over."""
    from sciaticli.cli.entries import read_history
    from sciaticli.store.export_import import differing, read_lines_in, refuse
    from sciaticli.store.journal import append_all

    app: App = ctx.obj
    show_lock(app)
    if source.suffix.lower() == ".csv":
        entries = _table(app, source, columns or [], date_format)
    else:
        entries = read_lines_in(source, app.now())
    here = [record.entry for record in read_history(app).records]
    if source.suffix.lower() != ".csv":  # a row's id is made of what the row says
        refuse(source, differing(entries, here))
    known = {entry.id for entry in here}
    fresh = [entry for entry in entries if entry.id not in known]
    if dry_run:
        _show_first(app, fresh, len(entries) - len(fresh))
        return
    append_all(app.paths, fresh)
    app.show(f"Imported: {len(fresh)}. Here already: {len(entries) - len(fresh)}.")


def _show_first(app: App, fresh: list[AnyEntry], here_already: int) -> None:
    """Show the first entries as they were read, with their moments, and how many there are."""
    from sciaticli.view.journal import in_words

    for entry in fresh[:FIRST]:
        app.show(f"{entry.at:%Y-%m-%d %H:%M %z}  {in_words(entry)}")
    if len(fresh) > FIRST:
        app.show(f"... and {len(fresh) - FIRST} more")
    app.show(f"Would be imported: {len(fresh)}. Here already: {here_already}. Nothing was written.")


def _explain(app: App, output: Path, *, force: bool) -> None:
    """Write the table's dictionary beside it."""
    from msgspec import json

    from sciaticli.report.table import dictionary
    from sciaticli.store.new_file import write_new

    if output.exists() and not force:
        return  # the table itself will be refused, with its own words
    beside = output.with_name(f"{output.name}-metadata.json")
    words = json.format(json.encode(dictionary(output.name)), indent=1) + b"\n"
    write_new(beside, words, force=force)
    app.say(f"Written: {beside}, which says what the columns mean.")


def _whole(app: App, form: str, weeks: int | None, *, no_notes: bool) -> bytes:
    """Return the record, or its last weeks; of JSON Lines those of their days."""
    from msgspec import Struct
    from msgspec.json import decode

    from sciaticli.cli.entries import read_history, today_of
    from sciaticli.core.record.excerpt import since, without_notes
    from sciaticli.store.export_import import as_csv, lossless

    first = None if weeks is None else today_of(app) - timedelta(days=7 * weeks - 1)
    if form == CSV:
        history = since(read_history(app), first)
        return as_csv(without_notes(history) if no_notes else history).encode()
    content, left_out = lossless(app.paths)
    if left_out:
        app.say(f"{left_out} damaged lines are not in it. To see them: sciaticli journal verify")
    if first is None:
        return content

    class Dated(Struct):
        day: str = ""

    lines = content.splitlines(keepends=True)
    return b"".join(line for line in lines if decode(line, type=Dated).day >= first.isoformat())


def _shared(app: App, form: str) -> bytes:
    """Return the record without what names the person; only JSON Lines hold it."""
    import secrets

    from msgspec.json import encode

    from sciaticli.cli.entries import read_history
    from sciaticli.core.record.de_identify import shared
    from sciaticli.store.catalogue import load_catalogue

    if form != JSONL:
        raise UsageError("--share writes JSON Lines only.", "Leave --format out.")
    history = read_history(app)
    lines = shared(history, load_catalogue().by_id, lambda: secrets.token_hex(8))
    return b"".join(encode(line) + b"\n" for line in lines)


def _agree(app: App, content: bytes) -> None:
    """Show what would be given away, and ask."""
    lines = content.decode().splitlines()
    app.say(*NOT_ANONYMOUS, f"{len(lines)} lines, such as:", *lines[:PREVIEW])
    if not app.may_ask:
        raise UsageError("Sharing needs your yes.", "Add --yes when you have seen what is in it.")
    if not ask_yes_no(app, "Write it?"):
        app.say("Nothing was written.")
        raise typer.Exit(ExitCode.DONE)


def _table(app: App, source: Path, columns: list[str], date_format: str | None) -> list[AnyEntry]:
    from sciaticli.cli.entries import stamp
    from sciaticli.store.csv_import import read_table_in

    said = dict(_pair(text) for text in columns)
    table = read_table_in(source, said, _dating(app, date_format), stamp(app))
    if table.unread:
        app.say(
            f"Columns that nothing is read from: {', '.join(table.unread)}. To read one: --map WHAT=COLUMN"
        )
    return list(table.entries)


def _pair(text: str) -> tuple[str, str]:
    what, equals, column = text.partition("=")
    if not equals or not column.strip():
        raise UsageError(f"--map takes WHAT=COLUMN, not '{text}'.", "For example: --map leg='Leg pain'")
    return what.strip().lower(), column.strip()


def _dating(app: App, date_format: str | None) -> Callable[[str], tuple[datetime, date]]:
    """Return how a cell becomes a moment and its day."""
    from sciaticli.core.dates import journal_day, parse_stamp
    from sciaticli.core.text import from_outside

    now = app.now()
    zone, rollover = app.time_zone, app.config.coach.rollover_time
    if date_format is not None:
        _try_format(date_format)

    def date_cell(cell: str) -> tuple[datetime, date]:
        text = cell if date_format is None else _as_iso(cell, from_outside(date_format))
        moment = parse_stamp(text, now, zone)
        return moment, journal_day(moment, rollover)

    return date_cell


def _try_format(date_format: str) -> None:
    """Raise UsageError unless the format reads back the day that it has written."""
    from datetime import UTC, datetime
    from re import error as PatternError  # noqa: N812 - as Python calls it from 3.13 on

    day = datetime(2026, 11, 23, 21, 30, tzinfo=UTC)
    if not any(sign in date_format for sign in _YEARS):  # which Python warns of, or refuses in its own words
        raise UsageError(NO_DAY, "For example: %d/%m/%Y")
    try:
        read = datetime.strptime(day.strftime(date_format), date_format).date()  # noqa: DTZ007 - a day
    except (ValueError, PatternError, OverflowError) as error:
        raise UsageError(f"--date-format can't be used: {error}.", "For example: %d/%m/%Y") from error
    if read != day.date():
        raise UsageError(NO_DAY, "For example: %d/%m/%Y")


def _as_iso(cell: str, date_format: str) -> str:
    """Return a cell as ISO 8601, with the time and the offset when the format has them."""
    from datetime import datetime

    try:
        read = datetime.strptime(cell, date_format)  # noqa: DTZ007 - the format says whether it has a zone
    except ValueError as error:
        raise UsageError(f"'{cell}' is not written as {date_format}") from error
    has_time = any(sign in date_format for sign in ("%H", "%I", "%X", "%c", "%T", "%R"))
    return read.isoformat() if has_time else read.date().isoformat()
