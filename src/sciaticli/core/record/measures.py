"""Entries as rows of a tidy table: one measure a row, its unit beside it."""

from collections.abc import Iterator
from datetime import timedelta
from typing import NamedTuple, assert_never

from msgspec import UNSET

from sciaticli.core.record.entries import (
    Amend,
    AnyEntry,
    Assessment,
    Check,
    ExerciseDone,
    Note,
    Numb,
    Pain,
    PainNow,
    Session,
)

BACKFILLED = timedelta(hours=24)
SCORE = "score 0-10"


class Measure(NamedTuple):
    """One value: what was measured, where on the body or of which exercise, and in what unit."""

    measure: str
    site: str
    value: str | int | float
    unit: str
    window: str = ""


def measures(entry: AnyEntry) -> Iterator[Measure]:
    """Yield the measures of an entry; what was not asked or skipped has no row."""
    match entry:
        case Pain():
            yield from _pain_measures(entry)
        case Session():
            yield from _session_measures(entry)
        case Check():
            yield Measure("screening", entry.scope, entry.tier or entry.state, "tier")
        case Assessment():
            if entry.score is not None:
                yield Measure(entry.form, "", entry.score, f"of {entry.max}" if entry.max else "score")
            if entry.result is not None:
                yield Measure(entry.form, "", entry.result, "word")
        case Note() | Amend():
            return
        case _:
            assert_never(entry)


def is_backfilled(entry: AnyEntry) -> bool:
    """Return True when an entry was written more than a day after what it tells of."""
    return entry.rec - entry.at > BACKFILLED


def _pain_measures(pain: Pain) -> Iterator[Measure]:
    if pain.leg is not UNSET:
        yield from _value("pain_worst", "leg", pain.leg.worst, SCORE, pain.window)
        yield from _value("pain_now", "leg", pain.leg.now, SCORE, "now")
        yield from _value("pain_side", "leg", pain.leg.side, "word", pain.window)
        yield from _value("pain_distal", "leg", pain.leg.distal, "region", pain.window)
    if pain.back is not UNSET:
        yield from _value("pain_worst", "back", pain.back.worst, SCORE, pain.window)
        yield from _value("pain_now", "back", pain.back.now, SCORE, "now")
    if isinstance(pain.numb, Numb):
        yield from _value("numb", "leg", pain.numb.present, "yes/no", pain.window)
        yield from _value("numb_distal", "leg", pain.numb.distal, "region", pain.window)
    yield from _value("weak", "leg", pain.weak, "yes/no", pain.window)
    yield from _value("sleep_disturbed", "", pain.sleep_disturbed, "yes/no", pain.window)
    yield from _value("walk", "", pain.walk_min, "min", pain.window)
    yield from _value("flare", "", pain.flare, "word", pain.window)
    yield from _value("morning_after", "", pain.morning, "word")


def _session_measures(session: Session) -> Iterator[Measure]:
    yield Measure("session_planned", "", session.minutes, "min")
    yield Measure("session_ended", "", session.ended, "word")
    for name, now in (("pain_before", session.pain.before), ("pain_after", session.pain.after)):
        if isinstance(now, PainNow):
            yield from _value(name, "leg", now.leg, SCORE, "now")
            yield from _value(name, "back", now.back, SCORE, "now")
            yield from _value(f"{name}_distal", "leg", now.distal, "region", "now")
    for exercise in session.exercises:
        yield from _exercise_measures(exercise)


def _exercise_measures(exercise: ExerciseDone) -> Iterator[Measure]:
    site = f"{exercise.exercise}:{exercise.side}"
    done = exercise.done
    yield Measure("reps_planned", site, exercise.planned.total_reps, "reps")
    yield Measure("reps_done", site, done.total_reps, "reps")
    yield Measure("hold_done", site, done.hold_s, "s")
    yield from _value("response", site, exercise.response, "word")


def _value(measure: str, site: str, value: object, unit: str, window: str = "") -> Iterator[Measure]:
    if isinstance(value, bool):
        yield Measure(measure, site, "yes" if value else "no", unit, window)
    elif isinstance(value, (str, int)):
        yield Measure(measure, site, value, unit, window)
