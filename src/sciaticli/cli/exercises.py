"""`exercises`: browse the catalogue, read one exercise, check a catalogue file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sciaticli.cli.catalogue import find_exercise, load_names
from sciaticli.cli.check.lock_notice import show_lock
from sciaticli.cli.complete import exercises, member_of
from sciaticli.cli.context import App, Look
from sciaticli.cli.help import examples
from sciaticli.cli.option_words import word_of, words_of
from sciaticli.cli.pager import print_long

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sciaticli.core.catalogue.catalogue import Catalogue
    from sciaticli.core.catalogue.exercise import Exercise
    from sciaticli.core.figure.parts import Figure
    from sciaticli.core.prescription.names import Names

MOST_TO_CHOOSE = 9  # a key each
PANEL = "Your plan"
HELP = "Browse the catalogue, read how an exercise is done, check a catalogue file."


def add_to(program: typer.Typer) -> None:
    """Add `exercises` to the program."""
    group = typer.Typer(help=HELP, no_args_is_help=True, rich_markup_mode=None)
    group.command(
        "list",
        epilog=examples(
            "exercises list --family yoga --level 2", "exercises list bridge --equipment none --json"
        ),
    )(list_exercises)
    group.command("show", epilog=examples("exercises show prone_press_up", "exercises show bird dog"))(
        show_exercise
    )
    group.command(
        "lint", epilog=examples("exercises lint my-exercises.toml", "exercises lint clinic/week-1.toml")
    )(lint_file)
    program.add_typer(group, name="exercises", rich_help_panel=PANEL)


def list_exercises(
    ctx: typer.Context,
    search: Annotated[
        list[str] | None, typer.Argument(help="Words in the name.", autocompletion=exercises)
    ] = None,
    *,
    family: Annotated[
        str | None,
        typer.Option(
            help="A programme, such as mckenzie or yoga.",
            autocompletion=member_of("catalogue.exercise.Family"),
        ),
    ] = None,
    position: Annotated[
        str | None,
        typer.Option(
            help="A position, such as supine or sitting.",
            autocompletion=member_of("catalogue.exercise.Position"),
        ),
    ] = None,
    direction: Annotated[
        str | None,
        typer.Option(
            help="flexion, extension, neutral, rotation, lateral.",
            autocompletion=member_of("catalogue.exercise.Direction"),
        ),
    ] = None,
    goal: Annotated[
        str | None,
        typer.Option(
            help="strength, flexibility, endurance, posture, relief.",
            autocompletion=member_of("catalogue.exercise.Purpose"),
        ),
    ] = None,
    region: Annotated[
        str | None,
        typer.Option(
            help="A part of the week's balance, such as hip_leg.",
            autocompletion=member_of("catalogue.exercise.Region"),
        ),
    ] = None,
    place: Annotated[
        str | None,
        typer.Option(help="home, outdoors, pool, gym.", autocompletion=member_of("catalogue.exercise.Place")),
    ] = None,
    level: Annotated[int | None, typer.Option(min=1, max=5, help="A level, 1 (any day) to 5.")] = None,
    equipment: Annotated[
        str | None,
        typer.Option(
            help="What is at hand, with commas; none for nothing.",
            autocompletion=member_of("catalogue.exercise.Equipment"),
        ),
    ] = None,
    safe_with: Annotated[
        str | None,
        typer.Option(
            "--safe-with",
            help="Leave out what this condition must avoid.",
            autocompletion=member_of("catalogue.exercise.Condition"),
        ),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the entries in full as JSON.")] = False,
) -> None:
    """List exercises; filters combine."""
    from sciaticli.core.catalogue.exercise import (
        Condition,
        Direction,
        Equipment,
        Family,
        Place,
        Position,
        Purpose,
        Region,
    )

    app: App = ctx.obj
    locked = show_lock(app, aside=as_json)
    catalogue = _catalogue(app)
    rows = catalogue.exercises
    for option, kind, text, words in (
        ("family", Family, family, lambda row: row.families),
        ("position", Position, position, lambda row: (row.position,)),
        ("direction", Direction, direction, lambda row: (row.direction,)),
        ("goal", Purpose, goal, lambda row: row.goals),
        ("region", Region, region, lambda row: (row.region,)),
        ("place", Place, place, lambda row: (row.place,)),
    ):
        if text:
            wanted = word_of(kind, text, f"--{option}")
            rows = tuple(row for row in rows if wanted in words(row))
    if level:
        rows = tuple(row for row in rows if row.level == level)
    if equipment is not None:
        at_hand = words_of(Equipment, equipment, "--equipment")
        rows = tuple(row for row in rows if row.possible_with(at_hand))
    if safe_with:
        condition = word_of(Condition, safe_with, "--safe-with")
        rows = tuple(row for row in rows if condition not in row.avoid)
    if search:
        found = _searched(app, load_names(app), " ".join(search))
        rows = tuple(row for row in rows if row.id in found)
    if as_json:
        app.show_json([_document(catalogue, row) for row in rows])
    else:
        _print_rows(app, rows, may_page=not locked)


def show_exercise(
    ctx: typer.Context,
    name: Annotated[list[str], typer.Argument(help="An id, a name or a nickname.", autocompletion=exercises)],
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print the entry in full as JSON.")] = False,
    where: Annotated[
        bool, typer.Option("--where", help="Print the files and lines where its facts and words stand.")
    ] = False,
    sources: Annotated[bool, typer.Option("--sources", help="Add where its dose comes from.")] = False,
) -> None:
    """Show one exercise: how to get ready, what to do, when to stop."""
    app: App = ctx.obj
    locked = show_lock(app, aside=as_json)
    catalogue = _catalogue(app)
    row = _named(app, load_names(app), " ".join(name))
    if where:
        _show_places(app, row, as_json=as_json)
        return
    if as_json:
        app.show_json(_document(catalogue, row))
        return
    figure, reviewed = _figure_of(app, row), _reviewed(catalogue, row)
    known = catalogue.sources_of(row) if sources else None
    if app.look is Look.PLAIN:
        from sciaticli.view.exercises import exercise_page_lines
        from sciaticli.view.figure_words import figure_words

        title, *rest = exercise_page_lines(row, known, reviewed)
        app.show(title, *(figure_words(figure) if figure else ()), *rest)
        return
    from sciaticli.view.exercise_table import exercise_page

    if figure is not None:
        _show_figure(app, figure, row.move_s)
    print_long(app, exercise_page(row, known, reviewed), may_page=not locked)


def lint_file(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(help="A catalogue file of your own.")],
) -> None:
    """Check a catalogue file and name every problem in it."""
    from sciaticli.core.errors import DataError, UsageError
    from sciaticli.core.prescription.names import Names
    from sciaticli.store.catalogue import file_problems, load_catalogue
    from sciaticli.store.prescription_words import load_words

    app: App = ctx.obj
    show_lock(app)
    if not file.is_file():
        what = f"{file} is a folder" if file.is_dir() else f"there is no file {file}"
        raise UsageError(f"{what}.", "Name a catalogue file: sciaticli exercises lint my-exercises.toml")

    def near(word: str) -> str | None:
        names = Names(load_catalogue(cache=app.paths.cache), load_words(app.paths.cache))
        return next((row.id for row in names.near(word, 1)), None)

    if problems := file_problems(file, app.paths.own_exercises, near):
        hint = "docs/catalogue.md explains each key."
        raise DataError(f"{file} has problems: {len(problems)}.", tuple(problems), hint)
    if unheard := _words_that_do_not_fit(app, file):
        hint = "Use fewer words there, or a longer move or hold."
        raise DataError(f"{file}: what is said does not fit: {len(unheard)}.", tuple(unheard), hint)
    app.show(f"{file}: no problems found.")


def _words_that_do_not_fit(app: App, file: Path) -> list[str]:
    """Return what could not be heard whole of a file's exercises, by the lengths of the voice here."""
    from sciaticli.coach.synthesiser import find_synthesisers, voicing_of
    from sciaticli.coach.word_files import WordFiles
    from sciaticli.core.session.rehearsal import rehearse, texts_of_exercise
    from sciaticli.store.catalogue import exercises_of

    voicing = voicing_of(app.config)
    files = WordFiles(app.paths.cache, find_synthesisers(voicing), voicing)
    found = []
    for exercise in exercises_of(file):
        spoken = files.spoken(texts_of_exercise(exercise)) if files.can_write else {}
        lengths = {text: each.ms for text, each in spoken.items()}
        found += [f'{exercise.id}: "{each.text}"' for each in rehearse(exercise, lengths)]
    return list(dict.fromkeys(found))


def _named(app: App, names: Names, words: str) -> Exercise:
    """Return the exercise that goes by these words; where several may, the person says which."""
    if names.one(words) or not app.may_ask or not (found := names.near(words, MOST_TO_CHOOSE)):
        return find_exercise(names, words)
    from sciaticli.cli.ask.prompts import ask_choice

    rows = {row.id: row for row in found}
    chosen = ask_choice(
        app, f'Which one is "{words}"?', {id_: row.name for id_, row in rows.items()}, one_key=True
    )
    return rows[chosen]


def _searched(app: App, names: Names, words: str) -> set[str]:
    """Return the ids of the exercises whose names hold the words; where none do, of those that are near."""
    found = {row.id for row in (*names.exact(words), *names.holding(words))}
    if found:
        return found
    near = names.near(words)
    if near:
        app.say(f'No name holds "{words}". Near it:')
    return {row.id for row in near}


def _show_places(app: App, row: Exercise, *, as_json: bool) -> None:
    """Print where a row can be corrected: the file and line of its facts and of its words."""
    from sciaticli.store.catalogue import where_written

    facts, words = where_written(row.id, app.paths.own_exercises)
    if as_json:
        places = {"facts": facts, "words": words}
        app.show_json({key: {"file": str(place.file), "line": place.line} for key, place in places.items()})
    else:
        app.show(f"facts: {facts}", f"words: {words}")


def _catalogue(app: App) -> Catalogue:
    from sciaticli.cli.catalogue import load

    return load(app)


def _reviewed(catalogue: Catalogue, row: Exercise) -> str:
    """Return who has signed a built-in row; a person's own is nobody's but theirs."""
    from sciaticli.store.reviews import family_words

    return "It is your own." if row.id in catalogue.own else family_words(catalogue, row.family)


def _figure_of(app: App, row: Exercise) -> Figure | None:
    """Return the figure of an exercise; a person's own has none."""
    from sciaticli.store.figures import load_figures

    return load_figures(row.family, cache=app.paths.cache).get(row.id)


def _show_figure(app: App, figure: Figure, move_s: int) -> None:
    """Play the figure where a screen can be redrawn, else draw its start and end side by side."""
    display = app.display
    if app.look is Look.LIVE:
        from sciaticli.coach.figure_player import show_figure

        if len(figure.stills) > 1:
            app.say("Any key goes on to the words.")
        show_figure(app.console(), figure, app.keys(), app.now_ms, move_s=move_s, display=display)
    else:
        from sciaticli.view.figure import FigurePair

        app.console().print(FigurePair(figure, palette=display.palette, dots=display.dots))


def _document(catalogue: Catalogue, row: Exercise) -> dict[str, object]:
    """Return an entry in full, its sources with their titles and standing."""
    from msgspec import to_builtins

    return {**to_builtins(row), "sources": catalogue.sources_of(row)}


def _print_rows(app: App, rows: Sequence[Exercise], *, may_page: bool) -> None:
    if not rows:
        app.say("No exercise fits all of these filters. Leave one out, or see all: sciaticli exercises list")
    elif app.look is Look.PLAIN:
        from sciaticli.view.exercises import exercise_lines

        app.show(*exercise_lines(rows))
    else:
        from sciaticli.view.exercise_table import exercise_table

        print_long(app, exercise_table(rows, app.console().width), may_page=may_page)
        app.say(f"{len(rows)} exercises. Read one with: sciaticli exercises show ID")
