"""Today's leave and plan rest on the months they need, and never on less."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import msgspec
import pytest

from sciaticli.cli.check import standing as standing_module
from sciaticli.cli.check.standing import RecordNow, read_standing
from sciaticli.core.planning.day_picture import DayPicture, picture_of
from sciaticli.core.planning.request import Request
from sciaticli.core.profile import Profile
from sciaticli.core.progress.summary import summarise
from sciaticli.core.record.entries import Amend, AnyEntry, Pain, PainNow, Session
from sciaticli.core.screening.clearance import Cleared, Refused
from sciaticli.core.screening.questions import Item
from support.built_in import CATALOGUE
from support.journal_made import MONDAY, pain, session
from support.world import Home
from support.year import LAST, ZONE, entries

FORM = "\n".join(f'{item} = "{"18_49" if item is Item.AGE_BAND else "no"}"' for item in Item)


def write(home: Home, kept: Callable[[AnyEntry], bool] = lambda _: True) -> None:
    """Write what is kept of the made-up year as another machine's journal."""
    folder = home.folder / "data" / "journal" / "desk"
    folder.mkdir(parents=True)
    for entry in entries():
        if kept(entry) and entry.rec <= home.clock.now():
            add(folder, entry)


def add(folder: Path, entry: AnyEntry) -> None:
    with (folder / f"{entry.rec:%Y-%m}.jsonl").open("ab") as file:
        file.write(msgspec.json.encode(entry) + b"\n")


def both(home: Home) -> tuple[RecordNow, RecordNow]:
    """Return the standing by the whole record, and by the months that today needs."""
    return read_standing(home.app()), read_standing(home.app(), lately=True)


def view(standing: RecordNow) -> DayPicture:
    cleared = standing.ask()
    assert isinstance(cleared, Cleared)
    request = Request(day=standing.day, minutes=15, pain=PainNow(leg=3))
    return picture_of(cleared, CATALOGUE, Profile(), standing.history, request)


def back(**span: float) -> datetime:
    return datetime.combine(LAST, datetime.min.time(), ZONE) - timedelta(**span)


SPARSE: list[Callable[[AnyEntry], bool]] = [
    lambda _: True,
    lambda entry: not isinstance(entry, Session),
    lambda entry: not isinstance(entry, Session) or entry.at < back(days=100),
    lambda entry: not isinstance(entry, Session) or not 20 < (LAST - entry.day).days < 200,
    lambda entry: not isinstance(entry, Pain) or entry.at < back(days=150),
    lambda entry: not isinstance(entry, Pain | Session) or entry.at < back(days=150),
]


@pytest.mark.parametrize("kept", SPARSE)
def test_old_pain_changes_nothing_of_a_plan(home: Home, kept: Callable[[AnyEntry], bool]) -> None:
    write(home, kept)
    home.run("check", "--answers", "-", answers=FORM)
    whole, lately = both(home)
    assert view(lately) == view(whole)
    assert lately.ask() == whole.ask()


@pytest.mark.parametrize("weeks", [1, 6, 26])
@pytest.mark.parametrize("kept", SPARSE)
def test_old_pain_changes_nothing_of_the_weeks_looked_back_on(
    home: Home, kept: Callable[[AnyEntry], bool], weeks: int
) -> None:
    write(home, kept)
    whole, lately = read_standing(home.app()), read_standing(home.app(), lately=True, days=7 * weeks)
    first, last = whole.day - timedelta(days=7 * weeks - 1), whole.day
    assert summarise(lately.history, first, last) == summarise(whole.history, first, last)


def test_a_phase_is_followed_back_to_the_session_that_it_began_with(home: Home) -> None:
    """It was maintain in March, then two bad weeks; of the weeks before the next session they still tell."""
    folder = home.folder / "data" / "journal" / "desk"
    folder.mkdir(parents=True)
    today = (home.clock.now().date() - MONDAY).days
    sore = [pain(number, 8, 2) for number in range(1, 15)]
    made: list[AnyEntry] = [session(0, phase="maintain"), *sore, session(today - 3), pain(today - 3, 2, 1)]
    for entry in made:
        add(folder, entry)
    whole, lately = read_standing(home.app()), read_standing(home.app(), lately=True, days=42)
    shown = [summarise(now.history, now.day - timedelta(days=41), now.day) for now in (whole, lately)]
    assert shown[0] == shown[1]


@pytest.mark.parametrize("call", [[], ["status", "--short"]], ids=["bare", "short"])
@pytest.mark.parametrize("kept", SPARSE)
def test_old_sessions_change_nothing_of_where_you_stand(
    home: Home, monkeypatch: pytest.MonkeyPatch, kept: Callable[[AnyEntry], bool], call: list[str]
) -> None:
    write(home, kept)
    home.run("check", "--answers", "-", answers=FORM)
    said = home.run(*call)
    monkeypatch.setattr(standing_module, "read_standing", lambda app, **_: read_standing(app))
    assert home.run(*call) == said


def test_a_run_of_training_is_followed_to_its_beginning(home: Home) -> None:
    home.clock.moment = datetime(2026, 9, 10, 9, tzinfo=ZONE)
    write(home)
    home.run("check", "--answers", "-", answers=FORM)
    whole, lately = both(home)
    assert view(lately) == view(whole)
    assert len(lately.history.sessions) == len(whole.history.sessions) > 200


def test_old_pain_is_passed_over(home: Home) -> None:
    write(home)
    _, lately = both(home)
    assert min(pain.day for pain in lately.history.pains) == datetime(2026, 7, 1, tzinfo=ZONE).date()
    assert min(session.day for session in lately.history.sessions) < back(days=360).date()


def test_a_sign_that_was_added_to_an_old_entry_voids(home: Home) -> None:
    write(home)
    old = next(entry for entry in entries() if isinstance(entry, Pain))
    home.run("check", "--answers", "-", answers=FORM)
    now = home.clock.now() + timedelta(minutes=1)
    weak = Amend(
        v=1, id="weak", at=now, rec=now, tz="UTC", day=now.date(), src="t", of=old.id, set={"weak": True}
    )
    add(home.folder / "data" / "journal" / "desk", weak)
    home.clock.advance(minutes=2)
    whole, lately = both(home)
    assert isinstance(whole.ask(), Refused)
    assert lately.ask() == whole.ask()


def test_an_old_screening_still_locks(home: Home) -> None:
    home.clock.moment = datetime(2026, 1, 10, 9, tzinfo=ZONE)
    home.run("check", "--answers", "-", answers=FORM.replace('saddle_numb = "no"', 'saddle_numb = "new"'))
    home.clock.moment = datetime(2026, 11, 20, 9, tzinfo=ZONE)
    home.run("log", "4", "2")
    whole, lately = both(home)
    refused = lately.ask()
    assert isinstance(refused, Refused)
    assert refused.lock is not None
    assert refused == whole.ask()
