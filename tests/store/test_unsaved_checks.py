"""A check that could not be saved: what it closes stays closed on this machine, and is told so."""

from datetime import timedelta
from pathlib import Path

import pytest

from sciaticli.core.record.entries import Check, CheckState, Scope
from sciaticli.core.record.history import fold
from sciaticli.core.screening.clearance import Refused, current
from sciaticli.core.screening.level import Level
from sciaticli.core.screening.locks import REMEMBERED, standing_locks
from sciaticli.core.screening.past_checks import closes_sessions, level_of_check
from sciaticli.store.paths import Paths, find_paths
from sciaticli.store.remembered_locks import remember_locks, with_lost_locks
from sciaticli.store.unsaved_checks import drop_unsaved, keep_unsaved, unsaved_checks
from support.screenings import NOW, a_check, ago, written

CLEAR = a_check(ago(days=3), id="clear")


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    return find_paths({"SCIATICLI_HOME": str(tmp_path / "home")})


@pytest.mark.parametrize(
    ("said", "level"),
    [
        ({"saddle_numb": "new"}, Level.EMERGENCY),
        ({"leg_swelling": "new"}, Level.URGENT_TODAY),
        ({"weight_loss": "yes"}, Level.URGENT_2D),
    ],
)
def test_a_lock_without_a_line_stands_with_its_level_and_its_hour(
    said: dict[str, str], level: Level, paths: Paths
) -> None:
    check = a_check(ago(hours=5), id="sign-1", **said)
    assert level_of_check(check) == level
    assert keep_unsaved(paths, check)
    history = fold(with_lost_locks(paths, written(CLEAR).records))
    (lock,) = standing_locks(history, NOW)
    assert (lock.id, lock.level, lock.since, lock.is_lost) == ("sign-1", level, check.rec, True)
    assert isinstance(current(history, (), NOW), Refused)


@pytest.mark.parametrize(
    "check",
    [
        a_check(ago(hours=5), id="soon", cancer_history="yes"),
        a_check(ago(hours=5), id="quick", scope=Scope.QUICK, tier=None, answers={"recheck_leg": "yes"}),
        a_check(ago(hours=5), id="begun", state=CheckState.OPEN, tier=None, answers={"saddle_numb": "new"}),
        a_check(ago(hours=5), id="stop", scope=Scope.SESSION, state=CheckState.OPEN, tier=None, answers={}),
    ],
    ids=lambda check: check.id,
)
def test_what_locks_nothing_still_asks_for_a_whole_check(check: Check, paths: Paths) -> None:
    assert closes_sessions(check)
    keep_unsaved(paths, check)
    leave = current(fold(with_lost_locks(paths, written(CLEAR).records)), (), NOW)
    assert isinstance(leave, Refused)
    assert leave.message == "A check could not be saved."


@pytest.mark.parametrize(
    "check",
    [CLEAR, a_check(ago(hours=5), id="quick", scope=Scope.QUICK, tier=None, answers={"recheck_leg": "no"})],
    ids=lambda check: check.id,
)
def test_what_closes_nothing_is_not_kept(check: Check) -> None:
    assert not closes_sessions(check)


def test_a_begun_one_is_forgotten_once_a_whole_check_stands_after_it(paths: Paths) -> None:
    keep_unsaved(paths, a_check(ago(hours=5), id="soon", cancer_history="yes"))
    for others, count in (((), 1), ((a_check(ago(hours=4), id="fresh"),), 0)):
        records = with_lost_locks(paths, written(CLEAR, *others).records)
        remember_locks(paths, records, [])
        assert len(unsaved_checks(paths)) == count


def test_a_lock_moves_into_the_list_as_soon_as_there_is_room(paths: Paths) -> None:
    keep_unsaved(paths, a_check(ago(hours=5), id="sign", saddle_numb="new"))
    for _ in range(2):
        records = with_lost_locks(paths, written(CLEAR).records)
        assert [line.entry.id for line in records if line.file == REMEMBERED] == ["sign"]
        remember_locks(paths, records, ["sign"])
        assert unsaved_checks(paths) == []
        assert (paths.state / REMEMBERED).exists()
    remember_locks(paths, records, [])
    assert with_lost_locks(paths, []) == []


def test_a_lock_that_was_opened_is_forgotten(paths: Paths) -> None:
    keep_unsaved(paths, a_check(ago(hours=5), id="sign", saddle_numb="new"))
    (paths.state / REMEMBERED).mkdir()  # so that no list can be written
    records = with_lost_locks(paths, [])
    remember_locks(paths, records, ["sign"])
    assert [check.id for check in unsaved_checks(paths)] == ["sign"]
    remember_locks(paths, records, [])
    assert unsaved_checks(paths) == []


def test_where_nothing_can_be_kept_it_is_said(paths: Paths) -> None:
    paths.state.parent.mkdir(parents=True)
    paths.state.write_text("a file where the folder should be")
    assert not keep_unsaved(paths, CLEAR)
    assert unsaved_checks(paths) == []


def test_other_files_are_left_alone(paths: Paths) -> None:
    paths.state.mkdir(parents=True)
    names = {"device", "unsaved_", "unsaved_today_20261399T000000_x", "unsaved_note.txt"}
    for name in names:
        (paths.state / name).touch()
    drop_unsaved(paths, ())
    assert {file.name for file in paths.state.iterdir()} == names


def test_the_oldest_comes_first(paths: Paths) -> None:
    for hours, id_ in ((1, "b"), (2, "a"), (3, "c")):
        keep_unsaved(paths, a_check(ago(hours=hours), id=id_, saddle_numb="new"))
    found = unsaved_checks(paths)
    assert [check.id for check in found] == ["c", "a", "b"]
    assert found[0].rec - found[1].rec == -timedelta(hours=1)
