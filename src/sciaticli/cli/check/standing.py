"""What the record says of sessions now; neither a broken config nor the catalogue can stand in its way."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import cache, partial
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from sciaticli.cli.context import App
from sciaticli.cli.entries import locks_now, read_history
from sciaticli.core.dates import ROLLOVER, journal_day
from sciaticli.core.errors import DataError
from sciaticli.core.profile import Profile
from sciaticli.core.record.entries import Amend, Check
from sciaticli.core.record.history import LAST_LINE, History, Line, fold
from sciaticli.core.screening.clearance import Cleared, Refused, current

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, time

    from sciaticli.core.screening.wording import Wording

# Longer than a screening holds with the weeks its signs are held against, and than the planner looks back.
LOOK_BACK = timedelta(days=120)
NEW_START = timedelta(days=90)
MARGIN = timedelta(days=31)  # for what is written down late, and for the medians of the first days


class RecordNow(NamedTuple):
    """The folded record at one moment, the profile when it can be read, and the screening's words."""

    history: History
    device: str
    now: datetime
    day: date
    profile: Profile | None
    words: Callable[[], Wording]

    @property
    def wording(self) -> Wording:
        """The screening's words, read when they are asked for: most commands need none."""
        return self.words()

    @property
    def region(self) -> str | None:
        """Where the person is, as the profile says; never guessed."""
        return None if self.profile is None else self.profile.region

    def ask(self) -> Cleared | Refused:
        """Return leave to train, or why not."""
        return current(self.history, self.history.damage, self.now, self.profile)

    def on(self, day: date, rollover: time) -> RecordNow:
        """Return the standing at the end of an earlier day, with only what had been written by then."""
        now = datetime.combine(day + timedelta(days=1), rollover, self.now.tzinfo) - timedelta(minutes=1)
        known = [record for record in self.history.records if record.entry.rec <= now]
        return self._replace(history=replace(fold(known), damage=self.history.damage), now=now, day=day)

    def with_check(self, check: Check) -> RecordNow:
        """Return the standing as it will be once a check stands last in this machine's record."""
        last = Line(check, self.device, f"{check.rec:%Y-%m}.jsonl", LAST_LINE)
        history = replace(fold((*self.history.records, last)), damage=self.history.damage)
        return self._replace(history=history)


def read_standing(app: App, *, lately: bool = False, days: int = 0, sessions: bool = True) -> RecordNow:
    """Read the record and the profile if it can be read.

    With `lately` the pain entries are passed over that are too old to matter to today's leave and plan, and
    to the last `days`. Without `sessions` so are those of old months, where a newer one is there: a plan
    rests on all of them, a day's leave does not.
    """
    try:
        profile, rollover = app.config.profile, app.config.coach.rollover_time
    except (DataError, OSError):
        profile, rollover = None, ROLLOVER
    now = app.now()
    day = journal_day(now, rollover)
    history = _lately(app, day, days, sessions=sessions) if lately else read_history(app)
    locks_now(app, history)
    return RecordNow(history, _device(app), now, day, profile, cache(partial(_words, app)))


def _words(app: App) -> Wording:
    from sciaticli.store.screening import load_wording

    return load_wording(cache=app.paths.cache)


def _lately(app: App, day: date, days: int, *, sessions: bool) -> History:
    """Return the record without old pain entries, or the whole of it where they could matter."""
    first = day - timedelta(days=days)
    since = f"{min(day - LOOK_BACK, first - MARGIN):%Y-%m}"
    if not sessions:
        history = read_history(app, since, but_sessions=True)
        if history.sessions and _is_enough(history, since, day, first):
            return history
    history = read_history(app, since, but_pain=True)
    return history if _is_enough(history, since, day, first) else read_history(app)


def _is_enough(history: History, since: str, day: date, first: date) -> bool:
    """Return whether no pain of a month before `since` can matter to a day, and to those from `first` on.

    It can when nothing newer was recorded, when the plan starts anew at an older session, when a phase
    goes back to one, and when it was amended lately: an amendment may name a sign.
    """
    is_recent = bool(history.pains) and (not history.sessions or day - history.sessions[-1].day < NEW_START)
    if first < day:
        before = max((session.day for session in history.sessions if session.day < first), default=first)
        is_recent = is_recent and f"{before:%Y-%m}" >= since
    named = {
        record.entry.of
        for record in history.records
        if isinstance(record.entry, Amend) and record.month >= since
    }
    if named:
        named -= {record.entry.id for record in history.records}
    return is_recent and not named


def _device(app: App) -> str:
    """Return this machine's id, empty while it has none."""
    try:
        return app.paths.device_file.read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError):
        return ""
