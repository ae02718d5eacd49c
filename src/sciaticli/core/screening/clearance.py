"""Who may train: from the folded journal and the clock to a clearance or a refusal.

Everything that tells a person what to do today takes a `Cleared`, and only `current` makes one.
Every doubt refuses.
"""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Literal

from msgspec import Struct

from sciaticli.core.catalogue.exercise import Condition
from sciaticli.core.dates import fixed
from sciaticli.core.plan import PlanMode
from sciaticli.core.profile import AgeBand, Profile, YesNoUnsure
from sciaticli.core.record.entries import Check, Numb, Session, SoonMode, Tier
from sciaticli.core.record.history import Damage, History, Line
from sciaticli.core.screening.heard import Heard
from sciaticli.core.screening.implied_conditions import implied_conditions
from sciaticli.core.screening.level import Level
from sciaticli.core.screening.locks import Lock, in_light_days, standing_locks
from sciaticli.core.screening.past_checks import answers_of, checks_in, is_calm, judged
from sciaticli.core.screening.questions import PRESENT, Item
from sciaticli.core.screening.valid_until import (
    damage_since,
    day_of,
    entries_ahead,
    has_waited_light,
    holds_until,
    newest_screening,
    pause_sentence,
    taken_at,
)
from sciaticli.core.screening.voids import void_after, voided_by_profile

COUNTS_AS_RECHECK = timedelta(hours=4)
NUMBNESS_COUNTS = timedelta(days=7)


class Reason(StrEnum):
    """Why a session is refused, the gravest first."""

    LOCKED = "locked"
    CLOCK = "clock"
    MISSING = "missing"
    DAMAGE = "damage"
    VOID = "void"
    EXPIRED = "expired"
    PAUSED = "paused"


class Cleared(Struct, frozen=True, kw_only=True):
    """Leave to train, made only by `current`: in which mode, since and until when, on which check.

    `conditions` are those that answers and pain entries imply; the planner adds the profile's.
    """

    mode: Literal[PlanMode.NORMAL, PlanMode.LIGHT]
    tier: Literal[Tier.CLEAR, Tier.SOON]
    since: datetime
    until: datetime
    check: str
    age_band: AgeBand
    blood_thinner: YesNoUnsure
    conditions: frozenset[Condition] = frozenset()
    after_emergency: bool = False


class Refused(Struct, frozen=True, kw_only=True):
    """No leave to train: `message` is one sentence that says why; `locks` the highest first."""

    reason: Reason
    message: str
    tier: Tier | None = None
    locks: tuple[Lock, ...] = ()

    @property
    def lock(self) -> Lock | None:
        """The highest lock that stands."""
        return self.locks[0] if self.locks else None


def current(
    history: History, damage: Sequence[Damage], now: datetime, profile: Profile | None = None
) -> Cleared | Refused:
    """Return leave to train or why not, at an aware moment. The only maker of `Cleared`.

    Without a profile (its file can't be read, or says nothing yet) the shorter span holds.
    """
    if (refusal := _closed(history, now)) is not None:
        return refusal
    standing = newest_screening(history, now)
    if standing is None:
        return Refused(reason=Reason.MISSING, message=_missing_sentence(history))
    record, check = standing
    until = holds_until(check, history, now, profile)
    unread = damage_since(record, history, (*damage, *history.damage))
    return (
        _ended(record, history, unread, profile)
        or _run_out(check, history, now, until)
        or _cleared(check, history, now, until)
    )


def recheck_due(history: History, cleared: Cleared, now: datetime, told: Collection[Heard] = ()) -> bool:
    """Return whether a session needs the quick re-check first.

    A full check finished within the last four hours counts as one, for one session, unless something
    was `told` since that has to be asked about.
    """
    if told or abs(now - cleared.since) > COUNTS_AS_RECHECK:
        return True
    sessions = [record.entry for record in history.records if isinstance(record.entry, Session)]
    return any(session.rec >= cleared.since for session in sessions)


def is_pregnant(history: History, now: datetime) -> bool:
    """Return whether the last full screening named a pregnancy or birth: the re-check then asks of it."""
    standing = newest_screening(history, now)
    return standing is not None and answers_of(standing[1]).word(Item.PREGNANT_BIRTH) in PRESENT


def last_session(history: History) -> datetime | None:
    """Return when the last session ended, None when there was none."""
    return max((session.end for session in history.sessions), default=None)


def _cleared(check: Check, history: History, now: datetime, until: datetime) -> Cleared:
    found = judged(check)
    answers = answers_of(check)
    after_emergency = in_light_days(history, now)
    waited = has_waited_light(check, history, now)
    is_light = after_emergency or waited or found.mode is SoonMode.LIGHT
    return Cleared(
        mode=PlanMode.LIGHT if is_light else PlanMode.NORMAL,
        tier=Tier.SOON if found.level is Level.SOON else Tier.CLEAR,
        since=fixed(taken_at(check), now.tzinfo),
        until=fixed(until, now.tzinfo),
        check=check.id,
        age_band=answers.age_band,
        blood_thinner=answers.blood_thinner,
        conditions=_implied_conditions(check, history, now),
        after_emergency=after_emergency,
    )


def _implied_conditions(check: Check, history: History, now: datetime) -> frozenset[Condition]:
    """Return the conditions that the last check and the last week's pain entries imply."""
    found = {*implied_conditions(answers_of(check))}
    recent = [pain for pain in history.pains if now - pain.at <= NUMBNESS_COUNTS]
    if any(isinstance(pain.numb, Numb) and pain.numb.present for pain in recent):
        found.add(Condition.NUMBNESS_OR_WEAKNESS)
    if any(pain.weak is True for pain in recent):
        found |= {Condition.NUMBNESS_OR_WEAKNESS, Condition.BALANCE_PROBLEM}
    return frozenset(found)


def _closed(history: History, now: datetime) -> Refused | None:
    """Return the refusal that no check can mend by itself: a lock, or a clock that went backwards."""
    if locks := standing_locks(history, now):
        why = _lock_sentence(locks[0], now)
        return Refused(reason=Reason.LOCKED, message=why, tier=locks[0].tier, locks=locks)
    if ahead := entries_ahead(history, now):
        return Refused(reason=Reason.CLOCK, message=_clock_sentence(ahead[0], now))
    return None


def _ended(record: Line, history: History, unread: Damage | None, profile: Profile | None) -> Refused | None:
    """Return the refusal for what came after a screening: damage, a void, a new fact in the profile."""
    if unread is not None:
        return Refused(reason=Reason.DAMAGE, message=_damage_sentence(unread))
    if (void := void_after(history, record)) is not None:
        return Refused(reason=Reason.VOID, message=void.why)
    check = record.entry
    if profile is not None and isinstance(check, Check) and (why := voided_by_profile(profile, check)):
        return Refused(reason=Reason.VOID, message=why)
    return None


def _run_out(check: Check, history: History, now: datetime, until: datetime) -> Refused | None:
    """Return the refusal for time: the span is over, or SOON waits for a clinician."""
    if now >= until:
        why = f"The last full check, of {_local_day(taken_at(check), now)}, has run out."
        return Refused(reason=Reason.EXPIRED, message=why)
    if (pause := pause_sentence(check, history, now)) is not None:
        return Refused(reason=Reason.PAUSED, message=pause, tier=Tier.SOON)
    return None


def _lock_sentence(lock: Lock, now: datetime) -> str:
    what = "an emergency" if lock.tier is Tier.EMERGENCY else "urgent"
    day = _local_day(lock.since, now)
    return f"On {day} your answers were {what}, and no examination has been recorded since."


def _missing_sentence(history: History) -> str:
    if any(is_calm(check) for _, check in checks_in(history)):
        return "The questions about danger signs are new since your last check. Please answer them once."
    return "No full check has been finished yet."


def _clock_sentence(ahead: Line, now: datetime) -> str:
    when = ahead.entry.rec.astimezone(now.tzinfo)
    return (
        f"The clock says it is earlier than an entry in your record, of {when:%Y-%m-%d %H:%M} "
        f"({ahead.device}/{ahead.file}, line {ahead.line}). Take it out with "
        f"sciaticli journal purge --id {ahead.entry.id} if the clock once ran ahead."
    )


def _damage_sentence(damage: Damage) -> str:
    place = f", line {damage.line}" if damage.line else ""
    what = f"Part of your record can't be read ({damage.device}/{damage.file}{place}); it may hold a sign."
    return what if damage.line or damage.month else f"{what} To see what is wrong: sciaticli journal verify"


def _local_day(moment: datetime, now: datetime) -> str:
    return day_of(moment.astimezone(now.tzinfo))
