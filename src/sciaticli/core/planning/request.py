"""What is asked of the planner for one day, besides who the person is and what is known of them."""

from datetime import date, datetime, timedelta

from msgspec import UNSET, Struct, UnsetType

from sciaticli.core.catalogue.catalogue import Routine
from sciaticli.core.profile import DEFAULT_MINUTES, YesNoUnsure
from sciaticli.core.record.day_logs import known, site
from sciaticli.core.record.entries import Distal, PainNow
from sciaticli.core.record.history import History

PAIN_HOLDS = timedelta(hours=24)
BACK_ALLOWANCE = 2


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


def gate_value(pain: PainNow | None) -> int | None:
    """Return the value that ceilings and phase are judged by, 0-10; None when the leg pain is not known.

    It is the highest of leg pain now, buttock pain now and back pain now less 2 (our choice). Back
    pain counts in full when the lowest site is the buttock: the score may well be the buttock's.
    """
    leg = None if pain is None else known(pain.leg)
    if pain is None or leg is None:
        return None
    back = known(pain.back) or 0
    in_buttock = site(pain.distal) is Distal.BUTTOCK
    return max(leg, back if in_buttock else back - BACK_ALLOWANCE)


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
