"""The message of a lock that stands, printed before anything a page of reference or record says."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sciaticli.cli.context import App
    from sciaticli.core.record.history import History

NO_MONTH = "9999-99"  # of every month the screenings alone: a lock is all that is asked for


def show_lock(app: App, *, aside: bool = False, history: History | None = None) -> bool:
    """Print the highest standing lock's message and return True; nothing when none stands.

    `aside` sends it to standard error: the command's own output is JSON or goes to a file. `history`
    is what the command has read already; every reading holds all screenings.
    """
    from sciaticli.cli.entries import locks_now, read_history

    locks = locks_now(app, history or read_history(app, since=NO_MONTH))
    if not locks:
        return False
    from sciaticli.cli.check.result import tell
    from sciaticli.cli.check.standing import read_standing
    from sciaticli.view.screening import lock_lines

    standing = read_standing(app)
    lines = [*lock_lines(locks[0], standing.wording, standing.region), ""]
    if aside:
        app.say(*lines)
    else:
        tell(app, lines, locks[0].level)
    return True
