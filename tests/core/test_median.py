"""The median by hand is the library's."""

import statistics

from hypothesis import given
from hypothesis import strategies as st

from sciaticli.core.median import median


@given(st.lists(st.integers(0, 10) | st.integers(0, 100_000), min_size=1))
def test_it_is_the_librarys(values: list[int]) -> None:
    assert median(values) == statistics.median(values)
