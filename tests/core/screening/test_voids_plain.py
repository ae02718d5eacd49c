"""Pain further down after a session: the rule as a person reads it, each session against each entry."""

from datetime import UTC, datetime, timedelta
from itertools import count, product

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from sciaticli.core.record.entries import BeforeAfter, Distal, Leg, Pain, PainNow, Session
from sciaticli.core.record.history import Line, fold
from sciaticli.core.screening.past_checks import stands_after
from sciaticli.core.screening.voids import voids_in
from support.screenings import a_pain, a_session

START = datetime(2026, 11, 1, 8, tzinfo=UTC)
HOURS = st.integers(0, 24 * 6)
SITES = st.sampled_from([None, *Distal])


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(HOURS, SITES), max_size=8), st.lists(st.tuples(HOURS, SITES), max_size=8), HOURS)
def test_looking_up_by_day_finds_what_looking_at_every_pair_finds(
    sessions: list[tuple[int, Distal | None]], pains: list[tuple[int, Distal | None]], since: int
) -> None:
    lines = _lines(sessions, pains)
    cut = START + timedelta(hours=since)
    found = voids_in(fold(lines), lambda record: record.entry.rec >= cut)
    assert {void.record.entry.id for void in found} == _every_pair(lines, cut)


def _every_pair(lines: list[Line], cut: datetime) -> set[str]:
    found = set()
    for first, second in product(lines, lines):
        session, pain = first.entry, second.entry
        if not (isinstance(session, Session) and isinstance(pain, Pain)):
            continue
        is_next = pain.at > session.end and session.day <= pain.day <= session.day + timedelta(days=1)
        before, leg = session.pain.before, pain.leg
        assert isinstance(before, PainNow)
        assert isinstance(leg, Leg)
        start, site = before.distal, leg.distal
        if not (is_next and isinstance(start, Distal) and isinstance(site, Distal)):
            continue
        if site.level > max(start.level, Distal.BACK.level) and max(session.rec, pain.rec) >= cut:
            found.add((second if stands_after(second, first) else first).entry.id)
    return found


def _felt(at: datetime, site: Distal | None) -> Pain:
    """Return an entry without numbers: no rise can be seen in it."""
    return replace(a_pain(at, None, None), leg=Leg(distal=site))


def _lines(sessions: list[tuple[int, Distal | None]], pains: list[tuple[int, Distal | None]]) -> list[Line]:
    numbers = count(1)
    made: list[Session | Pain] = []
    for hour, site in sessions:
        at = START + timedelta(hours=hour)
        felt = BeforeAfter(before=PainNow(distal=site))
        made.append(a_session(at, pain=felt))
    made += [_felt(START + timedelta(hours=hour), site) for hour, site in pains]
    ordered = sorted(made, key=lambda entry: entry.rec)
    return [Line(entry, "desk", f"{entry.rec:%Y-%m}.jsonl", next(numbers)) for entry in ordered]
