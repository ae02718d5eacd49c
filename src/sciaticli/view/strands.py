"""The paths of the programme in words: where one is on each, and what is next."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sciaticli.core.planning.strand_places import StrandPlace

HEADING = "Your paths"
BEHIND, HERE, AHEAD = "\u25cf", "\u25c9", "\u25cb"
KEY = f"{BEHIND} behind you  {HERE} where you are  {AHEAD} to come"


def strand_lines(places: Iterable[StrandPlace], names: Mapping[str, str]) -> Iterator[str]:
    """Yield a line for each path; `names` are exercise names by id."""
    for place in places:
        yield f"{place.name}: {place_words(place, names)}"


def place_words(place: StrandPlace, names: Mapping[str, str]) -> str:
    """Return where one is on a path, and what is next."""
    return f"{_here(place, names)}{_next(place, names)}"


def path_marks(place: StrandPlace) -> str:
    """Return a path drawn, a mark a stage."""
    stage = place.stage or 0
    here = HERE if stage else ""
    return BEHIND * (stage - 1) + here + AHEAD * (place.stages - stage)


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
        at_end = place.stage == place.stages
        words = " The end of the path." if at_end else " As far as this path goes for you now."
        return words if place.exercise is not None else ""
    word = "First" if place.exercise is None else "Next"
    return f" {word}: {names.get(place.next, place.next)}."
