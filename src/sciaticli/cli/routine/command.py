"""`routine`: what a physio prescribed, pasted as text, and kept as a checked list."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Annotated
from zlib import crc32

import typer
from msgspec.structs import replace

from sciaticli.cli.catalogue import find_routine, load, load_names
from sciaticli.cli.check.lock_notice import show_lock
from sciaticli.cli.complete import routines
from sciaticli.cli.context import App
from sciaticli.cli.help import examples
from sciaticli.cli.routine.dialogue import Dialogue
from sciaticli.core.catalogue.catalogue import Routine
from sciaticli.core.errors import UsageError
from sciaticli.core.prescription.item import Status
from sciaticli.core.prescription.item_words import item_words
from sciaticli.core.prescription.routine_line import of_routine, sessions_a_week, to_keep
from sciaticli.core.prescription.sheet import MOST_TEXT, read_sheet
from sciaticli.core.text import from_outside
from sciaticli.store.routines import remove_routine, routine_file, save_routine
from sciaticli.view.prescription import aside_lines, sheet_document, wrote

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from sciaticli.core.catalogue.catalogue import Catalogue
    from sciaticli.core.prescription.item import SheetItem
    from sciaticli.core.prescription.sheet import Sheet

HELP = "Keep what your physio prescribed, pasted as text."
LONGEST_NAME = 80  # letters; a file is named after it
END = "."
TAB = "   "  # a table's columns stay apart
_Name = typer.Argument(metavar="NAME", help="A routine's name or id.", autocompletion=routines)


def add_to(program: typer.Typer) -> None:
    """Add `routine` to the program."""
    group = typer.Typer(help=HELP, no_args_is_help=True, rich_markup_mode=None)
    group.command(
        "add",
        epilog=examples(
            'routine add "bridge 3x10, clams 2x12 each side" --name Anna',
            "routine add --name Anna < sheet.txt",
        ),
    )(add_routine)
    group.command("edit", epilog=examples("routine edit anna", "routine edit Anna"))(edit_routine)
    group.command("list", epilog=examples("routine list", "routine list --plain"))(list_routines)
    group.command("show", epilog=examples("routine show anna", "routine show Anna"))(show_routine)
    group.command("remove", epilog=examples("routine remove anna", "routine remove Anna"))(remove)
    program.add_typer(group, name="routine", rich_help_panel="Your plan")


def add_routine(
    ctx: typer.Context,
    text: Annotated[
        str | None, typer.Argument(metavar="TEXT", help="The lines; standard input when it is not given.")
    ] = None,
    *,
    name: Annotated[
        str | None, typer.Option("--name", metavar="NAME", help="What to call the routine.")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show how it is read; save nothing.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="With --dry-run: print it as JSON.")] = False,
) -> None:
    """Turn a physio's lines into a routine. It asks only where it is not sure."""
    app: App = ctx.obj
    if as_json and not dry_run:
        raise UsageError("--json goes with --dry-run only.", "Add --dry-run: it saves nothing.")
    show_lock(app, aside=as_json)
    names = load_names(app)
    routine_id, name = ("", "") if dry_run and name is None else _free_name(app, names.catalogue, name)
    said = _lines_of(app, text)
    sheet = read_sheet(said, names, app.config.profile.side)
    if as_json:
        app.show_json(sheet_document(sheet))
        return
    talk = Dialogue(app, sheet.items, names)
    if not talk.rows():
        raise UsageError("no exercise was found in the text.", "One a line, as in: bridge 3x10 hold 5s")
    if dry_run or app.may_ask:
        _show_sheet(app, sheet, talk)
    if dry_run:
        return
    if app.may_ask:
        talk.ask_doubtful()
        if any(item.status is Status.ASKED for item in sheet.items):
            talk.show()
        if not talk.confirm():
            raise UsageError("nothing was saved.")
    else:
        _refuse_doubts(sheet.items)
    items = [kept for item in talk.rows().values() if (kept := to_keep(item))]
    often = sessions_a_week(items)
    routine = Routine(id=routine_id, name=name, items=tuple(items), per_week=often, text=said)
    try:
        path = save_routine(app.paths.own_exercises, routine)
    except FileExistsError as error:
        raise UsageError(f'another window has just made a routine "{routine_id}".') from error
    app.show(*_page(routine, load(app)))
    _after_saving(app, routine, path)


def edit_routine(ctx: typer.Context, name: Annotated[list[str], _Name]) -> None:
    """Change a routine's lines: another exercise, other numbers, or leave one out."""
    app: App = ctx.obj
    show_lock(app)
    names = load_names(app)
    catalogue = names.catalogue
    routine = find_routine(catalogue, " ".join(name))
    path = routine_file(app.paths.own_exercises, routine.id)
    if not path.exists():
        raise UsageError(
            f'"{routine.id}" stands in a file with other things.',
            f"Change it by hand in {app.paths.own_exercises}",
        )
    if not app.may_ask:
        raise UsageError("there is nobody to ask.", f"Change it by hand in {path}")
    talk = Dialogue(app, [of_routine(line, catalogue.by_id[line.exercise]) for line in routine.items], names)
    talk.show()
    if not talk.confirm():
        raise UsageError("nothing was changed.")
    items = tuple(kept for item in talk.rows().values() if (kept := to_keep(item)))
    changed = replace(routine, items=items, per_week=sessions_a_week(items) or routine.per_week)
    path = save_routine(app.paths.own_exercises, changed, instead=True)
    app.show(*_page(changed, load(app)))
    _after_saving(app, changed, path)


def list_routines(ctx: typer.Context) -> None:
    """List your routines."""
    app: App = ctx.obj
    show_lock(app)
    routines = load(app).routines
    if not routines:
        app.say("There is no routine yet. To add one: sciaticli routine add --name NAME")
    for routine in routines:
        count = len(routine.items)
        app.show(f"{routine.id}: {routine.name}, {count} line{'' if count == 1 else 's'}{_often(routine)}")


def show_routine(ctx: typer.Context, name: Annotated[list[str], _Name]) -> None:
    """Show a routine, line by line."""
    app: App = ctx.obj
    show_lock(app)
    catalogue = load(app)
    routine = find_routine(catalogue, " ".join(name))
    app.show(*_page(routine, catalogue))
    if routine.text:
        app.show("", "As it was given:", *(f"  {line}" for line in routine.text.splitlines()))


def remove(ctx: typer.Context, name: Annotated[list[str], _Name]) -> None:
    """Take a routine out. What you did with it stays in your record."""
    app: App = ctx.obj
    routine = find_routine(load(app), " ".join(name))
    path = remove_routine(app.paths.own_exercises, routine.id)
    if path is None:
        raise UsageError(
            f'"{routine.id}" stands in a file with other things.',
            f"Take it out by hand in {app.paths.own_exercises}",
        )
    app.show(f"Removed {routine.id}: {path}")


def id_of(name: str) -> str:
    """Return the id of a name: small letters, digits and _, and a number for letters that an id can't have.

    Raises UsageError for a name without a letter or digit of any script, and for one too long for a file.
    """
    if len(name) > LONGEST_NAME:
        raise UsageError(
            f"the name is too long: {len(name)} letters, and it may have {LONGEST_NAME}.",
            "For example: --name Anna",
        )
    plain = unicodedata.normalize("NFKD", name)
    letters = [letter for letter in plain if letter.isalnum()]
    if not letters:
        raise UsageError(
            f'"{name}" can\'t be a name: it has no letter and no digit.', "For example: --name Anna"
        )
    bare = plain.encode("ascii", "ignore").decode().lower()
    found = re.sub(r"[^a-z0-9]+", "_", bare).strip("_")
    if not all(letter.isascii() for letter in letters):
        found = f"{found}_{crc32(plain.casefold().encode()):08x}".strip("_")
    return found if found[0].isalpha() else f"routine_{found}"


def _lines_of(app: App, text: str | None) -> str:
    """Return the text as given, or from standard input; what could steer a terminal is a blank."""
    try:
        pasted = _from_input(app) if text is None else text
        raw = from_outside(pasted.replace("\t", TAB))
    except ValueError as error:
        raise UsageError(f"the text {error}.") from error
    if len(raw) > MOST_TEXT:
        raise UsageError(
            f"the text is too long: {len(raw)} letters.", f"A sheet may have {MOST_TEXT}. Give it in parts."
        )
    return raw


def _from_input(app: App) -> str:
    """Return what standard input holds; at a terminal a full stop alone ends it."""
    if not app.stdin.isatty():
        return app.piped_text()
    if app.no_input:
        raise UsageError("the lines are missing.", "Give them after add, or on standard input.")
    app.say(f"Paste the lines. End with a line that holds only a full stop ({END}).")
    lines: list[str] = []
    while (line := app.stdin.readline()) and line.strip() != END:
        lines.append(line)
    return "".join(lines)


def _free_name(app: App, catalogue: Catalogue, name: str | None) -> tuple[str, str]:
    """Return the id and the name of a new routine; raises UsageError when it is missing or taken."""
    if name is None:
        raise UsageError("the routine needs a name.", "Add --name NAME, or --dry-run to see how it is read.")
    name = " ".join("".join(sign if sign.isprintable() else " " for sign in name).split())
    routine_id = id_of(name)
    if routine_id in catalogue.routine_by_id or routine_file(app.paths.own_exercises, routine_id).exists():
        raise UsageError(
            f'there is a routine "{routine_id}" already.',
            f"To change it: sciaticli routine edit {routine_id}\n"
            f"To take it out: sciaticli routine remove {routine_id}",
        )
    return routine_id, name


def _show_sheet(app: App, sheet: Sheet, talk: Dialogue) -> None:
    if sheet.language:
        app.say(f"This seems to be {sheet.language}. Numbers are read; of names only a few are known.")
    talk.show()
    for line in aside_lines(sheet.items):
        app.say(line)


def _refuse_doubts(items: Sequence[SheetItem]) -> None:
    """Raise UsageError naming every line that is not sure."""
    found = []
    for item in items:
        if item.status is Status.ASKED:
            near = ", ".join(row.id for row in item.candidates)
            offer = f" It may be: {near}." if near else ""
            found.append(f'line {item.lines[0]}, "{wrote(item)}": {"; ".join(item.why)}.{offer}')
    if found:
        raise UsageError(
            "\n  ".join(["nothing was saved, because some lines would be a guess:", *found]),
            "Use the exercise's own name, or add the routine at a terminal, where you are asked.",
        )


def _after_saving(app: App, routine: Routine, path: Path) -> None:
    app.show(*suiting_lines(app, routine, load(app)))
    app.say(
        "", f"Saved in {path}", f"See what of it suits today: sciaticli today --routine {routine.id} --plan"
    )


def _page(routine: Routine, catalogue: Catalogue) -> list[str]:
    rows = [item_words(item, catalogue.by_id[item.exercise]) for item in routine.items]
    return [f"{routine.name} ({routine.id}){_often(routine)}", *(f"  {row}" for row in rows)]


def _often(routine: Routine) -> str:
    if routine.per_week is None:
        return ""
    times = "once" if routine.per_week == 1 else f"{routine.per_week} times"
    return f", {times} a week"


DIRECTION_TEST = "waits for the direction test"
NOT_CHECKED = "Which of it suits you today can't be said without a check: sciaticli check"


def suiting_lines(app: App, routine: Routine, catalogue: Catalogue) -> Iterator[str]:
    """Yield for each exercise of a routine whether it could be done today, and if not why.

    Without leave to train it yields only that nothing can be said of today.
    """
    from sciaticli.cli.check.standing import read_standing
    from sciaticli.cli.today.make_plan import request_of
    from sciaticli.core.planning.planner import plan_day
    from sciaticli.core.record.day_logs import pain_on_record
    from sciaticli.core.screening.clearance import Refused

    standing = read_standing(app)
    answer = standing.ask()
    if isinstance(answer, Refused):
        yield NOT_CHECKED
        return
    pain = pain_on_record(standing.history, standing.now)
    request = request_of(app, standing.day, routine=routine, pain=pain)
    try:
        plan = plan_day(answer, catalogue, app.config.profile, standing.history, request)
    except UsageError as error:
        yield f"Today: {error.message}"
        return
    out = {left.exercise: left.because for left in plan.left_out}
    yield "Today:"
    for name in dict.fromkeys(item.exercise for item in routine.items):
        yield f"  {catalogue.by_id[name].name}: {out.get(name, 'It could be done.')}"
    if any(DIRECTION_TEST in why for why in out.values()):
        yield "The direction test takes some minutes: sciaticli assess direction"
        yield "Has your physio tested you? Then today --routine asks once, and the line comes in."
