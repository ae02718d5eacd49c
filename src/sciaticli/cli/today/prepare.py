"""What must be known before a session: the quick re-check, and the three questions of a first run."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from sciaticli.cli.check.ask import ask_quick
from sciaticli.cli.check.gate import SessionReady, leave_to_train
from sciaticli.cli.check.heard import to_be_asked
from sciaticli.cli.setup.command import ask_first_run
from sciaticli.core.errors import DataError, ExitCode
from sciaticli.core.screening.clearance import recheck_due

if TYPE_CHECKING:
    from sciaticli.cli.context import App


def recheck(app: App, ready: SessionReady) -> SessionReady:
    """Ask the quick re-check when it is due; anything but plain noes ends the command."""
    told = to_be_asked(ready.record)
    if not recheck_due(ready.record.history, ready.leave, ready.record.now, told):
        return ready
    quick = ask_quick(app)
    if not quick.saved:
        raise DataError(
            "the re-check could not be saved, so there is no session.", hint="Free some space first."
        )
    if quick.changed:
        app.say("Something has changed, so there is no session now.", "Next: sciaticli check")
        raise typer.Exit(ExitCode.REFUSED)
    return leave_to_train(app, may_check=False)


def first_run(app: App, ready: SessionReady) -> SessionReady:
    """Ask the three questions of a first run; what is said can void the check, so it is judged again."""
    if app.config.profile.is_asked:
        return ready
    ask_first_run(app)
    return leave_to_train(app, may_check=True)
