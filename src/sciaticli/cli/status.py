"""The bare `sciaticli`: where the person stands, and the one command that makes sense next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sciaticli.core.errors import ExitCode

if TYPE_CHECKING:
    from sciaticli.cli.context import App


def say_where_you_stand(app: App) -> int:
    """Print at most twelve true lines and the next step; returns the exit code."""
    app.show("Next: sciaticli today")
    return ExitCode.DONE
