"""Words as sound files, made before a session: each starts on time, can be cut, and its length is known."""

import hashlib
import os
import tempfile
import wave
from array import array
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from sciaticli.coach.synthesiser import Synthesiser, Voicing
from sciaticli.core.session.timeline import MS
from sciaticli.store.paths import make_private, put_in_place, words_folder

KEPT = 600  # files: some twenty sessions' words, 100 kB each at most
AT_ONCE = 4
LOUD = 200  # of 32,767: what is softer at the ends is silence
MARGIN_S = 0.03  # of it so much stays, or a word would begin with a click
SAMPLE_BYTES = 2
FULL_VOLUME = 100


class Spoken(NamedTuple):
    """A text as a file, and how long it lasts in milliseconds."""

    path: Path
    ms: int


class WordFiles:
    """The folder of spoken texts; it is bounded, and its files are for the owner only."""

    def __init__(self, cache: Path, synthesisers: tuple[Synthesiser, ...], voicing: Voicing) -> None:
        self._folder = words_folder(cache)
        self._writers = tuple(each for each in synthesisers if each.writes)
        self._voicing = voicing

    @property
    def can_write(self) -> bool:
        """Whether there is a program that puts words into files."""
        return bool(self._writers)

    def known(self, texts: Iterable[str]) -> dict[str, Spoken]:
        """Return what stands in files already, by the first program that would write it."""
        if not self._writers:
            return {}
        paths = {text: self._path(self._writers[0], text) for text in texts if text}
        lengths = {text: _length_ms(path) for text, path in paths.items() if path.exists()}
        return {text: Spoken(paths[text], ms) for text, ms in lengths.items() if ms}

    def spoken(self, texts: Iterable[str]) -> dict[str, Spoken]:
        """Return what could be put into files; a text that no program writes is left out."""
        wanted = sorted({text for text in texts if text})
        found: dict[str, Spoken] = {}
        try:
            make_private(self._folder)
            for writer in self._writers:
                found |= self._by(writer, [text for text in wanted if text not in found])
                if len(found) == len(wanted):
                    break
            self._bound()
        except OSError:  # a disk that takes none: they are spoken live
            return found
        return found

    def _by(self, writer: Synthesiser, texts: list[str]) -> dict[str, Spoken]:
        """Return what one program puts into files, a few of its processes at a time."""
        paths = {text: self._path(writer, text) for text in texts}
        missing = [text for text in texts if not paths[text].exists()]
        if missing:
            with tempfile.TemporaryDirectory(dir=self._folder) as raw:
                fresh = {text: Path(raw) / paths[text].name for text in missing}
                if writer.reads is not None:
                    writer.write_files(fresh)
                else:
                    from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415 - brings logging

                    with ThreadPoolExecutor(AT_ONCE) as pool:
                        list(pool.map(lambda text: writer.write_files({text: fresh[text]}), missing))
                for text in missing:
                    if content := _trimmed(fresh[text], self._voicing.volume):
                        put_in_place(paths[text], content)
        spoken = {text: _length_ms(path) for text, path in paths.items()}
        return {text: Spoken(paths[text], ms) for text, ms in spoken.items() if ms}

    def _path(self, writer: Synthesiser, text: str) -> Path:
        """Return the file of a text in this voice: what changes how it sounds changes its name."""
        how = repr((writer.name, self._voicing._replace(wake_ms=0), text))
        return self._folder / f"{hashlib.sha256(how.encode()).hexdigest()[:32]}.wav"

    def _bound(self) -> None:
        """Forget the oldest files when there are too many."""
        files = sorted(self._folder.glob("*.wav"), key=lambda path: path.stat().st_mtime)
        for path in files[: max(0, len(files) - KEPT)]:
            path.unlink(missing_ok=True)


def samples_of(path: Path) -> tuple[int, "array[int]"]:
    """Return the rate and the samples of a file with one channel of 16 bits; else raises ValueError."""
    with wave.open(str(path)) as file:
        if (file.getnchannels(), file.getsampwidth()) != (1, SAMPLE_BYTES):
            message = "not one channel of 16 bits"
            raise ValueError(message)
        return file.getframerate(), array("h", file.readframes(file.getnframes()))


def write_wave(path: Path, rate: int, samples: "array[int]") -> None:
    """Write samples as a file with one channel of 16 bits."""
    with path.open("wb") as out, wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(SAMPLE_BYTES)
        file.setframerate(rate)
        file.writeframes(samples.tobytes())


def _trimmed(path: Path, volume: int) -> bytes:
    """Return a file without the silence at its ends, at this volume; empty where nothing is to be heard.

    What is not in our form is taken as it is.
    """
    try:
        rate, samples = samples_of(path)
    except (OSError, EOFError, wave.Error):
        return b""
    except ValueError:
        return path.read_bytes()
    loud = [place for place in range(0, len(samples), 8) if abs(samples[place]) > LOUD]
    if not loud:
        return b""
    margin = int(rate * MARGIN_S)
    kept = samples[max(0, loud[0] - margin) : loud[-1] + margin]
    if volume < FULL_VOLUME:
        kept = array("h", (each * volume // FULL_VOLUME for each in kept))
    write_wave(path, rate, kept)
    return path.read_bytes()


def _length_ms(path: Path) -> int:
    """Return how long a file lasts, 0 where it can't be read; a file that is used counts as new."""
    try:
        with wave.open(str(path)) as file:
            length: int = file.getnframes() * MS // file.getframerate()
        os.utime(path)
    except (OSError, EOFError, wave.Error, ZeroDivisionError):
        return 0
    return length
