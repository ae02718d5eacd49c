"""How hard a text is to read: the grade of Flesch and Kincaid (1975), from its sentences and syllables.

No package that counts it runs on each Python from 3.11 on without a word list from the network.
"""

import re
from functools import cache

from pyphen import Pyphen

_WORD = re.compile(r"[^\W_]+(?:['\N{RIGHT SINGLE QUOTATION MARK}][^\W_]+)*")
_FEWEST = 3
"""Words of a sentence; what is shorter, as a heading, is none of its own."""


def reading_grade(text: str) -> float:
    """Return the school year, to a tenth, that a text in English asks of its reader."""
    words = _WORD.findall(text)
    if not words:
        return 0.0
    sentences = [part for part in re.split(r"[.!?]+", text) if len(_WORD.findall(part)) >= _FEWEST]
    syllables = sum(map(_syllables, words))
    return round(0.39 * len(words) / (len(sentences) or 1) + 11.8 * syllables / len(words) - 15.59, 1)


@cache
def _syllables(word: str) -> int:
    return len(_hyphens().positions(word.lower())) + 1


@cache
def _hyphens() -> Pyphen:
    return Pyphen(lang="en_US")
