"""Completion in the shells themselves: what the Tab key puts on the line, in a real pseudo-terminal.

PowerShell's script is read by PowerShell's own parser where there is a pwsh; nowhere is it run.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from support.shells import LIMIT_S, PROMPT, Shell, env_in
from support.waiting import until

pytestmark = pytest.mark.slow
START = {
    "bash": (
        'eval "$(sciaticli --show-completion)"',
        "bind 'set enable-bracketed-paste off'",
        "PS1='READ''Y> '",
    ),
    "zsh": (
        "autoload -U compinit",
        "compinit -u -D",
        'eval "$(sciaticli --show-completion)"',
        "PS1='READ''Y> '",
    ),
    "fish": (
        "sciaticli --show-completion | source",
        "set -g fish_autosuggestion_enabled 0",
        "function fish_prompt; echo -n READ; echo -n 'Y> '; end",
    ),
}
FLAGS = {"bash": ("--norc", "--noprofile", "-i"), "zsh": ("-f", "-i"), "fish": ("--private", "-i")}
TYPED = {
    "sciaticli exerc": "sciaticli exercises",
    "sciaticli --pl": "sciaticli --plain",
    "sciaticli today --pl": "sciaticli today --plan",
    "sciaticli remind ins": "sciaticli remind install",
    "sciaticli exercises show glute_": "sciaticli exercises show glute_bridge",
    "sciaticli log --down ca": "sciaticli log --down calf",
    "sciaticli log --down=ca": "sciaticli log --down=calf",
    "sciaticli exercises list --equipment=mat,ch": "sciaticli exercises list --equipment=mat,chair",
    "sciaticli setup --set=coach.talk=na": "sciaticli setup --set=coach.talk=name_only",
    "sciaticli today --more le": "sciaticli today --more legs",
    "sciaticli today --without st": "sciaticli today --without stretch",
    "sciaticli exercises list --equipment mat,ch": "sciaticli exercises list --equipment mat,chair",
    "sciaticli setup --set coach.tal": "sciaticli setup --set coach.talk=",
    "sciaticli setup --set coach.talk=na": "sciaticli setup --set coach.talk=name_only",
    "sciaticli setup --set profile.equipment=mat,ch": "sciaticli setup --set profile.equipment=mat,chair",
    "sciaticli setup --set remind.rounds=t": "sciaticli setup --set remind.rounds=true",
}
OFFERED = {
    "sciaticli exercises show bird_dog": ("bird_dog_leg_only",),
    "sciaticli setup --set profile.side=": ("left", "right", "both"),
    "sciaticli log --side=": ("left", "right", "both"),
}
TABS = {"bash": "\t\t"}
"""bash shows what can stand there at the second Tab, the others at the first."""


@pytest.fixture(params=START, scope="module")
def shell(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shell]:
    """Yield each shell, ready for a line; those that are not here are skipped."""
    name = str(request.param)
    if shutil.which(name) is None:
        pytest.skip(f"{name} is not here")
    found = Shell(name, FLAGS[name], START[name], env_in(tmp_path_factory.mktemp(name)))
    yield found
    found.child.close(force=True)


@pytest.mark.parametrize("typed", TYPED)
def test_tab_puts_the_rest_on_the_line(shell: Shell, typed: str) -> None:
    shell.clear()
    shell.child.send(f"{typed}\t")
    assert until(lambda: shell.line() == f"{PROMPT} {TYPED[typed]}", LIMIT_S), shell.line()


@pytest.mark.parametrize("typed", OFFERED)
def test_tab_shows_what_can_stand_there(shell: Shell, typed: str) -> None:
    shell.clear()
    shell.child.send(typed + TABS.get(shell.name, "\t"))
    assert shell.shows(*OFFERED[typed]), shell.shown()


@pytest.mark.skipif(shutil.which("pwsh") is None, reason="no PowerShell is here")
def test_powershells_own_parser_finds_no_error_in_its_script(tmp_path: Path) -> None:
    env = env_in(tmp_path) | {"_SCIATICLI_COMPLETE": "source_powershell"}
    program = str(Path(sys.executable).with_name("sciaticli"))
    script = subprocess.run(  # noqa: S603 - our own program
        [program], env=env, capture_output=True, check=True, text=True
    ).stdout
    (tmp_path / "complete.ps1").write_text(script, encoding="utf-8")
    asked = (
        "$wrong = $null; [System.Management.Automation.Language.Parser]::ParseFile("
        f"'{tmp_path}/complete.ps1', [ref]$null, [ref]$wrong) | Out-Null; $wrong | ForEach-Object Message"
    )
    done = subprocess.run(  # noqa: S603 - our own words
        ["pwsh", "-NoProfile", "-Command", asked],  # noqa: S607 - the PowerShell of this machine
        env={**os.environ, **env},
        capture_output=True,
        check=False,
        text=True,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
