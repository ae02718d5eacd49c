"""Rules that look at the day and the record: each returns None or a reason in plain words."""

from datetime import timedelta

from sciaticli.core.catalogue.exercise import (
    Condition,
    Direction,
    EndRange,
    Exercise,
    Family,
    Kind,
    NerveTension,
    Region,
)
from sciaticli.core.course.direction import DRILLS, Label
from sciaticli.core.course.dose_ladder import TimeAway
from sciaticli.core.course.exercise_record import blocked_until, needs_easier
from sciaticli.core.course.flare import FLARE_REST
from sciaticli.core.course.limits import HIGH_PAIN
from sciaticli.core.plan import Phase, PlanMode
from sciaticli.core.rules.person_today import SLIDER_REPS_A_DAY, PersonToday, asks_care, is_drill

AFTER_RISING_MIN = 60
SLIDER_AFTER_RISING_MIN = 120
LEVEL_GATE = {Phase.CALM: 1, Phase.SETTLE: 2, Phase.REBUILD: 4, Phase.MAINTAIN: 5}
LEVEL_AFTER_MONTH = 2
STRENGTH = frozenset(
    {
        Family.CORE_STRENGTHENING,
        Family.DYNAMIC_STABILISING,
        Family.LUMBAR_EXTENSOR,
        Family.FUNCTIONAL_RESTORATION,
    }
)
CALM_STRENGTH = frozenset({"neutral_spine_finder", "abdominal_bracing"})
FLARE_WITH_CAUTION = frozenset({"walk_short_bouts", "water_walking"})
EASES_BENDING = frozenset({Condition.STENOSIS, Condition.DEGENERATIVE_JOINT, Condition.SPONDYLOLISTHESIS})
LATE_STRETCH = "hamstring_standing"


def blocked(exercise: Exercise, setting: PersonToday) -> str | None:
    """Rest what sent symptoms down: 7 days, and after two days of it until rebuild (invariant 12)."""
    record = setting.records.get(exercise.id)
    until = blocked_until(record)
    if record is None or until is None:
        return None
    if len(set(record.spread)) > 1 and setting.phase.number < Phase.REBUILD.number:
        return "It has twice sent the pain further down. It rests until you are in the rebuild phase."
    if setting.day < until:
        return f"The pain went further down with it. It rests until {until.day} {until:%B}."
    return None


def too_much(exercise: Exercise, setting: PersonToday) -> str | None:
    """Rest what was too much twice in a week."""
    if exercise.region is not Region.REST and needs_easier(setting.records.get(exercise.id), setting.day):
        return "It was too much twice in a week. Something easier takes its place."
    return None


def on_light_days(exercise: Exercise, setting: PersonToday) -> str | None:
    """Allow only the mildest rows on light days (invariant 16)."""
    if setting.light and not exercise.light:
        return "Your last check leaves room for the mildest exercises only."
    return None


def by_direction(exercise: Exercise, setting: PersonToday) -> str | None:
    """Keep the end of the range for those whom it eases: a label hides the other end."""
    for end_range in exercise.end_range:
        if setting.preference.hides(end_range):
            return "It works against the direction that eases your leg."
        if not _end_range_is_open(end_range, setting):
            return "It goes to the end of the back's range. That waits for the direction test."
    return None


def _end_range_is_open(end_range: EndRange, setting: PersonToday) -> bool:
    conditions = setting.conditions
    if setting.preference.allows(end_range) or setting.phase is Phase.MAINTAIN:
        return True
    bends_ease = bool(EASES_BENDING & conditions.words) and not conditions.has(Condition.DISC_HERNIATION)
    return end_range is EndRange.FLEXION and bends_ease


def after_rising(exercise: Exercise, setting: PersonToday) -> str | None:
    """Keep bends out of the first hour and nerve work out of the first two (invariant 14)."""
    slides = exercise.nerve_tension is not NerveTension.NONE
    if not setting.conditions.held_as_disc() or setting.evening:
        return None
    wait = SLIDER_AFTER_RISING_MIN if slides else AFTER_RISING_MIN
    if not slides and EndRange.FLEXION not in exercise.end_range:
        return None
    if setting.up_min is None or setting.up_min < wait:
        return f"It is not for the first {'two hours' if slides else 'hour'} after you get up."
    return None


def nerve_work(exercise: Exercise, setting: PersonToday) -> str | None:
    """Keep what pulls a nerve tight, and the standing hamstring stretch, for the later phases."""
    early = setting.phase in (Phase.CALM, Phase.SETTLE)
    tightens = exercise.nerve_tension is NerveTension.TENSIONER
    if early and (tightens or LATE_STRETCH in (exercise.id, exercise.variant_of)):
        return "It pulls on the nerve. That waits until your leg has been calm for longer."
    if tightens and not setting.tensioners_ready:
        return "It needs two weeks with a calm leg, and ten good slider sessions first."
    return None


def by_phase(exercise: Exercise, setting: PersonToday) -> str | None:
    """Keep strength and stretches of the sore side out of the calm phase (invariant 5)."""
    if setting.phase is not Phase.CALM:
        return None
    if STRENGTH & set(exercise.families) and exercise.id not in CALM_STRENGTH:
        return "It builds strength. That waits until your leg is calmer."
    if exercise.kind is Kind.STRETCH_HOLD and not is_drill(exercise, setting.preference):
        return "It stretches the sore side. That waits until your leg is calmer."
    against = {Label.EXTENSION: Direction.FLEXION, Label.FLEXION: Direction.EXTENSION}
    label = setting.preference.label
    if label in against and exercise.direction is against[label] and exercise.region is not Region.REST:
        return "On a sore day only the direction that eases your leg is used."
    return None


def by_level(exercise: Exercise, setting: PersonToday) -> str | None:
    """Keep the level within the phase, but for the drill of an active label (invariant 3)."""
    if exercise.level <= LEVEL_GATE[setting.phase] or _has_exempt_level(exercise, setting):
        return None
    return "It is a step too hard for the phase you are in."


def on_eased_days(exercise: Exercise, setting: PersonToday) -> str | None:
    """Keep the level low after a month away and in the first days of a flare; no word lifts this."""
    if _has_exempt_level(exercise, setting):
        return None
    if setting.flare_day is not None and setting.flare_day < FLARE_REST and exercise.level > 1:
        return "It is a step too hard for the first days of a flare."
    if setting.gap is TimeAway.MONTH and exercise.level > LEVEL_AFTER_MONTH:
        return "It is a step too hard after a month away."
    return None


def _has_exempt_level(exercise: Exercise, setting: PersonToday) -> bool:
    label = setting.preference.label
    return label in DRILLS and exercise.id == DRILLS[label][0]


def by_pain(exercise: Exercise, setting: PersonToday) -> str | None:
    """Keep today's gate value within the ceiling (invariant 2)."""
    if setting.gate is not None and setting.gate > exercise.leg_pain_ceiling:
        return f"Your pain is {setting.gate} now. It is for days with {exercise.leg_pain_ceiling} or less."
    if setting.gate is None and exercise.leg_pain_ceiling < HIGH_PAIN:
        return "It is not known how your leg is now, so only the mildest come in."
    return None


def in_a_flare(exercise: Exercise, setting: PersonToday) -> str | None:
    """Bring nothing new, and nothing that asks for care, into the first days of a flare."""
    if setting.flare_day is None or setting.flare_day >= FLARE_REST:
        return None
    comforts = exercise.region is Region.REST
    if is_drill(exercise, setting.preference) and exercise.id in setting.records:
        return None  # what has eased the leg before is the first aid
    if asks_care(exercise, setting.conditions) and not comforts and exercise.id not in FLARE_WITH_CAUTION:
        return "It asks for care, so it waits until the flare eases."
    if exercise.id not in setting.records and not exercise.light and not comforts:
        return "Nothing new in the first days of a flare."
    return None


def after_a_bad_morning(exercise: Exercise, setting: PersonToday) -> str | None:
    """Allow only what was done last time after a bad morning."""
    known = exercise.id in setting.last_session or exercise.region is Region.REST
    mild = exercise.light and setting.mode is PlanMode.FLARE
    if setting.worse and not known and not mild:
        return "The morning after was sore. So today has less of the same, and nothing else."
    return None


def slider_cap(exercise: Exercise, setting: PersonToday) -> str | None:
    """Count at most 30 slides a day (invariant 15)."""
    spent = setting.slider_reps_today >= SLIDER_REPS_A_DAY
    if exercise.nerve_tension is NerveTension.SLIDER and spent:
        return "Thirty slides a day are enough."
    return None


def recovering(exercise: Exercise, setting: PersonToday) -> str | None:
    """Let hard strength work rest a day."""
    record = setting.records.get(exercise.id)
    hard = exercise.level > 2 and bool(STRENGTH & set(exercise.families))  # noqa: PLR2004 - a level
    if record is None or not hard or setting.in_routine:
        return None
    if setting.day - record.last <= timedelta(days=1):
        return "You did it within the last day. Muscles grow on the day off."
    return None
