"""What must be known before a session: the quick re-check, and on the first day who the person is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sciaticli.cli.check.ask import ask_quick
from sciaticli.cli.check.gate import SessionReady, leave_to_train
from sciaticli.cli.check.heard import to_be_asked
from sciaticli.cli.check.standing import read_standing
from sciaticli.cli.over import Over
from sciaticli.cli.setup.about_you import ask_about_you
from sciaticli.cli.setup.command import ask_open_keys
from sciaticli.core.errors import DataError, ExitCode
from sciaticli.core.screening.clearance import Reason, Refused, recheck_due
from sciaticli.view.screening import asked_lines

if TYPE_CHECKING:
    from sciaticli.cli.context import App

EMERGENCY = (
    "If you can't pee, leak, are numb between the legs, grow weak in both legs, or your chest hurts, stop "
    "here: call your emergency number now."
)
# Counted by a test: the words up to the first exercise, at 240 words a minute.
FIRST_DAY = (
    "First come the questions about danger signs. With all that is asked it takes about ten minutes, "
    "this once. After that it is one minute a day up to the first exercise."
)


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
        raise Over(ExitCode.REFUSED)
    return leave_to_train(app, may_check=False)


def begin_first_day(app: App) -> bool:
    """Ask who the person is before their very first check; returns whether this is that day.

    Says what the day costs. Whoever leaves it for now ends the command.
    """
    profile = app.config.profile
    if not app.may_ask or None not in (profile.age_band, profile.conditions):
        return False
    answer = read_standing(app).ask()
    if not isinstance(answer, Refused) or answer.reason is not Reason.MISSING:
        return False
    app.say(*asked_lines(answer.message), *asked_lines(EMERGENCY), *asked_lines(FIRST_DAY))
    if not ask_about_you(app):
        app.say("When you are ready: sciaticli today")
        raise Over(ExitCode.REFUSED)
    return True


def ask_profile(app: App, ready: SessionReady, *keys: str) -> SessionReady:
    """Ask for keys of the profile that are open; what is said can void the check, so it is judged again."""
    return leave_to_train(app, may_check=True) if ask_open_keys(app, keys) else ready
