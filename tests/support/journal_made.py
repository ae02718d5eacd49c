"""Entries made up in one line, for tests of what is counted from them."""

from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any

from msgspec import UNSET
from msgspec.structs import replace

from sciaticli.core.catalogue.exercise import Dose, Side
from sciaticli.core.profile import YesNoUnsure
from sciaticli.core.record.entries import (
    AnyEntry,
    Assessment,
    Back,
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
    Response,
    Scope,
    Session,
    SkipReason,
    Tier,
)
from sciaticli.core.record.history import History, Line, fold

MONDAY = date(2026, 3, 2)
DOSE = Dose(sets=2, reps=10, hold_s=5)
_ids = count(1)


def day(number: int) -> date:
    """Return a day, counted from Monday 2 March 2026."""
    return MONDAY + timedelta(days=number)


def common(number: int, hour: int = 12, **late: float) -> dict[str, Any]:
    at = datetime(2026, 3, 2, hour, tzinfo=UTC) + timedelta(days=number)
    rec = at + timedelta(**late)
    return {"v": 1, "id": f"e{next(_ids)}", "at": at, "rec": rec, "tz": "UTC", "day": day(number), "src": "0"}


def pain(number: int, leg: int | None = None, back: int | None = None, **more: Any) -> Pain:  # noqa: ANN401 - any field
    hour, down, late = (more.pop(key, usual) for key, usual in (("hour", 12), ("down", None), ("late", {})))
    here = Leg(worst=UNSET if leg is None else leg, distal=UNSET if down is None else down)
    there = Back(worst=UNSET if back is None else back)
    return Pain(**common(number, hour, **late), leg=here, back=there, **more)


def exercise(
    name: str = "bridge",
    reps: int = 10,
    response: Response | None = None,
    **more: Any,  # noqa: ANN401 - any field
) -> ExerciseDone:
    side, hold = more.pop("side", Side.BOTH), more.pop("hold", 5)
    done = Done(2, reps, hold) if reps else Done(0, 0, 0)
    return ExerciseDone(name, side, more.pop("planned", DOSE), done, response=response, **more)


def session(number: int, *exercises: ExerciseDone, **more: Any) -> Session:  # noqa: ANN401 - any field
    start = common(number, more.pop("hour", 8))
    usual = {
        "end": start["at"] + timedelta(minutes=15),
        "phase": "settle",
        "mode": "normal",
        "routine": None,
        "minutes": 15,
        "ended": Ended.FULL,
    }
    return Session(**start, **(usual | more), exercises=exercises or (exercise(),))


def scale(number: int, scores: dict[str, int], form: str = "psfs@1") -> Assessment:
    items = tuple({"act": act, "label": f"do {act}", "score": score} for act, score in scores.items())
    return Assessment(**common(number), form=form, items=items)


def history(*entries: AnyEntry) -> History:
    return fold(Line(entry, "desk", "2026-03.jsonl", line) for line, entry in enumerate(entries, 1))


def one_of_each() -> list[AnyEntry]:
    """Return an entry of each kind with each field that is exported."""
    return [
        Pain(
            **common(0),
            leg=Leg(worst=6, now=3, side=Side.LEFT, distal=Distal.CALF),
            back=Back(worst=None),
            numb=Numb(present=True, distal=Distal.FOOT),
            weak=False,
            sleep_disturbed=True,
            flare=YesNoUnsure.UNSURE,
            note="a note",
        ),
        session(0, exercise(response=Response.WORSE), exercise("slider", reps=0), note="a note"),
        session(1, exercise(reps=4), ended=Ended.EARLY, stop_reason=SkipReason.NO_TIME),
        session(2, exercise(reps=0), ended=Ended.EARLY, stop_reason=SkipReason.ILLNESS),
        scale(3, {"a1": 4, "a2": 6}),
        replace(scale(4, {}), form="direction@1", result="extension"),
        replace(scale(4, {}), form="pgic@1", score=2, max=7),
        Check(
            **common(5),
            form="red_flags@1",
            scope=Scope.FULL,
            state=CheckState.FINISHED,
            answers={"saddle_numb": "no", "sexual_change": "skip"},
            tier=Tier.CLEAR,
        ),
        Check(**common(5), form="red_flags@1", scope=Scope.QUICK, state=CheckState.FINISHED, answers={}),
        Note(**common(6), note="physio said keep going"),
    ]
