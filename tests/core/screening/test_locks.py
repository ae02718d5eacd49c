"""Locks: what sets one, and the only thing that opens it."""

from datetime import timedelta

import pytest

from sciaticli.core.record.entries import Amend, Check, CheckState, ExamHow, ExamVerdict, Scope, Tier, Window
from sciaticli.core.screening.level import Level
from sciaticli.core.screening.locks import in_light_days, lock_of, opened_by, standing_locks
from sciaticli.core.screening.questions import FORM
from sciaticli.core.screening.triage import Advice
from support.screenings import NOW, Field, a_check, a_quick, ago, an_exam, common, written


def ids(*entries: Check | tuple[str, Check] | Amend) -> list[str]:
    return [lock.id for lock in standing_locks(written(*entries), NOW)]


def test_urgent_and_emergency_lock_the_highest_and_newest_first() -> None:
    urgent = a_check(ago(days=2), id="u", leg_weak_one="new")
    emergency = a_check(ago(days=3), id="e", saddle_numb="new")
    two_days = a_check(ago(days=1), id="t", weight_loss="new")
    assert ids(a_check(ago(days=4), cancer_history="yes"), emergency, urgent, two_days) == ["e", "u", "t"]


def test_of_two_equal_locks_the_newest_comes_first() -> None:
    assert ids(*(a_check(ago(days=day), id=f"d{day}", saddle_numb="new") for day in (3, 1, 2))) == [
        "d1",
        "d2",
        "d3",
    ]


def test_a_lock_tells_what_was_said() -> None:
    lock = lock_of(a_check(ago(days=1), id="x", cancer_history="yes", saddle_numb="new"))
    assert (lock.tier, lock.window, lock.since) == (Tier.EMERGENCY, None, ago(days=1))
    assert lock.signs == ("saddle_numb", "cancer_history")
    assert (lock.advice, lock.came_back, lock.by_phone) == (Advice.CAUDA_EQUINA, False, False)
    assert lock_of(a_check(NOW, weight_loss="new")).window is Window.TWO_DAYS


def test_a_later_clear_does_not_open_a_lock_on_any_device() -> None:
    lock = a_check(ago(days=2), id="e", saddle_numb="new")
    assert ids(lock, a_check(ago(days=1)), ("phone", a_check(ago(hours=1)))) == ["e"]


def test_an_examination_after_the_lock_opens_it() -> None:
    lock = a_check(ago(days=2), id="e", saddle_numb="new")
    release = a_check(NOW, saddle_numb="cleared", release=an_exam(["e"], ago(days=1)))
    assert ids(lock, release) == []
    assert ids(("phone", lock), release) == []
    just_now = a_check(NOW, saddle_numb="cleared", release=an_exam(["e"], NOW))
    assert ids(lock, just_now) == []


@pytest.mark.parametrize(
    "release",
    [
        a_check(NOW, release=an_exam(["e"], ago(days=3))),
        a_check(NOW, release=an_exam(["e"], ago(days=2))),
        a_check(NOW, release=an_exam(["e"], NOW + timedelta(seconds=1))),
        a_check(NOW, release=an_exam(["other"], ago(days=1))),
        a_check(NOW, release=an_exam([], ago(days=1))),
        a_check(NOW, release=an_exam(["e"], ago(days=1), ExamVerdict.NO)),
        a_check(NOW, release=an_exam(["e"], ago(days=1), how=ExamHow.PHONE)),
        a_check(NOW, release=an_exam(["e"], ago(days=1), how=ExamHow.PHARMACY)),
        a_check(NOW, release=an_exam(["e"], ago(days=1)), imported=True),
        a_check(NOW, release=an_exam(["e"], ago(days=1)), form="red_flags@0"),
        a_check(NOW, release=an_exam(["e"], ago(days=1)), v=2),
        a_check(NOW, release=an_exam(["e"], ago(days=1)), scope=Scope.SESSION),
        a_check(NOW, release=an_exam(["e"], ago(days=1)), state=CheckState.OPEN),
        a_check(NOW, release=an_exam(["e"], ago(days=1)), answers={"saddle_numb": "no"}),
        a_check(NOW, release=an_exam(["e"], ago(days=1)), tier=None),
        a_check(NOW + timedelta(minutes=6), release=an_exam(["e"], ago(days=1))),
    ],
    ids=[
        "before", "same moment", "still to come", "another lock", "no lock", "exercise forbidden", "by phone",
        "pharmacy", "imported", "older form", "newer version", "part of a form", "not finished", "not whole",
        "no tier", "future-dated",
    ],
)  # fmt: skip
def test_nothing_less_opens_it(release: Check) -> None:
    assert "e" in ids(a_check(ago(days=2), id="e", saddle_numb="new"), release)


def test_a_release_with_a_new_sign_opens_nothing_and_locks_again() -> None:
    lock = a_check(ago(days=2), id="e", saddle_numb="new")
    worse = a_check(NOW, id="n", leg_weak_one="new", release=an_exam(["e"], ago(days=1)))
    assert ids(lock, worse) == ["e", "n"]


def test_a_release_can_not_open_itself() -> None:
    assert ids(a_check(NOW, id="e", tier="emergency", release=an_exam(["e"], ago(days=1)))) == ["e"]


@pytest.mark.parametrize("how", [ExamHow.PHONE, ExamHow.PHARMACY])
def test_pain_relief_alone_is_opened_by_a_call(how: ExamHow) -> None:
    release = a_check(NOW, release=an_exam(["e"], ago(days=1), how=how))
    alone = a_check(ago(days=2), id="e", pain_uncontrolled="new", not_improving="yes")
    with_more = a_check(ago(days=2), id="e", pain_uncontrolled="new", leg_weak_one="new")
    assert ids(alone, release) == []
    assert ids(with_more, release) == ["e"]


def test_an_examination_between_two_locks_opens_the_first_alone() -> None:
    first = a_check(ago(days=5), id="a", leg_weak_one="new")
    second = a_check(ago(days=2), id="b", weight_loss="new")
    exam = an_exam([], ago(days=3))
    locks = standing_locks(written(first, second), NOW)
    assert opened_by(exam, locks, NOW) == ("a",)
    assert ids(first, second, a_check(NOW, release=an_exam(["a", "b"], ago(days=3)))) == ["b"]


def test_an_amendment_or_an_import_neither_opens_nor_hides_a_lock() -> None:
    lock = a_check(ago(days=2), id="e", saddle_numb="new")
    amend = Amend(**common(ago(days=1)), of="e", set={"tier": "clear"}, delete=True)
    assert ids(lock, amend) == ["e"]
    assert ids(a_check(ago(days=2), id="i", saddle_numb="new", imported=True)) == ["i"]


def test_answers_that_lock_count_more_than_a_saved_tier() -> None:
    assert ids(a_check(ago(days=2), id="e", saddle_numb="new", tier="clear")) == ["e"]
    assert ids(a_check(ago(days=2), id="p", saddle_numb="no", tier="urgent", answers={})) == ["p"]


def test_a_purged_lock_keeps_a_plain_message() -> None:
    def purged(**tier: Field) -> Advice:
        return lock_of(a_check(ago(days=2), answers={}, **tier)).advice

    assert purged(tier=Tier.EMERGENCY) is Advice.EMERGENCY
    assert purged(tier=Tier.URGENT, window=Window.TODAY) is Advice.URGENT_TODAY
    assert purged(tier=Tier.URGENT) is Advice.URGENT_TODAY
    assert purged(tier=Tier.URGENT, window=Window.TWO_DAYS) is Advice.URGENT_2D


def test_a_part_of_a_form_locks_and_an_open_check_does_not() -> None:
    part = a_check(ago(days=1), id="s", scope=Scope.SESSION, answers={"foot_drop": "new"}, tier="emergency")
    begun = a_check(ago(days=1), id="o", state=CheckState.OPEN, saddle_numb="new")
    assert ids(part, begun) == ["s"]


def test_an_old_sign_that_is_back_is_an_emergency() -> None:
    quick = a_quick(ago(hours=1), id="q", answers={"recheck_old_sign": "yes"}, tier=Tier.EMERGENCY)
    lock = lock_of(quick)
    assert ids(quick) == ["q"]
    assert (lock.level, lock.came_back, lock.signs) == (Level.EMERGENCY, True, ())
    assert lock.advice is Advice.EMERGENCY


def test_a_lock_from_the_future_goes_on_locking() -> None:
    assert ids(a_check(NOW + timedelta(days=400), id="f", saddle_numb="new")) == ["f"]


def test_fourteen_light_days_follow_an_emergency_only() -> None:
    def light(sign: str, days: float) -> bool:
        lock = a_check(ago(days=40), id="e", **{sign: "new"})
        release = a_check(ago(days=days), release=an_exam(["e"], ago(days=39)))
        return in_light_days(written(lock, release), NOW)

    assert [light("saddle_numb", days) for days in (0, 13.99, 14, 20)] == [True, True, False, False]
    assert not light("leg_weak_one", 1)


def test_a_lock_on_a_form_of_another_version_stands() -> None:
    strange = a_check(
        ago(days=1), id="x", form="red_flags@9", answers={"new_item": "yes"}, tier=Tier.EMERGENCY
    )
    assert ids(strange) == ["x"]
    assert strange.form != FORM
