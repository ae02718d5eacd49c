"""The averages by hand are the library's."""

import statistics

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sciaticli.core.averages import line, mean, median, variance

VALUES = st.integers(0, 10) | st.integers(0, 100_000)


@given(st.lists(VALUES, min_size=1))
def test_median_and_mean_are_the_librarys(values: list[int]) -> None:
    assert median(values) == statistics.median(values)
    assert mean(values) == statistics.fmean(values)


@given(st.lists(VALUES, min_size=2))
def test_the_variance_is_the_librarys(values: list[int]) -> None:
    assert variance(values) == pytest.approx(statistics.variance(values))


@given(st.dictionaries(st.integers(0, 400), st.integers(0, 10), min_size=2))
def test_the_line_is_the_librarys(points: dict[int, int]) -> None:
    xs, ys = list(points), list(points.values())
    assert line(xs, ys) == pytest.approx(tuple(statistics.linear_regression(xs, ys)), abs=1e-9)
