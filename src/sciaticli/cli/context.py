"""Everything from outside, gathered once: clock, terminal, folders, chance. The only reader of the clock."""

from __future__ import annotations

import codecs
import io
import os
import shutil
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack, suppress
from datetime import UTC, datetime, tzinfo
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from msgspec import Struct, field
from msgspec.structs import replace

from sciaticli.core.errors import UsageError
from sciaticli.core.text import by_words, literal

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from rich.console import Console

    from sciaticli.coach.hooks import HookRunner
    from sciaticli.coach.keys import Keys
    from sciaticli.coach.stage import Speaking
    from sciaticli.coach.terminal import TerminalAnswers
    from sciaticli.core.config import Config, Hook, Sound
    from sciaticli.store.paths import Paths
    from sciaticli.view.display import Display


PROGRAM = "sciaticli"
COMPLETION = "_SCIATICLI_COMPLETE"
"""The variable by which a shell's Tab is known."""
SPELLED_OUT = "sciaticli.spelled_out"


class Look(StrEnum):
    """How output may look: `live` is redrawn, `still` has colour but never moves, `plain` is lines."""

    LIVE = "live"
    STILL = "still"
    PLAIN = "plain"


def _outside(argv: Sequence[str], app: App) -> int:
    raise RuntimeError(f"{argv} of {app} can run only inside the program")


def _no_pager(_text: str, _env: Mapping[str, str]) -> bool:
    return False


class App(Struct, frozen=True, kw_only=True, dict=True, eq=False):
    """What the commands know of the world; tests make their own."""

    env: Mapping[str, str]
    stdin: TextIO
    stdout: TextIO
    stderr: TextIO
    now: Callable[[], datetime]
    now_ms: Callable[[], int]
    zone: str
    new_id: Callable[[], str]
    open_keys: Callable[[], Keys]
    open_voice: Callable[[tuple[Sound, ...], Config], Speaking]
    stay_awake: Callable[[], AbstractContextManager[object]]
    plain: bool = False
    no_input: bool = False
    debug: bool = False
    told: list[tuple[str, ...]] = field(default_factory=list)  # what is said only once a call
    no_pager: bool = False
    pager: Callable[[str, Mapping[str, str]], bool] = _no_pager
    mark: str = ""  # stands before the version in the source of every entry: of the demo
    closing: ExitStack = field(default_factory=ExitStack)  # what ends with the call, after its last word
    run: Callable[[Sequence[str], App], int] = _outside  # runs a command line: cli/app.py puts itself here

    @cached_property
    def paths(self) -> Paths:
        """The person's folders."""
        from sciaticli.store.paths import find_paths

        return find_paths(self.env)

    def with_paths(self, paths: Paths) -> App:
        """Return the same world with folders that were named."""
        world = replace(self)
        world.__dict__["paths"] = paths
        return world

    @property
    def may_ask(self) -> bool:
        """True when there is somebody to answer."""
        return not self.no_input and self.stdin.isatty()

    @property
    def look(self) -> Look:
        """How standard output may look (interface: `--plain`, ACCESSIBLE, TERM, FORCE_COLOR)."""
        if self.plain or self.env.get("ACCESSIBLE", "0") not in ("", "0") or self.env.get("TERM") == "dumb":
            return Look.PLAIN
        if self._is_set_plain:
            return Look.PLAIN
        if self.stdout.isatty():
            return Look.LIVE
        return Look.STILL if self.env.get("FORCE_COLOR", "0") not in ("", "0") else Look.PLAIN

    @cached_property
    def _is_set_plain(self) -> bool:
        """Whether the settings ask for plain lines; a broken file is no reason to stop here."""
        from sciaticli.core.errors import DataError

        try:
            return self.config.coach.plain
        except (DataError, OSError):
            return False

    @property
    def is_light(self) -> bool:
        """True when the terminal's background is light: as set, else as the terminal says, else dark."""
        from sciaticli.core.config import Theme

        theme = self.config.coach.theme
        if theme is not Theme.AUTO:
            return theme is Theme.LIGHT
        said = self._answers.is_light
        return self.env.get("COLORFGBG", "").rpartition(";")[2] in ("7", "15") if said is None else said

    @cached_property
    def _answers(self) -> TerminalAnswers:
        """What the terminal says of itself, asked once; nothing where nothing is redrawn."""
        from sciaticli.coach.terminal import TerminalAnswers, ask_terminal

        asked = self.look is Look.LIVE and not self.no_input
        return ask_terminal(self.env, self.stdin, self.stdout) if asked else TerminalAnswers()

    @property
    def display(self) -> Display:
        """How figures are drawn: as set, else as the terminal can."""
        from sciaticli.coach.terminal import best_picture
        from sciaticli.view.display import Display
        from sciaticli.view.tones import DARK_GROUND, LIGHT_GROUND

        light, answers = self.is_light, self._answers
        ground = answers.ground or (LIGHT_GROUND if light else DARK_GROUND)
        picture = best_picture(self.config.coach.picture, self.env, answers)
        return Display(picture, light, ground, answers.cell)

    def keys(self) -> Keys:
        """Return the keys of the terminal; those typed while it was asked what it can show come first."""
        from sciaticli.coach.keys import TypedBefore

        keys, answers = self.open_keys(), self._answers
        self.__dict__["_answers"] = answers._replace(typed="")
        return TypedBefore(keys, answers.typed) if answers.typed else keys

    @property
    def time_zone(self) -> tzinfo:
        """The zone the clock is in; where its name is unknown, the offset of now."""
        from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

        try:
            return ZoneInfo(self.zone)
        except (ZoneInfoNotFoundError, ValueError):
            return self.now().tzinfo or UTC

    @cached_property
    def config(self) -> Config:
        """The settings, read once; raises DataError with every problem of the file."""
        from sciaticli.store.config import load_config

        return load_config(self.paths.config_file)

    @cached_property
    def _hooks(self) -> HookRunner | None:
        """What runs the person's own programs in this call; None where none is set."""
        from sciaticli.core.errors import DataError

        try:
            commands = self.config.hooks.commands
        except (DataError, OSError):
            return None
        if not commands:
            return None
        from sciaticli.coach.hooks import HookRunner

        runner = HookRunner(commands=commands, env=self.env)
        self.closing.callback(self._end_hooks, runner)
        return runner

    def run_hook(self, hook: Hook) -> None:
        """Run what the person wants run at a moment; it never waits and never fails."""
        if self._hooks is not None:
            self._hooks.run(hook)

    def _end_hooks(self, runner: HookRunner) -> None:
        from sciaticli.store.hook_failures import HookFailure, keep_hook_failures

        runner.close()
        now = self.now()
        failures = {hook: HookFailure(at=now, why=why) for hook, why in runner.failures.items()}
        keep_hook_failures(self.paths, runner.ran, failures)

    def forget_config(self) -> None:
        """Let the settings be read anew: they have just been written."""
        for name in ("config", "_is_set_plain"):
            self.__dict__.pop(name, None)

    def with_options(self, *, plain: bool, no_input: bool, no_pager: bool, debug: bool) -> App:
        """Return the same world with the global options of this call."""
        return replace(
            self,
            plain=self.plain or plain,
            no_input=self.no_input or no_input,
            no_pager=self.no_pager or no_pager,
            debug=self.debug or debug,
        )

    def piped_text(self) -> str:
        """Return what stands on standard input, to its end; raises UsageError when it can't be used."""
        from sciaticli.core.text import LETTERS, from_outside

        try:
            return from_outside(self.stdin.read(LETTERS + 1))
        except ValueError as error:
            raise UsageError(f"What came on standard input {error}.") from error

    def console(self) -> Console:
        """Return a Rich console on standard output in this call's look."""
        from rich.console import Console

        plain = self.look is Look.PLAIN
        return Console(
            file=self.stdout,
            no_color=True if plain or self.env.get("NO_COLOR") else None,
            force_terminal=False if plain else None,
            highlight=False,
            markup=False,
            emoji=False,
            _environ=self.env,
        )

    def say(self, *lines: str) -> None:
        """Talk: write lines to standard error, broken between words; nothing in them steers a terminal.

        Where nobody can hear it the command goes on: talk is no part of what it does.
        """
        with suppress(OSError):
            print(*(fitted(self.stderr, line) for line in lines), sep="\n", file=self.stderr, flush=True)

    def show(self, *lines: str) -> None:
        """Write lines of data to standard output, at a terminal broken between words; nothing steers it."""
        print(*(fitted(self.stdout, line) for line in lines), sep="\n", file=self.stdout, flush=True)

    def show_exactly(self, text: str) -> None:
        """Write what a program or a clipboard takes, as JSON or a path; nothing in it steers a terminal."""
        print(literal(text), file=self.stdout, flush=True)

    def show_content(self, content: bytes) -> None:
        """Write a whole file to standard output, byte for byte but for a terminal, which it can't steer."""
        text = content.decode()
        self.stdout.write(literal(text.replace("\r\n", "\n")) if self.stdout.isatty() else text)
        self.stdout.flush()

    def show_json(self, document: object, *, in_one_line: bool = False) -> None:
        """Write one JSON document to standard output, and nothing else; a status bar reads it by the line."""
        import msgspec

        text = msgspec.json.encode(document)
        self.show_exactly((text if in_one_line else msgspec.json.format(text, indent=1)).decode())


def fitted(stream: TextIO, text: str) -> str:
    """Return what is said as it is written: nothing steers a terminal, and no word is cut at its edge."""
    text = literal(text)
    if not stream.isatty():
        return text
    columns = shutil.get_terminal_size().columns
    return "\n".join(part for line in text.split("\n") for part in by_words(line, columns))


def real_app() -> App:
    """Return the world as it is."""
    _make_safe(sys.stdin, "surrogateescape")  # what is no text is found where it is read
    _make_safe(sys.stdout, SPELLED_OUT)
    _make_safe(sys.stderr, SPELLED_OUT)
    return App(
        env=os.environ,
        stdin=sys.stdin,
        stdout=sys.stdout,
        stderr=sys.stderr,
        now=lambda: datetime.now(UTC).astimezone().replace(microsecond=0),
        now_ms=_now_ms,
        zone=_zone(os.environ),
        new_id=_new_id,
        open_keys=_open_keys,
        open_voice=_open_voice,
        stay_awake=_stay_awake,
        pager=_run_pager,
    )


def _make_safe(stream: TextIO, errors: str) -> None:
    """Let a stream take or give any sign: an old code page then shows a letter it lacks as an escape."""
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(errors=errors)


def _spelled_out(error: UnicodeError) -> tuple[str, int]:
    r"""Return \u00fc for a letter that a code page lacks; JSON stays JSON with it."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    units = error.object[error.start : error.end].encode("utf-16-be", "surrogatepass")
    pairs = (units[place : place + 2] for place in range(0, len(units), 2))
    return "".join(f"\\u{pair.hex()}" for pair in pairs), error.end


codecs.register_error(SPELLED_OUT, _spelled_out)


def _zone(env: Mapping[str, str]) -> str:
    """Return the IANA name of the local zone, or the clock's own word for it."""
    if name := env.get("TZ", "").lstrip(":"):
        return name
    link = Path("/etc/localtime")
    if link.is_symlink() and "zoneinfo/" in (target := str(link.readlink())):
        return target.split("zoneinfo/", 1)[1]
    return time.tzname[0]


def _new_id() -> str:
    """Return a version 7 UUID: ids made later sort later."""
    stamp = time.time_ns() // 1_000_000
    noise = int.from_bytes(os.urandom(10), "big")
    number = stamp << 80 | 0x7 << 76 | (noise >> 68 & 0xFFF) << 64 | 0b10 << 62 | noise & (1 << 62) - 1
    digits = f"{number:032x}"
    return "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))


def _open_keys() -> Keys:
    from sciaticli.coach.keys import open_keys

    return open_keys()


def _now_ms() -> int:
    from sciaticli.coach.clock import session_ms

    return session_ms()


def _open_voice(sounds: tuple[Sound, ...], config: Config) -> Speaking:
    from sciaticli.coach.sound import open_voice
    from sciaticli.coach.synthesiser import voicing_of
    from sciaticli.store.paths import find_paths

    return open_voice(sounds, find_paths(os.environ).cache, sys.stderr, voicing_of(config))


def _run_pager(text: str, env: Mapping[str, str]) -> bool:
    from sciaticli.coach.pager import run_pager

    return run_pager(text, env)


def _stay_awake() -> AbstractContextManager[object]:
    from sciaticli.coach.awake import stay_awake

    return stay_awake()
