"""`journal export` of a year: as a table with its dictionary, and line for line."""

import csv
import json
from pathlib import Path

import pytest

from support.world import Clock, Home
from support.year import EVENING, PRIVATE


def written(home: Home, *argv: str, name: str) -> str:
    target = home.folder / name
    home.folder.mkdir(exist_ok=True)
    result = home.run("journal", "export", "-o", str(target), *argv)
    assert result.code == 0, result.err
    return target.read_text(encoding="utf-8")


def test_a_table_has_its_dictionary_beside_it_and_notes_can_stay_out(year: Home) -> None:
    text = written(year, "--no-notes", name="record.csv")
    rows = list(csv.DictReader(text.splitlines()))
    assert {row["measure"] for row in rows} >= {"pain_worst", "reps_done", "screening"}
    assert not any(row["note"] for row in rows)
    words = json.loads((year.folder / "record.csv-metadata.json").read_text())
    assert words["url"] == "record.csv"
    assert [column["name"] for column in words["tableSchema"]["columns"]] == list(rows[0])
    assert PRIVATE in written(year, "--force", name="record.csv")


def test_a_text_that_is_a_formula_is_made_harmless_and_a_number_is_left(home: Home) -> None:
    home.run("log", "4", "2", "-m", "=1+1")
    text = written(home, name="r.csv")
    assert "'=1+1" in text
    assert ",4,score 0-10" in text


def test_json_lines_there_and_back_give_the_same_summary(year: Home, tmp_path: Path) -> None:
    written(year, name="all.jsonl")
    other = Home(tmp_path / "other", Clock(EVENING))
    assert other.run("journal", "import", str(year.folder / "all.jsonl")).code == 0
    ours, theirs = (json.loads(each.run("progress", "--weeks", "52", "--json").out) for each in (year, other))
    for each in (ours, theirs):
        each.pop("strands")  # where one stands on a path rests on the profile too, which stays behind
    assert theirs == ours


@pytest.mark.parametrize("name", ["week.jsonl", "week.csv"])
def test_some_weeks_hold_their_days_only(year: Home, name: str) -> None:
    text = written(year, "--weeks", "1", name=name)
    lines = csv.DictReader(text.splitlines()) if name.endswith("csv") else map(json.loads, text.splitlines())
    days = {line["day"] for line in lines}
    assert days
    assert days <= {f"2026-11-{day}" for day in range(16, 23)}


@pytest.mark.parametrize("argv", [("--no-notes",), ("--share", "--weeks", "2", "--yes")])
def test_what_does_not_go_together_is_said(home: Home, argv: tuple[str, ...]) -> None:
    home.run("log", "4", "2")
    result = home.run("journal", "export", *argv)
    assert (result.code, result.out) == (2, "")
    assert argv[0] in result.err
