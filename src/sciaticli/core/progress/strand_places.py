"""Where a person stands on each path, and what comes next: what `progress` shows of the programme."""

from collections.abc import Iterable

from msgspec import Struct
from msgspec.structs import replace

from sciaticli.core.catalogue.dose_text import short_dose
from sciaticli.core.catalogue.strand import PathStage, Strand
from sciaticli.core.planning.day_picture import DayPicture
from sciaticli.core.planning.path import on_path
from sciaticli.core.rules.person_today import Rule


class Towards(Struct, frozen=True):
    """Something wanted back: its label and score, and the row and stage of the path closest to it."""

    label: str
    score: int
    row: str
    stage: int


class StrandPlace(Struct, frozen=True, kw_only=True):
    """One path: the stage of `stages` (from 1), the exercise and its step of `ladder`, and what follows.

    `exercise` is None while the path has not begun. `taught` names the stage that a physio opens.
    `towards` is what the person wants back and scored low in `assess function`.
    """

    strand: str
    name: str
    stage: int | None = None
    stages: int
    exercise: str | None = None
    dose: str | None = None
    step: int | None = None
    ladder: int | None = None
    next: str | None = None
    taught: str | None = None
    towards: tuple[Towards, ...] = ()


def strand_places(view: DayPicture) -> tuple[StrandPlace, ...]:
    """Return the place on each path of the programme, in its order."""
    return tuple(_place(strand, view) for strand in view.catalogue.programme.strand if strand.stages)


def _place(strand: Strand, view: DayPicture) -> StrandPlace:
    records, by_id = view.setting.records, view.catalogue.by_id
    begun = [row for row in strand.all_rows if row in records and row in by_id]
    here = max(begun, key=lambda row: (strand.stage_of(row) or 0, records[row].last), default=None)
    path = on_path(strand, view)
    place = StrandPlace(
        strand=strand.id,
        name=strand.name,
        stages=len(strand.stages),
        next=None if path.next == here else path.next,
        towards=_towards(strand, view),
    )
    if here is None:
        return replace(place, next=path.rows[0].id if path.rows else path.next)
    stage, doses = strand.stage_of(here) or 0, view.ladders[here]
    step = min(records[here].step, len(doses) - 1)
    return replace(
        place,
        stage=stage + 1,
        exercise=here,
        dose=short_dose(doses[step], by_id[here]),
        step=step + 1,
        ladder=len(doses),
        taught=_waits_for_a_physio(strand.stages[stage + 1 : stage + 2], view),
    )


def _towards(strand: Strand, view: DayPicture) -> tuple[Towards, ...]:
    """Return what is wanted back and lies on this path, the lowest score first."""
    return tuple(
        Towards(each.label, each.score, each.goal.row, (strand.stage_of(each.goal.row) or 0) + 1)
        for each in view.wanted
        if each.goal.strand == strand.id and not each.is_well
    )


def _waits_for_a_physio(following: Iterable[PathStage], view: DayPicture) -> str | None:
    """Return the row of the next stage when only a professional's teaching opens it."""
    rows = [row for stage in following for row in stage.rows if row in view.catalogue.by_id]
    untaught = [row for row in rows if row in view.refused and view.refused[row].rule is Rule.SUPERVISED]
    return untaught[0] if untaught == rows and rows else None
