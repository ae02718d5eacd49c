"""Screenings, pain entries and sessions made up for tests, written to invented devices line by line."""

import tomllib
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import msgspec

from sciaticli.core.record.entries import (
    AnyEntry,
    Back,
    Check,
    CheckState,
    Distal,
    ExamHow,
    ExamVerdict,
    Leg,
    Numb,
    Pain,
    Release,
    Scope,
    Session,
)
from sciaticli.core.record.history import History, Line, fold
from sciaticli.core.screening.level import Level
from sciaticli.core.screening.questions import FACTS, FORM, STATUSES, Answers, Item
from sciaticli.core.screening.triage import triage

NOW = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)
LAPTOP = "laptop"
_ids = count(1)

Written = AnyEntry | tuple[str, AnyEntry]
Field = Any
"""The value of a field of an entry: of as many types as entries have."""


def ago(**span: float) -> datetime:
    """Return a moment before NOW."""
    return NOW - timedelta(**span)


FOLDER = Path(__file__).parents[1] / "vignettes"
LEVELS = {
    "E": Level.EMERGENCY,
    "U1": Level.URGENT_TODAY,
    "U2": Level.URGENT_2D,
    "S": Level.SOON,
    "N": Level.CLEAR,
    "C": Level.CLEAR,
}


def vignettes() -> list[dict[str, Any]]:
    """Return the cases that both editions judge alike."""
    found: list[dict[str, Any]] = tomllib.loads((FOLDER / "screening.toml").read_text())["vignette"]
    return found


def cells(name: str) -> list[tuple[str, str, str]]:
    """Return (item, word, level) for each answer taken alone, as a table of tiers has it."""
    tiers = tomllib.loads((FOLDER / name).read_text())
    timed = [
        (item, word, letters)
        for item, row in tiers["timed"].items()
        for word, letters in zip([*STATUSES, "unsure"], row.split(), strict=True)
    ]
    return timed + [
        (item, word, letters) for item, row in tiers["untimed"].items() for word, letters in row.items()
    ]


def answers(age_band: str = "18_49", blood_thinner: str = "no", **words: str) -> Answers:
    """Return a form in which everything that is not given is no."""
    return msgspec.convert({"age_band": age_band, "blood_thinner": blood_thinner, "words": words}, Answers)


def common(at: datetime, rec: datetime | None = None, **more: Field) -> dict[str, Any]:
    """Return the fields of every entry."""
    fields = {
        "v": 1,
        "id": f"e{next(_ids)}",
        "at": at,
        "rec": rec or at,
        "tz": "UTC",
        "day": at.date(),
        "src": "t",
    }
    return fields | more


def a_check(at: datetime, **given: Field) -> Check:
    """Return a finished full check; `given` holds words for items, or fields of the entry."""
    entry_fields = set(Check.__struct_fields__)
    fields = {key: given.pop(key) for key in list(given) if key in entry_fields}
    form = answers(fields.pop("age_band", "18_49"), fields.pop("blood_thinner", "no"), **given)
    found = triage(form)
    whole = {
        "form": FORM,
        "scope": Scope.FULL,
        "state": CheckState.FINISHED,
        "age_band": form.age_band,
        "blood_thinner": form.blood_thinner,
        "answers": {str(item): "no" for item in Item if item not in FACTS} | dict(given),
        "tier": found.tier,
        "window": found.window,
        "mode": found.mode,
        "rules": found.rules,
    }
    return Check(**(common(at) | whole | fields))


def an_open_check(at: datetime, **words: Field) -> Check:
    """Return a check that was begun and named a sign."""
    return a_check(at, scope=Scope.FULL, state=CheckState.OPEN, tier=None, window=None, mode=None, **words)


def a_quick(at: datetime, **fields: Field) -> Check:
    """Return a quick re-check in which nothing had changed, unless `answers` say so."""
    words = fields.pop("answers", {"recheck_pelvic": "no", "recheck_saddle": "no"})
    return Check(
        **(
            common(at)
            | {"form": FORM, "scope": Scope.QUICK, "state": CheckState.FINISHED, "answers": words}
            | fields
        )
    )


def an_exam(
    of: Iterable[str],
    at: datetime,
    verdict: ExamVerdict = ExamVerdict.OK,
    how: ExamHow = ExamHow.IN_PERSON,
) -> Release:
    """Return a clinician's examination."""
    return Release(tuple(of), at, how, verdict)


def a_pain(  # noqa: PLR0913 - an entry has many fields
    at: datetime,
    leg: int | None = 3,
    back: int | None = 2,
    *,
    distal: Distal | None = None,
    numb: bool | None = None,
    numb_down: Distal | None = None,
    **fields: Field,
) -> Pain:
    """Return a pain entry."""
    parts: dict[str, Any] = {}
    if leg is not None:
        parts["leg"] = Leg(worst=leg) if distal is None else Leg(worst=leg, distal=distal)
    if back is not None:
        parts["back"] = Back(worst=back)
    if numb is not None:
        parts["numb"] = Numb(present=numb) if numb_down is None else Numb(present=numb, distal=numb_down)
    return Pain(**(common(at) | parts | fields))


def a_session(at: datetime, **fields: Field) -> Session:
    """Return a session of ten minutes."""
    whole = {"end": at + timedelta(minutes=10), "phase": "settle", "mode": "normal", "routine": None}
    return Session(
        **(common(at, rec=at + timedelta(minutes=10)) | whole | {"minutes": 10, "ended": "full"} | fields)
    )


def written(*entries: Written) -> History:
    """Return the history of entries written in this order; (device, entry) is another machine's."""
    lines: dict[tuple[str, str], int] = {}
    records = []
    for given in entries:
        device, entry = given if isinstance(given, tuple) else (LAPTOP, given)
        file = f"{entry.rec:%Y-%m}.jsonl"
        lines[device, file] = lines.get((device, file), 0) + 1
        records.append(Line(entry, device, file, lines[device, file]))
    return fold(records)


def on_day(days_ago: int) -> date:
    """Return a day before NOW's."""
    return ago(days=days_ago).date()
