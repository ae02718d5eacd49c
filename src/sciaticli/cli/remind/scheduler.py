"""The system's own scheduler: which files and which calls install, run and remove a reminder."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from sciaticli.core.errors import UsageError
from sciaticli.core.reminder import (
    LABEL,
    NAME,
    Reminder,
    cron_line,
    cron_table,
    launchd_plist,
    systemd_service,
    systemd_timer,
    windows_task,
)
from sciaticli.store.paths import FOLDER_VARIABLES, HOME_VARIABLE

if TYPE_CHECKING:
    from sciaticli.cli.context import App

LIMIT_S = 20
AS_THEY_ARE = "surrogateescape"  # the bytes of others go out as they came in, in whatever encoding
USER_MANAGER = ("systemctl", "--user")


class Call(NamedTuple):
    """A program to run, and what it reads; `may_fail` where there may be nothing to stop."""

    argv: tuple[str, ...]
    reads: str | None = None
    may_fail: bool = False


class Schedule(NamedTuple):
    """How one scheduler is told: files to write, and calls to start, to stop and to run once now."""

    name: str
    files: tuple[tuple[Path, str, str], ...]  # path, text, encoding
    start: tuple[Call, ...]
    stop: tuple[Call, ...]
    run_now: tuple[Call, ...]


def schedule_for(app: App, reminder: Reminder, platform: str = sys.platform) -> Schedule:
    """Return how this machine is told; raises UsageError where there is no scheduler."""
    argv = _argv(app)
    if platform == "darwin":
        return _launchd(app, reminder, argv)
    if platform == "win32":
        return _windows(app, reminder, argv)
    if shutil.which("systemctl") and _runs(Call((*USER_MANAGER, "show-environment"))):
        return _systemd(app, reminder, argv)
    if shutil.which("crontab"):
        return _cron(reminder, argv)
    raise UsageError(
        "no scheduler was found on this machine.",
        f"A calendar can remind you: sciaticli remind install --at {reminder.at} --ics sciaticli.ics",
    )


def call_all(calls: tuple[Call, ...]) -> None:
    """Run calls in turn; raises UsageError naming the first that fails."""
    for call in calls:
        if not _runs(call) and not call.may_fail:
            raise UsageError(
                f"the scheduler refused: {' '.join(call.argv)}", "See more with: sciaticli doctor"
            )


def _argv(app: App) -> tuple[str, ...]:
    """Return what the scheduler runs; folders of one's own are named, for it knows no environment."""
    home = app.env.get(HOME_VARIABLE)
    where: tuple[str, ...] = ()
    if home:
        where = ("--home", str(Path(home).expanduser().absolute()))
    elif any(app.env.get(name) for name in FOLDER_VARIABLES):
        where = ("--folders", *map(str, app.paths))
    return (sys.executable, "-m", "sciaticli", "remind", "fire", *where)


def _systemd(app: App, reminder: Reminder, argv: tuple[str, ...]) -> Schedule:
    config = app.env.get("XDG_CONFIG_HOME") or str(_home(app) / ".config")
    folder = Path(config) / "systemd" / "user"
    reload = Call((*USER_MANAGER, "daemon-reload"))
    return Schedule(
        name="systemd",
        files=(
            (folder / f"{NAME}.service", systemd_service(argv), "utf-8"),
            (folder / f"{NAME}.timer", systemd_timer(reminder), "utf-8"),
        ),
        start=(
            reload,
            Call((*USER_MANAGER, "enable", f"{NAME}.timer")),
            Call((*USER_MANAGER, "restart", f"{NAME}.timer")),
        ),
        stop=(Call((*USER_MANAGER, "disable", "--now", f"{NAME}.timer"), may_fail=True),),
        run_now=(Call((*USER_MANAGER, "start", f"{NAME}.service")),),
    )


def _launchd(app: App, reminder: Reminder, argv: tuple[str, ...]) -> Schedule:
    file = _home(app) / "Library" / "LaunchAgents" / f"{LABEL}.plist"
    unload = Call(("launchctl", "unload", "-w", str(file)), may_fail=True)
    return Schedule(
        name="launchd",
        files=((file, launchd_plist(reminder, argv), "utf-8"),),
        start=(unload, Call(("launchctl", "load", "-w", str(file)))),
        stop=(unload,),
        run_now=(Call(("launchctl", "start", LABEL)),),
    )


def _windows(app: App, reminder: Reminder, argv: tuple[str, ...]) -> Schedule:
    file = app.paths.state / f"{NAME}.xml"
    return Schedule(
        name="Task Scheduler",
        files=((file, windows_task(reminder, argv), "utf-16"),),
        start=(Call(("schtasks", "/Create", "/TN", NAME, "/XML", str(file), "/F")),),
        stop=(Call(("schtasks", "/Delete", "/TN", NAME, "/F"), may_fail=True),),
        run_now=(Call(("schtasks", "/Run", "/TN", NAME)),),
    )


def _cron(reminder: Reminder, argv: tuple[str, ...]) -> Schedule:
    old = _cron_table_now()
    line = cron_line(reminder, argv, os.getuid() if hasattr(os, "getuid") else 0)
    return Schedule(
        name="cron",
        files=(),
        start=(Call(("crontab", "-"), cron_table(old, line)),),
        stop=(Call(("crontab", "-"), cron_table(old, None)),),
        run_now=(Call(argv),),
    )


def _cron_table_now() -> str:
    """Return the person's table; raises UsageError where it can't be read: then it is never written."""
    done = subprocess.run(
        ("crontab", "-l"),  # noqa: S607 - the system's own
        capture_output=True,
        check=False,
        timeout=LIMIT_S,
    )
    said = done.stderr.decode("utf-8", "replace").strip()
    if done.returncode and "no crontab" not in said:
        raise UsageError("cron's table can't be read, so it is left as it is.", said)
    return "" if done.returncode else done.stdout.decode("utf-8", AS_THEY_ARE)


def _home(app: App) -> Path:
    return Path(app.env["HOME"]) if app.env.get("HOME") else Path.home()


def _runs(call: Call) -> bool:
    try:
        done = subprocess.run(  # noqa: S603 - the system's own programs, without a shell
            call.argv,
            input=(call.reads or "").encode("utf-8", AS_THEY_ARE),
            capture_output=True,
            check=False,
            timeout=LIMIT_S,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0
