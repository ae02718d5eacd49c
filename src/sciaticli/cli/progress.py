"""`progress`: the last weeks on one screen, led by the one sentence the numbers can carry."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sciaticli.cli.catalogue import names, per_week
from sciaticli.cli.context import App, Look
from sciaticli.cli.help import examples
from sciaticli.cli.option_words import MOST_WEEKS

if TYPE_CHECKING:
    from sciaticli.core.progress.summary import Summary

PANEL = "Looking back"
WEEKS = 6

Weeks = Annotated[int, typer.Option("--weeks", min=1, max=MOST_WEEKS, metavar="N", help="How far back.")]


def add_to(program: typer.Typer) -> None:
    """Add `progress` to the program."""
    program.command(
        "progress", rich_help_panel=PANEL, epilog=examples("progress", "progress --weeks 12 --json")
    )(progress)


def progress(
    ctx: typer.Context,
    *,
    weeks: Weeks = WEEKS,
    as_json: Annotated[bool, typer.Option("--json", help="Print the numbers behind every chart.")] = False,
) -> None:
    """Show your last weeks: pain, how far down, sessions, how the leg answered."""
    from sciaticli.cli.check.lock_notice import show_lock

    app: App = ctx.obj
    show_lock(app, aside=as_json)
    summary = read_summary(app, weeks)
    if as_json:
        app.show_json(document(summary))
    elif app.look is Look.PLAIN:
        from sciaticli.view.progress import progress_lines

        app.show(*progress_lines(summary, names(app)))
    else:
        from sciaticli.view.progress import progress_page

        console = app.console()
        console.print(progress_page(summary, names(app), console.width))


def read_summary(app: App, weeks: int) -> Summary:
    """Return the summary of the last `weeks` weeks, today the last day; a broken config does not matter."""
    from sciaticli.cli.check.standing import read_standing
    from sciaticli.core.progress.summary import summarise

    standing = read_standing(app)
    first = standing.day - timedelta(days=7 * weeks - 1)
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
