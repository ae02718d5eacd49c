"""Text from outside, made harmless: what could steer a terminal is spelled out."""

from __future__ import annotations

import re
from textwrap import wrap

# Control characters but the line break, what turns the writing direction, and halves of a pair.
_STEERS = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def literal(text: str) -> str:
    r"""Return the text with each sign that steers a terminal written as \u001b is; it stays valid JSON."""
    return _STEERS.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def by_words(line: str, columns: int, indent: str = "") -> list[str]:
    """Return a line broken between words into lines of so many columns, all of them set in by `indent`.

    What is indented stays so, and what stands in a list hangs under its first word.
    """
    line = indent + line
    if len(line) <= columns:
        return [line]
    hangs = " " * (found.end() if (found := _BEFORE_WORDS.match(line)) else 0)
    width = max(columns, LEAST_COLUMNS)
    # an option, a date or a path is one word, whatever hyphens it has
    return wrap(line, width, subsequent_indent=hangs, break_long_words=False, break_on_hyphens=False)


LEAST_COLUMNS = 20
LETTERS = 100_000
"""The longest text that is taken from outside; a routine or a note is a hundredth of it."""

_BEFORE_WORDS = re.compile(r"  \d{1,2} | *(?:- |\d{1,3}\. )?")  # the number of a choice, a list's mark
# These are compiled when a text needs them: nearly all that is typed is plain.
_LINE_END = "\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]"
# All blanks of Unicode; what can't be seen and stands between two signs, but for what joins an emoji or
# a Persian word; control characters, and what turns the writing direction.
_BLANK = (
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\xa0\xad\u061c\u1680\u180e\u2000-\u200b\u200e\u200f\u202a-\u202f\u205f-\u206f"
    "\u3000\ufeff]"
)
_WIDE = "[\uff01-\uff5e]"
_WIDER_BY = 0xFEE0
_HALF = "[\ud800-\udfff]"


def from_outside(text: str, letters: int = LETTERS) -> str:
    """Return a text that was typed, pasted or piped, in the signs a reader knows.

    Every blank becomes a blank, every line end a line break, and full-width signs have their usual width.
    Nothing is deleted, so that no two numbers ever become one. Raises ValueError when the text has more
    than `letters` letters or holds bytes that are no text.
    """
    if len(text) > letters:
        raise ValueError(f"is too long: more than {letters} letters")
    if text.isascii() and text.isprintable():
        return text
    if re.search(_HALF, text):
        raise ValueError("is not UTF-8 text")
    lines = re.sub(_LINE_END, "\n", text.removeprefix("\ufeff"))
    return re.sub(_WIDE, lambda found: chr(ord(found[0]) - _WIDER_BY), re.sub(_BLANK, " ", lines))


def is_number_as_written(word: str) -> bool:
    """Return whether a word is a whole number as people write it: not 1_0, which Python reads as ten."""
    return word.removeprefix("-").isascii() and word.removeprefix("-").isdecimal()


PLURALS = ("ches", "shes", "sses", "xes")


SHORT = 2  # letters: an "s" at the end of a shorter word belongs to it


def name_key(name: str) -> str:
    """Return the form in which two spellings of a name are the same: "Child's-Pose" is "child pose"."""
    for mark in ("'", "\u2019"):
        name = name.replace(mark, "")
    for mark in "_-/":
        name = name.replace(mark, " ")
    return " ".join(_singular(word) for word in name.casefold().split())


def _singular(word: str) -> str:
    if word.endswith(PLURALS):
        return word[:-2]
    return word[:-1] if len(word) > SHORT and word.endswith("s") and not word.endswith("ss") else word
