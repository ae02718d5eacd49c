"""A day's plan: which exercises, in which dose, and why; and what was left out, and why."""

from datetime import date
from enum import StrEnum

from msgspec import Struct

from sciaticli.core.catalogue.exercise import (
    Dose,
    Exercise,
    Family,
    Kind,
    NerveTension,
    Position,
    Region,
    Side,
)


class Phase(StrEnum):
    """How irritable the leg is, by rule and not by calendar: calm is the most irritable."""

    CALM = "calm"
    SETTLE = "settle"
    REBUILD = "rebuild"
    MAINTAIN = "maintain"

    @property
    def number(self) -> int:
        """0 (calm) to 3 (maintain)."""
        return _NUMBERS[self]


_NUMBERS = {phase: number for number, phase in enumerate(Phase)}


class PlanMode(StrEnum):
    """What kind of day it is: the screening's light days and flare days narrow the choice."""

    NORMAL = "normal"
    LIGHT = "light"
    FLARE = "flare"


class Section(StrEnum):
    """The slots of a session, in order; cards are done away from the clock."""

    WARM_UP = "warm_up"
    DIRECTION = "direction"
    MAIN = "main"
    COOL_DOWN = "cool_down"
    CARD = "card"


_UPRIGHT = (Position.WALKING, Position.WATER, Position.STANDING, Position.SITTING)
_KNEELING = (Position.QUADRUPED, Position.KNEELING, Position.HALF_KNEELING)
_STANDING_TO_LYING = (*_UPRIGHT, *_KNEELING, Position.PRONE, Position.SIDE_LYING, Position.SUPINE)
_SECTIONS = (Section.WARM_UP, Section.DIRECTION, Section.MAIN, Section.COOL_DOWN)


def section_of(exercise: Exercise, *, is_drill: bool) -> Section:
    """Return the section of an exercise; the drill of an active label stands with the nerve's."""
    if exercise.nerve_tension is not NerveTension.NONE or is_drill:
        return Section.DIRECTION
    if exercise.kind is Kind.STRETCH_HOLD and exercise.region is not Region.POSTURE:
        return Section.COOL_DOWN
    lies_still = exercise.kind is Kind.CONTINUOUS and exercise.position is Position.SUPINE
    if exercise.region is Region.REST or (lies_still and not exercise.end_range):
        return Section.COOL_DOWN
    if exercise.region is Region.NERVE_DIRECTION:
        return Section.WARM_UP if exercise.family is Family.NEURAL_MOBILITY else Section.DIRECTION
    return Section.WARM_UP if exercise.region is Region.MOBILITY else Section.MAIN


def place_in_order(exercise: Exercise, section: Section) -> tuple[int, int, str]:
    """Return the sort key in a session: the section, and in it by position, so that getting up is rare.

    The order of the sections is our choice, built from published programmes (AAOS spine conditioning).
    They go from standing to lying; the main one follows a lying one, so it goes from lying to standing.
    """
    rests = section is Section.COOL_DOWN and exercise.kind is not Kind.STRETCH_HOLD
    place = len(_STANDING_TO_LYING) if rests else _STANDING_TO_LYING.index(exercise.position)
    return _SECTIONS.index(section), -place if section is Section.MAIN else place, exercise.id


class PlanItem(Struct, frozen=True, kw_only=True):
    """One exercise for one side: `seconds` is what the clock will show for it, get-ready time included.

    `step` of `ladder` steps counts from 1, None for a dose that is no step; `next` follows on the path.
    """

    exercise: Exercise
    section: Section
    side: Side
    dose: Dose
    seconds: int
    because: str
    cautions: tuple[str, ...] = ()
    strand: str | None = None
    step: int | None = None
    ladder: int | None = None
    next: str | None = None

    @property
    def card(self) -> bool:
        """True for what is done away from the clock and ticked off afterwards."""
        return self.section is Section.CARD


class Rounds(Struct, frozen=True, kw_only=True):
    """Short sets of one item through the day, beside the session: `done` of `a_day` so far."""

    item: PlanItem
    a_day: int
    done: int


class LeftOut(Struct, frozen=True):
    """An exercise that is not in the plan, and why, in words a person would say."""

    exercise: str
    because: str


class Plan(Struct, frozen=True, kw_only=True):
    """What one person does on one day. `minutes` is the budget asked for."""

    day: date
    mode: PlanMode
    phase: Phase
    minutes: int
    items: tuple[PlanItem, ...]
    left_out: tuple[LeftOut, ...] = ()
    notes: tuple[str, ...] = ()
    routine: str | None = None
    training_day: bool | None = None
    rounds: Rounds | None = None

    @property
    def timed(self) -> tuple[PlanItem, ...]:
        """The items that run on the clock."""
        return tuple(item for item in self.items if not item.card)

    @property
    def total_seconds(self) -> int:
        """What the clock will show from first to last; cards don't count."""
        return sum(item.seconds for item in self.timed)
