"""What the direction tests of a period found: the leg and its lowest site before and after each movement.

A self-test is less reliable than a trained therapist's, so what was seen stands beside what was made of it.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import groupby
from typing import Any

from msgspec import Struct

from sciaticli.core.course.direction import PERIPHERALISES, Label, Preference, tests_on_record
from sciaticli.core.record.entries import Assessment, Distal
from sciaticli.core.record.history import History


class MoveTested(Struct, frozen=True, kw_only=True):
    """One movement of a test, all its sets: the leg (0-10) and the lowest site before and two minutes after.

    `spread` means that it was stopped since the symptom had gone further down. None: not recorded.
    """

    exercise: str
    reps: int = 0
    leg_before: int | None = None
    leg_after: int | None = None
    down_before: Distal | None = None
    down_after: Distal | None = None
    spread: bool = False


class TestDone(Struct, frozen=True, kw_only=True):
    """One test: its day, what it was taken to say (None when it was not finished), and its movements."""

    __test__ = False  # no test of ours, whatever pytest makes of the name

    day: date
    result: Label | None = None
    moves: tuple[MoveTested, ...] = ()


class DirectionCourse(Struct, frozen=True, kw_only=True):
    """The direction as it stands on the last day, and the tests of a period, oldest first."""

    standing: Preference
    tests: tuple[TestDone, ...] = ()


def direction_course(history: History, first: date, last: date, standing: Preference) -> DirectionCourse:
    """Return the tests that were done from `first` to `last`."""
    tests = tests_on_record(last, history)
    return DirectionCourse(standing=standing, tests=tuple(_test(test) for test in tests if test.day >= first))


def _test(test: Assessment) -> TestDone:
    return TestDone(
        day=test.day,
        result=Label(test.result) if test.result in list(Label) else None,
        moves=tuple(_moves(test.moves)),
    )


def _moves(moves: Iterable[Mapping[str, Any]]) -> Iterator[MoveTested]:
    """Yield each trial as one row: its last movement, from before its first set to after its last."""
    for _, steps in groupby(moves, key=lambda move: move.get("trial") or move.get("move")):
        sets = list(steps)
        yield MoveTested(
            exercise=str(sets[-1].get("move", "")),
            reps=sum(reps for move in sets if (reps := _number(move.get("reps")))),
            leg_before=_number(sets[0].get("leg_before")),
            leg_after=_number(sets[-1].get("leg_after")),
            down_before=_site(sets[0].get("distal_before")),
            down_after=_site(sets[-1].get("distal_after")),
            spread=any(move.get("mark") == PERIPHERALISES for move in sets),
        )


def _number(told: object) -> int | None:
    return told if isinstance(told, int) else None


def _site(told: object) -> Distal | None:
    return Distal(told) if isinstance(told, str) and told in list(Distal) else None
