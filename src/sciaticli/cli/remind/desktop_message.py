"""A message on the desktop, by a program of the system."""

from __future__ import annotations

import shutil
import subprocess

LIMIT_S = 90
TITLE = "sciaticli"


def notify(text: str) -> bool:
    """Show a message with the first program there is; returns whether one claims success."""
    for argv in _ways(text):
        if shutil.which(argv[0]) is None:
            continue
        try:
            done = subprocess.run(argv, capture_output=True, check=False, timeout=LIMIT_S)  # noqa: S603 - no shell
        except (OSError, subprocess.TimeoutExpired):
            continue
        if done.returncode == 0:
            return True
    return False


def _ways(text: str) -> tuple[tuple[str, ...], ...]:
    apple = text.replace("\\", "\\\\").replace('"', '\\"')
    windows = text.replace("'", "''")
    popup = f"(New-Object -ComObject WScript.Shell).Popup('{windows}', 60, '{TITLE}', 64)"
    return (
        ("notify-send", "--app-name", TITLE, TITLE, text),
        ("osascript", "-e", f'display notification "{apple}" with title "{TITLE}"'),
        ("powershell", "-NoProfile", "-Command", popup),
    )
