"""Output longer than the screen, a screenful at a time. Where nothing is redrawn it is printed whole.

What may not leave the screen, as the message of a lock, is followed by no pager: it would hide it.
"""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from sciaticli.cli.context import App, Look, fitted

if TYPE_CHECKING:
    from rich.console import RenderableType


def show_long(app: App, *lines: str, may_page: bool = True) -> None:
    """Write lines of data to standard output, through the pager when they are more than the screen holds."""
    _give(app, "".join(f"{fitted(app.stdout, line)}\n" for line in lines), may_page=may_page)


def print_long(app: App, *parts: RenderableType, may_page: bool = True) -> None:
    """Draw on standard output, through the pager when it is more than the screen holds."""
    console = app.console()
    with console.capture() as drawn:
        for part in parts:
            console.print(part)
    _give(app, drawn.get(), may_page=may_page)


def _give(app: App, text: str, *, may_page: bool) -> None:
    if not (may_page and _is_wanted(app) and _is_long(text) and app.pager(text, app.env)):
        app.stdout.write(text)
        app.stdout.flush()


def _is_wanted(app: App) -> bool:
    """Return whether there is a screen that may be redrawn, and somebody at the keys."""
    return app.look is Look.LIVE and not app.no_pager and app.may_ask


def _is_long(text: str) -> bool:
    """Return whether a text may not fit the screen; a pager that finds it does leaves by itself."""
    width, height = shutil.get_terminal_size()
    rows = sum(1 + len(line) // max(1, width) for line in text.splitlines())
    return rows >= height
