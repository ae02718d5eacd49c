"""The day's rounds for commands that show no plan: as many as `today` would name."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from sciaticli.cli.check.standing import RecordNow
    from sciaticli.cli.context import App
    from sciaticli.core.plan import Plan
    from sciaticli.core.screening.clearance import Cleared


class DayRounds(NamedTuple):
    """How many rounds were done today and are wanted; `name` is what a physio prescribed, None the drill."""

    done: int
    a_day: int
    name: str | None = None


def day_rounds(app: App, standing: RecordNow, leave: Cleared) -> DayRounds | None:
    """Return the day's rounds, None where there are none.

    The drill's are known from the record. What is prescribed several times a day has a number of its
    own, and the plan alone can say whether the rules let it in: only then is a plan made.
    """
    if standing.profile is None:
        return None
    if _prescribes_rounds(app):
        plan = _plan_of(app, leave)
        rounds = plan.rounds if plan else None
        return None if rounds is None else DayRounds(rounds.done, rounds.a_day, rounds.item.exercise.name)
    from sciaticli.core.course.rounds import rounds_today

    found = rounds_today(standing.profile, standing.history, standing.day)
    return None if found is None else DayRounds(*found)


def _prescribes_rounds(app: App) -> bool:
    if not app.paths.own_exercises.is_dir():  # asked here too: the catalogue's modules take their time
        return False
    from sciaticli.cli.catalogue import own_routines

    lines = [line for routine in own_routines(app) for line in routine.items]
    if not lines:
        return False
    from sciaticli.core.course.rounds import prescribed_rounds

    return any(prescribed_rounds(line.often) is not None for line in lines)


def _plan_of(app: App, leave: Cleared) -> Plan | None:
    """Return the day's plan for the pain on record; None where nothing fits, or it can't be made.

    The record is read anew: a plan rests on older sessions than a leave does.
    """
    from sciaticli.cli.catalogue import load
    from sciaticli.cli.check.standing import read_standing
    from sciaticli.cli.today.make_plan import request_of
    from sciaticli.core.errors import DataError, UsageError
    from sciaticli.core.planning.planner import plan_day
    from sciaticli.core.record.day_logs import pain_on_record

    standing = read_standing(app, lately=True)
    pain = pain_on_record(standing.history, standing.now)
    request = request_of(app, standing.day, pain=pain)
    try:
        return plan_day(leave, load(app), app.config.profile, standing.history, request)
    except (UsageError, DataError, OSError):
        return None
