"""A session that was cut off: what it did is kept, and the rest may be done the same day."""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from sciaticli.cli.ask.pain import ask_pain
from sciaticli.cli.ask.prompts import ask_choice
from sciaticli.cli.catalogue import load
from sciaticli.cli.entries import today_of
from sciaticli.cli.today.make_plan import WARM_MIN, pace_of, ready_seconds
from sciaticli.cli.today.questions_after import save_session
from sciaticli.core.errors import DataError
from sciaticli.core.plan import PlanItem
from sciaticli.core.planning.day_picture import picture_of
from sciaticli.core.planning.request import Request
from sciaticli.core.record.day_logs import site
from sciaticli.core.record.entries import Ended, SkipReason
from sciaticli.core.rules.eligibility import refusal
from sciaticli.core.session.account import Stopped, exercises_done
from sciaticli.core.session.timeline import item_seconds

if TYPE_CHECKING:
    from sciaticli.cli.check.gate import SessionReady
    from sciaticli.cli.context import App
    from sciaticli.core.catalogue.catalogue import Catalogue
    from sciaticli.core.record.entries import Distal, PainNow
    from sciaticli.core.session.account import Account
    from sciaticli.core.session.timeline import Pace
    from sciaticli.store.running_session import Begun, Running, Unfinished

FRESH = timedelta(hours=1)  # so long neither the re-check nor pain is asked again


class ResumeChoice(StrEnum):
    """What is to become of a session that was stopped."""

    ON = "on"
    ANEW = "anew"
    LEAVE = "leave"


def ask_unfinished(app: App, running: Running) -> ResumeChoice | None:
    """Ask whether a session of today that was stopped is to be gone on with; None when there is none."""
    left = running.unfinished
    if left is None or left.begun.day != today_of(app):
        return None
    remain, total = exercises_left(left)
    choices = {
        ResumeChoice.ON.value: f"go on with it ({remain} of {total} left)",
        ResumeChoice.ANEW.value: "start anew; what was done is kept",
        ResumeChoice.LEAVE.value: "leave it for now",
    }
    return ResumeChoice(
        ask_choice(app, f"Your session of {left.begun.at:%H:%M} was stopped.", choices, one_key=True)
    )


def is_fresh(app: App, left: Unfinished | None) -> bool:
    """Return whether a session was stopped so lately that its answers still hold."""
    return left is not None and timedelta(0) <= app.now() - left.at <= FRESH


def exercises_left(left: Unfinished) -> tuple[int, int]:
    """Return how many exercises are not done to their end, and how many there are; both sides are one."""
    out = {each.item for each in left.account.stopped}
    open_ones = {
        item.exercise
        for number, item in enumerate(left.begun.items)
        if number not in out
        and len({rep.rep for rep in left.account.reps if rep.item == number}) < item.dose.total_reps
    }
    return len(open_ones), len({item.exercise for item in left.begun.items})


def save_unfinished(app: App, running: Running, reason: SkipReason | None = None) -> None:
    """Save what a session that was cut off has done, if anything, and forget it."""
    left = running.unfinished
    if left is None:
        return
    if not left.account.is_empty:
        items = planned_items(left.begun, load(app), ready_seconds(app.config))
        save_session(
            app,
            left.begun,
            exercises_done(items, left.account, reason),
            Ended.SAFETY if reason else Ended.EARLY,
            reason,
            end=left.at,
            worked_s=left.worked_s,
        )
        app.say(f"What you did in the session of {left.begun.at:%d %B, %H:%M} is saved.")
    running.forget()


def resumed(app: App, running: Running, ready: SessionReady, catalogue: Catalogue) -> Remainder | None:
    """Return the rest of a session that was cut off, judged anew by how it is now; None when none is left."""
    left = running.unfinished
    if left is None:
        return None
    items = planned_items(left.begun, catalogue, ready_seconds(app.config))
    pain = left.begun.before if is_fresh(app, left) else ask_pain(app)
    stopped = []
    fallen = _fallen_out(app, left=left, items=items, ready=ready, catalogue=catalogue, pain=pain)
    for number, why in fallen.items():
        app.say(f"Left out now: {items[number].exercise.name}. {why}")
        stopped.append(Stopped(item=number, reason=SkipReason.SAFETY_RULE))
        running.keep(stopped[-1])
    pace = pace_of(app.config, ready.record.history)
    account = replace(left.account, stopped=(*left.account.stopped, *stopped))
    return Remainder(left.begun, items, (), account, site(pain.distal), pace, left.worked_s)


def planned_items(begun: Begun, catalogue: Catalogue, ready_s: int) -> tuple[PlanItem, ...]:
    """Return the items of a session that was cut off; raises DataError when an exercise is gone."""
    gone = [item.exercise for item in begun.items if item.exercise not in catalogue.by_id]
    if gone:
        raise DataError(
            f"the session that was cut off has exercises that are not in the catalogue: {', '.join(gone)}.",
            hint="Put them back into your own catalogue file, then try again.",
        )
    return tuple(
        PlanItem(
            exercise=catalogue.by_id[item.exercise],
            section=item.section,
            side=item.side,
            dose=item.dose,
            seconds=item_seconds(catalogue.by_id[item.exercise], item.dose, item.side, ready_s),
            because="",
        )
        for item in begun.items
    )


def _fallen_out(
    app: App,
    *,
    left: Unfinished,
    items: tuple[PlanItem, ...],
    ready: SessionReady,
    catalogue: Catalogue,
    pain: PainNow,
) -> dict[int, str]:
    """Return the items that may not come in any more today, by number, with the reason.

    The hours since rising only grow: what they let in before stays.
    """
    request = Request(day=ready.record.day, minutes=left.begun.minutes, pain=pain, up_min=WARM_MIN)
    setting = picture_of(ready.leave, catalogue, app.config.profile, ready.record.history, request).setting
    refused = {number: refusal(item.exercise, setting) for number, item in enumerate(items)}
    return {number: why.because for number, why in refused.items() if why is not None}


class Remainder(NamedTuple):
    """What is to be played: the items of a session that has begun, and what of them is done already.

    `worked_s` are the seconds of the session's clock that were spent on that.

    `cards` are ticked off afterwards; `down` is how far down it is now, None when not known.
    """

    begun: Begun
    items: tuple[PlanItem, ...]
    cards: tuple[PlanItem, ...]
    account: Account | None
    down: Distal | None
    pace: Pace
    worked_s: int = 0
