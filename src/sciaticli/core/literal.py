"""Text from outside, made harmless: what could steer a terminal is spelled out."""

import re

# Control characters but the line break, what turns the writing direction, and halves of a pair.
_STEERS = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def literal(text: str) -> str:
    r"""Return the text with each sign that steers a terminal written as \u001b is; it stays valid JSON."""
    return _STEERS.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
