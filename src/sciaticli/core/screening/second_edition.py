"""The second edition of the rules, `red_flags@2`: how grave each answer is alone and with others.

Rules only ever raise; what a condition lowers stands low in the table, and a rule raises it where the
condition does not hold. Source keys are those of docs/safety.md; "our choice" has none.
"""

from sciaticli.core.profile import AgeBand
from sciaticli.core.record.entries import SoonMode
from sciaticli.core.screening.given import BOTH, NUMB, Edition, FlagRule, Given, together
from sciaticli.core.screening.level import Level
from sciaticli.core.screening.questions import (
    ALARMS,
    BLADDER_SIGNS,
    DETAILS,
    EXAMINED,
    FACTS,
    NERVE_SIGNS,
    PRESENT,
    SADDLE_SIGNS,
    SOFT,
    STATUSES,
    TIMED,
    TURNING,
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
    Item.SEXUAL_CHANGE: (E, E, S, S, S, C, E),
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
    Item.BELLY_PULSE: (E, E, U1, U1, S, C, U1),
    Item.PAIN_UNCONTROLLED: (U2, U1, U2, S, S, C, S),
}
_SIMPLE = {
    Item.PEE_OFTEN: U2,
    Item.RASH: U2,
    Item.GROIN_PAIN: S,
    Item.CANCER_ACTIVE: S,
    Item.URINE_BURNS: S,
    Item.GROWING_PAIN: S,
}
_SEEN: dict[str, Level] = {Answer.CHECKED: S, Answer.TOLD_NOT: S, Answer.CLEARED: C}
ALONE: dict[Item, dict[str, Level]] = {
    **{
        item: dict(zip(_COLUMNS, row, strict=True)) | {Answer.TOLD_NOT: S, Answer.BEFORE: S}
        for item, row in _ROWS.items()
    },
    **{item: {Answer.YES: level, Answer.UNSURE: level, **_SEEN} for item, level in _SIMPLE.items()},
    **{item: {Answer.YES: E, Answer.UNSURE: E} for item in ALARMS},
    Item.CANCER_HISTORY: {Answer.YES: S, Answer.UNSURE: S, Answer.LONG_AGO: S, **_SEEN},
    Item.PREGNANT_BIRTH: {Answer.YES: S, Answer.UNSURE: S, **_SEEN},
    Item.BONE_RISK: {Answer.YES: S, Answer.UNSURE: N, **_SEEN},
    Item.INFECTION_RISK: {Answer.YES: S, Answer.UNSURE: N, **_SEEN},
    Item.HANDS_CLUMSY: {Answer.YES: N, Answer.UNSURE: N},
    Item.NOT_IMPROVING: {Answer.YES: S},
    Item.MORNING_STIFF: {Answer.YES: S},
    Item.AGE_BAND: {AgeBand.UNDER_18: S},
}  # fmt: skip
ALONE[NUMB] |= {Answer.GROWS_UNSURE: S}

_FEVER, _CANCER, _INFECTION, _BONE = (
    Item.FEVER_UNWELL, Item.CANCER_HISTORY, Item.INFECTION_RISK, Item.BONE_RISK,
)  # fmt: skip
_SEX, _HIP, _SPOT, _GROIN = (
    Item.SEXUAL_CHANGE, Item.HIP_NO_WEIGHT, Item.SPINE_SPOT_PAIN, Item.GROIN_PAIN,
)  # fmt: skip
_ONE_WEAK = (Item.LEG_WEAK_ONE, Item.FOOT_DROP)
_DEEP = (Item.NIGHT_PAIN, _SPOT, Item.PAIN_UNCONTROLLED)
_SEVERE = (*WEAKNESS, BOTH, *SADDLE_SIGNS)
_BELOW = (*SADDLE_SIGNS, Item.BOTH_LEGS_WEAK)
_NOT_OLD_NEWS = (*EXAMINED, Answer.OLD, Answer.BEFORE)
_TOLD = tuple(item for item in Item if item not in {*FACTS, *SOFT, *DETAILS, _SEX})
_DEEP_LINES = (Answer.NO, Answer.LINE, Answer.INJECTING, Answer.SPINE)
"""Ways into the body that carry germs to the spine; `no` where it was not said which."""


def _cancer_active(g: Given) -> tuple[Item, ...]:
    return g.active(Item.CANCER_ACTIVE)


def _cancer_open(g: Given) -> tuple[Item, ...]:
    """Cancer that no clinician has set aside for this pain, or that is there now."""
    return g.active(_CANCER) or _cancer_active(g)


def _kind(g: Given, *words: Answer) -> tuple[Item, ...]:
    """Return the risk of infection where it came by one of these ways."""
    return (_INFECTION,) if g.answers.word(Item.INFECTION_KIND) in words else ()


def _when(holds: object, items: tuple[Item, ...]) -> tuple[Item, ...]:
    """Return the items where a condition holds."""
    return items if holds else ()


RULES = (
    # ------------------------------------------------------------------ both legs, and the saddle
    FlagRule("R1", E, "CSP24 SERIES334 WOOD24", lambda g: together(
        g.active(BOTH), g.active(*NERVE_SIGNS), g.fresh(BOTH, *NERVE_SIGNS))),
    FlagRule("R1", U1, "CSP24 SERIES334 WOOD24", lambda g: together(
        g.active(BOTH), g.active(*SADDLE_SIGNS, Item.BOTH_LEGS_WEAK))),
    FlagRule("R1", U2, "CSP24 SERIES334 WOOD24, lower by our choice", lambda g: _when(
        not g.active(Item.BOTH_LEGS_KNOWN), together(g.active(BOTH), g.active(*NERVE_SIGNS)))),
    FlagRule("R1b", E, "ANGUS24", lambda g: together(
        g.seen(BOTH), g.having(TURNING, *NERVE_SIGNS))),
    FlagRule("R2", E, "GIRFT23", lambda g: together(
        g.having((Answer.MID, Answer.OLD), _SEX), g.fresh(BOTH, *NERVE_SIGNS))),
    FlagRule("R2b", U1, "GIRFT23, milder by our choice", lambda g: together(
        g.having((Answer.MID, Answer.OLD), _SEX), g.old(BOTH))),
    FlagRule("R2b", U1, "GIRFT23, milder by our choice", lambda g: together(
        g.having((Answer.MID,), _SEX), g.having(_NOT_OLD_NEWS, *_BELOW) + g.seen(BOTH))),
    FlagRule("R2b", U2, "GIRFT23, milder by our choice", lambda g: together(
        g.having((Answer.MID, Answer.OLD), _SEX), g.old(NUMB))),
    FlagRule("R2b", U2, "GIRFT23 (low only when alone)", lambda g: together(
        g.having((Answer.MID,), _SEX), g.present(*_TOLD))),
    # ------------------------------------------------------------------------------- one leg, growing
    FlagRule("R3", E, "AHCPR94", lambda g: together(g.active(*_ONE_WEAK), g.having((Answer.WORSE,), NUMB))),
    FlagRule("R3", U1, "AHCPR94, milder by our choice", lambda g: together(
        g.active(*_ONE_WEAK), g.having((Answer.GROWS_UNSURE,), NUMB))),
    # -------------------------------------------------------------------------------------------- cancer
    FlagRule("R4", E, "NG234", lambda g: together(
        g.having((*PRESENT, Answer.LONG_AGO), _CANCER) or _cancer_active(g),
        g.active(*WEAKNESS, BOTH) + g.having((Answer.WORSE,), NUMB))),
    FlagRule("R4b", U1, "NG234, milder by our choice", lambda g: together(_cancer_open(g), g.active(NUMB))),
    FlagRule("R4b", U1, "NG234, milder by our choice", lambda g: together(g.seen(_CANCER), g.numb_new)),
    FlagRule("R4b", U2, "NG234, milder by our choice", lambda g: together(
        g.seen(_CANCER), g.having((Answer.MID,), NUMB))),
    FlagRule("R5", U1, "NG234", lambda g: together(
        g.present(_CANCER) or _cancer_active(g), g.active(*_DEEP, Item.WEIGHT_LOSS))),
    FlagRule("R5b", U1, "NG234, by our choice", lambda g: together(
        g.active(_CANCER), g.active(Item.NOT_IMPROVING), g.aged)),
    FlagRule("R5b", U2, "NG234, by our choice", lambda g: together(
        g.active(_CANCER), g.active(Item.NOT_IMPROVING))),
    FlagRule("R5c", U2, "DVT-NHS", lambda g: together(g.present(_CANCER), g.old(Item.LEG_SWELLING))),
    # ---------------------------------------------------------------------------------- germs and fever
    FlagRule("R6", E, "VISDX SACRO", lambda g: together(
        g.fresh(_FEVER),
        g.present(_INFECTION, Item.PREGNANT_BIRTH)
        + g.fresh(*_SEVERE, _SPOT, _HIP)
        + g.having((Answer.NEW, Answer.WORSE, Answer.GROWS_UNSURE), NUMB))),
    FlagRule("R6", E, "VISDX", lambda g: together(g.active(_FEVER), g.fresh(*WEAKNESS, BOTH, _SPOT))),
    FlagRule("R6b", U1, "VISDX, milder by our choice", lambda g: together(
        g.active(_FEVER), g.having((Answer.MID, Answer.UNSURE), NUMB) + g.old(_HIP))),
    FlagRule("R7", U1, "BOND16", lambda g: together(g.present(_INFECTION), g.active(*_DEEP))),
    FlagRule("R7b", E, "DAROUICHE06 SHROYER19", lambda g: together(
        g.active(_INFECTION), _kind(g, *_DEEP_LINES), g.active(*_ONE_WEAK))),
    FlagRule("R7b", U1, "DAROUICHE06", lambda g: together(
        g.active(_INFECTION), g.active(*_ONE_WEAK) + g.numb_new)),
    FlagRule("R7b", U2, "DAROUICHE06, by our choice", lambda g: together(
        g.seen(_INFECTION), _kind(g, Answer.NO, Answer.SPINE), g.numb_new)),
    FlagRule("R7c", S, "our choice", lambda g: together(
        g.having((Answer.UNSURE,), _INFECTION), g.having((Answer.UNSURE,), _BONE), g.active(NUMB))),
    # ----------------------------------------------------------------------------------- falls and bones
    FlagRule("R8", U1, "AHCPR94 HENSCHKE09 WILLIAMS13", lambda g: together(
        g.weak_bone, g.active(Item.MINOR_INJURY)) or together(g.active(_BONE), g.lifted)),
    FlagRule("R8", U2, "HENSCHKE09, milder by our choice", lambda g: together(g.seen(_BONE), g.lifted)),
    FlagRule("R8", U2, "HENSCHKE09, milder by our choice", lambda g: together(
        g.aged, g.lifted,
        g.present(_CANCER) + g.old(_HIP) + g.numb_new
        + g.fresh(*(item for item in TIMED if item not in (Item.MINOR_INJURY, NUMB))))),
    FlagRule("R8", S, "HENSCHKE09, milder by our choice", lambda g: together(g.lifted, g.aged)),
    FlagRule("R9", E, "SEED RFS", lambda g: together(
        g.injury or together(g.weak_bone, g.lifted or g.old(Item.MINOR_INJURY)), g.active(*_SEVERE))),
    FlagRule("R9b", U1, "HENSCHKE09 WILLIAMS13", lambda g: together(g.old(Item.MAJOR_INJURY), g.weak_bone)),
    FlagRule("R9b", U2, "RFS, by our choice", lambda g: together(g.old(Item.MAJOR_INJURY), g.old(BOTH))),
    FlagRule("R10", U1, "GLOS SIF", lambda g: together(g.weak_bone, g.active(_SPOT))),
    FlagRule("R10b", E, "IFOMPT20 (its logic)", lambda g: together(g.active(_SPOT), g.active(*WEAKNESS))),
    FlagRule("R11", E, "HIP", lambda g: (
        together(g.active(_HIP), g.injury) or together(g.fresh(_HIP), g.weak_bone))),
    FlagRule("R11b", U1, "HIP", lambda g: together(
        g.old(_HIP),
        g.old(Item.MAJOR_INJURY, Item.MINOR_INJURY) + g.present(_CANCER, _INFECTION) + g.active(_FEVER))),
    FlagRule("R11b", U2, "HIP", lambda g: together(
        g.old(_HIP),
        g.present(_BONE) + _when(
            g.aged,
            g.lifted + g.fresh(NUMB)
            + g.active(Item.PAIN_UNCONTROLLED, Item.WEIGHT_LOSS, Item.NIGHT_PAIN)))),
    # ---------------------------------------------------------------------------------- a blood thinner
    FlagRule("R12", E, "THINNER", lambda g: together(
        g.thinner,
        g.fresh(*WEAKNESS, *SADDLE_SIGNS) + g.having(TURNING, BOTH))),
    FlagRule("R12b", U1, "THINNER", lambda g: together(
        g.thinner, g.fresh(_SPOT, Item.PAIN_UNCONTROLLED, Item.MINOR_INJURY))),
    FlagRule("R12c", U2, "THINNER, milder by our choice", lambda g: together(g.thinner, g.numb_new)),
    # ------------------------------------------------------------- long before, and examined before
    FlagRule("R14", U1, "GIRFT23 YORK, by our choice", lambda g: together(
        g.having((Answer.BEFORE,), *BLADDER_SIGNS),
        g.fresh(*SADDLE_SIGNS, BOTH, Item.BOTH_LEGS_WEAK, _SEX) + g.old(BOTH) + g.active(_FEVER))),
    FlagRule("R14", U2, "our choice", lambda g: together(
        g.having((Answer.BEFORE,), *BLADDER_SIGNS), g.having((Answer.UNSURE,), Item.MINOR_INJURY))),
    FlagRule("R15", E, "ANGUS24", lambda g: together(g.present(*_BELOW), g.fresh(*_ONE_WEAK))),
    FlagRule("R15", U1, "ANGUS24", lambda g: together(g.having(_NOT_OLD_NEWS, *_BELOW), g.numb_new)),
    FlagRule("R15", U2, "ANGUS24, milder by our choice", lambda g: together(
        g.seen(*_ONE_WEAK, _FEVER), g.numb_new)),
    # ---------------------------------------------------------------------------- not sure of two signs
    FlagRule("R16", U2, "RFS, by our choice", lambda g: together(
        g.having((Answer.UNSURE,), Item.NIGHT_PAIN),
        g.having((Answer.UNSURE,), Item.WEIGHT_LOSS, Item.PAIN_UNCONTROLLED))),
    # --------------------------------------------------------------------------------- the new questions
    FlagRule("R17", U1, "NG234 RFS", lambda g: together(
        g.active(Item.GROWING_PAIN),
        g.present(_CANCER, _INFECTION) + _cancer_active(g) + g.weak_bone
        + g.active(Item.WEIGHT_LOSS, Item.NIGHT_PAIN))),
    FlagRule("R17", U2, "RFS", lambda g: together(g.active(Item.GROWING_PAIN), g.fifty)),
    FlagRule("R18", U1, "HIP THINNER", lambda g: together(
        g.active(_GROIN), g.present(_CANCER, _INFECTION) + g.thinner + g.active(_FEVER))),
    FlagRule("R18", U2, "HIP", lambda g: together(
        g.active(_GROIN), g.weak_bone + g.minor + g.active(Item.HARD_TRAINING, Item.STEROID_PILLS))),
    FlagRule("R19", U1, "NG109", lambda g: together(
        g.active(Item.URINE_BURNS), g.present(Item.PREGNANT_BIRTH, _INFECTION) + g.active(_FEVER))),
    FlagRule("R20", E, "GREEN16 CARD", lambda g: together(
        g.active(Item.PEE_OFTEN),
        g.active(Item.SADDLE_NUMB, Item.BOWEL_CHANGE, BOTH, Item.BOTH_LEGS_WEAK) + g.fresh(_SEX))),
    FlagRule("R20", U1, "GREEN16 CARD", lambda g: together(g.active(Item.PEE_OFTEN), g.numb_new)),
    FlagRule("R21", E, "AAA-NHS ASSAR09", lambda g: together(
        g.having((Answer.MID,), Item.BELLY_PULSE),
        g.fifty + g.present(*NERVE_SIGNS, _SEX, BOTH, Item.COLD_PALE_LEG))),
)  # fmt: skip
"""Combinations of answers; R13 counts hits and stands by itself."""

_NORMAL, _PAUSE = SoonMode.NORMAL, SoonMode.PAUSE
SECOND = Edition(
    alone=ALONE,
    rules=RULES,
    modes={
        Item.NOT_IMPROVING: _NORMAL,
        Item.MORNING_STIFF: _NORMAL,
        (NUMB, Answer.OLD): _NORMAL,
        (_SEX, Answer.OLD): _NORMAL,
        (_SEX, Answer.BEFORE): _NORMAL,
        (_SPOT, Answer.OLD): _NORMAL,
        (_SPOT, Answer.UNSURE): _PAUSE,
        **dict.fromkeys((Item.AGE_BAND, _FEVER, Item.BELLY_PULSE, Item.LEG_SWELLING), _PAUSE),
        **dict.fromkeys((Item.COLD_PALE_LEG, _HIP), _PAUSE),
        (Item.WEIGHT_LOSS, Answer.CHECKED): _PAUSE,
        **{(item, Answer.TOLD_NOT): _PAUSE for item in Item},
    },
    not_weighed=frozenset(
        {
            *SOFT,
            Item.PREGNANT_BIRTH,
            Item.AGE_BAND,
            Item.CANCER_ACTIVE,
            Item.URINE_BURNS,
            (_CANCER, Answer.LONG_AGO),
            *((item, Answer.BEFORE) for item in (*BLADDER_SIGNS, _SEX)),
        }
    ),
)
"""Red flags, second edition."""
