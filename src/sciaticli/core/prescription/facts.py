"""What each rule of the grammar says once it fits: its facts, such as sets or seconds, and what it costs."""

import re
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from sciaticli.core.catalogue.dose_words import MINUTE
from sciaticli.core.prescription.tokens import Token

WAKING_H = 12  # hours that "every two hours" counts (our choice)
MOST_SETS = 6  # the first number of "3 x 10" counts sets up to here
OFTEN_A_DAY = 6  # "6 times a day" is how often; "10 times daily" may be ten, daily
WIDE = 3  # a range whose end is more than this times its beginning may be two numbers
UNREAD, IDLE = 20, 2  # what a number costs that no rule reads, and a word of a dose that says nothing there
VERY_OFTEN = 4  # what more than once an hour costs
TOWARD = "to the left or right may say where to move, not which side is worked"
_FREE = frozenset({"COMPLETE", "COMMA", "STOP", "DASH", "COLON", "SLASH", "OF", "PER", "DO", "FREQ", "BLANK"})

Fact = tuple[str, Any]
Values = tuple[Any, ...]  # of a rule's parts: tokens, numbers and times, or facts
Way = tuple[int, Values]  # what a reading of a part costs, and its values
Build = Callable[[Values], Iterator[Way]]


class _Number(NamedTuple):
    low: float
    high: float


class _Time(NamedTuple):
    """Seconds; `number` is how it was written; `sure` is False when the sign may stand for inches."""

    low: int
    high: int
    number: float
    sure: bool = True


def _numbers(values: Values) -> list[Any]:
    """Return the numbers and times of a rule's parts, in order."""
    return [value for value in values if isinstance(value, (_Number, _Time))]


def _int(number: _Number) -> int:
    return int(number.low)


def _range(key: str, number: _Number | _Time) -> tuple[Fact, ...]:
    return ((key, int(number.low)), *((("range", key),) if number.high > number.low else ()))


def _number(values: Values) -> Iterator[Way]:
    numbers = [token.value for token in values if token.kind == "N"]
    if len(numbers) == 1:
        yield 0, (_Number(numbers[0], numbers[0]),)
    elif 0 < numbers[0] < numbers[1]:
        yield 0, (_Number(numbers[0], numbers[1]),)


def _time(unit: int) -> Build:
    def build(values: Values) -> Iterator[Way]:
        (number,) = _numbers(values)
        yield 0, (_Time(round(number.low * unit), round(number.high * unit), number.low),)

    return build


def _time_range(unit: int) -> Build:
    def build(values: Values) -> Iterator[Way]:
        low, high = (token.value for token in values if token.kind == "N")
        if low < high:
            yield 0, (_Time(round(low * unit), round(high * unit), low),)

    return build


def _minutes_seconds(values: Values) -> Iterator[Way]:
    minutes, seconds = (token.value for token in values if token.kind == "N")
    total = round(minutes * MINUTE + seconds)
    yield 0, (_Time(total, total, total),)


def _clock(values: Values) -> Iterator[Way]:
    if len(values) > 1 or ":" not in values[0].text or values[0].value <= 10 * MINUTE:
        yield 0 if len(values) > 1 else 1, (_Time(values[0].value, values[0].value, values[0].value),)


def _inches(values: Values) -> Iterator[Way]:
    (number,) = _numbers(values)
    yield 0, (_Time(int(number.low), int(number.high), number.low, sure=False),)


def _said(*keys: str, cost: int = 1) -> Build:
    """Return a builder that gives a rule's numbers these names, in order."""

    def build(values: Values) -> Iterator[Way]:
        numbers = _numbers(values)
        facts = tuple(fact for key, number in zip(keys, numbers, strict=True) for fact in _range(key, number))
        yield cost, facts

    return build


def _n_by_n(values: Values) -> Iterator[Way]:
    """3 x 10 is sets and repetitions; 10 x 3 may be either way round."""
    first, second = _numbers(values)
    bare = ("bare", True)
    if first.low > MOST_SETS or second.low < first.low:
        yield 1, (*_range("reps", first), *_range("sets", second), bare)
    yield 1, (*_range("sets", first), *_range("reps", second), bare)


def _n_by_n_hold(values: Values) -> Iterator[Way]:
    first, second, hold = _numbers(values)
    for cost, facts in _n_by_n((first, second)):
        yield cost, (*(fact for fact in facts if fact[0] != "bare"), *_range("hold_s", hold))


def _dash_time(values: Values) -> Iterator[Way]:
    """Read "10 - 5 sec" as ten holds; "2-30 sec" may be that or a range, "5-10 sec" is a range."""
    count, hold = _numbers(values)
    if count.low >= hold.number or hold.number > WIDE * count.low:
        yield 1, (*_range("count", count), *_range("hold_s", hold))


def _lone_time(values: Values) -> Iterator[Way]:
    (time,) = _numbers(values)
    yield 1, _range("time" if time.sure else "sign", time)


def _hold_number(values: Values) -> Iterator[Way]:
    (hold,) = _numbers(values)
    yield 2, (*_range("hold_s", hold), ("unitless", int(hold.low)))


def _rate(key: str) -> Build:
    def build(values: Values) -> Iterator[Way]:
        number = _numbers(values)[0]
        often = int(number.low)
        cost = 1 if often <= OFTEN_A_DAY else 2
        yield cost if often <= WAKING_H else VERY_OFTEN, ((key, often),)  # "x20 nightly" is twenty, nightly

    return build


def _every_hours(values: Values) -> Iterator[Way]:
    first, *_ = _numbers(values) or values
    # of "every 2-3 hours" the longer is the smaller dose
    hours = max(1, int(first.high if isinstance(first, _Number) else first.value))
    yield 1, (("every_h", hours), ("per_day", max(1, WAKING_H // hours)))


def _side(values: Values) -> Iterator[Way]:
    sides = {
        "BOTH": _both(values[0].text),
        "SLASH_SIDE": "both",
        "EACH": "each",
        "TURNS": "both",
        "LEFT": "left",
    }
    kind = values[0].kind
    name = sides.get(kind, kind.lower())
    yield 0, ((("each", True),) if name == "each" else (("side", name),))


def _both(text: str) -> str:
    """Return "together" for both legs or feet at once, "both" for one side after the other."""
    is_at_once = text.startswith("bilat") or re.search(r"both (?:legs|feet|knees|arms)", text) is not None
    return "together" if is_at_once else "both"


def _reps_both(values: Values) -> Iterator[Way]:
    sides = {_both(value.text) for value in values if isinstance(value, Token)}
    yield 1, (*_range("reps", _numbers(values)[0]), ("side", "together" if "together" in sides else "both"))


def _reps_times(values: Values) -> Iterator[Way]:
    reps, times = _numbers(values)
    doubt = ("note", f"{_int(times)} times may be sets, or how often a day")
    yield 2, (*_range("reps", reps), *_range("sets", times), doubt)


def _reps_both_by_n(values: Values) -> Iterator[Way]:
    reps, sets = _numbers(values)
    yield 1, (*_range("reps", reps), *_range("sets", sets), ("side", "both"))


def _falling(values: Values) -> Iterator[Way]:
    sets = _numbers(values)
    for value in values:
        if isinstance(value, Token) and isinstance(value.value, tuple):
            reps = value.value
            if not sets or _int(sets[0]) == len(reps):
                yield 1, (("sets", len(reps)), ("reps", reps))


def _fixed(*facts: Fact, cost: int = 1) -> Build:
    def build(_: Values) -> Iterator[Way]:
        yield cost, facts

    return build


def _value(key: str) -> Build:
    """Return a builder that gives the value of a rule's only token this name."""

    def build(values: Values) -> Iterator[Way]:
        yield 1, ((key, values[0].value),)

    return build


def _day_names(values: Values) -> Iterator[Way]:
    days = {token.text[:3] for token in values if isinstance(token, Token) and token.kind == "DAYNAME"}
    yield 1, (("days_a_week", len(days)),)


def _breaths(values: Values) -> Iterator[Way]:
    numbers = _numbers(values)
    count = (("count", _int(numbers[0])),) if len(numbers) > 1 else ()
    yield 1, (*count, ("breaths", _int(numbers[-1])))


def _lone_range(values: Values) -> Iterator[Way]:
    """Read "8-12" without a word as so many repetitions, in doubt; "3 - 10" may be two numbers."""
    low, high = (token for token in values if token.kind == "N")
    if low.value < high.value <= WIDE * low.value:
        doubt = ("note", f'"{low.text}" to "{high.text}" is taken as repetitions')
        yield UNREAD, (("reps", int(low.value)), ("range", "reps"), doubt)


def _unread(values: Values) -> Iterator[Way]:
    yield UNREAD, (("unread", values[0].text),)


def _idle(values: Values) -> Iterator[Way]:
    (token,) = values
    yield (0 if token.kind in _FREE else IDLE), ()


BUILDERS: dict[str, Build] = {
    "number": _number,
    "seconds": _time(1),
    "second_range": _time_range(1),
    "minutes": _time(MINUTE),
    "minute_range": _time_range(MINUTE),
    "minutes_seconds": _minutes_seconds,
    "clock": _clock,
    "sign": _inches,
    "sets_reps": _said("sets", "reps"),
    "sets_times": _said("sets", "reps", cost=2),
    "sets_reps_hold": _said("sets", "reps", "hold_s"),
    "reps_sets": _said("reps", "sets"),
    "reps_by_n": _said("reps", "sets", cost=2),
    "reps_times": _reps_times,
    "reps_both_by_n": _reps_both_by_n,
    "n_by_n": _n_by_n,
    "n_by_n_reps": _said("sets", "reps"),
    "n_by_n_hold": _n_by_n_hold,
    "count_time": _said("count", "hold_s"),
    "sets_time": _said("sets", "hold_s"),
    "reps_time": _said("reps", "hold_s"),
    "reps_time_sets": _said("reps", "hold_s", "sets"),
    "dash_time": _dash_time,
    "time_count": _said("hold_s", "count"),
    "time_sets": _said("hold_s", "sets"),
    "time_reps_sets": _said("hold_s", "reps", "sets"),
    "time_sets_reps": _said("hold_s", "sets", "reps"),
    "hold": _said("hold_s"),
    "hold_number": _hold_number,
    "lone_time": _lone_time,
    "rest": _said("rest_s"),
    "rep_rest": _said("rep_rest_s"),
    "sets": _said("sets"),
    "reps": _said("reps"),
    "reps_both": _reps_both,
    "falling": _falling,
    "breaths": _breaths,
    "a_day": _rate("per_day"),
    "a_week": _rate("days_a_week"),
    "day_names": _day_names,
    "of_seven": _value("days_a_week"),
    "lone_range": _lone_range,
    "total": _fixed(("total", True), cost=0),
    "every_other": _fixed(("days_a_week", 3)),
    "every_hours": _every_hours,
    "every_minutes": _fixed(("per_day", WAKING_H), ("every_h", 1), ("note", "that is very often")),
    "every_hour": _fixed(("every_h", 1), ("per_day", WAKING_H)),
    "every_h": _every_hours,
    "said_rate": _value("per_day"),
    "daily": _fixed(("per_day", 1)),
    "weekly": _fixed(("days_a_week", 1)),
    "side": _side,
    "toward": _fixed(("note", TOWARD)),
    "no_dose": _fixed(("no_dose", True), cost=2),
    "inches": _fixed(("no_dose", True)),
    "blank": _fixed(cost=0),
    "upto": _fixed(("note", '"up to" leaves the number open')),
    "amrap": _fixed(("note", "it names no number but as many as you can")),
    "unread": _unread,
    "idle": _idle,
}
