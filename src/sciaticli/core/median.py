"""The median by hand: `statistics` brings fractions, decimals and chance, and these cost a start-up."""

from collections.abc import Iterable


def median(values: Iterable[float]) -> float:
    """Return the middle of the values, of an even number the mean of the middle two; there must be one."""
    ordered = sorted(values)
    return (ordered[(len(ordered) - 1) // 2] + ordered[len(ordered) // 2]) / 2
