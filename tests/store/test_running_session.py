"""The running file: what a finished hold leaves behind, whatever happens next."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from sciaticli.core.catalogue.exercise import Dose, Side
from sciaticli.core.errors import UsageError
from sciaticli.core.record.entries import Distal, Moved, PainNow, Response
from sciaticli.core.session.account import Account, LegAnswer, RepDone, Stopped
from sciaticli.store.running_session import Begun, begun, hold_running, load_unfinished
from support.moments import moment
from support.plans import a_plan, an_exercise, an_item

REP = RepDone(item=0, set_no=1, rep_no=1, side=Side.LEFT, held_ms=10_000)
WORSE = LegAnswer(item=0, response=Response.WORSE, moved=Moved.LOWER, distal=Distal.CALF)
STOPPED = Stopped(item=0, reason=None)


def a_beginning() -> Begun:
    plan = a_plan(an_item(an_exercise(), Dose(sets=1, reps=2, hold_s=10), Side.LEFT))
    now = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)
    return begun("session-1", plan, PainNow(leg=3, distal=Distal.CALF), now, "Europe/London")


def test_what_was_kept_is_there_after_a_crash(tmp_path: Path) -> None:
    path = tmp_path / "state" / "session.jsonl"
    with hold_running(path, moment) as running:
        assert running.unfinished is None
        running.begin(a_beginning())
        for line in (REP, WORSE, STOPPED):
            running.keep(line)
    left = load_unfinished(path)
    assert left is not None
    assert left.begun == a_beginning()
    assert left.account == Account(reps=(REP,), answers=(WORSE,), stopped=(STOPPED,))
    assert (path.stat().st_mode & 0o777, path.parent.stat().st_mode & 0o777) == (0o600, 0o700)


def test_a_torn_last_line_loses_only_itself_and_the_next_line_stands_alone(tmp_path: Path) -> None:
    path = tmp_path / "session.jsonl"
    with hold_running(path, moment) as running:
        running.begin(a_beginning())
        running.keep(REP)
    path.write_bytes(path.read_bytes() + b'{"kind":"rep","item":0,"se')
    with hold_running(path, moment) as running:
        assert running.unfinished is not None
        assert running.unfinished.account == Account(reps=(REP,))
        running.keep(WORSE)
    left = load_unfinished(path)
    assert left is not None
    assert left.account == Account(reps=(REP,), answers=(WORSE,))


def test_a_second_session_is_refused_while_one_runs(tmp_path: Path) -> None:
    path = tmp_path / "session.jsonl"
    with (
        hold_running(path, moment),
        pytest.raises(UsageError, match="another window"),
        hold_running(path, moment),
    ):
        pass
    with hold_running(path, moment):
        pass


def test_a_saved_session_leaves_nothing(tmp_path: Path) -> None:
    path = tmp_path / "session.jsonl"
    with hold_running(path, moment) as running:
        running.begin(a_beginning())
        running.clear()
    assert not path.exists()
    assert load_unfinished(path) is None


def test_looking_in_leaves_no_empty_file(tmp_path: Path) -> None:
    path = tmp_path / "session.jsonl"
    with hold_running(path, moment):
        pass
    assert not path.exists()


def test_beginning_again_forgets_the_session_before(tmp_path: Path) -> None:
    path = tmp_path / "session.jsonl"
    with hold_running(path, moment) as running:
        running.begin(a_beginning())
        running.keep(REP)
        running.begin(a_beginning())
    left = load_unfinished(path)
    assert left is not None
    assert left.account == Account()


def test_the_plan_can_be_found_again(tmp_path: Path) -> None:
    first = a_beginning()
    assert first.day == date(2026, 11, 22)
    assert [(item.exercise, item.side) for item in first.items] == [("knee_to_chest", Side.LEFT)]
    assert load_unfinished(tmp_path / "none") is None
