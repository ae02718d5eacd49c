"""Short tones as WAV files, made with the standard library."""

import math
import wave
from array import array
from pathlib import Path

from sciaticli.core.session.cues import Tone

RATE = 22_050
LOUDNESS = 0.35
WAKE_HZ, WAKE_LOUDNESS = 220, 0.004
FADE_S = 0.008  # without a soft start and end a tone clicks
SILENCE = 0
# (Hz, seconds), one after another; 0 Hz is silence
NOTES: dict[Tone, tuple[tuple[int, float], ...]] = {
    Tone.TICK: ((880, 0.06),),
    Tone.BEGIN: ((660, 0.12),),
    Tone.HOLD: ((660, 0.08), (990, 0.12)),
    Tone.END: ((660, 0.08), (440, 0.16)),
    Tone.HALF_WAY: ((770, 0.06), (SILENCE, 0.06), (770, 0.06)),
}


def tone_file(folder: Path, tone: Tone) -> Path:
    """Return the WAV of a tone in `folder`, made when it is not there yet."""
    path = folder / f"{tone}.wav"
    if not path.exists():
        _write(path, b"".join(_note(pitch, length_s) for pitch, length_s in NOTES[tone]))
    return path


def wake_file(folder: Path, length_ms: int) -> Path:
    """Return the WAV of a tone that is hardly heard, made when it is not there yet."""
    path = folder / f"wake-{length_ms}.wav"
    if not path.exists():
        _write(path, _note(WAKE_HZ, length_ms / 1000, WAKE_LOUDNESS))
    return path


def _write(path: Path, frames: bytes) -> None:
    fresh = path.with_suffix(".new")
    # opened here: of a file that it can't open itself, `wave` complains once more, past all of us
    with fresh.open("wb") as out, wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(frames)
    fresh.replace(path)


def _note(pitch: int, length_s: float, loudness: float = LOUDNESS) -> bytes:
    count = int(RATE * length_s)
    fade = int(RATE * FADE_S)
    return array(
        "h",
        (
            int(
                32_767
                * loudness
                * min(1, at / fade, (count - at) / fade)
                * math.sin(2 * math.pi * pitch * at / RATE)
            )
            for at in range(count)
        ),
    ).tobytes()
