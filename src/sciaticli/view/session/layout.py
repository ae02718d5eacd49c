"""Where words and picture stand on a screen of any size: the words are whole, the picture takes the rest."""

from collections.abc import Callable

from msgspec import Struct

HEADER_ROWS = 5  # name, side and place, beside the big digits
SHORT_HEADER = 2  # on a small screen: name and place; the seconds stand in the bar
WITH_HEADER = 14  # rows from which the digits have room
LEAST_WORDS = 32  # columns that text beside a picture needs to read well
LEAST_PICTURE = (24, 7)
WIDE_ROWS = 10  # from which a wide picture has the whole width
SHARES = (0.5, 0.44, 0.38, 0.32)
GAP = 2


class Layout(Struct, frozen=True, kw_only=True):
    """The places on the screen in columns and rows; a picture without columns is none.

    `beside` has the picture left of all words, else it stands between the header and the text.
    """

    words: int
    header: int
    text: int
    picture: tuple[int, int] = (0, 0)
    beside: bool = False

    @property
    def has_picture(self) -> bool:
        """True when there is room for a picture."""
        return self.picture[0] > 0


def choose(
    width: int, room: int, rows_at: Callable[[int], int], *, drawn: bool, wide: bool = False
) -> Layout:
    """Return the layout with the largest picture beside which the words are whole.

    `rows_at` tells how many rows the longest text needs at a width. Where it is whole beside no
    picture it has the whole width, and the picture the rows that are left, if they are enough. A `wide`
    picture, of somebody who lies, is larger there than beside the words, and tried there first.
    """
    header = HEADER_ROWS if room >= WITH_HEADER else SHORT_HEADER
    alone = Layout(words=width, header=header, text=max(1, room - header))
    if not drawn:
        return alone
    needed = rows_at(width)
    left = alone.text - needed
    across = Layout(picture=(width, left), words=width, header=header, text=needed)
    if wide and left >= WIDE_ROWS and width >= LEAST_PICTURE[0]:
        return across
    for share in SHARES:
        columns = round(width * share)
        words = width - columns - GAP
        if columns < LEAST_PICTURE[0] or words < LEAST_WORDS or room < LEAST_PICTURE[1]:
            continue
        if rows_at(words) <= alone.text:
            return Layout(picture=(columns, room), beside=True, words=words, header=header, text=alone.text)
    return across if left >= LEAST_PICTURE[1] and width >= LEAST_PICTURE[0] else alone
