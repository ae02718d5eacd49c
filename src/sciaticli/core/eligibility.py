"""Who may come in: one function a rule, each returns None or a reason in plain words.

The rules hold for every row, built in or the user's own, and for every prescribed line. A
clinician's word lifts five of them, for one exercise and one rule, and never the others.
"""

from collections.abc import Callable
from datetime import date

from sciaticli.core import day_rules, person_rules
from sciaticli.core.conditions import CLEARANCE_HOLDS
from sciaticli.core.exercise import (
    Exercise,
)
from sciaticli.core.history import History
from sciaticli.core.profile import Profile
from sciaticli.core.setting import LIFTABLE, Refusal, Rule, Setting

CLINICIAN_KNOWS = "clinician_knows@1"

Ask = Callable[[Exercise, Setting], str | None]

RULES: tuple[tuple[Rule, Ask], ...] = (
    (Rule.SET_ASIDE, person_rules.set_aside),
    (Rule.OWN, person_rules.own_without_limits),
    (Rule.SURGERY, person_rules.after_surgery),
    (Rule.PREGNANCY, person_rules.in_pregnancy),
    (Rule.PREGNANCY, person_rules.passing_avoid),
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
    (Rule.FLARE, day_rules.in_a_flare),
    (Rule.WORSE, day_rules.after_a_bad_morning),
    (Rule.SLIDER, day_rules.slider_cap),
    (Rule.RECOVERY, day_rules.recovering),
)


def refusal(exercise: Exercise, setting: Setting) -> Refusal | None:
    """Return the first rule that keeps an exercise out on this day, None when it may come in."""
    for rule, asks in RULES:
        lifted = setting.in_routine and rule in LIFTABLE and (exercise.id, rule) in setting.lifted
        if lifted:
            continue
        if because := asks(exercise, setting):
            return Refusal(rule, because)
    return None


def clinician_knows(day: date, profile: Profile, history: History) -> frozenset[tuple[str, Rule]]:
    """Return the exercises and rules that a clinician's word lifts on a day.

    It ends after six months, and when the conditions written beside it are no longer the profile's.
    """
    lifted: set[tuple[str, Rule]] = set()
    for found in history.assessments:
        if found.form != CLINICIAN_KNOWS or not found.day <= day < found.day + CLEARANCE_HOLDS:
            continue
        for item in found.items:
            exercise, rule = item.get("exercise"), item.get("rule")
            told = item.get("conditions")
            same = told is None or set(told) == set(profile.conditions or ())
            if isinstance(exercise, str) and rule in set(LIFTABLE) and same:
                lifted.add((exercise, Rule(rule)))
    return frozenset(lifted)
