"""A session that nobody watches: as lines with their times, or as one sound file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from sciaticli.cli.today.make_plan import pace_of, ready_seconds
from sciaticli.coach.recording import record
from sciaticli.coach.synthesiser import find_synthesisers, voicing_of
from sciaticli.coach.word_files import Spoken, WordFiles
from sciaticli.core.catalogue.dose_words import duration_words
from sciaticli.core.dates import fixed
from sciaticli.core.errors import DataError, UsageError
from sciaticli.core.session.cues import Cue, cue_table, texts_of, with_room
from sciaticli.core.session.fit import moments
from sciaticli.core.session.timeline import MS, Timeline, timeline
from sciaticli.store.paths import make_private
from sciaticli.store.running_session import begun, keep_recorded
from sciaticli.store.screening import load_wording
from sciaticli.view.screening import emergency_words
from sciaticli.view.session.script import script_lines

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from sciaticli.cli.context import App
    from sciaticli.core.plan import Plan
    from sciaticli.core.record.entries import PainNow
    from sciaticli.core.record.history import History

NO_VOICE = "there is no voice on this machine that can write a sound file."
MAKE_ONE = "Install espeak-ng, or name one: sciaticli setup --set coach.voice=... (docs/eyes-closed.md)"
AFTERWARDS = (
    "Play it where you train. It hears no answer: stop it yourself when it hurts.",
    "When you have done it, tick it off: sciaticli today --done",
)


def show_script(app: App, plan: Plan, history: History) -> None:
    """Print what will be said in a session of this plan, with its times; nothing waits for a key in it."""
    clock, cues = _table(app, plan, history, {}, has_keys=True)
    app.show(*script_lines(clock, cues))


def write_audio(app: App, plan: Plan, history: History, pain: PainNow, path: Path) -> None:
    """Write a session of this plan as one sound file, the danger line at its beginning; it can be ticked off.

    `pain` is what the plan was made for.
    """
    if path.suffix.lower() != ".wav":
        raise UsageError(
            f"--audio writes a .wav file, and {path.name} is none.", "For example: --audio today.wav"
        )
    if path.exists():
        raise UsageError(f"{path} is there already.", "Give another name, or move it away.")
    if not plan.timed:
        raise UsageError("there is nothing on the clock today.", "See the plan: sciaticli today --plan")
    voicing = voicing_of(app.config)
    files = WordFiles(app.paths.cache, find_synthesisers(voicing), voicing)
    if not files.can_write:
        raise DataError(NO_VOICE, hint=MAKE_ONE)
    opening = emergency_words(load_wording(), app.config.profile.region)
    _, cues = _table(app, plan, history, {})
    app.say("Making the words ...")
    words = files.spoken((opening, *texts_of(cues)))
    clock, cues = _table(app, plan, history, words)
    make_private(app.paths.cache)
    try:
        done = record(path, opening, moments(clock, cues), words, app.paths.cache)
    except ValueError as error:
        raise DataError(
            f"this voice writes files in a form that can't be joined: {error}.", hint=MAKE_ONE
        ) from error
    except OSError as error:
        raise DataError(
            f"{error.filename or path} could not be written: {error.strerror}.",
            hint="Try another folder, or make room there.",
        ) from error
    if done.silent or opening not in words:
        path.unlink(missing_ok=True)
        raise DataError(f"the voice could not say: {(*done.silent, opening)[0]}", hint=MAKE_ONE)
    keep_recorded(app.paths.recorded_file, begun(app.new_id(), plan, pain, fixed(app.now()), app.zone))
    app.show(f"Written: {path}, {duration_words(done.ms // MS)}.")
    app.say(*AFTERWARDS)


def _table(
    app: App, plan: Plan, history: History, words: Mapping[str, Spoken], *, has_keys: bool = False
) -> tuple[Timeline, tuple[Cue, ...]]:
    """Return the clock and the cues of a session that waits for no key: each get-ready is as long as needed.

    Where it `has_keys` all the same, they are told in a first session.
    """
    config = app.config
    lengths = {text: spoken.ms for text, spoken in words.items()}
    pace = pace_of(config, history)
    pace = replace(pace, waits=False, asks=False, greets=pace.greets and has_keys)
    clock = with_room(timeline(plan.timed, ready_seconds(config), pace), config.coach.talk, lengths)
    return clock, cue_table(clock, config.coach.talk, lengths=lengths)
