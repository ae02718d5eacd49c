"""Who the person is, what a clinician has said, and what is at hand: the `[profile]` of config.toml."""

from datetime import date
from enum import StrEnum
from typing import Annotated

from msgspec import Meta, Struct

from sciaticli.core.catalogue.exercise import Condition, Direction, Equipment, Position, Side

DEFAULT_MINUTES = 15
DEFAULT_EQUIPMENT = (Equipment.MAT, Equipment.CHAIR, Equipment.WALL)


class AgeBand(StrEnum):
    """Age as the screening asks it."""

    UNDER_18 = "under_18"
    AGE_18_49 = "18_49"
    AGE_50_69 = "50_69"
    AGE_70_PLUS = "70_plus"


class YesNoUnsure(StrEnum):
    """An answer that may stay open."""

    NO = "no"
    YES = "yes"
    UNSURE = "unsure"


class TimeOfDay(StrEnum):
    """When sessions usually happen."""

    MORNING = "morning"
    MIDDAY = "midday"
    AFTERNOON = "afternoon"
    EVENING = "evening"


Minutes = Annotated[int, Meta(ge=3, le=90)]
PregnancyWeek = Annotated[int, Meta(ge=1, le=42)]
YearMonth = Annotated[str, Meta(pattern=r"^\d{4}-(0[1-9]|1[0-2])$")]
RegionCode = Annotated[str, Meta(pattern=r"^[A-Z]{2}$")]


class Profile(Struct, frozen=True, kw_only=True):
    """Every key is optional; `None` means never asked, which is not the same as "none of these"."""

    age_band: AgeBand | None = None
    region: RegionCode | None = None
    side: Side | None = None
    conditions: tuple[Condition, ...] | None = None
    pregnancy_week: PregnancyWeek | None = None
    pregnancy_week_on: date | None = None
    episode_start: YearMonth | None = None
    blood_thinner: YesNoUnsure | None = None
    cleared: tuple[Condition, ...] = ()
    cleared_on: date | None = None
    supervised: tuple[str, ...] = ()
    direction: Direction | None = None
    equipment: tuple[Equipment, ...] | None = None
    positions_out: tuple[Position, ...] = ()
    set_aside: tuple[str, ...] = ()
    minutes: Minutes = DEFAULT_MINUTES
    time_of_day: TimeOfDay | None = None

    @property
    def is_asked(self) -> bool:
        """True when the three questions of a first run have been answered."""
        return None not in (self.conditions, self.side, self.equipment)

    @property
    def at_hand(self) -> tuple[Equipment, ...]:
        """What is at hand: mat, chair and wall while nobody has said otherwise."""
        return DEFAULT_EQUIPMENT if self.equipment is None else self.equipment
