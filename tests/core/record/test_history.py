"""What the fold keeps, changes and refuses."""

from datetime import UTC, date, datetime, timedelta
from itertools import permutations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sciaticli.core.record.entries import (
    Amend,
    AnyEntry,
    Back,
    Check,
    CheckState,
    Leg,
    Note,
    Pain,
    Scope,
    Tier,
)
from sciaticli.core.record.history import Line, fold, with_changes

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def common(number: int, minutes: int = 0) -> dict[str, Any]:
    moment = NOON + timedelta(minutes=minutes)
    return {
        "v": 1,
        "id": f"e{number}",
        "at": moment,
        "rec": moment,
        "tz": "UTC",
        "day": date(2026, 11, 22),
        "src": "0",
    }


def pain(number: int, worst: int = 4, minutes: int = 0) -> Pain:
    return Pain(**common(number, minutes), leg=Leg(worst=worst), back=Back(worst=2))


def amend(number: int, of: int, minutes: int = 1, **changes: Any) -> Amend:  # noqa: ANN401 - any field
    return Amend(**common(number, minutes), of=f"e{of}", **changes)


def check(number: int, tier: Tier = Tier.CLEAR) -> Check:
    return Check(
        **common(number),
        form="red_flags@1",
        scope=Scope.FULL,
        state=CheckState.FINISHED,
        answers={},
        tier=tier,
    )


def records(*entries: AnyEntry, device: str = "a", name: str = "2026-11.jsonl") -> list[Line]:
    return [Line(entry, device, name, line) for line, entry in enumerate(entries, 1)]


def worst(*entries: AnyEntry) -> list[object]:
    return [entry.leg.worst for entry in fold(records(*entries)).pains if entry.leg]


def test_nothing_folds_to_nothing() -> None:
    history = fold([])
    assert history.entries == ()


def test_entries_stand_by_time_then_id_whatever_the_order_of_their_lines() -> None:
    entries = [pain(3, minutes=5), pain(2, minutes=5), pain(1, minutes=9)]
    for order in permutations(entries):
        assert [entry.id for entry in fold(records(*order)).pains] == ["e2", "e3", "e1"]


def test_a_clock_change_does_not_reorder_entries() -> None:
    summer = datetime.fromisoformat("2026-10-25T02:50:00+02:00")
    winter = datetime.fromisoformat("2026-10-25T02:10:00+01:00")
    first = Note(**common(1) | {"at": summer}, note="first")
    second = Note(**common(2) | {"at": winter}, note="twenty minutes later")
    assert [note.id for note in fold(records(second, first)).notes] == ["e1", "e2"]


def test_an_amendment_sets_a_dotted_key_and_leaves_the_rest() -> None:
    (entry,) = fold(records(pain(1), amend(2, 1, set={"leg.worst": 6, "numb.present": True}))).pains
    assert entry.leg == Leg(worst=6)
    assert entry.back == Back(worst=2)
    assert entry.numb
    assert entry.numb.present


def test_the_later_of_two_amendments_wins_key_by_key() -> None:
    one = amend(2, 1, 10, set={"leg.worst": 5, "note": "one"})
    two = amend(3, 1, 20, set={"leg.worst": 7})
    for order in ((pain(1), one, two), (pain(1), two, one)):
        mixed = [Line(entry, f"d{entry.id}", "2026-11.jsonl", 1) for entry in order]
        (entry,) = fold(mixed).pains
        assert entry.leg == Leg(worst=7)
        assert entry.note == "one"


def test_an_amendment_after_a_clock_was_set_back_still_counts() -> None:
    assert worst(pain(1), amend(2, 1, 60, set={"leg.worst": 5}), amend(3, 1, 1, set={"leg.worst": 8})) == [8]


def test_a_tombstone_takes_an_entry_out_but_not_from_the_record() -> None:
    history = fold(records(pain(1), pain(2), amend(3, 1, delete=True)))
    assert [entry.id for entry in history.pains] == ["e2"]
    assert [record.entry.id for record in history.records] == ["e1", "e2", "e3"]


@given(st.integers(0, 8))
def test_an_undo_can_be_undone_any_number_of_times(times: int) -> None:
    undos = [amend(3 + number, 1, 3 + number, undo=f"e{2 + number}") for number in range(times)]
    stands = fold(records(pain(1), amend(2, 1, delete=True), *undos)).pains
    assert bool(stands) is (times % 2 == 1)


def test_undoing_an_edit_brings_the_old_value_back() -> None:
    edit = amend(2, 1, set={"leg.worst": 9})
    assert worst(pain(1), edit) == [9]
    assert worst(pain(1), edit, amend(3, 1, 2, undo="e2")) == [4]
    assert worst(pain(1), edit, amend(3, 1, 2, undo="e2"), amend(4, 1, 3, undo="e3")) == [9]


def test_undos_that_name_each_other_end() -> None:
    assert worst(pain(1), amend(2, 1, undo="e3"), amend(3, 1, undo="e2")) == [4]


def test_an_amendment_of_an_amendment_is_damage() -> None:
    history = fold(records(pain(1), amend(2, 1, set={"leg.worst": 5}), amend(3, 2, set={"set": {}})))
    assert history.pains[0].leg == Leg(worst=5)
    assert [(item.line, item.month) for item in history.damage] == [(3, "2026-11")]
    assert "can't be amended" in history.damage[0].reason


@pytest.mark.parametrize("change", [{"delete": True}, {"set": {"tier": "clear"}}])
def test_an_amendment_of_a_screening_is_damage_without_effect(change: dict[str, Any]) -> None:
    history = fold(records(check(1, Tier.URGENT), amend(2, 1, **change)))
    assert [entry.tier for entry in history.checks] == [Tier.URGENT]
    assert [item.line for item in history.damage] == [2]


@pytest.mark.parametrize(
    "change",
    [
        {"leg.worst": 11},
        {"leg.worst": True},
        {"id": "e9"},
        {"kind": "note"},
        {"rec": "2020-01-01T00:00:00Z"},
        {"note.text": "x"},
        {"at": "2026-11-22T08:00:00"},
    ],
)
def test_an_amendment_that_does_not_fit_is_damage_and_the_entry_stands(change: dict[str, Any]) -> None:
    before = pain(1) if "note.text" not in change else with_changes(pain(1), {"note": "text"})
    history = fold(records(before, amend(2, 1, set=change)))
    assert history.pains == (before,)
    assert [item.line for item in history.damage] == [2]


def test_an_amendment_of_an_entry_that_has_not_arrived_waits_for_it() -> None:
    later = amend(2, 1, set={"leg.worst": 5})
    assert fold(records(later)).damage == ()
    assert worst(later, pain(1)) == [5]


def test_a_copy_counts_once() -> None:
    copy = Line(pain(1), "a", "2026-11.sync-conflict-20261122-101530-ABCDEFG.jsonl", 1)
    history = fold([*records(pain(1)), copy])
    assert len(history.pains) == len(history.records) == 1
    assert history.damage == ()


def test_of_two_different_entries_with_one_id_the_first_counts_and_the_other_is_damage() -> None:
    history = fold(records(pain(1, worst=4), pain(1, worst=5)))
    assert history.pains == (pain(1, worst=4),)
    assert [item.line for item in history.damage] == [2]


def test_a_copy_of_a_screening_that_differs_hides_nothing() -> None:
    history = fold(records(check(1, Tier.CLEAR), check(1, Tier.EMERGENCY)))
    assert {entry.tier for entry in history.checks} == {Tier.CLEAR, Tier.EMERGENCY}
    assert history.damage
