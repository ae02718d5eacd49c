"""What is asked of the planner for one day, besides who the person is and what is known of them."""

from datetime import date

from msgspec import Struct

from sciaticli.core.catalogue.catalogue import Routine
from sciaticli.core.profile import DEFAULT_MINUTES, YesNoUnsure
from sciaticli.core.record.entries import PainNow


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
