"""One block of a sheet read by itself: the exercise it names, its dose, and what is not sure about it."""

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from sciaticli.core.catalogue.exercise import Exercise, Side
from sciaticli.core.prescription.amounts import out_of_reach
from sciaticli.core.prescription.blocks import DOSE_KEYS, LONGEST_LINE, Block, only_tells
from sciaticli.core.prescription.doubts import beside_doubts, dose_doubts, doses_meant, is_in, prose_doubts
from sciaticli.core.prescription.item import SheetItem, Status
from sciaticli.core.prescription.names import Names, name_words
from sciaticli.core.prescription.readings import Reading, readings
from sciaticli.core.prescription.tokens import FILLER, WORD, tokens, words_and_numbers

LONGEST_OWN = 10  # words
TELLING = 2  # words in a line that make it tell how something is done
MANY_UNKNOWN = 4  # words beside a name that make a line without a dose a sentence
UNTICKED = "its box is not ticked, and others are"


def block_item(block: Block, names: Names, sore: Side | None) -> SheetItem:
    """Return what becomes of a block; `sore` is the side that "the sore side" stands for."""
    cut = _without(
        block.title, [(span.start, _name_end(block.title, span.start, span.end)) for span in block.spans]
    )
    numbers = "\n".join((cut, *(part for part in block.parts[1:] if not only_tells(part, names))))
    found = readings(numbers[:LONGEST_LINE])
    bare = SheetItem(
        lines=block.numbers,
        text="\n".join(block.raw),
        status=Status.DESCRIPTION,
        name=_name_in(block),
        numbers=numbers,
        told=tuple(_told(block)),
    )
    dosed = any(key in DOSE_KEYS for reading in found for key, _ in reading.facts)
    if block.spans:
        return _named(bare, block, names, _Read(cut, found, dosed, sore))
    return _unnamed(bare, block, names, _Read(cut, found, dosed, sore))


def _name_end(title: str, start: int, end: int) -> int:
    """Return where a name ends: in "plank hold 30" the hold belongs to the number behind it, too."""
    hold = re.search(r"\s+holds?$", title[start:end], re.IGNORECASE)
    is_of_number = re.match(r"\s*:?\s*\d+\s*(?:$|[,;.)])", title[end:]) is not None
    return start + hold.start() if hold and is_of_number else end


class _Read(Struct, frozen=True):
    """What stands beside the name, and the readings of the numbers."""

    beside: str
    readings: tuple[Reading, ...]
    dosed: bool
    sore: Side | None


def _named(bare: SheetItem, block: Block, names: Names, read: _Read) -> SheetItem:
    candidates, sure = _meant(block)
    candidates = _placed_first(candidates, read.beside, names)
    first = candidates[0]
    why = [] if sure else [f'"{_as_written(block)}" may mean more than one exercise']
    beside, unknown = beside_doubts(read.beside, first, names)
    if not read.dosed and unknown >= MANY_UNKNOWN and len(block.parts) == 1:
        return bare  # a sentence that mentions an exercise
    why += beside
    why += prose_doubts(block.parts[1:], names)
    if block.banned:
        why.append("it stands under a heading of what not to do")
    if block.of_set:
        why.append(f'"{block.of_set}" is a set of several, and sheets differ in which')
    if block.unticked:
        why.append(UNTICKED)
    if block.told:
        why.append("it may only tell how the one before is done")
    if block.guessed:
        why.append("the table has no headings")
    said = doses_meant(read.readings, first, read.sore)
    why += dose_doubts(said, first)
    if beside and sure:
        candidates = tuple({row.id: row for row in (first, *names.near(block.title))}.values())
    return replace(
        bare,
        status=Status.ASKED if why else Status.KEPT,
        exercise=first if sure else None,
        candidates=candidates if why else (),
        readings=said,
        why=tuple(dict.fromkeys(why)),
    )


def _unnamed(bare: SheetItem, block: Block, names: Names, read: _Read) -> SheetItem:
    words = name_words(bare.name)
    said = doses_meant(read.readings, None, read.sore)
    if not read.dosed:
        near = names.near(bare.name, 1) if block.bullet and 0 < len(words) <= MANY_UNKNOWN else ()
        if not near:
            return bare
    candidates = names.near(bare.name) if 0 < len(words) <= LONGEST_OWN else ()
    why = [f'"{bare.name}" is not the name of an exercise we have' if words else "it names no exercise"]
    why += prose_doubts((block.title, *block.parts[1:]), names)
    why += [UNTICKED] if block.unticked else []
    if candidates:
        said = doses_meant(read.readings, candidates[0], read.sore)
        why += dose_doubts(said, candidates[0])
        return replace(
            bare, status=Status.ASKED, candidates=candidates, readings=said, why=tuple(dict.fromkeys(why))
        )
    own = bool(words) and len(words) <= LONGEST_OWN and not block.banned and len(why) == 1
    doubts = [doubt for one in said for doubt in one.doubts]
    if own and len(said) == 1 and not doubts and not out_of_reach(said[0]):
        return replace(bare, status=Status.OWN, readings=said)
    why += doubts
    return replace(bare, status=Status.ASKED, readings=said, why=tuple(dict.fromkeys(why)))


def _meant(block: Block) -> tuple[tuple[Exercise, ...], bool]:
    """Return the exercises that the names of a title may mean, and whether it is surely the first."""
    rows = [{row.id: row for row in span.exercises} for span in block.spans]
    shared = set(rows[0]).intersection(*rows[1:])
    if shared:
        kept = tuple(row for id_, row in rows[0].items() if id_ in shared)
        return kept, len(kept) == 1 and any(len(span.exercises) == 1 for span in block.spans)
    return tuple({id_: row for found in rows for id_, row in found.items()}.values()), False


def _placed_first(rows: tuple[Exercise, ...], beside: str, names: Names) -> tuple[Exercise, ...]:
    """Return the exercises, those first that are done in a position named beside the name."""
    said = f" {' '.join(name_words(beside))} "
    where = {
        place for place, words in names.words.position.items() if any(is_in(word, said) for word in words)
    }
    return tuple(sorted(rows, key=lambda row: row.position not in where)) if where else rows


def _without(text: str, places: Sequence[tuple[int, int]]) -> str:
    for start, end in reversed(places):
        text = f"{text[:start]} | {text[end:]}"
    return text


def _as_written(block: Block) -> str:
    span = block.spans[0]
    return block.title[span.start : span.end]


def _name_in(block: Block) -> str:
    """Return what a title calls the exercise: its words as far as the dose."""
    words: list[str] = []
    for word in block.title.split():
        kinds = {token.kind for token in tokens(word)}
        numbered = "N" in kinds and (len(kinds) > 1 or words)
        if numbered or kinds & {"FALL", "CLOCK"}:
            break
        words.append(word)
    while words and not any(token.kind in (WORD, FILLER) for token in words_and_numbers(words[-1])):
        words.pop()
    return " ".join(words).strip(" ,;:.-|(\N{EN DASH}") or (_as_written(block) if block.spans else "")


def _told(block: Block) -> Iterator[str]:
    """Yield the lines that tell how it is done: those with more words than numbers."""
    for line in block.raw[1:]:
        if sum(token.kind == WORD for token in tokens(line[:LONGEST_LINE])) >= TELLING:
            yield line
