"""What a plan changes: each exercise against its own last time, the day against the last session."""

from collections.abc import Iterator

from sciaticli.core.catalogue.catalogue import Catalogue
from sciaticli.core.catalogue.dose_text import short_dose
from sciaticli.core.catalogue.exercise import Dose
from sciaticli.core.catalogue.strand import StrandKind
from sciaticli.core.plan import Plan, PlanItem
from sciaticli.core.record.history import History

SAME = "Nothing has changed since the last session."
FIRST = "This is the first session on record."


def changes_since(plan: Plan, history: History, catalogue: Catalogue) -> tuple[str, ...]:
    """Return what is new, changed or away since the last session before the plan's day, a line each."""
    before = [session for session in history.sessions if session.day < plan.day and session.exercises]
    if not before:
        return (FIRST,)
    last: dict[str, Dose] = {done.exercise: done.planned for past in before for done in past.exercises}
    items = {item.exercise.id: item for item in plan.items}
    names = {row.id: row.name for row in catalogue.by_id.values()}
    gone = [
        names[name]
        for name in dict.fromkeys(done.exercise for done in before[-1].exercises)
        if name in names and name not in items
    ]
    lines = [*_of_doses(items, last, catalogue)]
    if gone:
        lines.append(f"Not today: {', '.join(gone)}.")
    return tuple(lines) or (SAME,)


def _of_doses(items: dict[str, PlanItem], last: dict[str, Dose], catalogue: Catalogue) -> Iterator[str]:
    for name, item in items.items():
        strand = catalogue.programme.find(item.strand or "")
        head = f"{strand.name}: {item.exercise.name}" if strand else item.exercise.name
        if strand and strand.kind is StrandKind.CALM and name in last:
            continue  # the calm end takes what is left of the minutes
        now = short_dose(item.dose, item.exercise)
        if name not in last:
            yield f"{head}, {now}, new."
        elif now != (was := short_dose(last[name], item.exercise)):
            yield f"{head}, {now}, was {was}."
