"""The phase of a day, by irritability and not by calendar.

All thresholds are our choice: irritability has no validated self-test (kappa 0.44 even among
physiotherapists, Barakatt 2009), so the rules are simple and err low.
"""

from collections.abc import Iterable
from datetime import date
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from sciaticli.core.course.flare import FLARE_EASY, FLARE_REST
from sciaticli.core.course.limits import HIGH_PAIN
from sciaticli.core.dates import DAY
from sciaticli.core.plan import Phase
from sciaticli.core.record.day_logs import DayLog, MorningAfter, known, site, verdict
from sciaticli.core.record.entries import Distal, PainNow, Session

SETTLE_FROM = 3
CALM_DAYS = 3
SETTLE_DAYS = 7
REBUILD_DAYS = 14
FLARE_STEP = 3
SHORT_WALK_MIN = 5
LONG_WALK_MIN = 20
SPREADS_IN_WEEK = 2
GOOD_SHARE = 0.8
SETTLE_LOOK, SETTLE_LOGGED, SETTLE_EASY = 10, 4, 0.7
REBUILD_LOGGED, REBUILD_EASY = 6, 0.85
FLARE_FALL = 2
NIGHTS = 3
BACK_ALLOWANCE = 2
_PHASES = {phase.value: phase for phase in Phase}


class Course(Struct, frozen=True, kw_only=True):
    """Where a person stands on the way through the phases. `since` is the first day in this phase.

    A flare keeps its last declared day, the pain and site it began with, and the phase to climb back to.
    """

    phase: Phase
    since: date
    flare_on: date | None = None
    flare_leg: int | None = None
    flare_site: int | None = None
    before_flare: Phase | None = None

    def flare_day(self, day: date) -> int | None:
        """Return the day of the flare counted from 0, None when it is over or there was none."""
        if self.flare_on is None or self.before_flare is None:
            return None
        return (day - self.flare_on).days


class Effort(Struct, frozen=True):
    """What the climb from rebuild to maintain asks of the record: strong strands and a long walk."""

    strong: bool = False
    walked_long: bool = False


def course_until(
    day: date,
    logs: dict[date, DayLog],
    verdicts: dict[date, MorningAfter],
    effort: Effort,
    start: Phase | None = None,
) -> Course | None:
    """Return where the logged days up to and including `day` have led; None without a known pain.

    `start` is the phase on record at the first day. Today's own pain is judged apart, by `capped`.
    """
    course: Course | None = None
    for found in sorted(on for on in logs if on <= day):
        log = logs[found]
        if course is None:
            if log.leg is None and not (log.flare or log.flare_session):
                continue
            first = start or first_phase(log.leg)
            course = Course(phase=first, since=found)
        course = _after_day(course, found, logs, verdicts, effort)
    return None if course is None else _at_rest(course, day)


def phase_since(last: Session, day: date, logs: dict[date, DayLog]) -> Phase:
    """Return the phase of a day: as its session had it, else where the days logged since have led."""
    phase = _PHASES.get(last.phase, Phase.SETTLE)
    since = {on: log for on, log in logs.items() if last.day < on <= day}
    if not since:
        return phase
    said = verdict(last.pain.before, last.day, logs)
    course = course_until(day, since, {last.day: said} if said else {}, Effort(), phase)
    return course.phase if course else phase


def gate_value(pain: PainNow | None) -> int | None:
    """Return the value that ceilings and phase are judged by, 0-10; None when the leg pain is not known.

    It is the highest of leg pain now, buttock pain now and back pain now less 2 (our choice). Back
    pain counts in full when the lowest site is the buttock: the score may well be the buttock's.
    """
    leg = None if pain is None else known(pain.leg)
    if pain is None or leg is None:
        return None
    back = known(pain.back) or 0
    in_buttock = site(pain.distal) is Distal.BUTTOCK
    return max(leg, back if in_buttock else back - BACK_ALLOWANCE)


def first_phase(gate: int | None) -> Phase:
    """Return the phase of a person without history: calm from 6 of 10 or when unknown, else settle."""
    return Phase.CALM if gate is None or gate >= HIGH_PAIN else Phase.SETTLE


def capped(phase: Phase, gate: int | None) -> Phase:
    """Return the phase that today's gate value leaves open; at a boundary the lower phase counts."""
    if gate is None or gate >= HIGH_PAIN:
        return Phase.CALM
    highest = Phase.SETTLE if gate >= SETTLE_FROM else Phase.MAINTAIN
    return min(phase, highest, key=lambda found: found.number)


def _after_day(
    course: Course, day: date, logs: dict[date, DayLog], verdicts: dict[date, MorningAfter], effort: Effort
) -> Course:
    log = logs[day]
    since_flare = course.flare_day(day)
    in_first_days = since_flare is not None and since_flare < FLARE_REST
    if log.flare or (log.flare_session and not in_first_days):
        return _flared(course, day, log)
    course = _at_rest(course, day)
    if course.flare_day(day) is not None:
        return _recovering(course, day, log, logs)
    if fallen := _fallen(course, day, logs):
        return Course(phase=fallen, since=day) if fallen is not course.phase else course
    return _risen(course, day, logs, verdicts, effort)


def _flared(course: Course, day: date, log: DayLog) -> Course:
    """Begin a flare, or declare it again: the 72 hours count from the last word of it."""
    again = course.flare_day(day) is not None
    site = None if log.distal is None else log.distal.level
    return Course(
        phase=Phase.CALM,
        since=day,
        flare_on=day,
        flare_leg=_highest(log.leg, course.flare_leg if again else None),
        flare_site=_highest(site, course.flare_site if again else None),
        before_flare=course.before_flare if again else course.phase,
    )


def _at_rest(course: Course, day: date) -> Course:
    """End a flare once the phase before it is reached again."""
    if course.before_flare is not None and course.phase.number >= course.before_flare.number:
        days = course.flare_day(day)
        if days is not None and days >= FLARE_REST:
            return replace(course, before_flare=None)
    return course


def _recovering(course: Course, day: date, log: DayLog, logs: dict[date, DayLog]) -> Course:
    """Recover: settle from day 3 once the leg eased; from day 6 one phase up per 3 good days."""
    since_flare = course.flare_day(day) or 0
    if since_flare < FLARE_REST or log.leg is None:
        return course
    if log.leg >= HIGH_PAIN:
        return replace(course, phase=Phase.CALM, since=day)
    if course.phase is Phase.CALM:
        eased = _has_eased(course, log) or _calm_is_over(course, day, logs)
        return replace(course, phase=Phase.SETTLE, since=day) if eased else course
    good_days = _days_in_a_row(day, course.since, logs, SETTLE_FROM)
    if since_flare >= FLARE_EASY and good_days >= FLARE_STEP:
        return replace(course, phase=_up(course.phase), since=day)
    return course


def _has_eased(course: Course, log: DayLog) -> bool:
    fall = 0 if course.flare_leg is None or log.leg is None else course.flare_leg - log.leg
    site = None if log.distal is None else log.distal.level
    site_rose = course.flare_site is not None and site is not None and site < course.flare_site
    return fall >= FLARE_FALL or site_rose


def _fallen(course: Course, day: date, logs: dict[date, DayLog]) -> Phase | None:
    """Return the phase a person falls back to on a day, None when nothing pulls down."""
    if _nights_lost(day, logs):
        return Phase.CALM
    week = _window(day, SETTLE_DAYS, logs)
    sore_days = sum(log.leg is not None and log.leg >= HIGH_PAIN for log in week)
    if course.phase is Phase.CALM:
        return None
    if sore_days >= SPREADS_IN_WEEK or _spreads(week) >= SPREADS_IN_WEEK:
        return Phase.CALM
    sore = _days_in_a_row(day, course.since, logs, SETTLE_FROM + 1, at_least=True)
    return Phase.SETTLE if sore >= CALM_DAYS and course.phase.number > Phase.SETTLE.number else None


def _risen(
    course: Course, day: date, logs: dict[date, DayLog], verdicts: dict[date, MorningAfter], effort: Effort
) -> Course:
    match course.phase:
        case Phase.CALM:
            rises = _calm_is_over(course, day, logs)
        case Phase.SETTLE:
            rises = _settle_is_over(course, day, logs, verdicts)
        case Phase.REBUILD:
            rises = _rebuild_is_over(course, day, logs, effort)
        case Phase.MAINTAIN:
            rises = False
    return replace(course, phase=_up(course.phase), since=day) if rises else course


def _calm_is_over(course: Course, day: date, logs: dict[date, DayLog]) -> bool:
    """Return whether three days in a row stayed under 6, with nothing spreading and a short walk possible."""
    last = _window(day, CALM_DAYS, logs)
    walks = [log.walk_min for log in last if log.walk_min is not None]
    can_walk = not walks or walks[-1] >= SHORT_WALK_MIN
    calm_days = _days_in_a_row(day, course.since, logs, HIGH_PAIN - 1)
    return calm_days >= CALM_DAYS and _spreads(last) == 0 and can_walk


def _settle_is_over(
    course: Course, day: date, logs: dict[date, DayLog], verdicts: dict[date, MorningAfter]
) -> bool:
    """Return whether enough logged days were easy, mornings good, and no site further down.

    Of the days logged in the last 10 at least 4, and 70 % of them with leg pain up to 3.
    """
    if (day - course.since).days < SETTLE_DAYS - 1:
        return False
    logged = [log for log in _window(day, SETTLE_LOOK, logs) if log.leg is not None]
    easy = sum(log.leg is not None and log.leg <= SETTLE_FROM for log in logged)
    mornings = [found for on, found in verdicts.items() if day - SETTLE_DAYS * DAY < on <= day]
    met = sum(not found.is_worse for found in mornings)
    sites = [log.distal.level for log in _window(day, SETTLE_DAYS, logs) if log.distal is not None]
    lower = bool(sites) and sites[-1] > sites[0]
    enough = len(logged) >= SETTLE_LOGGED and easy >= SETTLE_EASY * len(logged)
    return enough and bool(mornings) and met >= GOOD_SHARE * len(mornings) and not lower


def _rebuild_is_over(course: Course, day: date, logs: dict[date, DayLog], effort: Effort) -> bool:
    """Return whether enough logged days of a fortnight were easy, with strong strands and a long walk.

    Of the days logged in 14 at least 6, and 85 % of them with leg pain up to 2.
    """
    if (day - course.since).days < REBUILD_DAYS - 1:
        return False
    fortnight = _window(day, REBUILD_DAYS, logs)
    logged = [log for log in fortnight if log.leg is not None]
    easy = sum(log.leg is not None and log.leg < SETTLE_FROM for log in logged)
    walked = any(log.walk_min is not None and log.walk_min >= LONG_WALK_MIN for log in fortnight)
    enough = len(logged) >= REBUILD_LOGGED and easy >= REBUILD_EASY * len(logged)
    return enough and effort.strong and (walked or effort.walked_long)


def _nights_lost(day: date, logs: dict[date, DayLog]) -> bool:
    """Return whether pain wakes on more than half of the logged days of a week, at least three."""
    week = _window(day, SETTLE_DAYS, logs)
    woken = sum(log.woken for log in week)
    return woken >= NIGHTS and woken * 2 > len(week)


def _spreads(logs: Iterable[DayLog]) -> int:
    """Count how often the lowest site was further down than on the logged day before."""
    sites = [log.distal.level for log in logs if log.distal is not None]
    return sum(later > earlier for earlier, later in pairwise(sites))


def _window(day: date, days: int, logs: dict[date, DayLog]) -> list[DayLog]:
    found = (logs.get(day - back * DAY) for back in range(days - 1, -1, -1))
    return [log for log in found if log is not None]


def _days_in_a_row(
    day: date, since: date, logs: dict[date, DayLog], line: int, *, at_least: bool = False
) -> int:
    """Count how many days up to `day`, one after the other, kept to the line; none before `since` counts."""
    count = 0
    while day >= since:
        log = logs.get(day)
        if log is None or log.leg is None or (log.leg < line if at_least else log.leg > line):
            break
        count += 1
        day -= DAY
    return count


def _up(phase: Phase) -> Phase:
    return list(Phase)[min(phase.number + 1, Phase.MAINTAIN.number)]


def _highest(first: int | None, second: int | None) -> int | None:
    return max((score for score in (first, second) if score is not None), default=None)
