"""One row of the catalogue: what its types refuse and what it says of itself."""

import pytest

from sciaticli.core.catalogue.exercise import Dose, Equipment, Family
from sciaticli.store.table_problems import TableError
from support.rows import make_row

LIMITS = (
    "avoid", "caution", "end_range", "nerve_tension", "leg_pain_ceiling", "level", "supervised_first",
)  # fmt: skip


@pytest.mark.parametrize("key", LIMITS)
def test_a_limit_left_out_is_an_error(key: str) -> None:
    with pytest.raises(TableError, match=f"^{key}: is missing$"):
        make_row(**{key: None})


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("id", "Towel"),
        ("id", "towel slide"),
        ("id", "towel\n"),
        ("id", "7up"),
        ("name", ""),
        ("name", "Towel\x1b[2J"),
        ("name", "two\nlines"),
        ("also_called", ["bell\x07"]),
        ("level", 0),
        ("level", 6),
        ("leg_pain_ceiling", 11),
        ("avoid", ["lazy"]),
        ("caution", {"stenosis": ""}),
        ("caution", {"stenosis": "\x9b2J"}),
        ("equipment", ["mat"]),
        ("colour", "blue"),
    ],
)
def test_what_can_not_be_meant_is_refused(key: str, value: object) -> None:
    with pytest.raises(TableError, match=f"^{key}[:.[]"):
        make_row(**{key: value})


def test_letters_of_any_script_are_fine() -> None:
    assert make_row(name="Gl\u00fcteal \u2603 \u0434\u0432\u0430").name.endswith("\u0434\u0432\u0430")


def test_falling_repetitions_are_one_number_a_set() -> None:
    falling = Dose(3, (6, 4, 2), 10)
    assert [falling.reps_in(number) for number in range(3)] == [6, 4, 2]
    assert falling.total_reps == 12
    assert Dose(3, 10).reps_in(2) == 10
    assert Dose(3, 10).total_reps == 30


@pytest.mark.parametrize(
    ("needs", "at_hand", "possible"),
    [
        ([], (), True),
        ([["wall"], ["chair"]], ("chair",), True),
        ([["wall"], ["chair"]], ("mat",), False),
        ([["mat", "wall"]], ("mat",), False),
        ([["mat", "wall"]], ("wall", "mat", "step"), True),
    ],
)
def test_one_alternative_must_be_wholly_at_hand(
    needs: list[list[str]], at_hand: tuple[str, ...], possible: bool
) -> None:
    row = make_row(equipment=needs)
    assert row.possible_with([Equipment(word) for word in at_hand]) is possible


def test_doses_families_and_sides() -> None:
    row = make_row(also_families=["yoga"], dose=["1 x 5", "1 x 8", "2 x 10"], laterality="affected_side")
    assert [dose.total_reps for dose in row.doses] == [5, 8, 20]
    assert row.families == (Family.CORE_STRENGTHENING, Family.YOGA)
    assert row.per_side
    assert not make_row().per_side
