"""Ticking off a session that was done from a sound file: it counts like one that was guided here."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from msgspec.structs import replace

from sciaticli.cli.ask.kept_answers import ask_several
from sciaticli.cli.ask.prompts import ask_choice
from sciaticli.cli.catalogue import load
from sciaticli.cli.check.gate import leave_to_train
from sciaticli.cli.entries import today_of
from sciaticli.cli.today.make_plan import ready_seconds
from sciaticli.cli.today.questions_after import ask_after, save_session
from sciaticli.cli.today.resume import planned_items
from sciaticli.core.dates import fixed
from sciaticli.core.errors import ExitCode, UsageError
from sciaticli.core.record.entries import Done, Ended, ExerciseDone
from sciaticli.store.running_session import load_recorded

if TYPE_CHECKING:
    from sciaticli.cli.context import App
    from sciaticli.core.plan import PlanItem
    from sciaticli.store.running_session import Begun

HOLDS = timedelta(days=1)  # so long after its day a sound file can be ticked off
HOW_MUCH = {"all": "all of it", "some": "not all of it", "none": "not done"}
WHEN = {"yesterday": "yesterday", "today": "today"}
NONE_WAITS = "no sound file waits to be ticked off."
MAKE_ONE = "Make one: sciaticli today --audio today.wav. A walk is ticked off with: sciaticli log --did walk"
NOTHING = "Noted: not done. It can still be ticked off tomorrow, or done here: sciaticli today"


def tick_off(app: App) -> int:
    """Ask what of the last sound file was done, save it as a session, and ask how it is now.

    It needs the leave that a session needs. Raises UsageError where there is nothing to tick off.
    """
    leave_to_train(app, may_check=False)
    begun = load_recorded(app.paths.recorded_file)
    if begun is None or not begun.day <= today_of(app) <= begun.day + HOLDS:
        raise UsageError(NONE_WAITS, MAKE_ONE)
    if not app.may_ask:
        raise UsageError("ticking off asks what was done.", "Call it in a terminal: sciaticli today --done")
    items = planned_items(begun, load(app), ready_seconds(app.config))
    app.say(f"The sound file of {begun.at:%A %d %B, %H:%M}.")
    much = ask_choice(app, "How much of it did you do?", HOW_MUCH, one_key=True)
    if much == "none":
        app.say(NOTHING)
        return ExitCode.DONE
    if today_of(app) != begun.day and ask_choice(app, "When?", WHEN, one_key=True) == "today":
        begun = replace(begun, at=fixed(app.now()), day=today_of(app))
    names = {item.exercise.id: item.exercise.name for item in items}
    left_out = ask_several(app, "Which did you leave out?", names, None, back=False) if much == "some" else []
    _save(app, begun, items, frozenset(left_out or ()))
    return ExitCode.DONE


def _save(app: App, begun: Begun, items: tuple[PlanItem, ...], left_out: frozenset[str]) -> None:
    done = tuple(_done(item, left_out) for item in items)
    worked_s = sum(item.seconds for item in items if item.exercise.id not in left_out)
    ended = Ended.EARLY if left_out else Ended.FULL
    session = save_session(app, begun, done, ended, worked_s=worked_s)
    app.paths.recorded_file.unlink(missing_ok=True)
    ask_after(app, session, (), "")


def _done(item: PlanItem, left_out: frozenset[str]) -> ExerciseDone:
    dose = item.dose
    whole = Done(sets=dose.sets, reps=dose.reps, hold_s=dose.hold_s)
    done = replace(whole, sets=0, reps=0, hold_s=0) if item.exercise.id in left_out else whole
    return ExerciseDone(exercise=item.exercise.id, side=item.side, planned=dose, done=done)
