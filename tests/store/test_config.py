"""config.toml on disk: written whole, for the owner only, and nothing of a person's own is lost unsaid."""

import stat
import tomllib
from pathlib import Path
from typing import Any

import pytest
import tomli_w
import tomlkit

from sciaticli.core.errors import DataError
from sciaticli.core.settings import SETTINGS
from sciaticli.store.config import config_table, load_config, save_table


def test_a_missing_file_is_the_defaults(tmp_path: Path) -> None:
    config = load_config(tmp_path / "config.toml")
    assert config.profile.minutes == 15
    assert config.profile.conditions is None


BAD = """\
[profile]
minutes = 200 # too many
side = "lefft"
conditions = "stenosis"
time_of_day = 3
episode_start = 2026
set_aside = "bird_dog"

[coach]
plain = "yes"
get_ready_s = "10"
sound = "speech, tones"
[hooks]
locked = "playerctl pause"
"""
TOLD = (
    "line 2: profile.minutes takes 3 to 90; not 200. For example: minutes = 15",
    'line 3: profile.side does not take "lefft". Did you mean left?',
    (
        "line 5: profile.time_of_day takes morning, midday, afternoon, evening; not 3. "
        'For example: time_of_day = "morning"'
    ),
    (
        "line 6: profile.episode_start takes a month, as 2026-08; not 2026. "
        'For example: episode_start = "2026-08"'
    ),
    (
        "line 7: profile.set_aside takes a list of names of exercises or families, as bird_dog; "
        'not "bird_dog". For example: set_aside = ["bird_dog"]'
    ),
    'line 10: coach.plain takes true or false; not "yes". For example: plain = false',
    'line 11: coach.get_ready_s takes 3 to 60; not "10". For example: get_ready_s = 10',
    'line 12: coach.sound does not take "speech, tones". Did you mean speech?',
    (
        "line 14: hooks.locked takes a list of a program and its arguments, as playerctl,pause; "
        'not "playerctl pause". For example: locked = ["playerctl", "pause"]'
    ),
)


def test_every_bad_key_is_named_with_its_line_and_what_could_stand_there(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text(BAD)
    with pytest.raises(DataError) as caught:
        load_config(path)
    told = caught.value.problems
    assert [line for line in told if not line.startswith("line 4: ")] == list(TOLD)
    assert told[2].startswith("line 4: profile.conditions takes a list of stenosis, ")
    assert told[2].endswith('; not "stenosis". For example: conditions = ["stenosis"]')
    assert caught.value.hint == "Mend the file, or put a key right with: sciaticli setup --set KEY=VALUE"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("profile.minutes = 200\n", "line 1: "),
        ("# mine\n[ profile ]\n\n  minutes=200\n", "line 4: "),
        ("[coach]\nminutes = 1\n[profile]\nminutes = 200\n", "line 4: "),
        ("profile = {minutes = 200}\n", ""),
        ("[profile]\n'minutes' = 200\n", ""),
    ],
)
def test_the_line_is_told_where_it_is_plain(text: str, line: str, tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text(text)
    with pytest.raises(DataError) as caught:
        load_config(path)
    assert caught.value.problems == (
        f"{line}profile.minutes takes 3 to 90; not 200. For example: minutes = 15",
    )


def test_what_is_no_table_is_told_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text("# mine\nprofile = 3\n")
    with pytest.raises(DataError) as caught:
        load_config(path)
    assert caught.value.problems == (
        "line 2: profile is a table: write [profile], and its keys in lines below",
    )


def test_a_line_that_is_no_toml_is_shown(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text("[profile]\nside = left\n")
    with pytest.raises(DataError, match=r"Invalid value \(at line 2, column 8\): side = left\.$"):
        load_config(path)


@pytest.mark.parametrize("key", SETTINGS)
@pytest.mark.parametrize("value", [[], [[]], [3.5], 3.5, -1, True, {}, "no such thing", ["no such thing"]])
def test_the_example_for_any_setting_can_be_used(key: str, value: object, tmp_path: Path) -> None:
    """A person who writes what is shown has mended the line."""
    table, _, name = key.partition(".")
    path = tmp_path / "config.toml"
    path.write_text(tomli_w.dumps({table: {name: value}}))
    try:
        load_config(path)
    except DataError as error:
        (told,) = error.problems
        assert told.startswith("line ") or isinstance(value, dict)
        path.write_text(f"[{table}]\n{told.partition('For example: ')[2]}\n")
        load_config(path)
        assert name in config_table(path)[table]


def test_unknown_keys_stay(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text('mine = 1\n[profile]\nminutes = 20\npets = ["cat"]\n')
    table = config_table(path)
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
    table = config_table(path)
    table["profile"] = {"minutes": 6, "equipment": ["mat"], "side": "left"}
    table["coach"] |= {"theme": "dark"}
    save_table(path, table)
    assert config_table(path) == table
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
    assert {key: part for key, part in config_table(path).items() if part} == {
        key: part for key, part in table.items() if part
    }


def test_a_writer_that_puts_a_key_elsewhere_is_not_believed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "config.toml"
    monkeypatch.setattr(tomlkit, "dumps", lambda _: "[profile]\nrollover = '04:00'\n")
    save_table(path, {"coach": {"rollover": "04:00"}})
    assert config_table(path) == {"coach": {"rollover": "04:00"}}
