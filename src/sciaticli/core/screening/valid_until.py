"""How long a screening can be relied on: its span, the clock, damaged lines, and the wait of SOON.

Spans are our choice unless docs/safety.md names a source.
"""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta

from sciaticli.core.profile import Profile, YesNoUnsure
from sciaticli.core.record.entries import Check, CheckState, ExamHow, ExamVerdict, Release, SoonMode
from sciaticli.core.record.history import Damage, History, Line
from sciaticli.core.screening.level import Level
from sciaticli.core.screening.past_checks import (
    CLOCK_GRACE,
    answers_of,
    can_clear,
    checks_in,
    is_ahead,
    judged,
    level_of_check,
    stands_after,
    whole_checks,
)
from sciaticli.core.screening.questions import BEFORE_THIS, EXAMINED, FINDING_HOLDS, Answer, Item, aged
from sciaticli.core.screening.triage import Hit, triage
from sciaticli.core.screening.voids import voids_in

HOLDS = timedelta(days=14)
HOLDS_STABLE = timedelta(days=30)
LONG_EPISODE = timedelta(weeks=12)
STABLE_FOR = timedelta(days=28)
SOON_WAITS = timedelta(days=14)
NOT_SURE_HOLDS = timedelta(days=2)


def newest_screening(history: History, now: datetime) -> tuple[Line, Check] | None:
    """Return the full screening that a clearance can rest on, None when there is none.

    Within a device the last one written counts, between devices the one with the newest `rec`, and
    of two of one second the stricter.
    """
    standing: dict[str, tuple[Line, Check]] = {}
    for record, check in whole_checks(history):
        if can_clear(check) and not is_ahead(record, now):
            last = standing.get(record.device)
            if last is None or stands_after(record, last[0]):
                standing[record.device] = (record, check)
    return max(standing.values(), key=lambda found: (found[1].rec, _strictness(found[1])), default=None)


def _strictness(check: Check) -> int:
    """Return how little a check leaves open: -1 for CLEAR, then by the mode of SOON."""
    mode = judged(check).mode
    return -1 if mode is None else list(SoonMode).index(mode)


def taken_at(check: Check) -> datetime:
    """Return the moment a check counts from, in UTC: the earlier of when it was made and written."""
    return min(check.at, check.rec).astimezone(UTC)


def holds_until(check: Check, history: History, now: datetime, profile: Profile | None) -> datetime:
    """Return when a check runs out: after 14 days, 30 in a long stable episode, or with a known finding.

    Numbness that may grow is asked about again after two days.
    """
    since = taken_at(check)
    is_long = profile is not None and _is_long_episode(profile, since.date())
    is_clear = level_of_check(check) < Level.SOON
    span = HOLDS_STABLE if is_clear and is_long and _is_stable(history, now) else HOLDS
    ends = [since + span]
    answers = answers_of(check)
    if answers.word(Item.LEG_NUMB_ONE) is Answer.GROWS_UNSURE:
        ends.append(since + NOT_SURE_HOLDS)
    if triage(aged(answers, date.max), check.form).level > level_of_check(check):
        ends += [_end_of(day + FINDING_HOLDS, now) for day in answers.known.values()]
    return min(ends)


def entries_ahead(history: History, now: datetime) -> list[Line]:
    """Return records later than now that no full screening of their own device stands after.

    A screening of another device never does: it would have to be later still.
    """
    latest = now + CLOCK_GRACE
    ahead = [record for record in history.records if record.entry.rec > latest]
    if not ahead:
        return []
    whole = [record for record, _ in whole_checks(history) if not is_ahead(record, now)]
    return [record for record in ahead if not any(stands_after(other, record) for other in whole)]


def damage_since(screening: Line, history: History, damage: Iterable[Damage]) -> Damage | None:
    """Return the first damage that does not surely stand before a screening.

    Surely before is: earlier in the same file, or in a file of an earlier month. What a full
    screening made before this one had already covered stays covered.
    """
    damage = list(damage)
    if not damage:
        return None
    known = [record for record, _ in whole_checks(history) if stands_after(screening, record)]
    return next((item for item in damage if not any(_precedes(item, record) for record in known)), None)


def pause_sentence(check: Check, history: History, now: datetime) -> str | None:
    """Return why a screening that could clear is paused, None when it is not."""
    if last_verdict(history) is ExamVerdict.NO:
        return "The last word of your clinician was not to exercise yet."
    if judged(check).mode is SoonMode.PAUSE:
        return "Your answers want a clinician's look before any session."
    since = _waited(check, history, now, patient=False)
    if since is not None:
        return f"Two weeks have gone since {day_of(since)}, and no clinician's answer is recorded."
    return None


def has_waited_light(check: Check, history: History, now: datetime) -> bool:
    """Return whether a lasting finding has waited two weeks for a clinician: sessions are light then."""
    return _waited(check, history, now, patient=True) is not None


def _waited(check: Check, history: History, now: datetime, *, patient: bool) -> datetime | None:
    """Return since when the longest SOON hit of a kind has waited, when that is over two weeks."""
    hits = [hit for hit in judged(check).hits if _is_patient(hit) is patient]
    waiting = [since for hit in hits if (since := _unseen_since(hit, check, history)) is not None]
    first = min(waiting, default=now)
    return first if now >= first + SOON_WAITS else None


def _is_patient(hit: Hit) -> bool:
    """Return whether a SOON hit is one that may wait for years: it never comes to a pause (our choice)."""
    return hit.id in _PATIENT or (hit.items[0], hit.answer) in _PATIENT


_PATIENT: frozenset[str | tuple[Item, str]] = frozenset(
    {
        Item.CANCER_HISTORY,
        Item.BONE_RISK,
        Item.PREGNANT_BIRTH,
        (Item.BOTH_LEGS_PAIN, Answer.OLD),
        (Item.LEG_NUMB_ONE, Answer.OLD),
        *((item, Answer.BEFORE) for item in BEFORE_THIS),
    }
)


def last_verdict(history: History) -> ExamVerdict | None:
    """Return what the clinician last said of exercise; an imported word may forbid, never allow."""
    exams = [
        (check.release.examined_at, check.rec, check.release.exercise)
        for _, check in checks_in(history)
        if check.release is not None and _is_word(check.release, imported=check.imported)
    ]
    return max(exams)[2] if exams else None


def _is_word(exam: Release, *, imported: bool) -> bool:
    """Return whether a release holds a clinician's word that counts."""
    return exam.how is not ExamHow.WELL_AGAIN and (not imported or exam.exercise is ExamVerdict.NO)


def day_of(moment: date) -> str:
    """Return a day, or a moment's day, in words, as in 3 March 2026."""
    return f"{moment.day} {moment:%B %Y}"


def _precedes(damage: Damage, record: Line) -> bool:
    if (damage.device, damage.file) == (record.device, record.file):
        return 0 < damage.line < record.line
    return bool(damage.month) and damage.month < record.month


def _end_of(day: date, now: datetime) -> datetime:
    return datetime.combine(day + timedelta(days=1), time(), now.tzinfo)


def _is_long_episode(profile: Profile, on: date) -> bool:
    """Return whether the pain surely began 12 weeks before; a month counts from its end."""
    if profile.episode_start is None:
        return False
    year, month = (int(part) for part in profile.episode_start.split("-"))
    return on - date(year + month // 12, month % 12 + 1, 1) >= LONG_EPISODE


def _is_stable(history: History, now: datetime) -> bool:
    """Return whether the last 28 days had no flare, no void and no result above CLEAR.

    A check that was only begun does not count: the finished one after it speaks for it.
    """
    start = now - STABLE_FOR
    flares = any(pain.flare is YesNoUnsure.YES and pain.at >= start for pain in history.pains)
    raised = any(
        level_of_check(check) >= Level.SOON and check.rec >= start for _, check in checks_in(history)
    )
    ended = voids_in(history, lambda record: record.entry.rec >= start)
    return not (flares or raised or any(not _is_open(void.record.entry) for void in ended))


def _is_open(entry: object) -> bool:
    return isinstance(entry, Check) and entry.state is CheckState.OPEN


def _unseen_since(hit: Hit, check: Check, history: History) -> datetime | None:
    """Return since when a SOON hit has stood in every full check and no clinician was asked about it."""
    if hit.answer in EXAMINED:
        return None
    before = [other for _, other in whole_checks(history) if other.rec <= check.rec]
    first = check.rec
    for other in sorted(before, key=lambda other: other.rec, reverse=True):
        if hit.id not in {earlier.id for earlier in judged(other).hits}:
            break
        first = other.rec
    return None if _was_seen(first, check.rec, before) else first


def _was_seen(first: datetime, last: datetime, checks: Iterable[Check]) -> bool:
    """Return whether a clinician was asked since a sign was first named; an answer counts six months."""
    exams = [
        check.release.examined_at
        for check in checks
        if check.release is not None and check.release.how is not ExamHow.WELL_AGAIN
    ]
    return any(exam.date() >= first.date() and last - exam <= FINDING_HOLDS for exam in exams)
