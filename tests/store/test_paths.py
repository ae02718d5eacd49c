"""Folders: where they are, who may read them, and that a write is whole or not at all."""

import errno
import os
import shutil
import stat
from pathlib import Path
from types import SimpleNamespace

import pytest

from sciaticli.core.errors import UsageError
from sciaticli.store.paths import (
    content,
    find_paths,
    left_over,
    make_private,
    put_in_place,
    why_unwritable,
    write_private,
)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_everything_lies_below_the_home_that_is_named(tmp_path: Path) -> None:
    paths = find_paths({"SCIATICLI_HOME": str(tmp_path)})
    assert paths.config_file == tmp_path / "config" / "config.toml"
    assert paths.own_exercises == tmp_path / "config" / "exercises.d"
    assert paths.journal == tmp_path / "data" / "journal"
    assert paths.device_file == tmp_path / "state" / "device"
    assert paths.session_file == tmp_path / "state" / "session.jsonl"


def test_without_one_the_platform_decides(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
        monkeypatch.delenv(name)
    assert all(tmp_path in folder.parents for folder in find_paths({}))


def test_every_folder_made_is_the_owners_only(tmp_path: Path) -> None:
    make_private(tmp_path / "a" / "b" / "c")
    assert [mode(tmp_path / part) for part in ("a", "a/b", "a/b/c")] == [0o700] * 3


def test_a_whole_file_is_private_and_replaces_the_old_one(tmp_path: Path) -> None:
    old = os.umask(0)
    try:
        write_private(tmp_path / "new" / "f.toml", "one")
        write_private(tmp_path / "new" / "f.toml", "two")
    finally:
        os.umask(old)
    assert (tmp_path / "new" / "f.toml").read_text() == "two"
    assert mode(tmp_path / "new" / "f.toml") == 0o600
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["f.toml"]


def test_built_in_content_is_found() -> None:
    assert (content("instructions") / "mckenzie.toml").is_file()


def test_a_link_is_written_through_and_stays(tmp_path: Path) -> None:
    (tmp_path / "dotfiles").mkdir()
    real = tmp_path / "dotfiles" / "c.toml"
    real.write_text("old")
    real.chmod(0o640)
    link = tmp_path / "config.toml"
    link.symlink_to(real)
    put_in_place(link, b"new", keep_mode=True)
    assert link.is_symlink()
    assert real.read_text() == "new"
    assert mode(real) == 0o640
    assert [file.name for file in real.parent.iterdir()] == ["c.toml"]


def test_what_is_no_regular_file_is_left_as_it_is(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for place in (tmp_path / "pipe", tmp_path, Path("/dev/null")):
        with pytest.raises(OSError, match=r"(not a regular file|a folder)"):
            put_in_place(place, b"x")
    ring = tmp_path / "ring"
    ring.symlink_to(ring)
    with pytest.raises(OSError, match="symbolic links"):
        put_in_place(ring, b"x")


def test_a_file_that_must_not_be_replaced_is_not(tmp_path: Path) -> None:
    put_in_place(tmp_path / "a", b"one", replace=False)
    with pytest.raises(FileExistsError):
        put_in_place(tmp_path / "a", b"two", replace=False)
    assert (tmp_path / "a").read_bytes() == b"one"
    assert [file.name for file in tmp_path.iterdir()] == ["a"]


def test_what_a_killed_program_left_is_known_and_goes(tmp_path: Path) -> None:
    put_in_place(tmp_path / "a", b"one")
    old, new = tmp_path / ".a.0123456789ab.new", tmp_path / ".a.ba9876543210.new"
    for file in (old, new, tmp_path / ".b.0123456789ab.new", tmp_path / ".a.of-mine.new"):
        file.write_text("half")
    os.utime(old, (1, 1))
    assert sorted(left_over(tmp_path / "a")) == sorted([old, new])
    put_in_place(tmp_path / "a", b"two")
    assert not old.exists()
    assert new.exists()


def test_a_user_without_a_home_is_told_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(os.path, "expanduser", lambda path: path)
    with pytest.raises(UsageError, match="no home folder"):
        find_paths({})
    with pytest.raises(UsageError, match="no home folder"):
        find_paths({"SCIATICLI_HOME": "~no-such-user-here/x"})


def test_a_write_that_fails_names_the_file_that_was_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="No space left") as caught:
        put_in_place(tmp_path / "report.html", b"page")
    assert caught.value.filename == str(tmp_path / "report.html")
    assert not list(tmp_path.iterdir())
    with pytest.raises(FileNotFoundError) as missing:
        put_in_place(tmp_path / "no" / "report.html", b"page")
    assert missing.value.filename == str(tmp_path / "no" / "report.html")


@pytest.mark.skipif(os.name != "posix", reason="folders have no such modes")
def test_a_folder_that_can_not_be_written_says_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "home" / "data"
    assert why_unwritable(folder) is None, "it would be made"
    monkeypatch.setattr(os, "access", lambda place, _: place != tmp_path)  # root may write everywhere
    assert why_unwritable(folder) == "can't be written"
    monkeypatch.undo()
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=4096))
    assert why_unwritable(folder) == "the disk is full"
    (tmp_path / "home").touch()
    assert why_unwritable(folder) == "is no folder"
