"""What was done between sessions: rounds of the drill, and first aid when it hurt."""

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import pairwise

from msgspec import Struct, UnsetType

from sciaticli.core.course.rounds import EASE, ROUND
from sciaticli.core.record.entries import Pain

JUST_BEFORE = timedelta(hours=1)


class BetweenSessions(Struct, frozen=True, kw_only=True):
    """Rounds and the days they fell on; times of first aid, and how often the leg was lower after."""

    rounds: int = 0
    round_days: int = 0
    first_aid: int = 0
    eased: int = 0


def between_sessions(pains: Iterable[Pain], first: date, last: date) -> BetweenSessions:
    """Return what the entries of the days `first` to `last`, in order of time, say was done."""
    known = [pain for pain in pains if first <= pain.day <= last]
    rounds = [pain.day for pain in known for word in _did(pain) if word == ROUND]
    return BetweenSessions(
        rounds=len(rounds),
        round_days=len(set(rounds)),
        first_aid=sum(EASE in _did(pain) for pain in known),
        eased=sum(EASE in _did(after) and _is_lower(before, after) for before, after in pairwise(known)),
    )


def _did(pain: Pain) -> list[str]:
    return [word.casefold() for word in pain.did] if isinstance(pain.did, tuple) else []


def _is_lower(before: Pain, after: Pain) -> bool:
    """Return whether the leg was lower than just before the first aid."""
    was, now = _leg(before), _leg(after)
    return was is not None and now is not None and now < was and after.at - before.at <= JUST_BEFORE


def _leg(pain: Pain) -> int | None:
    now = None if isinstance(pain.leg, UnsetType) else pain.leg.now
    return now if isinstance(now, int) else None
