"""The lines of a session for those who listen: golden text, and no letter that is read as noise."""

import pytest
from msgspec.structs import replace

from sciaticli.core.catalogue.exercise import Dose, Kind, Laterality, Side
from sciaticli.core.config import Talk
from sciaticli.core.plan import PlanItem
from sciaticli.core.session.engine import advance, start
from sciaticli.core.session.inputs import Tick
from sciaticli.core.session.pain_key import CHOICES, PainQuestion, PainTalk
from sciaticli.core.session.timeline import Pace, timeline
from sciaticli.view.session.plain_lines import KEYS, heartbeat, question_lines, segment_lines
from support.plans import an_exercise, an_item

KNEE = an_item(an_exercise(), Dose(sets=1, reps=1, hold_s=30), Side.LEFT)
OTHER_KNEE = an_item(an_exercise(), Dose(sets=1, reps=1, hold_s=30), Side.RIGHT)
DOG = an_item(
    an_exercise(Kind.REPETITION_HOLD, Laterality.ALTERNATING, "bird_dog"),
    Dose(sets=2, reps=1, hold_s=5, rep_rest_s=3, rest_s=30),
)
CAT = an_item(an_exercise(Kind.REPS, Laterality.BOTH, "cat_cow"), Dose(sets=1, reps=2, hold_s=2))
BREATH = an_item(an_exercise(Kind.CONTINUOUS, Laterality.BOTH, "breathing"), Dose(sets=1, reps=1, hold_s=120))
SESSION = """\
Exercise 1 of 4: Knee to chest.
Lie on your back. Left side. 30 seconds.
Get ready: 8 seconds.
Hold 1 of 1: 30 seconds.
Switch sides. Now the right side. Get ready: 8 seconds.
Hold 1 of 1: 30 seconds.
Exercise 2 of 4: Bird dog.
2 sets of 1, hold 5 seconds on each side, by turns.
Get ready: 8 seconds.
Set 1 of 2, 1 of 2, left.
Hold: 5 seconds.
And back.
Rest: 3 seconds.
Set 1 of 2, 2 of 2, right.
Hold: 5 seconds.
And back.
Rest: 30 seconds. Next: set 2 of 2.
Set 2 of 2, 1 of 2, left.
Hold: 5 seconds.
And back.
Rest: 3 seconds.
Set 2 of 2, 2 of 2, right.
Hold: 5 seconds.
And back.
Exercise 3 of 4: Cat cow.
2 repetitions, pause 2 seconds.
Get ready: 8 seconds.
1 of 2.
2 of 2.
Exercise 4 of 4: Breathing.
2 minutes.
Get ready: 8 seconds.
Begin: 2 minutes."""


def all_lines(*items: PlanItem, talk: Talk = Talk.REMINDER) -> list[str]:
    clock = timeline(items, 8, Pace(waits=False, seconds=8) if talk is Talk.FIRST_TIME else None)
    return [line for index in range(len(clock.segments)) for line in segment_lines(clock, index, talk)]


def test_a_whole_session_line_by_line() -> None:
    assert "\n".join(all_lines(KNEE, OTHER_KNEE, DOG, CAT, BREATH)) == SESSION


def test_the_first_time_every_step_is_printed_and_a_caution_always() -> None:
    careful = replace(KNEE, cautions=("Keep it small.",))
    first = all_lines(careful, talk=Talk.FIRST_TIME)
    assert first[2:7] == [
        "Take care: Keep it small.",
        "Lie on your back.",
        "Bring one knee up.",
        "A mild stretch.",
        "Breathe out.",
    ]
    assert "Take care: Keep it small." in all_lines(careful, talk=Talk.NAME_ONLY)


def test_the_heart_beats_every_ten_seconds_of_a_hold_and_nowhere_else() -> None:
    state, _ = start(timeline((KNEE,), 15), 0)
    beats = []
    while state.ended is None:
        before = state
        state, _ = advance(state, Tick(), state.now_ms + 250)
        if state.ended is None and (beat := heartbeat(before, state)):
            beats.append((state.now_ms, beat))
    assert beats == [(25_000, "10 seconds, 20 seconds to go."), (35_000, "20 seconds, 10 seconds to go.")]


@pytest.mark.parametrize("question", list(PainQuestion))
def test_questions_have_the_letters_of_every_mode(question: PainQuestion) -> None:
    lines = question_lines(PainTalk(start=None, spread_before=False, question=question))
    assert lines[0].endswith("?")
    letters = [letter for letter, _ in CHOICES[question]]
    assert [line.split(" ")[0] for line in lines[1:]] == [*letters, "Esc"]


def test_no_line_holds_a_glyph() -> None:
    text = SESSION + "".join(KEYS)
    assert text.isascii()
