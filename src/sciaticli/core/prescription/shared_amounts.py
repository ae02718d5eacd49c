"""What a sheet says of several lines at once: a dose below a list, how often, a heading."""

import re
from collections.abc import Sequence

from msgspec.structs import replace

from sciaticli.core.catalogue.catalogue import Often
from sciaticli.core.prescription.amounts import WrittenDose, meanings
from sciaticli.core.prescription.blocks import (
    DOSE_KEYS,
    LONGEST_LINE,
    Block,
    heads,
    is_of_all,
    is_stage,
    of_everything,
)
from sciaticli.core.prescription.item import SheetItem, Status
from sciaticli.core.prescription.line_words import often_words
from sciaticli.core.prescription.names import Names, name_words
from sciaticli.core.prescription.readings import readings
from sciaticli.core.prescription.tokens import WORD, tokens

_NOT_TO_BEGIN_WITH = ("after", "from", "day", "session", "workout")
SEVERAL = 2  # bare names above a dose that make it unsure whose it is


def with_shared_doses(found: Sequence[Block], items: Sequence[SheetItem]) -> list[SheetItem]:
    """Put in doubt a dose below several bare names, or behind a list: it may be for the last or for all."""
    result = list(items)
    for place, block in enumerate(found):
        if not block.spans or not (block.alone or block.listed) or not items[place].said.is_dose:
            continue
        first = place
        while first and _is_bare(found[first - 1], items[first - 1], found[first]):
            first -= 1
        if place - first < (1 if block.listed else SEVERAL):
            continue
        for each in range(first, place + 1):
            result[each] = _maybe_shared(result[each], items[place].readings, last=each == place)
    return result


def _is_bare(block: Block, item: SheetItem, after: Block) -> bool:
    adjoining = after.numbers[0] - block.numbers[-1] <= 1
    return bool(block.spans) and len(block.parts) == 1 and not item.said.is_dose and adjoining


def _maybe_shared(item: SheetItem, shared: Sequence[WrittenDose], *, last: bool) -> SheetItem:
    both = (*shared, WrittenDose()) if last else (WrittenDose(), *shared)
    return item.in_doubt(both, "the numbers may be for the last one or for all of them")


def with_shared_rates(found: Sequence[Block], items: Sequence[SheetItem]) -> list[SheetItem]:
    """Put in doubt how often is done what stands before "twice daily" on one line: it may be said of all."""
    result = list(items)
    for place in range(len(items) - 1, 0, -1):
        before, here = result[place - 1], result[place]
        one_line = found[place - 1].numbers[-1] == found[place].numbers[0] and not found[place].of_set
        often = here.said.often
        if not (one_line and often and before.said.is_dose and before.said.often is None):
            continue
        both = tuple(one for each in before.readings for one in (replace(each, often=often), each))
        result[place - 1] = before.in_doubt(both, f'"{often_words(often)}" may be said of this one too')
    return result


def under_headings(found: Sequence[Block], items: Sequence[SheetItem], names: Names) -> list[SheetItem]:
    """Give the items below a heading what it says: "Tue / Thu:" how often, "All of these 2 x 8:" a dose."""
    result: list[SheetItem] = []
    often: Often | None = None
    shared: tuple[WrittenDose, ...] = ()
    for block, item in zip(found, items, strict=True):
        heading = heads(block.title) and not block.spans and len(block.parts) == 1
        if _is_for_all(block, item, names):
            result.append(replace(item, status=Status.DESCRIPTION))
            if heading or not any(one.spans for one in found[: len(result) - 1]):
                often, shared = item.said.often, item.readings
            else:  # it stands below them
                result = [
                    _shared_with(one, above, item.readings) for one, above in zip(found, result, strict=False)
                ]
            continue
        if heading and item.status is Status.DESCRIPTION:
            often, shared = _rate_in(block), ()
            result.append(item)
            continue
        below = with_often(item, often) if often else item
        result.append(_shared_with(block, below, shared))
    return result


def under_stages(found: Sequence[Block], items: Sequence[SheetItem], names: Names) -> list[SheetItem]:
    """Put in doubt what stands below a heading for later ("Weeks 3-6"): who pastes it knows the stage."""
    result: list[SheetItem] = []
    stage = ""
    for block, item in zip(found, items, strict=True):
        if len(block.parts) == 1 and is_stage(block.title, names):
            stage = "" if _is_first(block.title) else block.title.strip(" :")
            result.append(replace(item, status=Status.DESCRIPTION, readings=(WrittenDose(),), why=()))
        elif stage and block.spans and item.status is not Status.DESCRIPTION:
            result.append(item.in_doubt(item.readings, f'it stands under "{stage}"'))
        else:
            result.append(item)
    return result


def _is_first(title: str) -> bool:
    """Return whether a stage is the one to begin with: "Weeks 0-2", "Phase 1", and no day of several."""
    first, *_ = name_words(title)
    number = re.search(r"\d+", title)
    return number is not None and int(number[0]) <= 1 and first not in _NOT_TO_BEGIN_WITH


def _is_for_all(block: Block, item: SheetItem, names: Names) -> bool:
    """Return whether a line without a name says a dose of many: "All of these 2 x 8", "3 sets of each:"."""
    if block.spans or not item.said.is_dose:
        return False
    if heads(block.title):
        neutral = {word for phrase in names.words.words.neutral for word in name_words(phrase)}
        words = [token.text for token in tokens(block.title) if token.kind == WORD]
        return neutral.issuperset(words) or _of_everything(block, names)
    return any(is_of_all(part, names) for part in block.parts)


def _shared_with(block: Block, item: SheetItem, shared: Sequence[WrittenDose]) -> SheetItem:
    """Offer an item the dose said of many: whole where it has none, the sets where it says none."""
    if not shared or not block.spans or item.status is Status.DESCRIPTION:
        return item
    if not item.said.is_dose:
        return _maybe_shared(item, shared, last=True)
    sets = shared[0].sets
    facts = {key for reading in readings(item.numbers[:LONGEST_LINE]) for key, _ in reading.facts}
    if "sets" in facts or sets in (None, 1) or shared[0].reps is not None:
        return item
    many = tuple(replace(one, sets=sets, rest_s=one.rest_s or shared[0].rest_s) for one in item.readings)
    return item.in_doubt((*many, *item.readings), f"{sets} sets may be said of this one too")


def rate_of_all(found: Sequence[Block], items: Sequence[SheetItem], names: Names) -> Often | None:
    """Return how often the whole sheet is to be done, when lines beside the exercises agree on it."""
    said = set()
    for block, item in zip(found, items, strict=True):
        if item.status is Status.DESCRIPTION and not block.banned:
            for reading in readings(block.title[:LONGEST_LINE]):
                keys = {key for key, _ in reading.facts}
                alone = not any(token.kind == WORD for token in tokens(block.title))
                alone = alone and not heads(block.title)  # stands over those below it, not over all
                if not keys & DOSE_KEYS and (alone or _of_everything(block, names)):
                    said |= {one.often for one in meanings(reading, None) if one.often}
    return said.pop() if len(said) == 1 else None


def _of_everything(block: Block, names: Names) -> bool:
    return any(of_everything(part, names) for part in block.parts)


def _rate_in(block: Block) -> Often | None:
    """Return how often a line says, when it says it in one way and no dose."""
    found = readings(block.title[:LONGEST_LINE])
    if any(key in DOSE_KEYS for reading in found for key, _ in reading.facts):
        return None
    said = {one.often for reading in found for one in meanings(reading, None)}
    return said.pop() if len(said) == 1 else None


def with_often(item: SheetItem, often: Often) -> SheetItem:
    """Return an exercise with how often it is to be done, where it says nothing of that itself."""
    if item.status is Status.DESCRIPTION:
        return item
    return replace(item, readings=tuple(one.with_often(often) for one in item.readings))
