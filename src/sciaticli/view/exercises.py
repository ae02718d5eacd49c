"""The catalogue in plain lines: a row each, and one exercise in full."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sciaticli.core.catalogue.dose_words import dose_words
from sciaticli.core.catalogue.exercise import Supervision
from sciaticli.core.catalogue.plain_words import CONDITION_WORDS
from sciaticli.core.catalogue.source import HowRead

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from sciaticli.core.catalogue.exercise import Exercise
    from sciaticli.core.catalogue.source import Source

WORST = 10  # the top of the pain scale
SUPERVISED = {
    Supervision.YES: "Only after a professional has shown it to you.",
    Supervision.ADVISED: "Best shown to you once by a professional.",
    Supervision.NO: "",
}
STANDING: Mapping[HowRead | None, str] = {
    HowRead.READ: "read",
    HowRead.PART_READ: "read in part",
    HowRead.FROM_MEMORY: "from memory",
    HowRead.OUR_CHOICE: "",
    None: "your own",
}


def exercise_lines(exercises: Iterable[Exercise]) -> Iterator[str]:
    """Yield one plain line a row."""
    for row in exercises:
        yield f"{row.id}: {row.name}, {spaced(row.family)}, {spaced(row.position)}, level {row.level}"


def exercise_page_lines(row: Exercise, sources: Sequence[Source] | None, reviewed: str) -> Iterator[str]:
    """Yield one exercise in full as plain lines."""
    yield row.name
    for heading, lines in sections_of(row, sources, reviewed):
        yield ""
        yield f"{heading}:"
        yield from (f"  {line}" for line in lines)


def sections_of(
    row: Exercise, sources: Sequence[Source] | None, reviewed: str
) -> Iterator[tuple[str, list[str]]]:
    """Yield (heading, lines) in reading order, without `sources` where to see them.

    A heading without lines is left out.
    """
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
            ("Sources", _sources(row, sources)),
            ("Reviewed", [reviewed]),
        )
        if lines
    )


def _sources(row: Exercise, sources: Sequence[Source] | None) -> list[str]:
    if sources is None:
        return [f"Shown with: sciaticli exercises show {row.id} --sources"]
    return [f"Dose: {row.dose_source.rstrip('.')}.", *map(_source_line, sources)]


def _amounts(row: Exercise) -> list[str]:
    start, full = (dose_words(dose, row.kind, row.laterality) for dose in (row.dose_start, row.dose_full))
    return [f"Start with {start}.", f"Build up to {full}.", row.frequency]


def _cares(row: Exercise) -> list[str]:
    cares = [f"Not with: {', '.join(CONDITION_WORDS[word] for word in row.avoid)}."] if row.avoid else []
    cares += [f"With {CONDITION_WORDS[word]}: {note}" for word, note in row.caution.items()]
    cares += _ceiling(row.leg_pain_ceiling)
    return cares + ([SUPERVISED[row.supervised_first]] if SUPERVISED[row.supervised_first] else [])


def _ceiling(highest: int) -> list[str]:
    """Return the ceiling as pain scores: back pain counts two points less than leg pain."""
    back = f", or back pain above {highest + 2}" if highest + 2 < WORST else ""
    return [f"Not on a day with leg or buttock pain above {highest}{back} of 10."] if highest < WORST else []


def _about(row: Exercise) -> list[str]:
    lines = [
        f"Id: {row.id}",
        f"Family: {', '.join(spaced(word) for word in row.families)}",
        f"Position: {spaced(row.position)}; level {row.level}; good for {', '.join(row.goals)}",
    ]
    if row.also_called:
        lines.append(f"Also called: {', '.join(row.also_called)}")
    if row.easier or row.harder:
        lines += [
            f"{word}: {', '.join(ids)}"
            for word, ids in (("Easier", row.easier), ("Harder", row.harder))
            if ids
        ]
    return lines


def _source_line(source: Source) -> str:
    key = "" if source.key in (source.title, HowRead.OUR_CHOICE) else f"{source.key}: "
    known = f" ({STANDING[source.standing]})" if STANDING[source.standing] else ""
    return f"{key}{source.title}{known}."


def spaced(word: str) -> str:
    """Return a word of the catalogue as people write it."""
    return word.replace("_", " ")
