"""A stretch of days in numbers: the one input of the charts, the page and `progress --json`."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple

from msgspec import Struct, UnsetType

from sciaticli.core.assessment.scales import Function, GlobalChange, function, global_change
from sciaticli.core.averages import median
from sciaticli.core.dates import DAY, DAYS_A_WEEK, WEEK, days_from
from sciaticli.core.progress.adherence import Adherence, DayMark, DayWork, adherence, work_by_day
from sciaticli.core.progress.between_sessions import BetweenSessions, between_sessions
from sciaticli.core.progress.responses import ExerciseResponse, responses
from sciaticli.core.progress.trend import (
    DayScore,
    WeekChange,
    compare,
    day_scores,
    rolling_median,
    week_mean,
)
from sciaticli.core.record.day_logs import day_logs
from sciaticli.core.record.entries import CheckState, Distal, Release, Scope, Tier
from sciaticli.core.record.history import History
from sciaticli.core.screening.past_checks import checks_in, level_of_check

HIGH = 7
FLARE_GAP = timedelta(days=3)
LONG_GAP = 7


class Day(Struct, frozen=True, kw_only=True):
    """One day: worst pains 0-10, furthest site, the medians of the 7 days up to it, and its work."""

    day: date
    leg: int | None = None
    back: int | None = None
    down: Distal | None = None
    leg_median: float | None = None
    back_median: float | None = None
    late: bool = False
    flare: bool = False
    mark: DayMark = DayMark.FREE

    @property
    def is_logged(self) -> bool:
        """True when pain was logged."""
        return self.leg is not None or self.back is not None


class Week(Struct, frozen=True, kw_only=True):
    """Seven days, counted back from the last day: means need 5 days logged; `down` counts days by site.

    `leg_before` is the median of the leg pain that was answered before sessions, None without any.
    """

    first: date
    last: date
    logged: int
    leg_mean: float | None
    back_mean: float | None
    leg_before: float | None
    high_days: int
    down: dict[Distal, int]
    adherence: Adherence

    @property
    def usual_site(self) -> Distal | None:
        """The site of most days; of two that are even, the one further down."""
        return max(self.down, key=lambda site: (self.down[site], site.level), default=None)


class Flare(Struct, frozen=True):
    """A flare-up as the person declared it: its first and last day."""

    first: date
    last: date


class Gap(Struct, frozen=True):
    """A week or more in which nothing was written: its first and last day."""

    first: date
    last: date


class Screening(Struct, frozen=True, kw_only=True):
    """One finished full check, or a short one that found a sign: the day and its result.

    What was answered stays in the journal. `release` is the examination that the check told of.
    """

    day: date
    tier: Tier
    released: bool = False
    release: Release | None = None


class Summary(Struct, frozen=True, kw_only=True):
    """What a period says. `sessions_ever` and `weeks_ever` count from the first session and only grow."""

    first: date
    last: date
    days: tuple[Day, ...]
    weeks: tuple[Week, ...]
    leg: WeekChange | None
    back: WeekChange | None
    logged: int
    high_days: int
    adherence: Adherence
    sessions: int
    sessions_ever: int
    weeks_ever: int
    exercises: tuple[ExerciseResponse, ...] = ()
    between: BetweenSessions = BetweenSessions()
    flares: tuple[Flare, ...] = ()
    gaps: tuple[Gap, ...] = ()
    screenings: tuple[Screening, ...] = ()
    rechecks: int = 0
    function: Function | None = None
    global_change: GlobalChange | None = None
    is_back: bool = False

    @property
    def is_empty(self) -> bool:
        """True when nothing at all is known of the period."""
        return not (self.logged or self.sessions)


def summarise(
    history: History, first: date, last: date, routines: Mapping[str, int] | None = None
) -> Summary:
    """Return the numbers of the days `first` to `last`; `routines` are sessions a week by routine id."""
    known = _gather(history, first, last, routines)
    days = tuple(_day(day, known) for day in days_from(first, last))
    sessions = [session for session in history.sessions if first <= session.day <= last]
    ever = [session.day for session in history.sessions if session.day <= last]
    return Summary(
        first=first,
        last=last,
        days=days,
        weeks=_weeks(days, known),
        leg=compare(known.legs, first, last),
        back=compare(known.backs, first, last),
        logged=sum(day.is_logged for day in days),
        high_days=sum((day.leg or 0) >= HIGH for day in days),
        adherence=adherence(known.work, first, last),
        sessions=len(sessions),
        sessions_ever=len(ever),
        weeks_ever=len({(day - ever[0]) // WEEK for day in ever}),
        exercises=responses(sessions),
        between=between_sessions(history.pains, first, last),
        flares=_flares(sorted(known.flares)),
        gaps=tuple(_gaps(history, first, last)),
        screenings=tuple(_screenings(history, first, last)),
        rechecks=sum(
            check.scope is Scope.QUICK and first <= check.day <= last for _, check in checks_in(history)
        ),
        function=function(history.assessments, last),
        global_change=global_change(history.assessments, last),
        is_back=_is_back(history, last),
    )


class _Known(NamedTuple):
    """The record by day, gathered once."""

    scores: Mapping[date, DayScore]
    legs: Mapping[date, int]
    backs: Mapping[date, int]
    before: Mapping[date, list[int]]
    flares: frozenset[date]
    work: Mapping[date, DayWork]


def _gather(history: History, first: date, last: date, routines: Mapping[str, int] | None) -> _Known:
    scores = day_scores(history, first - WEEK)  # the medians of the first days look a week back
    return _Known(
        scores=scores,
        legs={day: score.leg for day, score in scores.items() if score.leg is not None},
        backs={day: score.back for day, score in scores.items() if score.back is not None},
        before=_before_sessions(history, first, last),
        flares=frozenset(day for day, log in day_logs(history, first, last).items() if log.flare),
        work=work_by_day(history, last, routines, first),
    )


def _before_sessions(history: History, first: date, last: date) -> dict[date, list[int]]:
    """Return the leg pain that was answered before sessions, by day: it is the pain at that moment."""
    found: dict[date, list[int]] = {}
    for session in history.sessions:
        before = session.pain.before
        if first <= session.day <= last and not isinstance(before, UnsetType):
            leg = before.leg
            if isinstance(leg, int):
                found.setdefault(session.day, []).append(leg)
    return found


def _day(day: date, known: _Known) -> Day:
    score = known.scores.get(day, DayScore())
    flare = day in known.flares
    work = known.work.get(day, DayWork(excused=flare))
    return Day(
        day=day,
        leg=score.leg,
        back=score.back,
        down=score.down,
        leg_median=rolling_median(known.legs, day),
        back_median=rolling_median(known.backs, day),
        late=score.late,
        flare=flare,
        mark=work.mark,
    )


def _weeks(days: tuple[Day, ...], known: _Known) -> tuple[Week, ...]:
    """Return whole weeks, oldest first; days before the first whole one are in none."""
    starts = range(len(days) % DAYS_A_WEEK, len(days), DAYS_A_WEEK)
    return tuple(_week(days[start : start + DAYS_A_WEEK], known) for start in starts)


def _week(days: tuple[Day, ...], known: _Known) -> Week:
    first, last = days[0].day, days[-1].day
    sites = Counter(day.down for day in days if day.down is not None)
    answered = [leg for day in days for leg in known.before.get(day.day, ())]
    return Week(
        first=first,
        last=last,
        logged=sum(day.is_logged for day in days),
        leg_mean=week_mean(known.legs, last),
        back_mean=week_mean(known.backs, last),
        leg_before=median(answered) if answered else None,
        high_days=sum((day.leg or 0) >= HIGH for day in days),
        down=dict(sorted(sites.items(), key=lambda item: item[0].level)),
        adherence=adherence(known.work, first, last),
    )


def _flares(days: list[date]) -> tuple[Flare, ...]:
    """Join declared days to flares; a pause of up to 3 days is part of one."""
    found: list[Flare] = []
    for day in days:
        if found and day - found[-1].last <= FLARE_GAP:
            found[-1] = Flare(found[-1].first, day)
        else:
            found.append(Flare(day, day))
    return tuple(found)


def _screenings(history: History, first: date, last: date) -> Iterable[Screening]:
    """Return finished checks, oldest first, each with the higher of its saved and present result.

    Of the short ones only those that found something.
    """
    for _, check in sorted(checks_in(history), key=lambda found: found[1].at):
        if check.state is not CheckState.FINISHED or not first <= check.day <= last:
            continue
        tier = level_of_check(check).tier
        if check.scope is not Scope.QUICK or tier is not Tier.CLEAR:
            release = check.release
            yield Screening(day=check.day, tier=tier, released=release is not None, release=release)


def _gaps(history: History, first: date, last: date) -> Iterable[Gap]:
    """Return stretches of at least a week without an entry, between days that have one."""
    days = sorted({entry.day for entry in (*history.pains, *history.sessions) if first <= entry.day <= last})
    for earlier, later in pairwise(days):
        if (later - earlier).days > LONG_GAP:
            yield Gap(earlier + DAY, later - DAY)


def _is_back(history: History, last: date) -> bool:
    """Return whether there is a week or more without an entry: before the newest day, or up to now."""
    days = sorted({entry.day for entry in (*history.pains, *history.sessions) if entry.day <= last})
    known = [*days[-2:], last]
    return bool(days) and any((later - earlier).days > LONG_GAP for earlier, later in pairwise(known))
