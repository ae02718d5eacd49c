"""One lock: held, busy, or not to be had."""

import errno
import fcntl
import multiprocessing
import os
from pathlib import Path

import pytest

from sciaticli.core.errors import UsageError
from sciaticli.store.file_lock import Hold, hold, one_at_a_time
from sciaticli.store.journal import held_file
from sciaticli.store.running_session import hold_running
from support.moments import moment


def test_a_second_one_is_told_that_it_is_held(tmp_path: Path) -> None:
    descriptors = [os.open(tmp_path / "f", os.O_RDWR | os.O_CREAT) for _ in range(2)]
    assert [hold(one, wait=False) for one in descriptors] == [Hold.HELD, Hold.BUSY]
    os.close(descriptors[0])
    assert hold(descriptors[1], wait=False) is Hold.HELD
    os.close(descriptors[1])


@pytest.mark.parametrize("number", [errno.ENOLCK, errno.ENOTSUP, errno.EIO])
def test_a_folder_without_locks_is_not_taken_for_a_second_window(
    number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(fcntl, "flock", refuse)
    with hold_running(tmp_path / "session.jsonl", moment), held_file(tmp_path / "f") as file:
        assert not file.alone


def test_only_would_block_means_another_window(tmp_path: Path) -> None:
    path = tmp_path / "session.jsonl"
    with (
        hold_running(path, moment),
        pytest.raises(UsageError, match="another window"),
        hold_running(path, moment),
    ):
        pytest.fail("both held it")


def count_up(folder: Path, times: int) -> None:
    for _ in range(times):
        with one_at_a_time(folder / "lock"):
            number = int((folder / "n").read_text())
            (folder / "n").write_text(str(number + 1))


def test_reading_and_writing_is_one_thing(tmp_path: Path) -> None:
    (tmp_path / "n").write_text("0")
    context = multiprocessing.get_context("fork")
    workers = [context.Process(target=count_up, args=(tmp_path, 200)) for _ in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert (tmp_path / "n").read_text() == "600"
