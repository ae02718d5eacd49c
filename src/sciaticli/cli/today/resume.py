"""A session that was cut off: what it did is kept, and the rest may be done the same day."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from sciaticli.cli.ask.pain import ask_pain
from sciaticli.cli.ask.prompts import ask_choice
from sciaticli.cli.catalogue import load
from sciaticli.cli.entries import today_of
from sciaticli.cli.today.make_plan import is_evening, ready_seconds
from sciaticli.cli.today.questions_after import save_session
from sciaticli.core.errors import DataError
from sciaticli.core.plan import PlanItem
from sciaticli.core.planning.day_picture import outlook
from sciaticli.core.planning.request import Request
from sciaticli.core.record.day_logs import site
from sciaticli.core.record.entries import Ended, SkipReason
from sciaticli.core.rules.eligibility import refusal
from sciaticli.core.session.account import Stopped, exercises_done
from sciaticli.core.session.timeline import item_seconds

if TYPE_CHECKING:
    from sciaticli.cli.check.standing import RecordNow
    from sciaticli.cli.context import App
    from sciaticli.core.catalogue.catalogue import Catalogue
    from sciaticli.core.record.entries import Distal, PainNow
    from sciaticli.core.screening.clearance import Cleared
    from sciaticli.core.session.account import Account
    from sciaticli.store.running_session import Begun, Running, Unfinished

CHOICES = {"on": "go on with it", "save": "save what was done, and start anew"}


def wants_to_go_on(app: App, running: Running) -> bool:
    """Ask whether a session of today that was cut off is to be gone on with; False when there is none."""
    left = running.unfinished
    if left is None or left.begun.day != today_of(app):
        return False
    app.say(f"Your session of {left.begun.at:%H:%M} was cut off. {_done_words(left)}")
    return ask_choice(app, "What now?", CHOICES) == "on"


def save_unfinished(app: App, running: Running, reason: SkipReason | None = None) -> None:
    """Save what a session that was cut off has done, if anything, and forget it."""
    left = running.unfinished
    if left is None:
        return
    if left.account.reps:
        items = planned_items(left.begun, load(app), ready_seconds(app.config))
        done = exercises_done(items, left.account, reason)
        save_session(app, left.begun, done, Ended.SAFETY if reason else Ended.EARLY, reason)
        app.say(f"What you did in the session of {left.begun.at:%d %B, %H:%M} is saved.")
    running.forget()


def resumed(
    app: App, running: Running, standing: RecordNow, cleared: Cleared, catalogue: Catalogue
) -> Part | None:
    """Return the rest of a session that was cut off, judged anew by how it is now; None when none is left."""
    left = running.unfinished
    if left is None:
        return None
    items = planned_items(left.begun, catalogue, ready_seconds(app.config))
    pain = ask_pain(app)
    stopped = []
    fallen = _fallen_out(
        app, left=left, items=items, standing=standing, cleared=cleared, catalogue=catalogue, pain=pain
    )
    for number, why in fallen.items():
        app.say(f"Left out now: {items[number].exercise.name}. {why}")
        stopped.append(Stopped(item=number, reason=SkipReason.SAFETY_RULE))
        running.keep(stopped[-1])
    account = replace(left.account, stopped=(*left.account.stopped, *stopped))
    return Part(left.begun, items, (), account, site(pain.distal))


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
    standing: RecordNow,
    cleared: Cleared,
    catalogue: Catalogue,
    pain: PainNow,
) -> dict[int, str]:
    """Return the items that may not come in any more today, by number, with the reason."""
    config = app.config
    request = Request(
        day=standing.day, minutes=left.begun.minutes, pain=pain, evening=is_evening(app, config)
    )
    setting = outlook(cleared, catalogue, config.profile, standing.history, request).setting
    refused = {number: refusal(item.exercise, setting) for number, item in enumerate(items)}
    return {number: why.because for number, why in refused.items() if why is not None}


def _done_words(left: Unfinished) -> str:
    done = {rep.item for rep in left.account.reps}
    return f"{len(done)} of {len(left.begun.items)} exercises had been begun."


class Part(NamedTuple):
    """What is to be played: the items of a session that has begun, and what of them is done already.

    `cards` are ticked off afterwards; `down` is how far down it is now, None when not known.
    """

    begun: Begun
    items: tuple[PlanItem, ...]
    cards: tuple[PlanItem, ...]
    account: Account | None
    down: Distal | None
