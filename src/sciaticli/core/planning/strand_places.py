"""Where a person stands on each path, and what comes next: what `progress` shows of the programme."""

from msgspec import Struct

from sciaticli.core.catalogue.exercise import Supervision
from sciaticli.core.catalogue.strand import Strand
from sciaticli.core.planning.day_picture import DayPicture
from sciaticli.core.planning.path import on_path
from sciaticli.core.planning.reasons import short_dose
from sciaticli.core.rules.person_today import Rule


class Towards(Struct, frozen=True, kw_only=True):
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
    records = view.setting.records
    begun = [row for row in strand.all_rows if row in records and row in view.catalogue.by_id]
    here = max(begun, key=lambda row: (strand.stage_of(row) or 0, records[row].last), default=None)
    path = on_path(strand, view)
    if here is None:
        first = next((row.id for row in path.rows if row.id in view.catalogue.by_id), path.next)
        return StrandPlace(
            strand=strand.id,
            name=strand.name,
            stages=len(strand.stages),
            next=first,
            towards=_towards(strand, view),
        )
    stage = strand.stage_of(here) or 0
    doses = view.ladders[here]
    step = min(records[here].step, len(doses) - 1)
    return StrandPlace(
        strand=strand.id,
        name=strand.name,
        stage=stage + 1,
        stages=len(strand.stages),
        exercise=here,
        dose=short_dose(doses[step], view.catalogue.by_id[here]),
        step=step + 1,
        ladder=len(doses),
        next=None if path.next == here else path.next,
        taught=_waits_for_a_physio(strand, stage, view),
        towards=_towards(strand, view),
    )


def _towards(strand: Strand, view: DayPicture) -> tuple[Towards, ...]:
    """Return what is wanted back and lies on this path, the lowest score first."""
    return tuple(
        Towards(
            label=each.label,
            score=each.score,
            row=each.goal.row,
            stage=(strand.stage_of(each.goal.row) or 0) + 1,
        )
        for each in view.wanted
        if each.goal.strand == strand.id and not each.is_well
    )


def _waits_for_a_physio(strand: Strand, stage: int, view: DayPicture) -> str | None:
    """Return the row of the next stage when only a professional's teaching opens it."""
    for later in strand.stages[stage + 1 : stage + 2]:
        rows = [view.catalogue.by_id[row] for row in later.rows if row in view.catalogue.by_id]
        shut = [row for row in rows if row.supervised_first is Supervision.YES and _is_untaught(row.id, view)]
        if rows and len(shut) == len(rows):
            return shut[0].id
    return None


def _is_untaught(row: str, view: DayPicture) -> bool:
    refused = view.refused.get(row)
    return refused is not None and refused.rule is Rule.SUPERVISED
