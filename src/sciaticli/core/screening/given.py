"""Answers as the rules ask about them, and what a rule is.

An edition of the form has a matrix (the level of an answer alone) and rules (what answers mean
together). Rules only ever raise.
"""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from sciaticli.core.profile import AgeBand, YesNoUnsure
from sciaticli.core.record.entries import SoonMode
from sciaticli.core.screening.level import Level
from sciaticli.core.screening.questions import (
    ACTIVE,
    EXAMINED,
    FRESH,
    PRESENT,
    TURNING,
    Answer,
    Answers,
    Item,
)

BOTH = Item.BOTH_LEGS_PAIN
NUMB = Item.LEG_NUMB_ONE


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

    def old(self, *items: Item) -> tuple[Item, ...]:
        """Items that have been the same for over three months, and that nobody has examined."""
        return self.having((Answer.OLD,), *items)

    def seen(self, *items: Item) -> tuple[Item, ...]:
        """Items that a clinician has examined."""
        return self.having(EXAMINED, *items)

    def present(self, *items: Item) -> tuple[Item, ...]:
        """Items that are there, examined or not."""
        return self.having(PRESENT, *items)

    @property
    def numb_new(self) -> tuple[Item, ...]:
        """Numbness in one leg that is new or grows, or of which that is not sure."""
        return self.having(TURNING, NUMB)

    @property
    def aged(self) -> tuple[Item, ...]:
        """The person is 70 or over."""
        return (Item.AGE_BAND,) if self.answers.age_band is AgeBand.AGE_70_PLUS else ()

    @property
    def fifty(self) -> tuple[Item, ...]:
        """The person is 50 or over."""
        over = (AgeBand.AGE_50_69, AgeBand.AGE_70_PLUS)
        return (Item.AGE_BAND,) if self.answers.age_band in over else ()

    @property
    def minor(self) -> tuple[Item, ...]:
        """The person is under 18."""
        return (Item.AGE_BAND,) if self.answers.age_band is AgeBand.UNDER_18 else ()

    @property
    def weak_bone(self) -> tuple[Item, ...]:
        """What makes bone weak: thin bones, steroids, or age 70 and over."""
        return self.present(Item.BONE_RISK) + self.aged

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


class FlagRule(NamedTuple):
    """A combination: the items found by `test`, none when it does not hold."""

    id: str
    level: Level
    source: str
    test: Callable[[Given], tuple[Item, ...]]


class Edition(NamedTuple):
    """The tables of one edition of the form.

    `alone` gives the level of each answer by itself, a word that is not there is CLEAR; of two rules
    of one id the higher counts and stands first. `modes` says what a SOON answer leaves open where that
    is not `light`; an item alone speaks for all its words. `not_weighed` are not counted together.
    """

    alone: dict[Item, dict[str, Level]]
    rules: tuple[FlagRule, ...]
    modes: dict[Item | tuple[Item, str], SoonMode]
    not_weighed: frozenset[Item | tuple[Item, str]]


def together(*groups: tuple[Item, ...]) -> tuple[Item, ...]:
    """Return all the items when each group has one, else none."""
    return tuple(dict.fromkeys(item for group in groups for item in group)) if all(groups) else ()
