"""The form: what may be answered, how a yes gets its status, and how a finding ages."""

from datetime import date, timedelta
from itertools import product

import pytest

from sciaticli.core.screening.questions import (
    FINDING_HOLDS,
    NERVE_ITEMS,
    QUIET,
    RECHECK_OPENS,
    TIMED,
    Answer,
    Answers,
    Began,
    Examined,
    Item,
    Recheck,
    aged,
    known_dates,
    status_of,
    words_for,
)
from support.screenings import answers

TODAY = date(2026, 11, 22)
STATUS = {
    (Examined.NO, Began.DAYS): "new",
    (Examined.NO, Began.WEEKS): "mid",
    (Examined.NO, Began.MONTHS): "old",
    (Examined.NO, Began.UNSURE): "new",
    **{(Examined.OK, began): "cleared" for began in Began},
    **{(Examined.NOT_DISCUSSED, began): "checked" for began in Began},
}


@pytest.mark.parametrize(("examined", "began"), list(product(Examined, Began)))
def test_a_sign_that_stays_the_same(examined: Examined, began: Began) -> None:
    assert status_of(changing=False, examined=examined, began=began) == STATUS[examined, began]


@pytest.mark.parametrize(("examined", "began"), list(product(Examined, Began)))
def test_a_change_is_never_covered_by_an_examination(examined: Examined, began: Began) -> None:
    found = status_of(changing=True, examined=examined, began=began)
    assert found == ("new" if (examined, began) == (Examined.NO, Began.DAYS) else "worse")


def test_the_form_has_thirty_one_items_in_the_order_of_danger() -> None:
    assert len(Item) == 31
    assert list(Item)[:8] == [
        "life_threat_now", "bladder_start", "bladder_leak_feel", "bowel_change", "saddle_numb",
        "sexual_change", "both_legs_pain", "both_legs_weak",
    ]  # fmt: skip
    assert list(Item)[-2:] == ["age_band", "blood_thinner"]
    assert (NERVE_ITEMS[0], NERVE_ITEMS[-1], len(NERVE_ITEMS)) == ("bladder_start", "leg_numb_one", 10)


def test_each_kind_of_item_has_its_words() -> None:
    statuses = ("new", "worse", "mid", "old", "checked", "cleared")
    assert words_for(Item.FOOT_DROP) == ("no", "yes", "unsure", *statuses)
    assert words_for(Item.SEXUAL_CHANGE) == ("no", "yes", "unsure", "skip", *statuses)
    assert words_for(Item.MINOR_INJURY) == ("no", "yes", "unsure", "lift_only", *statuses)
    assert words_for(Item.MORNING_STIFF) == words_for(Item.NOT_IMPROVING) == ("no", "yes")
    assert words_for(Item.PREGNANCY_WARNING) == words_for(Item.LIFE_THREAT_NOW) == ("no", "yes", "unsure")
    for item in (Item.BONE_RISK, Item.CANCER_HISTORY, Item.INFECTION_RISK, Item.PREGNANT_BIRTH):
        assert words_for(item) == ("no", "yes", "unsure", "cleared")
    assert words_for(Item.AGE_BAND) == ("under_18", "18_49", "50_69", "70_plus")
    assert words_for(Item.BLOOD_THINNER) == ("no", "yes", "unsure")
    assert len(TIMED) == 21


def test_quiet_answers_name_no_sign() -> None:
    assert {"no", "skip", "lift_only"} == QUIET


def test_the_quick_lines_open_the_items_that_can_turn_overnight() -> None:
    opened = [item for line in Recheck for item in RECHECK_OPENS[line]]
    assert len(opened) == len(set(opened)) == 20
    assert set(Item) - set(opened) == {
        "bone_risk", "spine_spot_pain", "cancer_history", "weight_loss", "night_pain", "infection_risk",
        "pregnant_birth", "not_improving", "morning_stiff", "age_band", "blood_thinner",
    }  # fmt: skip
    assert list(RECHECK_OPENS) == list(Recheck)


def test_a_finding_counts_for_six_months_and_a_day_less() -> None:
    words = {"leg_weak_one": "cleared", "bone_risk": "cleared", "foot_drop": "checked"}
    edge, late = TODAY - FINDING_HOLDS, TODAY - FINDING_HOLDS - timedelta(days=1)

    def on(day: date) -> list[Answer]:
        given = answers(**words)
        dated = Answers(words=given.words, known=dict.fromkeys(given.words, day))
        return [aged(dated, TODAY).word(item) for item in (Item.LEG_WEAK_ONE, Item.BONE_RISK, Item.FOOT_DROP)]

    assert on(edge) == ["cleared", "cleared", "checked"]
    assert on(late) == ["old", "yes", "old"]


def test_ageing_keeps_facts_and_leaves_fresh_answers_alone() -> None:
    form = answers(age_band="70_plus", blood_thinner="yes", leg_weak_one="new")
    dated = Answers(
        age_band=form.age_band,
        blood_thinner=form.blood_thinner,
        words=form.words,
        known={Item.LEG_WEAK_ONE: date(2020, 1, 1), Item.FOOT_DROP: date(2020, 1, 1)},
    )
    assert aged(dated, TODAY) == dated


def test_a_known_finding_has_the_date_given_else_the_first_else_today() -> None:
    words = {Item.FOOT_DROP: Answer.CLEARED, Item.LEG_WEAK_ONE: Answer.CHECKED, Item.SADDLE_NUMB: Answer.NEW}
    first, given = date(2026, 5, 1), date(2026, 8, 1)
    before = {Item.FOOT_DROP: first, Item.LEG_WEAK_ONE: first, Item.SADDLE_NUMB: first}
    assert known_dates(words, {Item.FOOT_DROP: given}, before, TODAY) == {
        Item.FOOT_DROP: given,
        Item.LEG_WEAK_ONE: first,
    }
    assert known_dates(words, {}, {}, TODAY) == {Item.FOOT_DROP: TODAY, Item.LEG_WEAK_ONE: TODAY}
