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


BAND_FROM = ((70, AgeBand.AGE_70_PLUS), (50, AgeBand.AGE_50_69), (18, AgeBand.AGE_18_49))


def age_band_of(years: int) -> AgeBand:
    """Return the band of an age in whole years."""
    return next((band for least, band in BAND_FROM if years >= least), AgeBand.UNDER_18)


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


YearMonth = Annotated[str, Meta(pattern=r"^\d{4}-(0[1-9]|1[0-2])$", title="a month", examples=["2026-08"])]
RegionCode = Annotated[str, Meta(pattern=r"^[A-Z]{2}$", title="two letters or a name", examples=["GB"])]
Day = Annotated[date, Meta(title="a day", examples=["2026-11-22"])]


class Profile(Struct, frozen=True, kw_only=True):
    """The `[profile]` table of config.toml: a setting a row, with its type, its words, its default.

    Every key is optional; `None` means never asked, which is not the same as "none of these".
    """

    age_band: Annotated[AgeBand | None, Meta(description="your age")] = None
    region: Annotated[RegionCode | None, Meta(description="where you are, for phone numbers")] = None
    side: Annotated[Side | None, Meta(description="the sore side")] = None
    conditions: Annotated[tuple[Condition, ...] | None, Meta(description="what you have been told")] = None
    pregnancy_week: Annotated[
        Annotated[int, Meta(ge=1, le=42)] | None, Meta(description="the week of the pregnancy")
    ] = None
    pregnancy_week_on: Annotated[Day | None, Meta(description="the day that week was given")] = None
    episode_start: Annotated[YearMonth | None, Meta(description="when this episode began")] = None
    blood_thinner: Annotated[YesNoUnsure | None, Meta(description="a blood thinner")] = None
    cleared: Annotated[
        tuple[Condition, ...], Meta(description="what a doctor said exercise is fine with")
    ] = ()
    cleared_on: Annotated[Day | None, Meta(description="the day the doctor said so")] = None
    supervised: Annotated[
        tuple[str, ...], Meta(description="exercises or families a physio showed you in person")
    ] = ()
    direction: Annotated[Direction | None, Meta(description="the direction that eases you")] = None
    equipment: Annotated[tuple[Equipment, ...] | None, Meta(description="what you have at hand")] = None
    positions_out: Annotated[tuple[Position, ...], Meta(description="positions that do not work")] = ()
    set_aside: Annotated[tuple[str, ...], Meta(description="exercises or families you do not want")] = ()
    likes: Annotated[tuple[str, ...], Meta(description="exercises or families you like")] = ()
    dislikes: Annotated[tuple[str, ...], Meta(description="those to have only if nothing else does")] = ()
    minutes: Annotated[int, Meta(ge=3, le=90, description="minutes a day")] = DEFAULT_MINUTES
    time_of_day: Annotated[TimeOfDay | None, Meta(description="when you train")] = None

    @property
    def at_hand(self) -> tuple[Equipment, ...]:
        """What is at hand: mat, chair and wall while nobody has said otherwise."""
        return DEFAULT_EQUIPMENT if self.equipment is None else self.equipment
