"""What was done between sessions: rounds of the drill, and first aid with how the leg was after it."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta

from msgspec import Struct, UnsetType

from sciaticli.core.course.rounds import rounds_done
from sciaticli.core.record.entries import Pain

EASE = "ease"
FIRST_AID = "First aid"
SOON = timedelta(minutes=60)


class FirstAid(Struct, frozen=True):
    """One exercise as first aid, by its name: how often, and after how many of these the leg was lower."""

    exercise: str
    times: int
    eased: int


class BetweenSessions(Struct, frozen=True, kw_only=True):
    """Rounds and first aid of a period; the most often used first."""

    rounds: int = 0
    round_days: int = 0
    first_aid: tuple[FirstAid, ...] = ()


def between_sessions(pains: Iterable[Pain], first: date, last: date) -> BetweenSessions:
    """Return what the pain entries of a period say of rounds and first aid."""
    within = [pain for pain in pains if first <= pain.day <= last]
    by_day = {day: rounds_done(pains, day) for day, pains in _by_day(within).items()}
    times: Counter[str] = Counter()
    eased: Counter[str] = Counter()
    for number, pain in enumerate(within):
        if not isinstance(pain.did, tuple) or EASE not in pain.did:
            continue
        name = pain.note if isinstance(pain.note, str) else FIRST_AID
        times[name] += 1
        eased[name] += _fell(within[_hour_before(within, pain) : number], pain)
    return BetweenSessions(
        rounds=sum(by_day.values()),
        round_days=sum(count > 0 for count in by_day.values()),
        first_aid=tuple(FirstAid(name, count, eased[name]) for name, count in times.most_common()),
    )


def _by_day(pains: Iterable[Pain]) -> dict[date, list[Pain]]:
    found: dict[date, list[Pain]] = {}
    for pain in pains:
        found.setdefault(pain.day, []).append(pain)
    return found


def _hour_before(pains: list[Pain], after: Pain) -> int:
    """Return the place of the first entry within the hour before another; they stand by time."""
    return bisect_left(pains, after.at - SOON, key=lambda pain: pain.at)


def _fell(before: list[Pain], after: Pain) -> bool:
    """Return whether the leg was lower after first aid than at the last word before it."""
    told = [leg for pain in before if (leg := _leg(pain)) is not None]
    now = _leg(after)
    return bool(told) and now is not None and now < told[-1]


def _leg(pain: Pain) -> int | None:
    if isinstance(pain.leg, UnsetType) or not isinstance(pain.leg.now, int):
        return None
    return pain.leg.now
