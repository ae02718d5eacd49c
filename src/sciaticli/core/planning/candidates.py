"""Candidates: what an exercise would be today, at which dose, how long, and what it is worth.

The weights are our choice; they only order exercises that every rule allows.
"""

from datetime import timedelta

from msgspec import Struct
from msgspec.structs import replace

from sciaticli.core.catalogue.dose_sums import dose_seconds, fitted, scaled
from sciaticli.core.catalogue.exercise import Dose, Exercise, Laterality, NerveTension, Region, Side
from sciaticli.core.course.direction import DRILLS
from sciaticli.core.course.dose_ladder import REDUCED, Change, DoseChange, held, next_dose
from sciaticli.core.plan import Phase
from sciaticli.core.planning.day_picture import DayPicture
from sciaticli.core.planning.session_template import Group, group_of, is_card, slot_seconds
from sciaticli.core.rules.person_today import SLIDER_REPS_A_DAY, PersonToday, asks_care, is_drill

WEEK = timedelta(days=7)
OUTGROWN_AFTER = 2
SLOT_VALUES = {Group.WARM_UP: 60, Group.REST: 80, Group.STRETCH: 20, Group.NERVE: 30}


class Candidate(Struct, frozen=True, kw_only=True):
    """One exercise as it could be today: `seconds` over all its sides."""

    exercise: Exercise
    group: Group
    sides: tuple[Side, ...]
    change: DoseChange
    dose: Dose
    seconds: int
    is_new: bool
    card: bool


def sides_for(exercise: Exercise, side: Side | None) -> tuple[Side, ...]:
    """Return the sides to work, the sore one first; both at once, or by turns, is one item."""
    if exercise.laterality in (Laterality.BOTH, Laterality.ALTERNATING):
        return (Side.BOTH,)
    sore = {Side.LEFT: (Side.LEFT, Side.RIGHT), Side.RIGHT: (Side.RIGHT, Side.LEFT)}
    order = (Side.LEFT, Side.RIGHT) if side is None else sore.get(side, (Side.LEFT, Side.RIGHT))
    one_sided = exercise.laterality is Laterality.AFFECTED_SIDE and side in sore
    return order[:1] if one_sided else order


def candidate(
    exercise: Exercise, view: DayPicture, minutes: int, get_ready_s: int, *, may_rise: bool
) -> Candidate | None:
    """Return what an exercise would be today, None when not even its smallest dose fits its slot."""
    setting = view.setting
    record = setting.records.get(exercise.id)
    doses = view.ladders[exercise.id]
    change = next_dose(exercise, doses, record, view.situation, setting.day)
    if change.promoted and record is not None and not may_rise:
        change = held(doses, record)
    group = group_of(exercise, setting.preference)
    sides = sides_for(exercise, setting.profile.side)
    dose = _for_today(exercise, change, len(sides), setting)
    card = dose is not None and is_card(exercise, 0)
    if dose is not None and not card:
        room = slot_seconds(group, minutes, setting.phase) // len(sides)
        dose = fitted(exercise, dose, room, get_ready_s)
    if dose is None:
        return None
    return Candidate(
        exercise=exercise,
        group=group,
        sides=sides,
        change=change,
        dose=dose,
        seconds=dose_seconds(exercise, dose, get_ready_s) * len(sides),
        is_new=_is_new(exercise, setting),
        card=card,
    )


def value_of(found: Candidate, view: DayPicture) -> int:
    """Return what a candidate is worth today, at least 1."""
    exercise, setting = found.exercise, view.setting
    value = 100 + _of_slot(found, setting) + _of_the_week(exercise, view) + _of_record(found, view)
    if not setting.conditions.assumed and set(exercise.suits) & setting.conditions.words:
        value += 40
    if asks_care(exercise, setting.conditions):
        value -= 40
    if setting.phase is not Phase.CALM:
        value += 6 * exercise.level
    return max(1, value + _of_the_day(exercise, setting))


def slider_within(dose: Dose, sides: int, left: int) -> Dose | None:
    """Return a slider's dose cut to what is left of the day's repetitions, all sides; None for none."""
    if dose.total_reps * sides <= left:
        return dose
    each = left // sides
    return replace(dose, sets=1, reps=each) if each >= 1 else None


def _for_today(exercise: Exercise, change: DoseChange, sides: int, setting: PersonToday) -> Dose | None:
    """Half the repetitions of a drill in the calm phase, and sliders within the day's cap."""
    dose = change.dose
    calm_drill = setting.phase is Phase.CALM and is_drill(exercise, setting.preference)
    if calm_drill and change.change not in REDUCED:
        dose = scaled(dose, 0.5)
    if exercise.nerve_tension is NerveTension.SLIDER:
        return slider_within(dose, sides, SLIDER_REPS_A_DAY - setting.slider_reps_today)
    return dose


def _is_new(exercise: Exercise, setting: PersonToday) -> bool:
    """Never done; before the very first session everything is, so only what is above level 1 counts."""
    if exercise.id in setting.records:
        return False
    return bool(setting.records) or exercise.level > 1


def _of_slot(found: Candidate, setting: PersonToday) -> int:
    if found.group is not Group.DRILL:
        return SLOT_VALUES.get(found.group, 0)
    label = setting.preference.label
    if label is None or not is_drill(found.exercise, setting.preference):
        return 0 if setting.phase is Phase.CALM else -60
    return 400 - 30 * DRILLS[label].index(found.exercise.id)


def _of_the_week(exercise: Exercise, view: DayPicture) -> int:
    """Weigh what the week still lacks: the region, and the family in the last four weeks."""
    day = view.setting.day
    last = view.region_days.get(exercise.region)
    owed = exercise.region is not Region.REST and (last is None or day - last >= WEEK)
    waiting = 0 if last is None else min(7, (day - last).days) * 9
    unmet = any(family not in view.families_lately for family in exercise.families)
    return (60 if owed else waiting) + 160 * unmet


def _of_record(found: Candidate, view: DayPicture) -> int:
    """Weigh the record: what is on the rise stays in; what was outgrown, or not wanted, goes back."""
    record = view.setting.records.get(found.exercise.id)
    if record is None:
        return 0
    rested = 3 * min(5, (view.setting.day - record.last).days)
    liked = 10 * max(-3, min(3, record.liked))
    rising = {Change.UP: 60, Change.BACK_UP: 40, Change.HOLD: 30, Change.FULL: 5}.get(found.change.change, 20)
    harder = (view.setting.records.get(name) for name in found.exercise.harder)
    outgrown = any(next_one is not None and len(next_one.days) >= OUTGROWN_AFTER for next_one in harder)
    return liked + rested + rising - (80 if outgrown and record.mastered() else 0)


def _of_the_day(exercise: Exercise, setting: PersonToday) -> int:
    """Return a little variety without chance: a day always gives the same plan, the next may differ."""
    return sum(exercise.id.encode()) * (setting.day.toordinal() % 97) % 10
