"""The pages of `learn`: each statement with how sure it is and where it comes from."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from difflib import get_close_matches
from enum import StrEnum
from functools import cached_property
from typing import Annotated

from msgspec import Meta, Struct

from sciaticli.core.catalogue.exercise import Id, Sentence
from sciaticli.core.catalogue.source import Source
from sciaticli.core.text import name_key

STRIDE = 7  # neighbouring days get facts from different pages
WORD = 3  # letters: what is shorter is not looked for inside a name


class Certainty(StrEnum):
    """How sure a statement is; fair and weak are of trials and studies that follow people."""

    FAIR = "fair"
    WEAK = "weak"
    ADVICE = "advice"  # what guidelines and health services say
    TAUGHT = "taught"
    OUR_CHOICE = "our_choice"


class Statement(Struct, frozen=True, forbid_unknown_fields=True):
    """One or a few sentences; `sources` are keys, at least one."""

    text: Sentence
    certainty: Certainty
    sources: Annotated[tuple[Sentence, ...], Meta(min_length=1)]


class Topic(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One page; `see` names other pages by id."""

    id: Id
    title: Sentence
    also_called: tuple[Sentence, ...] = ()
    says: Annotated[tuple[Statement, ...], Meta(min_length=1)]
    see: tuple[Id, ...] = ()


class Library(Struct, frozen=True, kw_only=True, dict=True):
    """All pages and the sources that they name."""

    topics: tuple[Topic, ...]
    sources: tuple[Source, ...]

    def fact_of(self, day: date) -> tuple[Topic, Statement]:
        """Return one statement and its page, another one each day."""
        facts = [(topic, statement) for topic in self.topics for statement in topic.says]
        return facts[day.toordinal() * STRIDE % len(facts)]

    def find(self, words: str) -> Topic | None:
        """Return the page with this id, title or other name, or the only one whose names hold the words."""
        wanted = name_key(words)
        if wanted in self._by_name:
            return self._by_name[wanted]
        holding = self._holding(wanted)
        return holding[0] if len(holding) == 1 else None

    def nearest(self, words: str, count: int = 3) -> tuple[str, ...]:
        """Return the ids of the pages whose names come nearest, best first."""
        wanted, names = name_key(words), self._by_name
        close = [names[name].id for name in get_close_matches(wanted, names, count * 2)]
        return tuple(dict.fromkeys((*(topic.id for topic in self._holding(wanted)), *close)))[:count]

    def sources_of(self, topic: Topic) -> tuple[Source, ...]:
        """Return the sources of a page, each once, in the order in which it names them."""
        known = {source.key: source for source in self.sources}
        keys = dict.fromkeys(key for statement in topic.says for key in statement.sources)
        return tuple(known[key] for key in keys)

    def problems(self) -> list[str]:
        """Return what the types can't say: ids taken twice, pages and sources that are not there."""
        ids, keys = [topic.id for topic in self.topics], [source.key for source in self.sources]
        found = [f"{word}: is taken" for word in (*_twice(ids), *_twice(keys))]
        for topic in self.topics:
            named = [key for statement in topic.says for key in statement.sources]
            found += [f"{topic.id}: see: {other} is not a topic" for other in topic.see if other not in ids]
            found += [f"{topic.id}: sources: {key} is not a source" for key in named if key not in keys]
        return found

    def _holding(self, wanted: str) -> list[Topic]:
        if len(wanted) < WORD:
            return []
        return list({topic.id: topic for name, topic in self._by_name.items() if wanted in name}.values())

    @cached_property
    def _by_name(self) -> dict[str, Topic]:
        """Every name a page goes by; an id wins over a title, a title over another name."""
        names = {name_key(word): topic for topic in reversed(self.topics) for word in topic.also_called}
        names |= {name_key(topic.title): topic for topic in self.topics}
        return names | {name_key(topic.id): topic for topic in self.topics}


def _twice(words: Iterable[str]) -> list[str]:
    return [word for word, times in Counter(words).items() if times > 1]
