"""`report`: a page for the clinic, or the record as FHIR; private words stay out unless asked for."""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from sciaticli.cli.catalogue import names
from sciaticli.cli.complete import one_of
from sciaticli.cli.context import App
from sciaticli.cli.help import examples
from sciaticli.cli.option_words import MOST_WEEKS, word_of
from sciaticli.cli.shared_options import Force, OutFile
from sciaticli.core.errors import UsageError

if TYPE_CHECKING:
    from datetime import date

    from sciaticli.cli.check.standing import RecordNow
    from sciaticli.core.record.history import History

PANEL = "Looking back"
PAGE_WEEKS = 12
AS_PDF = "For a PDF: sciaticli report -o report.html, then open that file in a browser and print it to a PDF."


class Format(StrEnum):
    """The kinds of file a report can be."""

    HTML = "html"
    FHIR = "fhir"


ENDINGS = {".html": Format.HTML, ".htm": Format.HTML, ".json": Format.FHIR}
TABLES = (".csv", ".jsonl")
OTHERS = (".pdf", ".doc", ".docx", ".odt", ".rtf", ".xls", ".xlsx", ".ods", ".xml", ".png", ".zip", ".md")


class ReportOptions(NamedTuple):
    """What is asked for on the command line."""

    output: Path | None
    weeks: int | None
    notes: bool
    answers: bool
    snomed: bool
    force: bool


def add_to(program: typer.Typer) -> None:
    """Add `report` to the program."""
    program.command(
        "report",
        rich_help_panel=PANEL,
        epilog=examples("report -o report.html", "report --format fhir -o record.json"),
    )(report)


def report(
    ctx: typer.Context,
    *,
    output: OutFile = None,
    form: Annotated[
        str | None,
        typer.Option(
            "--format",
            metavar="FORMAT",
            help="html or fhir; else as the file ends, html without one.",
            autocompletion=one_of(*Format),
        ),
    ] = None,
    weeks: Annotated[
        int | None,
        typer.Option(min=1, max=MOST_WEEKS, metavar="N", help="How far back: 12 for html, else everything."),
    ] = None,
    with_notes: Annotated[bool, typer.Option("--with-notes", help="Add what you wrote in notes.")] = False,
    with_answers: Annotated[
        bool, typer.Option("--with-answers", help="Add the signs named in screenings.")
    ] = False,
    snomed: Annotated[bool, typer.Option("--snomed", help="With fhir: add SNOMED CT codes.")] = False,
    force: Force = False,
) -> None:
    """Write a page for your clinic (HTML), or your record as FHIR."""
    from sciaticli.cli.check.lock_notice import show_lock
    from sciaticli.cli.check.standing import read_standing

    app: App = ctx.obj
    wish = ReportOptions(output, weeks, with_notes, with_answers, snomed, force)
    kind = _form(_format(form), output)
    if kind is Format.HTML and output is None and app.stdout.isatty():
        raise UsageError("A page needs a file to go to.", "For example: sciaticli report -o report.html")
    is_page = kind is Format.HTML
    standing = read_standing(app, lately=is_page, days=7 * (weeks or PAGE_WEEKS))
    show_lock(app, aside=True, history=standing.history)
    match kind:
        case Format.HTML:
            content = _page(app, standing, wish)
        case Format.FHIR:
            content = _fhir(app, standing, wish)
    _write(app, wish, content)


def _format(text: str | None) -> Format | None:
    """Return the format that was said; raises UsageError, with where another kind of file comes from."""
    if text is None:
        return None
    ending = f".{text.strip().casefold().removeprefix('.')}"
    if ending in TABLES:
        raise UsageError(
            f"report writes no {ending} file.", f"Use: sciaticli journal export -o record{ending}"
        )
    if ending == ".pdf":
        raise UsageError("--format: report writes no PDF.", AS_PDF)
    return word_of(Format, text, "--format")


def _form(said: Format | None, output: Path | None) -> Format:
    """Return the format: as said, else as the file's name says; raises UsageError when the two differ."""
    ending = output.suffix.lower() if output else ""
    if ending in TABLES:
        raise UsageError(f"report writes no {ending} file.", f"Use: sciaticli journal export -o {output}")
    named = ENDINGS.get(ending)
    if said is None and (named is not None or not ending):
        return named or Format.HTML
    if said is not None and (named is None or named is said) and ending not in OTHERS:
        return said
    raise UsageError(
        f"A name that ends in {ending} promises another format.",
        f"It writes {', '.join(ENDINGS)}. {AS_PDF}",
    )


def _write(app: App, wish: ReportOptions, content: bytes) -> None:
    from sciaticli.store.new_file import write_new

    if wish.output is None:
        app.show_content(content)
        return
    write_new(wish.output, content, force=wish.force)
    app.say(f"Written: {wish.output}. Only you may read it; think before you pass it on.")


def _page(app: App, standing: RecordNow, wish: ReportOptions) -> bytes:
    from sciaticli.cli.entries import tell_unread
    from sciaticli.cli.report.clinic_page import clinic_page, plan_now, readable_catalogue
    from sciaticli.core.catalogue.catalogue import Catalogue
    from sciaticli.core.record.excerpt import since
    from sciaticli.report.page import page

    tell_unread(app, standing.history)
    first = standing.day - timedelta(days=7 * (wish.weeks or PAGE_WEEKS) - 1)
    catalogue = readable_catalogue(app)
    today = plan_now(app, standing, catalogue)
    _say_left_out(app, since(standing.history, first), wish, today.closed)
    content = clinic_page(
        app, standing, catalogue or Catalogue(), first, today, notes=wish.notes, answers=wish.answers
    )
    return page(content).encode()


def _fhir(app: App, standing: RecordNow, wish: ReportOptions) -> bytes:
    from msgspec import json

    from sciaticli.report.fhir import BundleContents, bundle

    history = _history(app, standing, wish)
    _say_left_out(app, history, wish)
    wanted = BundleContents(names=names(app), snomed=wish.snomed, notes=wish.notes, answers=wish.answers)
    return json.format(json.encode(bundle(history, app.now(), wanted)), indent=1) + b"\n"


def _history(app: App, standing: RecordNow, wish: ReportOptions) -> History:
    """Return the record, or the weeks of it that are asked for."""
    from sciaticli.cli.entries import tell_unread
    from sciaticli.core.record.excerpt import since

    tell_unread(app, standing.history)
    return since(standing.history, _first(standing, wish))


def _first(standing: RecordNow, wish: ReportOptions) -> date | None:
    return standing.day - timedelta(days=7 * wish.weeks - 1) if wish.weeks else None


def _say_left_out(app: App, history: History, wish: ReportOptions, no_plan: str | None = None) -> None:
    """Say what stays out, and how to add it."""
    from sciaticli.core.record.excerpt import notes_in

    out = []
    if not wish.notes and (count := len(list(notes_in(history)))):
        out.append(f"{count} note{'s' * (count > 1)} (--with-notes)")
    if not wish.answers and history.checks:
        out.append("the answers of screenings (--with-answers)")
    if no_plan:
        out.append("the plan")
    if out:
        app.say(f"Left out: {', '.join(out)}.")
    if no_plan:
        app.say(no_plan)
