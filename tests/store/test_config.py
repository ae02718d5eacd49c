"""config.toml on disk: written whole, for the owner only, and nothing of a person's own is lost unsaid."""

import stat
import tomllib
from pathlib import Path
from typing import Any

import pytest
import tomlkit

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
    save_table(path, table)
    assert tomllib.loads(path.read_text()) == {"mine": 1, "profile": {"minutes": 10, "pets": ["cat"]}}


def test_the_file_is_private(tmp_path: Path) -> None:
    path = tmp_path / "config" / "config.toml"
    save_table(path, {"profile": {"minutes": 10}})
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


@pytest.mark.parametrize(
    "text",
    [
        "# mine\n[profile]\nminutes = 20 # the physio\nside = 'left'\n\n# last\n[coach]\nplain = true\n",
        "# mine\nprofile.side = 'left' # the physio\nprofile.minutes = 20\ncoach.plain = true # last\n",
        "coach = {plain = true} # mine\nprofile = {side = 'left', minutes = 20} # the physio, last\n",
        "# mine\r\n[profile] # the physio\r\nside = 'left'\r\n[coach]\r\nplain = true # last\r\n",
    ],
)
def test_notes_stay_in_the_file_however_it_is_written(text: str, tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text(text, newline="")
    table = read_table(path)
    table["profile"] = {"minutes": 6, "equipment": ["mat"], "side": "left"}
    table["coach"] |= {"theme": "dark"}
    save_table(path, table)
    assert read_table(path) == table
    written = path.read_text()
    assert all(note in written for note in ("mine", "the physio", "last"))
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [file.name for file in tmp_path.iterdir()] == ["config.toml"]


def test_a_key_that_is_taken_out_is_gone_and_its_neighbours_stay(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text("[profile]\n# one\nminutes = 20\n# two\nside = 'left'\n[mine]\nx = 1 # kept\n")
    save_table(path, {"profile": {"side": "left"}, "mine": {"x": 1}})
    assert path.read_text() == "[profile]\n# one\n# two\nside = 'left'\n[mine]\nx = 1 # kept\n"


@pytest.mark.parametrize(
    "text",
    [
        "profile.minutes = 20 # at most\nprofile.side = 'left'\ncoach.rollover = '04:00'\n",
        "[profile]\nminutes = 20\n[coach]\nrollover = '04:00'\n",
        "profile = {minutes = 20, side = 'left'}\n",
        "[coach]\nrollover = '04:00'\n[profile]\nminutes = 20\n[coach.more]\nyes = 1\n",
    ],
)
@pytest.mark.parametrize(
    "table",
    [
        {"profile": {"conditions": ["osteoporosis"]}},
        {"profile": {}, "coach": {"rollover": "03:00"}},
        {"profile": {"minutes": 15, "note": "\x1b[2J"}, "coach": {"rollover": "03:00", "more": {"no": 2}}},
        {"coach": {"rollover": "03:00"}},
        {},
    ],
)
def test_what_is_written_reads_as_what_was_meant(text: str, table: dict[str, Any], tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text(text)
    save_table(path, table)
    assert {key: part for key, part in read_table(path).items() if part} == {
        key: part for key, part in table.items() if part
    }


def test_a_writer_that_puts_a_key_elsewhere_is_not_believed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "config.toml"
    monkeypatch.setattr(tomlkit, "dumps", lambda _: "[profile]\nrollover = '04:00'\n")
    save_table(path, {"coach": {"rollover": "04:00"}})
    assert read_table(path) == {"coach": {"rollover": "04:00"}}
