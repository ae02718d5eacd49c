"""Danger signs in a person's own words: what a note may name, so that the program can ask about it.

A note is heard clause by clause. What stands behind a "no", in another person's story, or in a question
that somebody asked is not heard. Nothing follows but a line and a question; nothing is diagnosed.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, cached_property

from msgspec import Struct

_APOSTROPHES = re.compile(r"['\u2019\u2018`\u00b4]")
_NOT_WORDS = re.compile(r"[^a-z0-9,]+")
_GAP = r"(?:(?!no\b|not\b|didnt\b|doesnt\b|isnt\b|never\b|without\b|nor\b)[\w,]+ ){0,7}?"
_COMMAS = re.compile(r"[,:]+")
_CLAUSES = re.compile(
    r"[;!?\n()\u2013\u2014]+|\.(?!\d)|\s-+\s|\bbut\b|\bthough\b|\bhowever\b|\band then\b|\bbecause\b"
)
_SPELLINGS = (
    (re.compile(r"\bcan ?not\b"), "cant"),
    (re.compile(r"\b(do|does|did|is|was|will|would|could|has|have|are|were) not\b"), r"\1nt"),
    (re.compile(r"\bwillnt\b"), "wont"),
    (re.compile(r"\bi m\b"), "im"),
    (re.compile(r"\ba ?& ?e\b"), "a and e"),
)
# A "no" that speaks of what stands behind it; "no better" and the like speak of something else.
_NO = re.compile(
    r"\b(no|not|never|without|dont have|didnt have|dont get|havent had|hasnt|havent|isnt|wasnt|arent|werent"
    r"|didnt|doesnt|dont|nor|neither|free of|rather than|instead of|stopped|scared of)"
    r"(?! (only|sure|better|change|relief|sleep|improvement|help|luck|doubt|idea"
    r"|good|worse|more|longer|much|just))"
    r"( (?!i\b|my\b|me\b|can\b|feel\b)\w+){0,3} $"
)
_ASKED = re.compile(
    r"\b(asked|asks|asking|read|reads|checked|checks|tested|tests|ruled out|rule out|watch|watch out|look out"
    r"|leaflet|article|warned|told to call|fear of|in case|video)\b( \w+){0,7} $"
)
_OTHERS = (
    "dad|father|mum|mom|mother|wife|husband|partner|son|daughter|brother|sister|friend|neighbou?r|boss|colleague"
    "|dog|cat|kids?|child|children|baby|grandma|grandpa|uncle|aunt|cousin|he|she|they|team|temperature"
)
_SOMEBODY_ELSE = re.compile(
    rf"\b({_OTHERS})s?( (?!i\b|im\b|my\b|me\b|says\b|said\b|noticed\b|saw\b)\w+){{0,3}} $"
)
_AND_NONE = re.compile(
    r"^( \w+){0,2} (none|negative|all fine|all clear|ruled out|excluded|absent|not present)\b"
)


class NoteSigns(Struct, frozen=True, forbid_unknown_fields=True, dict=True):
    """The patterns of data/note_signs.toml: `signs` by kind, `despair`, and the `words` that they share.

    `together` names, by kind, words that mean a sign when they stand near one another.
    """

    despair: tuple[str, ...]
    together: Mapping[str, tuple[tuple[str, str], ...]]
    words: Mapping[str, str]
    signs: Mapping[str, tuple[str, ...]]

    def names(self, text: str) -> tuple[str, ...]:
        """Return the kinds of danger sign that a note may name."""
        said = tuple(_clauses(text))
        return tuple(kind for kind, patterns in self._compiled.items() if _is_heard(patterns, said))

    def despairs(self, text: str) -> bool:
        """Return whether a note speaks of not wanting to live."""
        patterns = [self._pattern(pattern) for pattern in self.despair]
        return any(pattern.search(clause) for clause in _clauses(text) for pattern in patterns)

    @cached_property
    def _compiled(self) -> dict[str, list[re.Pattern[str]]]:
        near = {
            kind: [text for pair in pairs for text in _near(pair)] for kind, pairs in self.together.items()
        }
        return {
            kind: [self._pattern(each) for each in (*patterns, *near.get(kind, ()))]
            for kind, patterns in self.signs.items()
        }

    def _pattern(self, pattern: str) -> re.Pattern[str]:
        for name, words in self.words.items():
            pattern = pattern.replace(f"{{{name}}}", words)
        return _compiled(pattern)


def _near(pair: tuple[str, str]) -> tuple[str, str]:
    """Return the patterns of two kinds of words near one another, in either order."""
    one, two = (f"{{{name}}}" for name in pair)
    return rf"\b{one} {_GAP}{two}\b", rf"\b{two} {_GAP}{one}\b"


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def _clauses(text: str) -> Iterator[str]:
    """Yield the clauses of a note in plain small letters."""
    plain = _APOSTROPHES.sub("", text.casefold())
    for clause in _CLAUSES.split(plain):
        words = _NOT_WORDS.sub(" ", _COMMAS.sub(" , ", clause or "")).strip(" ,")
        for spelt, word in _SPELLINGS:
            words = spelt.sub(word, words)
        if words:
            yield words


def _is_heard(patterns: Iterable[re.Pattern[str]], clauses: Iterable[str]) -> bool:
    said = tuple(clauses)
    return any(
        _counts(clause, found) for each in patterns for clause in said for found in _matches(each, clause)
    )


def _matches(pattern: re.Pattern[str], clause: str) -> Iterator[re.Match[str]]:
    """Yield a match from each place where one begins: of two that overlap only the second may count."""
    at = 0
    while (found := pattern.search(clause, at)) is not None:
        yield found
        at = found.start() + 1


def _counts(clause: str, found: re.Match[str]) -> bool:
    """Return whether a match speaks of the person, and says that it is so."""
    before, after = f"{clause[: found.start()].rstrip()} ", f" {clause[found.end() :].strip()}"
    is_own = re.search(r"\b(my|me|i|im)\b", found[0])
    away = _NO.search(before) or _ASKED.search(before) or (not is_own and _SOMEBODY_ELSE.search(before))
    return not away and not _AND_NONE.search(after)
