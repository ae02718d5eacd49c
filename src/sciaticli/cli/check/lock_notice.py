"""A lock that stands, in two sentences, before anything a page of reference or record says."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sciaticli.cli.context import App
    from sciaticli.core.record.history import History

LOCK = ("a lock",)
NO_MONTH = "9999-99"  # of every month the screenings alone: a lock is all that is asked for


def show_lock(app: App, *, aside: bool = False, history: History | None = None) -> bool:
    """Print what the highest standing lock says to do and return True; nothing when none stands.

    It is said once a call. `aside` sends it to standard error: the command's own output is JSON or goes
    to a file. `history` is what the command has read already; every reading holds all screenings.
    """
    from sciaticli.cli.entries import locks_now, read_history

    locks = locks_now(app, history or read_history(app, since=NO_MONTH))
    if not locks:
        return False
    if LOCK in app.told:
        return True
    app.told.append(LOCK)
    from sciaticli.cli.check.result import tell
    from sciaticli.cli.check.standing import read_standing
    from sciaticli.view.screening import lock_in_short

    standing = read_standing(app)
    lines = [*lock_in_short(locks[0], standing.wording, standing.region), ""]
    if aside:
        app.say(*lines)
    else:
        tell(app, lines, locks[0].level)
    return True
