"""What a person told besides pain: numbness, weakness, broken nights, walking, and what else was done.

A day on which nobody was asked, or the question was skipped, is no day without the sign.
"""

from collections import Counter
from collections.abc import Iterable
from datetime import date

from msgspec import Struct, UnsetType

from sciaticli.core.course.rounds import ROUND
from sciaticli.core.progress.between_sessions import EASE
from sciaticli.core.record.entries import Pain

COUNTED_APART = (EASE, ROUND)


class DaysTold(Struct, frozen=True):
    """On how many days a sign was there, and on how many it was asked about and answered."""

    there: int = 0
    asked: int = 0


class SignsTold(Struct, frozen=True, kw_only=True):
    """The signs of a period by day; `walks` are the first and the last minutes walked, with their days.

    `did` counts the days on which something was done besides, such as heat: not that it helped.
    """

    numb: DaysTold = DaysTold()
    weak: DaysTold = DaysTold()
    woken: DaysTold = DaysTold()
    walks: tuple[tuple[date, int], ...] = ()
    did: tuple[tuple[str, int], ...] = ()


def signs_told(pains: Iterable[Pain]) -> SignsTold:
    """Return what the pain entries of a period tell, oldest first."""
    numb: dict[date, bool] = {}
    weak: dict[date, bool] = {}
    woken: dict[date, bool] = {}
    walks: dict[date, int] = {}
    did: set[tuple[date, str]] = set()
    for pain in pains:
        if pain.numb is not None and not isinstance(pain.numb, UnsetType):
            numb[pain.day] = numb.get(pain.day, False) or pain.numb.present
        for days, said in ((weak, pain.weak), (woken, pain.sleep_disturbed)):
            if isinstance(said, bool):
                days[pain.day] = days.get(pain.day, False) or said
        if isinstance(pain.walk_min, int):
            walks[pain.day] = max(pain.walk_min, walks.get(pain.day, 0))
        if isinstance(pain.did, tuple):
            did.update((pain.day, word.casefold()) for word in pain.did)
    ends = list(walks.items())
    times = Counter(word for _, word in did if word not in COUNTED_APART)
    return SignsTold(
        numb=_counted(numb),
        weak=_counted(weak),
        woken=_counted(woken),
        walks=tuple(dict.fromkeys((*ends[:1], *ends[-1:]))),
        did=tuple(sorted(times.items(), key=lambda row: (-row[1], row[0]))),
    )


def _counted(days: dict[date, bool]) -> DaysTold:
    return DaysTold(sum(days.values()), len(days))
