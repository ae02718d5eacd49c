"""Where a person stands on a strand's path today: what is trained, and what joins.

A place is the furthest stage with a record. What stands there is trained until the next stage has
taken over: that joins once this one stands at half its ladder with the good sessions of a step, and
takes over after three good sessions of its own. Who is out for today keeps the place, and the
furthest earlier stage that is let in does duty.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from sciaticli.core.catalogue.exercise import Exercise
from sciaticli.core.catalogue.strand import PathStage, Strand
from sciaticli.core.course.dose_ladder import good_sessions, is_half_way
from sciaticli.core.course.limits import EASY_LEG
from sciaticli.core.course.rotation import resting
from sciaticli.core.planning.day_picture import DISLIKED, LIKED, DayPicture
from sciaticli.core.planning.upkeep import is_held_back
from sciaticli.core.rules.person_today import LASTING

LATELY = timedelta(weeks=2)
TAKEN_OVER, LEARNT = 3, 6
CHAIR_PAUSE = "alexander_chair_pause"


class OnPath(NamedTuple):
    """What one strand trains today (skills, what stands, what joins), and the row that would follow."""

    rows: tuple[Exercise, ...]
    next: str | None


def on_path(strand: Strand, view: DayPicture) -> OnPath:
    """Return what a person trains today on the path of a strand."""
    able = [stage for stage in strand.stages if not _is_passed_over(stage, view)]
    steps = [stage for stage in able if not stage.skill]
    begun = [number for number, stage in enumerate(steps) if view.record.times.keys() & {*stage.rows}]
    skills = [row for stage in able if stage.skill and (row := _taken(stage, view))]
    rows = [] if begun else [row for row in skills if not _is_learnt(row, view)]
    place = max(begun, default=0)
    later = steps[place + 1 :]
    trained = _trained(steps[: place + 1], view)
    joins = _joining(later, view)
    if trained and joins and _hands_over(trained[-1], steps[place], view):
        trained.append(joins)
    named = (row for stage in later[:1] for row in stage.rows if row in view.catalogue.by_id)
    return OnPath((*rows, *trained), next(named, None))


def in_turn(strand: Strand, view: DayPicture) -> list[Exercise]:
    """Return the rows of a strand without a path, those first that have the place today.

    The liked come first, then who was trained lately, then who is known. After three weeks at full a row
    gives its place to the next of its strand for six weeks: one row at a time, the strands by turns.
    """
    records = view.setting.records
    away = resting(strand, records, view.setting.day)
    last = max((record.last for record in records.values()), default=view.setting.day)

    def place(row: Exercise) -> tuple[int, bool, bool, bool]:
        lately = row.id in records and last - records[row.id].last <= LATELY
        return -view.liking(row), row.id in away, not lately, row.id not in view.record.times

    return sorted(view.let_in(strand.all_rows), key=place)


def _trained(so_far: Sequence[PathStage], view: DayPicture) -> list[Exercise]:
    """Return the row of the place, with the one before it until this one has taken over."""
    *earlier, here = [_taken(stage, view) for stage in so_far] or [None]
    if here is None:
        return [row for row in earlier if row][-1:]
    records = view.setting.records
    before = earlier[-1] if earlier else None
    is_young = here.id in records and records[here.id].good < TAKEN_OVER
    return [before, here] if before and before.id in records and is_young else [here]


def _joining(later: Sequence[PathStage], view: DayPicture) -> Exercise | None:
    """Return the row of the next stage that is let in; a stage that may wait yields to the one after."""
    if not later:
        return None
    return (later[0].may_wait and _joining(later[1:], view)) or _taken(later[0], view)


def _hands_over(row: Exercise, stage: PathStage, view: DayPicture) -> bool:
    """Return whether a row stands at half its ladder or beyond, with the good sessions of a step there.

    Where upkeep holds it back before the half, six good sessions do instead (our choice).
    """
    record = view.setting.records.get(row.id)
    if record is None or row.id not in stage.rows:
        return False
    if is_half_way(record.step, view.ladders[row.id]):
        return record.good_run >= good_sessions(row)
    return is_held_back(record.step, row, view) and record.good_run >= LEARNT


def _taken(stage: PathStage, view: DayPicture) -> Exercise | None:
    """Return the row that is taken in a stage: the most liked, then the one trained last, then the first."""

    def preferred(row: Exercise) -> tuple[int, date]:
        said, record = view.liking(row), view.setting.records.get(row.id)
        return said if said in (LIKED, DISLIKED) else 0, record.last if record else date.min

    return max(view.let_in(stage.rows), key=preferred, default=None)


def _is_passed_over(stage: PathStage, view: DayPicture) -> bool:
    """Return whether nobody of a stage can be let in on any day."""
    refused = [view.refused.get(row) for row in stage.rows if row in view.catalogue.by_id]
    return all(why is not None and why.rule in LASTING for why in refused)


def _is_learnt(row: Exercise, view: DayPicture) -> bool:
    gate = view.setting.gate
    is_easy = row.id == CHAIR_PAUSE and gate is not None and gate <= EASY_LEG
    return is_easy or view.record.times.get(row.id, 0) >= LEARNT
