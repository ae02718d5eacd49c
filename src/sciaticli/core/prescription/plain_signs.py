"""A text with the signs that are typed: what typesetters, forms and web pages made of them is undone."""

import re
import unicodedata
from functools import lru_cache

_BLANKS = re.compile(r"[^\S\n]+")
_PLURAL = re.compile(r"(?<=[a-z])\(s\)", re.IGNORECASE)  # "time(s)"
_FILLED_IN = re.compile(r"_+ ?(\d+) ?_+")  # a blank of a form with a number written into it
_HALVES = "\N{VULGAR FRACTION ONE HALF}\N{VULGAR FRACTION ONE QUARTER}\N{VULGAR FRACTION THREE QUARTERS}"
_FRACTION = re.compile(f"([0-9]*)([{_HALVES}])")
_SIGNS = str.maketrans(
    {
        "\N{MULTIPLICATION SIGN}": "x",
        "\N{HEAVY MULTIPLICATION X}": "x",
        "*": "x",
        "\N{HYPHEN}": "-",
        "\N{NON-BREAKING HYPHEN}": "-",
        "\N{FIGURE DASH}": "-",
        "\N{EN DASH}": "-",
        "\N{EM DASH}": "-",
        "\N{MINUS SIGN}": "-",
        "\N{LEFT SINGLE QUOTATION MARK}": "'",
        "\N{RIGHT SINGLE QUOTATION MARK}": "'",
        "\N{PRIME}": "'",
        "\N{LEFT DOUBLE QUOTATION MARK}": '"',
        "\N{RIGHT DOUBLE QUOTATION MARK}": '"',
        "\N{DOUBLE PRIME}": '"',
        "\N{MASCULINE ORDINAL INDICATOR}": "\N{DEGREE SIGN}",
    }
)


@lru_cache(maxsize=4096)
def plain_signs(text: str) -> str:
    """Return a text with every blank a blank, every line end a line end, and typeset signs as typed ones.

    Nothing is deleted: a no-break space between two numbers stays a space.
    """
    if "&" in text:
        from html import unescape  # noqa: PLC0415 - its table of names costs a start-up, and few texts have one

        text = unescape(text)
    text = _FRACTION.sub(_decimal, _PLURAL.sub("s", text))
    lines = (_FILLED_IN.sub(r" \1 ", _BLANKS.sub(" ", line)) for line in text.splitlines())
    return unicodedata.normalize("NFKC", "\n".join(lines).translate(_SIGNS)).translate(_SIGNS)


def _decimal(fraction: re.Match[str]) -> str:
    """Return a fraction as typed: "1\N{VULGAR FRACTION ONE HALF} min" is 1.5 min."""
    whole, part = fraction.groups()
    return f"{'' if whole else ' '}{int(whole or 0) + unicodedata.numeric(part):g}"
