"""A refusal: printed, or as one JSON document."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NoReturn

from sciaticli.cli.check.result import phone_document, tell
from sciaticli.cli.over import Over
from sciaticli.core.errors import ExitCode
from sciaticli.view.screening import refusal_lines

if TYPE_CHECKING:
    from sciaticli.cli.check.standing import RecordNow
    from sciaticli.cli.context import App
    from sciaticli.core.screening.clearance import Refused


NEXT = "sciaticli check"


def refuse(app: App, standing: RecordNow, refused: Refused, *, as_json: bool = False) -> NoReturn:
    """Print why there is no leave and what to do, then end the command with exit code 4.

    A lock's message is the answer and goes to standard output; with JSON the document goes there.
    """
    lines = refusal_lines(refused, standing.wording, standing.region)
    if as_json:
        app.show_json(refused_document(standing, refused))
        app.say(*lines)
    elif refused.lock is not None:
        tell(app, lines, refused.lock.level)
    else:
        app.say(*lines)
    raise Over(ExitCode.REFUSED)


def refused_document(standing: RecordNow, refused: Refused) -> dict[str, Any]:
    """Return a refusal as plain values (interface, section 3)."""
    return {
        "refused": {
            "reason": refused.reason,
            "tier": refused.tier,
            "message": "\n".join(refusal_lines(refused, standing.wording, standing.region)),
            "phone": phone_document(standing),
            "next": NEXT,
        }
    }
