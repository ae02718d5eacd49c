"""The end of a session: saved at once, then how it was; and the way out when danger shows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import UnsetType, to_builtins
from msgspec.structs import replace

from sciaticli.cli.ask.kept_answers import ask_several
from sciaticli.cli.ask.pain import ask_pain
from sciaticli.cli.ask.prompts import ask_choice
from sciaticli.cli.catalogue import load
from sciaticli.cli.check.ask import ask_items, take_back_alarm
from sciaticli.cli.check.standing import read_standing
from sciaticli.cli.entries import stamp
from sciaticli.cli.setup.outlook import offer_outlook_again
from sciaticli.core.errors import Interrupted
from sciaticli.core.record.entries import Amend, BeforeAfter, Done, Ended, ExerciseDone, Response, Session
from sciaticli.core.screening.clearance import Refused
from sciaticli.core.screening.level import Level
from sciaticli.core.screening.questions import STOP_ITEMS
from sciaticli.core.session.cues import Cue, Priority
from sciaticli.store.journal import append, read_journal
from sciaticli.store.learn import load_library
from sciaticli.view.feedback import session_line
from sciaticli.view.screening import first_sentences

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, datetime

    from sciaticli.cli.context import App
    from sciaticli.core.config import Sound
    from sciaticli.core.plan import PlanItem
    from sciaticli.core.record.entries import PainNow, SkipReason
    from sciaticli.core.screening.triage import Triage
    from sciaticli.store.running_session import Begun

AFTER = ("Leg pain right now?", "Back pain right now?", "How far down do you feel it now?")
HURT = "Did one of them hurt?"
CARD = {"done": "done", "later": "later today", "no": "not today"}
NOTHING_DONE = "Nothing was finished this time, and that is fine. Go on today with: sciaticli today"
TICK_OFF = "When you have done it, tick it off: sciaticli log --did walk"


def save_session(
    app: App,
    begun: Begun,
    exercises: tuple[ExerciseDone, ...],
    ended: Ended,
    reason: SkipReason | None = None,
    *,
    worked_s: int,
    end: datetime | None = None,
) -> Session:
    """Save the session that `begun` began as it stands now, and return it.

    An id is written once: what of it stands in the journal already is amended. When the disk refuses,
    says where the session is kept and raises Interrupted.
    """
    fields = {**stamp(app, begun.at, begun.day), "id": begun.id, "tz": begun.tz}
    session = Session(
        **fields,
        end=end or fields["rec"],
        phase=begun.phase,
        mode=begun.mode,
        routine=begun.routine,
        minutes=begun.minutes,
        pain=BeforeAfter(before=begun.before),
        exercises=exercises,
        ended=ended,
        stop_reason=reason,
        worked_s=worked_s,
    )
    try:
        if _is_written(app, begun):
            _amend(app, session.id, _changes_of(session))
        else:
            append(app.paths, session)
    except OSError as error:
        raise Interrupted(
            f"The session could not be saved: {error.strerror}: {error.filename}",
            f"What you did is kept in {app.paths.session_file}. Free some space, then: sciaticli today",
        ) from error
    return session


def ask_after(app: App, session: Session, cards: tuple[PlanItem, ...], why: str) -> None:
    """Ask how it is now, what hurt and which cards are done, and say what comes next.

    Each answer is added to the session as it is given. Where nothing was done nothing is asked.
    """
    if why:
        app.say(why)
    if not any(each.done.sets for each in session.exercises):
        app.say(NOTHING_DONE)
        return
    before = None if isinstance(session.pain.before, UnsetType) else session.pain.before

    def keep_pain(after: PainNow) -> None:
        _amend(app, session.id, {"pain.after": to_builtins(after)})

    def keep_exercises(exercises: tuple[ExerciseDone, ...]) -> None:
        _amend(app, session.id, {"exercises": to_builtins(exercises)})

    try:
        ask_pain(app, words=AFTER, last=before, keep=keep_pain)
        exercises = _ask_hurt(app, session.exercises)
        if exercises != session.exercises:
            keep_exercises(exercises)
        for ticked in _ask_cards(app, cards):
            exercises = (*exercises, ticked)
            keep_exercises(exercises)
    except Interrupted:
        app.say("The session is saved, and with it what you have answered.")
        raise
    _say_end(app, session)


def stop_for_danger(app: App, sounds: tuple[Sound, ...], *, may_go_back: bool) -> bool:
    """Ask the danger signs in full, after a stop for one; returns whether the session may go on.

    It may with `may_go_back` (only a key was pressed, no sign named) and plain noes to all: then the
    check that stood before stands again. Anything else leaves the clearance void.
    """
    app.say("The session has stopped, and what you did is saved.")
    outcome = ask_items(app, STOP_ITEMS)
    if may_go_back and take_back_alarm(app, outcome):
        app.say("No danger sign in these answers. Your check stays as it was.")
        return True
    if outcome.found.level > Level.CLEAR:
        _speak(app, outcome.found, sounds)
    else:
        app.say(
            "No danger sign in these answers. The session stays ended.",
            "Before the next one: sciaticli check",
        )
    return False


def _ask_hurt(app: App, exercises: tuple[ExerciseDone, ...]) -> tuple[ExerciseDone, ...]:
    """Ask which of the exercises done hurt; what the leg said with the pain key is not asked again."""
    names = load(app).by_id
    open_ones = {
        each.exercise: names[each.exercise].name
        for each in exercises
        if each.done.sets and isinstance(each.response, UnsetType) and each.exercise in names
    }
    if not open_ones:
        return exercises
    hurt = ask_several(app, HURT, open_ones, [], back=False) or []
    return tuple(
        replace(each, response=Response.WORSE) if each.exercise in hurt and each.done.sets else each
        for each in exercises
    )


def _ask_cards(app: App, cards: tuple[PlanItem, ...]) -> Iterator[ExerciseDone]:
    """Ask about each card that was planned, and yield each that is done."""
    later = False
    for item in cards:
        answer = ask_choice(app, f"{item.exercise.name}, away from the screen:", CARD, one_key=True)
        later = later or answer == "later"
        if answer == "done":
            yield _card_done(item)
    if later:
        app.say(TICK_OFF)


def _card_done(item: PlanItem) -> ExerciseDone:
    dose = item.dose
    done = Done(sets=dose.sets, reps=dose.reps, hold_s=dose.hold_s)
    return ExerciseDone(exercise=item.exercise.id, side=item.side, planned=dose, done=done)


def _amend(app: App, session: str, changes: dict[str, Any]) -> None:
    append(app.paths, Amend(**stamp(app), of=session, set=changes))


def _is_written(app: App, begun: Begun) -> bool:
    """Return whether the journal holds this session: a stop may have saved it, or a kill come after that."""
    records, _ = read_journal(app.paths, f"{begun.at:%Y-%m}")
    return any(record.entry.id == begun.id for record in records)


def _changes_of(session: Session) -> dict[str, Any]:
    keys = ("end", "exercises", "ended", "stop_reason", "worked_s")
    return {key: to_builtins(getattr(session, key)) for key in keys}


def _say_end(app: App, session: Session) -> None:
    """Print one line of feedback, what to do next, and whether the answers end the clearance."""
    standing = read_standing(app)
    app.show(session_line(session, standing.history, standing.day))
    answer = standing.ask()
    if isinstance(answer, Refused):
        app.say(answer.message, "Before the next session: sciaticli check")
    else:
        app.say("Next time you are asked how the morning after was. Until then: sciaticli log")
        if session.ended is Ended.FULL:
            offer_outlook_again(app, standing.history)
    if app.config.coach.facts:
        _say_fact(app, standing.day)


def _say_fact(app: App, day: date) -> None:
    """Print something to know, another thing each day."""
    topic, statement = load_library(cache=app.paths.cache).fact_of(day)
    app.show("", f"Good to know: {statement.text}")
    app.say(f"More on this: sciaticli learn {topic.id}")


def _speak(app: App, found: Triage, sounds: tuple[Sound, ...]) -> None:
    """Say the first two sentences of an alarm aloud, where speech is on."""
    standing = read_standing(app)
    words = first_sentences(found, standing.wording, standing.region)
    with app.open_voice(sounds, app.config) as voice:
        voice.say(Cue(segment=0, text=words, priority=Priority.URGENT))
