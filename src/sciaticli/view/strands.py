"""The paths of the programme in words: where one is on each, and what is next."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sciaticli.core.catalogue.strand import Programme
    from sciaticli.core.course.goals import Wanted
    from sciaticli.core.progress.strand_places import StrandPlace

HEADING = "Your paths"
BEHIND, HERE, AHEAD = "\u25cf", "\u25c9", "\u25cb"
KEY = f"{BEHIND} behind you  {HERE} where you are  {AHEAD} to come"


def strand_lines(places: Iterable[StrandPlace], names: Mapping[str, str]) -> Iterator[str]:
    """Yield a line for each path; `names` are exercise names by id."""
    for place in places:
        yield f"{place.name}: {place_words(place, names)}"


def place_words(place: StrandPlace, names: Mapping[str, str]) -> str:
    """Return where one is on a path, what is next, and what it leads to."""
    return f"{_here(place, names)}{_next(place, names)}{_towards(place, names)}"


def path_marks(place: StrandPlace) -> str:
    """Return a path drawn, a mark a stage."""
    stage = place.stage or 0
    return BEHIND * (stage - 1) + (HERE if stage else "") + AHEAD * (place.stages - stage)


def wish_lines(wishes: Iterable[Wanted], programme: Programme, names: Mapping[str, str]) -> Iterator[str]:
    """Yield a line for each thing wanted back: the path that leads there, and to which exercise."""
    ahead = [each for each in wishes if not each.is_well]
    for number, each in enumerate(ahead):
        strand = programme.find(each.goal.strand)
        if strand is None:
            continue
        row = names.get(each.goal.row, each.goal.row)
        first = " It comes first on training days." if number == 0 else ""
        yield f"{each.label}: the path {strand.name} leads there, to {row}.{first}"
    if ahead:
        yield "How near you are: sciaticli progress --strands"


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
        if place.exercise is None:
            return ""
        at_end = place.stage == place.stages
        return " The end of the path." if at_end else " As far as this path goes for you now."
    word = "First" if place.exercise is None else "Next"
    return f" {word}: {names.get(place.next, place.next)}."


def _towards(place: StrandPlace, names: Mapping[str, str]) -> str:
    said = (
        f" Towards {each.label} ({each.score} of 10): {names.get(each.row, each.row)} is stage {each.stage}."
        for each in place.towards
    )
    return "".join(said)
