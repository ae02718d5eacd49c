"""Candidates: what an exercise would be today, at which dose, how long, and where in the session."""

from msgspec import Struct
from msgspec.structs import replace

from sciaticli.core.catalogue.dose_sums import dose_seconds, is_off_clock, scaled, slider_within, work_seconds
from sciaticli.core.catalogue.exercise import Dose, Exercise, NerveTension, Region, Side
from sciaticli.core.catalogue.plain_words import BEST_SHOWN
from sciaticli.core.catalogue.strand import Strand, StrandKind
from sciaticli.core.course.dose_ladder import REDUCED, DoseChange, held_at, is_position, next_dose
from sciaticli.core.course.limits import EASY_LEG
from sciaticli.core.plan import Phase, PlanItem, Section, section_of
from sciaticli.core.planning.day_picture import DayPicture
from sciaticli.core.planning.path import on_path
from sciaticli.core.planning.upkeep import upkeep_ladder
from sciaticli.core.rules.person_today import SLIDER_REPS_A_DAY, cautions_for, is_drill
from sciaticli.core.session.timeline import item_seconds

FAMILIAR_LEVEL = 2
WELL_KNOWN = 3
"""So often an exercise was done before it is no longer said to be best shown (our choice)."""
DRILL_LEAST = 5


class Candidate(Struct, frozen=True, kw_only=True):
    """One exercise as it could be today: `seconds` over all its sides; `is_owed` when it isn't its turn."""

    exercise: Exercise
    strand: Strand
    section: Section
    sides: tuple[Side, ...]
    change: DoseChange
    dose: Dose
    seconds: int
    is_new: bool
    is_owed: bool = False

    @property
    def card(self) -> bool:
        """Whether it is done away from the clock."""
        return self.section is Section.CARD

    @property
    def work(self) -> int:
        """Seconds of moving and holding, all sides; comfort is no work."""
        is_rest = self.exercise.region is Region.REST
        return 0 if is_rest else work_seconds(self.exercise, self.dose) * len(self.sides)

    @property
    def braked_work(self) -> int:
        """Seconds of the strength work that the brake weighs; new rows are held by their count."""
        return 0 if self.is_new or self.strand.kind is not StrandKind.STRENGTH else self.work


def candidate(
    exercise: Exercise, strand: Strand, view: DayPicture, *, most_up: int = 0, is_owed: bool = False
) -> Candidate | None:
    """Return what an exercise would be today, at most so many steps up; what is owed at its start dose.

    None for a slider when the day's slides are used up.
    """
    doses, record = upkeep_ladder(exercise, view), view.setting.records.get(exercise.id)
    trains = strand.kind is StrandKind.STRENGTH
    situation = view.situation if trains else replace(view.situation, easy_week=False)
    change = next_dose(exercise, doses, record, situation, most_up)
    if is_owed and work_seconds(exercise, change.dose) > work_seconds(exercise, doses[0]):
        change = held_at(doses[0])
    dose: Dose | None = change.dose
    halves = view.setting.phase is Phase.CALM and not is_position(exercise)
    if halves and is_drill(exercise, view.setting.preference):
        dose = _half_a_drill(change, doses[0])
    if exercise.nerve_tension is NerveTension.SLIDER:
        sides = len(exercise.sides_for(view.setting.profile.side))
        dose = slider_within(change.dose, sides, SLIDER_REPS_A_DAY - view.setting.slider_reps_today)
    if dose is None:
        return None
    return replace(made(exercise, strand, view, change, dose), is_owed=is_owed)


def made(exercise: Exercise, strand: Strand, view: DayPicture, change: DoseChange, dose: Dose) -> Candidate:
    """Return a candidate with a dose that is settled."""
    sides = exercise.sides_for(view.setting.profile.side)
    card = is_off_clock(exercise, 0)
    return Candidate(
        exercise=exercise,
        strand=strand,
        section=Section.CARD
        if card
        else section_of(exercise, is_drill=is_drill(exercise, view.setting.preference)),
        sides=sides,
        change=change,
        dose=dose,
        seconds=dose_seconds(exercise, dose, 0 if card else view.request.get_ready_s) * len(sides),
        is_new=_is_new(exercise, view),
    )


def plan_items(found: Candidate, view: DayPicture, because: str) -> list[PlanItem]:
    """Return a candidate as items of a plan, one for each side."""
    doses, strand = view.ladders[found.exercise.id], found.strand
    items = plan_items_of(found.exercise, found.sides, found.dose, found.section, view)
    return [
        replace(
            item,
            because=because,
            strand=strand.id,
            step=doses.index(found.dose) + 1 if found.dose in doses else None,
            ladder=len(doses),
            next=on_path(strand, view).next if strand.stages else None,
        )
        for item in items
    ]


def plan_items_of(
    exercise: Exercise, sides: tuple[Side, ...], dose: Dose, section: Section, view: DayPicture
) -> list[PlanItem]:
    """Return an exercise with a dose as items, one for each side; the reason is still to be said."""
    ready_s = 0 if section is Section.CARD else view.request.get_ready_s
    cautions = cautions_for(exercise, view.setting.conditions)
    if view.record.times.get(exercise.id, 0) >= WELL_KNOWN:
        cautions = tuple(note for note in cautions if note != BEST_SHOWN)
    return [
        PlanItem(
            exercise=exercise,
            section=section,
            side=side,
            dose=dose,
            seconds=item_seconds(exercise, dose, side, ready_s),
            because="",
            cautions=cautions,
        )
        for side in sides
    ]


def _half_a_drill(change: DoseChange, start: Dose) -> Dose:
    """Return half the repetitions of a drill, but five where this person begins with five or more."""
    half = change.dose if change.change in REDUCED else scaled(change.dose, 0.5)
    least = min(DRILL_LEAST, start.total_reps)
    return half if half.total_reps >= least else replace(half, sets=1, reps=least)


def _is_new(exercise: Exercise, view: DayPicture) -> bool:
    """Never done; on day one, and after calm, what is mild counts as familiar."""
    if exercise.id in view.record.times:
        return False
    if view.record.has_trained:
        return True
    gate = view.setting.gate
    is_easy = gate is not None and gate <= EASY_LEG
    familiar = FAMILIAR_LEVEL if is_easy else 1
    return exercise.level > familiar or (bool(view.record.times) and not is_easy)
