"""What was prescribed: a routine for today, and rounds; each line is held to the rules of everything else."""

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from sciaticli.core.catalogue.catalogue import Catalogue, Routine, RoutineItem
from sciaticli.core.catalogue.dose_sums import (
    capped_hold,
    fitted_dose,
    halved_reps,
    is_off_clock,
    scaled,
    slider_within,
)
from sciaticli.core.catalogue.exercise import Condition, Dose, Exercise, Kind, NerveTension, Side
from sciaticli.core.course.direction import DRILLS
from sciaticli.core.course.dose_ladder import EASED_SHARE, PRESSURE_HOLD_S, next_dose
from sciaticli.core.course.flare import FLARE_REST
from sciaticli.core.course.rounds import often_enough, prescribed_rounds, rounds_a_day, rounds_done
from sciaticli.core.plan import Phase, PlanItem, Rounds, Section
from sciaticli.core.planning.candidates import plan_items_of
from sciaticli.core.planning.day_picture import DayPicture
from sciaticli.core.prescription.line_words import often_words, ours_words
from sciaticli.core.record.entries import Pain
from sciaticli.core.rules.eligibility import refusal, waits_for_word
from sciaticli.core.rules.person_today import SLIDER_REPS_A_DAY, PersonToday, Refusal

PRESCRIBED = "It is on your list"
OPPOSITE = "It bends the other way than one before it. Both in one session is too much."
UNKNOWN = "The catalogue does not hold it."
SLIDES = "Thirty slides a day are enough."
NO_TIME = "It does not fit into the time you have."
TWICE = "It is on the list twice; once is done."
EASED_WHEN_WORSE = 0.5
ROUND_S = 300
"""A round is short: five minutes at most (our choice)."""


def prescribed_items(routine: Routine, view: DayPicture) -> tuple[list[PlanItem], dict[str, str]]:
    """Return the routine's lines for today, in order and within the time, and why others are out."""
    items: list[PlanItem] = []
    out: dict[str, str] = {}
    for line in routine.items:
        left = view.minutes * 60 - sum(item.seconds for item in items if not item.card)
        record = view.setting.records.get(line.exercise)
        done = often_enough(line.often, record.days, view.setting.day) if record else None
        found = done or _line(line, view, items, left)
        if isinstance(found, str):
            out.setdefault(line.exercise, found)
        else:
            items += found
    return items, out


def waiting_lines(
    routine: Routine, catalogue: Catalogue, view: DayPicture
) -> tuple[tuple[Exercise, tuple[Refusal, ...]], ...]:
    """Return the exercises of a routine that only a clinician's word would let in, each once, and why."""
    setting = replace(view.setting, in_routine=True)
    named = dict.fromkeys(line.exercise for line in routine.items if line.exercise in catalogue.by_id)
    rows = [catalogue.by_id[name] for name in named]
    return tuple((row, why) for row in rows if (why := waits_for_word(row, setting)))


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
    for line in (line for routine in view.catalogue.routines for line in routine.items):
        others = [item for item in items if item.exercise.id != line.exercise]
        if often := prescribed_rounds(line.often):
            found = _line(line, view, others, ROUND_S)
            if not isinstance(found, str) and not found[0].card:
                yield found[0], often


def _line(line: RoutineItem, view: DayPicture, before: list[PlanItem], left: int) -> list[PlanItem] | str:
    """Return the items of one line in the seconds that are left, or the reason why there is none."""
    exercise = view.catalogue.by_id.get(line.exercise)
    if exercise is None:
        return UNKNOWN
    one_side = line.side in (Side.LEFT, Side.RIGHT) and exercise.per_side
    sides = (line.side,) if one_side and line.side else exercise.sides_for(view.setting.profile.side)
    if why := _why_not(exercise, sides, view, before):
        return why
    dose = _dose(exercise, line, view, len(sides), before)
    if dose is None:
        return SLIDES
    section = Section.CARD if is_off_clock(exercise, dose.hold_s) else Section.MAIN
    if section is Section.MAIN:
        dose = fitted_dose(exercise, dose, left // len(sides), view.request.get_ready_s)
    if dose is None:
        return NO_TIME
    items = plan_items_of(exercise, sides, dose, section, view)
    return [replace(item, because=_because(line, dose)) for item in items]


def _why_not(
    exercise: Exercise, sides: tuple[Side, ...], view: DayPicture, before: list[PlanItem]
) -> str | None:
    """Return why an exercise may not be done on these sides after what stands before it."""
    if why := refusal(exercise, replace(view.setting, in_routine=True)):
        return why.because
    if exercise.bends_both_ways([item.exercise for item in before]):
        return OPPOSITE
    is_twice = any(item.exercise.id == exercise.id and item.side in sides for item in before)
    return TWICE if is_twice else None


def _because(line: RoutineItem, dose: Dose) -> str:
    """Return that a line was prescribed, how often, and what of its dose is ours and not the physio's."""
    often, ours = often_words(line.often), ours_words(dose, line.ours)
    return f"{PRESCRIBED}{f', {often}' if often else ''}{f'; ours: {ours}' if ours else ''}."


def _dose(
    exercise: Exercise, line: RoutineItem, view: DayPicture, sides: int, before: list[PlanItem]
) -> Dose | None:
    """Return the prescribed dose, or the record's, within the caps that no prescription lifts."""
    setting = view.setting
    record = setting.records.get(exercise.id)
    if line.dose is None:
        dose = next_dose(exercise, view.ladders[exercise.id], record, view.situation).dose
    else:
        dose = _as_prescribed(exercise, line.dose, setting)
    if exercise.nerve_tension is not NerveTension.SLIDER:
        return dose
    planned = sum(
        item.dose.total_reps for item in before if item.exercise.nerve_tension is NerveTension.SLIDER
    )
    return slider_within(dose, sides, SLIDER_REPS_A_DAY - setting.slider_reps_today - planned)


def _as_prescribed(exercise: Exercise, dose: Dose, setting: PersonToday) -> Dose:
    continuous = exercise.kind is Kind.CONTINUOUS
    if setting.profile.side is Side.BOTH and exercise.per_side:
        dose = halved_reps(dose, continuous=continuous)
    if setting.conditions.has(Condition.HYPERTENSION) and not continuous:
        dose = capped_hold(dose, PRESSURE_HOLD_S)
    if setting.flare_day is not None and setting.flare_day < FLARE_REST:
        return scaled(dose, EASED_WHEN_WORSE)
    return scaled(dose, EASED_SHARE) if setting.worse else dose
