"""Leave to train: from the record, or after the check, or a refusal with exit code 4."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sciaticli.cli.ask.prompts import ask_line, ask_yes_no
from sciaticli.cli.check.standing import read_standing
from sciaticli.cli.over import Over
from sciaticli.core.errors import ExitCode
from sciaticli.core.screening.clearance import Reason, Refused
from sciaticli.core.screening.level import Level

if TYPE_CHECKING:
    from sciaticli.cli.check.standing import RecordNow
    from sciaticli.cli.context import App
    from sciaticli.core.screening.clearance import Cleared


AGAIN = "First come the questions about danger signs. They take about eight minutes."


class SessionReady(NamedTuple):
    """The record of this moment and the leave to train that it gives; whatever is written ends both."""

    record: RecordNow
    leave: Cleared


def leave_to_train(
    app: App, *, may_check: bool, is_first: bool = False, as_json: bool = False
) -> SessionReady:
    """Return the record, without old pain entries, with its leave to train; ask again after each change.

    With `may_check` and somebody there, a missing or ended screening is offered at once. `is_first`: the
    person has begun already, so it is not offered but asked, and after a clear result the question that
    follows stands right below it. Without leave the reason is printed and the command ends with exit code 4.
    """
    standing = read_standing(app, lately=True)
    answer = standing.ask()
    if isinstance(answer, Refused) and may_check and answer.reason not in (Reason.LOCKED, Reason.PAUSED):
        from sciaticli.cli.check.ask import ask_full

        if not is_first:
            _offer(app, answer)
        result = ask_full(app)
        standing = read_standing(app, lately=True)
        answer = standing.ask()
        if isinstance(answer, Refused):
            raise Over(ExitCode.REFUSED)  # the check has just said why
        if not is_first or result.level > Level.CLEAR:
            ask_line(app, "When you have read this, Enter goes on:")
    if isinstance(answer, Refused):
        from sciaticli.cli.check.refusal import refuse

        refuse(app, standing, answer, as_json=as_json)
    return SessionReady(standing, answer)


def _offer(app: App, refused: Refused) -> None:
    """Say why sessions are closed; returns when the person wants to answer the whole form now."""
    from sciaticli.cli.check.refusal import NEXT
    from sciaticli.view.screening import asked_lines

    app.say(*asked_lines(refused.message), *asked_lines(AGAIN))
    if not ask_yes_no(app, "Answer them now?"):
        app.say(f"When you are ready: {NEXT}")
        raise Over(ExitCode.REFUSED)
