"""What a person told besides pain, on the page: counts of days asked, and nothing of what was not."""

import pytest

from sciaticli.core.assessment.scales import Activity, Function
from sciaticli.core.progress.signs_told import DaysTold, SignsTold, signs_told
from sciaticli.core.record.entries import Numb, Pain
from sciaticli.report.told import told_lines
from support.journal_made import common, day, pain


def entry(number: int, **told: object) -> Pain:
    return pain(number, 4, 2, **told)


def test_a_sign_is_counted_by_day_and_only_where_it_was_answered() -> None:
    told = signs_told(
        [
            entry(0, numb=Numb(present=True), weak=False),
            entry(0, numb=Numb(present=False)),
            entry(1, numb=Numb(present=False), weak=None),
            entry(2, numb=None, sleep_disturbed=True),
            entry(3),
        ]
    )
    assert (told.numb, told.weak, told.woken) == (DaysTold(1, 2), DaysTold(0, 1), DaysTold(1, 1))


@pytest.mark.parametrize(
    ("walked", "ends"),
    [
        ([], ()),
        ([(1, 10)], ((day(1), 10),)),
        ([(1, 10), (1, 15), (4, 5), (9, 30)], ((day(1), 15), (day(9), 30))),
    ],
)
def test_walking_is_the_first_day_and_the_last(
    walked: list[tuple[int, int]], ends: tuple[object, ...]
) -> None:
    assert signs_told([entry(number, walk_min=minutes) for number, minutes in walked]).walks == ends


def test_what_was_done_is_counted_once_a_day_and_rounds_and_first_aid_stand_elsewhere() -> None:
    told = [
        Pain(**common(1, 9), did=("Heat", "round")),
        Pain(**common(1, 18), did=("heat", "ice")),
        Pain(**common(2), did=("heat", "ease")),
    ]
    assert signs_told(told).did == (("heat", 2), ("ice", 1))


def test_the_words() -> None:
    told = SignsTold(
        numb=DaysTold(12, 60),
        woken=DaysTold(1, 1),
        walks=((day(0), 10), (day(20), 30)),
        did=(("heat", 6), ("massage", 1)),
    )
    known = Function(first_day=day(0), last_day=day(20), activities=(Activity("put on socks", 3, 7),))
    assert list(told_lines(told, known)) == [
        (
            "Told of the leg and the nights: numb, tingling or burning on 12 of 60 days; "
            "sleep broken by pain on 1 of 1 day."
        ),
        "Could walk: 10 min on 2 Mar, then 30 min on 22 Mar.",
        "Own activities from 2 Mar 2026 on: put on socks 3 → 7.",
        "Also done: heat on 6 days, massage on 1 day.",
    ]


def test_nothing_told_is_nothing_said() -> None:
    assert list(told_lines(SignsTold(), None)) == []
