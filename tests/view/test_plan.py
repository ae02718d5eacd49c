"""The plan as a person sees it, and as a script reads it."""

import io
import json

import pytest
from msgspec.structs import replace
from rich.console import Console

from sciaticli.core.catalogue.exercise import Condition, Equipment, Kind, Laterality, Place, Position, Region
from sciaticli.core.catalogue.plain_words import BEST_SHOWN
from sciaticli.core.catalogue.strand import PathStage, Programme, Strand, StrandKind
from sciaticli.core.plan import LeftOut, Plan
from sciaticli.core.planning.planner import plan_day
from sciaticli.core.planning.request import Request
from sciaticli.view.plan import left_out_rows, plan_document, plan_lines
from sciaticli.view.plan_table import plan_table
from support.entries import (
    TODAY,
    a_catalogue,
    a_clearance,
    a_history,
    a_person,
    an_exercise,
    breathing,
    pain_now,
)

CATALOGUE = a_catalogue(
    an_exercise(caution={Condition.DEGENERATIVE_DISC: "Go gently."}),
    an_exercise("clamshell", region=Region.HIP_LEG, laterality=Laterality.PER_SIDE),
    an_exercise(
        "walk_short_bouts",
        region=Region.AEROBIC,
        place=Place.OUTDOORS,
        kind=Kind.CONTINUOUS,
        position=Position.WALKING,
    ),
    an_exercise("plank", level=5),
    breathing(),
    programme=Programme(
        strand=(
            Strand(
                id="mobility",
                name="Mobility",
                kind=StrandKind.MOBILITY,
                about="Easy moving.",
                rows=("knee_rolls",),
                sources=("our_choice",),
            ),
            Strand(
                id="trunk",
                name="Trunk",
                kind=StrandKind.STRENGTH,
                about="The side.",
                stages=(PathStage(rows=("clamshell",)), PathStage(rows=("plank",))),
                sources=("our_choice",),
            ),
            Strand(
                id="walk",
                name="Walk",
                kind=StrandKind.WALK,
                about="Walking.",
                rows=("walk_short_bouts",),
                sources=("our_choice",),
            ),
            Strand(
                id="calm",
                name="Calm",
                kind=StrandKind.CALM,
                about="Rest.",
                rows=("breathing",),
                sources=("our_choice",),
            ),
        )
    ),
)
NAMES = {row.id: row.name for row in CATALOGUE.exercises}


def a_plan() -> Plan:
    request = Request(day=TODAY, minutes=15, pain=pain_now(3))
    person = a_person(equipment=(Equipment.MAT, Equipment.CHAIR, Equipment.WALL))
    return plan_day(a_clearance(), CATALOGUE, person, a_history(), request)


def test_the_plan_as_a_table() -> None:
    out = io.StringIO()
    Console(file=out, width=80, color_system=None).print(plan_table(a_plan(), 80, NAMES))
    assert [line.rstrip() for line in out.getvalue().splitlines()] == TABLE


@pytest.mark.parametrize(
    ("width", "told"),
    [
        (60, ["Bridge", "  Next on this path, after Clamshell. It comes when that one", "  is steady."]),
        (75, ["Bridge  Next on this path, after Clamshell. It comes when that one is", "        steady."]),
        (80, ["Bridge  Next on this path, after Clamshell. It comes when that one is steady."]),
    ],
)
def test_what_was_left_out_takes_the_room_there_is(width: int, told: list[str]) -> None:
    because = "Next on this path, after Clamshell. It comes when that one is steady."
    plan = replace(a_plan(), left_out=(LeftOut("bridge", because),))
    out = io.StringIO()
    Console(file=out, width=width, color_system=None).print(plan_table(plan, width, {"bridge": "Bridge"}))
    lines = [line.rstrip() for line in out.getvalue().splitlines()]
    assert lines[lines.index("Left out today") + 1 :] == told


def test_a_reason_that_many_have_stands_once_with_two_of_them_and_their_number() -> None:
    why = "It is a step too hard for the phase you are in."
    hard = tuple(LeftOut(name, why) for name in ("plank", "lunge", "dead_bug", "swim"))
    plan = replace(a_plan(), left_out=(LeftOut("bridge", "Next."), *hard, LeftOut("walk", "No.")))
    names = {"bridge": "Bridge", "plank": "Plank", "lunge": "Lunge", "walk": "Walk"}
    assert left_out_rows(plan, names, 2) == (
        [("Bridge", "Next."), ("Plank; Lunge; and 2 more", why)],
        ["And 1 more reason: --why=all"],
    )
    assert left_out_rows(plan, names, 3)[1] == ["Each by its name: --why=all"]
    assert left_out_rows(plan, names, None) == (
        [(names.get(out.exercise, out.exercise), out.because) for out in plan.left_out],
        [],
    )
    assert left_out_rows(replace(plan, left_out=plan.left_out[:1]), names, 3)[1] == []


def test_the_plan_as_plain_lines() -> None:
    assert list(plan_lines(a_plan(), NAMES)) == LINES


def test_the_plan_as_a_document() -> None:
    document = plan_document(a_plan())
    assert json.loads(json.dumps(document)) == document
    assert list(document) == [
        "day",
        "mode",
        "phase",
        "minutes",
        "total_seconds",
        "routine",
        "training_day",
        "rounds",
        "items",
        "left_out",
        "notes",
    ]
    assert document["items"][1] == {
        "exercise": "clamshell",
        "name": "Clamshell",
        "section": "main",
        "card": False,
        "side": "left",
        "dose": {"sets": 1, "reps": 5, "hold_s": 3, "rep_rest_s": 2, "rest_s": 0},
        "level": 1,
        "seconds": 46,
        "because": "Trunk: a small dose to begin with.",
        "cautions": [],
        "strand": "trunk",
        "step": 1,
        "ladder": 4,
        "next": "plank",
    }
    assert document["total_seconds"] == sum(item["seconds"] for item in document["items"] if not item["card"])
    assert document["left_out"] == [
        {"exercise": "plank", "because": "It is a step too hard for the phase you are in."}
    ]


TABLE = [
    "Sunday 22 November: letting it settle",
    "Warm up    Knee rolls  5 repetitions, pause 3 seconds                  0:46",
    "           Mobility: it warms up your back and hips.",
    "           Take care: Go gently.",
    "Main       Clamshell  5 repetitions, pause 3 seconds, left then right  1:32",
    "           Trunk: a small dose to begin with.",
    "Cool down  Breathing  2 minutes                                        2:08",
    "           Calm: it lets your back settle.",
    "Off clock  Walk short bouts  3 seconds                                 0:03",
    "           Walk: moving at an easy pace is good for your back.",
    "On the clock: 4 minutes 26 seconds of 15 minutes.",
    "  This is short: there is little that fits you for now. The walk is the rest of",
    "  it.",
    "  Off clock: do it in your own time today and tick it off after.",
    "",
    "Left out today",
    "Plank  It is a step too hard for the phase you are in.",
]
LINES = [
    "Sunday 22 November: letting it settle.",
    "1. Warm up: Knee rolls, 5 repetitions, pause 3 seconds; 46 seconds. Mobility: it warms up your back and hips.",  # noqa: E501 - exact text
    "   Take care: Go gently.",
    "2. Main: Clamshell, 5 repetitions, pause 3 seconds, left then right; 1 minute 32 seconds. Trunk: a small dose to begin with.",  # noqa: E501 - exact text
    "3. Cool down: Breathing, 2 minutes; 2 minutes 8 seconds. Calm: it lets your back settle.",
    "4. Off clock: Walk short bouts, 3 seconds; off the clock. Walk: moving at an easy pace is good for your back.",  # noqa: E501 - exact text
    "On the clock: 4 minutes 26 seconds of 15 minutes.",
    "This is short: there is little that fits you for now. The walk is the rest of it.",
    "Off clock: do it in your own time today and tick it off after.",
    "Left out today:",
    "- Plank: It is a step too hard for the phase you are in.",
]


def test_what_is_best_shown_once_is_said_once_and_no_other_caution_moves() -> None:
    plan = a_plan()
    first, second, *rest = plan.items
    told = (
        replace(first, cautions=(BEST_SHOWN,)),
        replace(second, cautions=("Keep it small.", BEST_SHOWN)),
        *rest,
    )
    lines = list(plan_lines(replace(plan, items=told)))
    names = f"{first.exercise.name}, {second.exercise.name}"
    assert [line for line in lines if "physio" in line] == [f"Best shown to you once by a physio: {names}."]
    assert "   Take care: Keep it small." in lines
    assert plan_document(replace(plan, items=told))["items"][0]["cautions"] == [BEST_SHOWN]


def test_a_reason_that_several_have_is_said_once() -> None:
    first, second, *rest = a_plan().items
    plan = replace(a_plan(), items=(first, replace(second, because=first.because), *rest))
    lines = list(plan_lines(plan))
    assert sum(first.because in line for line in lines) == 1
    out = io.StringIO()
    Console(file=out, width=80, color_system=None).print(plan_table(plan, 80))
    assert out.getvalue().count(first.because) == 1
