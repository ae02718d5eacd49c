"""Leave to train: from the record, or after the check, or a refusal with exit code 4."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import typer

from sciaticli.cli.ask.prompts import ask_line, ask_yes_no
from sciaticli.cli.check.standing import read_standing
from sciaticli.core.errors import ExitCode
from sciaticli.core.screening.clearance import Reason, Refused

if TYPE_CHECKING:
    from sciaticli.cli.check.standing import RecordNow
    from sciaticli.cli.context import App
    from sciaticli.core.screening.clearance import Cleared


# Measured: some 2,500 words up to the first exercise, 2,000 of them in the form, at 240 words a minute.
FIRST_TIME = (
    "First come the questions about danger signs. With those about you it takes about ten minutes, "
    "this once. After that it is one minute a day up to the first exercise."
)
AGAIN = "First come the questions about danger signs. They take about eight minutes."


class SessionReady(NamedTuple):
    """The record of this moment and the leave to train that it gives; whatever is written ends both."""

    record: RecordNow
    leave: Cleared


def leave_to_train(app: App, *, may_check: bool, as_json: bool = False) -> SessionReady:
    """Return the record, without old pain entries, with its leave to train; ask again after each change.

    With `may_check` and somebody there, a missing or ended screening is offered at once. Without
    leave the reason is printed and the command ends with exit code 4.
    """
    standing = read_standing(app, lately=True)
    answer = standing.ask()
    if isinstance(answer, Refused) and may_check and answer.reason not in (Reason.LOCKED, Reason.PAUSED):
        _check_now(app, answer)
        standing = read_standing(app, lately=True)
        answer = standing.ask()
        if isinstance(answer, Refused):
            raise typer.Exit(ExitCode.REFUSED)  # the check has just said why
        ask_line(app, "When you have read this, Enter goes on:")
    if isinstance(answer, Refused):
        from sciaticli.cli.check.refusal import refuse

        refuse(app, standing, answer, as_json=as_json)
    return SessionReady(standing, answer)


def _check_now(app: App, refused: Refused) -> None:
    """Say why sessions are closed and ask the whole form, when the person wants that now."""
    from sciaticli.cli.check.ask import ask_full
    from sciaticli.cli.check.refusal import NEXT
    from sciaticli.view.screening import asked_lines

    why = FIRST_TIME if refused.reason is Reason.MISSING else AGAIN
    app.say(*asked_lines(refused.message), *asked_lines(why))
    if not ask_yes_no(app, "Answer them now?"):
        app.say(f"When you are ready: {NEXT}")
        raise typer.Exit(ExitCode.REFUSED)
    ask_full(app)
