"""What `doctor` looks at. Nothing here may fail: what can't be read is a finding."""

from __future__ import annotations

import platform
import shutil
from importlib.metadata import PackageNotFoundError, distribution
from typing import TYPE_CHECKING

from sciaticli import __version__
from sciaticli.coach.hooks import find_command as find_hook
from sciaticli.coach.sound_programs import find_program
from sciaticli.core.config import Sound
from sciaticli.core.doctor import Finding
from sciaticli.core.errors import DataError
from sciaticli.core.record.plausible import doubts
from sciaticli.core.screening.clearance import Refused
from sciaticli.core.screening.locks import REMEMBERED
from sciaticli.store.catalogue import load_catalogue, own_files
from sciaticli.store.hook_failures import hook_failures
from sciaticli.store.journal import journal_files
from sciaticli.store.paths import HOME_VARIABLE, loose_modes, why_unwritable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from sciaticli.cli.check.standing import RecordNow
    from sciaticli.cli.context import App
    from sciaticli.core.record.history import History

PACKAGES = (
    "lark", "markupsafe", "msgspec", "platformdirs", "rapidfuzz", "rich", "tomli-w", "tomlkit", "typer",
)  # fmt: skip
SCHEDULERS = ("systemctl", "launchctl", "schtasks", "crontab")


def examine(app: App, standing: RecordNow) -> Iterator[Finding]:
    """Yield everything that `doctor` reports, heading by heading; `standing` is by the whole record."""
    yield from _program()
    yield from _files(app)
    yield from _permissions(app)
    yield from _terminal(app)
    yield from _sound(app)
    yield from _scheduler()
    yield from _settings(app)
    yield from _hooks(app)
    yield from _record(app, standing.history)
    yield from _catalogue(app)
    yield from _screening(standing)


def _program() -> Iterator[Finding]:
    yield Finding("program", "sciaticli", __version__)
    yield Finding("program", "python", platform.python_version())
    yield Finding("program", "system", f"{platform.system()} {platform.release()} {platform.machine()}")
    for name in PACKAGES:
        try:
            yield Finding("program", name, _version(name))
        except PackageNotFoundError:
            yield Finding("program", name, "not found", wrong=True)


def _version(name: str) -> str:
    """Return a package's version, from the head of its metadata: its README is long to parse."""
    found = distribution(name)
    head = (found.read_text("METADATA") or "").partition("\n\n")[0]
    return head.partition("\nVersion:")[2].partition("\n")[0].strip() or found.version


def _files(app: App) -> Iterator[Finding]:
    paths = app.paths
    yield Finding("files", f"{HOME_VARIABLE} is set", bool(app.env.get(HOME_VARIABLE)))
    for name, path in (
        ("settings", paths.config_file),
        ("own exercises", paths.own_exercises),
        ("record", paths.journal),
        ("state", paths.state),
        ("cache", paths.cache),
    ):
        yield Finding("files", name, str(path), private=True)
        yield Finding("files", f"{name}, bytes", _size(path))
    yield Finding("files", "session under way", paths.session_file.exists())


def _size(path: Path) -> int | str:
    """Return the bytes of a file, or of all files in a folder; 0 for what is not there."""
    try:
        files = [path] if path.is_file() else [each for each in path.rglob("*") if each.is_file()]
        return sum(each.stat().st_size for each in files)
    except OSError as error:
        return f"can't be read: {error.strerror}"


def _permissions(app: App) -> Iterator[Finding]:
    """Yield where nothing can be written, and what others may read: folders are to be 0700, files 0600."""
    for name, folder in zip(app.paths._fields, app.paths, strict=True):
        if (refused := why_unwritable(folder)) is not None:
            yield Finding("permissions", name, f"{refused}: {folder}", wrong=True, private=True)
    try:
        loose = list(dict.fromkeys(path for folder in app.paths for path in loose_modes(folder)))
    except OSError as error:
        yield Finding("permissions", "can't be read", error.strerror or "", wrong=True)
        return
    yield Finding("permissions", "open to others", len(loose), wrong=bool(loose))
    for number, path in enumerate(loose, 1):
        mode = f"{path.stat().st_mode & 0o777:04o}"
        close = f"mode {mode}; to close it: chmod go= '{path}'"
        yield Finding("permissions", f"{number}", close, private=True)


def _terminal(app: App) -> Iterator[Finding]:
    size = shutil.get_terminal_size()
    yield Finding("terminal", "look", app.look.value)
    for name, stream in (("input", app.stdin), ("output", app.stdout), ("talk", app.stderr)):
        yield Finding("terminal", f"{name} is a terminal", stream.isatty())
    yield Finding("terminal", "TERM", app.env.get("TERM", "not set"))
    yield Finding("terminal", "COLORTERM", app.env.get("COLORTERM", "not set"))
    yield Finding("terminal", "NO_COLOR is set", bool(app.env.get("NO_COLOR")))
    yield Finding("terminal", "size", f"{size.columns} by {size.lines}")
    yield Finding("terminal", "encoding", app.stdout.encoding or "none")


def _sound(app: App) -> Iterator[Finding]:
    for sound in (Sound.SPEECH, Sound.TONES):
        program = find_program(sound)
        yield Finding("sound", sound.value, program.name if program else "no program found")
    try:
        wanted = ", ".join(app.config.coach.sound) or "off"
    except (DataError, OSError):
        wanted = "settings can't be read"
    yield Finding("sound", "wanted", wanted)


def _scheduler() -> Iterator[Finding]:
    for name in SCHEDULERS:
        yield Finding("scheduler", name, shutil.which(name) is not None)


def _settings(app: App) -> Iterator[Finding]:
    yield from _loaded("settings", lambda: app.config)


def _hooks(app: App) -> Iterator[Finding]:
    """Yield each program of the person's own, and why its last run failed if it did."""
    try:
        commands = app.config.hooks.commands
    except (DataError, OSError):
        return  # told under the settings
    failures = hook_failures(app.paths)
    for hook, command in commands.items():
        failure = failures.get(hook)
        if failure is not None:
            value = f"failed on {failure.at.astimezone(app.time_zone):%Y-%m-%d at %H:%M}: {failure.why}"
        elif find_hook(command[0]) is None:
            value = f"no program {command[0]} was found"
        else:
            value = " ".join(command)
        wrong = failure is not None or find_hook(command[0]) is None
        yield Finding("hooks", hook.value, value, wrong=wrong, private=True)


def _record(app: App, history: History) -> Iterator[Finding]:
    found = [*history.damage, *doubts(history, app.now())]
    files = journal_files(app.paths, [])
    yield Finding("record", "entries", sum(record.file != REMEMBERED for record in history.records))
    yield Finding("record", "files", len(files))
    yield Finding("record", "machines", len({file.device for file in files}))
    yield Finding("record", "damage", len(found), wrong=bool(found))
    for number, item in enumerate(found, 1):
        place = f"{item.device}/{item.file}, line {item.line}: {item.reason}"
        yield Finding("record", f"damage {number}", place, private=True)


def _catalogue(app: App) -> Iterator[Finding]:
    yield Finding("catalogue", "own files", len(own_files(app.paths.own_exercises)))
    yield from _loaded("catalogue", lambda: load_catalogue(app.paths.own_exercises))


def _loaded(heading: str, load: Callable[[], object]) -> Iterator[Finding]:
    """Yield whether something can be loaded, and every problem of it; the problems name files and words."""
    problems: tuple[str, ...]
    try:
        problems = getattr(load(), "left_out", ())
    except DataError as error:
        problems = error.problems or (error.message,)
    except OSError as error:
        problems = (f"{error.strerror}: {error.filename}",)
    yield Finding(heading, "problems", len(problems), wrong=bool(problems))
    for number, problem in enumerate(problems, 1):
        yield Finding(heading, f"problem {number}", problem, private=True)


def _screening(standing: RecordNow) -> Iterator[Finding]:
    try:
        answer = standing.ask()
    except DataError as error:
        yield Finding("screening", "questions", error.message, wrong=True)
        return
    if isinstance(answer, Refused):
        yield Finding("screening", "sessions", f"closed: {answer.message}", private=True)
    else:
        yield Finding("screening", "sessions", f"open until {answer.until:%Y-%m-%d %H:%M}", private=True)
