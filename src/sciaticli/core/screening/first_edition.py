"""The first edition of the rules, `red_flags@1`: it judges the checks that were made with it.

A check keeps the meaning and the lock that it had on its day. Nothing here changes any more. Source
keys are those of docs/safety.md; "our choice" has none.
"""

from sciaticli.core.profile import AgeBand
from sciaticli.core.record.entries import SoonMode
from sciaticli.core.screening.given import BOTH, Edition, FlagRule, together
from sciaticli.core.screening.level import Level
from sciaticli.core.screening.questions import (
    NERVE_SIGNS,
    SADDLE_SIGNS,
    SOFT,
    STATUSES,
    WEAKNESS,
    Answer,
    Item,
)

C, N, S, U2, U1, E = Level
_COLUMNS: tuple[str, ...] = (*STATUSES, Answer.UNSURE)
_ROWS = {
    # new worse mid old checked cleared unsure
    Item.BLADDER_START: (E, E, E, U1, S, C, E),
    Item.BLADDER_LEAK_FEEL: (E, E, E, U1, S, C, E),
    Item.BOWEL_CHANGE: (E, E, E, U1, S, C, E),
    Item.SADDLE_NUMB: (E, E, E, U1, S, C, E),
    Item.SEXUAL_CHANGE: (E, E, U2, S, S, C, E),
    Item.BOTH_LEGS_PAIN: (E, E, U1, S, S, C, E),
    Item.BOTH_LEGS_WEAK: (E, E, E, U1, S, C, E),
    Item.FOOT_DROP: (E, E, U1, U2, S, C, U1),
    Item.LEG_WEAK_ONE: (U1, E, U1, U2, S, C, U1),
    Item.LEG_NUMB_ONE: (N, U2, N, S, C, C, N),
    Item.COLD_PALE_LEG: (E, E, U1, U2, S, C, E),
    Item.LEG_SWELLING: (U1, U1, U1, S, S, C, U1),
    Item.HIP_NO_WEIGHT: (U1, U1, U1, S, S, C, S),
    Item.MAJOR_INJURY: (E, E, U1, S, S, C, U1),
    Item.MINOR_INJURY: (U1, U1, U2, S, S, C, S),
    Item.SPINE_SPOT_PAIN: (U2, U1, U2, S, S, C, S),
    Item.WEIGHT_LOSS: (U2, U2, U2, U2, S, C, S),
    Item.NIGHT_PAIN: (U2, U2, U2, U2, S, C, S),
    Item.FEVER_UNWELL: (U1, U1, U1, U1, S, C, S),
    Item.BELLY_PULSE: (E, E, E, U1, S, C, U1),
    Item.PAIN_UNCONTROLLED: (U2, U1, U2, S, S, C, S),
}
ALONE: dict[Item, dict[str, Level]] = {
    **{item: dict(zip(_COLUMNS, row, strict=True)) for item, row in _ROWS.items()},
    Item.LIFE_THREAT_NOW: {Answer.YES: E, Answer.UNSURE: E},
    Item.PREGNANCY_WARNING: {Answer.YES: E, Answer.UNSURE: E},
    Item.CANCER_HISTORY: {Answer.YES: S, Answer.UNSURE: S, Answer.CLEARED: C},
    Item.PREGNANT_BIRTH: {Answer.YES: S, Answer.UNSURE: S, Answer.CLEARED: C},
    Item.BONE_RISK: {Answer.YES: S, Answer.UNSURE: N, Answer.CLEARED: C},
    Item.INFECTION_RISK: {Answer.YES: S, Answer.UNSURE: N, Answer.CLEARED: C},
    Item.NOT_IMPROVING: {Answer.YES: S},
    Item.MORNING_STIFF: {Answer.YES: S},
    Item.AGE_BAND: {AgeBand.UNDER_18: S},
}
"""The level of an answer taken alone; a word that is not there is CLEAR."""

_DEEP = (Item.NIGHT_PAIN, Item.SPINE_SPOT_PAIN, Item.PAIN_UNCONTROLLED)
_SEVERE = (*WEAKNESS, BOTH, *SADDLE_SIGNS)
_TURNING = (Answer.NEW, Answer.WORSE, Answer.UNSURE)
_GROWING = (Answer.WORSE,)

RULES = (
    FlagRule("R1", E, "CSP24 SERIES334 WOOD24", lambda g: together(
        g.active(BOTH), g.active(*NERVE_SIGNS), g.fresh(BOTH, *NERVE_SIGNS))),
    FlagRule("R1", U1, "CSP24 SERIES334 WOOD24", lambda g: together(g.active(BOTH), g.active(*NERVE_SIGNS))),
    FlagRule("R1b", E, "ANGUS24", lambda g: together(
        g.having((Answer.CHECKED, Answer.CLEARED), BOTH), g.having(_TURNING, *NERVE_SIGNS))),
    FlagRule("R2", E, "GIRFT23", lambda g: together(
        g.having((Answer.MID, Answer.OLD), Item.SEXUAL_CHANGE), g.fresh(BOTH, *NERVE_SIGNS))),
    FlagRule("R3", E, "AHCPR94", lambda g: together(
        g.active(Item.LEG_WEAK_ONE, Item.FOOT_DROP), g.having(_GROWING, Item.LEG_NUMB_ONE))),
    FlagRule("R4", E, "NG234", lambda g: together(
        g.present(Item.CANCER_HISTORY),
        g.active(*WEAKNESS, BOTH) + g.having(_GROWING, Item.LEG_NUMB_ONE))),
    FlagRule("R4b", U1, "NG234, milder by our choice", lambda g: together(
        g.present(Item.CANCER_HISTORY),
        g.having((Answer.NEW, Answer.MID, Answer.OLD, Answer.UNSURE), Item.LEG_NUMB_ONE))),
    FlagRule("R5", U1, "NG234", lambda g: together(
        g.present(Item.CANCER_HISTORY), g.active(*_DEEP, Item.WEIGHT_LOSS))),
    FlagRule("R6", E, "VISDX SACRO", lambda g: together(
        g.active(Item.FEVER_UNWELL),
        g.present(Item.INFECTION_RISK, Item.PREGNANT_BIRTH)
        + g.fresh(*NERVE_SIGNS, BOTH, Item.SPINE_SPOT_PAIN))),
    FlagRule("R7", U1, "BOND16", lambda g: together(g.present(Item.INFECTION_RISK), g.active(*_DEEP))),
    FlagRule("R8", U1, "AHCPR94 HENSCHKE09 WILLIAMS13", lambda g: together(
        g.weak_bone, g.active(Item.MINOR_INJURY) + g.lifted)),
    FlagRule("R9", E, "SEED RFS", lambda g: together(
        g.injury or together(g.weak_bone, g.lifted), g.active(*_SEVERE))),
    FlagRule("R10", U1, "GLOS SIF", lambda g: together(g.weak_bone, g.active(Item.SPINE_SPOT_PAIN))),
    FlagRule("R10b", E, "IFOMPT20 (its logic)", lambda g: together(
        g.active(Item.SPINE_SPOT_PAIN), g.active(*WEAKNESS))),
    FlagRule("R11", E, "HIP", lambda g: together(g.active(Item.HIP_NO_WEIGHT), g.injury + g.weak_bone)),
    FlagRule("R12", E, "THINNER", lambda g: together(g.thinner, g.fresh(*_SEVERE))),
    FlagRule("R12b", U1, "THINNER", lambda g: together(
        g.thinner, g.fresh(Item.SPINE_SPOT_PAIN, Item.PAIN_UNCONTROLLED, Item.MINOR_INJURY))),
)  # fmt: skip

_NORMAL = SoonMode.NORMAL
FIRST = Edition(
    alone=ALONE,
    rules=RULES,
    modes={
        Item.NOT_IMPROVING: _NORMAL,
        Item.MORNING_STIFF: _NORMAL,
        (Item.LEG_NUMB_ONE, Answer.OLD): _NORMAL,
        (Item.SEXUAL_CHANGE, Answer.OLD): _NORMAL,
        **dict.fromkeys(
            (
                Item.AGE_BAND,
                Item.FEVER_UNWELL,
                Item.WEIGHT_LOSS,
                Item.SPINE_SPOT_PAIN,
                Item.BELLY_PULSE,
                Item.LEG_SWELLING,
                Item.COLD_PALE_LEG,
                Item.HIP_NO_WEIGHT,
            ),
            SoonMode.PAUSE,
        ),
    },
    not_weighed=frozenset({*SOFT, Item.PREGNANT_BIRTH, Item.AGE_BAND}),
)
"""Red flags, first edition."""
