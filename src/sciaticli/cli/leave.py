"""Leave to train: from the record, or after the check, or a refusal with exit code 4."""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn

import typer

from sciaticli.core.errors import ExitCode

if TYPE_CHECKING:
    from sciaticli.cli.context import App
    from sciaticli.cli.standing import Standing
    from sciaticli.core.screening.clearance import Cleared, Refused

NEXT = "sciaticli check"


def leave_to_train(app: App, *, may_check: bool, as_json: bool = False) -> tuple[Standing, Cleared]:
    """Return the standing record, without old pain entries, and its leave to train.

    With `may_check` and somebody there, a missing or ended screening is offered at once. Without
    leave the reason is printed and the command ends with exit code 4.
    """
    from sciaticli.cli.prompts import ask_line
    from sciaticli.cli.standing import read_standing
    from sciaticli.core.screening.clearance import Reason, Refused

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
        refuse(app, standing, answer, as_json=as_json)
    return standing, answer


def refuse(app: App, standing: Standing, refused: Refused, *, as_json: bool = False) -> NoReturn:
    """Print why there is no leave and what to do, then end the command with exit code 4.

    A lock's message is the answer and goes to standard output; with JSON the document goes there.
    """
    from sciaticli.cli.outcome import phone_document, tell
    from sciaticli.view.screening import refusal_lines

    lines = refusal_lines(refused, standing.wording, standing.region)
    if as_json:
        document = {
            "reason": refused.reason,
            "tier": refused.tier,
            "message": "\n".join(lines),
            "phone": phone_document(standing),
            "next": NEXT,
        }
        app.show_json({"refused": document})
        app.say(*lines)
    elif refused.lock is not None:
        tell(app, lines, refused.lock.level)
    else:
        app.say(*lines)
    raise typer.Exit(ExitCode.REFUSED)


def _check_now(app: App, refused: Refused) -> None:
    """Say why sessions are closed and ask the whole form, when the person wants that now."""
    from sciaticli.cli.prompts import ask_yes_no
    from sciaticli.cli.screening_form import ask_full

    app.say(refused.message, "First come the questions about danger signs. They take about five minutes.")
    if not ask_yes_no(app, "Answer them now?"):
        app.say(f"When you are ready: {NEXT}")
        raise typer.Exit(ExitCode.REFUSED)
    ask_full(app)
