"""Who may train: the gates one by one, then random timelines on two devices."""

from datetime import UTC, date, datetime, timedelta, timezone
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sciaticli.core.catalogue.exercise import Condition
from sciaticli.core.plan import PlanMode
from sciaticli.core.profile import AgeBand, Profile, YesNoUnsure
from sciaticli.core.record.entries import AnyEntry, Check, CheckState, ExamVerdict, Pain, Scope, Tier
from sciaticli.core.record.history import Damage, History
from sciaticli.core.screening.clearance import (
    Cleared,
    Reason,
    Refused,
    current,
    is_pregnant,
    last_session,
    recheck_due,
)
from sciaticli.core.screening.heard import Heard
from sciaticli.core.screening.locks import standing_locks
from support.screenings import (
    LAPTOP,
    NOW,
    Field,
    Written,
    a_check,
    a_pain,
    a_quick,
    a_session,
    ago,
    an_exam,
    an_open_check,
    written,
)

if TYPE_CHECKING:
    from collections.abc import Callable


def now_with(*entries: Written, profile: Profile | None = None, at: datetime = NOW) -> Cleared | Refused:
    return current(written(*entries), (), at, profile)


def cleared(*entries: Written, profile: Profile | None = None, at: datetime = NOW) -> Cleared:
    answer = now_with(*entries, profile=profile, at=at)
    assert isinstance(answer, Cleared), answer
    return answer


def opens(*entries: Written, profile: Profile | None = None, at: datetime = NOW) -> bool:
    return isinstance(now_with(*entries, profile=profile, at=at), Cleared)


def reason(*entries: Written, profile: Profile | None = None, at: datetime = NOW) -> Reason:
    answer = now_with(*entries, profile=profile, at=at)
    assert isinstance(answer, Refused), answer
    return answer.reason


def test_nothing_on_record_is_refused() -> None:
    assert reason() is Reason.MISSING
    assert reason(a_pain(ago(days=1)), a_quick(ago(days=1)), a_session(ago(days=1))) is Reason.MISSING


@pytest.mark.parametrize(
    "check",
    [
        a_check(ago(days=1), imported=True),
        a_check(ago(days=1), form="red_flags@0"),
        a_check(ago(days=1), v=2),
        a_check(ago(days=1), answers={}),
        a_check(ago(days=1), scope=Scope.QUICK),
        a_check(ago(days=1), scope=Scope.SESSION),
        a_check(ago(days=1), state=CheckState.OPEN, tier=None),
        a_check(ago(days=1), tier=None),
    ],
    ids=["imported", "other form", "newer version", "no answers", "quick", "part", "open", "no tier"],
)
def test_only_a_whole_check_of_ones_own_clears(check: Check) -> None:
    assert reason(check) is Reason.MISSING


def test_a_clear_check_holds_fourteen_days_to_the_second() -> None:
    leave = cleared(a_check(ago(days=13), id="c"))
    assert (leave.mode, leave.tier, leave.check) == (PlanMode.NORMAL, Tier.CLEAR, "c")
    assert (leave.since, leave.until) == (ago(days=13), ago(days=-1))
    assert reason(a_check(ago(days=14))) is Reason.EXPIRED
    assert opens(a_check(ago(days=14) + timedelta(seconds=1)))


def test_a_check_counts_from_the_earlier_of_its_two_times() -> None:
    assert reason(a_check(ago(days=15), rec=ago(days=1))) is Reason.EXPIRED
    assert reason(a_check(ago(days=1), rec=ago(days=15))) is Reason.EXPIRED


def test_times_are_given_in_the_zone_of_the_clock() -> None:
    east = timezone(timedelta(hours=2))
    leave = cleared(a_check(ago(days=1)), at=NOW.astimezone(east))
    assert leave.until == ago(days=-13)
    assert leave.until.utcoffset() == timedelta(hours=2)


LONG = Profile(episode_start="2026-01")


def test_a_long_and_stable_episode_holds_thirty_days() -> None:
    assert cleared(a_check(ago(days=29)), profile=LONG).until == ago(days=-1)
    assert reason(a_check(ago(days=30)), profile=LONG) is Reason.EXPIRED
    assert reason(a_check(ago(days=14)), profile=Profile()) is Reason.EXPIRED
    assert reason(a_check(ago(days=14))) is Reason.EXPIRED


@pytest.mark.parametrize(
    ("start", "holds"), [("2026-07", True), ("2026-08", False), ("2025-12", True), ("2026-11", False)]
)
def test_an_episode_is_long_when_twelve_weeks_are_sure(start: str, *, holds: bool) -> None:
    check = a_check(ago(days=20))
    assert isinstance(now_with(check, profile=Profile(episode_start=start)), Cleared) is holds


@pytest.mark.parametrize(("day", "holds"), [(25, False), (26, True)])
def test_an_episode_of_december_is_counted_from_new_year(day: int, *, holds: bool) -> None:
    taken = datetime(2026, 3, day, 8, 0, tzinfo=UTC)
    at = taken + timedelta(days=20)
    answer = now_with(a_check(taken), profile=Profile(episode_start="2025-12"), at=at)
    assert isinstance(answer, Cleared) is holds


@pytest.mark.parametrize(
    ("entry", "stable"),
    [
        (a_pain(ago(days=27), flare=YesNoUnsure.YES), False),
        (a_pain(ago(days=29), flare=YesNoUnsure.YES), True),
        (a_pain(ago(days=27), flare=YesNoUnsure.UNSURE), True),
        (a_pain(ago(days=27), weak=True), False),
        (a_pain(ago(days=27), numb=True), False),
        (a_pain(ago(days=29), weak=True), True),
        (a_pain(ago(days=28), flare=YesNoUnsure.YES), False),
        (a_pain(ago(days=28), weak=True), False),
        (a_check(ago(days=28), cancer_history="yes"), False),
        (a_check(ago(days=27), cancer_history="yes"), False),
        (a_check(ago(days=29), cancer_history="yes"), True),
        (an_open_check(ago(days=27), leg_numb_one="new"), True),
        (a_quick(ago(days=27), answers={"recheck_leg": "yes"}), False),
    ],
)
def test_stable_is_no_flare_no_void_and_no_worse_result_for_28_days(entry: AnyEntry, *, stable: bool) -> None:
    answer = now_with(entry, a_check(ago(days=20)), profile=LONG)
    assert isinstance(answer, Cleared) is stable


def test_soon_holds_fourteen_days_in_any_episode() -> None:
    assert cleared(a_check(ago(days=13), not_improving="yes"), profile=LONG).until == ago(days=-1)
    assert reason(a_check(ago(days=15), not_improving="yes"), profile=LONG) is Reason.EXPIRED
    assert reason(a_check(ago(days=29), not_improving="yes"), profile=LONG) is Reason.EXPIRED


@pytest.mark.parametrize(
    ("words", "mode"),
    [({"not_improving": "yes"}, PlanMode.NORMAL), ({"cancer_history": "yes"}, PlanMode.LIGHT)],
)
def test_soon_leaves_its_mode_open(words: dict[str, Field], mode: PlanMode) -> None:
    leave = cleared(a_check(ago(days=1), **words))
    assert (leave.tier, leave.mode) == (Tier.SOON, mode)


def test_soon_in_mode_pause_is_refused() -> None:
    answer = now_with(a_check(ago(days=1), hip_no_weight="unsure"))
    assert isinstance(answer, Refused)
    assert (answer.reason, answer.tier) == (Reason.PAUSED, Tier.SOON)


def soon(days: float, **fields: Field) -> Check:
    return a_check(ago(days=days), **({"not_improving": "yes"} | fields))


def test_soon_that_nobody_has_looked_at_is_paused_after_fourteen_days() -> None:
    assert reason(soon(14), soon(1)) is Reason.PAUSED
    assert opens(soon(13.9), soon(1))
    assert reason(soon(20), soon(10), soon(1)) is Reason.PAUSED


def test_the_wait_is_counted_over_whole_checks_alone() -> None:
    assert reason(soon(20), a_quick(ago(days=10)), soon(1)) is Reason.PAUSED
    ahead = a_check(NOW + timedelta(days=3))
    assert reason(soon(20), ahead, a_check(ago(minutes=1), not_improving="yes")) is Reason.PAUSED


def test_an_examination_on_the_very_day_counts_and_for_183_days() -> None:
    assert opens(soon(20), soon(1, release=an_exam([], ago(days=20, hours=2))))
    answered = soon(183, release=an_exam([], ago(days=184)))
    assert opens(soon(184), answered, soon(100), soon(1))
    assert reason(soon(184), answered, soon(100), soon(0.9)) is Reason.PAUSED


def test_a_clear_check_between_starts_the_wait_anew() -> None:
    assert opens(soon(20), a_check(ago(days=10)), soon(1))
    assert opens(soon(20), a_check(ago(days=10), cancer_history="yes"), soon(1))


def test_a_sign_that_was_examined_does_not_wait() -> None:
    assert opens(*(a_check(ago(days=day), both_legs_pain="checked") for day in (20, 1)))


def test_a_clinicians_answer_ends_the_pause() -> None:
    answer = an_exam([], ago(days=2))
    assert opens(soon(20), soon(1, release=answer))
    assert opens(soon(20), soon(10, release=an_exam([], ago(days=12))), soon(1))
    before = an_exam([], ago(days=21))
    assert reason(soon(20), soon(1, release=before)) is Reason.PAUSED


def test_a_clinicians_answer_is_good_for_six_months() -> None:
    at = NOW + timedelta(days=200)
    entries = [soon(20), soon(1, release=an_exam([], ago(days=2)))]
    later = [a_check(at - timedelta(days=day), not_improving="yes") for day in range(195, 0, -10)]
    assert reason(*entries, *later, at=at) is Reason.PAUSED
    soonish = [a_check(NOW + timedelta(days=day), not_improving="yes") for day in (50, 100, 150)]
    assert opens(*entries, *soonish, at=NOW + timedelta(days=151))


def test_a_clinician_who_said_no_pauses_until_a_later_word() -> None:
    forbidden = soon(5, release=an_exam([], ago(days=6), ExamVerdict.NO))
    assert reason(forbidden) is Reason.PAUSED
    assert reason(forbidden, a_check(ago(days=1))) is Reason.PAUSED
    assert opens(forbidden, a_check(ago(days=1), release=an_exam([], ago(days=2))))
    same_day = a_check(ago(days=4), release=an_exam([], ago(days=6)))
    assert opens(forbidden, same_day)


def test_an_imported_word_may_forbid_and_never_allow() -> None:
    forbidden = soon(5, release=an_exam([], ago(days=6), ExamVerdict.NO))
    allowed = a_check(ago(days=3), imported=True, release=an_exam([], ago(days=4)))
    assert reason(forbidden, allowed, a_check(ago(days=1))) is Reason.PAUSED
    imported = a_check(ago(days=3), imported=True, release=an_exam([], ago(days=4), ExamVerdict.NO))
    assert reason(imported, a_check(ago(days=1))) is Reason.PAUSED


def test_a_known_finding_ends_the_span_after_six_months() -> None:
    def leave(known_days: int) -> Cleared | Refused:
        known = {"leg_weak_one": (NOW - timedelta(days=known_days)).date()}
        return now_with(a_check(ago(days=1), leg_weak_one="cleared", known=known))

    near = leave(180)
    assert isinstance(near, Cleared)
    assert near.until == datetime(2026, 11, 26, tzinfo=UTC)
    assert isinstance(leave(183), Cleared)
    assert isinstance(leave(184), Refused)


def test_a_finding_whose_age_changes_nothing_does_not_shorten_the_span() -> None:
    check = a_check(ago(days=1), both_legs_pain="checked", known={"both_legs_pain": date(2026, 5, 25)})
    assert cleared(check).until == ago(days=-13)


def test_a_lock_comes_before_everything() -> None:
    lock = a_check(ago(days=3), id="e", saddle_numb="new")
    answer = now_with(lock, a_check(ago(days=1)), an_open_check(ago(hours=1)))
    assert isinstance(answer, Refused)
    assert (answer.reason, answer.tier) == (Reason.LOCKED, Tier.EMERGENCY)
    assert [item.id for item in answer.locks] == ["e"]
    assert answer.lock is answer.locks[0]
    assert answer.message == (
        "On 19 November 2026 your answers were an emergency, and no examination has been recorded since."
    )


def test_after_an_emergency_release_the_days_are_light() -> None:
    lock = a_check(ago(days=10), id="e", saddle_numb="new")
    release = a_check(ago(days=8), saddle_numb="cleared", release=an_exam(["e"], ago(days=9)))
    leave = cleared(lock, release)
    assert (leave.mode, leave.tier, leave.after_emergency) == (PlanMode.LIGHT, Tier.CLEAR, True)
    later = cleared(lock, release, a_check(NOW + timedelta(days=6)), at=NOW + timedelta(days=6))
    assert (later.mode, later.after_emergency) == (PlanMode.NORMAL, False)


def test_a_void_is_mended_by_a_full_check_alone() -> None:
    weak = a_pain(ago(days=2), weak=True)
    answer = now_with(a_check(ago(days=3)), weak, a_quick(ago(days=1)))
    assert isinstance(answer, Refused)
    assert (answer.reason, answer.message) == (Reason.VOID, "You recorded new or growing weakness.")
    assert opens(a_check(ago(days=3)), weak, a_check(ago(days=1)))


def test_a_new_fact_in_the_profile_voids() -> None:
    profile = Profile(blood_thinner=YesNoUnsure.YES)
    assert reason(a_check(ago(days=1)), profile=profile) is Reason.VOID
    assert opens(a_check(ago(days=1), blood_thinner="yes"), profile=profile)


def test_a_clock_that_went_backwards_refuses_five_minutes_allowed() -> None:
    check = a_check(ago(days=1))
    ahead = a_pain(NOW + timedelta(minutes=5, seconds=1))
    assert reason(check, ahead) is Reason.CLOCK
    assert reason(check, ("phone", ahead)) is Reason.CLOCK
    assert opens(check, a_pain(NOW + timedelta(minutes=5)))


def test_an_entry_from_the_future_is_set_aside_by_a_full_check_after_it_on_its_device() -> None:
    ahead = a_pain(NOW + timedelta(days=3))
    assert opens(ahead, a_check(ago(minutes=1)))
    assert reason(ahead, ("phone", a_check(ago(minutes=1)))) is Reason.CLOCK
    assert opens(("phone", ahead), ("phone", a_check(ago(minutes=2))), a_check(ago(minutes=1)))
    assert reason(a_check(ago(minutes=1)), ahead) is Reason.CLOCK
    assert reason(a_check(ago(days=1)), ahead, a_quick(ago(minutes=1))) is Reason.CLOCK


def test_a_check_from_the_future_never_clears() -> None:
    ahead = a_check(NOW + timedelta(days=3))
    assert reason(ahead) is Reason.CLOCK
    leave = cleared(ahead, a_check(ago(minutes=1), id="c"))
    assert leave.check == "c"


def test_within_a_device_the_last_line_counts_and_between_devices_the_newest() -> None:
    turned_back = [a_check(ago(hours=1)), a_check(ago(hours=2), id="last", not_improving="yes")]
    assert cleared(*turned_back).check == "last"
    assert cleared(a_check(ago(hours=2)), ("phone", a_check(ago(hours=1), id="p"))).check == "p"
    assert cleared(("phone", a_check(ago(hours=1), id="p")), a_check(ago(hours=2))).check == "p"


def test_of_two_checks_of_one_second_the_stricter_counts() -> None:
    clear = a_check(ago(hours=1), id="clear")
    normal = a_check(ago(hours=1), id="normal", not_improving="yes")
    light = a_check(ago(hours=1), id="light", cancer_history="yes")
    pause = a_check(ago(hours=1), hip_no_weight="unsure")
    for device in ("a-phone", "phone"):
        assert cleared(clear, (device, normal)).check == "normal"
        assert cleared(normal, (device, clear)).check == "normal"
        assert cleared(normal, (device, light)).check == "light"
        assert cleared(light, (device, normal)).check == "light"
        assert reason(light, (device, pause)) is Reason.PAUSED


def damaged(
    line: int, *, file: str = "2026-11.jsonl", device: str = LAPTOP, month: str | None = None
) -> Damage:
    return Damage(file, line, "torn", device, file[:7] if month is None else month)


def with_damage(damage: Damage, *entries: Written) -> Cleared | Refused:
    return current(written(*entries), (damage,), NOW)


def test_damage_counts_as_newer_unless_it_surely_stands_before() -> None:
    lines = (a_pain(ago(days=2)), a_pain(ago(days=2)), a_check(ago(days=1)))
    assert isinstance(with_damage(damaged(1), *lines), Cleared)
    assert isinstance(with_damage(damaged(2), *lines), Cleared)
    for unsure in (
        damaged(3),
        damaged(4),
        damaged(0),
        damaged(1, device="phone"),
        damaged(1, file="2026-11.copy.jsonl"),
        damaged(1, file="2026-12.jsonl"),
        damaged(1, file="x", month=""),
    ):
        answer = with_damage(unsure, *lines)
        assert isinstance(answer, Refused), unsure
        assert answer.reason is Reason.DAMAGE
    assert isinstance(with_damage(damaged(9, file="2026-10.jsonl"), *lines), Cleared)
    assert isinstance(with_damage(damaged(9, file="2026-10.jsonl", device="phone"), *lines), Cleared)


def test_damage_that_an_earlier_check_of_its_device_covered_stays_covered() -> None:
    phone = (("phone", a_pain(ago(days=3))), ("phone", a_check(ago(days=2))))
    before = damaged(1, device="phone")
    assert isinstance(with_damage(before, *phone, a_check(ago(days=1))), Cleared)
    quick = (("phone", a_pain(ago(days=3))), ("phone", a_quick(ago(days=2))))
    assert isinstance(with_damage(before, *quick, a_check(ago(days=1))), Refused)
    late = (("phone", a_pain(ago(days=3))), ("phone", a_check(ago(hours=1), saddle_numb="checked")))
    assert isinstance(with_damage(damaged(3, device="phone"), *late, a_check(ago(days=1))), Refused)


def test_damage_of_the_folding_counts_too() -> None:
    history = written(a_check(ago(days=1)))
    broken = History(records=history.records, checks=history.checks, damage=(damaged(7),))
    answer = current(broken, (), NOW)
    assert isinstance(answer, Refused)
    assert answer.message == (
        "Part of your record can't be read (laptop/2026-11.jsonl, line 7); it may hold a sign."
    )


@pytest.mark.parametrize(
    ("words", "conditions"),
    [
        ({}, set()),
        ({"pregnant_birth": "cleared"}, {Condition.PREGNANCY_2ND_3RD_TRIMESTER}),
        ({"bone_risk": "unsure"}, {Condition.COMPRESSION_FRACTURE}),
        ({"infection_risk": "yes"}, {Condition.RECENT_SURGERY}),
        ({"leg_numb_one": "cleared"}, {Condition.NUMBNESS_OR_WEAKNESS}),
        ({"leg_weak_one": "cleared"}, {Condition.NUMBNESS_OR_WEAKNESS, Condition.BALANCE_PROBLEM}),
        ({"foot_drop": "checked"}, {Condition.NUMBNESS_OR_WEAKNESS, Condition.BALANCE_PROBLEM}),
    ],
)
def test_answers_imply_conditions(words: dict[str, Field], conditions: set[Condition]) -> None:
    assert cleared(a_check(ago(days=1), **words)).conditions == conditions


def test_the_last_weeks_entries_imply_conditions_too() -> None:
    both = {Condition.NUMBNESS_OR_WEAKNESS, Condition.BALANCE_PROBLEM}
    check = a_check(ago(hours=1))
    assert cleared(a_pain(ago(days=7), weak=True), check).conditions == both
    assert cleared(a_pain(ago(days=7, seconds=1), weak=True), check).conditions == set()
    assert cleared(a_pain(ago(days=6), numb=True), check).conditions == {Condition.NUMBNESS_OR_WEAKNESS}
    assert cleared(a_pain(ago(days=6), numb=False), check).conditions == set()


def test_a_clearance_carries_what_the_planner_needs_of_the_check() -> None:
    check = a_check(ago(days=1), age_band="70_plus", blood_thinner="unsure", pregnant_birth="yes")
    leave = cleared(check)
    assert (leave.age_band, leave.blood_thinner) == (AgeBand.AGE_70_PLUS, YesNoUnsure.UNSURE)
    assert is_pregnant(written(check), NOW)
    assert not is_pregnant(written(a_check(ago(days=1))), NOW)
    assert not is_pregnant(written(), NOW)


def test_a_full_check_counts_as_recheck_for_four_hours_and_one_session() -> None:
    def due(check: Check, *more: AnyEntry) -> bool:
        return recheck_due(written(check, *more), cleared(check, *more), NOW)

    check = a_check(ago(hours=4))
    assert not due(check)
    assert recheck_due(written(check), cleared(check), NOW, [Heard.NOTE])
    assert due(a_check(ago(hours=4, seconds=1)))
    assert due(a_check(ago(minutes=50)), a_session(ago(minutes=40)))
    assert due(a_check(ago(minutes=50)), a_session(ago(minutes=60)))
    assert due(a_check(ago(days=2)), a_quick(ago(minutes=1)))


def test_the_last_session_is_the_one_that_ended_last() -> None:
    assert last_session(written(a_session(ago(days=3)), a_session(ago(days=5)))) == ago(days=3) + timedelta(
        minutes=10
    )
    assert last_session(written()) is None


# ---------------------------------------------------------------- random timelines on two devices

LOCKING = (Tier.URGENT, Tier.EMERGENCY)
KINDS = st.sampled_from(
    ["clear", "clear", "soon", "pause", "urgent", "emergency", "release", "open", "quick", "quick_yes",
     "pain", "weak", "session", "imported"]
)  # fmt: skip


@st.composite
def timelines(draw: st.DrawFn) -> tuple[list[tuple[str, AnyEntry]], list[Damage], datetime]:
    """Draw entries of two devices, now and then with a clock that jumps, and damaged lines between them."""
    clock = NOW
    entries: list[tuple[str, AnyEntry]] = []
    for _ in range(draw(st.integers(1, 12))):
        clock += timedelta(hours=draw(st.integers(0, 200)))
        skew = timedelta(hours=draw(st.sampled_from([0, 0, 0, 0, 0, 0, -30, 30])))
        device = draw(st.sampled_from([LAPTOP, "phone"]))
        entries.append((device, an_entry(draw(KINDS), clock + skew, entries)))
    damage = [
        Damage(f"{clock:%Y-%m}.jsonl", draw(st.integers(0, 8)), "torn", device, f"{clock:%Y-%m}")
        for device in draw(st.lists(st.sampled_from([LAPTOP, "phone"]), max_size=1))
    ]
    return entries, damage, clock + timedelta(hours=draw(st.integers(0, 400)))


def an_entry(kind: str, at: datetime, before: list[tuple[str, AnyEntry]]) -> AnyEntry:
    """Return an entry of a kind; a release names every lock before it."""
    locks = [entry.id for _, entry in before if isinstance(entry, Check) and entry.tier in LOCKING]
    makers: dict[str, Callable[[], AnyEntry]] = {
        "clear": lambda: a_check(at),
        "soon": lambda: a_check(at, not_improving="yes"),
        "pause": lambda: a_check(at, hip_no_weight="unsure"),
        "urgent": lambda: a_check(at, leg_weak_one="new"),
        "emergency": lambda: a_check(at, saddle_numb="new"),
        "imported": lambda: a_check(at, imported=True),
        "release": lambda: a_check(at, release=an_exam(locks, at - timedelta(hours=1))),
        "open": lambda: an_open_check(at, leg_numb_one="new"),
        "quick": lambda: a_quick(at, answers={"recheck_leg": "no"}),
        "quick_yes": lambda: a_quick(at, answers={"recheck_leg": "yes"}),
        "pain": lambda: a_pain(at, weak=False),
        "weak": lambda: a_pain(at, weak=True),
        "session": lambda: a_session(at),
    }
    return makers[kind]()


def ends_a_clearance(entry: AnyEntry) -> bool:
    if isinstance(entry, Check):
        return entry.state is CheckState.OPEN or entry.answers == {"recheck_leg": "yes"}
    return isinstance(entry, Pain) and entry.weak is True


@given(timelines())
@settings(max_examples=400, deadline=None)
def test_a_clearance_never_outlives_its_rules(
    timeline: tuple[list[tuple[str, AnyEntry]], list[Damage], datetime],
) -> None:
    """A second, simpler reading of the rules: whenever sessions are open, each of these holds."""
    entries, damage, now = timeline
    history = written(*entries)
    answer = current(history, damage, now)
    if isinstance(answer, Refused):
        assert answer.message.endswith(".")
        return
    record = next(record for record in history.records if record.entry.id == answer.check)
    check = record.entry
    assert isinstance(check, Check)
    assert check.tier in (Tier.CLEAR, Tier.SOON)
    assert not check.imported
    assert check.rec <= now + timedelta(minutes=5)
    assert now < answer.until <= check.rec + timedelta(days=14)
    released = {
        name
        for _, entry in entries
        if isinstance(entry, Check) and entry.release
        for name in entry.release.of
    }
    for place, other in enumerate(history.records):
        later = other.device == record.device and place > history.records.index(record)
        if later or (other.device != record.device and other.entry.rec >= check.rec):
            assert not ends_a_clearance(other.entry)
        if isinstance(other.entry, Check) and other.entry.tier in LOCKING:
            assert other.entry.id in released
    assert not standing_locks(history, now)
    assert all(item.device == record.device or item.month < record.file[:7] or item.line for item in damage)


@given(timelines(), st.integers(0, 400))
@settings(max_examples=120, deadline=None)
def test_a_clearance_holds_until_the_moment_it_names_and_not_longer(
    timeline: tuple[list[tuple[str, AnyEntry]], list[Damage], datetime], hours: int
) -> None:
    entries, damage, now = timeline
    history = written(*entries)
    answer = current(history, damage, now)
    if isinstance(answer, Cleared):
        assert isinstance(current(history, damage, answer.until), Refused)
        later = now + timedelta(hours=hours)
        if later >= answer.until:
            assert isinstance(current(history, damage, later), Refused)


@given(timelines(), st.sampled_from(["open", "quick_yes", "weak", "urgent", "emergency", "pause"]))
@settings(max_examples=120, deadline=None)
def test_one_more_bad_entry_never_opens_sessions(
    timeline: tuple[list[tuple[str, AnyEntry]], list[Damage], datetime], kind: str
) -> None:
    entries, damage, now = timeline
    for device in (LAPTOP, "phone"):
        more = [*entries, (device, an_entry(kind, now, entries))]
        assert isinstance(current(written(*more), damage, now), Refused)


@pytest.mark.parametrize(
    ("word", "is_implied"), [("yes", True), ("checked", True), ("cleared", False), ("no", False)]
)
def test_a_sore_groin_is_a_condition_for_the_planner(word: str, is_implied: bool) -> None:
    leave = cleared(a_check(ago(days=1), groin_pain=word))
    assert (Condition.GROIN_PAIN in leave.conditions) is is_implied
