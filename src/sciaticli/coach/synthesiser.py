"""The programs that turn words into speech: which there are, and how each speaks or writes a sound file."""

import json
import shutil
import subprocess
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from sciaticli.core.config import Config

BRITISH = frozenset({"GB", "IE", "AU", "NZ", "ZA", "IN", "SG", "HK", "MT", "KE", "NG"})
TEXT, WAV = "{text}", "{wav}"
WRITE_LIMIT_S = 20.0  # for one text; some 40 ms are usual
SAY_RATE_HZ = 22_050
SPEAK = (
    "Add-Type -AssemblyName System.Speech;"
    "$s=New-Object System.Speech.Synthesis.SpeechSynthesizer;$s.Rate={rate};"
)
# One process writes every file: each line is a JSON list of the file and its text.
POWERSHELL_WRITE = (
    SPEAK + "while(($l=[Console]::In.ReadLine()) -ne $null){{$a=ConvertFrom-Json $l;"
    "$s.SetOutputToWaveFile($a[0]);$s.Speak($a[1]);$s.SetOutputToNull()}}"
)
POWERSHELL_RATE = 155  # words a minute of its rate 0; each step is about a tenth


class Voicing(NamedTuple):
    """How one wants to be spoken to: `rate` in words a minute, `volume` in percent, `voice` as set."""

    voice: tuple[str, ...] = ()
    rate: int = 155
    volume: int = 100
    wake_ms: int = 400
    english: str = "en-us"


def voicing_of(config: Config) -> Voicing:
    """Return how this person is spoken to. English is named: told apart in noise better than the default."""
    coach = config.coach
    english = "en-gb" if (config.profile.region or "") in BRITISH else "en-us"
    return Voicing(coach.voice, coach.rate, coach.volume, coach.wake_ms, english)


@dataclass(frozen=True, kw_only=True)
class Synthesiser:
    """A program that speaks.

    `speak` are its arguments for a text, `write` those for a text and the file to write. One with `reads`
    writes many files in one process and is told them on its input. None is what it can't do.
    """

    name: str
    speak: Callable[[str], list[str]] | None = None
    write: Callable[[str, str], list[str]] | None = None
    reads: list[str] | None = None

    @property
    def writes(self) -> bool:
        """Whether it can put words into a file."""
        return self.write is not None or self.reads is not None

    def write_files(self, wanted: Mapping[str, Path]) -> None:
        """Write each text into its file; what fails leaves no file, and raises nothing."""
        if self.reads is not None:
            lines = "".join(f"{json.dumps([str(path), text])}\n" for text, path in wanted.items())
            _run(self.reads, lines, WRITE_LIMIT_S * len(wanted))
        elif self.write is not None:
            for text, path in wanted.items():
                _run(self.write(text, str(path)), None, WRITE_LIMIT_S)


def find_synthesisers(voicing: Voicing) -> tuple[Synthesiser, ...]:
    """Return what this machine can speak with, in the order in which it is tried.

    The one that is set comes first: by its name, or as a list of arguments with {text} and {wav}.
    """
    known = _known(voicing)
    found = [each for name, each in known.items() if shutil.which(name)]
    wish = voicing.voice
    if len(wish) == 1:
        found.sort(key=lambda each: each.name != wish[0])
    elif wish and shutil.which(wish[0]):
        found.insert(0, _own(wish))
    return tuple(found)


def is_known(voice: Sequence[str]) -> bool:
    """Return whether a setting names a voice that can be used: one found here, or a list of arguments."""
    if len(voice) == 1:
        return voice[0] in _known(Voicing()) and shutil.which(voice[0]) is not None
    return not voice or (shutil.which(voice[0]) is not None and any(TEXT in part for part in voice))


def _known(voicing: Voicing) -> dict[str, Synthesiser]:
    rate, volume = str(voicing.rate), str(voicing.volume)
    step = str(max(-10, min(10, round((voicing.rate / POWERSHELL_RATE - 1) * 10))))
    say = ["say", "-r", rate]
    wave = ["--file-format=WAVE", f"--data-format=LEI16@{SAY_RATE_HZ}"]

    def espeak(name: str) -> Synthesiser:
        # the volume of what is written is set when its silence is cut off
        usual = [name, "-v", voicing.english, "-s", rate]
        return Synthesiser(
            name=name,
            speak=lambda text: [*usual, "-a", volume, "--", text],
            write=lambda text, wav: [*usual, "-w", wav, "--", text],
        )

    return {
        "say": Synthesiser(
            name="say",
            speak=lambda text: [*say, "--", text],
            write=lambda text, wav: [*say, *wave, "-o", wav, "--", text],
        ),
        "espeak-ng": espeak("espeak-ng"),
        "espeak": espeak("espeak"),
        "spd-say": Synthesiser(name="spd-say", speak=lambda text: ["spd-say", "-w", "--", text]),
        "powershell": Synthesiser(
            name="powershell",
            speak=lambda text: _powershell(SPEAK.format(rate=step) + f"$s.Speak('{_quoted(text)}')"),
            reads=_powershell(POWERSHELL_WRITE.format(rate=step)),
        ),
    }


def _own(arguments: Sequence[str]) -> Synthesiser:
    """Return the program that a person has set: never a shell, and words only where {text} stands."""

    def filled(text: str, wav: str) -> list[str]:
        return [part.replace(WAV, wav).replace(TEXT, text) for part in arguments]

    name = Path(arguments[0]).name
    if any(WAV in part for part in arguments):
        return Synthesiser(name=name, write=filled)
    return Synthesiser(name=name, speak=lambda text: filled(text, ""))


def _run(argv: list[str], told: str | None, limit_s: float) -> None:
    try:
        subprocess.run(  # noqa: S603 - our own programs or the person's, and words without a shell
            argv,
            input=None if told is None else told.encode(),
            stdin=subprocess.DEVNULL if told is None else None,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            check=False,
            timeout=limit_s,
        )
    except (OSError, subprocess.SubprocessError):
        return


def _powershell(script: str) -> list[str]:
    return ["powershell", "-NoProfile", "-Command", script]


def _quoted(text: str) -> str:
    return text.replace("'", "''")
