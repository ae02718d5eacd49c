"""The record in a form to give to researchers: de-identified, not anonymous.

Only what is named here is given away; a key that is added later stays at home until it is named too.
Days are counted from the first one, clocks become a part of the day, ids are new, words typed by the
person and the names of their own exercises stay out, and so do the answers of screenings.
"""

from collections.abc import Callable, Collection, Iterator
from datetime import date, datetime
from typing import Any

import msgspec

from sciaticli.core.record.entries import AnyEntry, Assessment, Check, Pain, Session
from sciaticli.core.record.history import History

PAIN_KEYS = (
    "window", "leg", "back", "numb", "weak", "sleep_disturbed", "walk_min", "flare", "morning",
)  # fmt: skip
SESSION_KEYS = ("phase", "mode", "minutes", "pain", "ended", "stop_reason")
CHECK_KEYS = ("form", "scope", "state", "tier", "window", "mode")
EXERCISE_KEYS = ("side", "planned", "done", "response", "moved", "distal", "skip")
MOVE_KEYS = ("move", "reps", "leg_before", "leg_after", "distal_before", "distal_after", "lasting")
OWN_EXERCISE = "own"
PARTS = ((5, "night"), (12, "morning"), (18, "afternoon"), (24, "evening"))


def shared(history: History, known: Collection[str], new_id: Callable[[], str]) -> Iterator[dict[str, Any]]:
    """Yield each standing entry without what could name the person; `known` are the built-in exercises."""
    first = min((entry.day for entry in history.entries), default=date.min)
    for entry in history.entries:
        kept = _kept(entry, known)
        if kept is not None:
            yield {
                "id": new_id(),
                "kind": type(entry).__name__.lower(),
                "day": (entry.day - first).days,
                "part": part_of_day(entry.at),
                **kept,
            }


def part_of_day(moment: datetime) -> str:
    """Return night, morning, afternoon or evening, by the wall clock."""
    return next(name for end, name in PARTS if moment.hour < end)


def _kept(entry: AnyEntry, known: Collection[str]) -> dict[str, Any] | None:
    """Return what is given away of an entry; None for notes, which are words alone."""
    tree = msgspec.to_builtins(entry)
    match entry:
        case Pain():
            return {"window": entry.window} | _only(tree, PAIN_KEYS)
        case Session():
            done = [_exercise(exercise, known) for exercise in tree.get("exercises", [])]
            return _only(tree, SESSION_KEYS) | {"exercises": done}
        case Check():
            return _only(tree, CHECK_KEYS)
        case Assessment():
            items = [_only(item, ("act", "score")) for item in tree.get("items", [])]
            moves = [_only(move, MOVE_KEYS) for move in tree.get("moves", [])]
            return _only(tree, ("form", "score", "max", "result")) | {"items": items, "moves": moves}
    return None


def _exercise(exercise: dict[str, Any], known: Collection[str]) -> dict[str, Any]:
    name = exercise["exercise"]
    return {"exercise": name if name in known else OWN_EXERCISE} | _only(exercise, EXERCISE_KEYS)


def _only(tree: dict[str, Any], keys: tuple[str, ...]) -> dict[str, Any]:
    return {key: tree[key] for key in keys if key in tree}
