"""The most valuable set of exercises within the time: exact, by dynamic programming.

A multiple-choice knapsack: options stand in groups; each group gives at most a few, the second of
a group is worth less; new and main exercises are counted; the seconds are bounded; and two options
that load opposite ends of the range never meet. Partial sets that another one beats in time and
value are dropped, which never drops a best set.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from msgspec import Struct

from sciaticli.core.catalogue.exercise import EndRange


class Option(Struct, frozen=True, kw_only=True):
    """One exercise at one dose: the seconds it takes and what it is worth today (more than 0)."""

    id: str
    group: str
    seconds: int
    value: int
    is_new: bool = False
    is_main: bool = False
    end_range: tuple[EndRange, ...] = ()


class Limits(Struct, frozen=True, kw_only=True):
    """The bounds of a choice; `groups` says how many a group may give (1 if it is not named).

    The second of a group is worth `repeat_cost` less, the third twice that.
    """

    seconds: int
    new: int
    main: int
    groups: dict[str, int] = {}
    repeat_cost: int = 0


class _Part(NamedTuple):
    """A partial set: what it takes, what it is worth, and what is in it."""

    seconds: int
    value: int
    picked: tuple[Option, ...]


_Parts = dict[tuple[int, int], list[_Part]]  # by the number of new and of main exercises
_NOTHING = _Part(0, 0, ())


def choose(options: Sequence[Option], limits: Limits) -> tuple[Option, ...]:
    """Return the set of options with the highest value within the limits; of equals the shorter one."""
    best: tuple[int, int, tuple[Option, ...]] = (0, 0, ())
    for allowed in _without_opposites(options):
        part = _best(allowed, limits)
        if (part.value, -part.seconds) > best[:2]:
            best = (part.value, -part.seconds, part.picked)
    return best[2]


def worth(chosen: Iterable[Option], limits: Limits) -> int:
    """Return what a set is worth: the values less what repeating a group costs."""
    total, counts = 0, dict[str, int]()
    for option in chosen:
        total += option.value - limits.repeat_cost * counts.get(option.group, 0)
        counts[option.group] = counts.get(option.group, 0) + 1
    return total


def _without_opposites(options: Sequence[Option]) -> list[list[Option]]:
    """Return the largest sub-lists in which no two options load opposite ends of the range.

    One list without extension, one without flexion, and one for each option that itself loads both.
    """
    neutral = [option for option in options if not option.end_range]
    ends = [option for option in options if option.end_range]
    both = [option for option in ends if len(set(option.end_range)) > 1]
    lists = [
        [option for option in options if set(option.end_range) <= {end}]
        for end in EndRange
        if any(set(option.end_range) == {end} for option in ends)
    ]
    lists += [[*neutral, option] for option in both]
    return lists or [neutral]


def _best(options: Sequence[Option], limits: Limits) -> _Part:
    groups: dict[str, list[Option]] = {}
    for option in options:
        groups.setdefault(option.group, []).append(option)
    offers = [_of_group(members, limits.groups.get(name, 1), limits) for name, members in groups.items()]
    offers.sort(key=_most, reverse=True)
    floor = _greedy(offers, limits)
    hope = sum(map(_most, offers))
    parts: _Parts = {(0, 0): [_NOTHING]}
    for offer in offers:
        hope -= _most(offer)
        parts = _hopeful(_joined(parts, offer, limits), floor - hope)
    every = [part for found in parts.values() for part in found]
    return max(every, key=lambda part: (part.value, -part.seconds))


def _most(offer: _Parts) -> int:
    """Return the highest value that a group offers."""
    return max(part.value for found in offer.values() for part in found)


def _greedy(offers: Sequence[_Parts], limits: Limits) -> int:
    """Return the worth of one fair set, as a floor: no part that can't reach it is followed."""
    seconds, value, new, main = 0, 0, 0, 0
    for offer in offers:
        fits = [
            (part.value, -part.seconds, news, mains)
            for (news, mains), found in offer.items()
            if new + news <= limits.new and main + mains <= limits.main
            for part in found
            if seconds + part.seconds <= limits.seconds
        ]
        best = max(fits)
        value, seconds, new, main = value + best[0], seconds - best[1], new + best[2], main + best[3]
    return value


def _hopeful(parts: _Parts, floor: int) -> _Parts:
    """Return the parts that are worth at least `floor`."""
    return {key: [part for part in found if part.value >= floor] for key, found in parts.items()}


def _of_group(members: Sequence[Option], most: int, limits: Limits) -> _Parts:
    """Every sub-set of a group, up to `most`, that nothing of the group beats."""
    counted: list[_Parts] = [{(0, 0): [_NOTHING]}] + [{} for _ in range(most)]
    for option in _worth_a_look(members, most, limits.seconds):
        new, main = int(option.is_new), int(option.is_main)
        for count in range(most, 0, -1):
            cost = limits.repeat_cost * (count - 1)
            for (news, mains), found in counted[count - 1].items():
                if news + new > limits.new or mains + main > limits.main:
                    continue
                grown = [
                    _Part(
                        part.seconds + option.seconds,
                        part.value + option.value - cost,
                        (*part.picked, option),
                    )
                    for part in found
                    if part.seconds + option.seconds <= limits.seconds
                ]
                key = (news + new, mains + main)
                counted[count][key] = _undominated([*counted[count].get(key, ()), *grown])
    merged: _Parts = {}
    for parts in counted:
        for key, found in parts.items():
            merged[key] = _undominated([*merged.get(key, ()), *found])
    return merged


def _worth_a_look(members: Sequence[Option], most: int, seconds: int) -> list[Option]:
    """Return the members that fewer than `most` others of their kind beat: no best set needs another one."""
    kept: list[Option] = []
    better: dict[tuple[bool, bool], list[int]] = {}
    for option in sorted(members, key=lambda option: (option.seconds, -option.value, option.id)):
        values = better.setdefault((option.is_new, option.is_main), [])
        if option.seconds > seconds or (len(values) == most and values[0] >= option.value):
            continue
        values.append(option.value)
        values.sort()
        del values[:-most]
        kept.append(option)
    return kept


def _joined(parts: _Parts, group: _Parts, limits: Limits) -> _Parts:
    joined: _Parts = {}
    for (news, mains), found in parts.items():
        for (new, main), additions in group.items():
            if news + new > limits.new or mains + main > limits.main:
                continue
            together = joined.setdefault((news + new, mains + main), [])
            for addition in additions:
                room = limits.seconds - addition.seconds
                together += [
                    _Part(
                        part.seconds + addition.seconds,
                        part.value + addition.value,
                        part.picked + addition.picked,
                    )
                    for part in found
                    if part.seconds <= room
                ]
    return _unbeaten({key: _undominated(found) for key, found in joined.items()})


def _unbeaten(parts: _Parts) -> _Parts:
    """Return the parts without those that another one with no more new and main exercises beats."""
    kept: _Parts = {}
    for key in sorted(parts, key=sum):
        rivals = [kept[other] for other in kept if other[0] <= key[0] and other[1] <= key[1]]
        found = [part for part in parts[key] if not any(_beats(rival, part) for rival in rivals)]
        if found:
            kept[key] = found
    return kept


def _beats(rivals: list[_Part], part: _Part) -> bool:
    """Return whether the best of the rivals that is no longer is worth at least as much."""
    place = bisect_right(rivals, part.seconds, key=_seconds)
    return place > 0 and rivals[place - 1].value >= part.value


def _seconds(part: _Part) -> int:
    return part.seconds


def _undominated(parts: list[_Part]) -> list[_Part]:
    """Return the parts, shortest first, of which each is worth more than every shorter one."""
    kept: list[_Part] = []
    best = -1
    for part in sorted(parts, key=lambda part: (part.seconds, -part.value)):
        if part.value > best:
            kept.append(part)
            best = part.value
    return kept
