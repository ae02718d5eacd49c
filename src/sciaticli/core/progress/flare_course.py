"""A flare-up as it went: how long, how sore, what was done in it, and how the leg was after first aid."""

from collections.abc import Iterable, Sequence
from datetime import date

from msgspec import Struct

from sciaticli.core.progress.between_sessions import FirstAid, between_sessions
from sciaticli.core.progress.signs_told import signs_told
from sciaticli.core.progress.summary import Day, Flare
from sciaticli.core.record.entries import Pain, Session


class FlareCourse(Struct, frozen=True, kw_only=True):
    """One flare-up: its `days`, the worst leg pain (0-10), the sessions done in it.

    `did` counts the days on which something was done, such as heat: not that it helped.
    """

    flare: Flare
    days: int
    worst: int | None = None
    sessions: int = 0
    first_aid: tuple[FirstAid, ...] = ()
    did: tuple[tuple[str, int], ...] = ()


def flare_courses(
    flares: Iterable[Flare], days: Sequence[Day], pains: Sequence[Pain], sessions: Sequence[Session]
) -> tuple[FlareCourse, ...]:
    """Return the course of each flare-up, in their order."""
    return tuple(_course(flare, days, pains, sessions) for flare in flares)


def _course(
    flare: Flare, days: Sequence[Day], pains: Sequence[Pain], sessions: Sequence[Session]
) -> FlareCourse:
    legs = [day.leg for day in days if day.leg is not None and _is_in(day.day, flare)]
    within = [pain for pain in pains if _is_in(pain.day, flare)]
    return FlareCourse(
        flare=flare,
        days=(flare.last - flare.first).days + 1,
        worst=max(legs, default=None),
        sessions=sum(_is_in(session.day, flare) for session in sessions),
        first_aid=between_sessions(within, flare.first, flare.last).first_aid,
        did=signs_told(within).did,
    )


def _is_in(day: date, flare: Flare) -> bool:
    return flare.first <= day <= flare.last
