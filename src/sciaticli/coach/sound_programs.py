"""The programs that make a sound, each a child process that can be late, hang or fail without harm."""

import shutil
import subprocess
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

from sciaticli.coach.synthesiser import Voicing, find_synthesisers
from sciaticli.core.config import Sound
from sciaticli.core.session.cues import Priority

MAY_FAIL = 2  # so many failures put a program off
USUAL_VOICING = Voicing()
LONGER_S = 2.0  # a program that speaks so much longer than its words need has hung
TOO_SHORT = 1 / 3  # words that end sooner than this share were not heard: there is no sound device
POWERSHELL_TONE = "(New-Object Media.SoundPlayer '{}').PlaySync()"
# Plays the file of each line it reads, and is silent at an empty one: one process for a whole session.
POWERSHELL_PLAYER = (
    "$p=New-Object Media.SoundPlayer;while(($l=[Console]::In.ReadLine()) -ne $null){"
    "if($l -eq ''){$p.Stop()}else{$p.SoundLocation=$l;$p.Play()}}"
)

Command = Callable[[str], list[str]]
# In the order of preference.
PLAYERS: dict[str, Command] = {
    "afplay": lambda file: ["afplay", file],
    "paplay": lambda file: ["paplay", file],
    "pw-play": lambda file: ["pw-play", file],
    "aplay": lambda file: ["aplay", "-q", file],
    "play": lambda file: ["play", "-q", file],
    "powershell": lambda file: _powershell(POWERSHELL_TONE, file),
}


@dataclass(kw_only=True)
class Program:
    """A program that makes a sound, and the child process that is playing now.

    One that `plays_files` is given a file, another its words. One that `takes_time` lasts as long as what
    it is given: when it ends far sooner nobody heard it.
    """

    sound: Sound
    name: str
    command: Command
    plays_files: bool = False
    takes_time: bool = True
    failures: int = 0
    child: "subprocess.Popen[bytes] | None" = None
    priority: Priority = Priority.TICK
    ends_by: float = 0.0
    too_soon: float = 0.0

    @property
    def is_off(self) -> bool:
        """True after two failures; it is not tried again."""
        return self.failures >= MAY_FAIL

    def start(self, what: str, priority: Priority, length_s: float = 0.0) -> None:
        """Start the program, its streams closed to the terminal; never raises."""
        self.stop()
        self.priority = priority
        now = time.monotonic()
        self.ends_by = now + 2 * length_s + LONGER_S
        self.too_soon = now + length_s * TOO_SHORT if self.takes_time else now
        self._begin(what, subprocess.DEVNULL)

    def look(self) -> bool:
        """Return whether it is still playing; note a failure, and end what takes too long."""
        if self.child is None:
            return False
        code = self.child.poll()
        if code is None and time.monotonic() < self.ends_by:
            return True
        if code is None:
            self.stop()
        if code != 0 or time.monotonic() < self.too_soon:
            self.failures += 1
        self.child = None
        return False

    def stop(self) -> None:
        """Be silent now."""
        if self.child is not None:
            self.child.kill()
            self.child.wait()
            self.child = None

    def close(self) -> None:
        """Be silent for good."""
        self.stop()

    def _begin(self, what: str, stdin: int) -> None:
        """Start the process, its output closed to the terminal; one that can't be started is a failure."""
        try:
            self.child = subprocess.Popen(  # noqa: S603 - our own programs, and words without a shell
                self.command(what),
                stdin=stdin,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
        except OSError:
            self.failures += 1


@dataclass(kw_only=True)
class Helper(Program):
    """A player that is one process for a whole session: it reads the file to play, a line each.

    For a machine where a process takes longer to start than a word to say.
    """

    plays_files: bool = True
    playing_until: float = 0.0

    def start(self, what: str, priority: Priority, length_s: float = 0.0) -> None:
        """Have a file played instead of what plays now; never raises."""
        self.priority = priority
        if self.child is None:
            self._begin("", subprocess.PIPE)
        if self.child is None:
            return
        self.playing_until = time.monotonic() + length_s
        self._tell(what)

    def look(self) -> bool:
        """Return whether it is still playing; a process that has gone is a failure."""
        if self.child is not None and self.child.poll() is not None:
            self.close()
            self.failures += 1
            return False
        return self.child is not None and time.monotonic() < self.playing_until

    def stop(self) -> None:
        """Be silent now; the process stays."""
        self.playing_until = 0.0
        if self.child is not None:
            self._tell("")

    def close(self) -> None:
        """End the process."""
        child, self.child = self.child, None
        if child is not None:
            with suppress(OSError):
                child.kill()
            child.communicate()

    def _tell(self, line: str) -> None:
        if self.child is None or self.child.stdin is None:
            return
        try:
            self.child.stdin.write(f"{line}\n".encode())
            self.child.stdin.flush()
        except OSError:
            self.close()
            self.failures += 1


def find_programs(sound: Sound, voicing: Voicing = USUAL_VOICING) -> tuple[Program, ...]:
    """Return this machine's programs for a sound: each is tried when those before it have failed twice.

    For speech the players of files come before what speaks itself.
    """
    if sound is Sound.BELL:
        return ()
    players = tuple(_player(sound, name, play) for name, play in PLAYERS.items() if shutil.which(name))
    if sound is Sound.TONES:
        return players
    found = find_synthesisers(voicing)
    live = tuple(
        Program(sound=sound, name=each.name, command=each.speak) for each in found if each.speak is not None
    )
    return (*players, *live) if any(each.writes for each in found) else live


def find_program(sound: Sound, voicing: Voicing = USUAL_VOICING) -> Program | None:
    """Return the first program of this machine for a sound; None when there is none, or none is needed."""
    return next(iter(find_programs(sound, voicing)), None)


def _player(sound: Sound, name: str, play: Command) -> Program:
    if name == "powershell":
        return Helper(sound=sound, name=name, command=lambda _: _powershell(POWERSHELL_PLAYER, ""))
    return Program(sound=sound, name=name, command=play, plays_files=True)


def _powershell(script: str, text: str) -> list[str]:
    return ["powershell", "-NoProfile", "-Command", script.replace("{}", text.replace("'", "''"))]
