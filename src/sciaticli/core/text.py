"""Text from outside, made harmless: what could steer a terminal is spelled out."""

from __future__ import annotations

import re

# Control characters but the line break, what turns the writing direction, and halves of a pair.
_STEERS = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def literal(text: str) -> str:
    r"""Return the text with each sign that steers a terminal written as \u001b is; it stays valid JSON."""
    return _STEERS.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


PLURALS = ("ches", "shes", "sses", "xes")


SHORT = 2  # letters: an "s" at the end of a shorter word belongs to it


def plain(name: str) -> str:
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
