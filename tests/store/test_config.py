"""config.toml on disk: written whole, for the owner only, and nothing of a person's own is lost unsaid."""

import stat
import tomllib
from pathlib import Path

import pytest

from sciaticli.core.errors import DataError
from sciaticli.store.config import load_config, read_table, save_table


def test_a_missing_file_is_the_defaults(tmp_path: Path) -> None:
    config = load_config(tmp_path / "config.toml")
    assert config.profile.minutes == 15
    assert config.profile.conditions is None


def test_every_bad_key_is_named(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text('[profile]\nminutes = 200\nside = "lefft"\n[coach]\nplain = "yes"\n')
    with pytest.raises(DataError) as caught:
        load_config(path)
    assert [problem.partition(":")[0] for problem in caught.value.problems] == [
        "profile.side",
        "profile.minutes",
        "coach.plain",
    ]


def test_unknown_keys_stay(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text('mine = 1\n[profile]\nminutes = 20\npets = ["cat"]\n')
    table = read_table(path)
    table["profile"]["minutes"] = 10
    assert save_table(path, table) is None
    assert tomllib.loads(path.read_text()) == {"mine": 1, "profile": {"minutes": 10, "pets": ["cat"]}}


def test_the_file_is_private(tmp_path: Path) -> None:
    path = tmp_path / "config" / "config.toml"
    save_table(path, {"profile": {"minutes": 10}})
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_notes_are_kept_beside_the_new_file_and_never_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "config" / "config.toml"
    path.parent.mkdir()
    first = "# from my physio\n[profile]\nminutes = 20\n"
    path.write_text(first)
    kept = save_table(path, {"profile": {"minutes": 10}})
    path.write_text("[profile]\nminutes = 5 # short\n")
    kept_again = save_table(path, {"profile": {"minutes": 6}})
    assert kept is not None
    assert kept_again is not None
    assert kept.read_text() == first
    assert kept_again.read_text() == "[profile]\nminutes = 5 # short\n"
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert sorted(file.name for file in path.parent.iterdir()) == [
        "config.toml",
        "config.toml.old1",
        "config.toml.old2",
    ]
