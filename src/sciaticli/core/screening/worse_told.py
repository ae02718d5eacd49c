"""What told pain ends a clearance: numbness or weakness, both legs, a site further down, a rise."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise, product
from typing import NamedTuple

from msgspec import UNSET, UnsetType

from sciaticli.core.averages import median
from sciaticli.core.catalogue.exercise import Side
from sciaticli.core.record.entries import Distal, Numb, Pain, PainNow, Response, Session
from sciaticli.core.record.history import History, Line
from sciaticli.core.screening.past_checks import answers_of, checks_in, is_whole, stands_after
from sciaticli.core.screening.questions import QUIET, Answer, Item
from sciaticli.core.screening.tellings import Written

NUMBNESS_LOOKS_BACK = timedelta(days=14)
USUAL_DAYS = 7
USUAL_VALUES = 3
BIG_RISE = 3
NEW_NUMBNESS = "You recorded numbness that is new or growing."
"""Why a pain entry ends a clearance that a question at the terminal could have kept."""


class Void(NamedTuple):
    """Why a clearance ended, and the record that ended it."""

    why: str
    record: Line


def by_numbness_or_weakness(
    fresh: Sequence[Written], written: Sequence[Written], history: History
) -> Iterator[Void]:
    """Yield what is new or growing among weakness and numbness."""
    pains = _pains(fresh)
    yield from (
        Void("You recorded new or growing weakness.", record) for record, pain in pains if pain.weak is True
    )
    numb = [(record, pain) for record, pain in pains if isinstance(pain.numb, Numb) and pain.numb.present]
    if not numb:
        return
    since = min(pain.at for _, pain in numb)
    lately = [item for item in _pains(written) if since - item[1].at <= NUMBNESS_LOOKS_BACK]
    for record, pain in numb:
        if why := _new_numbness(record, pain, lately, history):
            yield Void(why, record)


def _new_numbness(
    record: Line, pain: Pain, lately: Iterable[tuple[Line, Pain]], history: History
) -> str | None:
    """Return why numbness is new or has moved: against the last 14 days' entries, else the last check."""
    before = [
        (other, earlier.numb)
        for other, earlier in lately
        if earlier.id != pain.id
        and isinstance(earlier.numb, Numb)
        and not stands_after(other, record)
        and pain.at - earlier.at <= NUMBNESS_LOOKS_BACK
    ]
    numb = pain.numb if isinstance(pain.numb, Numb) else Numb(present=True)
    newest = max((other.entry.rec for other, _ in before), default=None)
    last = [earlier for other, earlier in before if other.entry.rec == newest]  # of one second each counts
    had = all(earlier.present for earlier in last)
    if not last:
        had = _last_check_had(record, history, Item.LEG_NUMB_ONE) is not None
    if numb.new is True or (numb.new is not False and not had):
        return NEW_NUMBNESS
    is_lower = any(_level(numb.distal) > _told(earlier, before) for earlier in last)
    return "You recorded numbness that has moved further down." if is_lower else None


def _told(numb: Numb, before: Iterable[tuple[Line, Numb]]) -> int:
    """Return how far down numbness was; where an entry did not say, what was said last, else nothing."""
    levels = [(line.entry.rec, _level(other.distal)) for line, other in before if other.present]
    known = max((pair for pair in levels if pair[1] >= 0), default=(None, Distal.NONE.level))[1]
    return _level(numb.distal) if _level(numb.distal) >= 0 else known


def _last_check_had(record: Line, history: History, item: Item) -> Answer | None:
    """Return the word of the last whole check before a record for a sign; None where it named none."""
    checks = [(other, check) for other, check in checks_in(history) if is_whole(check)]
    before = [(other, check) for other, check in checks if not stands_after(other, record)]
    if not before:
        return None
    _, last = max(before, key=lambda found: found[0].entry.rec)
    word = answers_of(last).word(item)
    return None if word in QUIET else word


def by_both_legs(fresh: Sequence[Written], history: History) -> Iterator[Void]:
    """Pain in both legs of which the last check knew nothing; buttocks alone are no legs."""
    for record, pain in fresh:
        is_told = isinstance(pain, Pain) and _hurts_both(pain)
        if is_told and not _last_check_had(record, history, Item.BOTH_LEGS_PAIN):
            yield Void("You recorded pain in both legs.", record)


def _hurts_both(pain: Pain) -> bool:
    leg = pain.leg
    if leg is UNSET or leg.side is not Side.BOTH or 0 <= _level(leg.distal) < Distal.THIGH.level:
        return False
    scores = [score for score in (leg.worst, leg.now) if isinstance(score, int)]
    return not scores or max(scores) > 0


def by_moving_down(fresh: Sequence[Written], written: Sequence[Written]) -> Iterator[Void]:
    """Pain still further down the leg after a session than before it, then or by the next day."""
    why = "After a session your leg pain had moved further down and stayed there."
    for record, entry in fresh:
        if isinstance(entry, Session) and _is_lower(_end(entry), _start(entry)):
            yield Void(why, record)
    # either of the two may have been written last
    for sessions, pains in ((fresh, written), (written, fresh)):
        for (first, session), (second, pain) in _same_or_next_day(_sessions(sessions), _pains(pains)):
            if pain.at > session.end and _is_lower(_site(pain), _start(session)):
                yield Void(why, second if stands_after(second, first) else first)


def _same_or_next_day(
    sessions: Sequence[tuple[Line, Session]], pains: Sequence[tuple[Line, Pain]]
) -> Iterator[tuple[tuple[Line, Session], tuple[Line, Pain]]]:
    """Yield each session with each pain entry of its day or the day after, found by the day's number."""
    if not (sessions and pains):
        return
    by_day: dict[int, list[tuple[Line, Pain]]] = {}
    for record, pain in pains:
        by_day.setdefault(pain.day.toordinal(), []).append((record, pain))
    for record, session in sessions:
        number = session.day.toordinal()
        for later in (number, number + 1):
            if later in by_day:
                yield from product([(record, session)], by_day[later])


def _sessions(written: Sequence[Written]) -> list[tuple[Line, Session]]:
    return [(record, entry) for record, entry in written if isinstance(entry, Session)]


def _pains(written: Sequence[Written]) -> list[tuple[Line, Pain]]:
    return [(record, entry) for record, entry in written if isinstance(entry, Pain)]


def _start(session: Session) -> Distal | UnsetType | None:
    before = session.pain.before
    return before.distal if isinstance(before, PainNow) else UNSET


def _end(session: Session) -> Distal | UnsetType | None:
    """Return how far down it was at the end; where nobody said, where the last worse exercise left it."""
    after = session.pain.after
    if isinstance(after, PainNow) and isinstance(after.distal, Distal):
        return after.distal
    left = [each.distal for each in session.exercises if each.response is Response.WORSE]
    return left[-1] if left else UNSET


def _is_lower(site: Distal | UnsetType | None, start: Distal | UnsetType | None) -> bool:
    """Return whether pain is below the back and further down than it was; unknown is not compared."""
    return _level(start) >= 0 and _level(site) > max(_level(start), Distal.BACK.level)


def by_rising_pain(fresh: Sequence[Written], written: Sequence[Written]) -> Iterator[Void]:
    """Leg or back pain three or more above the week's median on two logged days running.

    The second day is held against its own week and against the first day's, which the rise is not in.
    """
    touched = {pain.day for _, pain in _pains(fresh)}
    pains = sorted((item for item in _pains(written) if item[1].window != "7d"), key=_day) if touched else []
    for site in ("leg", "back"):
        days = _scores_by_day(_that_matter(pains, min(touched), site), site) if pains else {}
        for one, two in pairwise(days):
            if not {one, two} & touched:
                continue
            first = _peaks(days[one], _usual(one, days))
            second = _peaks(days[two], _usual(one, days)) or _peaks(days[two], _usual(two, days))
            if first and second:
                why = f"Your {site} pain was three or more above your usual on two days running."
                yield from (Void(why, record) for record in (*first, *second))


def _that_matter(pains: Sequence[tuple[Line, Pain]], first: date, site: str) -> Sequence[tuple[Line, Pain]]:
    """Return the entries, sorted by day, from the week before the last scored day before `first` on."""
    start = bisect_left(pains, first, key=_day)
    earlier = (pains[place][1] for place in range(start - 1, -1, -1))
    before = next((pain.day for pain in earlier if _scores(pain, site)), first)
    week = date.fromordinal(max(1, before.toordinal() - USUAL_DAYS))
    return pains[bisect_left(pains, week, key=_day) :]


def _day(item: tuple[Line, Pain]) -> date:
    return item[1].day


def _scores_by_day(pains: Iterable[tuple[Line, Pain]], site: str) -> dict[date, list[tuple[int, Line]]]:
    """Return every score of a site by journal day; the entries are sorted by day."""
    days: dict[date, list[tuple[int, Line]]] = {}
    for record, pain in pains:
        if scores := _scores(pain, site):
            days.setdefault(pain.day, []).extend((score, record) for score in scores)
    return days


def _scores(pain: Pain, site: str) -> list[int]:
    place = pain.leg if site == "leg" else pain.back
    return [] if place is UNSET else [score for score in (place.worst, place.now) if isinstance(score, int)]


def _usual(day: date, days: Mapping[date, list[tuple[int, Line]]]) -> float | None:
    """Return the median worst of the seven days before a day; None with fewer than three values."""
    before = [days.get(day - timedelta(days=back), []) for back in range(1, USUAL_DAYS + 1)]
    usual = [max(score for score, _ in scores) for scores in before if scores]
    return median(usual) if len(usual) >= USUAL_VALUES else None


def _peaks(scores: Iterable[tuple[int, Line]], usual: float | None) -> list[Line]:
    """Return the records of a day that rise three or more above what was usual."""
    return [record for score, record in scores if usual is not None and score - usual >= BIG_RISE]


def _site(pain: Pain) -> Distal | UnsetType | None:
    return UNSET if pain.leg is UNSET else pain.leg.distal


def _level(site: Distal | UnsetType | None) -> int:
    """Return how far down a site is, -1 when it was not given."""
    return site.level if isinstance(site, Distal) else -1
