"""The form: what may be answered, how a yes gets its status, and how a finding ages."""

from datetime import date, timedelta
from itertools import product

import pytest

from sciaticli.core.screening.questions import (
    BEFORE_THIS,
    DETAILS,
    FINDING_HOLDS,
    FIRST_FORM,
    NERVE_ITEMS,
    NUMBNESS_ITEMS,
    QUIET,
    RECHECK_OPENS,
    STOP_ITEMS,
    TIMED,
    Answer,
    Answers,
    Began,
    Examined,
    Growing,
    Item,
    Recheck,
    aged,
    is_asked,
    items_of,
    known_dates,
    pages_of,
    status_of,
    with_details,
    words_for,
)
from support.screenings import answers

TODAY = date(2026, 11, 22)
STATUS = {
    (Examined.NO, Began.DAYS): "new",
    (Examined.NO, Began.WEEKS): "mid",
    (Examined.NO, Began.MONTHS): "old",
    (Examined.NO, Began.BEFORE): "old",
    (Examined.NO, Began.UNSURE): "new",
    **{(Examined.FINE, began): "cleared" for began in Began},
    **{(Examined.NOT_SPOKEN, began): "checked" for began in Began},
    **{(Examined.TOLD_NOT, began): "told_not" for began in Began},
}


@pytest.mark.parametrize(("examined", "began"), list(product(Examined, Began)))
def test_a_sign_that_does_not_grow(examined: Examined, began: Began) -> None:
    for item in TIMED:
        found = status_of(item, growing=Growing.NO, examined=examined, began=began)
        is_before = (examined, began) == (Examined.NO, Began.BEFORE) and item in BEFORE_THIS
        assert found == ("before" if is_before else STATUS[examined, began])


@pytest.mark.parametrize(("examined", "began"), list(product(Examined, Began)))
def test_a_sign_that_grows_is_worse_whatever_its_age_and_whoever_looked(
    examined: Examined, began: Began
) -> None:
    for item, growing in product(TIMED, (Growing.YES, Growing.UNSURE)):
        found = status_of(item, growing=growing, examined=examined, began=began)
        is_unsure = item is Item.LEG_NUMB_ONE and growing is Growing.UNSURE
        assert found == ("grows_unsure" if is_unsure else "worse")


def test_the_form_has_its_items_in_the_order_of_danger() -> None:
    assert len(Item) == 43
    assert len(items_of(FIRST_FORM)) == 31
    assert list(Item)[:7] == [
        "life_threat_now", "bladder_start", "bladder_leak_feel", "pee_often", "bowel_change", "saddle_numb",
        "sexual_change",
    ]  # fmt: skip
    assert (NERVE_ITEMS[0], NERVE_ITEMS[-1], len(NERVE_ITEMS)) == ("bladder_start", "leg_numb_one", 10)
    assert {"life_threat_now", "belly_pulse", "fever_unwell", "major_injury", *NERVE_ITEMS} <= {*STOP_ITEMS}


def test_the_form_is_asked_on_eighteen_pages_and_the_age() -> None:
    pages = pages_of(item for item in Item if item is not Item.AGE_BAND)
    assert len(pages) == 18
    assert [len(page) for page in pages if len(page) > 1] == [5, 4, 5, 2, 5]
    asked = [item for page in pages for item in page]
    assert sorted([*asked, *DETAILS, Item.AGE_BAND]) == sorted(Item)
    single = {page[0] for page in pages if len(page) == 1}
    assert single == {*NERVE_ITEMS, "life_threat_now", "pee_often", "pregnant_birth"}


@pytest.mark.parametrize("item", DETAILS)
def test_a_detail_is_asked_only_where_it_can_matter(item: Item) -> None:
    parent = DETAILS[item]
    assert not is_asked(item, {parent: "no"})
    assert is_asked(item, {parent: "old" if item is Item.BOTH_LEGS_KNOWN else "yes"})
    assert with_details([parent])[0] is parent
    assert item in with_details([parent])
    assert list(Item).index(item) > list(Item).index(parent)


def test_each_kind_of_item_has_its_words() -> None:
    statuses = ("new", "worse", "mid", "old", "checked", "cleared", "told_not")
    seen = ("checked", "cleared", "told_not")
    assert words_for(Item.FOOT_DROP) == ("no", "yes", "unsure", *statuses)
    assert words_for(Item.SEXUAL_CHANGE) == ("no", "yes", "unsure", "skip", *statuses, "before")
    assert words_for(Item.MINOR_INJURY) == ("no", "yes", "unsure", "lift_only", *statuses)
    assert words_for(Item.LEG_NUMB_ONE) == ("no", "yes", "unsure", *statuses, "grows_unsure")
    assert words_for(Item.MORNING_STIFF) == words_for(Item.NOT_IMPROVING) == ("no", "yes")
    for item in (Item.PREGNANCY_WARNING, Item.LIFE_THREAT_NOW, Item.LEG_HARD, Item.HARD_TRAINING):
        assert words_for(item) == ("no", "yes", "unsure")
    for item in (Item.BONE_RISK, Item.INFECTION_RISK, Item.PREGNANT_BIRTH, Item.RASH, Item.GROIN_PAIN):
        assert words_for(item) == ("no", "yes", "unsure", *seen)
    assert words_for(Item.CANCER_HISTORY) == ("no", "yes", "unsure", *seen, "long_ago")
    assert words_for(Item.AGE_BAND) == ("under_18", "18_49", "50_69", "70_plus")
    assert words_for(Item.BLOOD_THINNER) == ("no", "yes", "unsure")
    assert len(TIMED) == 21


def test_quiet_answers_name_no_sign() -> None:
    assert {"no", "skip", "lift_only"} == QUIET


def test_the_quick_lines_open_the_items_that_can_turn_overnight() -> None:
    opened = [item for line in Recheck for item in RECHECK_OPENS[line]]
    assert len(set(opened)) == 23
    assert opened.count(Item.PAIN_UNCONTROLLED) == 2, "by news, and by strong pain in the log"
    assert {"rash", "pee_often", "groin_pain", "pain_uncontrolled", *NERVE_ITEMS} <= {*opened}
    assert {*opened}.isdisjoint({"bone_risk", "cancer_history", "infection_risk", "age_band"})
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


def test_what_people_may_have_had_for_years_is_the_bladder_and_sex_and_nothing_else() -> None:
    assert {item for item in Item if "before" in words_for(item)} == {*BEFORE_THIS}
    assert {*BEFORE_THIS} == {"bladder_start", "bladder_leak_feel", "sexual_change"}


def test_a_stop_for_danger_asks_nerves_chest_belly_fever_and_falls() -> None:
    others = {"life_threat_now", "belly_pulse", "fever_unwell", "major_injury", "minor_injury"}
    assert {*STOP_ITEMS} == {*NERVE_ITEMS} | others


def test_new_numbness_asks_the_seat_and_the_strength_of_both_legs_and_of_one() -> None:
    assert {*NUMBNESS_ITEMS} == {"saddle_numb", "both_legs_weak", "foot_drop", "leg_weak_one", "leg_numb_one"}


def test_a_detail_whose_item_was_not_answered_and_an_item_that_is_none_are_asked() -> None:
    assert is_asked(Item.CANCER_ACTIVE, {})
    assert is_asked(Item.SADDLE_NUMB, {Item.SADDLE_NUMB: "no"})


@pytest.mark.parametrize(
    ("word", "asked"), [("long_ago", False), ("no", False), ("yes", True), ("cleared", True)]
)
def test_whether_a_cancer_is_active_is_asked_unless_it_is_long_ago(word: str, *, asked: bool) -> None:
    assert is_asked(Item.CANCER_ACTIVE, {Item.CANCER_HISTORY: word}) is asked


def test_the_first_edition_lacks_what_came_later_and_any_other_has_all() -> None:
    assert items_of("red_flags@9") == tuple(Item)
    assert Item.RASH not in items_of(FIRST_FORM)
    assert Item.SADDLE_NUMB in items_of(FIRST_FORM)


def test_which_infection_risk_it_is_may_be_any_of_four() -> None:
    assert {*words_for(Item.INFECTION_KIND)} == {"no", "line", "injecting", "spine", "other"}
    assert {"no", "yes", "unsure", "new", "before"} <= {*words_for(Item.BLADDER_START)}
