"""Completion in the shells themselves: what Tab puts on the line. PowerShell is not run here."""

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pexpect
import pytest

pytestmark = pytest.mark.slow
LIMIT_S = 30
START = {
    "bash": ('eval "$(sciaticli --show-completion)"', "bind 'set enable-bracketed-paste off'"),
    "zsh": ("autoload -U compinit", "compinit -u -D", 'eval "$(sciaticli --show-completion)"'),
}
FLAGS = {"bash": ("--norc", "--noprofile", "-i"), "zsh": ("-f", "-i")}
TYPED = {
    "sciaticli exerc": "sciaticli exercises ",
    "sciaticli exercises show glute_": "sciaticli exercises show glute_bridge ",
    "sciaticli log --down ca": "sciaticli log --down calf ",
}


def env_in(folder: Path) -> dict[str, str]:
    """Return an environment whose `sciaticli` is the one under test, with a home of its own."""
    program = Path(sys.executable).with_name("sciaticli")
    return {
        "PATH": f"{program.parent}:/usr/bin:/bin",
        "TERM": "dumb",
        "LANG": "C.UTF-8",
        "SCIATICLI_HOME": str(folder / "home"),
        "HOME": str(folder),
    }


@pytest.fixture(params=START)
def shell(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[pexpect.spawn]:
    """Yield a shell that has read the completion script and waits for a line."""
    name = str(request.param)
    if shutil.which(name) is None:
        pytest.skip(f"{name} is not here")
    child = pexpect.spawn(
        name, list(FLAGS[name]), env=env_in(tmp_path), encoding="utf-8", timeout=LIMIT_S, dimensions=(24, 160)
    )
    for line in START[name]:
        child.sendline(line)
    child.sendline("PS1='READ''Y> '")
    child.expect("READY> ")
    yield child
    child.close(force=True)


def test_tab_puts_the_rest_on_the_line(shell: pexpect.spawn) -> None:
    for typed, whole in TYPED.items():
        shell.send(f"{typed}\t")
        shell.expect_exact(whole)
        shell.send("\x15")  # an empty line again


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("sciaticli exerc", "exercises"),
        ("sciaticli exercises show glute_", "glute_bridge"),
        ("sciaticli log --down ca", "calf"),
    ],
)
def test_fish_offers_it_with_its_meaning(typed: str, offered: str, tmp_path: Path) -> None:
    if shutil.which("fish") is None:
        pytest.skip("fish is not here")
    line = f'sciaticli --show-completion | source; complete -C "{typed}"'
    out = pexpect.run(f"fish -c '{line}'", env=env_in(tmp_path), encoding="utf-8", timeout=LIMIT_S)
    assert any(row.split("\t")[0].strip() == offered for row in out.splitlines()), out
