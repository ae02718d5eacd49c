"""Locks: what sets one, and the only thing that opens it."""

from datetime import timedelta

import pytest
from msgspec.structs import replace

from sciaticli.core.record.entries import Amend, Check, CheckState, ExamHow, ExamVerdict, Scope, Tier, Window
from sciaticli.core.record.history import History, Line, fold
from sciaticli.core.screening.level import Level
from sciaticli.core.screening.locks import (
    REMEMBERED,
    Lock,
    in_light_days,
    lock_lines_of,
    lock_of,
    locks_of,
    lost_locks,
    opened_by,
    standing_locks,
    without_answers,
)
from sciaticli.core.screening.questions import FIRST_FORM, FORM
from sciaticli.core.screening.triage import Advice
from support.screenings import NOW, Field, a_check, a_pain, a_quick, ago, an_exam, common, written


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


# ---------------------------------------------------------------------------------- fair ways out

SMALL = {
    "fever_unwell": "new",
    "weight_loss": "new",
    "night_pain": "new",
    "minor_injury": "new",
    "pain_uncontrolled": "new",
    "rash": "yes",
    "pee_often": "yes",
}
"""Signs that are urgent alone, and for which a call or a pharmacy will do."""
NERVES = (
    "bladder_start", "bladder_leak_feel", "bowel_change", "saddle_numb", "sexual_change", "both_legs_pain",
    "both_legs_weak", "foot_drop", "leg_weak_one", "leg_numb_one",
)  # fmt: skip
HANDS_AND_EYES = (*NERVES, "cold_pale_leg", "leg_swelling", "belly_pulse", "hip_no_weight", "groin_pain")


def locking(**words: Field) -> Lock:
    return lock_of(a_check(ago(days=1), **words))


@pytest.mark.parametrize(("item", "word"), SMALL.items(), ids=str)
def test_a_call_will_do_for_what_nobody_has_to_look_at(item: str, word: str) -> None:
    assert locking(**{item: word}).by_phone
    assert not locking(**{item: word}, pregnant_birth="yes").by_phone
    assert not locking(**{item: word}, pregnant_birth="cleared").by_phone


@pytest.mark.parametrize("item", HANDS_AND_EYES)
def test_a_call_will_not_do_beside_what_has_to_be_looked_at(item: str) -> None:
    word = "yes" if item == "groin_pain" else "old"
    for small in ("weight_loss", "fever_unwell"):
        lock = locking(**{small: "old", item: word})
        assert not lock.by_phone
        assert not lock.by_waiting
    assert locking(weight_loss="old", **{item: "cleared"}).by_phone


def test_a_call_will_do_for_several_small_signs_and_not_for_one_that_is_more() -> None:
    assert locking(urine_burns="yes", fever_unwell="new").by_phone
    assert locking(weight_loss="new", night_pain="new").by_phone
    assert not locking(weight_loss="new", spine_spot_pain="new").by_phone
    assert not locking(fever_unwell="new", infection_risk="yes").by_phone  # an emergency
    assert not locking(night_pain="new", cancer_history="yes").by_phone


def test_of_the_first_edition_a_call_opens_pain_alone() -> None:
    assert locking(form=FIRST_FORM, pain_uncontrolled="new").by_phone
    assert not locking(form=FIRST_FORM, pain_uncontrolled="new", leg_weak_one="new").by_phone
    assert locking(form=FIRST_FORM, pain_uncontrolled="new", leg_numb_one="old").by_phone


@pytest.mark.parametrize("item", NERVES)
def test_a_nerve_sign_is_never_taken_for_a_slip(item: str) -> None:
    assert locking(leg_swelling="new").may_be_slip
    assert not locking(leg_swelling="new", **{item: "old"}).may_be_slip
    assert not locking(leg_swelling="new", pregnant_birth="yes").may_be_slip


def test_what_is_no_urgent_answer_of_a_form_has_no_such_way_out() -> None:
    emergency = locking(cold_pale_leg="new")
    back = lock_of(a_quick(ago(days=1), answers={"recheck_old_sign": "yes"}, tier=Tier.EMERGENCY))
    purged = lock_of(without_answers(a_check(ago(days=1), weight_loss="new")))
    high = locking(fever_unwell="new", tier=Tier.EMERGENCY)
    for lock in (emergency, back, purged, high):
        assert not any((lock.by_phone, lock.may_be_slip, lock.by_waiting))


def test_fever_alone_may_be_waited_for() -> None:
    assert locking(fever_unwell="new").by_waiting
    assert not locking(fever_unwell="new", weight_loss="new").by_waiting
    assert not locking(weight_loss="new").by_waiting
    assert not locking(fever_unwell="new", pregnant_birth="yes").by_waiting


def opens(lock: Lock, how: ExamHow, *, after: timedelta, verdict: ExamVerdict = ExamVerdict.OK) -> bool:
    """Return whether it opens by an examination right after it, told in a check some time after it."""
    exam = an_exam((lock.id,), lock.since + timedelta(seconds=1), verdict, how)
    return lock.opens_with(exam, lock.since + after)


SECOND, DAY = timedelta(seconds=1), timedelta(days=1)


def test_a_slip_takes_a_day_and_a_call() -> None:
    lock = locking(leg_swelling="new")
    for how in (ExamHow.PHONE, ExamHow.PHARMACY):
        assert opens(lock, how, after=DAY)
        assert not opens(lock, how, after=DAY - SECOND)
    assert not opens(lock, ExamHow.WELL_AGAIN, after=30 * DAY)
    assert opens(lock, ExamHow.IN_PERSON, after=SECOND)
    assert not opens(lock, ExamHow.IN_PERSON, after=30 * DAY, verdict=ExamVerdict.NO)


def test_a_fever_takes_seven_days_or_a_call() -> None:
    lock = locking(fever_unwell="new")
    assert opens(lock, ExamHow.WELL_AGAIN, after=7 * DAY)
    assert not opens(lock, ExamHow.WELL_AGAIN, after=7 * DAY - SECOND)
    assert opens(lock, ExamHow.PHONE, after=SECOND)
    assert not opens(locking(cold_pale_leg="new"), ExamHow.WELL_AGAIN, after=30 * DAY)
    assert not opens(locking(cold_pale_leg="new"), ExamHow.PHONE, after=30 * DAY)


def test_an_examination_at_the_very_moment_of_the_lock_is_none() -> None:
    lock = locking(leg_swelling="new")
    assert not lock.opens_with(an_exam((lock.id,), lock.since), lock.since + DAY)


@pytest.mark.parametrize(
    ("how", "verdict", "waits"),
    [
        (ExamHow.IN_PERSON, ExamVerdict.NO, True),
        (ExamHow.PHONE, ExamVerdict.NO, False),
        (ExamHow.IN_PERSON, ExamVerdict.OK, False),
    ],
)
def test_a_lock_waits_for_leave_after_an_examination_that_forbade(
    how: ExamHow, verdict: ExamVerdict, waits: bool
) -> None:
    lock = a_check(ago(days=3), foot_drop="new", id="lock")
    told = a_check(ago(days=1), release=an_exam((), ago(days=2), verdict, how))
    assert [each.waits_for_leave for each in standing_locks(written(lock, told), NOW)] == [waits]


def test_only_what_was_said_after_a_lock_forbids() -> None:
    lock = a_check(ago(days=3), foot_drop="new", id="lock")
    at_once = a_check(ago(days=1), release=an_exam((), ago(days=3), ExamVerdict.NO))
    assert [each.waits_for_leave for each in standing_locks(written(lock, at_once), NOW)] == [False]
    assert [each.waits_for_leave for each in standing_locks(written(lock), NOW)] == [False]


# --------------------------------------------------------------------------- locks that vanish


def remembered(*checks: Check) -> History:
    return fold(Line(check, file=REMEMBERED) for check in checks)


def test_a_lock_that_only_the_machine_remembers_says_so() -> None:
    lock = a_check(ago(days=1), foot_drop="new")
    assert [each.is_lost for each in locks_of(remembered(lock))] == [True]
    assert [each.is_lost for each in locks_of(written(lock))] == [False]


def test_a_lost_lock_is_one_that_the_record_has_not_or_has_as_less() -> None:
    lock = a_check(ago(days=1), foot_drop="new", id="lock")
    assert lost_locks(written(lock).records, [lock]) == []
    assert lost_locks(written(without_answers(lock)).records, [lock]) == []
    assert lost_locks(written(lock, a_pain(ago(hours=1))).records, [lock]) == []
    assert lost_locks(written(a_pain(ago(hours=1))).records, [lock]) == [lock]
    for other in (
        replace(lock, id="other"),
        replace(lock, rec=ago(days=2)),
        a_check(ago(days=1), id="lock"),
        a_check(ago(days=1), id="lock", pain_uncontrolled="new"),
    ):
        assert lost_locks(written(other).records, [lock]) == [lock]
        assert lost_locks(written(other, lock).records, [lock]) == []
        assert lost_locks(written(lock, other).records, [lock]) == []


def test_what_is_remembered_is_each_lock_once_and_nothing_else() -> None:
    urgent = a_check(ago(days=1), id="lock", pain_uncontrolled="new")
    clear = a_check(ago(days=1), id="clear")
    records = [*written(urgent, clear, a_pain(ago(hours=1), id="lock")).records, *remembered(urgent).records]
    assert lock_lines_of(records, {"lock", "clear"}) == [urgent]
    assert lock_lines_of(records, {"clear"}) == []
    worse = replace(urgent, tier=Tier.EMERGENCY)
    both = [*written(urgent).records, *remembered(worse).records]
    assert lock_lines_of(both, {"lock"}) == [urgent, worse]
