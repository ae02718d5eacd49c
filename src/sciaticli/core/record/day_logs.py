"""What a person recorded on each day, and how a session's next morning went.

The morning after decides, not the feeling in the session (the 24-hour rule; thresholds are our
choice, the principle is the pain-monitoring model of Thomeé 1997).
"""

from datetime import date, datetime, timedelta
from enum import StrEnum

from msgspec import UNSET, Struct, UnsetType
from msgspec.structs import replace

from sciaticli.core.plan import PlanMode
from sciaticli.core.profile import YesNoUnsure
from sciaticli.core.record.entries import Distal, Pain, PainNow, Response, Session
from sciaticli.core.record.history import History

TOO_MUCH_RISE = 2
ANSWERED_WITHIN = timedelta(days=3)
OFFERED_WITHIN = timedelta(days=3)  # our choice: what was said longer ago says nothing of today
PAIN_HOLDS = timedelta(hours=24)
OFFERED_LEG = 6  # our choice: more pain than that is asked for each time

Reading = tuple[datetime, int | None, Distal | None]


class MorningAfter(StrEnum):
    """What the morning after says about a session."""

    GOOD = "good"
    BORDERLINE = "borderline"
    TOO_MUCH = "too_much"
    BAD = "bad"

    @property
    def is_worse(self) -> bool:
        """True when the next plan must be lighter."""
        return self in (MorningAfter.TOO_MUCH, MorningAfter.BAD)


class DayLog(Struct, frozen=True, kw_only=True):
    """One day in short: `leg` is the highest pain at a moment, else the day's worst."""

    leg: int | None = None
    first_leg: int | None = None
    distal: Distal | None = None
    first_distal: Distal | None = None
    woken: bool = False
    flare: bool = False
    flare_session: bool = False
    flare_asked: bool = False
    numb: bool = False
    weak: bool = False
    walk_min: int | None = None
    morning: Response | None = None
    has_session: bool = False


def day_logs(history: History, since: date, until: date) -> dict[date, DayLog]:
    """Fold pain entries and sessions of the days `since` to `until` into one log a day."""
    pains: dict[date, list[Pain]] = {}
    sessions: dict[date, list[Session]] = {}
    for pain in history.pains:
        if since <= pain.day <= until:
            pains.setdefault(pain.day, []).append(pain)
    for session in history.sessions:
        if since <= session.day <= until:
            sessions.setdefault(session.day, []).append(session)
    days = sorted(pains.keys() | sessions.keys())
    return {day: _log(pains.get(day, []), sessions.get(day, [])) for day in days}


def pain_on_record(history: History, at: datetime) -> PainNow | None:
    """Return the newest pain recorded in the 24 hours before `at`, by pain entry; None without one.

    Where only the worst of the day was given it counts as now: higher is safer.
    """
    for pain in reversed(history.pains):
        if not at - PAIN_HOLDS <= pain.at <= at or isinstance(pain.leg, UnsetType):
            continue
        leg = pain.leg.now if known(pain.leg.now) is not None else pain.leg.worst
        back = UNSET if isinstance(pain.back, UnsetType) else pain.back.now
        if known(back) is None and not isinstance(pain.back, UnsetType):
            back = pain.back.worst
        if known(leg) is not None:
            return PainNow(leg=leg, back=back, distal=pain.leg.distal)
    return None


def verdict(before: PainNow | UnsetType, day: date, logs: dict[date, DayLog]) -> MorningAfter | None:
    """Return what the morning after `day` says, None while nobody has said how it was."""
    next_day = logs.get(day + timedelta(days=1))
    answer = _morning_answer(day, logs)
    rise, site_fell = _change(before, next_day)
    woken = next_day is not None and next_day.woken and not _was_woken(day, logs)
    if site_fell:
        return MorningAfter.BAD
    if woken or (rise is not None and rise >= TOO_MUCH_RISE):
        return MorningAfter.TOO_MUCH
    if answer is Response.WORSE:
        return MorningAfter.TOO_MUCH if rise is None else MorningAfter.BORDERLINE
    if rise is not None and rise > 0:
        return MorningAfter.BORDERLINE
    return None if rise is None and answer is None else MorningAfter.GOOD


def is_morning_open(history: History, day: date) -> bool:
    """Return whether the morning after the last session is still to be asked about on `day`."""
    if not history.sessions:
        return False
    last = history.sessions[-1].day
    answered = any(pain.day > last and isinstance(pain.morning, Response) for pain in history.pains)
    return last < day <= last + ANSWERED_WITHIN and not answered


def last_pain(history: History, day: date) -> PainNow | None:
    """Return the pain last said whole, leg, back and how far down, where it may be offered again on `day`.

    None where it is too long ago or was too high.
    """
    said = [
        (pain.at, PainNow(leg=pain.leg.now, back=pain.back.now, distal=pain.leg.distal))
        for pain in history.pains
        if day - OFFERED_WITHIN <= pain.day <= day
        and not isinstance(pain.leg, UnsetType)
        and not isinstance(pain.back, UnsetType)
    ]
    for session in history.sessions:
        if day - OFFERED_WITHIN <= session.day <= day:
            moments = ((session.at, session.pain.before), (session.end, session.pain.after))
            said += [(at, pain) for at, pain in moments if not isinstance(pain, UnsetType)]
    whole = [(at, pain) for at, pain in said if _is_whole(pain)]
    newest = max(whole, key=lambda each: each[0], default=None)
    leg = None if newest is None else known(newest[1].leg)
    return newest[1] if newest is not None and leg is not None and leg <= OFFERED_LEG else None


def with_now(log: DayLog | None, pain: PainNow | None, *, flare: bool) -> DayLog:
    """Return a day's log with what was just answered before a session, and not yet written down."""
    log = log or DayLog()
    if flare:
        log = replace(log, flare=True)
    leg = None if pain is None else known(pain.leg)
    distal = None if pain is None else site(pain.distal)
    if leg is not None:
        log = replace(log, leg=leg, first_leg=leg if log.first_leg is None else log.first_leg)
    if distal is not None:
        log = replace(log, distal=distal, first_distal=log.first_distal or distal)
    return log


def known(score: int | UnsetType | None) -> int | None:
    """Return a score that was given, None when it was skipped or not asked."""
    return None if isinstance(score, UnsetType) else score


def site(distal: Distal | UnsetType | None) -> Distal | None:
    """Return a site that was given, None when it was skipped or not asked."""
    return None if isinstance(distal, UnsetType) else distal


def _is_whole(pain: PainNow) -> bool:
    return known(pain.leg) is not None and known(pain.back) is not None and site(pain.distal) is not None


def _log(pains: list[Pain], sessions: list[Session]) -> DayLog:
    readings = sorted((*_of_pains(pains), *_before_sessions(sessions)), key=lambda reading: reading[0])
    legs = [leg for _, leg, _ in readings if leg is not None]
    sites = [distal for _, _, distal in readings if distal is not None]
    worst = [known(pain.leg.worst) for pain in pains if not isinstance(pain.leg, UnsetType)]
    return DayLog(
        leg=max(legs or [score for score in worst if score is not None], default=None),
        first_leg=legs[0] if legs else None,
        distal=max(sites, key=lambda distal: distal.level, default=None),
        first_distal=sites[0] if sites else None,
        woken=any(pain.sleep_disturbed is True for pain in pains),
        flare=any(pain.flare is YesNoUnsure.YES for pain in pains),
        flare_session=any(session.mode == PlanMode.FLARE for session in sessions),
        flare_asked=any(isinstance(pain.flare, YesNoUnsure) for pain in pains),
        numb=any(_is_numb(pain) for pain in pains),
        weak=any(pain.weak is True for pain in pains),
        walk_min=max((pain.walk_min for pain in pains if isinstance(pain.walk_min, int)), default=None),
        morning=next((pain.morning for pain in pains if isinstance(pain.morning, Response)), None),
        has_session=bool(sessions),
    )


def _of_pains(pains: list[Pain]) -> list[Reading]:
    return [
        (pain.at, known(pain.leg.now), site(pain.leg.distal))
        for pain in pains
        if not isinstance(pain.leg, UnsetType)
    ]


def _before_sessions(sessions: list[Session]) -> list[Reading]:
    return [
        (session.at, known(before.leg), site(before.distal))
        for session in sessions
        if not isinstance(before := session.pain.before, UnsetType)
    ]


def _is_numb(pain: Pain) -> bool:
    return not isinstance(pain.numb, UnsetType) and pain.numb is not None and pain.numb.present


def _morning_answer(day: date, logs: dict[date, DayLog]) -> Response | None:
    """Return the first answer in the days after, as long as no later session can be meant by it."""
    for later in range(1, ANSWERED_WITHIN.days + 1):
        log = logs.get(day + timedelta(days=later))
        if log is not None and log.morning is not None:
            return log.morning
        if log is not None and log.has_session:
            return None
    return None


def _change(before: PainNow | UnsetType, next_day: DayLog | None) -> tuple[int | None, bool]:
    """Return how much the leg rose overnight, None when unknown, and whether the lowest site moved down."""
    if next_day is None or isinstance(before, UnsetType):
        return None, False
    then, now = known(before.leg), next_day.first_leg
    was, is_now = site(before.distal), next_day.first_distal
    rise = None if then is None or now is None else now - then
    fell = was is not None and is_now is not None and is_now.level > was.level
    return rise, fell


def _was_woken(day: date, logs: dict[date, DayLog]) -> bool:
    log = logs.get(day)
    return log is not None and log.woken
