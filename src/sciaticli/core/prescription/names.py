"""Exercises by name: what is meant exactly, what is near and only offered, what holds a word.

Two spellings are the same name when their words fold to the same list; words fold by a list, never by
cutting endings. A name that several exercises go by is never taken: all of them are offered, the gentlest
first.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property, lru_cache
from typing import NamedTuple

from msgspec import Struct

from sciaticli.core.catalogue.catalogue import Catalogue
from sciaticli.core.catalogue.exercise import Exercise, NerveTension
from sciaticli.core.prescription.plain_signs import plain_signs
from sciaticli.core.prescription.words import Words

LONGEST = 8  # words
NEAR = 78  # of 100: a name this like is offered
MOST_OFFERED = 5
SHORTEST_BEGINNING = 3  # letters
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_BREAK = re.compile(r"[.:;|!?\n\N{BULLET}]")
_TENSION = frozenset({"tensioner", "tension", "tensioning"})


class Span(NamedTuple):
    """A name in a text: the exercises it may mean, and where it stands."""

    exercises: tuple[Exercise, ...]
    start: int
    end: int


class Names(Struct, frozen=True, dict=True):
    """The names of a catalogue's exercises, with the words of sheets."""

    catalogue: Catalogue
    words: Words = Words()

    def exact(self, name: str) -> tuple[Exercise, ...]:
        """Return the exercises that go by a name: none, one that may be taken, or several to ask about.

        A name that only one of ours goes by, but the world uses for others too, stands twice.
        """
        if row := self.catalogue.by_id.get(name.strip()):
            return (row,)
        return self._by_name.get(self.fold(name), ())

    def one(self, name: str) -> Exercise | None:
        """Return the exercise of a name that means only one."""
        found = self.exact(name)
        return found[0] if len(found) == 1 else None

    def members(self, name: str) -> tuple[tuple[Exercise, ...], ...]:
        """Return the exercises of a named set ("big three"), each as those it may be; () for other names."""
        return self._sets.get(self.fold(name), ())

    def near(self, name: str, count: int = MOST_OFFERED) -> tuple[Exercise, ...]:
        """Return the exercises to offer for a name: those it is said of, that hold it, that sound like it."""
        wanted = self.fold(name)
        if not wanted:
            return ()
        offered = [*self.exact(name), *self.holding(name), *self._like(wanted)]
        if not _TENSION & set(wanted.split()):
            offered = [row for row in offered if row.nerve_tension is not NerveTension.TENSIONER]
        return _each_once(offered)[:count]

    def holding(self, words: str) -> tuple[Exercise, ...]:
        """Return the exercises one of whose names holds all these words, in any order, the gentlest first.

        Whole words; where none holds them, words that begin so. Letters inside a word find nothing.
        """
        wanted = set(self.fold(words).split())
        if not wanted:
            return ()
        whole = [row for name, rows in self._by_name.items() if wanted <= set(name.split()) for row in rows]
        if not whole and all(len(word) >= SHORTEST_BEGINNING for word in wanted):
            whole = [
                row for name, rows in self._by_name.items() if _begins(wanted, name.split()) for row in rows
            ]
        return _each_once(_gentlest(whole))

    def fold(self, name: str) -> str:
        """Return the form in which two spellings of a name are the same."""
        return " ".join(self._folded(word) for word in name_words(name))

    def spans(self, text: str) -> tuple[Span, ...]:
        """Return the names in a text from left to right, the longer before the shorter; none overlap."""
        places = [(hit.start(), hit.end()) for hit in _WORD.finditer(text)]
        folded = [self._folded(_bare(text[start:end])) for start, end in places]
        taken: list[Span] = []
        for length in range(min(LONGEST, len(places)), 0, -1):
            for first in range(len(places) - length + 1):
                start, end = places[first][0], places[first + length - 1][1]
                if any(span.start < end and start < span.end for span in taken):
                    continue
                found = self._by_name.get(" ".join(folded[first : first + length]))
                if found and not _BREAK.search(text, start, end):
                    taken.append(Span(found, start, end))
        return tuple(sorted(taken, key=lambda span: span.start))

    def knows(self, word: str) -> bool:
        """Return whether a word stands in the name of any exercise."""
        return self._folded(_bare(word)) in self._vocabulary

    def _folded(self, word: str) -> str:
        return self._fold.get(word, word)

    def _like(self, wanted: str) -> Iterator[Exercise]:
        # imported here: exact names, which are most, have no need of it (60 ms)
        from rapidfuzz import fuzz, process  # noqa: PLC0415

        hits = process.extract(
            wanted, self._by_name.keys(), scorer=fuzz.token_sort_ratio, limit=8, score_cutoff=NEAR
        )
        for name, _, _ in hits:
            yield from self._by_name[name]
        said = set(wanted.split())  # "squeeze your buttocks together" holds "buttock squeeze" whole
        within = [name for name in self._by_name if len(name.split()) > 1 and set(name.split()) <= said]
        for name in sorted(within, key=lambda name: -len(name.split())):
            yield from self._by_name[name]

    def _nicknames(self, row: Exercise) -> Iterable[str]:
        return (*row.also_called, *self.words.nicknames.get(row.id, ()))

    @cached_property
    def _fold(self) -> Mapping[str, str]:
        return {other: word for word, others in self.words.fold.items() for other in others}

    @cached_property
    def _by_name(self) -> dict[str, tuple[Exercise, ...]]:
        """Every name; what is listed as several wins, then ids, names and nicknames."""
        rows: dict[str, tuple[Exercise, ...]] = {}
        for names in (self._nicknames, _ids_and_names):
            here: dict[str, list[Exercise]] = {}
            for row in self.catalogue.exercises:
                for name in {self.fold(name) for name in names(row)}:
                    here.setdefault(name, []).append(row)
            rows |= {name: _gentlest(found) for name, found in here.items()}
        by_id = self.catalogue.by_id
        for name, ids in self.words.several.items():
            listed = [by_id[id_] for id_ in ids if id_ in by_id]
            known = _gentlest(_each_once([*listed, *rows.get(self.fold(name), ())]))
            if known:
                rows[self.fold(name)] = known * 2 if len(known) == 1 else known
        for name, members in self._sets.items():
            rows[name] = _each_once(row for member in members for row in member)
        return rows

    @cached_property
    def _sets(self) -> dict[str, tuple[tuple[Exercise, ...], ...]]:
        by_id = self.catalogue.by_id
        return {
            self.fold(name): tuple(tuple(by_id[id_] for id_ in ids if id_ in by_id) for ids in members)
            for name, members in self.words.sets.items()
        }

    @cached_property
    def _vocabulary(self) -> frozenset[str]:
        return frozenset(word for name in self._by_name for word in name.split())


@lru_cache(maxsize=4096)
def name_words(text: str) -> tuple[str, ...]:
    """Return the words of a text in small letters, without apostrophes."""
    return tuple(_bare(hit[0]) for hit in _WORD.finditer(plain_signs(text)))


def _bare(word: str) -> str:
    return word.casefold().replace("'", "").replace("\N{RIGHT SINGLE QUOTATION MARK}", "")


def _ids_and_names(row: Exercise) -> Iterable[str]:
    return (row.id, row.name)


def _gentlest(rows: Iterable[Exercise]) -> tuple[Exercise, ...]:
    return tuple(sorted(rows, key=lambda row: row.level))


def _each_once(rows: Iterable[Exercise]) -> tuple[Exercise, ...]:
    return tuple({row.id: row for row in rows}.values())


def _begins(wanted: set[str], words: list[str]) -> bool:
    return all(any(word.startswith(beginning) for word in words) for beginning in wanted)
