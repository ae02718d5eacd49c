"""Locks: an URGENT or EMERGENCY result closes sessions until a clinician's examination opens them.

A lock ends only by a later whole check that names its id and an examination after it. Nothing
else does: no order of time, no other device, no import, no amendment (docs/safety.md).
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from msgspec import Struct

from sciaticli.core.record.entries import Check, ExamHow, ExamVerdict, Release, Scope, Tier, Window
from sciaticli.core.record.history import History
from sciaticli.core.screening.past_checks import can_clear, checks_in, is_ahead, judged, level_of_check
from sciaticli.core.screening.questions import Item
from sciaticli.core.screening.triage import Advice, Level, Triage

LIGHT_AFTER_EMERGENCY = timedelta(days=14)


class Lock(Struct, frozen=True, kw_only=True):
    """A result that closes sessions: the id of its check, when it was saved, and what was found."""

    id: str
    since: datetime
    found: Triage
    came_back: bool
    by_phone: bool

    @property
    def level(self) -> Level:
        """How grave it is."""
        return self.found.level

    @property
    def signs(self) -> tuple[Item, ...]:
        """The items that were named, the gravest first; none when the answers have been purged."""
        return self.found.signs

    @property
    def advice(self) -> Advice:
        """Which message goes with it."""
        return self.found.advice

    @property
    def tier(self) -> Tier:
        """Urgent or emergency."""
        return self.level.tier

    @property
    def window(self) -> Window | None:
        """Within what time, for an urgent one."""
        return self.level.window

    def opens_with(self, exam: Release) -> bool:
        """Return whether an examination is one that can open this lock.

        It came after the lock was saved, was in person (for pain relief alone a call or a pharmacy
        will do), and exercise was not forbidden.
        """
        is_seen = exam.how is ExamHow.IN_PERSON or self.by_phone
        return is_seen and exam.exercise is not ExamVerdict.NO and exam.examined_at > self.since


def locks_of(history: History) -> tuple[Lock, ...]:
    """Return every lock ever set, released or not, the highest and newest first."""
    locks = [lock_of(check) for _, check in checks_in(history) if level_of_check(check) >= Level.URGENT_2D]
    return tuple(sorted(locks, key=lambda lock: (lock.level, lock.since), reverse=True))


def standing_locks(history: History, now: datetime) -> tuple[Lock, ...]:
    """Return the locks that no valid release has opened, the highest and newest first."""
    releases = _releases(history, now)
    return tuple(
        lock for lock in locks_of(history) if not any(_opens(check, exam, lock) for check, exam in releases)
    )


def emergency_released(history: History, now: datetime) -> datetime | None:
    """Return when the last emergency was released, None when none was."""
    emergencies = [lock for lock in locks_of(history) if lock.level is Level.EMERGENCY]
    times = [
        check.rec
        for check, exam in _releases(history, now)
        if any(_opens(check, exam, lock) for lock in emergencies)
    ]
    return max(times, default=None)


def in_light_days(history: History, now: datetime) -> bool:
    """Return whether now is within the 14 days after an emergency was released."""
    released = emergency_released(history, now)
    return released is not None and now < released + LIGHT_AFTER_EMERGENCY


def opened_by(exam: Release, locks: Iterable[Lock]) -> tuple[str, ...]:
    """Return the ids of the locks that an examination opens, for `release.of`."""
    return tuple(lock.id for lock in locks if lock.opens_with(exam))


def lock_of(check: Check) -> Lock:
    """Return the lock that an urgent or emergency check sets."""
    level = level_of_check(check)
    found = judged(check)
    if found.level is not level:
        found = Triage(level=level, hits=found.hits, advice=_plain_advice(level))
    locking = {item for hit in found.hits if hit.level >= Level.URGENT_2D for item in hit.items}
    return Lock(
        id=check.id,
        since=check.rec,
        found=found,
        came_back=check.scope is Scope.QUICK,
        by_phone=locking == {Item.PAIN_UNCONTROLLED},
    )


def _plain_advice(level: Level) -> Advice:
    """Return the message for a lock whose answers are not known any more."""
    return {
        Level.EMERGENCY: Advice.EMERGENCY,
        Level.URGENT_2D: Advice.URGENT_2D,
    }.get(level, Advice.URGENT_TODAY)


def _releases(history: History, now: datetime) -> list[tuple[Check, Release]]:
    return [
        (check, check.release)
        for record, check in checks_in(history)
        if check.release is not None and can_clear(check) and not is_ahead(record, now)
    ]


def _opens(check: Check, exam: Release, lock: Lock) -> bool:
    is_past = exam.examined_at <= check.rec
    return lock.id in exam.of and is_past and lock.opens_with(exam)
