"""`report` through the command line: files, what stays out, what is refused, and the way there and back."""

import json
from pathlib import Path

import pytest

from sciaticli.store.reviews import file_words
from support.cli_locks import lock
from support.world import Home
from support.year import PRIVATE


def written(home: Home, *argv: str, name: str = "report.html") -> str:
    target = home.folder / name
    home.folder.mkdir(exist_ok=True)
    result = home.run("report", "-o", str(target), *argv)
    assert result.code == 0, result.err
    assert result.out == ""
    return target.read_text(encoding="utf-8")


def test_the_page_is_small_whole_and_private(year: Home) -> None:
    text = written(year)
    assert text.startswith("<!doctype html>")
    assert "31 Aug to 22 Nov 2026" in text
    assert len(text.encode()) < 400_000
    assert "<script" not in text
    assert PRIVATE not in text
    assert str(year.folder) not in text
    assert (year.folder / "report.html").stat().st_mode & 0o777 == 0o600


def test_it_says_what_it_left_out_and_how_to_add_it(year: Home) -> None:
    result = year.run("report", "-o", str(year.folder / "r.html"))
    assert "Left out: 2 notes (--with-notes), the answers of screenings (--with-answers)." in result.err
    text = written(year, "--with-notes", "--with-answers")
    assert PRIVATE in text
    assert "Signs named" in text


def test_a_file_that_is_there_is_not_replaced_without_force(year: Home) -> None:
    target = year.folder / "r.html"
    target.write_text("mine")
    result = year.run("report", "-o", str(target))
    assert result.code == 2
    assert target.read_text() == "mine"
    assert year.run("report", "-o", str(target), "--force").code == 0
    assert target.read_text() != "mine"


def test_a_pipe_gets_the_page_and_a_terminal_is_asked_for_a_file(year: Home) -> None:
    assert year.run("report").out.startswith("<!doctype html>")
    result = year.run("report", terminal=True)
    assert (result.code, result.out) == (2, "")
    assert "-o report.html" in result.err


@pytest.mark.parametrize(("name", "start"), [("r.json", '{\n "resourceType"'), ("r.HTM", "<!doctype")])
def test_the_ending_of_the_file_says_the_format(year: Home, name: str, start: str) -> None:
    assert written(year, name=name).startswith(start)


@pytest.mark.parametrize(
    ("name", "hint"), [("r.pdf", ".html"), ("r.csv", "journal export"), ("r.jsonl", "journal export")]
)
def test_an_ending_it_can_not_write_is_refused_with_what_to_do(home: Home, name: str, hint: str) -> None:
    target = home.folder.parent / name
    result = home.run("report", "-o", str(target))
    assert result.code == 2
    assert hint in result.err
    assert not target.exists()


def test_an_unknown_format_is_a_usage_error(year: Home) -> None:
    assert year.run("report", "--format", "pdf").code == 2


def test_fhir_goes_back_as_far_as_asked_and_holds_no_private_words(year: Home) -> None:
    whole = json.loads(written(year, "--format", "fhir", name="whole"))
    week = json.loads(written(year, "--format", "fhir", "--weeks", "1", name="week"))
    assert len(whole["entry"]) > 40 * len(week["entry"])
    assert PRIVATE not in json.dumps(whole)
    noted = written(year, "--format", "fhir", "--with-notes", "--with-answers", name="noted")
    assert PRIVATE in noted
    assert "saddle_numb" in noted


def test_while_a_lock_stands_its_message_is_said_and_there_is_no_plan(year: Home) -> None:
    assert "The plan now" in written(year, name="before.html")
    lock(year)
    result = year.run("report", "-o", str(year.folder / "after.html"))
    assert result.code == 0
    assert result.err.startswith("Stop. Go to an emergency department now.")
    assert "the plan" in result.err
    text = (year.folder / "after.html").read_text()
    assert "The plan now" not in text
    assert "no examination has been recorded since" in text


def test_an_empty_home_has_a_page_too(home: Home) -> None:
    assert "No pain is logged in this time." in written(home)


WRONG_NAMES = [("-o", "x.pdf"), ("-o", "x.PDF"), ("-o", "x.odd"), ("--format", "fhir", "-o", "x.html")]


@pytest.mark.parametrize("words", WRONG_NAMES)
def test_a_name_that_promises_another_format_is_refused(
    home: Home, words: tuple[str, ...], tmp_path: Path
) -> None:
    *before, name = words
    refused = home.run("report", *before, str(tmp_path / name))
    assert refused.code == 2
    assert "another format" in refused.err
    assert not (tmp_path / name).exists()


@pytest.mark.parametrize("command", [("report",), ("journal", "export")])
def test_a_dash_means_standard_output(
    command: tuple[str, ...], home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    home.run("log", "4", "2")
    assert home.run(*command, "-o", "-").out == home.run(*command).out != ""
    assert not (tmp_path / "-").exists()


def test_the_page_says_who_has_signed_the_screening_and_the_programme(year: Home) -> None:
    page = year.run("report").out
    assert f"Questions about danger signs: {file_words('screening')}" in page
    assert f"Programme: {file_words('programme')}" in page
