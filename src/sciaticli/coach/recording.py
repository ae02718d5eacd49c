"""A whole session as one sound file, for the phone beside the mat or at the pool."""

from array import array
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from sciaticli.coach.tones import RATE, tone_file
from sciaticli.coach.word_files import Spoken, samples_of, write_wave
from sciaticli.core.session.cues import BREATH_MS, Cue, Priority
from sciaticli.core.session.timeline import MS
from sciaticli.store.paths import FRESH, PRIVATE_FILE

LOUDEST = 32_767


class Recording(NamedTuple):
    """How long what was recorded lasts, in milliseconds, and what no file could be made of."""

    ms: int
    silent: tuple[str, ...]


def record(
    path: Path, opening: str, table: Iterable[tuple[int, Cue]], words: Mapping[str, Spoken], tones: Path
) -> Recording:
    """Write what is said and sounded at its milliseconds, after the opening words; raises OSError.

    A file that is begun and not finished never stands at `path`.
    """
    cues = list(table)
    silent = tuple(dict.fromkeys(cue.text for _, cue in cues if _is_spoken(cue) and cue.text not in words))
    begins_ms = words[opening].ms + BREATH_MS * 3 if opening in words else 0
    end_ms = max((at_ms + (words[cue.text].ms if cue.text in words else 0) for at_ms, cue in cues), default=0)
    sound = array("h", bytes(2 * (RATE * (begins_ms + end_ms + MS) // MS)))
    known: dict[Path, array[int]] = {}

    def put(file: Path, at_ms: int) -> None:
        if file not in known:
            known[file] = _samples(file)
        _mix(sound, known[file], at_ms * RATE // MS)

    if opening in words:
        put(words[opening].path, 0)
    for at_ms, cue in cues:
        if cue.tone is not None:
            put(tone_file(tones, cue.tone), begins_ms + at_ms)
        if cue.text in words and _is_spoken(cue):
            put(words[cue.text].path, begins_ms + at_ms)
    fresh = path.with_name(path.name + FRESH)
    try:
        write_wave(fresh, RATE, sound)
        fresh.chmod(PRIVATE_FILE)
        fresh.replace(path)
    finally:
        fresh.unlink(missing_ok=True)
    return Recording(len(sound) * MS // RATE, silent)


def _is_spoken(cue: Cue) -> bool:
    return bool(cue.text) and cue.priority is not Priority.TICK


def _samples(file: Path) -> "array[int]":
    """Return a file at our rate; each wanted sample is the nearest one there is."""
    rate, samples = samples_of(file)
    if rate == RATE:
        return samples
    return array("h", (samples[place * rate // RATE] for place in range(len(samples) * RATE // rate)))


def _mix(sound: "array[int]", samples: "array[int]", at: int) -> None:
    """Add samples to what sounds from a place on; what would be too loud is as loud as can be."""
    samples = samples[: max(0, len(sound) - at)]
    place = slice(at, at + len(samples))
    before = sound[place]
    if any(before):  # nearly all is said into silence
        both = (max(-LOUDEST, min(LOUDEST, old + new)) for old, new in zip(before, samples, strict=True))
        samples = array("h", both)
    sound[place] = samples
