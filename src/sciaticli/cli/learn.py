"""`learn`: short pages on sciatica; each line says how sure it is and where it comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from sciaticli.cli.check.lock_notice import show_lock
from sciaticli.cli.complete import topics
from sciaticli.cli.context import App, Look
from sciaticli.cli.help import examples
from sciaticli.cli.pager import print_long

if TYPE_CHECKING:
    from sciaticli.core.learn import Library


def add_to(program: typer.Typer) -> None:
    """Add `learn` to the program."""
    program.command(
        "learn",
        rich_help_panel="Help",
        epilog=examples("learn", "learn expect", "learn heat and ice"),
    )(learn)


def learn(
    ctx: typer.Context,
    topic: Annotated[
        list[str] | None,
        typer.Argument(help="A topic; without one, the list of them.", autocompletion=topics),
    ] = None,
) -> None:
    """Read what sciatica is, what helps, what to expect."""
    from sciaticli.store.learn import load_library

    app: App = ctx.obj
    locked = show_lock(app)
    library = load_library(cache=app.paths.cache)
    if topic:
        _show_topic(app, library, " ".join(topic), may_page=not locked)
    else:
        _show_list(app, library, may_page=not locked)


def _show_list(app: App, library: Library, *, may_page: bool) -> None:
    from sciaticli.view.learn import topic_lines, topic_table

    if app.look is Look.PLAIN:
        app.show(*topic_lines(library.topics))
        return
    print_long(app, topic_table(library.topics), may_page=may_page)
    app.say("Read one with: sciaticli learn TOPIC")


def _show_topic(app: App, library: Library, words: str, *, may_page: bool) -> None:
    from sciaticli.core.errors import UsageError
    from sciaticli.view.learn import topic_page, topic_page_lines

    page = library.find(words)
    if page is None:
        near = ", ".join(library.nearest(words))
        hint = f"Did you mean: {near}?" if near else "See them all with: sciaticli learn"
        raise UsageError(f'there is no page on "{words}".', hint)
    sources = library.sources_of(page)
    if app.look is Look.PLAIN:
        app.show(*topic_page_lines(page, sources))
    else:
        print_long(app, topic_page(page, sources), may_page=may_page)
