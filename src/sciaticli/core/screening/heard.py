"""What was told outside the form and must be asked about: in notes, in scores, in nights without sleep.

It ends no clearance. The next short form comes even right after a full check, and says why.
Numbers and spans are our choice (docs/safety.md).
"""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from enum import StrEnum

from sciaticli.core.record.entries import AnyEntry, Assessment, Check, CheckState, Note, Pain, Scope, Session
from sciaticli.core.record.history import History
from sciaticli.core.screening.past_checks import checks_in
from sciaticli.core.screening.questions import Recheck

STRONG = 8
BAD_DAYS = 3
WITHIN = timedelta(days=7)
MUCH_WORSE = 6
"""From here on the answer to `assess change` is "much worse"."""
_CHANGE = "change"


class Heard(StrEnum):
    """Why the short form asks something, or is asked at all; the names of sentences in the wording."""

    NOTE = "heard_note"
    CHANGE = "heard_change"
    STRONG = "heard_strong"
    SLEEP = "heard_sleep"


def heard(history: History, now: datetime, names_sign: Callable[[str], bool]) -> tuple[Heard, ...]:
    """Return what has been told since the screening last asked about it, and was not asked about yet."""
    asked = _last_asked(history)
    fresh = [entry for entry in history.entries if asked is None or entry.rec > asked]
    found = [Heard.NOTE] if any(names_sign(text) for entry in fresh for text in notes_of(entry)) else []
    found += [Heard.CHANGE] if any(_is_much_worse(entry) for entry in fresh) else []
    return (*found, *bad_days(history, now, _last_asked(history, Recheck.PAIN)))


def bad_days(history: History, now: datetime, since: datetime | None = None) -> tuple[Heard, ...]:
    """Return STRONG for pain of 8 or more on three days of the last seven, SLEEP for three such nights."""
    pains = [
        pain
        for pain in history.pains
        if timedelta() <= now - pain.at < WITHIN and (since is None or pain.rec > since)
    ]
    strong = {pain.day for pain in pains if any(score >= STRONG for score in _scores(pain))}
    awake = {pain.day for pain in pains if pain.sleep_disturbed is True}
    return tuple(
        which for which, days in ((Heard.STRONG, strong), (Heard.SLEEP, awake)) if len(days) >= BAD_DAYS
    )


def notes_of(entry: AnyEntry) -> tuple[str, ...]:
    """Return the free text of an entry: its note, and what else was done."""
    note = entry.note if isinstance(entry, Pain | Session | Assessment | Note) else None
    did = entry.did if isinstance(entry, Pain) and isinstance(entry.did, tuple) else ()
    return (*((note,) if isinstance(note, str) else ()), *did)


def _scores(pain: Pain) -> Iterator[int]:
    for place in (pain.leg, pain.back):
        for score in (getattr(place, "worst", None), getattr(place, "now", None)):
            if isinstance(score, int) and pain.window != "7d":
                yield score


def _is_much_worse(entry: AnyEntry) -> bool:
    if not isinstance(entry, Assessment) or entry.form.partition("@")[0] != _CHANGE:
        return False
    return (entry.score or 0) >= MUCH_WORSE


def _last_asked(history: History, line: Recheck | None = None) -> datetime | None:
    """Return when a screening last asked: a full one, or a short one that had the line."""
    times = [check.rec for _, check in checks_in(history) if _asks(check, line)]
    return max(times, default=None)


def _asks(check: Check, line: Recheck | None) -> bool:
    if check.state is not CheckState.FINISHED or check.imported:
        return False
    is_short = check.scope is Scope.QUICK and (line is None or line in check.answers)
    return check.scope is Scope.FULL or is_short
