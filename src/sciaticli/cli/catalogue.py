"""The catalogue as the commands need it: loaded, and searched by the words a person types."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sciaticli.cli.option_words import nearest
from sciaticli.core.catalogue.exercise import Family
from sciaticli.core.errors import DataError, UsageError
from sciaticli.store.catalogue import load_catalogue

SEE_ALL = "See them all with: sciaticli exercises list"
MOST_TOLD = 5  # problems; lint names them all

if TYPE_CHECKING:
    from sciaticli.cli.context import App
    from sciaticli.core.catalogue.catalogue import Catalogue, Routine
    from sciaticli.core.catalogue.exercise import Exercise
    from sciaticli.core.prescription.names import Names


def load(app: App) -> Catalogue:
    """Return the built-in catalogue with the person's own files; says, once, what of those is left out."""
    catalogue = load_catalogue(app.paths.own_exercises, app.paths.cache)
    if catalogue.left_out and catalogue.left_out not in app.told:
        app.told.append(catalogue.left_out)
        first, more = catalogue.left_out[:MOST_TOLD], len(catalogue.left_out[MOST_TOLD:])
        app.say("Left out of your own exercises and routines:", *(f"  {problem}" for problem in first))
        app.say(*([f"  and {more} more"] if more else []), "See all of a file: sciaticli exercises lint FILE")
    return catalogue


def load_names(app: App) -> Names:
    """Return the catalogue's names, with the words that sheets and people use for them."""
    from sciaticli.core.prescription.names import Names
    from sciaticli.store.prescription_words import load_words

    return Names(load(app), load_words(app.paths.cache))


def find_routine(catalogue: Catalogue, words: str) -> Routine:
    """Return the routine with this id or name; raises UsageError with the nearest one."""
    wanted = words.strip().casefold()
    for routine in catalogue.routines:
        if wanted in (routine.id, routine.name.casefold()):
            return routine
    near = nearest(wanted, [word for each in catalogue.routines for word in (each.id, each.name)])
    hint = "See them all: sciaticli routine list" if catalogue.routines else "Add one: sciaticli routine add"
    raise UsageError(f'there is no routine "{words}".{near}', hint)


def find_exercise(names: Names, words: str) -> Exercise:
    """Return the exercise that goes by these words; raises UsageError with those it may be."""
    if row := names.one(words):
        return row
    near = [f"  {row.id}: {row.name}" for row in names.near(words)]
    hint = "\n".join(["Did you mean one of these?", *near]) if near else SEE_ALL
    if names.exact(words):
        raise UsageError(f'"{words}" may be more than one exercise.', hint)
    raise UsageError(f'no exercise is called "{words}".', hint)


def names(app: App) -> dict[str, str]:
    """Return exercise names by id; none where the catalogue can't be read: looking back goes on."""
    try:
        return {
            id_: row.name
            for id_, row in load_catalogue(app.paths.own_exercises, app.paths.cache).by_id.items()
        }
    except (DataError, OSError):
        return {}


def per_week(app: App) -> dict[str, int]:
    """Return how often a week each routine is meant to be done, of those that say so."""
    return {routine.id: routine.per_week for routine in own_routines(app) if routine.per_week}


def own_routines(app: App) -> tuple[Routine, ...]:
    """Return what a physio prescribed; nothing where there are no files, or they can't be read."""
    if not app.paths.own_exercises.is_dir():
        return ()
    try:
        return load_catalogue(app.paths.own_exercises, app.paths.cache).routines
    except (DataError, OSError):
        return ()


def named(text: str, names: Names) -> str:
    """Return the family or the exercise id that a name means; raises UsageError with the nearest."""
    wanted = text.strip().casefold().replace("-", "_").replace(" ", "_")
    if wanted in list(Family):
        return wanted
    if row := names.one(text):
        return row.id
    close = names.near(text, 1)
    near = f" Did you mean {close[0].id}?" if close else nearest(wanted, list(Family))
    raise UsageError(f'"{text}" is no exercise and no family.{near}', "See them: sciaticli exercises list")
