"""The choice is exact: on small lists it is compared with trying every subset."""

from collections import Counter
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from sciaticli.core.catalogue.exercise import EndRange
from sciaticli.core.planning.knapsack import Limits, Option, choose, worth

ends = st.sampled_from([(), (), (), (EndRange.FLEXION,), (EndRange.EXTENSION,), tuple(EndRange)])


@st.composite
def option_lists(draw: st.DrawFn) -> tuple[Option, ...]:
    count = draw(st.integers(0, 9))
    return tuple(
        Option(
            id=f"x{number}",
            group=draw(st.sampled_from("abc")),
            seconds=draw(st.integers(5, 60)),
            value=draw(st.integers(1, 40)),
            is_new=draw(st.booleans()),
            is_main=draw(st.booleans()),
            end_range=draw(ends),
        )
        for number in range(count)
    )


limit_sets = st.builds(
    Limits,
    seconds=st.integers(0, 150),
    new=st.integers(0, 3),
    main=st.integers(0, 4),
    groups=st.dictionaries(st.sampled_from("abc"), st.integers(1, 3)),
    repeat_cost=st.integers(0, 15),
)


def opposed(chosen: tuple[Option, ...]) -> bool:
    return any(
        {*a.end_range, *b.end_range} == set(EndRange)
        for a, b in combinations(chosen, 2)
        if a.end_range and b.end_range
    )


def allowed(chosen: tuple[Option, ...], limits: Limits) -> bool:
    groups = Counter(option.group for option in chosen)
    return (
        sum(option.seconds for option in chosen) <= limits.seconds
        and sum(option.is_new for option in chosen) <= limits.new
        and sum(option.is_main for option in chosen) <= limits.main
        and all(count <= limits.groups.get(group, 1) for group, count in groups.items())
        and not opposed(chosen)
    )


@given(option_lists(), limit_sets)
@settings(max_examples=300, deadline=None)
def test_no_subset_is_worth_more(options: tuple[Option, ...], limits: Limits) -> None:
    chosen = choose(options, limits)
    subsets = (subset for size in range(len(options) + 1) for subset in combinations(options, size))
    best = max(worth(subset, limits) for subset in subsets if allowed(subset, limits))
    assert allowed(chosen, limits)
    assert worth(chosen, limits) == best


def test_what_greedy_would_miss() -> None:
    options = [
        Option(id="big", group="a", seconds=60, value=10),
        Option(id="left", group="b", seconds=50, value=9),
        Option(id="right", group="c", seconds=50, value=9),
    ]
    chosen = choose(options, Limits(seconds=100, new=0, main=0))
    assert {option.id for option in chosen} == {"left", "right"}
