"""Who may come in: one function a rule, each returns None or a reason in plain words.

The rules hold for every row, built in or the user's own, and for every prescribed line. A
clinician's word lifts five of them, for one exercise and one rule, and never the others.
"""

from collections.abc import Callable, Iterable
from datetime import date

from sciaticli.core.catalogue.exercise import Exercise
from sciaticli.core.profile import Profile
from sciaticli.core.record.entries import CLINICIAN_KNOWS
from sciaticli.core.record.history import History
from sciaticli.core.rules import day_rules, person_rules
from sciaticli.core.rules.conditions import CLEARANCE_HOLDS
from sciaticli.core.rules.person_today import LIFTABLE, PersonToday, Refusal, Rule

Ask = Callable[[Exercise, PersonToday], str | None]

RULES: tuple[tuple[Rule, Ask], ...] = (
    (Rule.SET_ASIDE, person_rules.set_aside),
    (Rule.OWN, person_rules.own_without_limits),
    (Rule.SURGERY, person_rules.after_surgery),
    (Rule.PREGNANCY, person_rules.in_pregnancy),
    (Rule.CONDITION, person_rules.passing_avoid),
    (Rule.AVOID, person_rules.to_avoid),
    (Rule.PRESSURE, person_rules.for_pressure),
    (Rule.BONE, person_rules.for_bones),
    (Rule.FLOOR, person_rules.from_the_floor),
    (Rule.POSITION, person_rules.in_position),
    (Rule.EQUIPMENT, person_rules.at_hand),
    (Rule.SIDE, person_rules.on_a_side),
    (Rule.SUPERVISED, person_rules.taught),
    (Rule.BLOCK, day_rules.blocked),
    (Rule.TOO_MUCH, day_rules.too_much),
    (Rule.LIGHT, day_rules.on_light_days),
    (Rule.CEILING, day_rules.by_pain),
    (Rule.DIRECTION, day_rules.by_direction),
    (Rule.MORNING, day_rules.after_rising),
    (Rule.NERVE, day_rules.nerve_work),
    (Rule.PHASE, day_rules.by_phase),
    (Rule.LEVEL, day_rules.by_level),
    (Rule.EASED, day_rules.on_eased_days),
    (Rule.FLARE, day_rules.in_a_flare),
    (Rule.WORSE, day_rules.after_a_bad_morning),
    (Rule.SLIDER, day_rules.slider_cap),
    (Rule.RECOVERY, day_rules.recovering),
)


def refusal(exercise: Exercise, setting: PersonToday) -> Refusal | None:
    """Return the first rule that keeps an exercise out on this day, None when it may come in."""
    for rule, asks in RULES:
        if (because := asks(exercise, setting)) and not _is_lifted(rule, exercise, setting):
            return Refusal(rule, because)
    return None


def waits_for_word(exercise: Exercise, setting: PersonToday) -> tuple[Refusal, ...]:
    """Return the refusals of a prescribed exercise that a clinician's word would lift.

    Empty when none stands, and when another rule keeps it out anyway: then there is nothing to ask.
    """
    refusals = [
        Refusal(rule, because)
        for rule, asks in RULES
        if not _is_lifted(rule, exercise, setting) and (because := asks(exercise, setting))
    ]
    return tuple(refusals) if all(found.rule in LIFTABLE for found in refusals) else ()


def clinician_knows(day: date, profile: Profile, history: History) -> frozenset[tuple[str, Rule]]:
    """Return the exercises and rules that a clinician's word lifts on a day.

    It ends after six months, and when the conditions written beside it are no longer the profile's.
    An imported word lifts nothing: like a screening from a file, it can close and never open.
    """
    return frozenset(
        (item["exercise"], rule)
        for found in history.assessments
        if found.form == CLINICIAN_KNOWS and not found.imported
        if found.day <= day < found.day + CLEARANCE_HOLDS
        for item in found.items
        for rule in LIFTABLE
        if rule == item.get("rule") and isinstance(item.get("exercise"), str)
        if "conditions" not in item or item["conditions"] == _told(profile)
    )


def knows_items(said: Iterable[tuple[str, Rule]], profile: Profile) -> list[dict[str, str | list[str]]]:
    """Return the items of a record of exercises and rules that a clinician is said to know of."""
    return [
        {"exercise": exercise, "rule": rule.value, "conditions": _told(profile)} for exercise, rule in said
    ]


def _told(profile: Profile) -> list[str]:
    return sorted({word.value for word in profile.conditions or ()})


def _is_lifted(rule: Rule, exercise: Exercise, setting: PersonToday) -> bool:
    return setting.in_routine and rule in LIFTABLE and (exercise.id, rule) in setting.lifted
