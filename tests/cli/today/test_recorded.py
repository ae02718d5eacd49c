"""`today --script` and `today --audio`: a session that nobody watches, under the same leave as any other."""

import json
import re
import shutil
import wave
from itertools import count
from pathlib import Path

import pytest

from cli.today.test_command import PAIN, check, entries, settled
from coach.test_word_files import MADE_UP
from support.world import Home


@pytest.fixture
def speaking(home: Home) -> Home:
    return with_voice(home)


def with_voice(home: Home) -> Home:
    settled(home)
    config = home.folder / "config" / "config.toml"
    config.write_text(f"{config.read_text()}\n[coach]\nvoice = {json.dumps(MADE_UP)}\n")
    return home


def test_a_session_is_written_as_one_sound_file(speaking: Home, tmp_path: Path) -> None:
    path = tmp_path / "today.wav"
    result = speaking.run("today", "--minutes", "5", *PAIN, "--audio", str(path))
    assert result.code == 0, result.err
    assert result.out.startswith(f"Written: {path}, ")
    with wave.open(str(path)) as file:
        length_s = file.getnframes() / file.getframerate()
    script = speaking.run("today", "--minutes", "5", *PAIN, "--script").out.splitlines()
    minutes, seconds = map(int, script[-1].split()[0].split(":"))
    assert length_s > 60
    assert abs(length_s - (minutes * 60 + seconds)) < 180  # the script has lengths on the long side
    assert path.stat().st_mode & 0o777 == 0o600


def test_nothing_in_a_script_stands_before_what_was_said_before_it(speaking: Home) -> None:
    script = speaking.run("today", *PAIN, "--script").out.splitlines()
    times = [
        int(found[1]) * 60 + int(found[2]) for line in script if (found := re.match(r" *(\d+):(\d+)", line))
    ]
    assert times == sorted(times)
    assert "Press space" not in "".join(script)


def test_it_needs_the_same_leave_as_a_session(home: Home, tmp_path: Path) -> None:
    path = tmp_path / "today.wav"
    assert home.run("today", "--audio", str(path)).code == 4
    settled(home)
    check(home, saddle_numb="new")
    assert home.run("today", "--audio", str(path)).code == 4
    assert not path.exists()


def test_what_can_not_be_written_is_said(
    speaking: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    call = ("today", "--minutes", "5", *PAIN, "--audio")
    assert "none" in speaking.run(*call, str(tmp_path / "a.mp3")).err
    there = tmp_path / "a.wav"
    there.write_text("mine")
    assert speaking.run(*call, str(there)).code == 2
    assert there.read_text() == "mine"
    result = speaking.run(*call, str(tmp_path / "no" / "a.wav"))
    assert (result.code, "could not be written" in result.err) == (3, True)
    (speaking.folder / "config" / "config.toml").write_text("[profile]\nconditions = []\nside = 'left'\n")
    monkeypatch.setenv("PATH", str(tmp_path))
    result = speaking.run(*call, str(tmp_path / "b.wav"))
    assert (result.code, "no voice" in result.err) == (3, True)


def made(speaking: Home, folder: Path, name: str = "a.wav") -> None:
    call = ("today", "--minutes", "10", *PAIN, "--audio", str(folder / name))
    result = speaking.run(*call)
    assert (result.code, "sciaticli today --done" in result.err) == (0, True), result.err


@pytest.fixture(scope="module")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the home of a person who has had a sound file made."""
    home = with_voice(Home(tmp_path_factory.mktemp("made") / "home"))
    made(home, home.folder.parent)
    return home.folder


@pytest.fixture
def listening(made_once: Path, tmp_path: Path) -> Home:
    """Return a home of one's own in which a sound file has been made."""
    shutil.copytree(made_once, tmp_path / "home")
    return Home(tmp_path / "home", ids=count(1000))


def test_what_was_done_from_a_sound_file_counts_as_trained(listening: Home) -> None:
    result = listening.run("today", "--done", answers=["1", "2", "2", "thigh", "0"], terminal=True)
    assert result.code == 0, result.err
    (session,) = (each for each in entries(listening) if each["kind"] == "session")
    assert session["ended"] == "full"
    for each in session["exercises"]:
        assert each["done"]["reps"] == each["planned"]["reps"]
    assert session["worked_s"] > 120
    assert "You have trained today" in listening.run("today", "--plan", *PAIN).out
    again = listening.run("today", "--done", terminal=True)
    assert (again.code, "no sound file waits" in again.err) == (2, True)


def test_what_was_left_out_of_it_is_not_counted(listening: Home) -> None:
    result = listening.run("today", "--done", answers=["2", "1", "2", "2", "thigh", "0"], terminal=True)
    assert result.code == 0, result.err
    (session,) = (each for each in entries(listening) if each["kind"] == "session")
    assert session["ended"] == "early"
    first = session["exercises"][0]["exercise"]
    left_out = {each["exercise"] for each in session["exercises"] if not each["done"]["sets"]}
    assert left_out == {first}


def test_ticking_off_needs_the_leave_of_a_session_and_waits_a_day(listening: Home, tmp_path: Path) -> None:
    assert "still be ticked off" in listening.run("today", "--done", answers=["3"], terminal=True).err
    listening.clock.advance(days=1)
    result = listening.run("today", "--done", answers=["1", "2", "2", "2", "thigh", "0"], terminal=True)
    assert result.code == 0, result.err
    (session,) = (each for each in entries(listening) if each["kind"] == "session")
    assert session["day"] == "2026-11-23"
    made(listening, tmp_path, "b.wav")
    check(listening, saddle_numb="new")
    assert listening.run("today", "--done", answers=["1"], terminal=True).code == 4
    assert sum(each["kind"] == "session" for each in entries(listening)) == 1
