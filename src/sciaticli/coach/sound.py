"""The voice: speech, tones and bell, each a child process that can be late, hang or fail without harm.

A cue goes into a queue; one worker thread starts the programs and watches them. The timer never waits.
"""

import queue
import shutil
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from threading import Thread
from typing import Self, TextIO

from sciaticli.coach.tones import tone_file
from sciaticli.core.config import Sound
from sciaticli.core.session.cues import LATE_MS, Cue, Priority, Tone, spoken_ms
from sciaticli.store.paths import make_private

MAY_FAIL = 2  # so many failures put a program off
LOOK_S = 0.05  # how often the worker looks at a program that plays
TONE_LIMIT_S = 3.0
LONGER_S = 2.0  # a program that speaks so much longer than its words need has hung
TOO_SHORT = 1 / 3  # words that end sooner than this share were not heard: there is no sound device
CAUTION_WAITS_S = 20.0  # what is said for safety may be late, and is never dropped
LAST_WORDS_S = 5.0  # how long the end of a session waits for what is being said
WORDS_A_MINUTE = "155"
ENGLISH = "en-us"  # named: told apart in noise better than the voice of the locale
POWERSHELL_SPEECH = (
    "Add-Type -AssemblyName System.Speech;(New-Object System.Speech.Synthesis.SpeechSynthesizer).Speak('{}')"
)
POWERSHELL_TONE = "(New-Object Media.SoundPlayer '{}').PlaySync()"

Command = Callable[[str], list[str]]
# In the order of preference: what can be cut short comes first.
SPEAKERS: dict[str, Command] = {
    "say": lambda text: ["say", text],
    "espeak-ng": lambda text: ["espeak-ng", "-v", ENGLISH, "-s", WORDS_A_MINUTE, text],
    "espeak": lambda text: ["espeak", "-v", ENGLISH, "-s", WORDS_A_MINUTE, text],
    "spd-say": lambda text: ["spd-say", "-w", text],
    "powershell": lambda text: _powershell(POWERSHELL_SPEECH, text),
}
PLAYERS: dict[str, Command] = {
    "afplay": lambda file: ["afplay", file],
    "paplay": lambda file: ["paplay", file],
    "pw-play": lambda file: ["pw-play", file],
    "aplay": lambda file: ["aplay", "-q", file],
    "play": lambda file: ["play", "-q", file],
    "powershell": lambda file: _powershell(POWERSHELL_TONE, file),
}
PROGRAMS = {Sound.SPEECH: SPEAKERS, Sound.TONES: PLAYERS}


@dataclass(kw_only=True)
class Program:
    """A program that makes a sound, and the child process that is playing now.

    One that `takes_time` lasts as long as its words: when it ends far sooner nobody heard them.
    """

    sound: Sound
    name: str
    command: Command
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

    def start(self, what: str, priority: Priority) -> None:
        """Start the program, its streams closed to the terminal; never raises."""
        self.stop()
        self.priority = priority
        speaks = self.sound is Sound.SPEECH
        length_s = spoken_ms(what) / 1000 if speaks else 0.0
        now = time.monotonic()
        self.ends_by = now + (2 * length_s + LONGER_S if speaks else TONE_LIMIT_S)
        self.too_soon = now + length_s * TOO_SHORT if self.takes_time else now
        try:
            self.child = subprocess.Popen(  # noqa: S603 - our own programs, and words without a shell
                self.command(what),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
        except OSError:
            self.failures += 1

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


@dataclass(frozen=True)
class _Asked:
    cue: Cue
    until: float


class _Cut:
    """Be silent at once."""


class _Close:
    """Finish what is being said, then end."""


@dataclass(kw_only=True)
class Speaker:
    """A voice that speaks, sounds and rings as far as there is something to do it with."""

    programs: tuple[Program, ...]
    folder: Path
    bell: TextIO | None = None
    _queue: "queue.Queue[_Asked | _Cut | _Close]" = field(default_factory=queue.Queue)
    _thread: Thread | None = None
    _waiting: _Asked | None = None

    def __enter__(self) -> Self:
        if self.programs:
            self._thread = Thread(target=self._work, name="sciaticli voice", daemon=True)
            self._thread.start()
        return self

    def __exit__(self, *exc: object) -> None:
        """Let the last words be finished, for five seconds at most; then silence."""
        self._queue.put(_Close())
        if self._thread is not None:
            self._thread.join()

    def say(self, cue: Cue) -> None:
        """Sound a cue now, or within 0.8 s, or not at all."""
        if self.bell is not None and cue.tone is not None and cue.tone is not Tone.TICK:
            self.bell.write("\a")
            self.bell.flush()
        if self._thread is None:
            return
        waits_s = CAUTION_WAITS_S if cue.priority is Priority.CAUTION else LATE_MS / 1000
        self._queue.put(_Asked(cue, time.monotonic() + waits_s))

    def cut(self) -> None:
        """Be silent at once and forget what waits."""
        self._queue.put(_Cut())

    def _work(self) -> None:
        end: float | None = None
        while end is None or (time.monotonic() < end and self._is_busy()):
            try:
                asked = self._queue.get(timeout=LOOK_S if self._is_busy() else None)
            except queue.Empty:
                asked = None
            match asked:
                case _Asked():
                    self._sound(asked)
                case _Cut():
                    self._silence()
                case _Close():
                    end = time.monotonic() + LAST_WORDS_S
                case None:
                    pass
            self._say_waiting()
        self._silence()

    def _is_busy(self) -> bool:
        """Look after every program; return whether any plays, or something waits to be said."""
        playing = [program.look() for program in self.programs]
        return any(playing) or self._waiting is not None

    def _silence(self) -> None:
        self._waiting = None
        for program in self.programs:
            program.stop()

    def _sound(self, asked: _Asked) -> None:
        if time.monotonic() > asked.until:
            return
        tones = self._program(Sound.TONES)
        if tones and asked.cue.tone:
            tones.start(str(self.folder / f"{asked.cue.tone}.wav"), asked.cue.priority)
        counted = tones is not None and asked.cue.priority is Priority.TICK
        if asked.cue.text and not counted:
            self._speak(asked)

    def _speak(self, asked: _Asked) -> None:
        """Say it now, or let it wait behind something as weighty; the weightier of two waits."""
        speech = self._program(Sound.SPEECH)
        if speech is None:
            return
        cuts = asked.cue.priority > speech.priority and asked.cue.priority is not Priority.CAUTION
        if not speech.look() or cuts:
            self._waiting = None
            speech.start(asked.cue.text.lstrip("-"), asked.cue.priority)
        elif self._waiting is None or asked.cue.priority >= self._waiting.cue.priority:
            self._waiting = asked

    def _say_waiting(self) -> None:
        waiting = self._waiting
        if waiting is None:
            return
        speech = self._program(Sound.SPEECH)
        if speech is None or time.monotonic() > waiting.until:
            self._waiting = None
        elif not speech.look():
            self._waiting = None
            speech.start(waiting.cue.text.lstrip("-"), waiting.cue.priority)

    def _program(self, sound: Sound) -> Program | None:
        return next((each for each in self.programs if each.sound is sound and not each.is_off), None)


def open_voice(sounds: tuple[Sound, ...], folder: Path, bell: TextIO) -> Speaker:
    """Return the voice for these settings; `folder` keeps the tones. Nothing to be heard with is no fault."""
    wanted = [sound for sound in sounds if sound is not Sound.TONES or _make_tones(folder)]
    programs = tuple(program for sound in wanted for program in find_programs(sound))
    return Speaker(programs=programs, folder=folder, bell=bell if Sound.BELL in sounds else None)


def find_programs(sound: Sound) -> tuple[Program, ...]:
    """Return this machine's programs for a sound: each is tried when those before it have failed twice."""
    return tuple(
        Program(sound=sound, name=name, command=command)
        for name, command in PROGRAMS.get(sound, {}).items()
        if shutil.which(name)
    )


def find_program(sound: Sound) -> Program | None:
    """Return the first program of this machine for a sound; None when there is none, or none is needed."""
    return next(iter(find_programs(sound)), None)


def try_program(program: Program, folder: Path, text: str = "Hold. Half way. Rest.") -> bool:
    """Play a sample to its end and return whether the program claims success; ask the person as well."""
    make_private(folder)
    what = text if program.sound is Sound.SPEECH else str(tone_file(folder, Tone.END))
    program.start(what, Priority.NAME)
    while program.look():
        time.sleep(LOOK_S)
    return not program.failures


def _make_tones(folder: Path) -> bool:
    """Make the tones' files; on a disk that takes none the session goes on without them."""
    try:
        make_private(folder)
        for tone in Tone:
            tone_file(folder, tone)
    except OSError:
        return False
    return True


def _powershell(script: str, text: str) -> list[str]:
    quoted = text.replace("'", "''")
    return ["powershell", "-NoProfile", "-Command", script.format(quoted)]
