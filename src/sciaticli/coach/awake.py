"""Keep the machine awake during a session, where the platform has a way; undone also after a crash."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

WHY = "An exercise session is running"


@contextmanager
def stay_awake() -> Iterator[None]:
    """Hold off sleep and a dark screen until the block ends; without a way to do it, do nothing."""
    if sys.platform == "win32":
        with _windows_awake():
            yield
    else:
        with _child_awake(_command()):
            yield


@contextmanager
def _child_awake(command: list[str] | None) -> Iterator[None]:
    """Hold it off with a child that reads from a pipe of ours (or watches our process): it ends as we do."""
    if command is None:
        yield
        return
    try:
        child = subprocess.Popen(  # noqa: S603 - the system's own program, found by its name
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError:
        yield
        return
    try:
        yield
    finally:
        child.kill()
        child.communicate()


def _command() -> list[str] | None:
    if path := shutil.which("caffeinate"):
        return [path, "-di", "-w", str(os.getpid())]
    if path := shutil.which("systemd-inhibit"):
        return [path, "--what=idle:sleep", "--who=sciaticli", f"--why={WHY}", "--mode=block", "cat"]
    return None


if sys.platform == "win32":
    import ctypes

    CONTINUOUS, SYSTEM, DISPLAY = 0x80000000, 0x00000001, 0x00000002

    @contextmanager
    def _windows_awake() -> Iterator[None]:
        keep = ctypes.windll.kernel32.SetThreadExecutionState
        keep(CONTINUOUS | SYSTEM | DISPLAY)
        try:
            yield
        finally:
            keep(CONTINUOUS)
