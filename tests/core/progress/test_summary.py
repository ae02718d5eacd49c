"""A period folded: days, weeks, flare-ups, gaps, screenings."""

from sciaticli.core.profile import YesNoUnsure
from sciaticli.core.progress.adherence import DayMark
from sciaticli.core.progress.summary import Flare, Gap, summarise
from sciaticli.core.record.entries import Check, CheckState, Distal, Pain, Response, Scope, Tier
from support.journal_made import common, day, exercise, history, pain, scale, session


def flare(number: int, leg: int = 8) -> Pain:
    return pain(number, leg, 2, flare=YesNoUnsure.YES)


def check(
    number: int, tier: Tier, scope: Scope = Scope.FULL, state: CheckState = CheckState.FINISHED
) -> Check:
    return Check(**common(number, 7), form="red_flags@1", scope=scope, state=state, answers={}, tier=tier)


def test_nothing_known_is_an_empty_summary() -> None:
    found = summarise(history(), day(0), day(41))
    assert found.is_empty
    assert (len(found.days), len(found.weeks), found.leg, found.is_back) == (42, 6, None, False)


def test_days_outside_the_period_do_not_count() -> None:
    found = summarise(history(pain(0, 9, 9), pain(7, 3, 2), pain(14, 9, 9)), day(7), day(13))
    assert (found.logged, found.high_days) == (1, 0)
    assert [each.leg for each in found.days] == [3, None, None, None, None, None, None]


def test_medians_look_back_beyond_the_period() -> None:
    found = summarise(history(*(pain(number, 5, 2) for number in range(8))), day(7), day(13))
    assert found.days[0].leg_median == 5


def test_weeks_are_whole_and_end_on_the_last_day() -> None:
    found = summarise(history(*(pain(number, 4, 2) for number in range(20))), day(0), day(19))
    assert [(week.first, week.last) for week in found.weeks] == [(day(6), day(12)), (day(13), day(19))]
    assert [week.leg_mean for week in found.weeks] == [4, 4]


def test_the_usual_site_of_a_week_is_that_of_most_days_and_the_further_of_two() -> None:
    sites = [Distal.CALF, Distal.CALF, Distal.BUTTOCK, Distal.FOOT, Distal.FOOT]
    entries = [pain(number, 4, down=site) for number, site in enumerate(sites)]
    (week,) = summarise(history(*entries), day(0), day(6)).weeks
    assert week.down == {Distal.BUTTOCK: 1, Distal.CALF: 2, Distal.FOOT: 2}
    assert week.usual_site is Distal.FOOT


def test_high_days_are_those_of_seven_and_more() -> None:
    entries = [pain(number, leg) for number, leg in enumerate((6, 7, 10))]
    assert summarise(history(*entries), day(0), day(6)).high_days == 2


def test_declared_days_near_each_other_are_one_flare_up() -> None:
    entries = [flare(number) for number in (1, 2, 5, 20)]
    assert summarise(history(*entries), day(0), day(27)).flares == (
        Flare(day(1), day(5)),
        Flare(day(20), day(20)),
    )


def test_high_numbers_alone_are_no_flare_up() -> None:
    entries = [pain(number, 9, 9) for number in range(10)]
    assert summarise(history(*entries), day(0), day(13)).flares == ()


def test_a_flare_day_with_a_log_is_marked_as_excused_before_any_session_too() -> None:
    assert summarise(history(flare(1)), day(0), day(6)).days[1].mark is DayMark.EXCUSED


def test_a_gap_of_a_week_is_named_and_whoever_comes_back_is_greeted() -> None:
    known = history(pain(0, 4), pain(8, 4))
    assert summarise(known, day(0), day(8)).gaps == (Gap(day(1), day(7)),)
    assert summarise(known, day(0), day(8)).is_back
    assert not summarise(history(pain(0, 4), pain(7, 4)), day(0), day(8)).gaps
    assert summarise(history(pain(0, 4)), day(0), day(8)).is_back
    assert not summarise(history(pain(0, 4)), day(0), day(7)).is_back


def test_screenings_are_the_finished_full_ones_with_their_result() -> None:
    entries = [
        check(0, Tier.URGENT),
        check(1, Tier.CLEAR, Scope.QUICK),
        check(2, Tier.CLEAR, state=CheckState.OPEN),
        check(3, Tier.CLEAR),
    ]
    found = summarise(history(*entries), day(0), day(6))
    assert [(each.day, each.tier) for each in found.screenings] == [
        (day(0), Tier.URGENT),
        (day(3), Tier.CLEAR),
    ]
    assert found.rechecks == 1


def test_counts_since_the_beginning_only_grow() -> None:
    known = history(*(session(number) for number in (0, 1, 7, 20)))
    counts = [summarise(known, day(last - 6), day(last)).sessions_ever for last in range(6, 30)]
    assert counts == sorted(counts)
    assert counts[-1] == 4
    assert summarise(known, day(21), day(27)).weeks_ever == 3


def test_exercises_are_those_of_the_period_and_scales_those_up_to_its_end() -> None:
    old = session(0, exercise("old", response=Response.WORSE))
    known = history(old, session(10), scale(0, {"a1": 3}), scale(30, {"a1": 9}))
    found = summarise(known, day(7), day(20))
    assert [row.exercise for row in found.exercises] == ["bridge"]
    assert found.function is not None
    assert found.function.now == 3
