"""Files of other programs among ours."""

from pathlib import Path

import pytest

from sciaticli.store.catalogue import OTHER_VERSION, load_catalogue, other_versions, own_files
from sciaticli.store.foreign import is_left
from support.world import Home

ROUTINE = """[[routine]]
id = "mine"
name = "Mine"
[[routine.items]]
exercise = "glute_bridge"
"""
COPIES = (
    "mine.sync-conflict-20261120-081500-ABCDEFG.toml",
    "mine (conflicted copy 2026-11-20 081500).toml",
    "mine (Anna's conflicted copy 2026-11-20).toml",
    "mine_conflict-20261120.toml",
)


LEFT = [".#a.toml", "._a.toml", "#a.toml#", "a.toml~", "~$a.toml", ".a.toml.swp", "a.toml.orig"]


@pytest.mark.parametrize("name", LEFT)
def test_what_others_leave_is_known_by_its_name(name: str) -> None:
    assert is_left(name)


@pytest.mark.parametrize("name", ["a.toml", "a-b_2.toml", "conflict-free.toml", "routine_mine.toml"])
def test_what_is_ones_own_is_not(name: str) -> None:
    assert not is_left(name)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "mine.toml").write_text(ROUTINE)
    return tmp_path


@pytest.mark.parametrize("name", [".#mine.toml", "._mine.toml"])
def test_a_lock_and_a_shadow_are_passed_over(folder: Path, name: str) -> None:
    if name.startswith(".#"):
        (folder / name).symlink_to("user@host.1234:1763")
    else:
        (folder / name).write_bytes(b"\0\5\26\7")
    assert [file.name for file in own_files(folder)] == ["mine.toml"]
    assert [routine.id for routine in load_catalogue(folder).routines] == ["mine"]


@pytest.mark.parametrize("name", [*COPIES, "mine (1).toml", "a copy.toml"])
def test_the_same_content_counts_once(folder: Path, name: str) -> None:
    (folder / name).write_text(ROUTINE)
    assert len(load_catalogue(folder).routines) == 1
    assert other_versions(folder) == []


@pytest.mark.parametrize("name", COPIES)
def test_a_copy_that_says_something_else_is_named_and_not_read(home: Home, name: str) -> None:
    folder = home.folder / "config" / "exercises.d"
    folder.mkdir(parents=True)
    (folder / "mine.toml").write_text(ROUTINE)
    (folder / name).write_text(ROUTINE.replace("glute_bridge", "cat_cow"))
    (routine,) = load_catalogue(folder).routines
    assert [item.exercise for item in routine.items] == ["glute_bridge"]
    said = home.run("doctor")
    assert name in said.out
    assert OTHER_VERSION in said.out
    told = home.run("exercises", "list", "glute_bridge").err
    assert told.startswith(
        f"Left out of your own exercises and routines:\n  {folder / name}: {OTHER_VERSION}\n"
    )
    (folder / name).unlink()
    assert home.run("exercises", "list", "glute_bridge").err == "", "not from a copy made before"
