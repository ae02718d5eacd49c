"""Where a person stands on a strand's path today: what is trained, and what joins.

A place is the furthest stage with a record. What stands there is trained until the next stage has
taken over: that joins once this one stands at half its ladder with the good sessions of a step, and
takes over after three good sessions of its own. Who is out for today keeps the place, and the
furthest earlier stage that is let in does duty.
"""

from datetime import date
from typing import NamedTuple

from sciaticli.core.catalogue.exercise import Exercise
from sciaticli.core.catalogue.strand import Stage, Strand
from sciaticli.core.course.dose_ladder import good_sessions, is_half_way
from sciaticli.core.planning.day_picture import DISLIKED, LIKED, DayPicture
from sciaticli.core.rules.person_today import LASTING

TAKEN_OVER = 3
LEARNT = 6
CHAIR_PAUSE = "alexander_chair_pause"
EASY_LEG = 3


class OnPath(NamedTuple):
    """What one strand trains today: skills, what stands, what joins; and the stage of its place."""

    rows: tuple[Exercise, ...]
    place: int | None
    next: str | None


def on_path(strand: Strand, view: DayPicture) -> OnPath:
    """Return what a person trains today on the path of a strand."""
    stages = [stage for stage in strand.stages if not _is_passed_over(stage, view)]
    steps = [stage for stage in stages if not stage.skill]
    skills = [stage for stage in stages if stage.skill]
    taught = [row for stage in skills if (row := _taken(stage, view)) and not _is_learnt(row, view)]
    begun = [number for number, stage in enumerate(steps) if _begun(stage, view)]
    place = begun[-1] if begun else 0 if steps else None
    if place is None:
        return OnPath(tuple(taught), None, None)
    trained = _trained(steps, place, view)
    after = _next(steps, place, view)
    if trained and after is not None and _hands_over(trained[-1], steps[place], view):
        trained = [*trained, after]
    if begun:
        taught = []
    standing = strand.stage_of(trained[-1].id) if trained else strand.stages.index(steps[place])
    return OnPath((*taught, *trained), standing, _name_after(steps, place, view))


def _trained(steps: list[Stage], place: int, view: DayPicture) -> list[Exercise]:
    """Return the row of the place, with the one before it until this one has taken over."""
    here = _taken(steps[place], view)
    if here is None:
        duty = next((row for stage in reversed(steps[:place]) if (row := _taken(stage, view))), None)
        return [duty] if duty else []
    record = view.setting.records.get(here.id)
    before = _taken(steps[place - 1], view) if place else None
    is_young = record is not None and record.good < TAKEN_OVER
    if before is not None and before.id in view.setting.records and is_young:
        return [before, here]
    return [here]


def _next(steps: list[Stage], place: int, view: DayPicture) -> Exercise | None:
    """Return the row of the next stage that is let in; a stage that may wait yields to the one after."""
    for stage in steps[place + 1 :]:
        row = _taken(stage, view)
        if row is not None and not (stage.may_wait and _after(steps, stage, view)):
            return row
        if not stage.may_wait:
            return None
    return None


def _after(steps: list[Stage], stage: Stage, view: DayPicture) -> Exercise | None:
    later = steps[steps.index(stage) + 1 :]
    return _taken(later[0], view) if later else None


def _hands_over(row: Exercise, stage: Stage, view: DayPicture) -> bool:
    """Return whether a row stands at half its ladder or beyond, with the good sessions of a step there."""
    record = view.setting.records.get(row.id)
    if record is None or row.id not in stage.rows:
        return False
    return is_half_way(record.step, view.ladders[row.id]) and record.good_run >= good_sessions(row)


def _taken(stage: Stage, view: DayPicture) -> Exercise | None:
    """Return the row that is taken in a stage: the most liked, then the one trained last, then the first."""
    let_in = [view.catalogue.by_id[row] for row in stage.rows if view.is_let_in(row)]
    records = view.setting.records

    def preferred(row: Exercise) -> tuple[int, date]:
        said = view.liking(row)
        return said if said in (LIKED, DISLIKED) else 0, records[
            row.id
        ].last if row.id in records else date.min

    return max(let_in, key=preferred, default=None)


def _is_passed_over(stage: Stage, view: DayPicture) -> bool:
    """Return whether nobody of a stage can be let in on any day."""
    refused = [view.refused.get(row) for row in stage.rows if row in view.catalogue.by_id]
    return all(why is not None and why.rule in LASTING for why in refused)


def _begun(stage: Stage, view: DayPicture) -> bool:
    return any(row in view.times for row in stage.rows)


def _is_learnt(row: Exercise, view: DayPicture) -> bool:
    gate = view.setting.gate
    if row.id == CHAIR_PAUSE and gate is not None and gate <= EASY_LEG:
        return True
    return view.times.get(row.id, 0) >= LEARNT


def _name_after(steps: list[Stage], place: int, view: DayPicture) -> str | None:
    """Return the id of what comes next on the path, let in today or not."""
    later = steps[place + 1 :]
    if not later:
        return None
    return next((row for row in later[0].rows if row in view.catalogue.by_id), None)
