"""The last weeks on one screen, led by the one sentence the numbers can carry.

It loads no Typer: `sciaticli progress` comes here past it.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from sciaticli.cli.catalogue import names, per_week
from sciaticli.cli.context import Look

if TYPE_CHECKING:
    from sciaticli.cli.check.standing import RecordNow
    from sciaticli.cli.context import App
    from sciaticli.core.progress.strand_places import StrandPlace
    from sciaticli.core.progress.summary import Summary

WEEKS = 6
DAYS = 7


def show_weeks(app: App, weeks: int | None = None, *, strands: bool = False, as_json: bool = False) -> None:
    """Print the last weeks, or with `strands` only the paths."""
    from sciaticli.cli.check.lock_notice import show_lock
    from sciaticli.cli.check.standing import read_standing

    standing = read_standing(app, lately=True, days=DAYS * (weeks or WEEKS))
    locked = show_lock(app, aside=as_json, history=standing.history)
    places = _places(app, standing)
    if strands:
        _show_strands(app, places, as_json=as_json)
        return
    summary = _summary(app, standing, weeks)
    if as_json:
        app.show_json({**document(summary), "strands": _documents(places)})
        return
    known = names(app)
    begun = any(place.exercise for place in places)
    if app.look is Look.PLAIN:
        from sciaticli.view.progress import progress_lines
        from sciaticli.view.strands import HEADING, strand_lines

        paths = ["", HEADING, *strand_lines(places, known)] if begun else []
        app.show(*progress_lines(summary, known), *paths)
    else:
        from rich.text import Text

        from sciaticli.cli.pager import print_long
        from sciaticli.view.progress_page import progress_page, strand_table
        from sciaticli.view.strands import HEADING

        page = progress_page(summary, known, app.console().width)
        drawn = [Text(f"\n{HEADING}", "bold"), strand_table(places, known)] if begun else []
        print_long(app, page, *drawn, may_page=not locked)


def _show_strands(app: App, places: tuple[StrandPlace, ...], *, as_json: bool) -> None:
    """Print only the paths; without leave to train, why there are none to show."""
    if as_json:
        app.show_json({"strands": _documents(places)})
    elif places:
        _show_places(app, places)
    else:
        app.show("Your paths are shown while your check holds. Next: sciaticli check")


def _show_places(app: App, places: tuple[StrandPlace, ...]) -> None:
    """Print the paths in this call's look."""
    if app.look is Look.PLAIN:
        from sciaticli.view.strands import strand_lines

        app.show(*strand_lines(places, names(app)))
    else:
        from sciaticli.view.progress_page import strand_table

        app.console().print(strand_table(places, names(app)))


def _places(app: App, standing: RecordNow) -> tuple[StrandPlace, ...]:
    """Return where the person is on each path; nothing without leave, or with files that can't be read."""
    from sciaticli.cli.catalogue import load
    from sciaticli.cli.entries import refuse_unlisted
    from sciaticli.core.errors import DataError
    from sciaticli.core.planning.day_picture import picture_of
    from sciaticli.core.planning.request import Request
    from sciaticli.core.profile import YesNoUnsure
    from sciaticli.core.progress.strand_places import strand_places
    from sciaticli.core.record.entries import PainNow
    from sciaticli.core.screening.clearance import Refused

    refuse_unlisted(app, standing.history)
    answer = standing.ask()
    if isinstance(answer, Refused):
        return ()
    # A place does not depend on how the leg is at this moment, so the mildest day is asked for.
    request = Request(day=standing.day, pain=PainNow(leg=0, back=0), flare=YesNoUnsure.NO, evening=True)
    try:
        return strand_places(picture_of(answer, load(app), app.config.profile, standing.history, request))
    except (DataError, OSError):
        return ()


def _documents(places: tuple[StrandPlace, ...]) -> list[dict[str, Any]]:
    from msgspec.structs import asdict

    return [asdict(place) for place in places]


def _summary(app: App, standing: RecordNow, weeks: int | None) -> Summary:
    """Return the summary of the last weeks, today the last day; a broken config does not matter.

    Unless a number was asked for, no week is before the first entry.
    """
    from sciaticli.cli.entries import tell_unread
    from sciaticli.core.progress.summary import summarise

    tell_unread(app, standing.history)
    if weeks is None:
        begun = min((entry.day for entry in standing.history.entries), default=standing.day)
        weeks = min(WEEKS, max(0, (standing.day - begun).days) // DAYS + 1)
    first = standing.day - timedelta(days=DAYS * weeks - 1)
    return summarise(standing.history, first, standing.day, per_week(app))


def document(summary: Summary) -> dict[str, Any]:
    """Return the numbers of a summary and its sentences, as `progress --json` prints them."""
    from msgspec import to_builtins

    from sciaticli.core.progress.sentences import facts, headline, sentence

    tree = to_builtins(summary)
    for name in ("leg", "back"):
        tree[f"{name}_change"] = tree.pop(name)
    return {
        "from": tree.pop("first"),
        "to": tree.pop("last"),
        **tree,
        "headline": headline(summary),
        "sentence": sentence(summary),
        "facts": facts(summary),
    }
