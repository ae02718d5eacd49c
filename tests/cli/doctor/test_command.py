"""`doctor`: it finds what is wrong, never fails on it, and tells strangers nothing personal."""

import json
import sys
from pathlib import Path

import pytest

from sciaticli.cli.doctor import findings
from sciaticli.core.screening.questions import Item
from support.world import Home

FORM = "\n".join(f'{item} = "{"18_49" if item is Item.AGE_BAND else "no"}"' for item in Item)
LOCKED = FORM.replace('saddle_numb = "no"', 'saddle_numb = "new"')
FRAGMENT = b'{"v":1,"note":"my secret'


def broken(home: Home) -> Home:
    """Return a home with a private note, a torn line, a bad setting and a file that others may read."""
    home.run("check", "--answers", "-", answers=FORM)
    home.run("log", "4", "2", "-m", "after Paula's party")
    (journal,) = (home.folder / "data" / "journal").rglob("*.jsonl")
    journal.write_bytes(journal.read_bytes() + FRAGMENT)
    config = home.folder / "config" / "config.toml"
    config.parent.mkdir(exist_ok=True)
    config.write_text('[profile]\nside = "Paula"\n')
    config.chmod(0o644)
    own = home.folder / "config" / "exercises.d"
    own.mkdir(mode=0o700)
    (own / "paula.toml").write_text("[[exercise]]\n")
    (own / "paula.toml").chmod(0o600)
    return home


def test_on_a_fresh_machine_nothing_is_wrong_and_nothing_is_made(home: Home) -> None:
    result = home.run("doctor")
    assert result.code == 0
    assert result.out.endswith("Nothing here needs mending.\n")
    assert {folder.name for folder in home.folder.glob("*")} <= {"cache"}, "a checkout compiles its words"


@pytest.mark.skipif(sys.platform == "win32", reason="modes are of POSIX")
def test_it_names_everything_that_is_wrong(home: Home) -> None:
    result = broken(home).run("doctor", "--json")
    assert result.code == 0
    found = json.loads(result.out)
    assert found["needs_a_look"] == [
        "permissions: open to others",
        "settings: problems",
        "record: damage",
        "catalogue: problems",
    ]
    assert "chmod go= " in "".join(map(str, found["permissions"].values()))
    assert "mode 0644" in "".join(map(str, found["permissions"].values()))
    assert "line" in found["record"]["damage 1"]
    assert found["record"]["entries"] == 2
    assert found["screening"]["sessions"].startswith("closed: ")


def test_it_names_folders_that_can_not_be_written(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    why = {home.folder / "data": "can't be written"}
    monkeypatch.setattr(findings, "why_unwritable", why.get)
    result = home.run("doctor")
    assert f"  data: can't be written: {home.folder / 'data'}\n" in result.out
    assert "Nothing here needs mending." not in result.out


@pytest.mark.parametrize("extra", [(), ("--json",)])
def test_redacted_holds_nothing_personal(home: Home, extra: tuple[str, ...], tmp_path: Path) -> None:
    text = broken(home).run("doctor", "--redacted", *extra).out
    for personal in ("aula", "secret", str(tmp_path), "2026-11", "closed", "open until"):
        assert personal not in text
    device = (home.folder / "state" / "device").read_text().strip()
    assert device not in text


def test_redacted_tells_a_lock_beside_the_report(home: Home) -> None:
    home.run("check", "--answers", "-", answers=LOCKED)
    result = home.run("doctor", "--redacted")
    assert "emergency department" in result.err
    assert "emergency department" not in result.out
    assert "emergency department" in home.run("doctor").out


def test_an_unknown_word_is_a_usage_error(home: Home) -> None:
    assert home.run("doctor", "sond").code == 2


def speaker(folder: Path, code: int) -> None:
    folder.mkdir()
    for name in ("espeak-ng", "aplay"):
        program = folder / name
        program.write_text(f"#!/bin/sh\nexit {code}\n")
        program.chmod(0o700)


@pytest.mark.skipif(sys.platform != "linux", reason="the made-up programs are scripts of a shell")
def test_the_listening_test_asks_after_each_sound(
    home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    speaker(tmp_path / "bin", 0)
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    result = home.run("doctor", "sound", answers=["y", "n", "y"], terminal=True)
    assert result.code == 0
    assert " ".join(result.out.split()) == (
        "Heard: speech,bell. "
        "To use them in sessions: sciaticli setup --set coach.sound=speech,bell --set coach.voice=espeak-ng"
    )
    assert "speech, with espeak-ng:" in result.err
    assert "tones, with aplay:" in result.err
    assert "\a" in result.err


@pytest.mark.skipif(sys.platform != "linux", reason="the made-up programs are scripts of a shell")
def test_a_program_that_fails_is_asked_about_all_the_same(
    home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    speaker(tmp_path / "bin", 1)
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    result = home.run("doctor", "sound", answers=["n", "n", "n"], terminal=True)
    assert result.err.count("it seems to have made no sound") == 2
    assert result.out.startswith("Heard: nothing.\n")


def test_without_programs_only_the_bell_is_asked_about(
    home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    result = home.run("doctor", "sound", answers=["y"], terminal=True)
    assert result.err.count("no program for it was found") == 2
    assert result.out.startswith("Heard: bell.\n")


def test_the_listening_test_needs_somebody(home: Home) -> None:
    assert home.run("doctor", "sound").code == 2
