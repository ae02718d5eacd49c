"""The made-up year with what a clinic asks about: direction tests, rounds, first aid, a lock and its end.

Days count back from the last one, as in `year`:
  48 and 47  first aid and heat in the flare-up; the full check names a weak leg, and a doctor looks
  39 and 36  two direction tests, both for extension
  35 to 0    rounds on every second day, two each
"""

from collections.abc import Iterator, Mapping
from datetime import datetime, time, timedelta
from itertools import count
from pathlib import Path
from typing import Any

from sciaticli.core.catalogue.exercise import Side
from sciaticli.core.course.direction import PERIPHERALISES
from sciaticli.core.course.rounds import ROUND
from sciaticli.core.dates import fixed
from sciaticli.core.profile import AgeBand, YesNoUnsure
from sciaticli.core.progress.between_sessions import EASE
from sciaticli.core.record.entries import (
    AnyEntry,
    Assessment,
    Back,
    Check,
    CheckState,
    Distal,
    ExamHow,
    ExamVerdict,
    Leg,
    Pain,
    Release,
    Scope,
    Tier,
    Window,
)
from sciaticli.core.screening.questions import FACTS, FORM, Answer, Item
from support.year import LAST, ZONE, entries, write_entries

WEAK, EXAMINED = 48, 47
TESTS = (39, 36)
ROUNDS = range(35, -1, -2)


def write_clinic_year(home: Path) -> None:
    """Write the year with what a clinic asks about as the journal of a home."""
    write_entries(home, sorted((*entries(), *clinic_entries()), key=lambda entry: entry.at))


def clinic_entries() -> Iterator[AnyEntry]:
    """Yield what stands in the record besides the plain year."""
    ids = (f"c{number:07x}-0000-7000-8000-000000000000" for number in count(1))
    weak = _check(_stamp(WEAK, time(12), next(ids)), {Item.LEG_WEAK_ONE: Answer.MID}, Tier.URGENT)
    yield weak
    yield _check(_stamp(EXAMINED, time(16), next(ids)), {}, Tier.CLEAR, _seen(weak.id))
    for ago, before, after in ((WEAK, 8, 6), (EXAMINED, 7, 7)):
        yield _pain(ago, time(13), next(ids), before)
        yield _pain(ago, time(13, 15), next(ids), after, did=(EASE,), note="Prone press-up")
        yield _pain(ago, time(14), next(ids), after, did=("heat",))
    for ago in TESTS:
        yield _test(_stamp(ago, time(15), next(ids)))
    for ago in ROUNDS:
        for hour in (11, 15):
            yield Pain(**_stamp(ago, time(hour), next(ids)), did=(ROUND,))


def _stamp(ago: int, at: time, name: str) -> dict[str, Any]:
    moment = fixed(datetime.combine(LAST - timedelta(days=ago), at, ZONE))
    return {
        "v": 1,
        "id": name,
        "at": moment,
        "rec": moment,
        "tz": "Europe/London",
        "day": moment.date(),
        "src": "0.1.0",
    }


def _seen(lock: str) -> Release:
    at = fixed(datetime.combine(LAST - timedelta(days=EXAMINED), time(10), ZONE))
    return Release((lock,), at, ExamHow.IN_PERSON, ExamVerdict.OK)


def _check(
    stamp: Mapping[str, Any], named: Mapping[Item, Answer], tier: Tier, release: Release | None = None
) -> Check:
    return Check(
        **stamp,
        form=FORM,
        scope=Scope.FULL,
        state=CheckState.FINISHED,
        answers={str(item): str(named.get(item, Answer.NO)) for item in Item if item not in FACTS},
        tier=tier,
        window=None if tier is Tier.CLEAR else Window.TODAY,
        age_band=AgeBand.AGE_18_49,
        blood_thinner=YesNoUnsure.NO,
        release=release,
    )


def _pain(ago: int, at: time, name: str, leg: int, **more: Any) -> Pain:  # noqa: ANN401 - any field
    side = Leg(now=leg, side=Side.LEFT, distal=Distal.FOOT)
    return Pain(**_stamp(ago, at, name), window="now", leg=side, back=Back(now=3), **more)


def _test(stamp: Mapping[str, Any]) -> Assessment:
    moves = (
        _move("seated_flexion", "flexion", (5, 6), ("calf", "foot")),
        _move("prone_press_up", "extension", (6, 4), ("calf", "thigh")),
        _move("prone_press_up", "extension", (4, 3), ("thigh", "buttock")),
    )
    return Assessment(**stamp, form="direction@1", moves=moves, result="extension")


def _move(exercise: str, trial: str, leg: tuple[int, int], down: tuple[str, str]) -> dict[str, Any]:
    spreads = Distal(down[1]).level > Distal(down[0]).level
    move = {
        "move": exercise,
        "trial": trial,
        "reps": 10,
        "leg_before": leg[0],
        "leg_after": leg[1],
        "distal_before": down[0],
        "distal_after": down[1],
        "after": "peripheralised" if spreads else "centralised",
    }
    return move | ({"mark": PERIPHERALISES} if spreads else {})
