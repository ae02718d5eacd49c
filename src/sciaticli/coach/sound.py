"""The voice: speech, tones and bell.

A cue goes into a queue; one worker thread starts the programs and watches them. The timer never waits.
"""

import queue
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from threading import Thread
from typing import Self, TextIO

from sciaticli.coach.sound_programs import USUAL_VOICING, Program, find_programs
from sciaticli.coach.synthesiser import Synthesiser, Voicing, find_synthesisers
from sciaticli.coach.tones import tone_file, wake_file
from sciaticli.coach.word_files import Spoken, WordFiles
from sciaticli.core.config import Sound
from sciaticli.core.session.cues import LATE_MS, Cue, Priority, Tone, spoken_ms
from sciaticli.store.paths import make_private

LOOK_S = 0.05  # how often the worker looks at a program that plays
TONE_S = 0.1  # the shortest tone lasts less; a player that ends far sooner had no device
SPEECH_ALONE = frozenset({Sound.SPEECH})
SAMPLE = "Lie on your back. Left side. Hold. Half way. Rest."
CAUTION_WAITS_S = 20.0  # what is said for safety may be late, and is never dropped
LAST_WORDS_S = 5.0  # how long the end of a session waits for what is being said


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
    """A voice that speaks, sounds and rings as far as there is something to do it with.

    Words go to a player as files where they were made before, else to a program that speaks. Who fails
    gives way to the next at once; after the last of them the bell rings.
    """

    programs: tuple[Program, ...]
    folder: Path
    bell: TextIO | None = None
    rings: bool = True
    words: WordFiles | None = None
    wake_ms: int = 0
    wanted: frozenset[Sound] = frozenset()
    _files: dict[str, Spoken] = field(default_factory=dict)
    _queue: "queue.Queue[_Asked | _Cut | _Close]" = field(default_factory=queue.Queue)
    _thread: Thread | None = None
    _waiting: list[_Asked] = field(default_factory=list)
    _said: _Asked | None = None

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

    @property
    def is_unheard(self) -> bool:
        """True where one is to be spoken to, or to hear tones, and nothing on this machine does it."""
        main = Sound.SPEECH if Sound.SPEECH in self.wanted else Sound.TONES
        return main in self.wanted and not self._is_alive(main)

    @property
    def speaks(self) -> bool:
        """True where speech is wanted, and something on this machine speaks."""
        return Sound.SPEECH in self.wanted and self._is_alive(Sound.SPEECH)

    def _is_alive(self, sound: Sound) -> bool:
        can = [each for each in self.programs if each.sound is sound and not each.is_off]
        return any(self._files or not each.plays_files or sound is Sound.TONES for each in can)

    def prepare(self, texts: Iterable[str]) -> dict[str, int]:
        """Put texts into files, and return how long each lasts in milliseconds; this can take a second."""
        if self.words is None or not any(each.sound is Sound.SPEECH for each in self.programs):
            return {}
        self._files |= self.words.spoken(texts)
        return {text: spoken.ms for text, spoken in self._files.items()}

    def say(self, cue: Cue) -> None:
        """Sound a cue now, or within 0.8 s, or not at all."""
        rings = self.rings or (self.is_unheard and not self._is_alive(Sound.TONES))
        if self.bell is not None and rings and cue.tone is not None and cue.tone is not Tone.TICK:
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
        self._wake()
        # asked once a round: who falls silent between two looks would leave it waiting for a word for ever
        while (busy := self._is_busy()) or end is None:
            if end is not None and time.monotonic() >= end:
                break
            try:
                asked = self._queue.get(timeout=LOOK_S if busy else None)
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
        for program in self.programs:
            program.close()

    def _wake(self) -> None:
        """Play a faint tone: a headset that sleeps swallows the first half second."""
        player = next((each for each in self.programs if each.plays_files), None)
        if player is not None and self.wake_ms:
            try:
                file = wake_file(self.folder, self.wake_ms)
            except OSError:
                return
            player.start(str(file), Priority.TICK, self.wake_ms / 1000)
            while player.look():
                time.sleep(LOOK_S)

    def _is_busy(self) -> bool:
        """Look after every program; return whether any plays, or something waits to be said."""
        playing = [self._look(program) for program in self.programs]
        return any(playing) or bool(self._waiting)

    def _look(self, program: Program) -> bool:
        """Return whether a program plays; who failed gives way to the next, while it is not too late."""
        before = program.failures
        plays = program.look()
        said = self._said
        if program.sound is Sound.SPEECH and program.failures > before and said is not None:
            self._said = None
            if time.monotonic() < said.until:
                self._waiting.insert(0, said)
        return plays

    def _silence(self) -> None:
        self._waiting = []
        self._said = None
        for program in self.programs:
            program.stop()

    def _sound(self, asked: _Asked) -> None:
        if time.monotonic() > asked.until:
            return
        tones = next((each for each in self.programs if each.sound is Sound.TONES and not each.is_off), None)
        if tones and asked.cue.tone:
            tones.start(str(self.folder / f"{asked.cue.tone}.wav"), asked.cue.priority, TONE_S)
        counted = tones is not None and asked.cue.priority is Priority.TICK
        if asked.cue.text and not counted:
            self._speak(asked)

    def _speak(self, asked: _Asked) -> None:
        """Say it now, or let it wait behind something as weighty.

        Of two that wait the weightier is kept; what is said for safety is kept whatever else waits.
        """
        speaking = next((each for each in self._speech() if self._look(each)), None)
        cautions = asked.cue.priority is Priority.CAUTION
        if speaking is None and not self._waiting:
            self._start(asked)
        elif speaking is not None and asked.cue.priority > speaking.priority and not cautions:
            speaking.stop()
            self._waiting = [each for each in self._waiting if each.cue.priority is Priority.CAUTION]
            self._start(asked)
        else:
            others = [each for each in self._waiting if each.cue.priority is not Priority.CAUTION]
            if cautions:
                self._waiting.append(asked)
            elif all(asked.cue.priority >= each.cue.priority for each in others):
                self._waiting = [each for each in self._waiting if each not in others]
                self._waiting.append(asked)

    def _say_waiting(self) -> None:
        now = time.monotonic()
        self._waiting = [each for each in self._waiting if now <= each.until]
        if self._waiting and not any(self._look(each) for each in self._speech()):
            self._start(self._waiting.pop(0))

    def _start(self, asked: _Asked) -> None:
        """Have it said by the first program that can; a file where there is one."""
        text = asked.cue.text
        spoken = self._files.get(text)
        for program in self._speech():
            if program.plays_files and spoken is None:
                continue
            length_s = (spoken.ms if program.plays_files and spoken else spoken_ms(text)) / 1000
            what = str(spoken.path) if program.plays_files and spoken else text
            while not program.is_off:
                self._said = asked
                before = program.failures
                program.start(what, asked.cue.priority, length_s)
                if program.failures == before:
                    return

    def _speech(self) -> list[Program]:
        return [each for each in self.programs if each.sound is Sound.SPEECH]


def open_voice(
    sounds: tuple[Sound, ...], folder: Path, bell: TextIO, voicing: Voicing = USUAL_VOICING
) -> Speaker:
    """Return the voice for these settings; `folder` keeps tones and words.

    Nothing to be heard with is no fault.
    """
    wanted = [sound for sound in sounds if sound is not Sound.TONES or _make_tones(folder)]
    programs = tuple(program for sound in wanted for program in find_programs(sound, voicing))
    words = WordFiles(folder, find_synthesisers(voicing), voicing) if Sound.SPEECH in wanted else None
    return Speaker(
        programs=programs,
        folder=folder,
        bell=bell,
        rings=Sound.BELL in sounds,
        words=words,
        wake_ms=voicing.wake_ms,
        wanted=frozenset(sounds),
    )


def try_voice(synthesiser: Synthesiser, folder: Path, voicing: Voicing, text: str = SAMPLE) -> bool:
    """Speak a sample to its end, as a session would; return whether it can have been heard."""
    words = WordFiles(folder, (synthesiser,), voicing)
    live = find_programs(Sound.SPEECH, voicing)
    programs = tuple(each for each in live if each.plays_files or each.name == synthesiser.name)
    with Speaker(programs=programs, folder=folder, words=words, wanted=SPEECH_ALONE) as speaker:
        speaker.prepare([text])
        speaker.say(Cue(segment=0, text=text, priority=Priority.NAME))
    return not speaker.is_unheard


def try_tone(program: Program, folder: Path) -> bool:
    """Play a tone to its end; return whether it can have been heard."""
    make_private(folder)
    program.start(str(tone_file(folder, Tone.END)), Priority.NAME, TONE_S)
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
