"""Making a day's plan for the commands, and showing it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sciaticli.cli.ask.pain import PainGiven
from sciaticli.cli.catalogue import find_routine
from sciaticli.cli.context import Look
from sciaticli.core.planning.planner import plan_day
from sciaticli.core.planning.request import Request
from sciaticli.core.profile import TimeOfDay
from sciaticli.core.session.cues import cue_table, get_ready_s
from sciaticli.core.session.timeline import timeline
from sciaticli.view.plan import plan_lines, plan_table
from sciaticli.view.session.script import script_lines

if TYPE_CHECKING:
    from datetime import date

    from sciaticli.cli.check.gate import SessionReady
    from sciaticli.cli.context import App
    from sciaticli.core.catalogue.catalogue import Catalogue, Routine
    from sciaticli.core.config import Config, Sound
    from sciaticli.core.plan import Plan
    from sciaticli.core.profile import YesNoUnsure
    from sciaticli.core.record.entries import PainNow

EVENING_HOUR = 17


def is_evening(app: App, config: Config) -> bool:
    """Return whether the morning rules are over: by the clock, or by when sessions usually are."""
    return app.now().hour >= EVENING_HOUR or config.profile.time_of_day is TimeOfDay.EVENING


def ready_seconds(config: Config) -> int:
    """Return the get-ready time that the clock will show, in seconds."""
    return get_ready_s(config.coach.talk, config.coach.get_ready_s)


def request_of(
    app: App,
    day: date,
    *,
    minutes: int | None = None,
    routine: Routine | None = None,
    pain: PainNow | None = None,
    flare: YesNoUnsure | None = None,
    up_min: int | None = None,
) -> Request:
    """Return what is asked of the planner; what is not given is the setting's or not known."""
    config = app.config
    return Request(
        day=day,
        minutes=minutes or config.profile.minutes,
        pain=pain,
        flare=flare,
        up_min=up_min,
        evening=is_evening(app, config),
        get_ready_s=ready_seconds(config),
        routine=routine,
    )


def make_plan(
    app: App,
    ready: SessionReady,
    catalogue: Catalogue,
    wish: TodayOptions,
    *,
    pain: PainNow | None,
    flare: YesNoUnsure | None,
    up_min: int | None = None,
) -> Plan:
    """Return the plan of the record's day for what was asked for and answered."""
    routine = None if wish.routine is None else find_routine(catalogue, wish.routine)
    request = request_of(
        app, ready.record.day, minutes=wish.minutes, routine=routine, pain=pain, flare=flare, up_min=up_min
    )
    return plan_day(ready.leave, catalogue, app.config.profile, ready.record.history, request)


def show_plan(app: App, plan: Plan, catalogue: Catalogue, *, why: bool = False) -> None:
    """Print a plan in this call's look; with `why`, and of a routine always, also what was left out."""
    left_lines = plan.routine is not None and bool(plan.left_out)
    names = {row.id: row.name for row in catalogue.by_id.values()} if why or left_lines else None
    if app.look is Look.PLAIN:
        app.show(*plan_lines(plan, names))
    else:
        app.console().print(plan_table(plan, names))


def show_script(app: App, plan: Plan) -> None:
    """Print what will be said in a session of this plan, with its times."""
    clock = timeline(plan.timed, ready_seconds(app.config))
    app.show(*script_lines(clock, cue_table(clock, app.config.coach.talk)))


class TodayOptions(NamedTuple):
    """What the person asked for on the command line; None is the setting's or the record's."""

    minutes: int | None
    given: PainGiven
    flare: bool
    routine: str | None
    sound: tuple[Sound, ...] | None
    ready: bool
