"""Thirty seconds of rising from a chair on the clock: begin and stop are said, the person counts aloud.

How the test is done is the field's: arms crossed, a chair against a wall, full stands only. It is timed
by the session's own player, so that each key, each rule and `!` for danger work in it as ever.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from sciaticli.cli.ask.prompts import ask_line
from sciaticli.cli.over import Over
from sciaticli.cli.today.alone import guide, has_ended
from sciaticli.cli.today.make_plan import ready_seconds
from sciaticli.core.catalogue.exercise import Dose, Exercise, Kind, Side
from sciaticli.core.errors import ExitCode
from sciaticli.core.plan import PlanItem, Section
from sciaticli.core.rules.person_today import cautions_for
from sciaticli.core.session.timeline import item_seconds

if TYPE_CHECKING:
    from sciaticli.cli.context import App
    from sciaticli.core.record.entries import PainNow
    from sciaticli.core.rules.conditions import Conditions

SECONDS = 30
SET_UP = (
    "Set a steady chair against a wall and sit in the middle of it.",
    "Put your feet flat, as wide as your hips.",
    "Cross your arms over your chest.",
)
STEPS = (
    "Stand up tall, then sit down again, as often as you well can.",
    "Count aloud each time you stand. One that takes your hands does not count.",
    "Stop as soon as your leg or back hurts more. Fewer is fine.",
)
FEEL = "Work in the thighs and buttocks, the same on both sides."
HOW = "Sit on a steady chair against a wall, with your arms crossed. Count aloud each time you stand tall."
LIMITS = "Stop as soon as it hurts more: q. Fewer is fine."
LEAVE = "s"
BEGIN = f"Enter begins when you sit ready, {LEAVE} leaves it:"


def time_stands(app: App, rising: Exercise, conditions: Conditions, pain: PainNow) -> bool:
    """Time thirty seconds; return whether they ran, so that it makes sense to ask how many there were.

    Raises Over where the day is over with it: for Ctrl-C, a danger sign or a lock.
    """
    sounds = app.config.coach.sound
    app.say(HOW, LIMITS)
    if ask_line(app, BEGIN).casefold() == LEAVE:
        return False
    done = guide(app, timed(rising, conditions, ready_seconds(app.config)), pain, sounds)
    code = has_ended(app, done, sounds)
    if code in (ExitCode.REFUSED, ExitCode.INTERRUPTED):
        raise Over(ExitCode(code))
    return code is None


def timed(rising: Exercise, conditions: Conditions, get_ready_s: int) -> PlanItem:
    """Return the test as one item: the rising of the catalogue, on the clock instead of by repetitions."""
    row = replace(
        rising, name="Chair stands", kind=Kind.CONTINUOUS, set_up=SET_UP, steps=STEPS, feel=FEEL, mistakes=()
    )
    dose = Dose(sets=1, reps=1, hold_s=SECONDS)
    return PlanItem(
        exercise=row,
        section=Section.MAIN,
        side=Side.BOTH,
        dose=dose,
        seconds=item_seconds(row, dose, Side.BOTH, get_ready_s),
        because="So that your programme begins where you are.",
        cautions=cautions_for(rising, conditions),
    )
