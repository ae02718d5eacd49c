"""What the answers mean: the tier matrix and the combination rules, as tables.

Rules only ever raise. Source keys are those of docs/safety.md; "our choice" has none.
"""

from collections.abc import Callable, Iterable
from enum import IntEnum, StrEnum
from typing import NamedTuple

from msgspec import Struct

from sciaticli.core.profile import AgeBand, YesNoUnsure
from sciaticli.core.record.entries import SoonMode, Tier, Window
from sciaticli.core.screening.questions import (
    ACTIVE,
    FRESH,
    NERVE_SIGNS,
    PRESENT,
    SADDLE_SIGNS,
    SOFT,
    STATUSES,
    WEAKNESS,
    Answer,
    Answers,
    Item,
)


class Level(IntEnum):
    """A tier with its window, lowest first; NOTE is CLEAR with something to watch for."""

    CLEAR = 0
    NOTE = 1
    SOON = 2
    URGENT_2D = 3
    URGENT_TODAY = 4
    EMERGENCY = 5

    @property
    def tier(self) -> Tier:
        """What it says to do."""
        return _TIERS[self][0]

    @property
    def window(self) -> Window | None:
        """Within what time, for an urgent one."""
        return _TIERS[self][1]


C, N, S, U2, U1, E = Level
_TIERS = {
    C: (Tier.CLEAR, None),
    N: (Tier.CLEAR, None),
    S: (Tier.SOON, None),
    U2: (Tier.URGENT, Window.TWO_DAYS),
    U1: (Tier.URGENT, Window.TODAY),
    E: (Tier.EMERGENCY, None),
}

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
MATRIX: dict[Item, dict[str, Level]] = {
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

_NORMAL = {(Item.NOT_IMPROVING, "yes"), (Item.MORNING_STIFF, "yes"), (Item.LEG_NUMB_ONE, "old"),
           (Item.SEXUAL_CHANGE, "old")}  # fmt: skip
_PAUSE = frozenset(
    {
        Item.AGE_BAND,
        Item.FEVER_UNWELL,
        Item.WEIGHT_LOSS,
        Item.SPINE_SPOT_PAIN,
        Item.BELLY_PULSE,
        Item.LEG_SWELLING,
        Item.COLD_PALE_LEG,
        Item.HIP_NO_WEIGHT,
    }
)
_NOT_WEIGHED = frozenset({*SOFT, Item.PREGNANT_BIRTH, Item.AGE_BAND})
_MANY = 3


class Advice(StrEnum):
    """Which message goes with a result, highest first."""

    AMBULANCE = "ambulance"
    MATERNITY = "maternity"
    CAUDA_EQUINA = "cauda_equina"
    EMERGENCY = "emergency"
    URGENT_TODAY = "urgent_today"
    URGENT_2D = "urgent_2d"
    SOON = "soon"
    CLEAR = "clear"


class Hit(Struct, frozen=True, kw_only=True):
    """An item or a rule above CLEAR: an item has its `answer`, a rule the `items` that made it."""

    id: str
    level: Level
    answer: str | None = None
    items: tuple[Item, ...] = ()


class Triage(Struct, frozen=True, kw_only=True):
    """The result of a form: every hit, highest first; `notes` are items that only want watching."""

    level: Level
    hits: tuple[Hit, ...] = ()
    notes: tuple[Item, ...] = ()
    mode: SoonMode | None = None
    advice: Advice = Advice.CLEAR

    @property
    def tier(self) -> Tier:
        """What the result says to do."""
        return self.level.tier

    @property
    def window(self) -> Window | None:
        """Within what time, for an urgent result."""
        return self.level.window

    @property
    def rules(self) -> tuple[str, ...]:
        """The combination rules that hit."""
        return tuple(hit.id for hit in self.hits if hit.answer is None)

    @property
    def signs(self) -> tuple[Item, ...]:
        """The items behind the hits, the highest first, each once."""
        return tuple(dict.fromkeys(item for hit in self.hits for item in hit.items))


class Given(NamedTuple):
    """Answers as the rules ask about them; each method returns the items that fit."""

    answers: Answers

    def having(self, words: Iterable[Answer], *items: Item) -> tuple[Item, ...]:
        """Items whose answer is one of `words`."""
        return tuple(item for item in items if self.answers.word(item) in words)

    def fresh(self, *items: Item) -> tuple[Item, ...]:
        """Items that are new, worse, of the last three months, or unsure."""
        return self.having(FRESH, *items)

    def active(self, *items: Item) -> tuple[Item, ...]:
        """Items that are there and that no clinician has examined."""
        return self.having(ACTIVE, *items)

    def present(self, *items: Item) -> tuple[Item, ...]:
        """Items that are there, examined or not."""
        return self.having(PRESENT, *items)

    @property
    def weak_bone(self) -> tuple[Item, ...]:
        """What makes bone weak: thin bones, steroids, or age 70 and over."""
        aged = (Item.AGE_BAND,) if self.answers.age_band is AgeBand.AGE_70_PLUS else ()
        return self.present(Item.BONE_RISK) + aged

    @property
    def lifted(self) -> tuple[Item, ...]:
        """The pain began with lifting or twisting only."""
        return self.having((Answer.LIFT_ONLY,), Item.MINOR_INJURY)

    @property
    def injury(self) -> tuple[Item, ...]:
        """A fall, crash, knock or jolt that no clinician has examined."""
        return self.fresh(Item.MAJOR_INJURY, Item.MINOR_INJURY)

    @property
    def thinner(self) -> tuple[Item, ...]:
        """A blood thinner is taken, or may be."""
        return () if self.answers.blood_thinner is YesNoUnsure.NO else (Item.BLOOD_THINNER,)


Test = Callable[[Given], tuple[Item, ...]]


class Rule(NamedTuple):
    """A combination: the items found by `test`, none when it does not hold."""

    id: str
    level: Level
    source: str
    test: Test


def _together(*groups: tuple[Item, ...]) -> tuple[Item, ...]:
    """Return all the items when each group has one, else none."""
    return tuple(dict.fromkeys(item for group in groups for item in group)) if all(groups) else ()


_BOTH = Item.BOTH_LEGS_PAIN
_DEEP = (Item.NIGHT_PAIN, Item.SPINE_SPOT_PAIN, Item.PAIN_UNCONTROLLED)
_SEVERE = (*WEAKNESS, _BOTH, *SADDLE_SIGNS)
_TURNING = (Answer.NEW, Answer.WORSE, Answer.UNSURE)
_GROWING = (Answer.WORSE,)

RULES = (
    Rule("R1", E, "CSP24 SERIES334 WOOD24", lambda g: _together(
        g.active(_BOTH), g.active(*NERVE_SIGNS), g.fresh(_BOTH, *NERVE_SIGNS))),
    Rule("R1", U1, "CSP24 SERIES334 WOOD24", lambda g: _together(g.active(_BOTH), g.active(*NERVE_SIGNS))),
    Rule("R1b", E, "ANGUS24", lambda g: _together(
        g.having((Answer.CHECKED, Answer.CLEARED), _BOTH), g.having(_TURNING, *NERVE_SIGNS))),
    Rule("R2", E, "GIRFT23", lambda g: _together(
        g.having((Answer.MID, Answer.OLD), Item.SEXUAL_CHANGE), g.fresh(_BOTH, *NERVE_SIGNS))),
    Rule("R3", E, "AHCPR94", lambda g: _together(
        g.active(Item.LEG_WEAK_ONE, Item.FOOT_DROP), g.having(_GROWING, Item.LEG_NUMB_ONE))),
    Rule("R4", E, "NG234", lambda g: _together(
        g.present(Item.CANCER_HISTORY),
        g.active(*WEAKNESS, _BOTH) + g.having(_GROWING, Item.LEG_NUMB_ONE))),
    Rule("R4b", U1, "NG234, milder by our choice", lambda g: _together(
        g.present(Item.CANCER_HISTORY),
        g.having((Answer.NEW, Answer.MID, Answer.OLD, Answer.UNSURE), Item.LEG_NUMB_ONE))),
    Rule("R5", U1, "NG234", lambda g: _together(
        g.present(Item.CANCER_HISTORY), g.active(*_DEEP, Item.WEIGHT_LOSS))),
    Rule("R6", E, "VISDX SACRO", lambda g: _together(
        g.active(Item.FEVER_UNWELL),
        g.present(Item.INFECTION_RISK, Item.PREGNANT_BIRTH)
        + g.fresh(*NERVE_SIGNS, _BOTH, Item.SPINE_SPOT_PAIN))),
    Rule("R7", U1, "BOND16", lambda g: _together(g.present(Item.INFECTION_RISK), g.active(*_DEEP))),
    Rule("R8", U1, "AHCPR94 HENSCHKE09 WILLIAMS13", lambda g: _together(
        g.weak_bone, g.active(Item.MINOR_INJURY) + g.lifted)),
    Rule("R9", E, "SEED RFS", lambda g: _together(
        g.injury or _together(g.weak_bone, g.lifted), g.active(*_SEVERE))),
    Rule("R10", U1, "GLOS SIF", lambda g: _together(g.weak_bone, g.active(Item.SPINE_SPOT_PAIN))),
    Rule("R10b", E, "IFOMPT20 (its logic)", lambda g: _together(
        g.active(Item.SPINE_SPOT_PAIN), g.active(*WEAKNESS))),
    Rule("R11", E, "HIP", lambda g: _together(g.active(Item.HIP_NO_WEIGHT), g.injury + g.weak_bone)),
    Rule("R12", E, "THINNER", lambda g: _together(g.thinner, g.fresh(*_SEVERE))),
    Rule("R12b", U1, "THINNER", lambda g: _together(
        g.thinner, g.fresh(Item.SPINE_SPOT_PAIN, Item.PAIN_UNCONTROLLED, Item.MINOR_INJURY))),
)  # fmt: skip
"""Combinations of answers; R13 counts hits and stands by itself. Of two of one id the higher counts."""


def triage(answers: Answers) -> Triage:
    """Judge a form by matrix and rules; the highest result wins and every hit is kept."""
    alone = _item_hits(answers)
    hits = sorted((*alone, *_rule_hits(answers, alone)), key=lambda hit: -hit.level)
    level = hits[0].level if hits else C
    found = tuple(hits)
    return Triage(
        level=level,
        hits=found,
        notes=tuple(item for item in Item if _needs_note(answers, item)),
        mode=_mode(found) if level is S else None,
        advice=_advice(level, found, answers),
    )


def level_of(item: Item, answers: Answers) -> Level:
    """Return the level of one item's answer taken alone."""
    word = answers.age_band if item is Item.AGE_BAND else answers.word(item)
    return MATRIX.get(item, {}).get(word, C)


def _item_hits(answers: Answers) -> tuple[Hit, ...]:
    """Every item whose answer alone is SOON or higher, in the form's order."""
    return tuple(
        Hit(id=item, level=level, answer=_as_given(item, answers), items=(item,))
        for item in Item
        if (level := level_of(item, answers)) >= S
    )


def _rule_hits(answers: Answers, alone: tuple[Hit, ...]) -> tuple[Hit, ...]:
    given = Given(answers)
    hits: dict[str, Hit] = {}
    for rule in RULES:
        if rule.id not in hits and (items := rule.test(given)):
            hits[rule.id] = Hit(id=rule.id, level=rule.level, items=items)
    weighed = tuple(hit.items[0] for hit in alone if _is_weighed(hit))
    if len(weighed) >= _MANY:
        hits["R13"] = Hit(id="R13", level=U2, items=weighed)
    return tuple(hits.values())


def _is_weighed(hit: Hit) -> bool:
    """R13 (IFOMPT20: weigh together; the number is our choice) counts SOON hits that nobody has examined."""
    return hit.level is S and hit.answer != Answer.CHECKED and hit.items[0] not in _NOT_WEIGHED


def _as_given(item: Item, answers: Answers) -> str:
    return answers.age_band if item is Item.AGE_BAND else answers.words[item]


def _needs_note(answers: Answers, item: Item) -> bool:
    return answers.word(item) is Answer.SKIP or level_of(item, answers) is N


def _mode(hits: tuple[Hit, ...]) -> SoonMode:
    """Return what SOON leaves open: the strictest of its hits (our choice)."""
    if any(hit.items[0] in _PAUSE for hit in hits):
        return SoonMode.PAUSE
    is_normal = all((hit.items[0], hit.answer) in _NORMAL for hit in hits)
    return SoonMode.NORMAL if is_normal else SoonMode.LIGHT


_CAUDA_EQUINA_ITEMS = frozenset({*SADDLE_SIGNS, Item.SEXUAL_CHANGE, Item.BOTH_LEGS_PAIN, Item.BOTH_LEGS_WEAK})
_AMBULANCE = frozenset({Item.LIFE_THREAT_NOW, Item.BELLY_PULSE, Item.COLD_PALE_LEG, "R11"})


def _advice(level: Level, hits: tuple[Hit, ...], answers: Answers) -> Advice:
    """Return the message that goes with a result; the fastest help wins."""
    if level is not E:
        return {U1: Advice.URGENT_TODAY, U2: Advice.URGENT_2D, S: Advice.SOON}.get(level, Advice.CLEAR)
    top = {hit.id for hit in hits if hit.level is E}
    given = Given(answers)
    crash = Item.MAJOR_INJURY in given.injury and given.active(_BOTH, *NERVE_SIGNS)
    if top & _AMBULANCE or crash:
        return Advice.AMBULANCE
    if Item.PREGNANCY_WARNING in top:
        return Advice.MATERNITY
    squeezed = top & {*_CAUDA_EQUINA_ITEMS, "R1", "R1b", "R2"}
    return Advice.CAUDA_EQUINA if squeezed else Advice.EMERGENCY
