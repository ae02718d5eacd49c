"""Danger signs in a person's own words: what a note may name, so that the program can ask about it.

A sign is a set of kinds of words that stand near one another in one clause, in whatever order. What stands
behind a "no", in another person's story, in a question that somebody asked or beside words that make it
ordinary is not heard. Nothing follows but a line and a question; nothing is diagnosed.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from itertools import pairwise, product

from msgspec import Struct

from sciaticli.core.screening.note_clauses import Spelling, clauses, pattern_of

NEAR = 8
"""So many words may stand between two words of one sign: our choice, tried on the notes of the tests."""
Span = tuple[int, int]
"""Where words begin and end in a clause, in letters."""


class Context(Struct, frozen=True, forbid_unknown_fields=True, dict=True):
    """What takes a sign away from the person, or says that it is not so.

    `no` reaches over three words, but over none of `own`, and not where one of `no_else` follows it. `asked`
    reaches over seven words; `others` over five, but over none of `own` or `told`, unless the
    sign itself says one of `theirs`. `none` stands behind.
    A part between commas that begins with one of `follows` speaks of the part before it.
    """

    no: tuple[str, ...]
    no_else: tuple[str, ...]
    own: tuple[str, ...]
    theirs: tuple[str, ...]
    asked: tuple[str, ...]
    others: tuple[str, ...]
    told: tuple[str, ...]
    none: tuple[str, ...]
    follows: tuple[str, ...]

    def denies_each(self, clause: str) -> str:
        """Return the clause with the "no" of a list, as in "no a, b or c", before each of its words."""
        return self._listed.sub(
            lambda found: f"{found[1]} {found[2].replace(' , ', f' , {found[1]} ')} , {found[1]} ", clause
        )

    def is_denied(self, before: str) -> bool:
        """Return whether a "no" in the words before reaches what follows them."""
        return self._denied.search(before) is not None

    def is_elsewhere(self, before: str, found: str, after: str) -> bool:
        """Return whether a sign is somebody else's, a question, or said to be absent."""
        is_own = pattern_of(self.own).search(found) and not pattern_of(self.theirs).search(found)
        return bool(
            self._asked.search(before)
            or (not is_own and self._others.search(before))
            or self._none.search(after)
        )

    def beside(self, clause: str, spans: tuple[Span, ...]) -> str:
        """Return the part between commas in which words stand, and the next one if it speaks of it."""
        start, end = clause.rfind(" , ", 0, spans[0][0]) + 1, spans[-1][1]
        own, _, rest = clause[end:].partition(" , ")
        following = rest.partition(" , ")[0]
        said = (clause[start:end], own, f" {following}" if pattern_of(self.follows).match(following) else "")
        return "".join(said)

    @cached_property
    def _listed(self) -> re.Pattern[str]:
        item = r"\w+(?: \w+){0,3}?"
        no_else = pattern_of(self.no_else).pattern
        return re.compile(
            rf"\b(no|without|denies|nil) (?!{no_else})({item}(?: , {item})*) (?:, )?(?:or|nor) "
        )

    @cached_property
    def _denied(self) -> re.Pattern[str]:
        no, no_else, own = (pattern_of(words).pattern for words in (self.no, self.no_else, self.own))
        return re.compile(rf"{no}(?! {no_else})(?:(?: (?!{own})\w+){{0,4}} or)?(?: (?!{own})\w+){{0,3}} $")

    @cached_property
    def _asked(self) -> re.Pattern[str]:
        return re.compile(rf"{pattern_of(self.asked).pattern}(?: \w+){{0,7}} $")

    @cached_property
    def _others(self) -> re.Pattern[str]:
        others, own = pattern_of(self.others).pattern, pattern_of((*self.own, *self.told)).pattern
        return re.compile(rf"(?<!with )(?<!with my )(?<!with the ){others}(?: (?!{own})\w+){{0,5}} $")

    @cached_property
    def _none(self) -> re.Pattern[str]:
        return re.compile(rf"^(?: [\w,]+){{0,2}} {pattern_of(self.none).pattern}")


class NoteSigns(Struct, frozen=True, forbid_unknown_fields=True, dict=True):
    """The words of data/note_signs.toml.

    `signs` has sets of kinds of `words` by kind of sign, as "numb + saddle"; what follows "-" is barred.
    `unless` has, for some kinds of sign, sets that make it ordinary in its clause, `soon_over` in the next;
    `once_over` sets that do so where `since_well` stands in the same clause or the next.
    """

    spelling: Spelling
    context: Context
    words: Mapping[str, tuple[str, ...]]
    signs: Mapping[str, tuple[str, ...]]
    unless: Mapping[str, tuple[str, ...]]
    soon_over: Mapping[str, tuple[str, ...]]
    once_over: Mapping[str, tuple[str, ...]]
    despair: tuple[str, ...]

    def names(self, text: str) -> tuple[str, ...]:
        """Return the kinds of danger sign that a note may name."""
        said = tuple(self._clauses(text))
        return tuple(kind for kind in self.signs if self._is_named(kind, said))

    def despairs(self, text: str) -> bool:
        """Return whether a note speaks of not wanting to live."""
        return any(self._says(self.despair, clause) for clause in self._clauses(text))

    def _clauses(self, text: str) -> Iterator[str]:
        return map(self.context.denies_each, clauses(text, self.spelling))

    def _is_named(self, kind: str, said: tuple[str, ...]) -> bool:
        unless, soon_over = self.unless.get(kind, ()), self.soon_over.get(kind, ())
        for clause, after in pairwise((*said, "")):
            with_next = f"{clause} , {after}"
            is_well = self._stands("since_well", with_next)
            over = (*unless, *self.once_over.get(kind, ())) if is_well else unless
            if self._says(self.signs[kind], clause, over) and not self._has_one(soon_over, with_next):
                return True
        return False

    def _says(self, sets: tuple[str, ...], clause: str, unless: tuple[str, ...] = ()) -> bool:
        """Return whether words of one set stand near one another, and nothing beside them bars it."""
        for needed, barred in map(_parts, sets):
            for spans in self._near(needed, clause):
                beside = self.context.beside(clause, spans)
                is_barred = any(self._stands(name, beside) for name in barred)
                if self._counts(clause, spans) and not is_barred and not self._has_one(unless, beside):
                    return True
        return False

    def _has_one(self, sets: tuple[str, ...], said: str) -> bool:
        """Return whether all words of one set stand in what was said, near or far, and none that it bars."""
        return any(
            all(self._stands(name, said) for name in needed)
            and not any(self._stands(name, said) for name in barred)
            for needed, barred in map(_parts, sets)
        )

    def _stands(self, name: str, said: str) -> bool:
        """Return whether a word of a kind stands in what was said, without a "no" before it."""
        return any(not self.context.is_denied(said[:start]) for start, _ in self._spans(name, said))

    def _near(self, names: list[str], clause: str) -> Iterator[tuple[Span, ...]]:
        """Yield the places where words of each kind stand near one another, in the order of the clause."""
        places = []
        for name in names:
            places.append(self._spans(name, clause))
            if not places[-1]:
                return
        for chosen in product(*places):
            spans = tuple(sorted(chosen))
            gaps = [clause[end:start].count(" ") - 1 for (_, end), (start, _) in pairwise(spans)]
            if all(0 <= gap <= NEAR for gap in gaps):
                yield spans

    def _counts(self, clause: str, spans: tuple[Span, ...]) -> bool:
        """Return whether words of a sign speak of the person, and say that it is so."""
        start, end = spans[0][0], spans[-1][1]
        gaps = (clause[before:at] for (_, before), (at, _) in pairwise(((0, 0), *spans)))
        if any(self.context.is_denied(gap) for gap in gaps):
            return False
        return not self.context.is_elsewhere(clause[:start], clause[start:end], clause[end:])

    def _spans(self, name: str, clause: str) -> tuple[Span, ...]:
        """Return where words of a kind stand, from each place where some begin."""
        pattern, at, found = pattern_of(self.words[name]), 0, []
        while (match := pattern.search(clause, at)) is not None:
            found.append(match.span())
            at = match.start() + 1
        return tuple(found)


def _parts(names: str) -> tuple[list[str], list[str]]:
    """Return the kinds of words that a set needs, and those that it bars."""
    needed, *barred = names.split(" - ")
    return needed.split(" + "), barred
