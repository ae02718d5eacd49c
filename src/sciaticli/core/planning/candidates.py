"""Candidates: what an exercise would be today, at which dose, and how long."""

from msgspec import Struct
from msgspec.structs import replace

from sciaticli.core.catalogue.dose_sums import dose_seconds, scaled, work_seconds
from sciaticli.core.catalogue.exercise import Dose, Exercise, Laterality, NerveTension, Side
from sciaticli.core.catalogue.strand import Strand, StrandKind
from sciaticli.core.course.dose_ladder import REDUCED, DoseChange, is_position, next_dose
from sciaticli.core.plan import Phase, Section
from sciaticli.core.planning.day_picture import DayPicture
from sciaticli.core.planning.session_template import is_card, section_of
from sciaticli.core.rules.person_today import SLIDER_REPS_A_DAY, PersonToday, is_drill

FAMILIAR_LEVEL = 2
FAMILIAR_LEG = 3
DRILL_LEAST = 5


class Candidate(Struct, frozen=True, kw_only=True):
    """One exercise as it could be today: `seconds` over all its sides."""

    exercise: Exercise
    strand: Strand
    section: Section
    sides: tuple[Side, ...]
    change: DoseChange
    dose: Dose
    seconds: int
    is_new: bool
    card: bool

    @property
    def strength_work(self) -> int:
        """Seconds of strength work, all sides: what the brake weighs."""
        if self.strand.kind is not StrandKind.STRENGTH:
            return 0
        return work_seconds(self.exercise, self.dose) * len(self.sides)


def sides_for(exercise: Exercise, side: Side | None) -> tuple[Side, ...]:
    """Return the sides to work, the sore one first; both at once, or by turns, is one item."""
    if exercise.laterality in (Laterality.BOTH, Laterality.ALTERNATING):
        return (Side.BOTH,)
    sore = {Side.LEFT: (Side.LEFT, Side.RIGHT), Side.RIGHT: (Side.RIGHT, Side.LEFT)}
    order = (Side.LEFT, Side.RIGHT) if side is None else sore.get(side, (Side.LEFT, Side.RIGHT))
    one_sided = exercise.laterality is Laterality.AFFECTED_SIDE and side in sore
    return order[:1] if one_sided else order


def candidate(exercise: Exercise, strand: Strand, view: DayPicture, *, most_up: int = 0) -> Candidate | None:
    """Return what an exercise would be today, at most so many steps up.

    None for a slider when the day's slides are used up.
    """
    setting = view.setting
    record = setting.records.get(exercise.id)
    trains = strand.kind is StrandKind.STRENGTH
    situation = view.situation if trains else replace(view.situation, easy_week=False)
    doses = view.ladders[exercise.id]
    change = next_dose(exercise, doses, record, situation, most_up)
    sides = sides_for(exercise, setting.profile.side)
    dose = _for_today(exercise, change, doses[0], len(sides), setting)
    return None if dose is None else made(exercise, strand, view, change, dose)


def made(exercise: Exercise, strand: Strand, view: DayPicture, change: DoseChange, dose: Dose) -> Candidate:
    """Return a candidate with a dose that is settled."""
    sides = sides_for(exercise, view.setting.profile.side)
    card = is_card(exercise, 0)
    return Candidate(
        exercise=exercise,
        strand=strand,
        section=Section.CARD if card else section_of(exercise, view.setting.preference),
        sides=sides,
        change=change,
        dose=dose,
        seconds=dose_seconds(exercise, dose, 0 if card else view.get_ready_s) * len(sides),
        is_new=_is_new(exercise, view),
        card=card,
    )


def slider_within(dose: Dose, sides: int, left: int) -> Dose | None:
    """Return a slider's dose cut to what is left of the day's repetitions, all sides; None for none."""
    if dose.total_reps * sides <= left:
        return dose
    each = left // sides
    return replace(dose, sets=1, reps=each) if each >= 1 else None


def _for_today(
    exercise: Exercise, change: DoseChange, start: Dose, sides: int, setting: PersonToday
) -> Dose | None:
    """Half the repetitions of a drill in the calm phase, and sliders within the day's cap."""
    dose = change.dose
    if setting.phase is Phase.CALM and is_drill(exercise, setting.preference) and not is_position(exercise):
        dose = _half_a_drill(change, start)
    if exercise.nerve_tension is NerveTension.SLIDER:
        return slider_within(dose, sides, SLIDER_REPS_A_DAY - setting.slider_reps_today)
    return dose


def _half_a_drill(change: DoseChange, start: Dose) -> Dose:
    """Return half the repetitions of a drill, but five where this person begins with five or more."""
    half = change.dose if change.change in REDUCED else scaled(change.dose, 0.5)
    least = min(DRILL_LEAST, start.total_reps)
    return half if half.total_reps >= least else replace(half, sets=1, reps=least)


def _is_new(exercise: Exercise, view: DayPicture) -> bool:
    """Never done; on day one, and after calm, what is mild counts as familiar."""
    if exercise.id in view.times:
        return False
    gate = view.setting.gate
    easy = gate is not None and gate <= FAMILIAR_LEG
    if not view.has_trained:
        familiar = FAMILIAR_LEVEL if easy else 1
        return exercise.level > familiar or (bool(view.times) and not easy)
    return True
