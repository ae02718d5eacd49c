"""What a plan changes since the last session."""

from datetime import timedelta

from msgspec.structs import replace

from sciaticli.core.plan import Plan
from sciaticli.core.planning.planner import plan_day
from sciaticli.core.planning.request import Request
from sciaticli.core.progress.changes import FIRST, SAME, changes_since
from sciaticli.core.record.entries import Pain, Session
from support.built_in import CATALOGUE
from support.entries import TODAY, a_clearance, a_history, a_pain, a_person, done_all, pain_now


def plan(day: int, *entries: Pain | Session) -> Plan:
    on = TODAY + timedelta(days=day)
    request = Request(day=on, minutes=20, pain=pain_now(), evening=True)
    return plan_day(a_clearance(on), CATALOGUE, a_person(), a_history(*entries), request)


def test_each_exercise_is_held_against_its_own_last_time() -> None:
    first = plan(0)
    told: list[Pain | Session] = [done_all(first), a_pain(TODAY + timedelta(days=1))]
    second = plan(1, *told)
    between = changes_since(second, a_history(*told), CATALOGUE)
    away = next(line for line in between if line.startswith("Not today:"))
    assert "Glute bridge" in away or "Bridge" in away
    assert any(line.endswith(", new.") for line in between)
    told += [done_all(second), a_pain(TODAY + timedelta(days=2))]
    third = plan(2, *told)
    told += [done_all(third), a_pain(TODAY + timedelta(days=3))]
    grown = changes_since(plan(4, *told), a_history(*told), CATALOGUE)
    assert next(line for line in grown if line.startswith("Legs:")).endswith("6 times, was 5 times.")


def test_the_first_and_the_same_are_said_so() -> None:
    first = plan(0)
    assert changes_since(first, a_history(), CATALOGUE) == (FIRST,)
    again = a_history(done_all(plan(-1)))
    later = replace(plan(-1), day=TODAY)
    assert changes_since(later, again, CATALOGUE) == (SAME,)
