"""The paths of the programme in words: where one is on each, and what is next."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sciaticli.core.planning.strand_places import StrandPlace

HEADING = "Your paths"


def strand_lines(places: Iterable[StrandPlace], names: Mapping[str, str]) -> Iterator[str]:
    """Yield a line for each path; `names` are exercise names by id."""
    for place in places:
        yield f"{place.name}: {_here(place, names)}{_next(place, names)}"


def _here(place: StrandPlace, names: Mapping[str, str]) -> str:
    if place.exercise is None:
        return "not begun yet."
    name = names.get(place.exercise, place.exercise)
    where = f"stage {place.stage} of {place.stages}, step {place.step} of {place.ladder}"
    return f"{name}, {place.dose} ({where})."


def _next(place: StrandPlace, names: Mapping[str, str]) -> str:
    if place.taught is not None:
        return f" Next: {names.get(place.taught, place.taught)}, once a physio has taught it to you."
    if place.next is None:
        return " The end of the path." if place.exercise is not None else ""
    word = "First" if place.exercise is None else "Next"
    return f" {word}: {names.get(place.next, place.next)}."
