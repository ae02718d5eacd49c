"""Calm positions: the end of a session, the first aid when it hurts, and what is left for a bad day."""

from msgspec.structs import replace

from sciaticli.core.catalogue.dose_sums import scaled
from sciaticli.core.catalogue.exercise import Dose, Exercise, Kind, Region
from sciaticli.core.catalogue.strand import Strand
from sciaticli.core.course.dose_ladder import held_at
from sciaticli.core.errors import UsageError
from sciaticli.core.plan import PlanItem
from sciaticli.core.planning.candidates import Candidate, candidate, made, plan_items
from sciaticli.core.planning.day_order import BESIDE, direction_today
from sciaticli.core.planning.day_picture import DayPicture
from sciaticli.core.planning.reasons import because

LEAST_MIN, MOST_MIN, LONG_MINUTES = 2, 10, 30
CALM_END_S, LONG_CALM_END_S, LEAST_CALM_END_S = 120, 300, 60
NOTHING_LEFT = "Look at what you set aside, and which positions you ruled out: sciaticli setup --show"


def calm_end(found: list[Candidate], view: DayPicture, new_left: int) -> list[Candidate]:
    """Return a calm position to end with: two minutes, five in half an hour or where nothing else is left.

    None when there is one already, when it isn't wanted, or without a minute of room.
    """
    strand = view.catalogue.programme.find("calm")
    if strand is None or strand.id in view.request.without or any(one.exercise.is_rest for one in found):
        return []
    left = view.minutes * 60 - sum(one.seconds for one in found)
    may_be_new = new_left > sum(one.is_new for one in found)
    rests = [_held(row, strand, view, 0) for row in _positions(strand, view)]
    for rest in sorted(rests, key=lambda one: one.is_new):
        room = left // len(rest.sides) - view.request.get_ready_s
        is_long = view.minutes >= LONG_MINUTES or not found
        hold = min(LONG_CALM_END_S if is_long else CALM_END_S, room)
        if hold >= LEAST_CALM_END_S and (may_be_new or not rest.is_new):
            return [_held(rest.exercise, strand, view, hold)]
    return []


def first_aid(view: DayPicture, minutes: int) -> PlanItem:
    """Return the one thing to do now, `minutes` long (2 to 10) where it is a position.

    What has eased this leg before, else the calm position that was answered best, of equals a known
    one. Raises UsageError when no rule lets anything in.
    """
    drill = [candidate(row, strand, view) for strand, row in direction_today(view)]
    strand = view.catalogue.programme.find("calm")
    found = drill[0] if drill else None
    if found is None and strand and (rests := _positions(strand, view)):
        liked = {name: record.liked for name, record in view.setting.records.items()}
        best = min(rests, key=lambda row: (-liked.get(row.id, 0), row.id not in liked))
        found = _held(best, strand, view, max(LEAST_MIN, min(MOST_MIN, minutes)) * 60)
    if found is None:
        raise UsageError("No position is left that fits you today.", NOTHING_LEFT)
    return plan_items(found, view, because(found, view))[0]


def comfort(items: list[PlanItem], view: DayPicture) -> list[PlanItem]:
    """Return the shortest comfort row that may be done beside `items`, for a day without a timed one."""
    others = [item.exercise for item in items]
    strand_of = view.catalogue.programme.strand_of
    found = [
        one
        for row in view.catalogue.exercises
        if view.is_let_in(row.id) and not row.bends_both_ways(others)
        if (one := candidate(row, strand_of(row.id) or BESIDE, view)) and not one.card
    ]
    able = [one for one in found if one.exercise.region is Region.REST] or found
    if not able:
        raise UsageError("No exercise is left that fits you today.", NOTHING_LEFT)
    least = min(able, key=lambda one: (one.seconds, one.exercise.id))
    room = view.minutes * 60 // len(least.sides) - view.request.get_ready_s
    if least.exercise.kind is Kind.CONTINUOUS and least.dose.hold_s > room:
        least = replace(least, dose=replace(least.dose, sets=1, hold_s=max(1, room)))
    if view.setting.worse and least.work > view.record.last_work:  # never more than the session before
        least = replace(least, dose=scaled(least.dose, view.record.last_work / least.work))
    return plan_items(least, view, because(least, view))


def _positions(strand: Strand, view: DayPicture) -> list[Exercise]:
    return [row for row in view.let_in(strand.all_rows) if row.is_rest]


def _held(row: Exercise, strand: Strand, view: DayPicture, seconds: int) -> Candidate:
    return made(row, strand, view, held_at(row.dose_start), Dose(sets=1, reps=1, hold_s=seconds))
