"""The directional self-test: its steps and stop rules as values, and the label that tests give.

Frame: the guideline of the American physical therapists (2012, 2021): single then repeated movements,
judged against a baseline. Counts, times and the confirm and expiry rules are our choice. A self-test
is less reliable than a trained therapist's (kappa 0.70 to 0.90 at best); the label only ever
chooses among exercises that every other rule allows.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from msgspec import UNSET, Struct

from sciaticli.core.catalogue.exercise import Direction, EndRange
from sciaticli.core.course.flare import FLARE_REST
from sciaticli.core.profile import Profile
from sciaticli.core.record.day_logs import DayLog, verdict
from sciaticli.core.record.entries import Assessment, Distal, PainNow
from sciaticli.core.record.history import History

FORM = "direction@1"
EXPIRES = timedelta(days=14)
CONFIRMED_WITHIN = timedelta(days=6)  # first to last of 2 to 7 days
_REST = timedelta(days=FLARE_REST)
LEG_FALL = 2
LEG_RISE = 2
PERIPHERALISES = "peripheralises"


class Label(StrEnum):
    """What the tests say: a direction, either, none (neutral), or worse in all."""

    EXTENSION = "extension"
    FLEXION = "flexion"
    LATERAL = "lateral"
    EITHER = "either"
    NEUTRAL = "neutral"
    NONE_IRRITABLE = "none_irritable"


class Sureness(StrEnum):
    """How sure a label is."""

    CLINICIAN = "clinician"  # set by a professional: holds until the profile changes
    ACTIVE = "active"
    PENDING = "pending"  # tests are there, but not two of three that agree
    EXPIRED = "expired"
    NONE = "none"


class Preference(Struct, frozen=True, kw_only=True):
    """The label on a day. `label` acts only when active; `last` is the one that was proven last."""

    label: Label | None = None
    standing: Sureness = Sureness.NONE
    last: Label | None = None
    since: date | None = None

    def allows(self, end_range: EndRange) -> bool:
        """Return whether an active label asks for this end of the range."""
        return self.label is Label.EITHER or self.label == end_range.value

    def hides(self, end_range: EndRange) -> bool:
        """Return whether an active label keeps this end of the range out."""
        return self.label is not None and not self.allows(end_range)


DRILLS: dict[Label, tuple[str, ...]] = {
    Label.EXTENSION: ("prone_press_up", "prone_on_elbows", "prone_lying", "standing_extension"),
    Label.FLEXION: ("double_knee_to_chest", "seated_flexion", "single_knee_to_chest"),
    Label.LATERAL: ("side_glide_wall",),
}
"""The drill a label names first, then the gentler rows of its direction."""

_OF_DIRECTION = {
    Direction.EXTENSION: Label.EXTENSION,
    Direction.FLEXION: Label.FLEXION,
    Direction.LATERAL: Label.LATERAL,
    Direction.NEUTRAL: Label.NEUTRAL,
    Direction.ROTATION: Label.NEUTRAL,
}


def preference_on(day: date, profile: Profile, history: History, logs: dict[date, DayLog]) -> Preference:
    """Return the directional preference on a day: a clinician's word, or 2 of the last 3 tests agreeing.

    The next morning decides whether a test counts. Tests that differ make the label neutral. A label
    ends after 14 days, and on the third day of a flare that begins after it; `last` then still names it.
    In the first days of a flare the label is that of the day before: a test in a flare speaks of the flare.
    """
    if profile.direction is not None:
        told = _OF_DIRECTION[profile.direction]
        return Preference(label=told, standing=Sureness.CLINICIAN, last=told)
    flares = [found for found in _flares(logs) if day - _REST < found <= day]
    asked_on = min(flares, default=day)
    tests = _counted(asked_on - timedelta(days=bool(flares)), history, logs)
    if not tests:
        return Preference()
    label, confirmed = _agreed(tests)
    if label is None:
        return _without_agreement(day, tests, logs)
    if asked_on - confirmed > EXPIRES or _flared_since(confirmed, day, logs):
        return Preference(standing=Sureness.EXPIRED, last=label, since=confirmed)
    return Preference(label=label, standing=Sureness.ACTIVE, last=label, since=confirmed)


def tests_on_record(day: date, history: History) -> tuple[Assessment, ...]:
    """Return the direction tests up to a day, oldest first."""
    return tuple(found for found in history.assessments if found.form == FORM and found.day <= day)


def moves_that_spread(tests: tuple[Assessment, ...]) -> dict[str, list[date]]:
    """Return the exercises that drove symptoms further down in a test, with the days."""
    found: dict[str, list[date]] = {}
    for test in tests:
        for move in test.moves:
            if move.get("mark") == PERIPHERALISES or move.get("after") == "peripheralised":
                found.setdefault(str(move.get("move")), []).append(test.day)
    return found


def _counted(day: date, history: History, logs: dict[date, DayLog]) -> list[tuple[date, Label]]:
    """Return the last three tests whose next morning is known and was not worse, one a day, oldest first."""
    found: dict[date, Label] = {}
    for test in tests_on_record(day, history):
        morning = verdict(_baseline(test), test.day, logs)
        result = _label(test.result)
        if result is None or morning is None:
            continue
        found[test.day] = Label.NEUTRAL if morning.is_worse and result in DRILLS else result
    return sorted(found.items())[-3:]


def _label(result: str | None) -> Label | None:
    return Label(result) if result in list(Label) else None


def _baseline(test: Assessment) -> PainNow:
    first: dict[str, Any] = test.moves[0] if test.moves else {}
    leg, distal = first.get("leg_before"), first.get("distal_before")
    return PainNow(
        leg=leg if isinstance(leg, int) else UNSET,
        distal=Distal(distal) if distal in list(Distal) else UNSET,
    )


def _agreed(tests: list[tuple[date, Label]]) -> tuple[Label | None, date]:
    """Return the label of two of the last three tests within a week, and the day that confirmed it.

    A later test that says the same once more takes nothing away from a label that two had confirmed.
    """
    last = tests[-1][0]
    recent = [test for test in tests if last - test[0] <= CONFIRMED_WITHIN]
    for label in Label:
        days = [day for day, found in recent if found is label]
        if len(days) > 1:
            return label, days[-1]
    match tests:
        case [(first, label), (second, again), (_, once_more)] if label is again is once_more:
            return (label, second) if second - first <= CONFIRMED_WITHIN else (None, last)
    return None, last


def _without_agreement(day: date, tests: list[tuple[date, Label]], logs: dict[date, DayLog]) -> Preference:
    last = tests[-1][0]
    recent = {found for tested, found in tests if last - tested <= CONFIRMED_WITHIN}
    if day - last > EXPIRES or _flared_since(last, day, logs):
        return Preference(standing=Sureness.EXPIRED)
    if len(recent) > 1:
        return Preference(label=Label.NEUTRAL, standing=Sureness.ACTIVE, since=last)
    return Preference(standing=Sureness.PENDING, since=last)


def _flared_since(confirmed: date, day: date, logs: dict[date, DayLog]) -> bool:
    """Return whether a flare has outlived a label: its first days keep the drill, as first aid."""
    return any(confirmed < found <= day - _REST for found in _flares(logs))


def _flares(logs: dict[date, DayLog]) -> Iterator[date]:
    """Yield the days on which a flare was declared; the sessions of its first days say nothing new."""
    last: date | None = None
    for found, log in sorted(logs.items()):
        is_new = log.flare_session and (last is None or found - last >= _REST)
        if log.flare or is_new:
            last = found
            yield found
