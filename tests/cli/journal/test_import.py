"""What comes in from a file: read whole and right, or refused with its row and nothing imported."""

import json
from pathlib import Path
from typing import Any

import pytest

from support.world import Home


def bring(home: Home, folder: Path, text: str | bytes, *more: str, name: str = "old.csv") -> tuple[int, str]:
    source = folder / name
    source.write_bytes(text.encode() if isinstance(text, str) else text)
    result = home.run("journal", "import", str(source), *more)
    return result.code, result.out + result.err


def recorded(home: Home) -> list[dict[str, Any]]:
    entries: list[dict[str, Any]] = json.loads(home.run("journal", "show", "--all", "--json").out)
    return entries


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("date,leg,note\n2026-11-20,4,long drive, then rest\n", "line 2: it has 4 cells"),
        ("date,leg,note\n2026-11-20,4\n", "line 2: it has 2 cells"),
        ('date,leg,note\n2026-11-20,4,"open\n2026-11-21,5,x\n', "can't be split"),
        ('date,leg,note\n2026-11-20,4,"a" b\n', "line 2: the table can't be split"),
        ("date,leg,leg\n2026-11-20,4,7\n", "Two columns are called 'leg'"),
        ("date,leg\n2026-11-20,4\n2026-11-21,1_0\n", "line 3: leg: '1_0' is not a whole number"),
        ("date,leg\n2026-11-20,11\n", "line 2"),
        ('date;leg\n2026-11-20;"4,5"\n', "line 2: leg: '4,5' is not a whole number"),
        ("date,leg,walk\n2026-11-20,4,-5\n", "line 2: "),
        ("date,leg,walk\n2026-11-20,4,1441\n", "line 2"),
        ("date,leg\n0001-01-01,4\n", "line 2: 0001-01-01 is before 1900"),
        ("date,leg\n9999-12-31,4\n", "line 2"),
        ("date,leg\nyesterday,4\n", "line 2: 'yesterday' is not a date"),
        ("date,leg\n08:30,4\n", "line 2: '08:30' is not a date"),
        ("date,leg,note\n2026-11-20,4," + "x" * 140_000 + "\n", "can't be split"),
        ("date,leg,note\n2026-11-20,4," + "x" * 10_001 + "\n", "line 2: `note`: too long"),
        (b"date,leg,note\n2026-11-20,4,gr\xfcn\n", "not UTF-8 text (line 2)"),
    ],
)
def test_what_does_not_fit_is_refused_with_its_row(
    home: Home, tmp_path: Path, text: str | bytes, said: str
) -> None:
    code, words = bring(home, tmp_path, text)
    assert code in {2, 3}
    assert said in words
    assert recorded(home) == []


@pytest.mark.parametrize(
    ("text", "options", "at"),
    [
        ("date,leg\n2026-11-20,4\n", (), "2026-11-20T12:00:00Z"),
        ("date,leg\n2026-11-20 21:30,4\n", (), "2026-11-20T21:30:00Z"),
        ("date,leg\n2026-11-20T21:30,4.0\n", (), "2026-11-20T21:30:00Z"),
        ("date,leg\n2026-11-20T21:30+05:30,4\n", (), "2026-11-20T21:30:00+05:30"),
        ("date,leg\n2026-11-20 21:30+05:30,4\n", (), "2026-11-20T21:30:00+05:30"),
        ("date,leg\n2026-11-20 21:30Z,4\n", (), "2026-11-20T21:30:00Z"),
        ('date;leg\n2026-11-20;"4,0"\n', (), "2026-11-20T12:00:00Z"),
        ("date\tleg\n2026-11-20\t4\n", (), "2026-11-20T12:00:00Z"),
        ("\ufeffdate,leg\r\n2026-11-20,\uff14\r\n\r\n", (), "2026-11-20T12:00:00Z"),
        ("date,leg\n20.11.2026,4\n", ("--date-format", "%d.%m.%Y"), "2026-11-20T12:00:00Z"),
        ("date,leg\n20.11.2026 21:30,4\n", ("--date-format", "%d.%m.%Y %H:%M"), "2026-11-20T21:30:00Z"),
        (
            "date,leg\n20/11/2026 21:30 +0530,4\n",
            ("--date-format", "%d/%m/%Y %H:%M %z"),
            "2026-11-20T21:30:00+05:30",
        ),
    ],
)
def test_times_offsets_and_the_ways_of_spreadsheets_are_read(
    home: Home, tmp_path: Path, text: str, options: tuple[str, ...], at: str
) -> None:
    assert bring(home, tmp_path, text, *options)[0] == 0
    (entry,) = recorded(home)
    assert entry["at"] == at
    assert entry["leg"]["worst"] == 4


@pytest.mark.parametrize("date_format", ["%d%d", "%", "%Q", "%H:%M", "%d/%m", "nothing"])
def test_a_format_that_can_name_no_day_is_refused(home: Home, tmp_path: Path, date_format: str) -> None:
    code, words = bring(home, tmp_path, "date,leg\n2026-11-20,4\n", "--date-format", date_format)
    assert code == 2
    assert "--date-format" in words
    assert "http" not in words, "what Python says of it is not for a person"


def test_a_dry_run_shows_what_would_be_read_and_writes_nothing(home: Home, tmp_path: Path) -> None:
    text = "date,leg,mood\n" + "".join(f"2026-11-{day:02} 21:30,4,fine\n" for day in range(1, 9))
    code, words = bring(home, tmp_path, text, "--dry-run")
    assert code == 0
    assert "2026-11-01 21:30 +0000  " in words
    assert "... and 3 more" in words
    assert "Would be imported: 8." in words
    assert "nothing is read from: mood." in words
    assert recorded(home) == []


LINE = {
    "kind": "pain", "v": 1, "id": "p1", "at": "2026-11-20T08:00:00Z", "rec": "2026-11-20T08:00:00Z",
    "tz": "UTC", "day": "2026-11-20", "src": "0.1.0", "leg": {"worst": 4},
}  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"walk_min": -5}, "walk_min"),
        ({"day": "9999-12-31"}, "day"),
        ({"day": "2026-11-01"}, "is not the day of"),
        ({"at": "1026-11-20T08:00:00Z", "day": "1026-11-20"}, "before 1900"),
        ({"leg": {"worst": 4, "worts": 5}}, "`leg.worts` is no key of it"),
        ({"mood": 3}, "`mood` is no key of it"),
        ({"note": "x" * 10_001}, "too long"),
        ({"rec": "2026-12-24T08:00:00Z"}, "still to come"),
    ],
)
def test_a_line_is_held_to_the_limits_of_log(
    home: Home, tmp_path: Path, changes: dict[str, object], said: str
) -> None:
    code, words = bring(home, tmp_path, json.dumps(LINE | changes), name="old.jsonl")
    assert code == 3
    assert "line 1" in words
    assert said in words
    assert recorded(home) == []


def test_a_line_of_a_newer_version_may_say_more(home: Home, tmp_path: Path) -> None:
    assert bring(home, tmp_path, json.dumps(LINE | {"v": 2, "mood": 3}), name="old.jsonl")[0] == 0


def test_one_id_with_two_contents_is_refused(home: Home, tmp_path: Path) -> None:
    one, other = json.dumps(LINE), json.dumps(LINE | {"leg": {"worst": 9}})
    code, words = bring(home, tmp_path, f"{one}\n{other}\n", name="old.jsonl")
    assert (code, "line 2: p1 stands twice and differs" in words) == (3, True)
    assert bring(home, tmp_path, f"{one}\n{one}\n", name="old.jsonl")[0] == 0
    code, words = bring(home, tmp_path, other, name="old.jsonl")
    assert (code, "something else under this id" in words) == (3, True)
    assert "Here already: 1" in bring(home, tmp_path, one, name="old.jsonl")[1]


def test_a_key_given_twice_in_a_line_is_refused(home: Home, tmp_path: Path) -> None:
    twice = json.dumps(LINE).replace('"worst": 4', '"worst": 9, "worst": 0')
    code, words = bring(home, tmp_path, twice, name="old.jsonl")
    assert (code, "twice: worst" in words) == (3, True)


@pytest.mark.parametrize(
    ("setting", "said"),
    [
        ("walk_min=-5", "walk_min"),
        ("day=9999-12-31", "day"),
        ("day=2026-11-01", "is not the day of"),
        ("leg.worts=5", "`leg.worts` is no key of it"),
        ("mood=3", "`mood` is no key of it"),
        ("at=1026-11-22T08:00:00Z", "before 1900"),
        ("leg.worst=1_0", "leg.worst"),
        (f"note={'x' * 10_001}", "too long"),
        ("leg.worst=" + "[" * 2000, "leg.worst: "),  # too deep for Python before 3.14, then no number
        ("walk_min=" + "9" * 5000, "walk_min"),
    ],
)
def test_an_edit_is_held_to_the_limits_of_log(home: Home, setting: str, said: str) -> None:
    home.run("log", "4", "2")
    before = recorded(home)
    result = home.run("journal", "edit", "last", "--set", setting)
    assert result.code == 2
    assert said in result.err
    assert recorded(home) == before


def test_two_edits_in_two_windows_have_a_file_each(home: Home, tmp_path: Path) -> None:
    home.run("log", "4", "2", "-m", "one")
    inner = tmp_path / "editor.sh"
    look = f"ls {home.folder}/state/edit-* >> {tmp_path}/seen"
    inner.write_text(f"#!/bin/sh\n{look}\nsed -i 's/one/two/' \"$1\"\n")
    inner.chmod(0o700)
    home.env["EDITOR"] = str(inner)
    for _ in range(2):
        assert home.run("journal", "edit", "last", terminal=True).code == 0
    names = (tmp_path / "seen").read_text().split()
    assert len(set(names)) == 2
    assert recorded(home)[0]["note"] == "two"
    assert not list((home.folder / "state").glob("edit-*"))
