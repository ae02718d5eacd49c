"""The grammar of a dose: a phrase's tokens to every reading that leaves the least of it unread.

A reading is what the phrase says, as facts (`sets`, `reps`, `hold_s`, ...). Where two readings leave
equally little unread, both are kept; choosing is the person's.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache, lru_cache
from itertools import product
from typing import TYPE_CHECKING, Any, NamedTuple

from lark import Lark

from sciaticli.core.prescription.tokens import WORD, Token, tokens

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

MINUTE = 60
WAKING_H = 12  # hours that "every two hours" counts (our choice)
LONGEST_PHRASE = 40  # tokens
MOST_READINGS = 24
PART = "part"
SLACK = 3  # what a cheaper beginning may be beaten by later on
MOST_SETS = 6  # the first number of "3 x 10" counts sets up to here
OFTEN_A_DAY = 6  # "6 times a day" is how often; "10 times daily" may be ten, daily
WIDE = 3  # a range whose end is more than this times its beginning may be two numbers

UNREAD, IDLE, CLASH, VERY_OFTEN = 20, 2, 12, 4
TOWARD = "to the left or right may say where to move, not which side is worked"

GRAMMAR = r"""
part: sets_reps | sets_times | sets_reps_hold | reps_sets | reps_by_n | reps_times | reps_both_by_n
    | n_by_n | n_by_n_reps | n_by_n_hold | count_time | sets_time | reps_time | reps_time_sets
    | dash_time | time_count | time_sets | time_reps_sets | time_sets_reps | hold | hold_number
    | lone_time | rest | rep_rest | sets | reps | reps_both | falling | breaths | a_day | a_week
    | day_names | of_seven | every_other | every_hours | every_hour | every_h | every_minutes
    | said_rate | daily | weekly | side | toward | no_dose | inches | blank | upto | amrap
    | lone_range | total | unread | idle

number: N | N DASH N
_time: seconds | second_range | minutes | minute_range | minutes_seconds | clock | sign
seconds: number DASH? SEC | number DASH? COUNT | PER? COUNT_OF number
second_range: N SEC DASH N SEC
minutes: number DASH? MIN | number QUOTE
minute_range: N MIN DASH N MIN
minutes_seconds: N MIN COMMA? N SEC
clock: CLOCK MIN?
sign: number DQUOTE
_reps: REPS | TIMES
_of: OF | X | SLASH | COMMA | DASH | COLON
_per: PER | EACH | SLASH

sets_reps: number SETS _of? number REPS? | number SESSIONS OF number REPS?
sets_times: number SETS _of? number TIMES
sets_reps_hold: number SETS _of? number _reps? (X | AT | OF) _time
reps_sets: number REPS (X | OF | SLASH | COMMA | DASH) number SETS | number TIMES X number SETS
         | number REPS? PER SETS COMMA? number SETS
reps_by_n: number REPS X number
reps_times: number REPS COMMA? number TIMES
reps_both_by_n: number (BOTH | SLASH_SIDE) X number
n_by_n: number X number | number TIMES number
n_by_n_reps: number X number REPS
n_by_n_hold: number X number REPS? (X | AT | SLASH) _time
count_time: number (X | OF) _time HOLD? | number COMMA _time HOLD
sets_time: number SETS _of? _time HOLD?
reps_time: number TIMES (OF | X | COMMA | PER)? _time HOLD? | number REPS (OF | X | AT | SLASH
        | DASH) _time HOLD?
reps_time_sets: number REPS (OF | X) _time (X | COMMA)? number SETS
dash_time: number DASH _time HOLD?
time_count: X? _time X number _reps? | _time HOLD (X | COMMA) number _reps?
time_sets: X? _time X number SETS | _time HOLD (X | COMMA) number SETS
time_reps_sets: _time X number _reps (X | COMMA) number SETS
time_sets_reps: _time X number SETS (X | COMMA) number _reps
hold: HOLD (COLON | OF | DASH | EACH | PER | COMMA)? _time | _time HOLD | AT _time
hold_number: HOLD COLON? number
lone_time: X? _time
rest: REST (COLON | OF | DASH | COMMA)? _time | _time OF? REST
    | REST? (COLON | OF)? _time OF? REST? BETWEEN _per? (SETS | HOLD)
rep_rest: REST? (COLON | OF)? _time OF? REST? BETWEEN _per? REPS
sets: number SETS | SETS (COLON | DASH)? number | COMPLETE COLON number
reps: number REPS | REPS (COLON | DASH)? number | number TIMES | TIMES COLON number | X number | number X
    | DO COLON? number
reps_both: number (BOTH | SLASH_SIDE) | DO number (PER | EACH)? TURNS
falling: FALL _reps? | number SETS (OF | X)? FALL _reps?
breaths: HOLD? number BREATH HOLD? | number X number BREATH
a_day: number (TIMES | X | SESSIONS) _per? DAY | number (TIMES | X | SESSIONS) X? DAILY
     | X number TIMES? DAILY | X number TIMES? _per DAY | number _per DAY | DAILY COLON number
     | (TIMES | SESSIONS) _per DAY COLON number
a_week: number (TIMES | X | SESSIONS | DAY) _per? WEEK | number (TIMES | X | SESSIONS | DAY) WEEKLY
      | X number WEEKLY | X number _per WEEK | WEEKLY COLON number
      | (TIMES | SESSIONS | DAY) _per WEEK COLON number | number DAY OF number WEEK
day_names: _days
_days: DAYNAME (_of? _days)?
of_seven: OF_SEVEN DAY?
every_other: EVERY_OTHER
every_hours: _per number HOUR | number DASH? HOURLY
every_hour: _per HOUR | HOURLY
every_h: EVERY_H
every_minutes: _per number MIN
said_rate: PER_DAY
daily: DAILY | _per DAY
weekly: WEEKLY | _per WEEK
side: BOTH | SLASH_SIDE | EACH | TURNS | LEFT | RIGHT | SORE
toward: TOWARD
no_dose: number DASH? NODOSE | N NODOSE DASH N NODOSE | SPAN | number DASH? (WEEK | MONTH | DAY | HOUR)
inches: number DQUOTE
blank: BLANK (SETS | REPS | TIMES | SEC | MIN)? | BLANK TIMES? _per (DAY | WEEK) | BLANK TIMES? (DAILY
        | WEEKLY)
upto: UPTO
amrap: AMRAP
lone_range: N DASH N
total: TOTAL
unread: N | FALL | CLOCK | DATE
idle: X | COMPLETE | SETS | REPS | TIMES | SESSIONS | COUNT | COUNT_OF | HOLD | REST | BETWEEN | PER | OF | DO
     | DAILY | WEEKLY | HOURLY | DAY | WEEK | HOUR | MONTH | SEC | MIN | BREATH | NODOSE | FREQ | BLANK
     | SLASH | AT | DASH | COLON | STOP | COMMA | DQUOTE | QUOTE
"""
KINDS = """
N FALL CLOCK DATE SPAN OF_SEVEN X SETS REPS TIMES SESSIONS COUNT HOLD REST BETWEEN PER EACH OF DO DAILY
WEEKLY HOURLY DAY WEEK HOUR MONTH SEC MIN BREATH NODOSE FREQ BLANK SLASH SLASH_SIDE AT DASH COLON STOP
COMMA DQUOTE QUOTE BOTH TURNS EVERY_H COMPLETE LEFT RIGHT TOWARD SORE UPTO AMRAP PER_DAY EVERY_OTHER DAYNAME
COUNT_OF TOTAL
"""
_KINDS = frozenset(KINDS.split())

_Way = tuple[int, tuple[Any, ...]]  # what a reading of a part costs, and its values


class Reading(NamedTuple):
    """Facts in the order they were said, and what the reading costs: the less is unread the cheaper."""

    cost: int
    facts: tuple[tuple[str, Any], ...] = ()


@lru_cache(maxsize=1024)
def readings(text: str) -> tuple[Reading, ...]:
    """Return every cheapest reading of a text; one without facts when it says nothing of a dose."""
    found: tuple[Reading, ...] = (Reading(0),)
    for phrase in _phrases(tokens(text)):
        joined = [_joined(before, after) for before, after in product(found, _read(phrase))]
        found = _cheapest(joined, SLACK)[:MOST_READINGS]
    settled = [Reading(reading.cost + CLASH * len(clashes(reading)), reading.facts) for reading in found]
    return _cheapest(settled, 0)


def clashes(reading: Reading) -> tuple[str, ...]:
    """Return the keys that a reading gives two values."""
    said: dict[str, set[Any]] = {}
    for key, value in reading.facts:
        said.setdefault(key, set()).add(value)
    many = {"unread", "note", "range", "unitless"}
    return tuple(key for key, values in said.items() if len(values) > 1 and key not in many)


def _joined(before: Reading, after: Reading) -> Reading:
    return Reading(before.cost + after.cost, before.facts + after.facts)


def _cheapest(found: Sequence[Reading], slack: int) -> tuple[Reading, ...]:
    """Return the readings within `slack` of the cheapest, cheapest first, each set of facts once."""
    ordered = sorted(found, key=lambda reading: reading.cost)
    kept: dict[frozenset[tuple[str, Any]], Reading] = {}
    for reading in ordered:
        if reading.cost <= ordered[0].cost + slack:
            kept.setdefault(frozenset(reading.facts), reading)
    return tuple(kept.values())


def _phrases(found: Sequence[Token]) -> Iterator[list[Token]]:
    """Yield the runs of tokens between words, those that hold anything to read."""
    phrase: list[Token] = []
    for token in (*found, Token(WORD, "")):
        if token.kind == WORD or len(phrase) == LONGEST_PHRASE:
            if any(part.kind not in _SIGNS_ONLY for part in phrase):
                yield phrase
            phrase = [] if token.kind == WORD else [token]
        else:
            phrase.append(token)


_SIGNS_ONLY = frozenset({"COMPLETE", "COMMA", "STOP", "DASH", "COLON", "SLASH", "OF", "PER", "DO", "AT"})


def _read(phrase: Sequence[Token]) -> tuple[Reading, ...]:
    found = _ways_through(phrase)
    sides_only = not any(token.kind in _NUMBERED for token in phrase)
    if sides_only:  # "bend the right knee" says nothing of a dose
        found = [(cost, _without_single_sides(facts)) for cost, facts in found]
    return _cheapest([Reading(cost, facts) for cost, facts in found], SLACK)


_NUMBERED = frozenset({"N", "FALL", "PER_DAY", "OF_SEVEN", "CLOCK", "DAILY"})


def _without_single_sides(facts: tuple[tuple[str, Any], ...]) -> tuple[tuple[str, Any], ...]:
    return tuple(
        fact
        for fact in facts
        if fact != ("note", TOWARD) and (fact[0] != "side" or fact[1] in ("both", "together"))
    )


_Ends = dict[int, list[_Way]]  # the ways to read something that begins at one token, by where they end


def _ways_through(phrase: Sequence[Token]) -> list[_Way]:
    """Return the ways to read a phrase as one part after the other."""
    chart = _Chart(phrase)
    so_far: _Ends = {0: [(0, ())]}
    for at in range(len(phrase)):
        for end, after in chart.ways(PART, at).items():
            so_far[end] = _fewest([*so_far.get(end, ()), *_after(so_far[at], after)])
    return so_far[len(phrase)]


class _Chart:
    """What each rule makes of a phrase's tokens, from each place on; everything is read once."""

    def __init__(self, phrase: Sequence[Token]) -> None:
        self._phrase = phrase
        self._seen: dict[tuple[str, int], _Ends] = {}

    def ways(self, name: str, at: int) -> _Ends:
        """Return the cheapest ways to read a rule or a token that begins here."""
        if at == len(self._phrase):
            return {}
        token = self._phrase[at]
        if name in _KINDS:
            return {at + 1: [(0, (token,))]} if token.kind == name else {}
        if (name, at) not in self._seen:
            self._seen[name, at] = self._read(name, at)
        return self._seen[name, at]

    def _read(self, name: str, at: int) -> _Ends:
        found: defaultdict[int, list[_Way]] = defaultdict(list)
        for parts in _rules()[name].get(self._phrase[at].kind, ()):
            for end, ways in self._in_order(parts, at).items():
                found[end] += _built(name, ways)
        return {end: kept for end, ways in found.items() if (kept := _fewest(ways))}

    def _in_order(self, parts: Sequence[str], at: int) -> _Ends:
        so_far: _Ends = {at: [(0, ())]}
        for name in parts:
            found: defaultdict[int, list[_Way]] = defaultdict(list)
            for here, before in so_far.items():
                for end, after in self.ways(name, here).items():
                    found[end] += _after(before, after)
            so_far = {end: _fewest(ways) for end, ways in found.items()}
        return so_far


def _after(before: Iterable[_Way], after: Iterable[_Way]) -> Iterator[_Way]:
    for (cost, values), (more, added) in product(before, after):
        yield cost + more, values + added


def _fewest(ways: list[_Way]) -> list[_Way]:
    """Return the ways within the slack of the cheapest, each one's values once."""
    least = min((cost for cost, _ in ways), default=0)
    kept: dict[tuple[Any, ...], _Way] = {}
    for cost, values in sorted(ways, key=lambda way: way[0]):
        if cost <= least + SLACK:
            kept.setdefault(values, (cost, values))
    return list(kept.values())[:MOST_READINGS]


def _built(name: str, ways: Iterable[_Way]) -> Iterator[_Way]:
    """Yield what a rule makes of its parts; a helper rule hands them on."""
    build = BUILDERS.get(name)
    for cost, values in ways:
        if build is None:
            yield cost, values
        else:
            for more, made in build(values):
                yield cost + more, made


@cache
def _rules() -> dict[str, dict[str, list[list[str]]]]:
    """Return the parts of each rule, by its name and by the kinds of token that it can begin with.

    Lark reads the grammar. Its parser for grammars that mean two things weighs every rule anew at every
    token, which took 45 ms a line; this way takes two.
    """
    declared = f"%declare {' '.join(sorted(_KINDS))}\n"
    written = Lark(GRAMMAR + declared, start=PART, parser=None, lexer="basic").rules
    parts = defaultdict(list)
    for rule in written:
        parts[rule.origin.name].append([symbol.name for symbol in rule.expansion])

    def kinds(name: str) -> set[str]:
        return {name} if name in _KINDS else {kind for first, *_ in parts[name] for kind in kinds(first)}

    return {
        name: {kind: [each for each in ways if kind in kinds(each[0])] for kind in kinds(name)}
        for name, ways in parts.items()
    }


def _numbers(values: tuple[Any, ...]) -> list[Any]:
    """Return the numbers and times of a rule's parts, in order."""
    return [value for value in values if isinstance(value, (_Number, _Time))]


class _Number(NamedTuple):
    low: float
    high: float


class _Time(NamedTuple):
    """Seconds; `number` is how it was written; `sure` is False when the sign may stand for inches."""

    low: int
    high: int
    number: float
    sure: bool = True


def _int(number: _Number) -> int:
    return int(number.low)


def _range(key: str, number: _Number | _Time) -> tuple[tuple[str, Any], ...]:
    return ((key, int(number.low)), *((("range", key),) if number.high > number.low else ()))


def _number(values: tuple[Any, ...]) -> Iterator[_Way]:
    numbers = [token.value for token in values if token.kind == "N"]
    if len(numbers) == 1:
        yield 0, (_Number(numbers[0], numbers[0]),)
    elif 0 < numbers[0] < numbers[1]:
        yield 0, (_Number(numbers[0], numbers[1]),)


def _time(unit: int) -> Callable[[tuple[Any, ...]], Iterator[_Way]]:
    def build(values: tuple[Any, ...]) -> Iterator[_Way]:
        (number,) = _numbers(values)
        yield 0, (_Time(round(number.low * unit), round(number.high * unit), number.low),)

    return build


def _time_range(unit: int) -> Callable[[tuple[Any, ...]], Iterator[_Way]]:
    def build(values: tuple[Any, ...]) -> Iterator[_Way]:
        low, high = (token.value for token in values if token.kind == "N")
        if low < high:
            yield 0, (_Time(round(low * unit), round(high * unit), low),)

    return build


def _minutes_seconds(values: tuple[Any, ...]) -> Iterator[_Way]:
    minutes, seconds = (token.value for token in values if token.kind == "N")
    total = round(minutes * MINUTE + seconds)
    yield 0, (_Time(total, total, total),)


def _clock(values: tuple[Any, ...]) -> Iterator[_Way]:
    if len(values) > 1 or ":" not in values[0].text or values[0].value <= 10 * MINUTE:
        yield 0 if len(values) > 1 else 1, (_Time(values[0].value, values[0].value, values[0].value),)


def _inches(values: tuple[Any, ...]) -> Iterator[_Way]:
    (number,) = _numbers(values)
    yield 0, (_Time(int(number.low), int(number.high), number.low, sure=False),)


def _said(*keys: str, cost: int = 1) -> Callable[[tuple[Any, ...]], Iterator[_Way]]:
    """Return a builder that gives a rule's numbers these names, in order."""

    def build(values: tuple[Any, ...]) -> Iterator[_Way]:
        numbers = _numbers(values)
        facts = tuple(fact for key, number in zip(keys, numbers, strict=True) for fact in _range(key, number))
        yield cost, facts

    return build


def _n_by_n(values: tuple[Any, ...]) -> Iterator[_Way]:
    """3 x 10 is sets and repetitions; 10 x 3 may be either way round."""
    first, second = _numbers(values)
    bare = ("bare", True)
    if first.low > MOST_SETS or second.low < first.low:
        yield 1, (*_range("reps", first), *_range("sets", second), bare)
    yield 1, (*_range("sets", first), *_range("reps", second), bare)


def _n_by_n_hold(values: tuple[Any, ...]) -> Iterator[_Way]:
    first, second, hold = _numbers(values)
    for cost, facts in _n_by_n((first, second)):
        yield cost, (*(fact for fact in facts if fact[0] != "bare"), *_range("hold_s", hold))


def _dash_time(values: tuple[Any, ...]) -> Iterator[_Way]:
    """Read "10 - 5 sec" as ten holds; "2-30 sec" may be that or a range, "5-10 sec" is a range."""
    count, hold = _numbers(values)
    if count.low >= hold.number or hold.number > WIDE * count.low:
        yield 1, (*_range("count", count), *_range("hold_s", hold))


def _lone_time(values: tuple[Any, ...]) -> Iterator[_Way]:
    (time,) = _numbers(values)
    yield 1, _range("time" if time.sure else "sign", time)


def _hold_number(values: tuple[Any, ...]) -> Iterator[_Way]:
    (hold,) = _numbers(values)
    yield 2, (*_range("hold_s", hold), ("unitless", int(hold.low)))


def _rate(key: str) -> Callable[[tuple[Any, ...]], Iterator[_Way]]:
    def build(values: tuple[Any, ...]) -> Iterator[_Way]:
        number = _numbers(values)[0]
        often = int(number.low)
        cost = 1 if often <= OFTEN_A_DAY else 2
        yield cost if often <= WAKING_H else VERY_OFTEN, ((key, often),)  # "x20 nightly" is twenty, nightly

    return build


def _every_hours(values: tuple[Any, ...]) -> Iterator[_Way]:
    hours = max(1, int(_numbers(values)[0].high))  # "every 2-3 hours": the longer is the smaller dose
    yield 1, (("every_h", hours), ("per_day", max(1, WAKING_H // hours)))


def _every_h(values: tuple[Any, ...]) -> Iterator[_Way]:
    hours = max(1, values[0].value)
    yield 1, (("every_h", hours), ("per_day", max(1, WAKING_H // hours)))


def _side(values: tuple[Any, ...]) -> Iterator[_Way]:
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


def _reps_both(values: tuple[Any, ...]) -> Iterator[_Way]:
    sides = {_both(value.text) for value in values if isinstance(value, Token)}
    yield 1, (*_range("reps", _numbers(values)[0]), ("side", "together" if "together" in sides else "both"))


def _reps_times(values: tuple[Any, ...]) -> Iterator[_Way]:
    reps, times = _numbers(values)
    doubt = ("note", f"{_int(times)} times may be sets, or how often a day")
    yield 2, (*_range("reps", reps), *_range("sets", times), doubt)


def _reps_both_by_n(values: tuple[Any, ...]) -> Iterator[_Way]:
    reps, sets = _numbers(values)
    yield 1, (*_range("reps", reps), *_range("sets", sets), ("side", "both"))


def _falling(values: tuple[Any, ...]) -> Iterator[_Way]:
    sets = _numbers(values)
    for value in values:
        if isinstance(value, Token) and isinstance(value.value, tuple):
            reps = value.value
            if not sets or _int(sets[0]) == len(reps):
                yield 1, (("sets", len(reps)), ("reps", reps))


def _fixed(*facts: tuple[str, Any], cost: int = 1) -> Callable[[tuple[Any, ...]], Iterator[_Way]]:
    def build(_: tuple[Any, ...]) -> Iterator[_Way]:
        yield cost, facts

    return build


def _said_rate(values: tuple[Any, ...]) -> Iterator[_Way]:
    yield 1, (("per_day", values[0].value),)


def _of_seven(values: tuple[Any, ...]) -> Iterator[_Way]:
    yield 1, (("days_a_week", values[0].value),)


def _day_names(values: tuple[Any, ...]) -> Iterator[_Way]:
    days = {token.text[:3] for token in values if isinstance(token, Token) and token.kind == "DAYNAME"}
    yield 1, (("days_a_week", len(days)),)


def _breaths(values: tuple[Any, ...]) -> Iterator[_Way]:
    numbers = _numbers(values)
    count = (("count", _int(numbers[0])),) if len(numbers) > 1 else ()
    yield 1, (*count, ("breaths", _int(numbers[-1])))


def _lone_range(values: tuple[Any, ...]) -> Iterator[_Way]:
    """Read "8-12" without a word as so many repetitions, in doubt; "3 - 10" may be two numbers."""
    low, high = (token for token in values if token.kind == "N")
    if low.value < high.value <= WIDE * low.value:
        doubt = ("note", f'"{low.text}" to "{high.text}" is taken as repetitions')
        yield UNREAD, (("reps", int(low.value)), ("range", "reps"), doubt)


def _unread(values: tuple[Any, ...]) -> Iterator[_Way]:
    yield UNREAD, (("unread", values[0].text),)


def _idle(values: tuple[Any, ...]) -> Iterator[_Way]:
    (token,) = values
    yield (0 if token.kind in _FREE else IDLE), ()


_FREE = frozenset({"COMPLETE", "COMMA", "STOP", "DASH", "COLON", "SLASH", "OF", "PER", "DO", "FREQ", "BLANK"})

BUILDERS: dict[str, Callable[[tuple[Any, ...]], Iterator[_Way]]] = {
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
    "of_seven": _of_seven,
    "lone_range": _lone_range,
    "total": _fixed(("total", True), cost=0),
    "every_other": _fixed(("days_a_week", 3)),
    "every_hours": _every_hours,
    "every_minutes": _fixed(("per_day", WAKING_H), ("every_h", 1), ("note", "that is very often")),
    "every_hour": _fixed(("every_h", 1), ("per_day", WAKING_H)),
    "every_h": _every_h,
    "said_rate": _said_rate,
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
