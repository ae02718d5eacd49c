"""The voice: what is heard, what gives way, and that no program can delay or break a session."""

import io
import shutil
import sys
import wave
from array import array
from collections.abc import Callable
from functools import partial
from pathlib import Path
from threading import Thread

import pytest

from sciaticli.coach.sound import Speaker, open_voice, try_tone
from sciaticli.coach.sound_programs import MAY_FAIL, Helper, Program, find_program
from sciaticli.coach.tones import NOTES, tone_file
from sciaticli.core.config import Sound
from sciaticli.core.session.cues import Cue, Priority, Tone
from support.waiting import seconds, until

NOTE = "import sys, pathlib; pathlib.Path(sys.argv[1]).open('a').write(sys.argv[2] + '\\n');"
SLOW = NOTE + "import time; time.sleep(60)"
GONE = ["/nowhere/there/is/no/such/program"]


def cue(text: str, priority: Priority = Priority.CHANGE, tone: Tone | None = None) -> Cue:
    return Cue(segment=0, text=text, priority=priority, tone=tone)


def python(script: str, log: Path) -> Callable[[str], list[str]]:
    return lambda what: [sys.executable, "-I", "-c", script, str(log), what]


def speech(command: Callable[[str], list[str]]) -> Program:
    return Program(sound=Sound.SPEECH, name="test", command=command, takes_time=False)


def lines(log: Path) -> list[str]:
    return log.read_text().splitlines() if log.exists() else []


def test_words_are_said_in_the_order_they_are_asked(tmp_path: Path) -> None:
    log = tmp_path / "said"
    with Speaker(programs=(speech(python(NOTE, log)),), folder=tmp_path) as voice:
        voice.say(cue("Hold."))
        assert until(lambda: lines(log) == ["Hold."])
        voice.say(cue("Rest."))
        assert until(lambda: lines(log) == ["Hold.", "Rest."])


def test_what_weighs_more_cuts_in_and_what_weighs_less_is_dropped(tmp_path: Path) -> None:
    log = tmp_path / "said"
    program = speech(python(SLOW, log))
    with Speaker(programs=(program,), folder=tmp_path) as voice:
        voice.say(cue("Knee to chest.", Priority.NAME))
        assert until(lambda: lines(log) == ["Knee to chest."])
        voice.say(cue("Half way.", Priority.HALF_WAY))
        voice.say(cue("Stop.", Priority.URGENT))
        assert until(lambda: lines(log)[-1] == "Stop.")
        voice.cut()
        assert until(lambda: program.child is None)
    assert lines(log) == ["Knee to chest.", "Stop."]


def has_failed(program: Program, before: int) -> bool:
    return program.failures > before


def test_a_speaker_without_a_sound_device_gives_way_to_the_next(tmp_path: Path) -> None:
    """espeak-ng ends at once and with 0 where there is none: its words were not heard."""
    quick, heard = tmp_path / "quick", tmp_path / "heard"
    silent = Program(sound=Sound.SPEECH, name="silent", command=python(NOTE, quick))
    other = speech(python(NOTE, heard))
    words = "Lie on your back. Knee to chest. Left side. Two times ten seconds on each side."
    with Speaker(programs=(silent, other), folder=tmp_path) as voice:
        for _ in range(MAY_FAIL):
            failed = silent.failures
            voice.say(cue(words))
            assert until(partial(has_failed, silent, failed))
        assert silent.is_off
        voice.say(cue("Hold."))
        assert until(lambda: lines(heard) == ["Hold."])


def test_a_caution_waits_behind_a_long_name_and_is_never_dropped(tmp_path: Path) -> None:
    log = tmp_path / "said"
    long = NOTE + "import time; time.sleep(1.5 if sys.argv[2].startswith('Name') else 0)"
    with Speaker(programs=(speech(python(long, log)),), folder=tmp_path) as voice:
        voice.say(cue("Name.", Priority.NAME))
        assert until(lambda: lines(log) == ["Name."])
        voice.say(cue("Only as far as is free of pain.", Priority.CAUTION))
        voice.say(cue("Hold.", Priority.CHANGE))
        assert until(lambda: lines(log)[-1] == "Only as far as is free of pain.")


def test_a_hanging_program_never_holds_up_who_speaks(tmp_path: Path) -> None:
    with Speaker(programs=(speech(python(SLOW, tmp_path / "said")),), folder=tmp_path) as voice:
        start = seconds()
        for _ in range(1000):
            voice.say(cue("Hold.", Priority.NAME))
        assert seconds() - start < 1
        voice.cut()


def test_the_end_waits_for_the_last_words_but_not_for_a_program_that_hangs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sciaticli.coach.sound.LAST_WORDS_S", 0.2)
    program = speech(python(SLOW, tmp_path / "said"))
    with Speaker(programs=(program,), folder=tmp_path) as voice:
        voice.say(cue("Stop. Look at the screen now.", Priority.URGENT))
        assert until(lambda: lines(tmp_path / "said") == ["Stop. Look at the screen now."])
        start = seconds()
    assert seconds() - start < 3
    assert program.child is None


def test_a_missing_program_is_off_after_two_failures(tmp_path: Path) -> None:
    program = speech(lambda _: GONE)
    with Speaker(programs=(program,), folder=tmp_path) as voice:
        for _ in range(MAY_FAIL + 1):
            voice.say(cue("Hold."))
        assert until(lambda: program.is_off)
    assert program.failures == MAY_FAIL


def test_a_program_that_takes_too_long_is_ended_and_counts_as_failed(tmp_path: Path) -> None:
    program = speech(python(SLOW, tmp_path / "said"))
    program.start("Hold.", Priority.CHANGE)
    assert program.look()
    program.ends_by = 0
    assert not program.look()
    assert (program.child, program.failures) == (None, 1)


def test_tones_count_down_instead_of_words_where_there_are_tones(tmp_path: Path) -> None:
    said, played = tmp_path / "said", tmp_path / "played"
    tones = Program(sound=Sound.TONES, name="test", command=python(NOTE, played))
    with Speaker(programs=(speech(python(NOTE, said)), tones), folder=tmp_path) as voice:
        voice.say(cue("3", Priority.TICK, Tone.TICK))
        assert until(lambda: lines(played) == [str(tmp_path / "tick.wav")])
        voice.say(cue("Hold.", Priority.CHANGE, Tone.HOLD))
        assert until(lambda: lines(said) == ["Hold."])
    assert lines(said) == ["Hold."]


def test_without_tones_the_count_down_is_spoken(tmp_path: Path) -> None:
    log = tmp_path / "said"
    with Speaker(programs=(speech(python(NOTE, log)),), folder=tmp_path) as voice:
        voice.say(cue("3", Priority.TICK, Tone.TICK))
        assert until(lambda: lines(log) == ["3"])


def test_the_bell_rings_for_changes_and_not_for_ticks(tmp_path: Path) -> None:
    bell = io.StringIO()
    with open_voice((Sound.BELL,), tmp_path, bell) as voice:
        voice.say(cue("3", Priority.TICK, Tone.TICK))
        voice.say(cue("Hold.", Priority.CHANGE, Tone.HOLD))
    assert bell.getvalue() == "\a"


def test_a_machine_without_sound_is_noticed_and_the_bell_rings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    bell = io.StringIO()
    with open_voice((Sound.SPEECH, Sound.TONES), tmp_path / "tones", bell) as voice:
        voice.say(cue("Hold.", Priority.CHANGE, Tone.HOLD))
    assert (voice.programs, bell.getvalue()) == ((), "\a")
    assert voice.is_unheard


def test_a_folder_that_can_not_be_made_costs_the_tones_alone(tmp_path: Path) -> None:
    wall = tmp_path / "wall"
    wall.write_text("")
    assert all(
        each.sound is Sound.SPEECH for each in open_voice(tuple(Sound), wall / "x", io.StringIO()).programs
    )


@pytest.mark.filterwarnings("error::pytest.PytestUnraisableExceptionWarning")
def test_a_tone_that_can_not_be_written_fails_in_one_way_only(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="No such file"):
        tone_file(tmp_path / "gone", next(iter(NOTES)))


@pytest.mark.parametrize("tone", list(Tone))
def test_each_tone_is_a_short_sound_that_can_be_heard(tone: Tone, tmp_path: Path) -> None:
    with wave.open(str(tone_file(tmp_path, tone))) as file:
        length_s = file.getnframes() / file.getframerate()
        samples = array("h", file.readframes(file.getnframes()))
    assert length_s == pytest.approx(sum(each for _, each in NOTES[tone]), abs=0.001)
    assert max(samples) > 5000


@pytest.mark.skipif(not shutil.which("espeak-ng"), reason="espeak-ng is not installed")
def test_espeak_puts_a_cue_into_a_file_that_is_not_silent(tmp_path: Path) -> None:
    spoken = tmp_path / "spoken.wav"
    program = speech(lambda text: ["espeak-ng", "-w", str(spoken), text])
    with Speaker(programs=(program,), folder=tmp_path) as voice:
        voice.say(cue("Roll onto your back. Single knee to chest. Left side."))
    assert until(lambda: spoken.exists() and program.child is None)
    with wave.open(str(spoken)) as file:
        samples = array("h", file.readframes(file.getnframes()))
        length_s = file.getnframes() / file.getframerate()
    assert max(samples) > 5000
    assert 1 < length_s < 8
    assert program.failures == 0


def test_from_cue_to_child_process_takes_less_than_a_tenth_of_a_second(tmp_path: Path) -> None:
    started: list[float] = []

    def command(_: str) -> list[str]:
        started.append(seconds())
        return [sys.executable, "-I", "-S", "-c", ""]

    lags = []
    program = speech(command)
    with Speaker(programs=(program,), folder=tmp_path) as voice:
        for number in range(7):
            asked = seconds()
            voice.say(cue("Hold.", Priority.CHANGE))
            assert until(lambda: len(started) == number + 1)  # noqa: B023 - waited for in this round
            lags.append(started[-1] - asked)
            assert until(lambda: program.child is None or program.child.poll() is not None)
            until(lambda: program.child is None, 0.3)
    assert sorted(lags)[3] < 0.1


def test_doctor_can_list_and_try_what_there_is(tmp_path: Path) -> None:
    assert find_program(Sound.BELL) is None
    played = tmp_path / "played"
    good = Program(
        sound=Sound.TONES, name="test", command=python(NOTE, played), plays_files=True, takes_time=False
    )
    assert try_tone(good, tmp_path)
    assert lines(played) == [str(tmp_path / "end.wav")]
    assert not try_tone(Program(sound=Sound.TONES, name="gone", command=lambda _: GONE), tmp_path)


def test_who_fails_gives_way_within_the_same_word(tmp_path: Path) -> None:
    """A machine without a sound device is known after the first words, and not after the first exercise."""
    gone = tuple(Program(sound=Sound.SPEECH, name=name, command=lambda _: GONE) for name in "abc")
    heard = speech(python(NOTE, tmp_path / "said"))
    with Speaker(programs=(*gone, heard), folder=tmp_path) as voice:
        voice.say(cue("Single knee to chest.", Priority.NAME))
        assert until(lambda: lines(tmp_path / "said") == ["Single knee to chest."])
    with Speaker(programs=gone, folder=tmp_path, wanted=frozenset({Sound.SPEECH})) as voice:
        for program in gone:
            program.failures = 0
        assert not voice.is_unheard
        voice.say(cue("Single knee to chest.", Priority.NAME))
        assert until(lambda: voice.is_unheard)


ECHO = "import sys, pathlib\nfor line in sys.stdin: pathlib.Path(sys.argv[1]).open('a').write(line)"


def test_one_helper_plays_all_files_of_a_session_and_is_silent_when_told(tmp_path: Path) -> None:
    """What Windows does with one PowerShell, here with a stand-in that notes the lines it reads."""
    told, started = tmp_path / "told", []

    def command(_: str) -> list[str]:
        started.append(1)
        return [sys.executable, "-I", "-c", ECHO, str(told)]

    helper = Helper(sound=Sound.SPEECH, name="helper", command=command)
    helper.start("one.wav", Priority.NAME, 60.0)
    assert helper.look()
    helper.stop()
    assert not helper.look()
    helper.start("two.wav", Priority.NAME, 60.0)
    assert helper.look()
    assert until(lambda: lines(told) == ["one.wav", "", "two.wav"])
    assert (len(started), helper.failures) == (1, 0)
    assert helper.child is not None
    helper.child.kill()
    assert until(lambda: not helper.look())
    assert helper.failures == 1
    helper.close()


class Flickers(Program):
    """A program that plays at one look and is silent at the next, as when a word ends between the two."""

    looks: int = 0

    def look(self) -> bool:
        self.looks += 1
        return bool(self.looks % 2)


@pytest.mark.parametrize("looks", [0, 1])
def test_a_word_that_ends_between_two_looks_does_not_hold_up_the_end(looks: int, tmp_path: Path) -> None:
    program = Flickers(sound=Sound.SPEECH, name="test", command=python("pass", tmp_path / "log"))
    program.looks = looks
    voice = Speaker(programs=(program,), folder=tmp_path)
    voice.__enter__()
    assert until(lambda: program.looks >= 2)
    leaving = Thread(target=voice.__exit__, args=(None, None, None), daemon=True)
    leaving.start()
    leaving.join(30)
    assert not leaving.is_alive()
