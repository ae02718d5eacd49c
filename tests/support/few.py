"""A few cases of each test: coverage asks which lines run, and the hundredth row of a table runs no other."""

from collections import defaultdict

import pytest

FEW = 3


def few_of_each(items: list[pytest.Item]) -> list[pytest.Item]:
    """Return the first case of each test, the last, and one between."""
    by_test = defaultdict(list)
    for item in items:
        by_test[item.nodeid.partition("[")[0]].append(item)
    left = {case for cases in by_test.values() for case in spread(cases)}
    return [item for item in items if item in left]


def spread(cases: list[pytest.Item]) -> list[pytest.Item]:
    """Return FEW of them, evenly from the first to the last, or all when there are no more."""
    if len(cases) <= FEW:
        return cases
    return [cases[place * (len(cases) - 1) // (FEW - 1)] for place in range(FEW)]
