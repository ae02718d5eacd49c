"""Entries in words: one line each, plain text, the same on a screen, in a pipe and for a screen reader."""

from datetime import date
from typing import assert_never

from msgspec import UNSET

from sciaticli.core.record.entries import (
    CLINICIAN_KNOWS,
    Amend,
    AnyEntry,
    Assessment,
    Check,
    CheckState,
    Distal,
    Ended,
    Note,
    Numb,
    Pain,
    Session,
)
from sciaticli.core.record.session_work import exercises_begun, worked_seconds
from sciaticli.view.feedback import minutes_words

SHORT_ID = 8
_ENDED = {Ended.FULL: "to its end", Ended.EARLY: "ended early", Ended.SAFETY: "ended for safety"}
_FORMS = {
    "psfs": "own activities",
    "pgic": "how it has changed",
    "start": "what you can do",
    "direction": "direction test",
    "clinician_knows": "a clinician knows of",
}


def entry_line(entry: AnyEntry) -> str:
    """Return one line: the short id, the date and time, the kind, and what it says.

    What was written in the small hours, which count for the day before, says so.
    """
    kind = type(entry).__name__.lower()
    late = " (written later)" if entry.rec.date() > entry.day and (entry.rec - entry.at).days >= 1 else ""
    counts = (
        "" if entry.at.date() == entry.day else f" (counts for {entry.day:%A} {entry.day.day} {entry.day:%B})"
    )
    return f"{short_id(entry)}  {entry.at:%Y-%m-%d  %H:%M}  {kind:<10}  {in_words(entry)}{late}{counts}"


def short_id(entry: AnyEntry) -> str:
    """Return the end of an id: its beginning is the time, and shared by neighbours."""
    return entry.id[-SHORT_ID:]


def day_in_words(day: date) -> str:
    """Return a day as people say it: Sunday 22 November 2026."""
    return f"{day:%A} {day.day} {day:%B %Y}"


def in_words(entry: AnyEntry) -> str:
    """Return what an entry says, on one line, without what could steer a terminal."""
    match entry:
        case Pain():
            words = ", ".join((*pain_words(entry), *_noted(entry.note)))
        case Session():
            words = ", ".join((*_session_words(entry), *_noted(entry.note)))
        case Check():
            words = _check_words(entry)
        case Assessment():
            score = f", {entry.score:g} of {entry.max}" if entry.score is not None and entry.max else ""
            words = (
                f"{_form_words(entry.form)}{score}"
                + (f", {entry.result}" if entry.result else "")
                + _known(entry)
            )
        case Note():
            words = entry.note
        case Amend():
            words = _amend_words(entry)
        case _:
            assert_never(entry)
    return "".join(letter if letter.isprintable() else " " for letter in words)


def pain_words(pain: Pain) -> list[str]:
    """Return what a pain entry says, the numbers first; a note is not among it."""
    said = []
    if pain.morning:
        said.append(f"this morning {pain.morning}")
    if pain.leg is not UNSET:
        said += [f"leg {_score(pain.leg.worst)}"] if pain.leg.worst is not UNSET else []
        said += [f"leg now {_score(pain.leg.now)}"] if pain.leg.now is not UNSET else []
    if pain.back is not UNSET:
        said += [f"back {_score(pain.back.worst)}"] if pain.back.worst is not UNSET else []
        said += [f"back now {_score(pain.back.now)}"] if pain.back.now is not UNSET else []
    if pain.leg is not UNSET:
        if pain.leg.distal:
            said.append(
                "felt nowhere" if pain.leg.distal is Distal.NONE else f"felt down to the {pain.leg.distal}"
            )
        if pain.leg.side:
            said.append(f"{pain.leg.side} side" if pain.leg.side != "both" else "both sides")
    return said + _other_pain_words(pain)


def _other_pain_words(pain: Pain) -> list[str]:
    said = []
    if isinstance(pain.numb, Numb):
        where = f" down to the {pain.numb.distal}" if pain.numb.present and pain.numb.distal else ""
        said.append(f"numbness{where}" if pain.numb.present else "no numbness")
    if isinstance(pain.weak, bool):
        said.append("weakness" if pain.weak else "no weakness")
    if pain.sleep_disturbed:
        said.append("disturbed sleep")
    if isinstance(pain.walk_min, int):
        said.append(f"{pain.walk_min} min of walking")
    if pain.flare:
        said.append(f"flare-up: {pain.flare}")
    return said + list(pain.did or ())


def _session_words(session: Session) -> list[str]:
    """Return what was done, not what was planned, as the line after a session says it."""
    count = exercises_begun(session)
    done = f"{count} exercise{'s' if count != 1 else ''} in {minutes_words(worked_seconds(session))}"
    said = [done if count else "nothing finished", _ENDED[session.ended]]
    for word, now in (("before", session.pain.before), ("after", session.pain.after)):
        if now and now.leg is not UNSET:
            said.append(f"leg {word} {_score(now.leg)}")
    return said


def _check_words(check: Check) -> str:
    if check.state is CheckState.OPEN:
        return f"{check.scope}, begun and not finished"
    return f"{check.scope}, {check.tier or _quick_words(check)}" + (
        ", a clinician's answer" if check.release else ""
    )


def _quick_words(check: Check) -> str:
    """Return what a re-check said; it gives no result of its own."""
    answers = check.answers or {}
    return "nothing new" if all(word == "no" for word in answers.values()) else "not all no"


def _amend_words(amend: Amend) -> str:
    target = amend.of[-SHORT_ID:]
    if amend.undo:
        return f"took back a change of {target}"
    if amend.delete:
        return f"took out {target}"
    return f"changed {target}: " + ", ".join(f"{key} = {value}" for key, value in amend.set.items())


def _form_words(form: str) -> str:
    """Return what a scale or test is called by a person, whatever its edition."""
    name = form.partition("@")[0]
    return _FORMS.get(name, name.replace("_", " "))


def _known(entry: Assessment) -> str:
    """Return the exercises that a clinician was said to know of, each with its rule."""
    if entry.form != CLINICIAN_KNOWS:
        return ""
    said = [f"{item.get('exercise')} ({item.get('rule')})" for item in entry.items]
    return f" {', '.join(said)}"


def _noted(note: object) -> tuple[str, ...]:
    return (f"“{note}”",) if isinstance(note, str) and note else ()


def _score(value: object) -> str:
    return "not said" if value is None else str(value)
