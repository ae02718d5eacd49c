"""What to write so that one row of a screen becomes another: only the characters that differ.

A movement shows the same moments again and again, so what was worked out for one change is kept.
"""

from collections.abc import Iterator

from rich.console import COLOR_SYSTEMS, Console
from rich.segment import Segment
from rich.style import Style

KEPT = 4000  # changes of a row that are kept
RESET = "\x1b[0m"
APART = 4  # characters alike between two changes that cost less written again than stepped over

Row = list[Segment]
_Cell = tuple[str, Style | None]


class RowChanges:
    """The changes of rows on a console, as text with its escape sequences."""

    def __init__(self, console: Console) -> None:
        self._colours = COLOR_SYSTEMS.get(console.color_system or "")
        self._is_grey = console.no_color
        self._styles: dict[Style | None, str] = {}
        self._kept: dict[tuple[int, tuple[Segment, ...], tuple[Segment, ...]], str] = {}

    def text(self, number: int, before: Row, now: Row) -> str:
        """Return what turns row `number` from the top, 0 the first, into `now`; an empty one is unknown."""
        key = (number, tuple(before), tuple(now))
        if key not in self._kept:
            if len(self._kept) > KEPT:
                self._kept.clear()
            self._kept[key] = self._change(number, before, now)
        return self._kept[key]

    def _change(self, number: int, before: Row, now: Row) -> str:
        old, new = _cells(before), _cells(now)
        if old is None or new is None or len(old) != len(new):
            painted = "".join(self._codes(style) + text + RESET for text, style, _ in now)
            return f"\x1b[{number + 1};1H{painted}"
        text, at, style = "", 0, None
        for start, end in _spans(old, new):
            step = f"\x1b[{start - at}C" if text else f"\x1b[{number + 1};{start + 1}H"
            written, style = self._run(new[start:end], style)
            text += step + written
            at = end
        return text + (RESET if style else "")

    def _run(self, cells: list[_Cell], style: Style | None) -> tuple[str, Style | None]:
        """Return characters with the codes between them, `style` before them, and the style after them."""
        text = ""
        for letter, wanted in cells:
            if wanted != style and not (letter == " " and _is_bare(wanted) and _is_bare(style)):
                text += ("" if _is_bare(style) and wanted else RESET) + self._codes(wanted)
                style = wanted
            text += letter
        return text, style

    def _codes(self, style: Style | None) -> str:
        """Return what switches a style on."""
        if style not in self._styles:
            seen = style.without_color if style and self._is_grey else style
            self._styles[style] = (
                seen.render("|", color_system=self._colours).partition("|")[0] if seen else ""
            )
        return self._styles[style]


def _is_bare(style: Style | None) -> bool:
    """Return whether nothing of a style is seen in a blank, and the next one can take its place as it is."""
    if style is None:
        return True
    seen = (style.bgcolor, style.bold, style.dim, style.italic, style.underline, style.reverse, style.strike)
    return not any(seen)


def _cells(row: Row) -> list[_Cell] | None:
    """Return a row character by character; None where one is wider or narrower than a column."""
    if any(segment.cell_length != len(segment.text) for segment in row):
        return None
    return [(letter, segment.style) for segment in row for letter in segment.text]


def _spans(old: list[_Cell], new: list[_Cell]) -> Iterator[tuple[int, int]]:
    """Yield where the rows differ, from and to; what lies close together is one span."""
    start = end = -1
    for place, (was, now) in enumerate(zip(old, new, strict=True)):
        if was == now:
            continue
        if start >= 0 and place - end > APART:
            yield start, end
            start = place
        elif start < 0:
            start = place
        end = place + 1
    if start >= 0:
        yield start, end
