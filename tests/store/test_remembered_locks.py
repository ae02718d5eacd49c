"""Locks that this machine remembers: a line that vanished opens nothing, and a bad disk stops nothing."""

import sys
from pathlib import Path

import msgspec
import pytest

from sciaticli.core.record.history import Line
from sciaticli.core.screening.locks import REMEMBERED, without_answers
from sciaticli.store.paths import Paths, find_paths
from sciaticli.store.remembered_locks import bare_remembered_locks, remember_locks, with_lost_locks
from sciaticli.store.unsaved_checks import keep_unsaved
from support.screenings import a_check, a_pain, ago, written

LOCK = a_check(ago(days=2), id="lock", saddle_numb="new")
OTHER = a_check(ago(days=1), id="other", leg_weak_one="worse")
RECORDS = written(LOCK, OTHER, a_pain(ago(hours=1), id="pain")).records


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    return find_paths({"SCIATICLI_HOME": str(tmp_path / "home")})


def lost(paths: Paths, *kept: Line) -> list[str]:
    """Return the ids of the locks that come back to a record of which only some lines are kept."""
    return [line.entry.id for line in with_lost_locks(paths, kept)[len(kept) :]]


def test_a_lock_that_vanished_comes_back_and_one_that_stands_does_not_come_twice(paths: Paths) -> None:
    remember_locks(paths, RECORDS, ["lock", "other"])
    assert lost(paths) == ["lock", "other"]
    assert lost(paths, RECORDS[0]) == ["other"]
    assert lost(paths, *RECORDS) == []
    (back, *_) = with_lost_locks(paths, [])
    assert (back.file, back.entry) == (REMEMBERED, LOCK)


def test_a_lock_that_is_in_both_lists_comes_back_once(paths: Paths) -> None:
    keep_unsaved(paths, LOCK)
    remember_locks(paths, RECORDS, ["lock"])
    keep_unsaved(paths, LOCK)
    assert lost(paths) == ["lock"]


def test_what_is_no_check_in_the_file_is_passed_over(paths: Paths) -> None:
    remember_locks(paths, RECORDS, ["lock"])
    file = paths.state / REMEMBERED
    file.write_bytes(msgspec.json.encode(a_pain(ago(hours=1), id="pain")) + b"\n" + file.read_bytes())
    assert lost(paths) == ["lock"]
    remember_locks(paths, RECORDS, ["lock"])
    assert lost(paths) == ["lock"]


def test_what_was_opened_is_forgotten(paths: Paths) -> None:
    remember_locks(paths, RECORDS, ["lock", "other"])
    remember_locks(paths, RECORDS, ["other"])
    assert lost(paths) == ["other"]
    remember_locks(paths, RECORDS, [])
    assert lost(paths) == []
    assert not (paths.state / REMEMBERED).exists()


def test_nothing_is_written_where_nothing_changed(paths: Paths) -> None:
    remember_locks(paths, RECORDS, ["lock"])
    file = paths.state / REMEMBERED
    file.write_bytes(file.read_bytes() + b"\n")
    remember_locks(paths, RECORDS, ["lock"])
    assert file.read_bytes().endswith(b"\n\n")


def test_answers_that_were_erased_are_erased_here_too_and_the_lock_stays(paths: Paths) -> None:
    remember_locks(paths, RECORDS, ["lock", "other"])
    bare_remembered_locks(paths, {"lock"})
    found = {line.entry.id: line.entry for line in with_lost_locks(paths, [])}
    assert b"saddle_numb" not in (paths.state / REMEMBERED).read_bytes().splitlines()[0]
    assert found["lock"] == without_answers(LOCK)
    assert found["other"] == OTHER


@pytest.mark.parametrize("text", [b"", b"\xff\xfe", b"[]\n{}\n", b'{"kind":"note"}\n'])
def test_a_file_that_cannot_be_read_is_none(paths: Paths, text: bytes) -> None:
    paths.state.mkdir(parents=True)
    (paths.state / REMEMBERED).write_bytes(text)
    assert lost(paths) == []


@pytest.mark.skipif(sys.platform == "win32", reason="a device is needed")
def test_a_device_in_its_place_is_none(paths: Paths) -> None:
    paths.state.mkdir(parents=True)
    (paths.state / REMEMBERED).symlink_to("/dev/null")
    assert lost(paths) == []


def test_a_disk_that_cannot_be_written_stops_nothing(paths: Paths) -> None:
    (paths.state / REMEMBERED).mkdir(parents=True)
    remember_locks(paths, RECORDS, ["lock"])
    remember_locks(paths, RECORDS, [])
    bare_remembered_locks(paths, {"lock"})
    assert lost(paths) == []
