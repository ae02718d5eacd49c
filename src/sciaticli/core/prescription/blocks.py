"""A sheet's lines to blocks: a name with its prose and its dose. Every line stands in a block.

A block is begun by a name, by a bullet or a number, by a blank line, or by a line with a dose of its own;
what tells how, and what only says how much, belongs to the block before.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from sciaticli.core.prescription.names import Names, Span, name_words
from sciaticli.core.prescription.plain_signs import plain_signs
from sciaticli.core.prescription.readings import readings
from sciaticli.core.prescription.tokens import LIMBS, WORD, tokens

LONGEST_LINE = 1000  # letters that are read; the rest stays text
FAR = 5  # words before a name beyond which a line is prose that mentions it
SHORT = 6  # words of a title
FEW = 3
DOSE_KEYS = frozenset({"sets", "reps", "count", "hold_s", "time", "sign", "breaths", "note"})
COUNT_KEYS = frozenset({"sets", "reps", "count"})
RATE_KEYS = frozenset({"per_day", "days_a_week", "every_h"})

_BULLET = re.compile(
    r"^\s*(?:(?:[q\N{WHITE SQUARE}\N{BALLOT BOX}]\s+)?(?:exercise|ex|übung|ejercicio|exercice|oefening)?\s*"
    r"(?:\(?\#?(?:\d{1,2}|[a-z]\d?|i{1,3}|iv|v)\s?[.):](?!\d)\s*|[a-h]\d\s+(?=[A-Z])|\d{1,2}(?=[A-Z][a-z])|\d{1,2}\s*-\s+(?=\D))"
    r"|\[[ xv\N{CHECK MARK}]?\]\s*"
    r"|[-*o>\N{BULLET}\N{MIDDLE DOT}\N{TRIANGULAR BULLET}\N{BLACK SMALL SQUARE}\N{WHITE BULLET}"
    r"\N{BLACK CIRCLE}\N{CHECK MARK}\N{RIGHTWARDS ARROW}\N{WHITE SQUARE}\N{BALLOT BOX}]+\s+"
    r"|[\N{BULLET}\N{BLACK CIRCLE}\N{BLACK SMALL SQUARE}\N{CHECK MARK}\N{WHITE SQUARE}\N{BALLOT BOX}])+",
    re.IGNORECASE,
)
_GLUED = re.compile(r"^\s*\d{1,2}(?=[A-Z][a-z])")
_LIST_GAP = re.compile(r"^\s*(?:[,;&+]|and)+\s*(?:and\s*)?$")
_NEXT_BULLET = re.compile(r"[\s,;|]*(?:\(?\d{1,2}[.)]\s*|[-\N{BULLET}]\s*)?$")
_TICKED = re.compile(
    r"^\s*(?:\[[xv\N{CHECK MARK}]\]|[\N{BALLOT BOX WITH CHECK}\N{BALLOT BOX WITH X}\N{CHECK MARK}"
    r"\N{HEAVY CHECK MARK}\N{WHITE HEAVY CHECK MARK}])",
    re.IGNORECASE,
)
_UNTICKED = re.compile(r"^\s*(?:\[ ?\]|[\N{BALLOT BOX}\N{WHITE SQUARE}])")
_STAGE = re.compile(
    r"^(?:(?:after|from|once|by|until) )?(?:the )?"
    r"(?:weeks?|wks?|phase|stage|months?|days?|level|session|workout)\s*(?:\d+|[a-d]\b)"
    r"(?:\s*(?:-|to|and|&)\s*\d+|\s*\+)?",
    re.IGNORECASE,
)
_SIDES = frozenset({"BOTH", "EACH", "TURNS", "SLASH_SIDE", "LEFT", "RIGHT", "SORE"})
_OF_EACH = re.compile(
    rf"\bof each\b(?! (?:alternating )?{LIMBS})|\b(?:each|every) (?:exercise|one|movement)\b"
    r"|\b(?:all|these|following) (?:of )?(?:the |these )?(?:exercises|movements)\b",
    re.IGNORECASE,
)
_RULE = re.compile(r"^[\s|+:_=-]*$")
_COLUMNS = {
    "name": "exercise exercises name activity movement",
    "sets": "sets set",
    "reps": "reps rep repetitions repetition times",
    "hold": "hold holds duration time seconds secs",
    "rest": "rest",
    "rate": "frequency freq daily day days weekly often",
    "side": "side sides leg",
    "note": "notes note comments comment resistance weight load instructions",
}
_OF_A_COUNT = frozenset({"N", "DASH", "FALL", "EACH", "BOTH", "SLASH_SIDE", "LEFT", "RIGHT", "COMMA"})
_COLUMN_OF = {word: column for column, words in _COLUMNS.items() for word in words.split()}
_GAPS = (re.compile(r"\s*\|\s*|\t| {2,}"), re.compile(r"[,;]"))
_SENTENCE = re.compile(r"(?<=[^\W\d][.!?])\s+(?=[A-Z])|(?<=\d[.!?])\s+(?=[A-Z][a-z])")


class Block(Struct, frozen=True, kw_only=True):
    """Lines that belong together: their numbers from 1, their text as pasted, and `parts` to be read.

    `spans` are the names in the first part. `banned` stands below a heading of things not to do; `alone`
    is True when the dose stands on a line after the title; `listed` when it shares a line with others;
    `told` when its name may only tell how the exercise before it is done; `unticked` when its box is
    empty and others are ticked; `of_set` is the named set it comes from.
    """

    numbers: tuple[int, ...]
    raw: tuple[str, ...]
    parts: tuple[str, ...]
    spans: tuple[Span, ...] = ()
    banned: bool = False
    alone: bool = False
    listed: bool = False
    guessed: bool = False
    bullet: bool = False
    told: bool = False
    unticked: bool = False
    of_set: str = ""

    @property
    def title(self) -> str:
        """The first part, which names the exercise."""
        return self.parts[0]


class _Piece(Struct, frozen=True, kw_only=True):
    """One line, or the part of a line that names an exercise of its own."""

    number: int
    raw: str
    text: str
    spans: tuple[Span, ...]
    bullet: bool
    after_blank: bool
    listed: bool = False
    guessed: bool = False
    last: bool = False
    runs_on: bool = False
    unticked: bool = False


def blocks(text: str, names: Names) -> tuple[Block, ...]:
    """Return the blocks of a sheet; each line that holds anything stands in one of them."""
    found: list[Block] = []
    banned = False
    pieces = list(_pieces(text, names))
    for piece in (*pieces[:-1], *(replace(piece, last=True) for piece in pieces[-1:])):
        heading = is_ban(piece.text, names)
        if heading or not found or _begins(piece, found[-1], names):
            banned = heading or (banned and (piece.bullet or bool(piece.spans)) and not _ends_ban(piece))
            found.append(_begun(piece, found, names, banned=banned))
        else:
            found[-1] = _longer(found[-1], piece)
    return tuple(each for block in found for each in _of_a_set(block, names))


def heads(title: str) -> bool:
    """Return whether a line stands over those below it."""
    return title.rstrip().endswith(":")


def _of_a_set(block: Block, names: Names) -> Iterator[Block]:
    """Yield a block for each exercise of a named set, or the block itself."""
    if len(block.spans) == 1:
        (_, start, end) = block.spans[0]
        name = block.title[start:end]
        if members := names.members(name):
            for rows in members:
                yield replace(block, spans=(Span(rows, start, end),), of_set=name)
            return
    yield block


def is_ban(text: str, names: Names) -> bool:
    """Return whether a line is a heading over what is not to be done."""
    words = name_words(text)
    said = f" {' '.join(words)} "
    bans = any(f" {' '.join(name_words(ban))} " in said for ban in names.words.words.banning)
    heads = text.rstrip().endswith(":") or len(words) <= FEW
    return bans and heads and not names.spans(text) and not _facts(text)


def is_stage(text: str, names: Names) -> bool:
    """Return whether a line is a heading over what is for a time: "Weeks 3-6", "When pain free:"."""
    words = name_words(text)
    if not words or words[0] not in names.words.words.stages or len(words) > SHORT or names.spans(text):
        return False
    numbered = _STAGE.match(plain_signs(text))
    alone = len(words) == 1 or heads(text)
    return (numbered is not None or alone) and not _facts(_STAGE.sub("", plain_signs(text))) & (
        DOSE_KEYS | RATE_KEYS
    )


def of_everything(text: str, names: Names) -> bool:
    """Return whether a line speaks of all exercises: "all of these twice a day", "each exercise daily"."""
    said = set(name_words(text)) & set(names.words.words.everything)
    return bool(said) or _OF_EACH.search(text) is not None


def only_tells(text: str, names: Names) -> bool:
    """Return whether a sentence tells how and says no number: "let both knees fall to one side"."""
    found = tokens(text[:LONGEST_LINE])
    words = sum(token.kind == WORD for token in found)
    sides = any(token.kind in _SIDES and not token.text.startswith("both") for token in found)
    counted = any(sign.isdigit() for sign in text) or bool(_facts(text) & (DOSE_KEYS | RATE_KEYS))
    return _is_telling(text, names) and words >= FEW and not sides and not counted


def is_of_all(text: str, names: Names) -> bool:
    """Return whether a line says a dose of several: "3 sets of each", "do each exercise 10 times"."""
    facts = _facts(text) & DOSE_KEYS
    many = "sets" in facts and set(name_words(text)) & set(names.words.words.many)
    return bool(many or (facts and _OF_EACH.search(text)))


def _begun(piece: _Piece, before: list[Block], names: Names, *, banned: bool) -> Block:
    """Return the block that a piece begins; a broken title takes back the line above it."""
    block = Block(
        numbers=(piece.number,),
        raw=(piece.raw,),
        parts=(piece.text,),
        spans=piece.spans,
        banned=banned,
        listed=piece.listed,
        guessed=piece.guessed,
        bullet=piece.bullet,
        unticked=piece.unticked,
        told=piece.runs_on and _is_telling(piece.text, names) and bool(before and before[-1].spans),
    )
    if not before or piece.after_blank or piece.bullet or not piece.spans or len(before[-1].parts) > 1:
        return block
    above = before[-1]
    if above.spans or heads(above.title) or of_everything(above.title, names) or is_stage(above.title, names):
        return block
    if not _is_of_a_name(above.title, names):
        return block
    before.pop()
    title = f"{above.title} {piece.text}"
    return replace(
        block,
        numbers=(*above.numbers, piece.number),
        raw=(*above.raw, piece.raw),
        parts=(title,),
        spans=names.spans(title),
    )


def _is_of_a_name(text: str, names: Names) -> bool:
    """Return whether all words of a short line stand in names, and not only neutral ones."""
    words = name_words(text)
    neutral = {word for phrase in names.words.words.neutral for word in name_words(phrase)}
    telling = [word for word in words if word not in neutral]
    return bool(telling) and len(words) <= FEW + 1 and all(names.knows(word) for word in telling)


def _longer(block: Block, piece: _Piece) -> Block:
    same = piece.number == block.numbers[-1]
    raw = (*block.raw[:-1], f"{block.raw[-1]} {piece.raw}") if same else (*block.raw, piece.raw)
    sign = "\N{BULLET} " if piece.bullet else ""
    return replace(
        block,
        numbers=block.numbers if same else (*block.numbers, piece.number),
        raw=raw,
        parts=(*block.parts, f"{sign}{piece.text}"),
        alone=block.alone or bool(_facts(piece.text) & DOSE_KEYS),
    )


def _begins(piece: _Piece, block: Block, names: Names) -> bool:
    """Return whether a piece begins a block of its own after this one."""
    if (
        (not piece.spans and is_of_all(piece.text, names))
        or is_stage(piece.text, names)
        or _names_one(piece, block, names)
        or _next_of_a_list(piece, block)
    ):
        return True
    keys = _facts(piece.text)
    if keys and keys <= RATE_KEYS | {"note"}:
        under_a_list = piece.last and block.bullet and not piece.bullet and len(block.parts) == 1
        above_others = heads(piece.text) or piece.after_blank
        labelled = block.alone and not piece.after_blank and name_words(piece.text)[:1] == ("frequency",)
        return above_others or under_a_list or (of_everything(piece.text, names) and not labelled)
    dosed = bool(keys & DOSE_KEYS)
    wraps = piece.text[:1].islower() and not piece.bullet and not piece.after_blank and not dosed
    if wraps or _is_dose(piece, keys) or _is_telling(piece.text, names):
        return False
    complete = not block.spans or block.alone or bool(_facts(block.title) & DOSE_KEYS)
    if piece.bullet or piece.after_blank or dosed or complete:
        return True
    return len(name_words(piece.text)) <= SHORT and bool(names.near(piece.text, 1))


def _next_of_a_list(piece: _Piece, block: Block) -> bool:
    """Return whether a bulleted line counts something of its own: "- stand and turn x5"."""
    both = piece.bullet and block.bullet
    if not (both and _facts(piece.text) & COUNT_KEYS and _facts(block.title) & DOSE_KEYS):
        return False
    return sum(token.kind == WORD for token in tokens(piece.text)) > 1


def _names_one(piece: _Piece, block: Block, names: Names) -> bool:
    """Return whether a piece names an exercise, rather than mentions one in prose below this block."""
    if not piece.spans:
        return False
    first = piece.spans[0]
    before, rest = name_words(piece.text[: first.start]), piece.text[first.end :]
    if len(before) > FAR:
        return False
    if not _is_telling(piece.text, names) or _bans(piece.text, names):
        return True
    if not before:  # "squeeze your bottom and lift your hips" tells; "squeeze your bottom x10" is an exercise
        return piece.bullet or piece.after_blank or not _is_sentence(rest)
    known = {row.id for span in block.spans for row in span.exercises}
    another = not known.issuperset(row.id for row in first.exercises)
    short = sum(token.kind == WORD for token in tokens(rest)) <= FEW
    return (another and _is_to_be_done(before, names)) or (short and bool(_facts(piece.text) & DOSE_KEYS))


def _is_sentence(rest: str) -> bool:
    """Return whether words go on behind a name, and no dose."""
    return not _facts(rest) & DOSE_KEYS and sum(token.kind == WORD for token in tokens(rest)) >= FEW


def _is_to_be_done(before: Sequence[str], names: Names) -> bool:
    """Return whether the words before a name only say to do it: "do", "then some", "try the"."""
    lists = names.words.words
    return before[0] in lists.doing and all(word in lists.neutral or word == "some" for word in before[1:])


def _bans(text: str, names: Names) -> bool:
    said = f"{' '.join(name_words(text))} "
    return any(said.startswith(f"{' '.join(name_words(ban))} ") for ban in names.words.words.banning)


def _ends_ban(piece: _Piece) -> bool:
    return not piece.bullet and heads(piece.text)


def _is_telling(text: str, names: Names) -> bool:
    words = name_words(text)
    return bool(words) and words[0] in names.words.words.telling


def _is_dose(piece: _Piece, keys: frozenset[str]) -> bool:
    """Return whether a line says how much before it says anything else."""
    found = tokens(piece.text)
    if not found:
        return True
    if found[0].kind == WORD or not keys:
        return not any(token.kind == WORD for token in found) and not piece.bullet
    sides = found[0].kind in ("LEFT", "RIGHT", "BOTH", "TURNS", "SORE", "EACH")
    return not (sides and any(token.kind == WORD for token in found))


def _facts(text: str) -> frozenset[str]:
    return frozenset(key for reading in readings(text[:LONGEST_LINE]) for key, _ in reading.facts) - {
        "unread", "side", "each", "no_dose", "range", "bare", "total",
    }  # fmt: skip


def _pieces(text: str, names: Names) -> Iterator[_Piece]:
    after_blank = False
    table = _Table()
    a_form = any(_TICKED.match(line) for line in text.splitlines())
    for number, raw in enumerate(text.splitlines(), 1):
        if not plain_signs(raw).strip():
            after_blank = True
            continue
        line, guessed = table.row(raw)
        parts = tuple(_split(plain_signs(line), names))
        for place, (part, bullet, listed, runs_on) in enumerate(parts):
            yield _Piece(
                number=number,
                raw=plain_signs(raw).strip() if len(parts) == 1 else part,
                text=part,
                spans=names.spans(part[:LONGEST_LINE]),
                bullet=bullet or table.open,
                after_blank=after_blank and place == 0,
                listed=listed,
                guessed=guessed,
                runs_on=runs_on,
                unticked=a_form and bool(_UNTICKED.match(raw)),
            )
        after_blank = False


def _split(line: str, names: Names) -> Iterator[tuple[str, bool, bool, bool]]:
    """Yield a line's sentences, and of each the parts that name an exercise.

    Each as (text, bulleted, in a list, whether it begins a later sentence of the line).
    """
    bullet = _BULLET.match(line) or _GLUED.match(line)
    text = line[bullet.end() :] if bullet else line
    for place, sentence in enumerate(_sentences(text.strip(), names)):
        parts = _split_sentence(sentence, names, bullet=bool(bullet) and place == 0)
        for number, (part, bulleted, listed) in enumerate(parts):
            yield part, bulleted, listed, place > 0 and number == 0


def _sentences(text: str, names: Names) -> Iterator[str]:
    """Yield a line's sentences; what is told after a name and a colon is one of its own."""
    for sentence in _SENTENCE.split(text):
        name, colon, told = sentence.partition(": ")
        first = next(iter(tokens(told[:LONGEST_LINE])), None)
        if colon and first and first.kind == WORD and _is_telling(told, names) and names.spans(name):
            yield f"{name}{colon}".strip()
            yield told
        else:
            yield sentence


def _split_sentence(text: str, names: Names, *, bullet: bool) -> Iterator[tuple[str, bool, bool]]:
    start, listed = 0, False
    spans = names.spans(text[:LONGEST_LINE])
    head = text[: spans[0].start] if len(spans) > 1 else ""
    if head.rstrip().endswith(":"):  # "daily: bridges 3x10, clams 2x12" is said of both
        yield head.strip(), bullet, False
        start = spans[0].start
    for before, after in pairwise(spans):
        gap = text[before.end : after.start]
        doses = bool(_facts(gap) & (DOSE_KEYS | RATE_KEYS)) and not _telling_gap(gap)
        in_list = bool(_LIST_GAP.match(gap))
        again = {row.id for row in after.exercises} <= {row.id for row in before.exercises}
        if (doses or in_list) and not again:
            bullet_before = _NEXT_BULLET.search(gap)
            cut = before.end + (bullet_before.start() if bullet_before else len(gap))
            yield text[start:cut].strip(" ,;"), bullet or start > 0, listed or in_list
            start, listed = after.start, in_list
    yield text[start:], bullet or start > 0, listed


def _telling_gap(gap: str) -> bool:
    """Return whether words run on to the second name: "2 sets of 10 good bridges"."""
    ends = [token.kind for token in tokens(gap)][-1:]
    return ends == [WORD]


class _Table:
    """A table's headings, as long as its rows go on."""

    def __init__(self) -> None:
        self.columns: list[str] = []
        self.open = False
        self.gap = _GAPS[0]

    def row(self, raw: str) -> tuple[str, bool]:
        """Return a line as it reads: a table's row with its labels; True when the labels are a guess."""
        if _RULE.match(raw):
            return raw, False
        for gap in _GAPS:
            columns = [_column(cell) for cell in _cells(raw, gap)]
            known = [column for column in columns if column]
            if len(known) > 1 and len(known) >= len(columns) - 1:
                self.columns, self.open, self.gap = [column or "note" for column in columns], False, gap
                return raw, False
        cells = _cells(raw, self.gap)
        self.open = bool(self.columns) and len(cells) > 1
        if self.open:
            return _labelled(cells, self.columns), False
        self.columns = []
        if "|" in raw and len(cells) == FEW and all(cell.isdigit() for cell in cells[1:]):
            return f"{cells[0]}: {cells[1]} x {cells[2]}", True
        return raw, False


def _cells(raw: str, gap: re.Pattern[str]) -> list[str]:
    return [cell.strip() for cell in gap.split(raw.strip().strip("|").strip(" "))]


def _column(cell: str) -> str:
    if any(sign.isdigit() for sign in cell):
        return ""
    found = [_COLUMN_OF[word] for word in name_words(cell) if word in _COLUMN_OF]
    return found[0] if found and len(name_words(cell)) <= FEW else ""


def _labelled(cells: Sequence[str], columns: Sequence[str]) -> str:
    parts = []
    by_name = sorted(zip(cells, columns, strict=False), key=lambda pair: pair[1] != "name")
    for cell, column in by_name:
        if not cell or _RULE.match(cell):
            continue
        bare = all(token.kind in _OF_A_COUNT for token in tokens(cell))
        label = {"sets": "sets: ", "reps": "reps: ", "hold": "hold: ", "rest": "rest: "}.get(column, "")
        parts.append(f"{label}{cell}" if label and (bare or column in ("hold", "rest")) else cell)
    parts += list(cells[len(columns) :])
    return ", ".join(parts)
