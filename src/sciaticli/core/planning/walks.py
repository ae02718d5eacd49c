"""Walks and rides: off the clock, a little more each week, and one of them growing long in rebuild."""

from msgspec.structs import replace

from sciaticli.core.catalogue.exercise import Condition
from sciaticli.core.catalogue.strand import Strand
from sciaticli.core.course.direction import Label
from sciaticli.core.dates import WEEK
from sciaticli.core.plan import Phase
from sciaticli.core.planning.candidates import Candidate, candidate, made
from sciaticli.core.planning.day_picture import DayPicture

SHORT, LONG = "walk_short_bouts", "walk_continuous"
BENDING = ("stationary_cycle", "recumbent_cycle", "walk_flex_intervals")
BENDING_EASES = frozenset({Condition.STENOSIS, Condition.DEGENERATIVE_JOINT})
ENOUGH_FOR_LONG_S = 1200
LEAST_BOUT_S = 180
POOL_DAYS_A_WEEK = 2
POOL_CARDS, NEW_IN_POOL = 5, 1


def walk_cards(view: DayPicture) -> list[Candidate]:
    """Return the day's walk or ride, and what the pool offers on two days a week."""
    walk, water = (view.catalogue.programme.find(name) for name in ("walk", "water"))
    dry = _walks(walk, view) if walk and walk.id not in view.request.without else []
    wet = _pool(water, view) if water and water.id not in view.request.without else []
    return [found for found in (*dry, *wet) if found.exercise.id not in view.record.done_today]


def _walks(strand: Strand, view: DayPicture) -> list[Candidate]:
    conditions, label = view.setting.conditions, view.setting.preference.label
    bends = bool(BENDING_EASES & conditions.words) or label is Label.FLEXION
    order = (*BENDING, SHORT, LONG) if bends else (SHORT, LONG)
    known = [name for name in order if view.is_let_in(name) and name in view.record.times]
    let_in = known or [name for name in order if view.is_let_in(name)]
    if not let_in:
        return []
    if bends and let_in[0] in BENDING:
        return _risen(let_in[0], strand, view)
    return _long_and_short(strand, view)


def _long_and_short(strand: Strand, view: DayPicture) -> list[Candidate]:
    """From 20 minutes in all in rebuild one walk grows long, and the rest stays short."""
    short = _risen(SHORT, strand, view) if view.is_let_in(SHORT) else []
    total = sum(found.dose.sets * found.dose.hold_s for found in short)
    later = view.setting.phase.number >= Phase.REBUILD.number
    if not later or not view.is_let_in(LONG) or (total < ENOUGH_FOR_LONG_S and LONG not in view.record.times):
        return short or (_risen(LONG, strand, view) if view.is_let_in(LONG) else [])
    long = _risen(LONG, strand, view)
    left = total - sum(found.dose.hold_s for found in long)
    if not short or left < LEAST_BOUT_S:
        return long
    bouts = max(1, round(left / long[0].dose.hold_s))
    pause = short[0].dose.rest_s if bouts > 1 else 0
    rest = replace(short[0].dose, sets=bouts, hold_s=left // bouts, rest_s=pause)
    return [*long, made(short[0].exercise, strand, view, short[0].change, rest)]


def _risen(name: str, strand: Strand, view: DayPicture) -> list[Candidate]:
    """Return a walk at its dose; it grows once a week at most."""
    exercise = view.catalogue.by_id[name]
    record = view.setting.records.get(name)
    lately = record is not None and any(view.setting.day - day < WEEK for day in record.promotions)
    found = candidate(exercise, strand, view, most_up=int(not lately and not view.setting.worse))
    return [found] if found else []


def _pool(strand: Strand, view: DayPicture) -> list[Candidate]:
    """Return what a visit to the pool holds: the liked and the known, and one more each time, up to five.

    What has been at full for three good sessions makes room for another.
    """
    day, records = view.setting.day, view.setting.records
    visits = {on for row in strand.all_rows if row in records for on in records[row].days if day - on < WEEK}
    if view.request.more != strand.id and (len(visits) >= POOL_DAYS_A_WEEK or day in visits):
        return []
    rows = view.let_in(strand.all_rows)
    rows.sort(key=lambda row: (-view.liking(row), row.id not in view.record.times))
    wet = [found for row in rows if (found := candidate(row, strand, view, most_up=1))]
    fresh = [one for one in wet if one.is_new][:NEW_IN_POOL]
    known = [one for one in wet if not one.is_new]
    full = [one for one in known if one.exercise.id in records and records[one.exercise.id].mastered()]
    growing = [one for one in known if one not in full]
    kept = POOL_CARDS - NEW_IN_POOL
    return [*growing[:kept], *fresh, *growing[kept:], *full][:POOL_CARDS]
