from collections.abc import Iterator
from typing import Any

import pytest
from msgspec.structs import replace

from figure_possible import faults
from figure_statements import holds
from sciaticli.core.catalogue.exercise import Position
from sciaticli.core.figure.parts import Figure
from sciaticli.store.catalogue import load_catalogue
from sciaticli.store.figures import load_figures
from support.figures import BRIDGE, CROOK, figure

CAUGHT_AT_LEAST = 0.9  # the study this came from caught 231 of 252


def test_the_bridge_is_fine() -> None:
    assert faults(figure(), Position.SUPINE) == []


@pytest.mark.parametrize(
    ("change", "keys", "fault"),
    [
        ({"arm_n": {"hand": [140, 3]}}, {}, "arm_n is out of reach"),
        ({"leg_n": {"foot": [121, -3]}}, {}, "ankle_n is in the floor"),
        ({"arm_n": {"hand": [34, 10, 16]}}, {}, "elbow_n bends too far"),
        ({"leg_n": {"foot": [70, 80], "knee": 0}}, {}, "knee_n bends the wrong way"),
        ({"leg_n": {"dir": 178}}, {}, "hip_n bends too far"),
        (
            {"hip": [78, 60], "trunk": 180, "leg_n": {"dir": 90}, "arm_n": {"dir": 90}},
            {},
            "nothing carries the body",
        ),
        ({"leg_n": {"foot": [140, 4]}}, {"planted": ["ankle_n"]}, "ankle_n is planted and moves"),
        ({}, {"still": True}, "is called still and moves"),
    ],
)
def test_what_no_person_could_do(change: dict[str, Any], keys: dict[str, Any], fault: str) -> None:
    assert fault in faults(figure(CROOK, {**BRIDGE, **change}, **keys), Position.SUPINE)


def test_a_body_that_stands_beside_its_feet_falls() -> None:
    leaning = {"hip": [60, 80], "trunk": 60, "leg_n": {"foot": [20, 4]}, "arm_n": {"dir": -90}}
    assert "the body would fall over" in faults(figure(leaning), Position.STANDING)


def test_a_picture_that_never_moves_is_a_fault() -> None:
    assert "nothing moves" in faults(figure(CROOK, CROOK), Position.SUPINE)


def test_the_position_has_to_be_true() -> None:
    assert "never prone" in faults(figure(), Position.PRONE)


def spoilings(figure: Figure) -> Iterator[Figure]:
    """Yield the figure with one thing of its first pose wrong each."""
    first, *rest = figure.pose
    foot, hand = first.leg_n.foot, first.arm_n.hand
    changes: list[dict[str, Any]] = [
        {"trunk": first.trunk + 180},
        {"hip": (0, -30)},
        {"hip": (first.hip[0], 190)},
    ]
    if isinstance(foot, tuple):
        changes.append({"leg_n": replace(first.leg_n, foot=(foot[0] + 90, *foot[1:]))})
    if isinstance(hand, tuple):
        changes.append({"arm_n": replace(first.arm_n, hand=(hand[0], hand[1] - 60, *hand[2:]))})
    for change in changes:
        yield replace(figure, pose=(replace(first, **change), *rest))


def test_most_spoilings_are_caught() -> None:
    positions = {row.id: row.position for row in load_catalogue().exercises}
    caught = [
        bool(faults(spoilt, positions[key])) or not all(holds(text, spoilt) for text in spoilt.shows)
        for key, whole in load_figures().items()
        for spoilt in spoilings(whole)
    ]
    assert sum(caught) / len(caught) >= CAUGHT_AT_LEAST
