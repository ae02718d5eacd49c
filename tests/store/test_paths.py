"""Folders: where they are, who may read them, and that a write is whole or not at all."""

import os
import stat
from pathlib import Path

import pytest

from sciaticli.store.paths import content, find_paths, make_private, write_private


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
