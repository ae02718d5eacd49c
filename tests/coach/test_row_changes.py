"""What is written to change a row leaves the terminal as if the whole row had been written."""

import io

import pyte
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console
from rich.segment import Segment
from rich.style import Style

from sciaticli.coach.row_changes import Row, RowChanges

COLUMNS = 12
STYLES = [None, Style.parse("#ff0000"), Style.parse("bold #00ff00"), Style.parse("#0000ff on #ffffff")]


def a_console(*, no_color: bool = False) -> Console:
    return Console(
        file=io.StringIO(),
        width=COLUMNS,
        force_terminal=True,
        color_system="truecolor",
        legacy_windows=False,
        no_color=no_color,
    )


def a_row(cells: list[tuple[str, int]]) -> Row:
    return [Segment(letter, STYLES[number]) for letter, number in cells]


def seen(*texts: str) -> list[pyte.screens.Char]:
    screen = pyte.Screen(COLUMNS, 3)
    stream = pyte.Stream(screen)
    for text in texts:
        stream.feed(text)
    assert screen.buffer[0] == {}
    return [_as_seen(screen.buffer[1][column]) for column in range(COLUMNS)]


def _as_seen(cell: pyte.screens.Char) -> pyte.screens.Char:
    """Leave out what nobody sees: the colour and weight of a blank."""
    return cell._replace(fg="default", bold=False) if cell.data == " " else cell


rows = st.lists(
    st.tuples(st.sampled_from("ab⣿ "), st.integers(0, len(STYLES) - 1)), min_size=COLUMNS, max_size=COLUMNS
).map(a_row)


@given(rows, rows)
def test_a_change_looks_like_the_whole_row(before: Row, now: Row) -> None:
    changes = RowChanges(a_console())
    first = changes.text(1, [], before)
    assert seen(first, changes.text(1, before, now)) == seen(changes.text(1, [], now))


def test_only_what_differs_is_written_and_a_change_once_worked_out_is_kept() -> None:
    changes = RowChanges(a_console())
    before, now = [Segment("Rep 1 of 8  ")], [Segment("Rep 2 of 8  ")]
    assert changes.text(4, before, now) == "\x1b[5;5H2"
    assert changes.text(4, before, now) is changes.text(4, before, now)
    assert not changes.text(4, now, [Segment("Rep 2 "), Segment("of 8  ")])


def test_a_row_with_wide_characters_is_written_whole() -> None:
    changes = RowChanges(a_console())
    assert changes.text(0, [Segment("hold" + " " * 8)], [Segment("保持" + " " * 8)]).count("保持") == 1
    assert changes.text(0, [Segment("保持" + " " * 8)], [Segment("保留" + " " * 8)]).count("保留") == 1


def test_without_colour_none_is_written() -> None:
    changes = RowChanges(a_console(no_color=True))
    assert "38;2" not in changes.text(0, [], [Segment("hold", STYLES[1])])
    assert "1m" in changes.text(0, [], [Segment("hold", STYLES[2])])
