"""`progress` through the command line: looks, JSON, and a lock's message first."""

import json

import pytest

from support.cli_locks import lock
from support.world import Home
from support.year import PRIVATE


def test_a_pipe_gets_lines_and_the_default_is_six_weeks(year: Home) -> None:
    result = year.run("progress")
    assert result.code == 0
    assert result.out.startswith("12 Oct to 22 Nov 2026: ")
    assert "Your 7-day leg median went from 6 to 3" in result.out
    assert "\x1b" not in result.out
    assert result.out.isascii()


def test_a_terminal_gets_charts_and_plain_wins_over_it(year: Home) -> None:
    assert "│" in year.run("progress", terminal=True).out
    assert "│" not in year.run("--plain", "progress", terminal=True).out


def test_no_week_is_before_the_first_entry(home: Home) -> None:
    home.run("log", "5", "3", "--at", "9 days ago")
    home.run("log", "4", "2")
    lines = home.run("progress").out
    assert lines.startswith("9 Nov to 22 Nov 2026: ")
    assert lines.count("Week to") == 2
    assert home.run("progress", "--weeks", "6").out.count("Week to") == 6
    assert "How your leg answered" not in lines, "nothing was answered, so there is nothing to show"


def test_weeks_go_back_as_far_as_asked(year: Home) -> None:
    assert year.run("progress", "--weeks", "52").out.startswith("24 Nov 2025 to 22 Nov 2026: ")


@pytest.mark.parametrize("weeks", ["0", "-3", "x", "521"])
def test_weeks_that_make_no_sense_are_a_usage_error(year: Home, weeks: str) -> None:
    result = year.run("progress", "--weeks", weeks)
    assert (result.code, result.out) == (2, "")


def test_json_is_one_document_with_the_keys_of_the_interface(year: Home) -> None:
    result = year.run("progress", "--json")
    found = json.loads(result.out)
    assert result.err == ""
    assert (found["from"], found["to"]) == ("2026-10-12", "2026-11-22")
    assert {"day", "leg", "back", "down", "leg_median", "back_median"} <= found["days"][0].keys()
    assert {"done", "planned", "excused"} <= found["adherence"].keys()
    assert (len(found["days"]), len(found["weeks"])) == (42, 6)
    assert found["sentence"].startswith("Your 7-day leg median went from 6 to 3")
    assert PRIVATE not in result.out


def test_an_empty_home_is_told_how_to_begin(home: Home) -> None:
    result = home.run("progress")
    assert result.code == 0
    assert "sciaticli log 4 2" in result.out


def test_a_broken_catalogue_does_not_stop_looking_back(year: Home) -> None:
    folder = year.folder / "config" / "exercises.d"
    folder.mkdir(parents=True)
    (folder / "mine.toml").write_text("[[exercise]")
    result = year.run("progress")
    assert result.code == 0
    assert "Prone press-up: better" in result.out


def test_a_broken_config_does_not_stop_it_either(year: Home) -> None:
    (year.folder / "config").mkdir()
    (year.folder / "config" / "config.toml").write_text("[profile")
    assert year.run("progress").out.startswith("12 Oct to 22 Nov 2026: ")
    page = year.run("report")
    assert page.code == 0
    assert "In short" in page.out


def test_while_a_lock_stands_its_message_comes_first(year: Home) -> None:
    lock(year)
    result = year.run("progress")
    assert result.code == 0
    message, _, rest = result.out.partition("12 Oct to 22 Nov 2026")
    assert message.startswith("Stop. Go to an emergency department now.")
    assert "Week by week" in rest


def test_with_json_the_lock_goes_to_standard_error(year: Home) -> None:
    lock(year)
    result = year.run("progress", "--json")
    assert json.loads(result.out)["to"] == "2026-11-22"
    assert result.err.startswith("Stop. Go to an emergency department now.")
