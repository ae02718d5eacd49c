"""What a person or a file wrote is printed literally, whichever command prints it."""

import errno
import json
import os

import pytest

from sciaticli.cli.context import SPELLED_OUT
from sciaticli.core.record.entries import Note
from sciaticli.store.journal import append
from sciaticli.store.paths import find_paths
from support.screenings import a_check, common
from support.world import START, Home

NASTY = "\x1b[31mred\x07\x9b2J [bold]b[/bold] :tada:"


def steers(text: str) -> bool:
    return any(not sign.isprintable() and sign != "\n" for sign in text)


def a_note(text: str) -> Note:
    """Return a note as another program may have written it into the record."""
    return Note(**common(START), note=text)


@pytest.mark.parametrize("terminal", [False, True])
def test_a_note_is_printed_literally(home: Home, terminal: bool) -> None:
    saved = home.run("log", "4", "2", "-m", NASTY, "--did", NASTY, terminal=terminal)
    assert "[bold]b[/bold] :tada:" in " ".join(saved.out.split())
    shown = home.run("journal", "show", terminal=terminal)
    assert "[bold]b[/bold] :tada:" in " ".join(shown.out.split())
    assert not steers(saved.out + saved.err + shown.out + shown.err)


def test_json_keeps_the_very_signs_without_printing_them(home: Home) -> None:
    append(find_paths({"SCIATICLI_HOME": str(home.folder)}), a_note(NASTY))
    shown = home.run("journal", "show", "--json")
    assert not steers(shown.out)
    assert json.loads(shown.out)[0]["note"] == NASTY


@pytest.mark.parametrize(
    "words",
    [
        ("exercises", "show", NASTY),
        ("exercises", "lint", NASTY),
        ("routine", "show", NASTY),
        ("journal", "edit", NASTY),
        ("journal", "show", "--since", NASTY),
        ("journal", "import", NASTY),
        ("log", "4", "2", "--at", NASTY),
        ("setup", "--set", f"{NASTY}=1"),
        ("setup", "--set", f"profile.side={NASTY}"),
        ("progress", "--weeks", NASTY),
        (NASTY,),
    ],
)
def test_a_word_that_is_refused_is_named_literally(home: Home, words: tuple[str, ...]) -> None:
    refused = home.run(*words)
    assert refused.code == 2
    assert "[bold]b[/bold] :tada:" in refused.err
    assert not steers(refused.out + refused.err)


def test_a_file_goes_to_a_pipe_byte_for_byte_and_to_a_terminal_literally(home: Home) -> None:
    append(find_paths({"SCIATICLI_HOME": str(home.folder)}), a_note("\x9b2J"))
    assert "\x9b2J" in home.run("journal", "export").out
    for form in ("jsonl", "csv"):
        assert not steers(home.run("journal", "export", "--format", form, terminal=True).out)


def test_a_damaged_line_is_named_literally(home: Home) -> None:
    append(find_paths({"SCIATICLI_HOME": str(home.folder)}), a_check(START))
    (file,) = (home.folder / "data" / "journal").glob("*/*.jsonl")
    file.write_text(file.read_text() + '{"kind":"\\u001b[31m","v":1}\n')
    told = home.run("journal", "verify")
    assert "\\u001b[31m" in told.out + told.err
    assert not steers(told.out + told.err)


SHOWING = [("journal", "show"), ("progress",), (), ("report", "-o", "x.html")]


@pytest.mark.parametrize("number", [errno.EACCES, errno.ENOTDIR, errno.EIO])
@pytest.mark.parametrize("call", SHOWING)
def test_a_record_that_cannot_be_read_is_not_told_as_empty(
    home: Home, call: tuple[str, ...], number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    home.run("log", "4", "2")

    def refuse(_: object) -> list[str]:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "listdir", refuse)
    told = home.run(*call)
    assert told.code == 3
    assert os.strerror(number) in told.err
    assert "Nothing is recorded" not in told.out


UNWRITTEN = [("log", "1_0", "0"), ("log", "4", "2", "--walk=1_0"), ("progress", "--weeks", "1_2")]


@pytest.mark.parametrize("words", UNWRITTEN)
def test_a_number_that_only_python_reads_is_refused(home: Home, words: tuple[str, ...]) -> None:
    refused = home.run(*words)
    assert refused.code == 2
    assert "not a number" in refused.err


def test_a_letter_that_a_code_page_lacks_is_spelled_out_and_json_stays_json() -> None:
    bytes_out = '{"note":"z\u0142oty \U0001f600"}'.encode("cp437", SPELLED_OUT)
    assert json.loads(bytes_out) == {"note": "z\u0142oty \U0001f600"}


def test_data_at_a_terminal_breaks_between_words_but_for_what_is_copied(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    lines = home.run(terminal=True).out.splitlines()
    assert max(len(line) for line in lines if "/" not in line) <= 40
    assert not any(line.endswith(("-", " ")) for line in lines)
    piped = home.run(terminal=False).out
    assert " ".join(piped.split()) == " ".join(" ".join(lines).split())
    path = home.run("journal", "path", terminal=True).out
    assert path == f"{home.folder / 'data' / 'journal'}\n"
    home.run("log", "4", "2", "-m", "a note of more words than forty columns hold in a row")
    assert json.loads(home.run("journal", "--json", terminal=True).out)
