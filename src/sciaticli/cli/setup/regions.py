"""Which region a word means: a code or a name of the table of phone numbers, never a guess."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from sciaticli.core.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sciaticli.core.screening.wording import Numbers

ALSO = {
    "uk": "GB",
    "great britain": "GB",
    "britain": "GB",
    "england": "GB",
    "scotland": "GB",
    "wales": "GB",
    "northern ireland": "GB",
    "usa": "US",
    "united states of america": "US",
    "holland": "NL",
    "uae": "AE",
}
HINT = "Give two letters, as GB, or the name in English. Left open, a line for all places is shown."


def region_code(text: str, regions: Mapping[str, Numbers]) -> str:
    """Return the code (ISO 3166) that a code or a name means; raises UsageError with the nearest name."""
    word = " ".join(text.split()).casefold()
    codes = {code.casefold(): code for entry in regions.values() for code in entry.also}
    codes |= {code.casefold(): code for code in regions}
    names = {entry.name.casefold(): code for code, entry in regions.items()} | ALSO
    if code := codes.get(word) or names.get(word):
        return code
    near = get_close_matches(word, list(names), 1)
    found = names[near[0]] if near else ""
    better = f" Did you mean {regions[found].name} ({found})?" if found else ""
    raise UsageError(f'there are no checked phone numbers for "{text}".{better}', HINT)


def call_lines(code: str, regions: Mapping[str, Numbers]) -> list[str]:
    """Return whom to call there, to be checked by the person."""
    numbers = next((entry for key, entry in regions.items() if code in (key, *entry.also)), None)
    if numbers is None:
        return []
    advice = f" For advice: {numbers.urgent}." if numbers.urgent else ""
    return [f"Emergency: {numbers.emergency}.{advice}", "Check that this is right where you are now."]
