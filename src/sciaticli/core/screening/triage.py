"""What a form's answers mean: its level, every sign found, and which message goes with it.

The tables stand in the two editions of the form; a check is judged by the one it was made with.
"""

from enum import StrEnum

from msgspec import Struct

from sciaticli.core.record.entries import SoonMode, Tier, Window
from sciaticli.core.screening.first_edition import FIRST
from sciaticli.core.screening.given import BOTH, NUMB, Edition, Given
from sciaticli.core.screening.level import Level
from sciaticli.core.screening.questions import (
    FIRST_FORM,
    FORM,
    NERVE_SIGNS,
    PRESENT,
    SADDLE_SIGNS,
    Answer,
    Answers,
    Item,
)
from sciaticli.core.screening.second_edition import SECOND

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


def triage(answers: Answers, form: str = FORM) -> Triage:
    """Judge a form by the tables of its edition; the highest result wins and every hit is kept.

    A form that is not known is judged by the newest edition.
    """
    edition = FIRST if form == FIRST_FORM else SECOND
    alone = _item_hits(answers, edition)
    found = tuple(sorted((*alone, *_rule_hits(answers, alone, edition)), key=lambda hit: -hit.level))
    level = found[0].level if found else Level.CLEAR
    return Triage(
        level=level,
        hits=found,
        notes=tuple(item for item in Item if _needs_note(answers, item, edition)),
        mode=_mode(found, answers, edition) if level is Level.SOON else None,
        advice=_advice(level, found, answers),
    )


def level_of(item: Item, answers: Answers, edition: Edition = SECOND) -> Level:
    """Return the level of one item's answer taken alone."""
    word = answers.age_band if item is Item.AGE_BAND else answers.word(item)
    return edition.alone.get(item, {}).get(word, Level.CLEAR)


def _item_hits(answers: Answers, edition: Edition) -> tuple[Hit, ...]:
    """Every item whose answer alone is SOON or higher, in the form's order."""
    return tuple(
        Hit(id=item, level=level, answer=_as_given(item, answers), items=(item,))
        for item in Item
        if (level := level_of(item, answers, edition)) >= Level.SOON
    )


def _rule_hits(answers: Answers, alone: tuple[Hit, ...], edition: Edition) -> tuple[Hit, ...]:
    given = Given(answers)
    hits: dict[str, Hit] = {}
    for rule in edition.rules:
        if rule.id not in hits and (items := rule.test(given)):
            hits[rule.id] = Hit(id=rule.id, level=rule.level, items=items)
    weighed = tuple(hit.items[0] for hit in alone if _is_weighed(hit, edition))
    if len(weighed) >= _MANY:
        hits["R13"] = Hit(id="R13", level=Level.URGENT_2D, items=weighed)
    return tuple(hits.values())


def _is_weighed(hit: Hit, edition: Edition) -> bool:
    """R13 (IFOMPT20: weigh together; the number is our choice) counts SOON hits that nobody has examined."""
    item, word = hit.items[0], hit.answer or ""
    is_seen = word in (Answer.CHECKED, Answer.TOLD_NOT)
    return hit.level is Level.SOON and not is_seen and not edition.not_weighed & {item, (item, word)}


def _as_given(item: Item, answers: Answers) -> str:
    return answers.age_band if item is Item.AGE_BAND else answers.words[item]


def _needs_note(answers: Answers, item: Item, edition: Edition) -> bool:
    return answers.word(item) is Answer.SKIP or level_of(item, answers, edition) is Level.NOTE


def _mode(hits: tuple[Hit, ...], answers: Answers, edition: Edition) -> SoonMode:
    """Return what SOON leaves open: the strictest of its hits (our choice)."""
    modes = {_mode_of(hit, edition) for hit in hits}
    is_numb = answers.word(NUMB) in PRESENT
    if is_numb and any(hit.id == Item.SPINE_SPOT_PAIN for hit in hits):
        modes.add(SoonMode.LIGHT)
    return max(modes, key=list(SoonMode).index)


def _mode_of(hit: Hit, edition: Edition) -> SoonMode:
    if hit.answer is None:
        return SoonMode.LIGHT
    item = hit.items[0]
    return edition.modes.get((item, hit.answer)) or edition.modes.get(item) or SoonMode.LIGHT


_CAUDA_EQUINA_ITEMS = frozenset({*SADDLE_SIGNS, Item.SEXUAL_CHANGE, Item.BOTH_LEGS_PAIN, Item.BOTH_LEGS_WEAK})
_SQUEEZED = frozenset({*_CAUDA_EQUINA_ITEMS, "R1", "R1b", "R2", "R15", "R20"})
_ADVICE = {
    Level.URGENT_TODAY: Advice.URGENT_TODAY,
    Level.URGENT_2D: Advice.URGENT_2D,
    Level.SOON: Advice.SOON,
}
_AMBULANCE = frozenset({Item.LIFE_THREAT_NOW, Item.BELLY_PULSE, Item.COLD_PALE_LEG, "R11", "R21"})


def _advice(level: Level, hits: tuple[Hit, ...], answers: Answers) -> Advice:
    """Return the message that goes with a result; the fastest help wins."""
    if level is not Level.EMERGENCY:
        return _ADVICE.get(level, Advice.CLEAR)
    top = {hit.id for hit in hits if hit.level is Level.EMERGENCY}
    given = Given(answers)
    crash = Item.MAJOR_INJURY in given.injury and given.active(BOTH, *NERVE_SIGNS)
    if top & _AMBULANCE or crash:
        return Advice.AMBULANCE
    if Item.PREGNANCY_WARNING in top:
        return Advice.MATERNITY
    return Advice.CAUDA_EQUINA if top & _SQUEEZED else Advice.EMERGENCY
