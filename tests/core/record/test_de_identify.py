"""What is given to researchers: only what is named, and nothing that names a person."""

from datetime import UTC, datetime, timedelta
from typing import Any

from msgspec import UNSET
from msgspec.json import encode
from msgspec.structs import replace

from sciaticli.core.catalogue.exercise import Dose, Side
from sciaticli.core.record.de_identify import part_of_day, shared
from sciaticli.core.record.entries import (
    Assessment,
    BeforeAfter,
    Check,
    CheckState,
    Done,
    Ended,
    ExerciseDone,
    Note,
    Pain,
    PainNow,
    Scope,
    Session,
    Tier,
)
from sciaticli.core.record.history import Line, fold
from sciaticli.core.record.measures import measures
from sciaticli.view.journal import in_words

MORNING = datetime(2026, 11, 22, 9, tzinfo=UTC)


def common(number: int, days: int = 0) -> dict[str, Any]:
    at = MORNING + timedelta(days=days)
    return {
        "v": 1,
        "id": f"e{number}",
        "at": at,
        "rec": at,
        "tz": "Europe/Paris",
        "day": at.date(),
        "src": "0",
    }


SESSION = Session(
    **common(1), end=MORNING + timedelta(minutes=15), phase="calm", mode="normal", routine="Dr Who's",
    minutes=15,
    pain=BeforeAfter(before=PainNow(leg=5, back=None), after=PainNow(leg=3)),
    exercises=(
        ExerciseDone("glute_bridge", Side.BOTH, Dose(sets=2, reps=8), Done(2, (8, 5), 0)),
        ExerciseDone("my_secret_move", Side.LEFT, Dose(sets=1, reps=8), Done(1, 8, 5)),
    ),
    ended=Ended.EARLY, note="words",
)  # fmt: skip
PSFS = Assessment(
    **common(2, days=3), form="psfs@1", score=3.0, max=10,
    items=({"act": "a1", "label": "climb Mont Blanc", "score": 3},),
)  # fmt: skip
CHECK = Check(
    **common(3), form="red_flags@1", scope=Scope.FULL, state=CheckState.FINISHED, tier=Tier.CLEAR,
    answers={"saddle_numb": "no"},
)  # fmt: skip
WORDS = Note(**common(4), note="words")


def lines(*entries: Any) -> list[dict[str, Any]]:  # noqa: ANN401 - any kind
    history = fold(Line(entry, "a", "2026-11.jsonl", line) for line, entry in enumerate(entries, 1))
    return list(shared(history, {"glute_bridge"}, lambda: "x"))


def test_a_session_is_shared_without_names() -> None:
    (line,) = lines(SESSION)
    assert (line["kind"], line["day"], line["part"], line["minutes"]) == ("session", 0, "morning", 15)
    assert [done["exercise"] for done in line["exercises"]] == ["glute_bridge", "own"]
    assert line["pain"]["after"] == {"leg": 3}


def test_words_answers_and_times_stay_at_home() -> None:
    text = encode(lines(SESSION, PSFS, CHECK, WORDS)).decode()
    for word in ("words", "Who", "secret", "Blanc", "saddle", "Paris", "2026", "09:00", '"e1"', "src"):
        assert word not in text
    assert len(lines(SESSION, PSFS, CHECK, WORDS)) == 3


def test_days_are_counted_from_the_first() -> None:
    assert [line["day"] for line in lines(SESSION, PSFS)] == [0, 3]


def test_a_day_has_four_parts() -> None:
    parts = [part_of_day(MORNING.replace(hour=hour)) for hour in (0, 4, 5, 11, 12, 17, 18, 23)]
    assert parts == [
        "night", "night", "morning", "morning", "afternoon", "afternoon", "evening", "evening",
    ]  # fmt: skip


def test_nothing_to_share_is_nothing() -> None:
    assert lines() == []


def test_a_session_as_rows() -> None:
    rows = {(row.measure, row.site): row.value for row in measures(SESSION)}
    assert rows[("reps_planned", "glute_bridge:both")] == 16
    assert rows[("reps_done", "glute_bridge:both")] == 13
    assert rows[("pain_before", "leg")] == 5
    assert ("pain_before", "back") not in rows  # passed over
    assert {row.measure: row.value for row in measures(PSFS)} == {"psfs@1": 3.0}
    assert [row.value for row in measures(CHECK)] == ["clear"]
    assert list(measures(WORDS)) == []


def test_a_session_says_what_was_done_and_not_what_was_planned() -> None:
    halves = [
        ExerciseDone("clamshell", side, Dose(sets=1, reps=8), Done(1, 8, 0))
        for side in (Side.LEFT, Side.RIGHT)
    ]
    open_ = ExerciseDone("bird_dog", Side.BOTH, Dose(sets=1, reps=8), Done(0, 0, 0))
    session = replace(SESSION, exercises=(*halves, open_), worked_s=185, pain=BeforeAfter(), note=UNSET)
    assert in_words(session) == "1 exercise in 3 minutes, ended early"
    assert in_words(replace(session, exercises=(open_,), ended=Ended.SAFETY)) == (
        "nothing finished, ended for safety"
    )
    assert in_words(replace(session, worked_s=14, ended=Ended.FULL)) == "1 exercise in 14 seconds, to its end"


def test_every_kind_has_its_words() -> None:
    assert in_words(SESSION) == "2 exercises in 15 minutes, ended early, leg before 5, leg after 3, “words”"
    assert in_words(PSFS) == "own activities, 3 of 10"
    assert in_words(CHECK) == "full, clear"
    assert in_words(replace(CHECK, state=CheckState.OPEN)) == "full, begun and not finished"
    assert in_words(WORDS) == "words"
    assert in_words(Pain(**common(5), weak=True, morning=None)) == "weakness"
