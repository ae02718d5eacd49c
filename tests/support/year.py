"""A made-up person's year whose truth is known: long noise, a holiday, a flare-up, then a real change.

Days count back from the last one, Sunday 22 November 2026:
  364 to 36  leg pain about 6, nothing changes (a holiday of two weeks inside, nothing written)
   49 to 44  a flare-up, said to be one: three points more
   35 to 15  leg pain falls from 6 to 3
   14 to  0  leg pain about 3, and felt no further than the buttock
Back pain stays about 3 all year.
"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from functools import cache
from itertools import count
from pathlib import Path
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from sciaticli.core.catalogue.exercise import Dose, Side
from sciaticli.core.dates import fixed
from sciaticli.core.profile import AgeBand, YesNoUnsure
from sciaticli.core.record.entries import (
    AnyEntry,
    Assessment,
    Back,
    BeforeAfter,
    Check,
    CheckState,
    Distal,
    Done,
    Ended,
    ExerciseDone,
    Leg,
    Note,
    Numb,
    Pain,
    PainNow,
    Response,
    Scope,
    Session,
    SkipReason,
    Tier,
)
from sciaticli.core.record.history import History, Line, fold
from sciaticli.core.screening.questions import FACTS, FORM, Item

ZONE = ZoneInfo("Europe/London")
LAST = date(2026, 11, 22)
FIRST = LAST - timedelta(days=364)
EVENING = datetime(2026, 11, 22, 21, 45, tzinfo=ZONE)
HOLIDAY = range(56, 70)
FLARE = range(44, 50)
FALL = range(14, 36)
REBUILD_FROM = 28
PRIVATE = "a private line about the clinic car park"

PRESS_UP = Dose(sets=2, reps=10, hold_s=2, rep_rest_s=2, rest_s=30)
BRIDGE = Dose(sets=2, reps=8, hold_s=3, rest_s=30)
SLIDER = Dose(sets=1, reps=10, hold_s=0)
BIRD_DOG = Dose(sets=2, reps=6, hold_s=5)
ANSWERS = {
    "prone_press_up": (PRESS_UP, (0.6, 0.4, 0.0)),
    "glute_bridge": (BRIDGE, (0.1, 0.9, 0.0)),
    "sciatic_slider_seated": (SLIDER, (0.1, 0.5, 0.4)),
    "bird_dog": (BIRD_DOG, (0.2, 0.8, 0.0)),
}


@cache
def a_year(seed: int = 7) -> History:
    """Return the year, folded."""
    return fold(Line(entry, "desk", "", line) for line, entry in enumerate(entries(seed), 1))


def write_year(home: Path, seed: int = 7) -> None:
    """Write the year as the journal of a home."""
    write_entries(home, entries(seed))


def write_entries(home: Path, told: Iterable[AnyEntry]) -> None:
    """Write entries, oldest first, as the journal of a home."""
    folder = home / "data" / "journal" / "desk"
    folder.mkdir(parents=True)
    for entry in told:
        with (folder / f"{entry.rec:%Y-%m}.jsonl").open("ab") as file:
            file.write(msgspec.json.encode(entry) + b"\n")


def entries(seed: int = 7) -> Iterator[AnyEntry]:
    """Yield every entry of the year in order of time; one seed gives one year."""
    chance = Random(seed)  # noqa: S311 - a made-up record, no secret
    ids = count(1)
    drift = 0.0
    for ago in range(364, -1, -1):
        day = LAST - timedelta(days=ago)
        drift = 0.3 * drift + chance.gauss(0, 1.1)
        yield from _assessments(day, ago, ids)
        if ago in HOLIDAY:
            continue
        if ago % 13 == 0:
            yield _check(day, time(7, 30), ids, Scope.FULL)
        if chance.random() < (0.8 if ago > REBUILD_FROM else 0.65):
            yield _check(day, time(7, 50), ids, Scope.QUICK)
            yield _session(day, ago, chance, ids)
        if chance.random() < 0.92:
            yield _pain(day, ago, drift, chance, ids)


def true_leg(ago: int) -> float:
    """Return the leg pain that stands behind the noise."""
    if ago in FLARE:
        return 8.6
    return 3 + 3 * min(1.0, max(0.0, (ago - FALL.start) / (FALL.stop - FALL.start)))


def _pain(day: date, ago: int, drift: float, chance: Random, ids: "count[int]") -> Pain:
    leg = round(min(10, max(0, true_leg(ago) + drift)))
    return Pain(
        **_common(day, time(21, 30), ids),
        leg=Leg(worst=leg, now=max(0, leg - 2), side=Side.LEFT, distal=_site(ago, chance)),
        back=Back(worst=round(min(10, max(0, 3 + chance.gauss(0, 1))))),
        numb=Numb(present=False),
        flare=YesNoUnsure.YES if ago in FLARE else YesNoUnsure.NO,
        note=PRIVATE if ago == 3 else None,
    )


def _site(ago: int, chance: Random) -> Distal:
    usual, other = (Distal.CALF, Distal.KNEE) if ago > 14 else (Distal.BUTTOCK, Distal.THIGH)
    return Distal.FOOT if ago in FLARE else usual if chance.random() < 0.75 else other


def _session(day: date, ago: int, chance: Random, ids: "count[int]") -> Session:
    part = chance.random() < 0.12
    start = _common(day, time(8, 0), ids)
    done = tuple(
        _exercise(name, dose, odds, chance, full=not part or number == 0)
        for number, (name, (dose, odds)) in enumerate(ANSWERS.items())
        if ago not in FLARE or number < 2
    )
    return Session(
        **start,
        end=start["at"] + timedelta(minutes=14),
        phase="calm" if ago in FLARE else "settle" if ago > REBUILD_FROM else "rebuild",
        mode="flare" if ago in FLARE else "normal",
        routine=None,
        minutes=15,
        pain=BeforeAfter(before=PainNow(leg=3, back=2), after=PainNow(leg=3, back=2)),
        exercises=done,
        ended=Ended.EARLY if part else Ended.FULL,
        stop_reason=SkipReason.NO_TIME if part else None,
    )


def _exercise(name: str, dose: Dose, odds: tuple[float, ...], chance: Random, *, full: bool) -> ExerciseDone:
    if not full:
        return ExerciseDone(name, Side.BOTH, dose, Done(0, 0, 0), skip=SkipReason.NO_TIME)
    (said,) = chance.choices(list(Response), odds)
    return ExerciseDone(name, Side.BOTH, dose, Done(dose.sets, dose.reps, dose.hold_s), response=said)


def _check(day: date, at: time, ids: "count[int]", scope: Scope) -> Check:
    is_full = scope is Scope.FULL
    facts: dict[str, Any] = (
        {"age_band": AgeBand.AGE_18_49, "blood_thinner": YesNoUnsure.NO} if is_full else {}
    )
    return Check(
        **_common(day, at, ids),
        form=FORM,
        scope=scope,
        state=CheckState.FINISHED,
        answers={item: "no" for item in Item if item not in FACTS} if is_full else {},
        tier=Tier.CLEAR,
        **facts,
    )


def _assessments(day: date, ago: int, ids: "count[int]") -> Iterator[AnyEntry]:
    scores = {364: (2, 4, 3), 84: (3, 4, 3), 2: (6, 7, 6)}.get(ago)
    labels = ("sit through a film", "put on socks", "carry shopping")
    if scores:
        rows = zip(("a1", "a2", "a3"), labels, scores, strict=True)
        items = tuple({"act": act, "label": label, "score": score} for act, label, score in rows)
        mean = round(sum(scores) / 3, 1)
        yield Assessment(**_common(day, time(7, 0), ids), form="psfs@1", items=items, score=mean, max=10)
    if ago == 2:
        yield Assessment(**_common(day, time(7, 5), ids), form="pgic@1", score=2, max=7)
        yield Note(**_common(day, time(7, 6), ids), note=PRIVATE)


def _common(day: date, at: time, ids: "count[int]") -> dict[str, Any]:
    moment = fixed(datetime.combine(day, at, ZONE))
    return {
        "v": 1,
        "id": f"{next(ids):08x}-0000-7000-8000-000000000000",
        "at": moment,
        "rec": moment,
        "tz": "Europe/London",
        "day": day,
        "src": "0.1.0",
    }
