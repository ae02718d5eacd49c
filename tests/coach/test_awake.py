"""Staying awake: begun with the session, over with it, and no matter where there is no way."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from sciaticli.coach.awake import stay_awake
from support.waiting import until

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform == "win32", reason="child processes of a shell"),
]


def a_program(folder: Path, name: str, text: str) -> None:
    path = folder / name
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o700)


def is_running(number: int) -> bool:
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    return True


def an_inhibitor(folder: Path) -> Path:
    """Put a program into `folder` that notes its number and arguments, then waits like the real one."""
    noted = folder / "noted"
    note = f'echo "$$ $*" > {noted}.new; /bin/mv {noted}.new {noted}'
    a_program(folder, "systemd-inhibit", f"{note}; exec /bin/cat")
    return noted


def test_the_program_runs_as_long_as_the_session(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    noted = an_inhibitor(tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path))
    with stay_awake():
        assert until(noted.exists)
        number, what = noted.read_text().split()[:2]
        assert is_running(int(number))
        assert what == "--what=idle:sleep"
    assert until(lambda: not is_running(int(number)))


def test_after_a_kill_it_is_over_as_well(tmp_path: Path) -> None:
    noted = an_inhibitor(tmp_path)
    script = (
        "import os, sys, time, pathlib\n"
        "from sciaticli.coach.awake import stay_awake\n"
        "with stay_awake():\n"
        "    while not pathlib.Path(sys.argv[1]).exists(): time.sleep(0.01)\n"
        "    os.kill(os.getpid(), 9)\n"
    )
    ran = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", script, str(noted)], env={"PATH": str(tmp_path)}, check=False, timeout=30
    )
    assert ran.returncode == -9
    number = int(noted.read_text().split()[0])
    assert until(lambda: not is_running(number))


@pytest.mark.parametrize("text", [None, "exit 1"])
def test_without_a_way_nothing_happens(
    text: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if text:
        a_program(tmp_path, "systemd-inhibit", text)
    monkeypatch.setenv("PATH", str(tmp_path))
    with stay_awake():
        pass
