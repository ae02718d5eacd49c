"""A note as clauses of plain small words: apostrophes gone, haste and slips put right, idioms left out."""

import re
from collections.abc import Iterator, Mapping
from functools import cache

from msgspec import Struct

_APOSTROPHES = re.compile(r"['\u2019\u2018`\u00b4]")
_IS = re.compile(  # "foot's gone white" is no plural
    r"\b(foot|leg|calf|toe|knee|thigh|bum|back|spine|scar|wound|bladder|arm|chest|belly|pain|numbness)['\u2019\u2018`\u00b4]s\b"
)
_NOT_WORDS = re.compile(r"[^a-z0-9,]+")
_COMMAS = re.compile(
    r"[,:]+|(?<!,)\s(?=(?:because|cos|coz)\b)|(?<!now )\band then\b"
    r"|(?<!now and )\bthen\b|\b(?:but|though|however)\b"
    r"|\band (?=(?:the|my|back|pain|sleep|slept|rest|otherwise|everything)\b)"
)
_ENDS = re.compile(r"[;!?\n()\u2013\u2014\u2026]+|\.(?!\d)|\s-+\s")
_ANSWERED_NO = re.compile(
    r"[^.!?;\n]*\?\s*(?:no|nope|nah|none|never|negative)\b\s*(?=[.,;!\n]|$|just\b|only\b|its\b)"
)
_NOT_BEFORE = re.compile(r"\(\?! (?!\?)((?:[^()]|\([^()]*\))*)\)")
_SHORTEST = 5
_LONG = 8


class Spelling(Struct, frozen=True, forbid_unknown_fields=True):
    """How words are read: `said` has other spellings of a word, `put_right` words that a slip may hide.

    `stays` are ordinary words that look like a slip of one of those; `idioms` are read past.
    """

    said: Mapping[str, tuple[str, ...]]
    put_right: tuple[str, ...]
    stays: tuple[str, ...]
    idioms: tuple[str, ...]


@cache
def pattern_of(phrases: tuple[str, ...]) -> re.Pattern[str]:
    """Return the pattern of phrases.

    `*` ends a word anyhow, an ellipsis stands for up to three words, and `$` for the end of what is said.
    """
    either = (
        "|".join(phrases).replace("*", r"\w*").replace("\u2026 ", r"(?:\w+ ){0,3}?").replace("$", "(?= ,|$)")
    )
    # What must not follow is whole words, too: "unbearable today" is no "unbearable to".
    either = _NOT_BEFORE.sub(r"(?! (?:\1)\\b)", either)
    return re.compile(rf"\b(?:{either})(?!\w)")


def clauses(text: str, spelling: Spelling) -> Iterator[str]:
    """Yield the clauses of a note in plain small letters."""
    said = _ANSWERED_NO.sub(" ", _APOSTROPHES.sub("", _IS.sub(r"\1 is", text.casefold())))
    for clause in _ENDS.split(said):
        words = _plain(clause)
        for word, others in spelling.said.items():
            words = pattern_of(others).sub(word, words)
        words = " ".join(_put_right(word, spelling) for word in words.split())
        words = _plain(pattern_of(spelling.idioms).sub(" - ", words))
        if words:
            yield words


def _plain(clause: str) -> str:
    return _NOT_WORDS.sub(" ", _COMMAS.sub(" , ", clause)).strip(" ,")


def _put_right(word: str, spelling: Spelling) -> str:
    """Return the word of danger that this one is a slip of: one letter wrong, or two of a long word."""
    if len(word) < _SHORTEST or word in spelling.stays or word in spelling.put_right:
        return word
    # Loaded where a note is read and not with the module: 27 ms.
    from rapidfuzz import process  # noqa: PLC0415
    from rapidfuzz.distance import OSA  # noqa: PLC0415

    slips = 2 if len(word) > _LONG else 1
    found = process.extractOne(word, spelling.put_right, scorer=OSA.distance, score_cutoff=slips)
    is_slip = found and not found[0].startswith(word) and not word.startswith(found[0])
    return found[0] if found and is_slip else word
