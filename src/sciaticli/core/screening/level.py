"""How grave a result is: a tier with its window, one above the other."""

from enum import IntEnum

from sciaticli.core.record.entries import Tier, Window


class Level(IntEnum):
    """A tier with its window, lowest first; NOTE is CLEAR with something to watch for."""

    CLEAR = 0
    NOTE = 1
    SOON = 2
    URGENT_2D = 3
    URGENT_TODAY = 4
    EMERGENCY = 5

    @property
    def tier(self) -> Tier:
        """What it says to do."""
        return _TIERS[self][0]

    @property
    def window(self) -> Window | None:
        """Within what time, for an urgent one."""
        return _TIERS[self][1]


_TIERS = {
    Level.CLEAR: (Tier.CLEAR, None),
    Level.NOTE: (Tier.CLEAR, None),
    Level.SOON: (Tier.SOON, None),
    Level.URGENT_2D: (Tier.URGENT, Window.TWO_DAYS),
    Level.URGENT_TODAY: (Tier.URGENT, Window.TODAY),
    Level.EMERGENCY: (Tier.EMERGENCY, None),
}
