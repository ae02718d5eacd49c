"""Screenings as they stand in the journal: what each says now, and what was written after what."""

from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import NamedTuple

from msgspec import UNSET, UnsetType

from sciaticli.core.profile import AgeBand, YesNoUnsure
from sciaticli.core.record.entries import VERSION, Check, CheckState, Scope, Tier, Window
from sciaticli.core.record.history import History, Line, month_of
from sciaticli.core.screening.level import Level
from sciaticli.core.screening.questions import (
    DETAILS,
    FACTS,
    FIRST_FORM,
    FORM,
    STOP_ITEMS,
    Answer,
    Answers,
    Item,
    aged,
    items_of,
    words_for,
)
from sciaticli.core.screening.triage import Triage, triage

CLOCK_GRACE = timedelta(minutes=5)
KEPT = 512
"""How many different forms are kept with what they say."""

_ITEMS = frozenset(item for item in Item if item not in FACTS)


def checks_in(history: History) -> tuple[tuple[Line, Check], ...]:
    """Return every screening of all devices with its place, as it was first written."""
    return history.once(_checks)


def _checks(history: History) -> tuple[tuple[Line, Check], ...]:
    return tuple((record, record.entry) for record in history.records if isinstance(record.entry, Check))


def whole_checks(history: History) -> tuple[tuple[Line, Check], ...]:
    """Return the screenings that are whole, with their places: a few among the short ones of years."""
    return history.once(_whole)


def _whole(history: History) -> tuple[tuple[Line, Check], ...]:
    return tuple((record, check) for record, check in checks_in(history) if is_whole(check))


def stands_after(later: Line, earlier: Line) -> bool:
    """Return whether one record was written after another.

    Within a device its files decide, whatever its clock said. Between devices the clocks do, and of
    two that wrote in one second each counts as after the other, so that nothing is missed.
    """
    if later.device == earlier.device:
        if later.file == earlier.file:
            if later.line != earlier.line:
                return later.line > earlier.line
        elif (month := month_of(later.file)) != (before := month_of(earlier.file)):
            return month > before
    return later.entry.rec >= earlier.entry.rec


def is_ahead(record: Line, now: datetime) -> bool:
    """Return whether a record was written later than the clock now says, five minutes allowed."""
    return record.entry.rec > now + CLOCK_GRACE


def answers_of(check: Check) -> Answers:
    """Return the answers that this program understands; what it does not is left out."""
    return _answers(_said(check))


def is_whole(check: Check) -> bool:
    """Return whether a check is a finished full form of an edition we know, taken with this program."""
    return (
        check.scope is Scope.FULL
        and check.state is CheckState.FINISHED
        and check.tier is not None
        and not check.imported
        and check.form in (FORM, FIRST_FORM)
        and check.v <= VERSION
        and UNSET not in (check.age_band, check.blood_thinner)
        and _is_all_answered(tuple(check.answers.items()), check.form)
    )


def is_plain_no(check: Check) -> bool:
    """Return whether a check is a finished part of the form with nothing but plain noes."""
    return (
        check.state is CheckState.FINISHED
        and check.scope is Scope.SESSION
        and not check.imported
        and {Item(item) for item in check.answers if item in _ITEMS} >= set(STOP_ITEMS)
        and set(check.answers.values()) == {Answer.NO}
    )


def judged(check: Check) -> Triage:
    """Return what the rules of its own edition say of a check: its answers as they counted on its day."""
    # without a dated finding nothing ages, and years of the same answers are judged once
    return _judged(_said(check), check.form, check.rec.date() if check.known else date.min)


def level_of_check(check: Check) -> Level:
    """Return the level of a finished check: as saved, or as its answers give it; the higher counts.

    An open check and the quick form have no level of their own, but for a sign that came back.
    """
    if check.state is CheckState.OPEN:
        return Level.CLEAR
    saved = _saved_level(check)
    return saved if check.scope is Scope.QUICK else max(saved, judged(check).level)


def is_calm(check: Check) -> bool:
    """Return whether a check is whole and not above SOON: one that may end a lock, and could clear."""
    return is_whole(check) and level_of_check(check) <= Level.SOON


def closes_sessions(check: Check) -> bool:
    """Return whether a check, once it is written, keeps what a check before it opened from standing."""
    if check.scope is Scope.QUICK:
        return not set(check.answers.values()) <= {Answer.NO}
    if check.scope is Scope.FULL and check.state is CheckState.FINISHED:
        return level_of_check(check) >= Level.SOON
    return not is_plain_no(check)


def can_clear(check: Check) -> bool:
    """Return whether a check may stand for a clearance: calm, and of the newest edition of the form."""
    return check.form == FORM and is_calm(check)


class _Said(NamedTuple):
    """What a check says, in a form by which what follows from it can be kept."""

    words: tuple[tuple[str, str], ...]
    known: tuple[tuple[str, date], ...]
    age_band: AgeBand | UnsetType
    blood_thinner: YesNoUnsure | UnsetType


def _said(check: Check) -> _Said:
    words, known = tuple(check.answers.items()), tuple(check.known.items())
    return _Said(words, known, check.age_band, check.blood_thinner)


@lru_cache(maxsize=KEPT)
def _answers(said: _Said) -> Answers:
    words = {Item(item): Answer(word) for item, word in said.words if _is_known(item, word)}
    known = {Item(item): day for item, day in said.known if item in _ITEMS}
    given = Answers(words=words, known=known)
    return Answers(
        age_band=given.age_band if said.age_band is UNSET else said.age_band,
        blood_thinner=given.blood_thinner if said.blood_thinner is UNSET else said.blood_thinner,
        words=words,
        known=known,
    )


@lru_cache(maxsize=KEPT)
def _judged(said: _Said, form: str, on: date) -> Triage:
    return triage(aged(_answers(said), on), form)


def _saved_level(check: Check) -> Level:
    tier = check.tier
    if tier is None or tier == Tier.CLEAR:  # nearly every check of a decade, so asked first
        return Level.CLEAR
    match tier:
        case Tier.EMERGENCY:
            return Level.EMERGENCY
        case Tier.URGENT:
            return Level.URGENT_2D if check.window is Window.TWO_DAYS else Level.URGENT_TODAY
        case Tier.SOON:
            return Level.SOON


@lru_cache(maxsize=KEPT)
def _is_all_answered(said: tuple[tuple[str, str], ...], form: str) -> bool:
    words = dict(said)
    return all(_is_answered(item, words.get(item), form) for item in items_of(form) if item not in FACTS)


def _is_answered(item: Item, word: str | None, form: str) -> bool:
    """Return whether an item has a word; a detail that was not asked may have none."""
    return _is_known(item, word) if word is not None else item in DETAILS and form != FIRST_FORM


def _is_known(item: str, word: str) -> bool:
    return item in _ITEMS and word in words_for(Item(item))
