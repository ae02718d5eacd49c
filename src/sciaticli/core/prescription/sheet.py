"""A physio's sheet read: every line ends as kept, asked, description, or an exercise of the physio's own."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

from sciaticli.core.catalogue.catalogue import Often, RoutineItem
from sciaticli.core.catalogue.exercise import Dose, Exercise, Side
from sciaticli.core.prescription.amounts import BREATH_S, Said, filled, meanings, out_of_reach
from sciaticli.core.prescription.blocks import (
    DOSE_KEYS,
    LONGEST_LINE,
    Block,
    blocks,
    heads,
    is_of_all,
    is_stage,
    only_tells,
)
from sciaticli.core.prescription.grammar import Reading, readings
from sciaticli.core.prescription.item_words import said_of, said_words
from sciaticli.core.prescription.line_words import often_words
from sciaticli.core.prescription.names import Names, words_of
from sciaticli.core.prescription.plausible import MOST_A_DAY, implausible
from sciaticli.core.prescription.tokens import FILLER, WORD, tokens, words_and_numbers

LONGEST_OWN = 10  # words
LONGEST_PHRASE = 4  # words
MANY_UNKNOWN = 4  # words beside a name that make a line without a dose a sentence
MOST_A_WEEK = 21  # what a routine holds: three sessions a day
FEW = 2  # words of a language that name it
MOST_TEXT = 20_000  # letters of a sheet
UNTICKED = "its box is not ticked, and others are"


class Status(StrEnum):
    """What becomes of a line."""

    KEPT = "kept"
    ASKED = "asked"
    DESCRIPTION = "description"
    OWN = "own"


class Item(Struct, frozen=True, kw_only=True):
    """Lines that belong together, what they are read as, and why that is not sure.

    `readings` are the doses that may be meant, the likeliest first; `told` is prose that goes with it;
    `name` is what the sheet calls the exercise, `numbers` its text without that and without list marks.
    """

    lines: tuple[int, ...]
    text: str
    status: Status
    exercise: Exercise | None = None
    candidates: tuple[Exercise, ...] = ()
    readings: tuple[Said, ...] = (Said(),)
    name: str = ""
    numbers: str = ""
    told: tuple[str, ...] = ()
    why: tuple[str, ...] = ()

    @property
    def said(self) -> Said:
        """The likeliest dose."""
        return self.readings[0]


class Sheet(Struct, frozen=True, kw_only=True):
    """A whole sheet; `language` is set when it is not in English."""

    items: tuple[Item, ...]
    language: str | None = None

    @property
    def ready(self) -> bool:
        """True when nothing has to be asked."""
        return all(item.status is not Status.ASKED for item in self.items)


def read_sheet(text: str, names: Names, sore: Side | None = None) -> Sheet:
    """Return what a sheet says; `sore` is the side that "the sore side" stands for."""
    found = blocks(text[:MOST_TEXT], names)
    items = [_item(block, names, sore) for block in found]
    items = _with_shared_doses(found, items)
    items = _with_shared_rates(found, items)
    items = _under_headings(found, items, names)
    items = _under_stages(found, items, names)
    often = _of_the_sheet(found, items, names)
    if often is not None:
        items = [_with_often(item, often) for item in items]
    return Sheet(items=tuple(_aside_together(items)), language=_language(text, names))


def as_exercise(item: Item, exercise: Exercise, sore: Side | None = None) -> Item:
    """Return an item read for another exercise than it was: its doses anew, asked only about these."""
    said = _meanings(readings(item.numbers[:LONGEST_LINE]), exercise, sore)
    said = tuple(one if one.often else replace(one, often=item.said.often) for one in said)
    why = _dose_doubts(said, exercise)
    return replace(
        item,
        status=Status.ASKED if why else Status.KEPT,
        exercise=exercise,
        readings=said,
        why=why,
    )


def _item(block: Block, names: Names, sore: Side | None) -> Item:
    cut = _without(
        block.title, [(span.start, _name_end(block.title, span.start, span.end)) for span in block.spans]
    )
    numbers = "\n".join((cut, *(part for part in block.parts[1:] if not only_tells(part, names))))
    found = readings(numbers[:LONGEST_LINE])
    bare = Item(
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


def _named(bare: Item, block: Block, names: Names, read: _Read) -> Item:
    candidates, sure = _meant(block)
    candidates = _placed_first(candidates, read.beside, names)
    first = candidates[0]
    why = [] if sure else [f'"{_as_written(block)}" may mean more than one exercise']
    beside, unknown = _beside(read.beside, first, names)
    if not read.dosed and unknown >= MANY_UNKNOWN and len(block.parts) == 1:
        return bare  # a sentence that mentions an exercise
    why += beside
    why += _in_prose(block.parts[1:], names)
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
    said = _meanings(read.readings, first, read.sore)
    why += _dose_doubts(said, first)
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


def _unnamed(bare: Item, block: Block, names: Names, read: _Read) -> Item:
    words = words_of(bare.name)
    said = _meanings(read.readings, None, read.sore)
    if not read.dosed:
        near = names.near(bare.name, 1) if block.bullet and 0 < len(words) <= MANY_UNKNOWN else ()
        if not near:
            return bare
    candidates = names.near(bare.name) if 0 < len(words) <= LONGEST_OWN else ()
    why = [f'"{bare.name}" is not the name of an exercise we have' if words else "it names no exercise"]
    why += _in_prose((block.title, *block.parts[1:]), names)
    why += [UNTICKED] if block.unticked else []
    if candidates:
        said = _meanings(read.readings, candidates[0], read.sore)
        why += _dose_doubts(said, candidates[0])
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
    said = f" {' '.join(words_of(beside))} "
    where = {
        place for place, words in names.words.position.items() if any(_is_in(word, said) for word in words)
    }
    return tuple(sorted(rows, key=lambda row: row.position not in where)) if where else rows


def _meanings(found: Sequence[Reading], exercise: Exercise | None, sore: Side | None) -> tuple[Said, ...]:
    """Return the distinct doses, those first that fit the exercise's ladder."""
    all_of_them = [said for reading in found for said in meanings(reading, exercise, sore)]
    distinct = {replace(said, doubts=()): said for said in all_of_them}
    if exercise is None:
        return tuple(distinct.values())
    return tuple(sorted(distinct.values(), key=lambda said: _misfit(said, exercise) is not None))


def _misfit(said: Said, exercise: Exercise) -> str | None:
    if out_of_reach(said):
        return "the numbers are out of reach"
    dose, _ = filled(said, exercise)
    return None if dose is None else implausible(dose, exercise, said.keys)


def _dose_doubts(said: Sequence[Said], exercise: Exercise) -> tuple[str, ...]:
    first = said[0]
    why = list(first.doubts)
    if len(said) > 1:
        why.append("the numbers can be read in more than one way")
    elif misfit := _misfit(first, exercise):
        why.append(misfit)
    often = first.often
    if often is not None and (often.per_day or 1) > MOST_A_DAY:
        why.append(f"{often.per_day} times a day is very often")
    return tuple(dict.fromkeys(why))


def _beside(text: str, exercise: Exercise, names: Names) -> tuple[list[str], int]:
    """Return what the words beside a name put in doubt, and how many of them are not known."""
    lists = names.words.words
    changing = _phrases((*lists.changing, *lists.tools, *lists.growing))
    neutral = _phrases(lists.neutral)
    positions = {phrase: where for where, words in names.words.position.items() for phrase in _phrases(words)}
    here = _phrases(names.words.position.get(exercise.position, ()))
    left = [(word, token.kind) for token in words_and_numbers(text) for word in words_of(token.text)]
    words = [word for word, _ in left]
    why: list[str] = []
    unknown: list[str] = []
    place = 0
    while place < len(words):
        said = _longest(words[place:], changing | neutral | set(positions)) or words[place]
        kind = left[place][1]
        place += len(said.split())
        if said in changing:
            why.append(f'"{said}" changes what is done')
        elif said in positions:
            why += [] if said in here else [f'"{said}" is not how {exercise.name} is done']
        elif said not in neutral and kind == WORD:
            unknown.append(said)
    if unknown:
        why.append(f'"{" ".join(unknown)}" is not understood')
    return why, len(unknown)


def _in_prose(parts: Sequence[str], names: Names) -> list[str]:
    """Return what the sentences after a title put in doubt: things to use, a dose that is to grow."""
    lists = names.words.words
    said = f" {' '.join(words_of(' '.join(parts)))} "
    why = [f'"{word}" changes what is done' for word in lists.tools if _is_in(word, said)]
    why += [f'"{word}": the dose is to grow' for word in lists.growing if _is_in(word, said)]
    return why[:2]


def _is_in(phrase: str, said: str) -> bool:
    return f" {' '.join(words_of(phrase))} " in said


def _phrases(texts: Sequence[str]) -> set[str]:
    return {" ".join(words_of(text)) for text in texts}


def _longest(words: Sequence[str], known: set[str]) -> str:
    for length in range(min(LONGEST_PHRASE, len(words)), 0, -1):
        phrase = " ".join(words[:length])
        if phrase in known:
            return phrase
    return ""


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
        if sum(token.kind == WORD for token in tokens(line[:LONGEST_LINE])) >= FEW:
            yield line


def _with_shared_doses(found: Sequence[Block], items: Sequence[Item]) -> list[Item]:
    """Put in doubt a dose below several bare names, or behind a list: it may be for the last or for all."""
    result = list(items)
    for place, block in enumerate(found):
        if not block.spans or not (block.alone or block.listed) or not items[place].said.is_dose:
            continue
        first = place
        while first and _is_bare(found[first - 1], items[first - 1], found[first]):
            first -= 1
        if place - first < (1 if block.listed else FEW):
            continue
        for each in range(first, place + 1):
            result[each] = _maybe_shared(result[each], items[place].readings, last=each == place)
    return result


def _is_bare(block: Block, item: Item, after: Block) -> bool:
    adjoining = after.numbers[0] - block.numbers[-1] <= 1
    return bool(block.spans) and len(block.parts) == 1 and not item.said.is_dose and adjoining


def _maybe_shared(item: Item, shared: Sequence[Said], *, last: bool) -> Item:
    both = (*shared, Said()) if last else (Said(), *shared)
    candidates = item.candidates or ((item.exercise,) if item.exercise else ())
    why = ("the numbers may be for the last one or for all of them", *item.why)
    return replace(item, status=Status.ASKED, readings=both, candidates=candidates, why=why)


def _of_the_sheet(found: Sequence[Block], items: Sequence[Item], names: Names) -> Often | None:
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


def _with_shared_rates(found: Sequence[Block], items: Sequence[Item]) -> list[Item]:
    """Put in doubt how often is done what stands before "twice daily" on one line: it may be said of all."""
    result = list(items)
    for place in range(len(items) - 1, 0, -1):
        before, here = result[place - 1], result[place]
        one_line = found[place - 1].numbers[-1] == found[place].numbers[0] and not found[place].of_set
        often = here.said.often
        if not (one_line and often and before.said.is_dose and before.said.often is None):
            continue
        candidates = before.candidates or ((before.exercise,) if before.exercise else ())
        why = (f'"{often_words(often)}" may be said of this one too', *before.why)
        said = tuple(one for each in before.readings for one in (replace(each, often=often), each))
        result[place - 1] = replace(
            before, status=Status.ASKED, readings=said, candidates=candidates, why=why
        )
    return result


def _under_headings(found: Sequence[Block], items: Sequence[Item], names: Names) -> list[Item]:
    """Give the items below a heading what it says: "Tue / Thu:" how often, "All of these 2 x 8:" a dose."""
    result: list[Item] = []
    often: Often | None = None
    shared: tuple[Said, ...] = ()
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
        below = _with_often(item, often) if often else item
        result.append(_shared_with(block, below, shared))
    return result


def _is_for_all(block: Block, item: Item, names: Names) -> bool:
    """Return whether a line without a name says a dose of many: "All of these 2 x 8", "3 sets of each:"."""
    if block.spans or not item.said.is_dose:
        return False
    neutral = {word for phrase in names.words.words.neutral for word in words_of(phrase)}
    words = [token.text for token in tokens(block.title) if token.kind == WORD]
    if heads(block.title):
        return neutral.issuperset(words) or _of_everything(block, names)
    return any(is_of_all(part, names) for part in block.parts)


def _shared_with(block: Block, item: Item, shared: Sequence[Said]) -> Item:
    """Offer an item the dose said of many: whole where it has none, the sets where it says none."""
    if not shared or not block.spans or item.status is Status.DESCRIPTION:
        return item
    if not item.said.is_dose:
        return _maybe_shared(item, shared, last=True)
    sets = shared[0].sets
    says_sets = any(
        key == "sets" for reading in readings(item.numbers[:LONGEST_LINE]) for key, _ in reading.facts
    )
    if says_sets or sets in (None, 1) or shared[0].reps is not None:
        return item
    many = tuple(replace(one, sets=sets, rest_s=one.rest_s or shared[0].rest_s) for one in item.readings)
    candidates = item.candidates or ((item.exercise,) if item.exercise else ())
    why = (f"{sets} sets may be said of this one too", *item.why)
    return replace(
        item, status=Status.ASKED, readings=(*many, *item.readings), candidates=candidates, why=why
    )


def _under_stages(found: Sequence[Block], items: Sequence[Item], names: Names) -> list[Item]:
    """Put in doubt what stands below a heading for later ("Weeks 3-6"): who pastes it knows the stage."""
    result: list[Item] = []
    stage = ""
    for block, item in zip(found, items, strict=True):
        if len(block.parts) == 1 and is_stage(block.title, names):
            stage = "" if _is_first(block.title) else block.title.strip(" :")
            item = replace(item, status=Status.DESCRIPTION, readings=(Said(),), why=())  # noqa: PLW2901
        elif stage and block.spans and item.status is not Status.DESCRIPTION:
            candidates = item.candidates or ((item.exercise,) if item.exercise else ())
            why = (f'it stands under "{stage}"', *item.why)
            item = replace(item, status=Status.ASKED, candidates=candidates, why=why)  # noqa: PLW2901
        result.append(item)
    return result


def _is_first(title: str) -> bool:
    """Return whether a stage is the one to begin with: "Weeks 0-2", "Phase 1", not "After 1 week"."""
    first, *_ = words_of(title)
    number = re.search(r"\d+", title)
    return number is not None and int(number[0]) <= 1 and first not in ("after", "from")


def _of_everything(block: Block, names: Names) -> bool:
    return any(set(words_of(part)) & set(names.words.words.everything) for part in block.parts)


def _rate_in(block: Block) -> Often | None:
    """Return how often a line says, when it says it in one way and no dose."""
    found = readings(block.title[:LONGEST_LINE])
    if any(key in DOSE_KEYS for reading in found for key, _ in reading.facts):
        return None
    said = {one.often for reading in found for one in meanings(reading, None)}
    return said.pop() if len(said) == 1 else None


def _with_often(item: Item, often: Often) -> Item:
    if item.status is Status.DESCRIPTION:
        return item
    said = tuple(one if one.often else replace(one, often=often) for one in item.readings)
    return replace(item, readings=said)


def _aside_together(items: Sequence[Item]) -> Iterator[Item]:
    """Yield the items, descriptions that follow each other as one."""
    held: Item | None = None
    for item in items:
        if item.status is not Status.DESCRIPTION:
            if held is not None:
                yield held
            held = None
            yield item
        elif held is None:
            held = item
        else:
            held = replace(held, lines=(*held.lines, *item.lines), text=f"{held.text}\n{item.text}")
    if held is not None:
        yield held


def _language(text: str, names: Names) -> str | None:
    words = words_of(text[:MOST_TEXT])
    counts = {language: len(set(words) & set(known)) for language, known in names.words.languages.items()}
    best = max(counts, key=lambda language: counts[language], default="")
    return best if counts.get(best, 0) >= FEW else None


def to_keep(item: Item) -> RoutineItem | None:
    """Return an item as a routine keeps it; None for a description and for what is not decided."""
    if item.status is Status.OWN:
        return _own(item)
    if item.status is not Status.KEPT or item.exercise is None:
        return None
    said = item.said
    dose, ours = filled(said, item.exercise)
    return RoutineItem(
        exercise=item.exercise.id,
        side=said.side,
        dose=dose,
        ours=ours,
        often=said.often,
        told=tuple(line for line in item.told if line),
    )


def of_routine(line: RoutineItem, exercise: Exercise) -> Item:
    """Return a routine's line as an item that can be changed."""
    said = said_of(line)
    return Item(
        lines=(),
        text=f"{line.own or exercise.name}: {said_words(said, exercise.kind)}",
        status=Status.OWN if line.own else Status.KEPT,
        exercise=None if line.own else exercise,
        candidates=() if line.own else (exercise,),
        readings=(said,),
        name=line.own or exercise.name,
        numbers=said_words(said, exercise.kind),
        told=line.told,
    )


def sessions_a_week(items: Sequence[RoutineItem]) -> int | None:
    """Return how many sessions a week the lines agree on, 1 to 21; None when they name none or several."""
    found = {line.often for line in items if line.often is not None}
    if len(found) != 1:
        return None
    often = found.pop()
    a_day = 1 if often.every_h else often.per_day or 1
    return min(MOST_A_WEEK, a_day * (often.days_a_week or 7))


def as_own(item: Item) -> Item:
    """Return an item as an exercise of the physio's own, its numbers as they are written."""
    said = _meanings(readings(item.numbers[:LONGEST_LINE]), None, None)[0]  # a side, too, is as it is written
    said = said if said.often else replace(said, often=item.said.often)
    return replace(item, status=Status.OWN, exercise=None, readings=(said,), why=())


def _own(item: Item) -> RoutineItem:
    said, name = item.said, item.name or item.text.splitlines()[0]
    dose = None
    ours: list[str] = []
    if said.is_dose and not out_of_reach(said):
        hold = said.hold_s if said.hold_s is not None else (said.breaths or 0) * BREATH_S
        dose = Dose(said.sets or 1, said.reps or 1, hold, said.rep_rest_s or 0, said.rest_s or 0)
        ours = ["hold_s"] if said.breaths else []
        ours += ["reps"] if said.reps is None and not hold else []
    return RoutineItem(
        exercise=own_id(name),
        side=said.side,
        dose=dose,
        ours=tuple(ours),
        often=said.often,
        own=name,
        told=item.told,
    )


def own_id(name: str) -> str:
    """Return the id that records keep an exercise of a physio's own under."""
    plain = unicodedata.normalize("NFKD", name.lower()).encode("ascii", "ignore").decode()
    return "own_" + ("_".join(re.findall(r"[a-z0-9]+", plain)) or "exercise")


def with_numbers(item: Item, words: str) -> Item:
    """Return an item with its numbers from other words; it is asked about again when they are not sure."""
    if item.exercise is None:
        return item
    said = _meanings(readings(words[:LONGEST_LINE]), item.exercise, None)
    why = _dose_doubts(said, item.exercise)
    if not said[0].is_dose and said[0].often is None:
        why = (f'"{words}" names no numbers', *why)
    status = Status.ASKED if why else Status.KEPT
    return replace(item, status=status, readings=said, why=why, candidates=(item.exercise,), numbers=words)
