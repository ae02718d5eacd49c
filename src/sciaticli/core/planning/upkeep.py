"""Upkeep: in `maintain` no strength row takes more than its share of a session.

Strength is kept with one set an exercise, in older people with two or three, while it stays as hard (a
review of 2021, doi 10.1519/jsc.0000000000003964). The share and the seconds are our choice.
"""

from sciaticli.core.catalogue.dose_sums import dose_seconds
from sciaticli.core.catalogue.dose_words import MINUTE
from sciaticli.core.catalogue.exercise import Dose, Exercise
from sciaticli.core.catalogue.strand import StrandKind
from sciaticli.core.plan import Phase
from sciaticli.core.planning.day_picture import DayPicture

SHARE, LEAST_S = 1 / 4, 240
"""The share of a session that one row may take, and the seconds that it always may, over all its sides."""
KEPT_LEVEL = 4
"""Rows above it come in `maintain` alone: they are still built up, for what a job needs."""


def upkeep_ladder(exercise: Exercise, view: DayPicture) -> tuple[Dose, ...]:
    """Return the steps of a ladder; of strength in `maintain` those within its share, the lowest always."""
    doses, strand = view.ladders[exercise.id], view.catalogue.programme.strand_of(exercise.id)
    trains = strand is not None and strand.kind is StrandKind.STRENGTH
    if not trains or view.setting.phase is not Phase.MAINTAIN or exercise.level > KEPT_LEVEL:
        return doses
    most_s = max(SHARE * view.minutes * MINUTE, LEAST_S)
    sides, ready_s = len(exercise.sides_for(view.setting.profile.side)), view.request.get_ready_s
    long = (step for step, dose in enumerate(doses) if dose_seconds(exercise, dose, ready_s) * sides > most_s)
    return doses[: max(1, next(long, len(doses)))]


def is_held_back(step: int, exercise: Exercise, view: DayPicture) -> bool:
    """Return whether a step is the last that upkeep has room for, though the ladder goes on."""
    doses = upkeep_ladder(exercise, view)
    return len(doses) < len(view.ladders[exercise.id]) and step >= len(doses) - 1
