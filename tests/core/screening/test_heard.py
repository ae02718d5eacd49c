"""What is told outside the form: pain of 8 for days, bad nights, much worse, and notes."""

from datetime import timedelta

import pytest
from msgspec.structs import replace

from sciaticli.core.record.entries import AnyEntry, Assessment, Leg, Note, Scope
from sciaticli.core.screening.heard import Heard, bad_days, heard
from support.screenings import NOW, Field, a_check, a_pain, a_quick, ago, an_open_check, common, written


def told(*entries: AnyEntry) -> tuple[Heard, ...]:
    return heard(written(*entries), NOW, lambda text: "sign" in text)


def strong(days: float, **fields: Field) -> AnyEntry:
    return a_pain(ago(days=days), 8, **fields)


def test_three_strong_days_of_a_week_are_heard_and_two_are_not() -> None:
    check = a_check(ago(days=10))
    assert told(check, strong(3), strong(2)) == ()
    assert told(check, strong(3), strong(2), strong(2)) == ()
    assert told(check, strong(3), strong(2), strong(1)) == (Heard.STRONG,)
    assert told(check, strong(8), strong(2), strong(1)) == ()
    assert told(check, *(a_pain(ago(days=day), 7, 7) for day in (3, 2, 1))) == ()
    assert told(check, *(a_pain(ago(days=day), 0, 9) for day in (3, 2, 1))) == (Heard.STRONG,)


def test_three_bad_nights_are_heard() -> None:
    nights = [a_pain(ago(days=day), sleep_disturbed=True) for day in (5, 3, 1)]
    assert told(a_check(ago(days=10)), *nights) == (Heard.SLEEP,)
    assert told(a_check(ago(days=10)), *nights[1:]) == ()


def test_what_was_asked_about_is_not_asked_again_until_it_is_so_anew() -> None:
    days = [strong(4), strong(3), strong(2)]
    with_line = a_quick(ago(days=1.5), answers={"recheck_pelvic": "no", "recheck_pain": "no"})
    assert told(a_check(ago(days=10)), *days, a_quick(ago(days=1.5))) == (Heard.STRONG,)
    assert told(a_check(ago(days=10)), *days, with_line) == ()
    assert told(a_check(ago(days=10)), *days, with_line, strong(1)) == ()
    assert told(a_check(ago(days=10)), *days, a_check(ago(days=1.5))) == ()


def test_ten_days_of_ten_are_never_met_with_silence() -> None:
    for today in range(2, 10):
        days = [a_pain(NOW - timedelta(days=back), 10) for back in range(today + 1)]
        assert bad_days(written(*days), NOW) == (Heard.STRONG,)


@pytest.mark.parametrize(("score", "is_heard"), [(5, False), (6, True), (7, True)])
def test_much_worse_is_heard(score: int, is_heard: bool) -> None:
    change = Assessment(**common(ago(hours=1)), form="change@1", score=score)
    assert told(a_check(ago(days=1)), change) == ((Heard.CHANGE,) if is_heard else ())


def test_a_note_is_heard_until_the_next_screening() -> None:
    note = Note(**common(ago(hours=2)), note="a sign")
    assert told(a_check(ago(days=1)), note) == (Heard.NOTE,)
    assert told(a_check(ago(days=1)), a_pain(ago(hours=2), did=("a sign",))) == (Heard.NOTE,)
    assert told(a_check(ago(days=1)), note, a_quick(ago(hours=1))) == ()
    assert told(a_check(ago(days=1)), Note(**common(ago(hours=2)), note="a good day")) == ()


def test_another_form_and_a_change_without_a_score_say_nothing() -> None:
    other = Assessment(**common(ago(hours=1)), form="tampa@1", score=60)
    unsaid = Assessment(**common(ago(hours=1)), form="change@1")
    assert told(a_check(ago(days=1)), other, unsaid) == ()


def test_only_a_finished_check_of_ones_own_has_asked() -> None:
    note = Note(**common(ago(hours=2)), note="a sign")
    after = ago(hours=1)
    for check in (an_open_check(after), a_check(after, imported=True), a_check(after, scope=Scope.SESSION)):
        assert told(a_check(ago(days=1)), note, check) == (Heard.NOTE,)
    assert told(note) == (Heard.NOTE,)


def test_what_is_told_in_the_moment_of_a_check_was_before_it() -> None:
    at = ago(hours=2)
    assert told(a_check(at), Note(**common(at), note="a sign")) == ()
    days = [strong(3), strong(2), strong(1)]
    assert bad_days(written(*days), NOW, days[0].rec) == ()
    assert bad_days(written(*days), NOW, days[0].rec - timedelta(seconds=1)) == (Heard.STRONG,)


def test_a_week_is_seven_days_and_the_score_of_a_week_is_of_no_day() -> None:
    check = a_check(ago(days=20))
    assert told(check, strong(7), strong(2), strong(1)) == ()
    assert told(check, *(strong(day, window="7d") for day in (3, 2, 1))) == ()


def test_the_worst_of_a_day_counts_like_what_is_now() -> None:
    check = a_check(ago(days=10))
    worst = [replace(a_pain(ago(days=day)), leg=Leg(worst=9, now=2)) for day in (3, 2, 1)]
    now = [replace(a_pain(ago(days=day)), leg=Leg(worst=2, now=9)) for day in (3, 2, 1)]
    assert told(check, *worst) == (Heard.STRONG,)
    assert told(check, *now) == (Heard.STRONG,)
