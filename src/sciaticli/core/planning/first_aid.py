"""First aid when it hurts now: what has eased this leg before, else the calm position that did best."""

from sciaticli.core.catalogue.exercise import Dose, Kind, Region
from sciaticli.core.errors import UsageError
from sciaticli.core.plan import PlanItem
from sciaticli.core.planning.candidates import Candidate, candidate, made
from sciaticli.core.planning.day_order import direction_today
from sciaticli.core.planning.day_picture import DayPicture
from sciaticli.core.planning.planner import plan_items

LEAST_MIN, MOST_MIN = 2, 10


def first_aid(view: DayPicture, minutes: int) -> PlanItem:
    """Return the one thing to do now, `minutes` long (2 to 10) where it is a position.

    Raises UsageError when no rule lets anything in.
    """
    found = _drill(view) or _position(view, max(LEAST_MIN, min(MOST_MIN, minutes)) * 60)
    if found is None:
        raise UsageError(
            "No position is left that fits you today.",
            "Look at what you set aside, and which positions you ruled out: sciaticli setup --show",
        )
    return plan_items(found, view)[0]


def _drill(view: DayPicture) -> Candidate | None:
    wishes = direction_today(view)
    return candidate(wishes[0][1], wishes[0][0], view) if wishes else None


def _position(view: DayPicture, seconds: int) -> Candidate | None:
    """Return the calm position that was answered best, of equals the one that is known."""
    strand = view.catalogue.programme.find("calm")
    if strand is None:
        return None
    records = view.setting.records
    rows = [view.catalogue.by_id[row] for row in strand.all_rows if view.is_let_in(row)]
    rests = [row for row in rows if row.region is Region.REST and row.kind is Kind.CONTINUOUS]
    if not rests:
        return None
    liked = {name: record.liked for name, record in records.items()}
    best = min(rests, key=lambda row: (-liked.get(row.id, 0), row.id not in liked))
    dose = Dose(sets=1, reps=1, hold_s=seconds)
    found = candidate(best, strand, view)
    return None if found is None else made(best, strand, view, found.change, dose)
