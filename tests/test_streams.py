"""The real program with streams that are closed, full or of another code page, and odd surroundings."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform == "win32", reason="a shell is needed"),
]

PROGRAM = f"{sys.executable} -m sciaticli"


def shell(folder: Path, words: str, **env: str) -> "subprocess.CompletedProcess[bytes]":
    surroundings = {"PATH": os.environ["PATH"], "SCIATICLI_HOME": str(folder / "home"), "LANG": "C.UTF-8"}
    script = words.replace("sciaticli", PROGRAM, 1) if "S=" not in words else words
    return subprocess.run(  # noqa: S603 - our own words
        ["/bin/bash", "-c", f"set -o pipefail; {script}"],
        env=surroundings | env,
        cwd=folder,
        capture_output=True,
        check=False,
        timeout=60,
    )


def journal(folder: Path) -> str:
    return "".join(file.read_text() for file in (folder / "home" / "data" / "journal").glob("*/*.jsonl"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    assert shell(tmp_path, "sciaticli log 4 2 -m 'schön'").returncode == 0
    return tmp_path


@pytest.mark.parametrize(
    "words",
    [
        "sciaticli exercises list | true",
        "sciaticli exercises list | head -1",
        "sciaticli journal export | true",
        "sciaticli --help | true",
        "sciaticli exercises list >&-",
        "sciaticli exercises list 2>&-",
        "sciaticli exercises list <&-",
        "sciaticli exercises list <&- >&- 2>&-",
        "sciaticli journal show >&-",
        "sciaticli doctor <&-",
        "sciaticli <&-",
    ],
)
def test_a_reader_that_goes_and_a_stream_that_is_closed_are_no_fault(folder: Path, words: str) -> None:
    done = shell(folder, words)
    assert done.returncode in {0, 3}, done.stderr
    assert b"Traceback" not in done.stderr
    assert b"Exception ignored" not in done.stderr


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&-", "<&- >&- 2>&-"])
def test_what_is_saved_with_closed_streams_is_only_the_entry(folder: Path, closed: str) -> None:
    before = journal(folder)
    assert shell(folder, f"sciaticli log 5 3 {closed}").returncode == 0
    after = journal(folder)
    assert after.startswith(before)
    assert [line[:1] + line[-1:] for line in after.splitlines()] == ["{}", "{}"]


def test_a_question_without_input_ends_with_words(folder: Path) -> None:
    done = shell(folder, "sciaticli log <&-")
    assert done.returncode == 2
    assert b"Both numbers are needed" in done.stderr


@pytest.mark.parametrize("encoding", ["cp437", "ascii", "cp1252:strict", "latin-1"])
def test_what_a_code_page_lacks_is_shown_as_an_escape(folder: Path, encoding: str) -> None:
    assert shell(folder, "sciaticli log 3 1 -m 'złoty 😀'").returncode == 0
    for words in ("journal show", "journal show --json", "journal export", "exercises list"):
        done = shell(folder, f"sciaticli {words}", PYTHONIOENCODING=encoding)
        assert done.returncode == 0, done.stderr
    shown = shell(folder, "sciaticli journal show --json", PYTHONIOENCODING=encoding)
    assert rb"\u0142oty \ud83d\ude00" in shown.stdout


def test_a_full_disk_behind_the_output_is_said(folder: Path) -> None:
    done = shell(folder, "sciaticli journal show > /dev/full")
    assert done.returncode == 3
    assert b"No space left" in done.stderr


@pytest.mark.parametrize("words", ["log 4 2 -m $'gr\\xfcn'", "exercises show $'\\xff'", "learn $'\\xff'"])
def test_a_word_that_is_no_text_is_refused_with_its_place(folder: Path, words: str) -> None:
    before = journal(folder)
    done = shell(folder, f"sciaticli {words}")
    assert done.returncode == 2
    assert b"not UTF-8" in done.stderr
    assert journal(folder) == before


def test_a_note_that_is_no_text_is_refused(folder: Path) -> None:
    done = shell(folder, "printf 'gr\\xfcn' | sciaticli log 4 2 -m -")
    assert done.returncode == 2
    assert b"not UTF-8" in done.stderr


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root becomes another user")
def test_a_user_without_name_and_home_is_told_what_to_do(tmp_path: Path) -> None:
    call = [sys.executable, "-m", "sciaticli", "log", "4", "2"]
    code = f"import os; os.setuid(54321); os.environ.clear(); os.execv({call[0]!r}, {call!r})"
    done = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, check=False
    )
    if b"Permission denied" in done.stderr or b"No module" in done.stderr:
        pytest.skip("another user can't run this interpreter")
    assert done.returncode == 2, done.stderr
    assert b"SCIATICLI_HOME" in done.stderr


def test_two_windows_save_settings_at_once_and_both_are_there(folder: Path) -> None:
    words = "; ".join(
        [
            f"S='{PROGRAM} setup --set'",
            "for n in 1 2 3; do $S minutes=1$n & $S side=left & $S get_ready_s=1$n & wait; done",
        ]
    )
    assert shell(folder, words).returncode == 0
    text = (folder / "home" / "config" / "config.toml").read_text()
    assert all(key in text for key in ("minutes", "side", "get_ready_s"))
    assert not list((folder / "home" / "config").glob(".*.new"))


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full device")
@pytest.mark.parametrize(
    ("argv", "code"),
    [("log 4 2", 0), ("status", 0), ("today --nosuch", 2), ("lgo", 2), ("today --plan", 4)],
)
def test_where_talk_can_t_be_written_the_command_goes_on(argv: str, code: int, tmp_path: Path) -> None:
    env = {**os.environ, "SCIATICLI_HOME": str(tmp_path)}
    call = [sys.executable, "-m", "sciaticli", *argv.split()]
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(call, env=env, stdout=subprocess.PIPE, stderr=full, check=False)  # noqa: S603
    assert done.returncode == code


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full device")
@pytest.mark.parametrize("argv", ["log 4 2", "status", "--help", "check --list", "-V"])
def test_where_output_can_t_be_written_it_says_that_the_record_is_whole(argv: str, tmp_path: Path) -> None:
    env = {**os.environ, "SCIATICLI_HOME": str(tmp_path)}
    call = [sys.executable, "-m", "sciaticli", *argv.split()]
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(call, env=env, stdout=full, stderr=subprocess.PIPE, text=True, check=False)  # noqa: S603
    assert done.returncode == 3
    assert done.stderr.startswith("sciaticli: what it prints could not be written: No space left on device\n")
    assert "try again" not in done.stderr, "what was logged would be logged twice"
