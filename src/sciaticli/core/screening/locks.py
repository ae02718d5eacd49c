"""Locks: an URGENT or EMERGENCY result closes sessions until a clinician's examination opens them.

A lock ends only by a later whole check that names its id and an examination after it. Nothing
else does: no order of time, no other device, no import, no amendment (docs/safety.md).
"""

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta

from msgspec import UNSET, Struct
from msgspec.structs import replace

from sciaticli.core.record.entries import (
    Check,
    CheckState,
    ExamHow,
    ExamVerdict,
    Release,
    Scope,
    Tier,
    Window,
)
from sciaticli.core.record.history import History, Line
from sciaticli.core.screening.level import Level
from sciaticli.core.screening.past_checks import (
    answers_of,
    checks_in,
    is_ahead,
    is_calm,
    is_whole,
    judged,
    level_of_check,
)
from sciaticli.core.screening.questions import ACTIVE, FIRST_FORM, NERVE_SIGNS, PRESENT, Item
from sciaticli.core.screening.triage import Advice, Triage

LIGHT_AFTER_EMERGENCY = timedelta(days=14)
SLIP_WAITS = timedelta(hours=24)  # our choice
FEVER_FREE = timedelta(days=7)  # our choice
REMEMBERED = "locks.jsonl"
"""The file in which a machine remembers the locks that stand, beside the record."""

_BY_PHONE = frozenset(
    {
        Item.FEVER_UNWELL,
        Item.WEIGHT_LOSS,
        Item.NIGHT_PAIN,
        Item.MINOR_INJURY,
        Item.PAIN_UNCONTROLLED,
        Item.RASH,
        Item.URINE_BURNS,
        Item.PEE_OFTEN,
    }
)
_SEEN_IN_PERSON = (
    *NERVE_SIGNS,
    Item.SEXUAL_CHANGE,
    Item.BOTH_LEGS_PAIN,
    Item.COLD_PALE_LEG,
    Item.LEG_SWELLING,
    Item.BELLY_PULSE,
    Item.HIP_NO_WEIGHT,
    Item.GROIN_PAIN,
)
_NERVES = (*NERVE_SIGNS, Item.SEXUAL_CHANGE, Item.BOTH_LEGS_PAIN)


class Lock(Struct, frozen=True, kw_only=True):
    """A result that closes sessions: the id of its check, when it was saved, and what was found.

    `by_phone`: a call or a pharmacy will do. `may_be_slip`: advice by phone and a second full check, a
    day later, will do. `by_waiting`: so will seven days without fever. `waits_for_leave`: it has been
    examined, and exercise was forbidden.
    """

    id: str
    since: datetime
    found: Triage
    came_back: bool
    by_phone: bool
    may_be_slip: bool = False
    by_waiting: bool = False
    waits_for_leave: bool = False
    is_lost: bool = False

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

    def opens_with(self, exam: Release, at: datetime) -> bool:
        """Return whether an examination, told in a check at a moment, is one that can open this lock.

        It came after the lock was saved, was of a kind that will do, and exercise was not forbidden.
        """
        is_allowed = exam.exercise is not ExamVerdict.NO and exam.examined_at > self.since
        return is_allowed and self._will_do(exam.how, at)

    def _will_do(self, how: ExamHow, at: datetime) -> bool:
        match how:
            case ExamHow.IN_PERSON:
                return True
            case ExamHow.WELL_AGAIN:
                return self.by_waiting and at >= self.since + FEVER_FREE
            case _:
                return self.by_phone or (self.may_be_slip and at >= self.since + SLIP_WAITS)


def locks_of(history: History) -> tuple[Lock, ...]:
    """Return every lock ever set, released or not, the highest and newest first."""
    return history.once(_locks)


def _locks(history: History) -> tuple[Lock, ...]:
    locks = [
        replace(lock_of(check), is_lost=record.file == REMEMBERED)
        for record, check in checks_in(history)
        if level_of_check(check) >= Level.URGENT_2D
    ]
    return tuple(sorted(locks, key=lambda lock: (lock.level, lock.since), reverse=True))


def standing_locks(history: History, now: datetime) -> tuple[Lock, ...]:
    """Return the locks that no valid release has opened, the highest and newest first."""
    releases = _releases(history, now)
    return tuple(
        replace(lock, waits_for_leave=_is_forbidden(lock, releases))
        for lock in locks_of(history)
        if not any(_opens(check, exam, lock) for check, exam in releases)
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


def lock_lines_of(records: Iterable[Line], ids: Collection[str]) -> list[Check]:
    """Return the screenings with these ids that lock, each version of one once, in the records' order."""
    if not ids:
        return []
    found = [record.entry for record in records if isinstance(record.entry, Check) and record.entry.id in ids]
    locking = [check for check in found if level_of_check(check) >= Level.URGENT_2D]
    return [check for number, check in enumerate(locking) if check not in locking[:number]]


def lost_locks(records: Iterable[Line], remembered: Iterable[Check]) -> list[Check]:
    """Return the locks, of those a machine remembers, that its record holds no more or holds as less.

    One whose answers were erased is there still: its id, its time and its level are.
    """
    remembered = list(remembered)
    ids = {check.id for check in remembered}
    there: dict[tuple[str, datetime], Level] = {}
    for record in records if ids else ():
        if isinstance(record.entry, Check) and record.entry.id in ids:
            key = (record.entry.id, record.entry.rec)
            there[key] = max(level_of_check(record.entry), there.get(key, Level.CLEAR))
    return [
        check for check in remembered if there.get((check.id, check.rec), Level.CLEAR) < level_of_check(check)
    ]


def unanswered(begun: Iterable[Check], records: Iterable[Line]) -> list[Check]:
    """Return the checks that were begun and after which no whole one was finished."""
    whole = [
        record.entry.rec for record in records if isinstance(record.entry, Check) and is_whole(record.entry)
    ]
    newest = max(whole, default=None)
    return [
        check for check in begun if check.state is CheckState.OPEN and (newest is None or check.rec >= newest)
    ]


def without_answers(check: Check) -> Check:
    """Return a screening without its answers: what is left is that it locks, how, and since when."""
    level = level_of_check(check)
    return replace(
        check,
        answers={},
        known={},
        facts=(),
        age_band=UNSET,
        blood_thinner=UNSET,
        tier=level.tier,
        window=level.window,
        rules=(),
        note=UNSET,
    )


def opened_by(exam: Release, locks: Iterable[Lock], at: datetime) -> tuple[str, ...]:
    """Return the ids of the locks that an examination told at a moment opens, for `release.of`."""
    return tuple(lock.id for lock in locks if lock.opens_with(exam, at))


def lock_of(check: Check) -> Lock:
    """Return the lock that an urgent or emergency check sets."""
    level = level_of_check(check)
    found = judged(check)
    if found.level is not level:
        found = Triage(level=level, hits=found.hits, advice=_plain_advice(level))
    locking = {item for hit in found.hits if hit.level >= Level.URGENT_2D for item in hit.items}
    is_urgent = level < Level.EMERGENCY and check.scope is not Scope.QUICK and bool(locking)
    return Lock(
        id=check.id,
        since=check.rec,
        found=found,
        came_back=check.scope is Scope.QUICK,
        by_phone=_by_phone(check, locking),
        may_be_slip=is_urgent and not _names(check, _NERVES),
        by_waiting=is_urgent and locking == {Item.FEVER_UNWELL} and not _names(check, _SEEN_IN_PERSON),
    )


def _by_phone(check: Check, locking: set[Item]) -> bool:
    """Return whether a call or a pharmacy will do: nothing that only hands and eyes can tell."""
    if check.form == FIRST_FORM and locking == {Item.PAIN_UNCONTROLLED}:
        return True
    is_small = bool(locking) and locking <= _BY_PHONE and level_of_check(check) < Level.EMERGENCY
    return is_small and not _names(check, _SEEN_IN_PERSON)


def _names(check: Check, items: Iterable[Item]) -> bool:
    """Return whether a check names one of these that nobody has examined, or a pregnancy."""
    answers = answers_of(check)
    is_pregnant = answers.word(Item.PREGNANT_BIRTH) in PRESENT
    return is_pregnant or any(answers.word(item) in ACTIVE for item in items)


def _is_forbidden(lock: Lock, releases: Iterable[tuple[Check, Release]]) -> bool:
    """Return whether the last examination after a lock ended with "do not exercise yet"."""
    after = [exam for _, exam in releases if exam.examined_at > lock.since]
    last = max(after, key=lambda exam: exam.examined_at, default=None)
    return last is not None and last.how is ExamHow.IN_PERSON and last.exercise is ExamVerdict.NO


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
        if check.release is not None and is_calm(check) and not is_ahead(record, now)
    ]


def _opens(check: Check, exam: Release, lock: Lock) -> bool:
    is_past = exam.examined_at <= check.rec
    return lock.id in exam.of and is_past and lock.opens_with(exam, check.rec)
