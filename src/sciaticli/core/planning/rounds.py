"""The day's rounds: of the drill that is in the plan, else of what was prescribed several times a day."""

from collections.abc import Iterable, Sequence

from sciaticli.core.course.direction import DRILLS
from sciaticli.core.course.rounds import prescribed_rounds, rounds_a_day, rounds_done
from sciaticli.core.plan import Phase, PlanItem, Rounds
from sciaticli.core.planning.day_picture import DayPicture
from sciaticli.core.planning.routine_plan import item_beside
from sciaticli.core.record.entries import Pain


def rounds_of(items: Sequence[PlanItem], view: DayPicture, pains: Iterable[Pain]) -> Rounds | None:
    """Return the day's rounds, fewer on sore days; None without a drill and without a prescription.

    What is prescribed for the drill itself says how often it comes.
    """
    prescribed = list(_prescribed(items, view))
    label, sore = view.setting.preference.label, view.setting.phase is Phase.CALM
    usual = rounds_a_day(sore=sore)
    drill = next((item for item in items if label in DRILLS and item.exercise.id in DRILLS[label]), None)
    if drill is not None:
        told = [often for item, often in prescribed if item.exercise is drill.exercise]
        prescribed = [(drill, told[0] if told else usual)]
    if not prescribed:
        return None
    item, often = prescribed[0]
    a_day = min(often, usual) if sore else often
    return Rounds(item=item, a_day=a_day, done=rounds_done(pains, view.setting.day))


def _prescribed(items: Sequence[PlanItem], view: DayPicture) -> Iterable[tuple[PlanItem, int]]:
    """Yield what is prescribed more than once a day and may be done beside the plan today, with how often."""
    for routine in view.catalogue.routines:
        for line in routine.items:
            often = prescribed_rounds(line.often)
            if often is not None and (item := item_beside(items, line, view)):
                yield item, often
