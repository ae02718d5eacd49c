"""`routine`: what a physio prescribed, pasted as text, and kept as a checked list."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Annotated

import typer

from sciaticli.cli.catalogue import find_routine
from sciaticli.cli.complete import routines
from sciaticli.cli.context import App
from sciaticli.cli.help import examples
from sciaticli.core.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sciaticli.core.catalogue.catalogue import Catalogue, Routine, RoutineItem
    from sciaticli.core.catalogue.exercise import Exercise
    from sciaticli.core.prescription.lines import Line, Reading

HELP = "Keep what your physio prescribed, pasted as text."
END = "."
_Name = typer.Argument(metavar="NAME", help="A routine's name or id.", autocompletion=routines)
OTHER, LEAVE, KEEP = "other", "leave", "keep"


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
    name: Annotated[str, typer.Option("--name", metavar="NAME", help="What to call the routine.")],
) -> None:
    """Turn a physio's lines into a routine. It asks only where it had to guess."""
    app: App = ctx.obj
    from sciaticli.core.catalogue.catalogue import Routine
    from sciaticli.core.prescription.lines import per_week, read_lines
    from sciaticli.store.routines import routine_file, routine_text, save_routine

    _show_lock(app)
    catalogue = _catalogue(app)
    name = " ".join("".join(sign if sign.isprintable() else " " for sign in name).split())
    routine_id = id_of(name)
    if routine_id in catalogue.routine_by_id or routine_file(app.paths.own_exercises, routine_id).exists():
        raise UsageError(
            f'there is a routine "{routine_id}" already.',
            f"Take it out first: sciaticli routine remove {routine_id}",
        )
    said = _lines_of(app, text)
    lines = read_lines(said, catalogue)
    if not lines:
        raise UsageError("no exercise was found in the text.", "One a line, as in: bridge 3x10 hold 5s")
    items = _items(app, lines, catalogue)
    if not items:
        raise UsageError("nothing is left to keep.")
    routine = Routine(id=routine_id, name=name, items=tuple(items), per_week=per_week(said), text=said)
    app.show(*_page(routine, catalogue), "", "As it is written:", "", routine_text(routine))
    app.show(*suiting_lines(app, routine, catalogue))
    path = save_routine(app.paths.own_exercises, routine)
    app.say(
        "", f"Saved in {path}", f"See what of it suits today: sciaticli today --routine {routine_id} --plan"
    )


def list_routines(ctx: typer.Context) -> None:
    """List your routines."""
    app: App = ctx.obj
    _show_lock(app)
    routines = _catalogue(app).routines
    if not routines:
        app.say("There is no routine yet. To add one: sciaticli routine add --name NAME")
    for routine in routines:
        count = len(routine.items)
        app.show(f"{routine.id}: {routine.name}, {count} line{'' if count == 1 else 's'}{_often(routine)}")


def show_routine(ctx: typer.Context, name: Annotated[list[str], _Name]) -> None:
    """Show a routine, line by line."""
    app: App = ctx.obj
    _show_lock(app)
    catalogue = _catalogue(app)
    routine = find_routine(catalogue, " ".join(name))
    app.show(*_page(routine, catalogue))
    if routine.text:
        app.show("", "As it was given:", *(f"  {line}" for line in routine.text.splitlines()))


def remove(ctx: typer.Context, name: Annotated[list[str], _Name]) -> None:
    """Take a routine out. What you did with it stays in your record."""
    app: App = ctx.obj
    from sciaticli.store.routines import remove_routine

    routine = find_routine(_catalogue(app), " ".join(name))
    path = remove_routine(app.paths.own_exercises, routine.id)
    if path is None:
        raise UsageError(
            f'"{routine.id}" stands in a file with other things.',
            f"Take it out by hand in {app.paths.own_exercises}",
        )
    app.show(f"Removed {routine.id}: {path}")


def id_of(name: str) -> str:
    """Return the id of a name: small letters, digits and _; raises UsageError when nothing is left."""
    bare = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    found = re.sub(r"[^a-z0-9]+", "_", bare).strip("_")
    if not found:
        raise UsageError(f'"{name}" can\'t be a name: it has no letter and no digit.')
    return found if found[0].isalpha() else f"routine_{found}"


def _catalogue(app: App) -> Catalogue:
    from sciaticli.store.catalogue import load_catalogue

    return load_catalogue(app.paths.own_exercises)


def _show_lock(app: App) -> None:
    from sciaticli.cli.check.lock_notice import show_lock

    show_lock(app)


def _lines_of(app: App, text: str | None) -> str:
    """Return the text as given, or from standard input, without signs that steer a terminal."""
    raw = _from_input(app) if text is None else text
    return "".join(sign for sign in raw.replace("\t", " ") if sign.isprintable() or sign == "\n")


def _from_input(app: App) -> str:
    """Return what standard input holds; at a terminal a full stop alone ends it."""
    if not app.stdin.isatty():
        return app.stdin.read()
    if app.no_input:
        raise UsageError("the lines are missing.", "Give them after add, or on standard input.")
    app.say(f"Paste the lines. End with a line that holds only a full stop ({END}).")
    lines: list[str] = []
    while (line := app.stdin.readline()) and line.strip() != END:
        lines.append(line)
    return "".join(lines)


def _items(app: App, lines: Sequence[Line], catalogue: Catalogue) -> list[RoutineItem]:
    """Return the items of all lines, after asking where something was guessed."""
    from sciaticli.core.prescription.lines import reading

    sore = app.config.profile.side
    readings = [(line, reading(line, line.exercise, sore) if line.exercise else None) for line in lines]
    if not app.may_ask:
        _refuse_guesses(readings)
    items = []
    for line, understood in readings:
        exercise = line.exercise or _ask_which(app, line, catalogue)
        if exercise is None:
            continue
        read = understood or reading(line, exercise, sore)
        if _is_wanted(app, line, exercise, read):
            items.append(read.item)
            app.say(*(f'Line {line.number}, "{line.text}": {note}.' for note in read.notes))
    return items


def _refuse_guesses(readings: Sequence[tuple[Line, Reading | None]]) -> None:
    """Raise UsageError naming every line that is not wholly understood."""
    found = []
    for line, read in readings:
        if read is None:
            near = f" Near to it: {', '.join(line.near)}." if line.near else ""
            found.append(f'line {line.number}, "{line.text}": which exercise is it?{near}')
        elif read.guesses:
            found.append(f'line {line.number}, "{line.text}": {"; ".join(read.guesses)}.')
    if found:
        raise UsageError(
            "\n  ".join(["nothing was saved, because some lines would be a guess:", *found]),
            "Use the exercise's own name, or add the routine at a terminal, where you are asked.",
        )


def _ask_which(app: App, line: Line, catalogue: Catalogue) -> Exercise | None:
    """Ask which exercise a line means; None leaves it out."""
    from sciaticli.cli.ask.prompts import ask_choice, ask_line

    near = {id_: f"{catalogue.by_id[id_].name} ({id_})" for id_ in line.near}
    choices = {**near, OTHER: "another name", LEAVE: "leave this line out"}
    answer = ask_choice(app, f'\nLine {line.number}: "{line.text}". Which exercise is it?', choices)
    while answer == OTHER:
        words = ask_line(app, "Its name (Enter leaves the line out):")
        if not words:
            return None
        if found := catalogue.find(words):
            return found
        close = ", ".join(catalogue.nearest(words))
        app.say(f'No exercise is called "{words}".' + (f" Did you mean: {close}?" if close else ""))
    return catalogue.by_id.get(answer)


def _is_wanted(app: App, line: Line, exercise: Exercise, read: Reading) -> bool:
    """Return whether the line is to be kept as it was understood; asks when anything was guessed."""
    if not read.guesses:
        return True
    from sciaticli.cli.ask.prompts import ask_choice
    from sciaticli.core.prescription.lines import item_words

    app.say("", f'Line {line.number}: "{line.text}"', *(f"  Not sure: {guess}." for guess in read.guesses))
    question = f"Keep it as: {item_words(read.item, exercise)}?"
    return ask_choice(app, question, {KEEP: "keep it so", LEAVE: "leave this line out"}) == KEEP


def _page(routine: Routine, catalogue: Catalogue) -> list[str]:
    from sciaticli.core.prescription.lines import item_words

    rows = [item_words(item, catalogue.by_id[item.exercise]) for item in routine.items]
    return [f"{routine.name} ({routine.id}){_often(routine)}", *(f"  {row}" for row in rows)]


def _often(routine: Routine) -> str:
    if routine.per_week is None:
        return ""
    times = "once" if routine.per_week == 1 else f"{routine.per_week} times"
    return f", {times} a week"


NOT_CHECKED = "Which of it suits you today can't be said without a check: sciaticli check"


def suiting_lines(app: App, routine: Routine, catalogue: Catalogue) -> Iterator[str]:
    """Yield for each exercise of a routine whether it could be done today, and if not why.

    Without leave to train it yields only that nothing can be said of today.
    """
    from sciaticli.cli.check.standing import read_standing
    from sciaticli.cli.today.make_plan import request_of
    from sciaticli.core.planning.planner import plan_day
    from sciaticli.core.planning.request import pain_on_record
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
