"""A phrase matched against the grammar: every cheapest way to read it, part after part."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import product

from sciaticli.core.prescription.facts import BUILDERS, Values, Way
from sciaticli.core.prescription.grammar import GRAMMAR, KINDS, PART
from sciaticli.core.prescription.tokens import Token

MOST_WAYS = 24  # to read one stretch of a phrase
SLACK = 3  # what a cheaper beginning may be beaten by later on
_KINDS = frozenset(KINDS.split())


_Ends = dict[int, list[Way]]  # the ways to read something that begins at one token, by where they end


def ways_through(phrase: Sequence[Token]) -> list[Way]:
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
        found: defaultdict[int, list[Way]] = defaultdict(list)
        for parts in _rules()[name].get(self._phrase[at].kind, ()):
            for end, ways in self._in_order(parts, at).items():
                found[end] += _built(name, ways)
        return {end: kept for end, ways in found.items() if (kept := _fewest(ways))}

    def _in_order(self, parts: Sequence[str], at: int) -> _Ends:
        so_far: _Ends = {at: [(0, ())]}
        for name in parts:
            found: defaultdict[int, list[Way]] = defaultdict(list)
            for here, before in so_far.items():
                for end, after in self.ways(name, here).items():
                    found[end] += _after(before, after)
            so_far = {end: _fewest(ways) for end, ways in found.items()}
        return so_far


def _after(before: Iterable[Way], after: Iterable[Way]) -> Iterator[Way]:
    for (cost, values), (more, added) in product(before, after):
        yield cost + more, values + added


def _fewest(ways: list[Way]) -> list[Way]:
    """Return the ways within the slack of the cheapest, each one's values once."""
    least = min((cost for cost, _ in ways), default=0)
    kept: dict[Values, Way] = {}
    for cost, values in sorted(ways, key=lambda way: way[0]):
        if cost <= least + SLACK:
            kept.setdefault(values, (cost, values))
    return list(kept.values())[:MOST_WAYS]


def _built(name: str, ways: Iterable[Way]) -> Iterator[Way]:
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
    # imported here: the help of all commands loads this module, and reads no sheet
    from lark import Lark  # noqa: PLC0415

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
