"""`sciaticli status`: the same as the bare `sciaticli`, and in one line for a prompt."""

from __future__ import annotations

from typing import Annotated

import typer

from sciaticli.cli.context import App
from sciaticli.cli.help import examples
from sciaticli.cli.where_you_stand import in_short, say_where_you_stand


def add_to(program: typer.Typer) -> None:
    """Add `status` to the program."""
    program.command(
        "status",
        rich_help_panel="Every day",
        epilog=examples("status", "status --short", "status --short --json"),
    )(status)


def status(
    ctx: typer.Context,
    *,
    short: Annotated[bool, typer.Option("--short", help="One line, for a prompt or a status bar.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="The short form as JSON, in one line.")] = False,
) -> None:
    """Say where you stand and what makes sense next, as `sciaticli` alone does."""
    app: App = ctx.obj
    if not (short or as_json):
        raise typer.Exit(say_where_you_stand(app))
    found = in_short(app)
    if as_json:
        app.show_json(found.document(), in_one_line=True)
    else:
        app.show(found.line)
