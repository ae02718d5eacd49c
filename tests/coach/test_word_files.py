"""Words as files: by a made-up voice, and by espeak-ng where it is; what fits is looked at with both."""

import shutil
import sys
import wave
from array import array
from pathlib import Path
from threading import Event

import pytest
from msgspec import structs

from coach.test_player import Recorder
from sciaticli.coach.player import play
from sciaticli.coach.recording import record
from sciaticli.coach.sound import Speaker
from sciaticli.coach.sound_programs import Program
from sciaticli.coach.stage import Stage
from sciaticli.coach.synthesiser import Voicing, find_synthesisers, is_known, voicing_of
from sciaticli.coach.tones import RATE
from sciaticli.coach.word_files import KEPT, WordFiles
from sciaticli.core.catalogue.exercise import Dose, Kind, Laterality, Side
from sciaticli.core.config import Coach, Config, Sound, Talk
from sciaticli.core.profile import Profile
from sciaticli.core.session.cues import Cue, Priority, Tone, spoken_ms
from sciaticli.core.session.rehearsal import rehearse, texts_of_exercise
from sciaticli.core.session.timeline import Pace
from sciaticli.store.catalogue import load_catalogue
from support.faster import FastClock, FasterKeys
from support.plans import an_exercise, an_item
from support.world import Clock, Home, ScriptedKeys

# Half a second of silence, a tenth of a second of sound for each letter, half a second of silence.
VOICE = """
import sys, wave
from array import array
out = wave.open(sys.argv[1], "wb")
out.setnchannels(1); out.setsampwidth(2); out.setframerate(22050)
quiet, loud = array("h", [0] * 11025), array("h", [8000, -8000] * (1102 * len(sys.argv[2])))
out.writeframes((quiet + loud + quiet).tobytes()); out.close()
"""
MADE_UP = (sys.executable, "-c", VOICE, "{wav}", "{text}")
ESPEAK = pytest.mark.skipif(not shutil.which("espeak-ng"), reason="espeak-ng is not installed")


def files(folder: Path, voicing: Voicing) -> WordFiles:
    return WordFiles(folder, find_synthesisers(voicing), voicing)


def test_a_text_becomes_a_file_without_its_silence_for_the_owner_only(tmp_path: Path) -> None:
    spoken = files(tmp_path, Voicing(voice=MADE_UP)).spoken(["Hold.", "-w x.wav", ""])
    assert spoken["Hold."].ms == pytest.approx(560, abs=20)
    assert set(spoken) == {"Hold.", "-w x.wav"}
    assert (
        spoken["Hold."].path.stat().st_mode & 0o777,
        spoken["Hold."].path.parent.stat().st_mode & 0o777,
    ) == (
        0o600,
        0o700,
    )


def test_a_text_is_rendered_once_and_anew_where_it_sounds_otherwise(tmp_path: Path) -> None:
    usual = files(tmp_path, Voicing(voice=MADE_UP)).spoken(["Hold."])["Hold."]
    before = usual.path.stat().st_ino
    assert files(tmp_path, Voicing(voice=MADE_UP, wake_ms=0)).spoken(["Hold."])["Hold."] == usual
    assert usual.path.stat().st_ino == before
    soft = files(tmp_path, Voicing(voice=MADE_UP, volume=50)).spoken(["Hold."])["Hold."]
    assert soft.path != usual.path
    with wave.open(str(soft.path)) as file:
        assert max(array("h", file.readframes(file.getnframes()))) == 4000


def test_a_voice_that_writes_nothing_gives_way_to_the_next(tmp_path: Path) -> None:
    broken = Voicing(voice=(sys.executable, "-c", "", "{wav}", "{text}"))
    spoken = WordFiles(
        tmp_path, (*find_synthesisers(broken)[:1], *find_synthesisers(Voicing(voice=MADE_UP))[:1]), broken
    ).spoken(["Hold."])
    assert set(spoken) == {"Hold."}


def test_the_folder_stays_bounded(tmp_path: Path) -> None:
    (tmp_path / "words").mkdir()
    for number in range(KEPT + 20):
        (tmp_path / "words" / f"{number}.wav").write_bytes(b"")
    spoken = files(tmp_path, Voicing(voice=MADE_UP)).spoken(["Hold."])
    assert len(list((tmp_path / "words").glob("*.wav"))) == KEPT
    assert spoken["Hold."].path.exists()


@pytest.mark.parametrize(
    ("region", "english"), [("GB", "en-gb"), ("AU", "en-gb"), ("US", "en-us"), (None, "en-us")]
)
def test_english_goes_by_region(region: str | None, english: str) -> None:
    config = Config(profile=Profile(region=region), coach=Coach(rate=120, volume=40, wake_ms=0))
    assert voicing_of(config) == Voicing(rate=120, volume=40, wake_ms=0, english=english)


def test_a_voice_is_a_found_name_or_arguments_with_the_text() -> None:
    assert is_known(())
    assert is_known(MADE_UP)
    assert not is_known(("no-such-voice",))
    assert not is_known((sys.executable, "-c", "pass"))


def test_a_voice_that_can_not_speak_is_refused(home: Home) -> None:
    result = home.run("setup", "--set", "coach.voice=no-such-voice")
    assert result.code == 2
    assert "can't speak here" in result.err


def test_a_recording_holds_each_word_and_tone_at_its_time(tmp_path: Path) -> None:
    words = files(tmp_path, Voicing(voice=MADE_UP)).spoken(["Stop when it hurts.", "Hold.", "Rest."])
    table = [
        (1000, Cue(segment=0, text="Hold.", priority=Priority.CHANGE)),
        (5000, Cue(segment=0, text="3", priority=Priority.TICK, tone=Tone.TICK)),
        (6000, Cue(segment=0, text="Rest.", priority=Priority.CHANGE)),
    ]
    done = record(tmp_path / "a.wav", "Stop when it hurts.", table, words, tmp_path)
    begins = words["Stop when it hurts."].ms + 900
    with wave.open(str(tmp_path / "a.wav")) as file:
        samples = array("h", file.readframes(file.getnframes()))

    def is_loud(at_ms: int) -> bool:
        place = at_ms * RATE // 1000
        return max(map(abs, samples[place : place + RATE // 50]), default=0) > 3000

    assert done.silent == ()
    assert [is_loud(begins + at) for at in (500, 1200, 3000, 5010, 6200)] == [False, True, False, True, True]
    assert is_loud(500)
    assert record(tmp_path / "b.wav", "", [(0, table[0][1])], {}, tmp_path).silent == ("Hold.",)


def test_what_sounds_at_once_is_added_and_never_louder_than_can_be(tmp_path: Path) -> None:
    words = files(tmp_path, Voicing(voice=MADE_UP)).spoken(["Hold."])
    cue = Cue(segment=0, text="Hold.", priority=Priority.CHANGE)
    for times, loudest in ((1, 8000), (2, 16_000), (5, 32_767)):
        record(tmp_path / "a.wav", "", [(1000, cue)] * times, words, tmp_path)
        with wave.open(str(tmp_path / "a.wav")) as file:
            assert max(array("h", file.readframes(file.getnframes()))) == loudest


def test_words_that_are_too_long_for_their_place_are_named() -> None:
    bridge = an_exercise(Kind.REPETITION_HOLD, Laterality.BOTH, "bridge")
    assert list(rehearse(bridge, {"And back.": 700})) == []
    slow = dict.fromkeys(texts_of_exercise(bridge), 20_000)
    assert {each.text for each in rehearse(bridge, slow)} >= {"Hold."}


@pytest.mark.slow
@ESPEAK
def test_every_word_of_every_first_time_fits_by_true_length(tmp_path: Path) -> None:
    catalogue = load_catalogue(Path("/nowhere"))
    spoken = files(tmp_path, Voicing()).spoken(
        text for exercise in catalogue.exercises for text in texts_of_exercise(exercise)
    )
    lengths = {text: each.ms for text, each in spoken.items()}
    wrong = {
        exercise.id: found for exercise in catalogue.exercises if (found := list(rehearse(exercise, lengths)))
    }
    assert wrong == {}
    short = [text for text, ms in lengths.items() if spoken_ms(text) < ms]
    assert len(short) <= len(lengths) // 100, short[:5]


SINK = """
import sys, time, wave
with wave.open(sys.argv[2]) as file:
    length_s = file.getnframes() / file.getframerate()
time.sleep(length_s)
with open(sys.argv[1], "a") as log:
    log.write(sys.argv[2] + "\\n")
"""


@pytest.mark.slow
def test_no_caution_is_dropped_in_a_session_in_real_time(tmp_path: Path) -> None:
    """The real voice on the real clock, with a player that takes as long as each file lasts."""
    log = tmp_path / "played"
    cautions = ("Keep the tilt small.", "Only as far as is free of pain.", "Stay well below pain.")
    item = structs.replace(
        an_item(an_exercise(), Dose(sets=1, reps=1, hold_s=8), Side.LEFT), cautions=cautions
    )
    other = structs.replace(
        an_item(an_exercise(Kind.REPS, Laterality.BOTH, "cat_cow"), Dose(sets=1, reps=2)),
        cautions=cautions[:1],
    )
    player = Program(
        sound=Sound.SPEECH,
        name="sink",
        command=lambda file: [sys.executable, "-I", "-S", "-c", SINK, str(log), file],
        plays_files=True,
    )
    words = files(tmp_path, Voicing(voice=MADE_UP))
    with Speaker(programs=(player,), folder=tmp_path, words=words) as voice:
        stage = Stage(
            now_ms=FastClock(1).now_ms,
            keys=FasterKeys(_Sleeping(), 1),
            screen=Recorder(Clock()),
            voice=voice,
            keep=lambda *_: None,
            is_still_clear=lambda: True,
        )
        play(
            (item, other),
            stage,
            talk=Talk.FIRST_TIME,
            get_ready_s=3,
            pace=Pace(waits=False, seconds=3),
            down_before=None,
        )
    spoken = words.spoken(cautions)
    played = log.read_text().splitlines()
    assert [str(spoken[each].path) for each in cautions] == [
        path for path in dict.fromkeys(played) if path in {str(each.path) for each in spoken.values()}
    ]
    assert played.count(str(spoken[cautions[0]].path)) == 2


def test_what_was_made_before_is_known_and_nothing_is_made_for_it(tmp_path: Path) -> None:
    words = files(tmp_path, Voicing(voice=MADE_UP))
    assert words.known(["Hold.", "Rest."]) == {}
    spoken = words.spoken(["Hold."])
    assert words.known(["Hold.", "Rest."]) == spoken
    assert len(list((tmp_path / "words").glob("*.wav"))) == 1


class _Sleeping(ScriptedKeys):
    """Keys that nobody presses, on the real clock."""

    def __init__(self) -> None:
        super().__init__(Clock())

    def read(self, timeout_s: float) -> str | None:
        Event().wait(timeout_s)
        return None
