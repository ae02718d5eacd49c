"""What a screening in the journal says now, and what was written after what."""

from datetime import date, timedelta

import pytest
from msgspec import UNSET

from sciaticli.core.record.entries import CheckState, Scope, Tier, Window
from sciaticli.core.record.history import Line
from sciaticli.core.screening.level import Level
from sciaticli.core.screening.past_checks import (
    answers_of,
    can_clear,
    checks_in,
    is_ahead,
    is_calm,
    is_whole,
    level_of_check,
    stands_after,
)
from sciaticli.core.screening.questions import DETAILS, FIRST_FORM, FORM, Answer, Item, items_of
from support.screenings import LAPTOP, NOW, Field, a_check, a_pain, a_quick, written


def record(hours: float, line: int, file: str = "2026-11.jsonl", device: str = LAPTOP) -> Line:
    return Line(a_pain(NOW + timedelta(hours=hours)), device, file, line)


@pytest.mark.parametrize(
    ("later", "earlier", "after"),
    [
        (record(-5, 2), record(0, 1), True),
        (record(5, 1), record(0, 2), False),
        (record(-5, 1, "2026-12.jsonl"), record(0, 9), True),
        (record(5, 9, "2026-10.jsonl"), record(0, 1), False),
        (record(1, 1, "2026-11.copy.jsonl"), record(0, 9), True),
        (record(-1, 9, "2026-11.copy.jsonl"), record(0, 1), False),
        (record(0, 1, device="phone"), record(0, 9), True),
        (record(0, 1), record(0, 1), True),
        (record(1, 1, device="phone"), record(0, 9), True),
        (record(-1, 9, device="phone"), record(0, 1), False),
        (record(-1, 9, "2026-12.jsonl", "phone"), record(0, 1), False),
    ],
)
def test_files_decide_within_a_device_and_clocks_between_them(
    later: Line, earlier: Line, *, after: bool
) -> None:
    assert stands_after(later, earlier) is after


def test_five_minutes_ahead_are_allowed() -> None:
    assert not is_ahead(record(5 / 60, 1), NOW)
    assert is_ahead(record(5 / 60 + 0.001, 1), NOW)


def test_a_whole_check_is_finished_full_ours_and_complete() -> None:
    def whole(**fields: Field) -> bool:
        return is_whole(a_check(NOW, **fields))

    assert whole()
    assert whole(saddle_numb="new")
    other = a_check(NOW)
    assert [
        whole(scope=Scope.SESSION),
        whole(state=CheckState.OPEN),
        whole(tier=None),
        whole(imported=True),
        whole(form="red_flags@3"),
        whole(v=2),
        whole(answers={**other.answers, "foot_drop": "maybe"}),
        whole(answers={key: word for key, word in other.answers.items() if key != "foot_drop"}),
    ] == [False] * 8
    assert whole(answers={**other.answers, "colour": "red"})
    details = {key: word for key, word in other.answers.items() if key not in DETAILS}
    assert whole(answers=details)


def test_a_check_of_the_first_edition_is_whole_and_calm_and_clears_no_more() -> None:
    old = a_check(NOW, form=FIRST_FORM)
    asked = {key: word for key, word in old.answers.items() if key in items_of(FIRST_FORM)}
    old = a_check(NOW, form=FIRST_FORM, answers=asked)
    assert (is_whole(old), is_calm(old), can_clear(old)) == (True, True, False)
    assert not is_whole(a_check(NOW, form=FORM, answers=asked))


def test_a_check_is_judged_by_its_own_edition() -> None:
    words = {"sexual_change": "mid"}
    assert level_of_check(a_check(NOW, form=FIRST_FORM, tier=None, **words)) is Level.URGENT_2D
    assert level_of_check(a_check(NOW, tier=None, **words)) is Level.SOON


@pytest.mark.parametrize("fact", ["age_band", "blood_thinner"])
def test_a_check_without_its_facts_is_not_whole(fact: str) -> None:
    check = a_check(NOW)
    fields = {name: getattr(check, name) for name in check.__struct_fields__}
    assert not is_whole(type(check)(**{**fields, fact: UNSET}))


def test_the_higher_of_saved_tier_and_answers_counts() -> None:
    def level(**fields: Field) -> Level:
        return level_of_check(a_check(NOW, **fields))

    assert level() is Level.CLEAR
    assert level(saddle_numb="new", tier=Tier.CLEAR) is Level.EMERGENCY
    assert level(tier=Tier.SOON) is Level.SOON
    assert level(tier=Tier.URGENT, window=Window.TWO_DAYS) is Level.URGENT_2D
    assert level(tier=Tier.URGENT) is Level.URGENT_TODAY
    assert level(tier=Tier.EMERGENCY, answers={}) is Level.EMERGENCY
    assert level(saddle_numb="new", state=CheckState.OPEN) is Level.CLEAR
    assert level_of_check(a_quick(NOW, answers={"saddle_numb": "new"})) is Level.CLEAR


def test_only_clear_and_soon_can_clear() -> None:
    assert can_clear(a_check(NOW))
    assert can_clear(a_check(NOW, cancer_history="yes"))
    assert not can_clear(a_check(NOW, weight_loss="new"))
    assert not can_clear(a_check(NOW, scope=Scope.SESSION))


def test_answers_keep_what_is_understood() -> None:
    check = a_check(
        NOW,
        age_band="70_plus",
        answers={"foot_drop": "cleared", "colour": "red", "saddle_numb": "blue", "age_band": "no"},
        known={"foot_drop": date(2026, 5, 1), "colour": date(2026, 5, 1)},
    )
    form = answers_of(check)
    assert form.words == {Item.FOOT_DROP: Answer.CLEARED}
    assert form.known == {Item.FOOT_DROP: date(2026, 5, 1)}
    assert (form.age_band, form.blood_thinner) == ("70_plus", "no")


def test_checks_are_read_in_the_order_of_the_record() -> None:
    first, second = a_check(NOW), a_check(NOW - timedelta(days=1))
    history = written(first, a_pain(NOW), ("phone", second))
    assert [check for _, check in checks_in(history)] == [first, second]
