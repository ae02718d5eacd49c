"""Over all pairs: nothing worse or fresher ever lowers the tier, and an examination opens every lock."""

from collections.abc import Callable
from functools import cache
from itertools import combinations, pairwise, product

import pytest

from sciaticli.core.profile import AgeBand, YesNoUnsure
from sciaticli.core.screening.level import Level
from sciaticli.core.screening.questions import ALARMS, FACTS, RISKS, SIMPLE, Answer, Answers, Item, words_for
from sciaticli.core.screening.triage import triage

GRAVER = ("no", "cleared", "checked", "before", "old", "mid", "new", "grows_unsure", "worse")
"""The words of a timed item from nothing to the worst."""
RISKIER = ("no", "cleared", "checked", "yes")
PEOPLE = ((AgeBand.AGE_18_49, YesNoUnsure.NO), (AgeBand.AGE_70_PLUS, YesNoUnsure.NO),
          (AgeBand.AGE_50_69, YesNoUnsure.YES))  # fmt: skip
ASKED = [item for item in Item if item not in FACTS]


Judge = Callable[[Item, str, Item, str], Level]


@pytest.fixture(scope="module", params=PEOPLE, ids=str)
def judge(request: pytest.FixtureRequest) -> Judge:
    """Return what two answers of one person mean; each pair comes up many times and is judged once."""
    age_band, blood_thinner = request.param

    @cache
    def judged(answers: frozenset[tuple[Item, str]]) -> Level:
        words = {item: Answer(word) for item, word in answers}
        return triage(Answers(age_band=age_band, blood_thinner=blood_thinner, words=words)).level

    return lambda one, word, other, also: judged(frozenset({(one, word), (other, also)}))


def fair_floor(level: Level, item: Item, milder: str) -> Level:
    """Return what a graver answer must reach: old numbness asks for a visit, fresh alone does not."""
    is_old_numbness = (item, milder) == (Item.LEG_NUMB_ONE, Answer.OLD)
    return Level.CLEAR if is_old_numbness and level is Level.SOON else level


def steps(item: Item) -> list[tuple[str, str]]:
    chain = RISKIER if item in (*RISKS, *SIMPLE) else GRAVER
    worse = list(pairwise(word for word in chain if word in words_for(item)))
    return worse + [(("cleared" if "cleared" in words_for(item) else "no"), "unsure")] * (
        "unsure" in words_for(item)
    )


@pytest.mark.slow
def test_nothing_worse_or_fresher_lowers_the_tier(judge: Judge) -> None:
    for one, other in product(ASKED, ASKED):
        if one is other:
            continue
        for milder, graver in steps(one):
            for word in words_for(other):
                before = fair_floor(judge(one, milder, other, word), one, milder)
                after = judge(one, graver, other, word)
                assert max(before, Level.NOTE) <= max(after, Level.NOTE), (one, milder, graver, other, word)


def seen(item: Item, word: str, examined: str) -> str:
    """Return what a person answers who has been examined for everything."""
    if word in ("no", "skip"):
        return word
    return "no" if item in ALARMS else examined if examined in words_for(item) else word


@pytest.mark.slow
def test_an_examination_opens_every_lock(judge: Judge) -> None:
    for one, other in combinations(ASKED, 2):
        for word, also in product(words_for(one), words_for(other)):
            if judge(one, word, other, also) < Level.URGENT_2D:
                continue
            for examined in ("cleared", "checked"):
                after = (one, seen(one, word, examined), other, seen(other, also, examined))
                assert judge(*after) <= Level.SOON, after
