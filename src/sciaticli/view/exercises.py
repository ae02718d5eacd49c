"""The catalogue on the screen: a table of rows, and one exercise in full."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Group
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from sciaticli.core.dose import dose_words
from sciaticli.core.exercise import Supervision

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from rich.console import RenderableType

    from sciaticli.core.exercise import Exercise

NARROW = 70
SUPERVISED = {
    Supervision.YES: "Only after a professional has shown it to you.",
    Supervision.ADVISED: "Best shown to you once by a professional.",
    Supervision.NO: "",
}


def exercise_table(exercises: Sequence[Exercise], width: int) -> RenderableType:
    """Return the rows as a table that fits `width` columns."""
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    table.add_column("id", no_wrap=True, style="cyan")
    table.add_column("name")
    if width >= NARROW:
        table.add_column("family")
        table.add_column("position")
    table.add_column("level", justify="right")
    for row in exercises:
        middle = [_spaced(row.family), _spaced(row.position)] if width >= NARROW else []
        table.add_row(row.id, row.name, *middle, str(row.level))
    return table


def exercise_lines(exercises: Iterable[Exercise]) -> Iterator[str]:
    """Yield one plain line a row."""
    for row in exercises:
        yield f"{row.id}: {row.name}, {_spaced(row.family)}, {_spaced(row.position)}, level {row.level}"


def exercise_page(row: Exercise) -> RenderableType:
    """Return one exercise in full, as a page with headings."""
    parts: list[RenderableType] = [Text(row.name, style="bold")]
    for heading, lines in _sections(row):
        parts += [
            Text(f"\n{heading}", style="bold cyan"),
            *(Padding(Text(line), (0, 0, 0, 2)) for line in lines),
        ]
    return Group(*parts)


def exercise_page_lines(row: Exercise) -> Iterator[str]:
    """Yield one exercise in full as plain lines."""
    yield row.name
    for heading, lines in _sections(row):
        yield ""
        yield f"{heading}:"
        yield from (f"  {line}" for line in lines)


def _sections(row: Exercise) -> Iterator[tuple[str, list[str]]]:
    """Yield (heading, lines) in reading order; a heading without lines is left out."""
    steps = [f"{number}. {step}" for number, step in enumerate(row.steps, 1)]
    yield from (
        (heading, lines)
        for heading, lines in (
            ("Get ready", list(row.set_up)),
            ("Do", steps),
            ("What you should feel", [row.feel]),
            ("Breathe", [row.breathing]),
            ("Often goes wrong", list(row.mistakes)),
            ("Stop if", list(row.stop_signs)),
            ("How much", _amounts(row)),
            ("Who should take care", _cares(row)),
            ("About", _about(row)),
        )
        if lines
    )


def _amounts(row: Exercise) -> list[str]:
    start, full = (dose_words(dose, row.kind, row.laterality) for dose in (row.dose_start, row.dose_full))
    return [f"Start with {start}.", f"Build up to {full}.", row.frequency]


def _cares(row: Exercise) -> list[str]:
    cares = [f"Not for: {', '.join(_spaced(word) for word in row.avoid)}."] if row.avoid else []
    cares += [f"{_spaced(word).capitalize()}: {note}" for word, note in row.caution.items()]
    if row.leg_pain_ceiling < 10:  # noqa: PLR2004 - the top of the scale
        cares.append(f"Not on a day with pain above {row.leg_pain_ceiling} of 10.")
    return cares + ([SUPERVISED[row.supervised_first]] if SUPERVISED[row.supervised_first] else [])


def _about(row: Exercise) -> list[str]:
    lines = [
        f"Id: {row.id}",
        f"Family: {', '.join(_spaced(word) for word in row.families)}",
        f"Position: {_spaced(row.position)}; level {row.level}; good for {', '.join(row.goals)}",
    ]
    if row.also_called:
        lines.append(f"Also called: {', '.join(row.also_called)}")
    if row.easier or row.harder:
        lines += [
            f"{word}: {', '.join(ids)}"
            for word, ids in (("Easier", row.easier), ("Harder", row.harder))
            if ids
        ]
    lines.append(f"Dose: {row.dose_source}")
    return [*lines, f"Sources: {', '.join(row.sources)}"]


def _spaced(word: str) -> str:
    return word.replace("_", " ")
