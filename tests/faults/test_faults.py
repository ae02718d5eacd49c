"""Every fault in small, really caused; `make faults` does the same in full and writes docs/faults.md."""

import os
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from faults import machine, travel
from faults.machine import Outcome
from faults.worker import note
from sciaticli.store.journal import append, read_journal

pytestmark = pytest.mark.slow


@pytest.mark.parametrize(
    "fault",
    [
        partial(machine.killed, appends=60),
        partial(machine.disk_full, room=65_536),
        machine.read_only,
        machine.rights_lost,
        partial(machine.crowd, writers=8, each=5),
        partial(machine.cut_anywhere, lines=10, step=37),
        partial(machine.rubbish, times=20),
        partial(machine.deleted_under_reader, times=50),
        partial(machine.clock_back, months=6),
        partial(machine.import_killed, months=4),
        travel.two_edits,
        partial(travel.three_clones, rounds=2, one_device=False),
        partial(travel.three_clones, rounds=2, one_device=True),
    ],
    ids=[
        "killed", "disk full", "read only", "rights lost", "crowd", "cut anywhere", "rubbish", "deleted",
        "clock back", "import killed", "two edits", "git", "git with one id",
    ],
)  # fmt: skip
def test_nothing_that_was_saved_is_lost(fault: Callable[[Path], Outcome], tmp_path: Path) -> None:
    outcome = fault(tmp_path)
    assert outcome.lost == 0
    assert outcome.saved > 0
    assert not outcome.seen.isupper()
    assert not any(word.isupper() and len(word) > 3 for word in outcome.seen.split())


@pytest.mark.skipif(not travel.syncthing_is_here(), reason="Syncthing is not installed")
def test_two_real_syncthings_lose_nothing(tmp_path: Path) -> None:
    assert travel.two_syncthings(tmp_path, rounds=1).lost == 0


def test_half_a_line_on_a_full_disk_is_taken_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    paths = machine.home_in(tmp_path)
    append(paths, note("first"))
    before = machine.own_file(paths).read_bytes()
    write = os.write

    def half(where: int, line: bytes) -> int:
        monkeypatch.setattr(os, "write", full)
        return write(where, line[: len(line) // 2])

    def full(_where: int, _line: bytes) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "write", half)
    with pytest.raises(OSError, match="No space left") as caught:
        append(paths, note("second"))
    assert caught.value.filename == str(machine.own_file(paths))
    assert machine.own_file(paths).read_bytes() == before
    monkeypatch.setattr(os, "write", write)
    append(paths, note("third"))
    assert machine.ids(paths) == {"first", "third"}
    assert read_journal(paths)[1] == []


def test_a_file_replaced_while_it_is_written_gets_the_line_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = machine.home_in(tmp_path)
    append(paths, note("first"))
    file, sync = machine.own_file(paths), os.fsync

    def replaced_before_the_sync(where: int) -> None:
        monkeypatch.setattr(os, "fsync", sync)
        copy = file.with_name("copy")
        copy.write_bytes(file.read_bytes().splitlines(keepends=True)[0])
        copy.replace(file)
        sync(where)

    monkeypatch.setattr(os, "fsync", replaced_before_the_sync)
    append(paths, note("second"))
    assert machine.ids(paths) == {"first", "second"}
