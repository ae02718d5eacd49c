"""A made-up person's home of any length, ending today: a session and its re-check a day, pain many times.

Each thirteenth day has a full screening; the newest stands this morning, so that every command is open.
"""

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import msgspec

from sciaticli.core.catalogue.exercise import Dose, Side
from sciaticli.core.dates import fixed
from sciaticli.core.profile import AgeBand, YesNoUnsure
from sciaticli.core.record.entries import (
    AnyEntry,
    Back,
    BeforeAfter,
    Check,
    CheckState,
    Distal,
    Done,
    Ended,
    ExerciseDone,
    Leg,
    Numb,
    Pain,
    PainNow,
    Response,
    Scope,
    Session,
    Tier,
)
from sciaticli.core.screening.questions import FACTS, FORM, Item

DEVICE = "made"
CHECK_EVERY = 13
DOSES = {
    "prone_press_up": Dose(sets=2, reps=10, hold_s=2, rep_rest_s=2, rest_s=30),
    "glute_bridge": Dose(sets=2, reps=8, hold_s=3, rest_s=30),
    "sciatic_slider_seated": Dose(sets=1, reps=10, hold_s=0),
    "bird_dog": Dose(sets=2, reps=6, hold_s=5),
}
PROFILE = """[profile]
goal = "ease"
age_band = "18_49"
side = "left"
region = "GB"
conditions = []
equipment = ["mat", "chair", "wall"]
"""


def write_home(home: Path, days: int, pains_a_day: int, now: datetime) -> int:
    """Write a home whose record ends at `now`; returns how many entries it holds."""
    folder = home / "data" / "journal" / DEVICE
    folder.mkdir(parents=True, mode=0o700)
    for name, text in (("state/device", f"{DEVICE}\n"), ("config/config.toml", PROFILE)):
        (home / name).parent.mkdir(parents=True, exist_ok=True)
        (home / name).write_text(text, encoding="utf-8")
    months: dict[str, list[bytes]] = {}
    for entry in entries(days, pains_a_day, now):
        months.setdefault(f"{entry.rec:%Y-%m}", []).append(msgspec.json.encode(entry) + b"\n")
    for month, lines in months.items():
        (folder / f"{month}.jsonl").write_bytes(b"".join(lines))
    return sum(len(lines) for lines in months.values())


def entries(days: int, pains_a_day: int, now: datetime) -> Iterator[AnyEntry]:
    """Yield every entry in order of time."""
    ids = count(1)
    today = fixed(now)
    morning = datetime.combine(today.date(), time(7, 30), today.tzinfo)
    for ago in range(days, 0, -1):
        start = morning - timedelta(days=ago)
        if ago % CHECK_EVERY == 0:
            yield _check(start, ids, Scope.FULL)
        yield _check(start + timedelta(minutes=20), ids, Scope.QUICK)
        yield _session(start + timedelta(minutes=30), ago, ids)
        for number in range(pains_a_day):
            yield _pain(start, ago, number / pains_a_day, ids)
    yield _check(today - timedelta(minutes=1), ids, Scope.FULL)


def _check(at: datetime, ids: "count[int]", scope: Scope) -> Check:
    is_full = scope is Scope.FULL
    facts: dict[str, Any] = {"age_band": AgeBand.AGE_18_49, "blood_thinner": YesNoUnsure.NO}
    asked = [item for item in Item if item not in FACTS] if is_full else ["recheck_pelvic", "recheck_saddle"]
    return Check(
        **_common(at, ids),
        form=FORM,
        scope=scope,
        state=CheckState.FINISHED,
        answers=dict.fromkeys(asked, "no"),
        tier=Tier.CLEAR,
        **(facts if is_full else {}),
    )


def _session(at: datetime, ago: int, ids: "count[int]") -> Session:
    done = tuple(
        ExerciseDone(
            name,
            Side.BOTH,
            dose,
            Done(dose.sets, dose.reps, dose.hold_s),
            response=list(Response)[(ago + number) % 7 // 3 % 2],
        )
        for number, (name, dose) in enumerate(DOSES.items())
    )
    return Session(
        **_common(at, ids),
        end=at + timedelta(minutes=14),
        phase="settle",
        mode="normal",
        routine=None,
        minutes=15,
        pain=BeforeAfter(
            before=PainNow(leg=3, back=2, distal=Distal.KNEE),
            after=PainNow(leg=3, back=2, distal=Distal.KNEE),
        ),
        exercises=done,
        ended=Ended.FULL,
        worked_s=14 * 60,
    )


def _pain(morning: datetime, ago: int, part: float, ids: "count[int]") -> Pain:
    at = morning + timedelta(hours=1.5 + 12 * part)
    leg = 4 + ago // 7 % 3 - ago % 2
    return Pain(
        **_common(at, ids),
        leg=Leg(worst=leg, now=leg - 1, side=Side.LEFT, distal=list(Distal)[2 + ago // 11 % 2]),
        back=Back(worst=leg // 2),
        numb=Numb(present=False),
        flare=YesNoUnsure.NO,
    )


def _common(at: datetime, ids: "count[int]") -> dict[str, Any]:
    return {
        "v": 1,
        "id": f"{next(ids):08x}-0000-7000-8000-000000000000",
        "at": at,
        "rec": at,
        "tz": "Europe/London",
        "day": (at - timedelta(hours=3)).date(),
        "src": "0.1.0",
    }
