"""The keys that scripts rely on, as the interface's two pages name them: each there, of its type, and alone.

A key more is no fault; a key that is away, or of another type, breaks somebody's script.
"""

import json
from typing import Any

import pytest

from cli.today.test_rounds import settled
from support.world import Home

PAIN = ("--leg", "2", "--back", "1", "--down", "thigh")
AFTER = ["1", "1", "thigh", "0", *["done"] * 3]
NUMBER, TEXT, LIST, TABLE, TRUTH, NOTHING = int, str, list, dict, bool, type(None)
Keys = dict[str, tuple[type, ...]]

PLAN: Keys = {
    "day": (TEXT,),
    "mode": (TEXT,),
    "phase": (TEXT,),
    "minutes": (NUMBER,),
    "total_seconds": (NUMBER,),
    "items": (LIST,),
    "left_out": (LIST,),
    "notes": (LIST,),
    "rounds": (TABLE, NOTHING),
    "training_day": (TRUTH,),
}
ITEM: Keys = {
    "exercise": (TEXT,),
    "name": (TEXT,),
    "section": (TEXT,),
    "card": (TRUTH,),
    "side": (TEXT,),
    "dose": (TABLE,),
    "level": (NUMBER,),
    "seconds": (NUMBER,),
    "because": (TEXT,),
    "strand": (TEXT,),
    "step": (NUMBER, NOTHING),
    "ladder": (NUMBER,),
    "next": (TEXT, NOTHING),
}
DOSE: Keys = {
    "sets": (NUMBER,),
    "reps": (NUMBER, LIST),
    "hold_s": (NUMBER,),
    "rep_rest_s": (NUMBER,),
    "rest_s": (NUMBER,),
}
ROUNDS: Keys = {"exercise": (TEXT,), "reps": (NUMBER,), "a_day": (NUMBER,), "done": (NUMBER,)}
PROGRESS: Keys = {
    "from": (TEXT,),
    "to": (TEXT,),
    "days": (LIST,),
    "weeks": (LIST,),
    "adherence": (TABLE,),
    "sentence": (TEXT,),
    "strands": (LIST,),
}
DAY: Keys = {
    "day": (TEXT,),
    "leg": (NUMBER, NOTHING),
    "back": (NUMBER, NOTHING),
    "down": (TEXT, NOTHING),
    "leg_median": (float, NOTHING),
    "back_median": (float, NOTHING),
}
ADHERENCE: Keys = {"done": (NUMBER,), "planned": (NUMBER,), "excused": (NUMBER,)}
STRAND: Keys = {
    "strand": (TEXT,),
    "name": (TEXT,),
    "exercise": (TEXT, NOTHING),
    "step": (NUMBER, NOTHING),
    "next": (TEXT, NOTHING),
}
ENTRY: Keys = {
    "id": (TEXT,),
    "kind": (TEXT,),
    "at": (TEXT,),
    "day": (TEXT,),
    "leg": (TABLE,),
    "back": (TABLE,),
}
SHORT: Keys = {"text": (TEXT,), "today": (TEXT,), "rounds": (TABLE, NOTHING), "leg": (NUMBER, NOTHING)}


def check(found: dict[str, Any], keys: Keys) -> None:
    """Hold a table against its keys; True is no number here."""
    for key, kinds in keys.items():
        assert key in found, key
        value = found[key]
        assert isinstance(value, kinds), (key, value)
        assert not (isinstance(value, bool) and TRUTH not in kinds), (key, value)


@pytest.fixture
def trained(home: Home) -> Home:
    """A home with one session and one log on record, and a direction that eases the leg."""
    settled(home, "profile.direction=extension", "profile.time_of_day=evening")
    assert home.run("today", "--yes", *PAIN, answers=AFTER, terminal=True).code == 0
    home.run("log", "3", "2", "--down", "calf")
    home.clock.advance(days=2)
    return home


def document(home: Home, *call: str) -> Any:  # noqa: ANN401 - any JSON
    result = home.run(*call)
    assert result.code == 0, result.err
    return json.loads(result.out)


def test_the_plan(trained: Home) -> None:
    plan = document(trained, "today", "--plan", "--json", *PAIN)
    check(plan, PLAN)
    assert plan["training_day"] is True
    assert plan["phase"] in ("calm", "settle", "rebuild", "maintain")
    assert plan["mode"] in ("normal", "light", "flare")
    for item in plan["items"]:
        check(item, ITEM)
        check(item["dose"], DOSE)
        assert item["step"] is None or 1 <= item["step"] <= item["ladder"]
        assert item["section"] in ("warm_up", "direction", "main", "cool_down", "card")
    assert any(not item["card"] for item in plan["items"])
    assert sum(item["seconds"] for item in plan["items"] if not item["card"]) == plan["total_seconds"]
    assert any(item["next"] == "mini_squat" for item in plan["items"] if item["strand"] == "legs")
    assert all(set(out) == {"exercise", "because"} for out in plan["left_out"])
    check(plan["rounds"], ROUNDS)
    assert plan["rounds"]["exercise"] == "prone_press_up"


def test_a_plan_without_a_drill_has_no_rounds_and_a_day_between_is_none_of_training(home: Home) -> None:
    settled(home)
    assert document(home, "today", "--plan", "--json", *PAIN)["rounds"] is None
    assert home.run("today", "--yes", *PAIN, answers=AFTER, terminal=True).code == 0
    home.clock.advance(days=1)
    assert document(home, "today", "--plan", "--json", *PAIN)["training_day"] is False


def test_progress(trained: Home) -> None:
    found = document(trained, "progress", "--json")
    check(found, PROGRESS)
    for day in found["days"]:
        check(day, DAY)
    check(found["adherence"], ADHERENCE)
    for strand in found["strands"]:
        check(strand, STRAND)
    assert {"legs", "back"} <= {strand["strand"] for strand in found["strands"]}
    assert document(trained, "progress", "--strands", "--json") == {"strands": found["strands"]}


def test_a_round_and_a_log(trained: Home) -> None:
    entry = document(trained, "log", "3", "2", "--down", "calf", "--json")
    check(entry, ENTRY)
    assert entry["kind"] == "pain"
    assert (entry["leg"]["worst"], entry["back"]["worst"], entry["leg"]["distal"]) == (3, 2, "calf")
    assert document(trained, "log", "--did", "round", "--json")["did"] == ["round"]
    plan = document(trained, "today", "--plan", "--json", *PAIN)
    assert plan["rounds"]["done"] == 1


def test_the_short_status(trained: Home) -> None:
    found = document(trained, "status", "--short", "--json")
    check(found, SHORT)
    assert set(found["rounds"]) == {"done", "a_day"}


def test_what_has_changed(trained: Home) -> None:
    lines = trained.run("today", "--plan", "--diff", *PAIN).out.splitlines()
    found = document(trained, "today", "--plan", "--diff", "--json", *PAIN)
    assert found["changes"] == lines
    assert found["day"] == "2026-11-24"


def test_a_refusal_of_each(home: Home) -> None:
    for call in (["today", "--plan", "--json"], ["today", "--plan", "--diff", "--json"]):
        result = home.run(*call)
        assert result.code == 4
        assert set(json.loads(result.out)["refused"]) == {"reason", "tier", "message", "phone", "next"}
