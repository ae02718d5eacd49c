"""What is asked of the planner for one day, besides who the person is and what is known of them."""

from datetime import date, datetime, timedelta

from msgspec import UNSET, Struct, UnsetType

from sciaticli.core.catalogue.catalogue import Routine
from sciaticli.core.profile import DEFAULT_MINUTES, YesNoUnsure
from sciaticli.core.record.day_logs import known
from sciaticli.core.record.entries import PainNow
from sciaticli.core.record.history import History

PAIN_HOLDS = timedelta(hours=24)


class Request(Struct, frozen=True, kw_only=True):
    """One day's wish: the day, the minutes, and what was answered before the session.

    `pain` None means that it is not known how the leg is now. `flare` None means nobody was asked.
    `up_min` is minutes since rising, None unknown; `evening` settles the morning rules without it.
    `more` names the strand that comes first today, `without` strands that stay away; no rule is lifted.
    """

    day: date
    minutes: int = DEFAULT_MINUTES
    pain: PainNow | None = None
    flare: YesNoUnsure | None = None
    up_min: int | None = None
    evening: bool = False
    get_ready_s: int = 8
    routine: Routine | None = None
    more: str | None = None
    without: tuple[str, ...] = ()


def pain_on_record(history: History, at: datetime) -> PainNow | None:
    """Return the newest pain recorded in the 24 hours before `at`, by pain entry; None without one.

    Where only the worst of the day was given it counts as now: higher is safer.
    """
    for pain in reversed(history.pains):
        if not at - PAIN_HOLDS <= pain.at <= at or isinstance(pain.leg, UnsetType):
            continue
        leg = pain.leg.now if known(pain.leg.now) is not None else pain.leg.worst
        back = UNSET if isinstance(pain.back, UnsetType) else pain.back.now
        if known(back) is None and not isinstance(pain.back, UnsetType):
            back = pain.back.worst
        if known(leg) is not None:
            return PainNow(leg=leg, back=back, distal=pain.leg.distal)
    return None
