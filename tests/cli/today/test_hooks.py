"""The `[hooks]` of a whole session: which moments come, in which order, and what a bad one does."""

import json
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from cli.today.test_command import PAIN, check, session, settled
from cli.today.test_rounds import AFTER
from sciaticli.core.config import Hook
from support.waiting import seconds
from support.world import Home

APPEND = "import os, sys; open(sys.argv[1], 'a').write(os.environ['SCIATICLI_HOOK'] + '\\n')"


class Hooked(NamedTuple):
    """A home with hooks, and the file into which each writes its moment."""

    home: Home
    file: Path

    @property
    def moments(self) -> list[str]:
        return self.file.read_text().split() if self.file.exists() else []


@pytest.fixture
def hooked(home: Home, tmp_path: Path) -> Hooked:
    file = tmp_path / "moments"
    put_hooks(home, {hook: [sys.executable, "-c", APPEND, str(file)] for hook in Hook})
    return Hooked(home, file)


def put_hooks(home: Home, commands: dict[Hook, list[str]]) -> None:
    config = home.folder / "config" / "config.toml"
    config.parent.mkdir(parents=True, exist_ok=True)
    rows = (f"{hook} = {json.dumps(command)}\n" for hook, command in commands.items())
    config.write_text("# mine\n[hooks]\n" + "".join(rows))


def test_a_session_has_a_start_holds_rests_and_an_end(hooked: Hooked) -> None:
    session(settled(hooked.home), keys=[400.0, "q"], answers=["1", "1", "calf", "", "no"])
    moments = hooked.moments
    assert {"session_start", "hold_start", "session_end"} <= set(moments)
    assert Hook.LOCKED not in moments
    assert moments.count("session_start") == moments.count("session_end") == 1


def test_first_aid_has_a_start_and_an_end_too(hooked: Hooked) -> None:
    home = settled(hooked.home)
    home.run("today", "--ease", *PAIN, answers=AFTER, terminal=True)
    assert hooked.moments[0] == "session_start"
    assert hooked.moments[-1] == "session_end"


def test_a_danger_sign_runs_locked_after_its_message(hooked: Hooked) -> None:
    assert check(hooked.home, saddle_numb="new") == 30
    assert hooked.moments == ["locked"]


@pytest.mark.parametrize("call", [("today", "--plan"), ("today", "--script"), ("status",), ("progress",)])
def test_nothing_runs_where_nothing_is_done(call: tuple[str, ...], hooked: Hooked) -> None:
    settled(hooked.home).run(*call)
    assert hooked.moments == []


def test_bad_ones_change_nothing_in_a_session_and_doctor_names_them(home: Home) -> None:
    put_hooks(home, {Hook.SESSION_START: ["gone-program"], Hook.HOLD_START: [sys.executable, "-c", "1/0"]})
    result = session(settled(home), keys=[400.0, "q"], answers=["1", "1", "calf", "", "no"])
    assert "gone-program" not in result.out + result.err
    found = home.run("doctor").out
    assert "no program gone-program was found" in found
    assert "ended with exit code 1" in found
    assert "hooks: session_start" in json.loads(home.run("doctor", "--json").out)["needs_a_look"]
    assert "gone-program" not in home.run("doctor", "--redacted").out


def test_one_that_hangs_costs_the_message_of_a_danger_sign_no_time(home: Home) -> None:
    put_hooks(home, {Hook.LOCKED: [sys.executable, "-c", "import time; time.sleep(30)"]})
    before = seconds()
    assert check(home, saddle_numb="new") == 30
    assert seconds() - before < 15, "five seconds each"
    assert "longer than five seconds" in home.run("doctor").out


def test_a_line_for_a_shell_is_refused_with_what_to_write(home: Home) -> None:
    config = home.folder / "config" / "config.toml"
    config.parent.mkdir(parents=True)
    config.write_text('[hooks]\nsession_start = "playerctl pause"\nhold_end = ["x"]\n')
    result = home.run("setup", "--show")
    assert result.code == 3
    assert "hooks.session_start" in result.err
    assert "a list" in result.err


def test_they_are_set_and_shown_as_other_settings_are(home: Home) -> None:
    assert home.run("setup", "--set", f"hooks.session_start={sys.executable},-c,pass").code == 0
    assert f"hooks.session_start: {sys.executable}, -c, pass" in home.run("setup", "--show").out
    refused = home.run("setup", "--set", "session_end=no-such-program,x")
    assert refused.code == 2
    assert 'hooks.session_end: no program "no-such-program" was found.' in refused.err
