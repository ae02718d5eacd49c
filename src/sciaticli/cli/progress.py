"""`progress`: the last weeks on one screen, or where you are on each path."""

from __future__ import annotations

from typing import Annotated

import typer

from sciaticli.cli.help import examples
from sciaticli.cli.last_weeks import show_weeks
from sciaticli.cli.option_words import MOST_WEEKS

PANEL = "Looking back"

Weeks = Annotated[
    int | None,
    typer.Option(
        "--weeks", min=1, max=MOST_WEEKS, metavar="N", help="How far back: 6, or since your first entry."
    ),
]


def add_to(program: typer.Typer) -> None:
    """Add `progress` to the program."""
    program.command(
        "progress",
        rich_help_panel=PANEL,
        epilog=examples("progress", "progress --strands", "progress --weeks 12 --json"),
    )(progress)


def progress(
    ctx: typer.Context,
    *,
    weeks: Weeks = None,
    strands: Annotated[
        bool, typer.Option("--strands", help="Only where you are on each path, and what is next.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the numbers behind every chart.")] = False,
) -> None:
    """Show your last weeks: pain, how far down, sessions, where you are on each path."""
    show_weeks(ctx.obj, weeks, strands=strands, as_json=as_json)
