"""A plan that is not run: of today or another day, shown, as a script, or as one sound file."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sciaticli.core.errors import ExitCode, UsageError

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from sciaticli.cli.check.gate import SessionReady
    from sciaticli.cli.context import App
    from sciaticli.cli.today.make_plan import TodayOptions


class Show(NamedTuple):
    """How a plan that is not run is printed."""

    script: bool = False
    audio: Path | None = None
    why: bool = False
    all: bool = False
    as_json: bool = False
    diff: bool = False


def look_ahead(app: App, wish: TodayOptions, on: str | None, look: Show) -> int:
    """Print the plan of a day, or its script; asks nothing."""
    from sciaticli.cli.catalogue import load
    from sciaticli.cli.check.gate import leave_to_train
    from sciaticli.cli.today.make_plan import make_plan, show_plan
    from sciaticli.core.profile import YesNoUnsure
    from sciaticli.core.record.day_logs import pain_on_record
    from sciaticli.core.record.entries import PainNow

    ready = leave_to_train(app, may_check=False, as_json=look.as_json)
    if on is not None:
        ready = _leave_on(app, ready, on, as_json=look.as_json)
    catalogue = load(app)
    on_record = pain_on_record(ready.record.history, ready.record.now)
    pain = on_record if wish.given.leg is None else wish.given.pain()
    made = make_plan(app, ready, catalogue, wish, pain=pain, flare=YesNoUnsure.YES if wish.flare else None)
    if look.audio is not None:
        from sciaticli.cli.today.recorded import write_audio

        write_audio(app, made, ready.record.history, pain or PainNow(), look.audio)
    elif look.script:
        from sciaticli.cli.today.recorded import show_script

        show_script(app, made, ready.record.history)
    elif look.diff:
        from sciaticli.core.progress.changes import changes_since

        lines = changes_since(made, ready.record.history, catalogue)
        if look.as_json:
            app.show_json({"day": made.day.isoformat(), "changes": list(lines)})
        else:
            app.show(*lines)
    elif look.as_json:
        from sciaticli.view.plan import plan_document

        app.show_json(plan_document(made))
    else:
        show_plan(app, made, catalogue, why=look.why, all_of_it=look.all)
    return ExitCode.DONE


def _leave_on(app: App, ready: SessionReady, on: str, *, as_json: bool) -> SessionReady:
    """Return the record and the leave of another day: ahead by today's leave, back by what was known then."""
    from sciaticli.cli.check.gate import SessionReady
    from sciaticli.cli.check.refusal import refuse
    from sciaticli.cli.check.standing import read_standing
    from sciaticli.core.screening.clearance import Reason, Refused

    standing, cleared = ready
    day = _day(on, standing.day)
    if day < standing.day:
        standing = read_standing(app).on(day, app.config.coach.rollover_time)
        answer = standing.ask()
        if isinstance(answer, Refused):
            refuse(app, standing, answer, as_json=as_json)
        return SessionReady(standing, answer)
    if day > cleared.until.date():
        message = f"The last full check holds until {cleared.until:%Y-%m-%d}, and {day} is after that."
        refuse(app, standing, Refused(reason=Reason.EXPIRED, message=message), as_json=as_json)
    return SessionReady(standing._replace(day=day), cleared)


def _day(text: str, today: date) -> date:
    from datetime import date, timedelta

    words = {"today": 0, "tomorrow": 1, "yesterday": -1}
    try:
        if text in words:
            return today + timedelta(days=words[text])
        return date.fromisoformat(text)
    except (ValueError, OverflowError):
        raise UsageError(
            f'--on: "{text}" is not a day.', "Write it like one of: 2026-11-30, today, tomorrow, yesterday"
        ) from None
