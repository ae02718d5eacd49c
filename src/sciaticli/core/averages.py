"""Averages by hand: `statistics` brings fractions, decimals, chance and hashes, and these cost a start-up."""

from collections.abc import Collection, Iterable, Sequence
from math import fsum


def median(values: Iterable[float]) -> float:
    """Return the middle of the values, of an even number the mean of the middle two; there must be one."""
    ordered = sorted(values)
    return (ordered[(len(ordered) - 1) // 2] + ordered[len(ordered) // 2]) / 2


def mean(values: Collection[float]) -> float:
    """Return the mean of the values; there must be one."""
    return fsum(values) / len(values)


def variance(values: Collection[float]) -> float:
    """Return the variance of a sample of at least two values."""
    middle = mean(values)
    return fsum((value - middle) ** 2 for value in values) / (len(values) - 1)


def line(xs: Sequence[float], ys: Sequence[float]) -> tuple[float, float]:
    """Return slope and height at 0 of the straight line nearest to points (least squares), two at least."""
    x_mean, y_mean = mean(xs), mean(ys)
    slope = fsum((x - x_mean) * (y - y_mean) for x, y in zip(xs, ys, strict=True))
    slope /= fsum((x - x_mean) ** 2 for x in xs)
    return slope, y_mean - slope * x_mean
