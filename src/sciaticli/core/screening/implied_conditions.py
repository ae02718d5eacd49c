"""The lasting conditions that answers imply: one table for the planner and for what a check knew."""

from sciaticli.core.catalogue.exercise import Condition
from sciaticli.core.screening.questions import PRESENT, WEAKNESS, Answer, Answers, Item

RISK_CONDITIONS = {
    Item.PREGNANT_BIRTH: Condition.PREGNANCY_2ND_3RD_TRIMESTER,
    Item.BONE_RISK: Condition.COMPRESSION_FRACTURE,
    Item.INFECTION_RISK: Condition.RECENT_SURGERY,
}
"""What a risk that is named stands for in the catalogue's rules."""


def risk_conditions(answers: Answers) -> frozenset[Condition]:
    """Return the conditions that the named risks imply; they also stand in the profile."""
    found = (condition for item, condition in RISK_CONDITIONS.items() if answers.word(item) in PRESENT)
    return frozenset(found)


def implied_conditions(answers: Answers) -> frozenset[Condition]:
    """Return every condition that answers imply, those of the nerves too."""
    found = {*risk_conditions(answers)}
    if answers.word(Item.LEG_NUMB_ONE) in PRESENT:
        found.add(Condition.NUMBNESS_OR_WEAKNESS)
    if answers.word(Item.GROIN_PAIN) in PRESENT - {Answer.CLEARED}:
        found.add(Condition.GROIN_PAIN)
    if any(answers.word(item) in PRESENT for item in WEAKNESS):
        found |= {Condition.NUMBNESS_OR_WEAKNESS, Condition.BALANCE_PROBLEM}
    return frozenset(found)
