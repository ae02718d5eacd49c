"""When a sign began, in a person's own words: "3 days", "six weeks ago", "for years"."""

import re

from sciaticli.core.screening.questions import Began

NEW_DAYS, MID_DAYS = 14, 92  # where the form draws its lines: 14 days and three months
_DAYS = {"day": 1, "week": 7, "month": 30, "year": 365}
_NUMBERS = (
    "a",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
)
_SOME = {"an": 1, "couple": 2, "couple of": 2, "few": 3, "several": 4, "some": 4, "many": 5}
_OLD = ("years", "ages", "for ever", "forever", "always", "long ago", "a long time", "long time")
_NEW = ("today", "yesterday", "last night", "this morning", "this week", "just now", "now")
_SPAN = re.compile(
    r"(?:for |since |about |around |over |under |nearly |almost |roughly |the last |last |maybe |ca )*(?:a )?"
    rf"(\d{{1,3}}|{'|'.join((*_SOME, *_NUMBERS))})?"
    r"\s*(d|w|m|y|days?|weeks?|wks?|months?|mths?|years?|yrs?)(?: ago| now)?"
)
_LEADS = re.compile(r"^(?:since |for |it began |it started |only |just |about )+")
_UNITS = {"d": "day", "w": "week", "m": "month", "y": "year"}


def began_of(answer: str) -> Began | None:
    """Return when a sign began by what was typed, None when that is not clear.

    Of two answers that fit the newer counts: three months are "up to three months", two weeks are not new.
    """
    said = answer.strip(" .!").lower()
    bare = _LEADS.sub("", said)
    if bare in _NEW:
        return Began.DAYS
    if bare in _OLD or said in _OLD:
        return Began.MONTHS
    span = _SPAN.fullmatch(said)
    if span is None:
        return None
    count, unit = span.groups()
    if count is None and len(unit) == 1:
        return None  # "d" alone begins a word of the form
    days = _count(count, unit) * _DAYS[_UNITS[unit[0]]]
    return Began.DAYS if days < NEW_DAYS else Began.WEEKS if days <= MID_DAYS else Began.MONTHS


def _count(count: str | None, unit: str) -> int:
    if count is None:
        return 3 if unit.endswith("s") else 1  # "weeks" are a few of them
    if count.isdecimal():
        return int(count)
    return _SOME[count] if count in _SOME else max(1, _NUMBERS.index(count))
