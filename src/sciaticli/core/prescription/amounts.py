"""How much, how often and on which side, read from a line as a physio writes it.

A range counts by its lower end. What is left of the line after all that is understood stays in
`rest`, so that nothing is dropped unseen.
"""

import re

from msgspec import Struct
from msgspec.structs import replace

from sciaticli.core.catalogue.exercise import Side

MINUTE = 60
WEEK = 7
MOST_OFTEN = 21  # what a routine can hold: three times a day
CUT = "|"

WORD_NUMBERS = {
    "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8",
    "nine": "9", "ten": "10", "twelve": "12", "fifteen": "15", "twenty": "20", "thirty": "30", "sixty": "60",
}  # fmt: skip
# signs as word processors set them, and the plain ones
_SIGNS = str.maketrans(
    {
        "\N{MULTIPLICATION SIGN}": "x",
        "*": "x",
        "\N{EN DASH}": "-",
        "\N{EM DASH}": "-",
        "\N{LEFT SINGLE QUOTATION MARK}": "'",
        "\N{RIGHT SINGLE QUOTATION MARK}": "'",
        "\N{PRIME}": "'",
        "\N{LEFT DOUBLE QUOTATION MARK}": '"',
        "\N{RIGHT DOUBLE QUOTATION MARK}": '"',
        "\N{DOUBLE PRIME}": '"',
    }
)

_SECONDS = r"(?:seconds?|secs?|s|\"|'')"
_MINUTES = r"(?:minutes?|mins?|')"
_END = r"(?![\w'\"])"
_TIME = re.compile(
    rf"(?P<minutes>\d+(?:\.5)?)\s*{_MINUTES}(?:\s*(?:and\s*)?(?P<more>\d+)\s*{_SECONDS})?{_END}"
    rf"|(?P<seconds>\d+)\s*{_SECONDS}{_END}"
)
_FALLING = re.compile(r"(?<![\d/-])(\d+(?:\s*[-/,]\s*\d+){2,})(?![\d/-])")
_RANGE = re.compile(rf"(\d+)(\s*{_SECONDS}|\s*{_MINUTES})?\s*(?:-|\bto\b)\s*(\d+)(?=\D|$)")
_REPS = r"(?:repetitions?|reps?|times)"
_BETWEEN = r"(?:\s*(?:in )?between\s*(?:the )?(?P<which>sets?|reps?|repetitions?)?)"
_EACH = r"(?:a|per|every|each|/|x)"

# In their order: the longer forms first. `N s` is a time in seconds by then, `N` a bare number.
_AMOUNTS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"rest(?:ing)?(?:\s*(?:for|of|:))?\s*(?P<pause>\d+)s\b{_BETWEEN}?",
        rf"(?P<pause>\d+)s\s*(?:of )?(?:rest|break)\b{_BETWEEN}?",
        r"(?P<sets>\d+)\s*x\s*(?P<reps>\d+)\s*x\s*(?P<hold>\d+)s\b",
        r"(?P<hold>\d+)s\s*holds?\b(?:\s*x\s*(?P<count>\d+)\b)?",
        r"(?:hold(?:ing|s)?|pause)(?:\s*(?:for|of|each|:))*\s*(?P<hold>\d+)s?\b",
        r"(?P<count>\d+)\s*(?:x|times|sets?\s*(?:of|x)|reps?\s*(?:of|x)|of)\s*(?P<hold>\d+)s\b(?:\s*holds?\b)?",
        rf"(?P<hold>\d+)s\s*(?:x|,)?\s*(?P<count>\d+)\s*(?:x\b|{_REPS}|sets?)(?!\s*\d)",
        r"(?P<hold>\d+)s\s*x\s*(?P<count>\d+)\b(?!\s*x)",
        rf"(?P<sets>\d+)\s*sets?\s*(?:of|x|,|-|:)?\s*(?P<reps>\d+)\b(?!s)(?:\s*{_REPS}\b)?",
        rf"(?P<reps>\d+)\s*{_REPS}\s*(?:x|of|,|for|in)?\s*(?P<sets>\d+)\s*sets?\b",
        rf"(?P<reps>\d+)\s*{_REPS}\s*x\s*(?P<sets>\d+)\b(?!s)",
        rf"(?P<sets>\d+)\s*x\s*(?P<reps>\d+)\b(?!s)(?:\s*{_REPS}\b)?",
        r"(?P<sets>\d+)\s*sets?\b",
        rf"(?P<reps>\d+)\s*(?:{_REPS}|x)\b",
        r"\bx\s*(?P<reps>\d+)\b",
        r"\breps?\s*:?\s*(?P<reps>\d+)\b",
        r"(?P<hold>\d+)s\b",
    )
)
_FALLING_SETS = re.compile(rf"(?:\d+\s*sets?\s*(?:of|x)?\s*)?<(?P<falling>[\d ]+)>(?:\s*{_REPS}\b)?")

_OFTEN = (
    (re.compile(rf"\b(\d+)\s*(?:(?:x|times?)\s*{_EACH}?|{_EACH})\s*(?:day|daily)\b"), WEEK),
    (re.compile(rf"\b(\d+)\s*(?:(?:x|times?|days?)\s*{_EACH}?|{_EACH})\s*(?:week|weekly|wk)\b"), 1),
)
_DAILY = re.compile(r"\b(?<!times )(?:daily|(?:every|each|a|per) ?day)\b")  # "10 times a day" is a riddle
_TWICE_DAILY = re.compile(r"\b(?:am (?:and|&|\+) pm|morning and (?:evening|night)|bd|bid)\b")
_SECOND_DAY = re.compile(r"\b(?:every (?:other|second) day|alternate days)\b")
_OTHERWISE = re.compile(r"\bevery (?:\d+ )?(?:hours?|hrs?)\b|\bhourly\b")

_LIMBS = r"(?:sides?|legs?|ways?|directions?|arms?|feet|knees?)"
_EVERY_SIDE = (
    rf"\b(?:on |to )?(?:each|ea|both|per|either|every|alternate) {_LIMBS}",
    r"\be/s\b",
    r"/ ?(?:side|leg)\b",
    r"\bbilat\w*",
    r"\bb/l\b",
    r"\bleft (?:and|&|\+) right\b",
    r"\bl ?(?:&|and|\+|/) ?r\b",
)
_SIDES = (
    (Side.BOTH, "|".join(_EVERY_SIDE)),
    (Side.LEFT, rf"\b(?:on |to )?(?:the |your )?(?:left|lt|l)\b(?: {_LIMBS}\b)?(?: only\b)?"),
    (Side.RIGHT, rf"\b(?:on |to )?(?:the |your )?(?:right|rt|r)\b(?: {_LIMBS}\b)?(?: only\b)?"),
)
_SORE = re.compile(rf"\b(?:on )?(?:the |your )?(?:sore|affected|painful|bad) {_LIMBS}(?: only\b)?")
_HARMLESS = re.compile(
    r"\b(?:as (?:able|tolerated|comfortable|you can|pain allows)|within comfort|pain[- ]free"
    r"|a|an|and|then|the|of|on|for|with|in|at|to|do|each|slow|slowly|gentle|gently|please|hold|relax|repeat)\b"
)


class Amount(Struct, frozen=True, kw_only=True):
    """What a line says of the dose. `count` is a number of holds that are neither called sets nor reps.

    `often` is sessions a week, `sore` stands for the sore side, `rest` is what was not understood.
    """

    sets: int | None = None
    reps: int | tuple[int, ...] | None = None
    count: int | None = None
    hold_s: int | None = None
    rest_s: int | None = None
    rep_rest_s: int | None = None
    side: Side | None = None
    sore: bool = False
    often: int | None = None
    too_often: bool = False
    lower_end: bool = False
    rest: str = ""

    @property
    def is_dose(self) -> bool:
        """True when anything is said of sets, repetitions or time."""
        return any(part is not None for part in (self.sets, self.reps, self.count, self.hold_s))


def read_amount(text: str) -> Amount:
    """Return what a line says, its exercise's name taken out before."""
    text = _plain(text)
    text, falling = _with_falling(text)
    text, lower_end = _RANGE.subn(_lower, text)
    text = _TIME.sub(_in_seconds, text)
    text, amount = _with_frequency(text, Amount(lower_end=lower_end > 0))
    text, amount = _with_side(text, amount)
    text, amount = _with_dose(text, amount, falling=falling)
    return replace(amount, rest=_unread(text))


def _plain(text: str) -> str:
    """Return the text in small letters and plain signs, with number words as digits."""
    text = text.casefold().translate(_SIGNS)
    text = re.sub(r"\bonce\b", "1 times", text)
    text = re.sub(r"\btwice\b", "2 times", text)
    text = re.sub(r"\b(?:slow|slowly|gentle|gently|controlled) (?=rep|set|hold)", "", text)
    words = "|".join(WORD_NUMBERS)
    return re.sub(rf"\b(?:{words})\b", lambda hit: WORD_NUMBERS[hit[0]], text)


def _with_falling(text: str) -> tuple[str, bool]:
    """Mark three or more falling numbers, one a set, as `<6 4 2>`."""
    for hit in _FALLING.finditer(text):
        numbers = [int(number) for number in re.findall(r"\d+", hit[1])]
        if numbers == sorted(set(numbers), reverse=True):
            marked = " ".join(map(str, numbers))
            return f"{text[: hit.start()]}<{marked}>{text[hit.end() :]}", True
    return text, False


def _lower(hit: re.Match[str]) -> str:
    unit = "" if hit[2] is None or int(hit[1]) <= int(hit[3]) else hit[2]
    return f"{min(int(hit[1]), int(hit[3]))}{unit}"


def _in_seconds(hit: re.Match[str]) -> str:
    if hit["seconds"] is not None:
        return f"{hit['seconds']}s"
    return f"{round(float(hit['minutes']) * MINUTE) + int(hit['more'] or 0)}s"


def _with_frequency(text: str, amount: Amount) -> tuple[str, Amount]:
    """Take out how often; what is more than a routine can hold stays in the text."""
    found: set[int] = set()
    for pattern, days in _OFTEN:
        hits = [hit for hit in pattern.finditer(text) if int(hit[1]) * days <= MOST_OFTEN]
        found |= {int(hit[1]) * days for hit in hits}
        for hit in reversed(hits):
            text = _cut(text, hit)
    for pattern, often in ((_SECOND_DAY, 3), (_TWICE_DAILY, 2 * WEEK), (_DAILY, WEEK)):
        text, count = pattern.subn(CUT, text)
        found = found or ({often} if count else set())
    text, others = _OTHERWISE.subn(CUT, text)
    return text, replace(amount, often=min(found, default=None), too_often=others > 0)


def _with_side(text: str, amount: Amount) -> tuple[str, Amount]:
    text, sore = _SORE.subn(CUT, text)
    for side, pattern in _SIDES:
        text, count = re.subn(pattern, CUT, text)
        if count:
            return text, replace(amount, side=side, sore=sore > 0)
    return text, replace(amount, sore=sore > 0)


def _with_dose(text: str, amount: Amount, *, falling: bool) -> tuple[str, Amount]:
    if falling and (hit := _FALLING_SETS.search(text)):
        reps = tuple(int(number) for number in hit["falling"].split())
        amount = replace(amount, sets=len(reps), reps=reps)
        text = _cut(text, hit)
    for pattern in _AMOUNTS:
        hit = pattern.search(text)
        if hit is None:
            continue
        changes = _changes(hit)
        if all(getattr(amount, key) is None for key in changes):
            amount = replace(amount, **changes)
            text = _cut(text, hit)
    return text, amount


def _changes(hit: re.Match[str]) -> dict[str, int]:
    found = {key: int(value) for key, value in hit.groupdict().items() if value and key != "which"}
    if "hold" in found:
        found["hold_s"] = found.pop("hold")
    if "pause" in found:
        between_reps = (hit["which"] or "").startswith("rep")
        found["rep_rest_s" if between_reps else "rest_s"] = found.pop("pause")
    return found


def _cut(text: str, hit: re.Match[str]) -> str:
    return f"{text[: hit.start()]} {CUT} {text[hit.end() :]}"


def _unread(text: str) -> str:
    """Return what is left of a line when harmless small words and signs are taken out."""
    text = re.sub(r"[|,;:.()\[\]•*+-]+", " ", _HARMLESS.sub(" ", text))
    return " ".join(text.split())
