"""What becomes of a line of a sheet: kept, asked about, a description, or an exercise of the physio's own."""

from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

from sciaticli.core.catalogue.exercise import Exercise
from sciaticli.core.prescription.amounts import WrittenDose


class Status(StrEnum):
    """What becomes of a line."""

    KEPT = "kept"
    ASKED = "asked"
    DESCRIPTION = "description"
    OWN = "own"


class SheetItem(Struct, frozen=True, kw_only=True):
    """Lines that belong together, what they are read as, and why that is not sure.

    `readings` are the doses that may be meant, the likeliest first; `told` is prose that goes with it;
    `name` is what the sheet calls the exercise, `numbers` its text without that and without list marks.
    """

    lines: tuple[int, ...]
    text: str
    status: Status
    exercise: Exercise | None = None
    candidates: tuple[Exercise, ...] = ()
    readings: tuple[WrittenDose, ...] = (WrittenDose(),)
    name: str = ""
    numbers: str = ""
    told: tuple[str, ...] = ()
    why: tuple[str, ...] = ()

    @property
    def said(self) -> WrittenDose:
        """The likeliest dose."""
        return self.readings[0]

    def in_doubt(self, readings: tuple[WrittenDose, ...], why: str) -> "SheetItem":
        """Return it as one to ask about, since these doses may be meant."""
        candidates = self.candidates or ((self.exercise,) if self.exercise else ())
        return replace(
            self, status=Status.ASKED, candidates=candidates, readings=readings, why=(why, *self.why)
        )
