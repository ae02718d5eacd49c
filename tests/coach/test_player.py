"""A session played with scripted keys and a clock that only moves when the player waits."""

import io
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import Self

import pytest
from msgspec import UNSET, structs

from sciaticli.coach.keys import INTERRUPT, SUSPEND
from sciaticli.coach.player import play
from sciaticli.coach.screen import PlainScreen
from sciaticli.coach.stage import HowItEnded, Kept, Performance, Stage
from sciaticli.core.catalogue.exercise import Dose, Kind, Purpose, Side
from sciaticli.core.config import Talk
from sciaticli.core.plan import PlanItem
from sciaticli.core.record.entries import Distal, Done, Ended, Moved, Response, SkipReason
from sciaticli.core.session.account import Account, RepDone
from sciaticli.core.session.cues import TWO_MORE, Cue, spoken_ms
from sciaticli.core.session.inputs import Halt
from sciaticli.core.session.state import State
from sciaticli.core.session.timeline import Pace
from sciaticli.view.session.frame import Frame
from support.plans import an_exercise, an_item
from support.world import Clock, ScriptedKeys

TWO = Dose(sets=1, reps=2, hold_s=10, rep_rest_s=5)
NEVER = 10**6
FRAME_MS = 250
PLAIN = """\
Keys: space pause, n next exercise, right next piece, b this one again, left piece back, + ten seconds more, \
p pain, x stop this exercise, m mute, ? all keys, whole text, q stop for today.
New numbness, weakness, bladder or bowel change: press 0 or !.
Exercise 1 of 1: Knee to chest.
Lie on your back. Left side. 2 times 30 seconds.
Get ready: 8 seconds.
Hold 1 of 2: 30 seconds.
10 seconds, 20 seconds to go.
Paused. Press space to go on.
Going on.
20 seconds, 10 seconds to go.
Rest: 10 seconds.
How is the pain now?
b better
s same
w worse
Esc back
Where did it go?
h higher up
l lower down
s same place
Esc back
How far down is it now?
1 back
2 buttock
3 thigh
4 knee
5 calf
6 foot
Esc back
Rest for a minute. Is it back where it was?
y yes
n no
""".splitlines()


@dataclass
class Recorder:
    """A screen and a voice that remember what they were given, and when."""

    clock: Clock
    begun_ms: int = 0
    heard: list[tuple[int, str]] = field(default_factory=list)
    cuts: int = 0
    frames: list[Frame] = field(default_factory=list)
    begun: list[int] = field(default_factory=list)
    entered: int = 0
    is_unheard: bool = False
    speaks: bool = True

    def prepare(self, _texts: Iterable[str]) -> dict[str, int]:
        return {}

    def __enter__(self) -> Self:
        self.entered += 1
        self.begun_ms = self.begun_ms or self.clock.ms
        return self

    def __exit__(self, *_: object) -> None:
        return None

    def begin(self, _state: State, index: int) -> None:
        self.begun.append(index)

    def show(self, frame: Frame) -> int:
        self.frames.append(frame)
        return FRAME_MS

    def say(self, cue: Cue) -> None:
        self.heard.append((self.clock.ms - self.begun_ms, cue.text))

    def cut(self) -> None:
        self.cuts += 1

    @property
    def words(self) -> list[str]:
        return [text for _, text in self.heard]


@dataclass
class Played:
    performance: Performance
    recorder: Recorder
    kept: list[Kept]
    lasted_s: float


def three_items() -> tuple[PlanItem, ...]:
    knee = an_exercise()
    return (
        an_item(knee, TWO, Side.LEFT),
        an_item(knee, TWO, Side.RIGHT),
        an_item(an_exercise(name="bridge"), TWO),
    )


def a_session(  # noqa: PLR0913 - each has a default
    *keys: str | float,
    items: tuple[PlanItem, ...] | None = None,
    down_before: Distal | None = Distal.BUTTOCK,
    clear_for: int = NEVER,
    before: Account | None = None,
    pace: Pace | None = None,
    speaks: bool = True,
) -> Played:
    clock = Clock()
    recorder = Recorder(clock, speaks=speaks)
    kept: list[Kept] = []
    asked: list[int] = []

    def is_still_clear() -> bool:
        asked.append(clock.ms)
        return len(asked) <= clear_for

    stage = Stage(
        now_ms=clock.now_ms,
        keys=ScriptedKeys(clock, list(keys)),
        screen=recorder,
        voice=recorder,
        keep=lambda line, _: kept.append(line),
        is_still_clear=is_still_clear,
    )
    started_ms = clock.ms
    performance = play(
        items or three_items(),
        stage,
        talk=Talk.REMINDER,
        get_ready_s=8,
        down_before=down_before,
        before=before,
        pace=pace,
    )
    return Played(performance, recorder, kept, (clock.ms - started_ms) / 1000)


def test_left_alone_it_plays_to_the_end_in_the_seconds_of_the_plan() -> None:
    played = a_session()
    assert played.performance.outcome is HowItEnded.FULL
    assert played.lasted_s == sum(item.seconds for item in three_items())
    assert [each.done for each in played.performance.exercises] == [Done(1, 2, 10)] * 3
    assert len(played.kept) == 6


def test_every_cue_is_heard_at_its_moment() -> None:
    heard = a_session().recorder.heard
    assert heard[:8] == [
        (0, "Lie on your back. Knee to chest. Left side. 2 times 10 seconds."),
        (5000, "3"),
        (6000, "2"),
        (7000, "1"),
        (8000, "Hold."),
        (15_000, "3"),
        (16_000, "2"),
        (17_000, "1"),
    ]
    assert heard[-1][1] == "Done. That was the last one."


@pytest.mark.parametrize(("pause", "go_on"), [(" ", " "), ("k", " "), ("k", "\n")])
def test_any_other_key_pauses_and_space_goes_on(pause: str, go_on: str) -> None:
    played = a_session(10.0, pause, 600.0, go_on)
    assert played.performance.outcome is HowItEnded.FULL
    assert played.lasted_s == sum(item.seconds for item in three_items()) + 600
    assert {"Paused. Press space to go on.", "Going on."} <= set(played.recorder.words)


def test_a_pause_never_ends_by_another_key() -> None:
    played = a_session(10.0, " ", 5.0, "k", 5.0, "q")
    assert played.lasted_s == 20.0


def test_a_pause_in_a_get_ready_says_the_name_again() -> None:
    words = a_session(1.0, " ", 5.0, " ", 1.0, "q").recorder.words
    assert words.count("Lie on your back. Knee to chest. Left side. 2 times 10 seconds.") == 2


def test_q_asks_nothing_and_keeps_what_was_done() -> None:
    played = a_session(20.0, "q")
    assert (played.performance.outcome, played.performance.ended) == (HowItEnded.EARLY, Ended.EARLY)
    assert played.performance.stop_reason is None
    assert [each.done for each in played.performance.exercises] == [
        Done(1, 1, 10),
        Done(0, 0, 0),
        Done(0, 0, 0),
    ]


@pytest.mark.parametrize("key", ["!", "0"])
def test_the_emergency_key_ends_at_once_and_costs_nothing(key: str) -> None:
    played = a_session(20.0, key)
    assert played.performance.outcome is HowItEnded.EMERGENCY
    assert (played.performance.ended, played.performance.stop_reason) == (
        Ended.SAFETY,
        SkipReason.SAFETY_RULE,
    )
    assert played.lasted_s == 20.0
    assert played.recorder.cuts == 1
    assert played.recorder.words[-1] == "Stop. Look at the screen now."
    assert {each.skip for each in played.performance.exercises} == {SkipReason.SAFETY_RULE}


def test_a_signal_saves_and_ends() -> None:
    played = a_session(20.0, INTERRUPT)
    assert played.performance.outcome is HowItEnded.INTERRUPTED
    assert played.performance.exercises[0].done == Done(1, 1, 10)


def test_suspending_pauses_and_gives_the_screen_back() -> None:
    played = a_session(10.0, SUSPEND, 3.0, " ")
    assert played.performance.outcome is HowItEnded.FULL
    assert played.recorder.entered == 2
    assert played.lasted_s == sum(item.seconds for item in three_items()) + 300 + 3


def test_x_stops_the_exercise_on_both_sides_and_goes_on() -> None:
    played = a_session(9.0, "x")
    assert [each.done.sets for each in played.performance.exercises] == [0, 0, 1]
    assert played.lasted_s == 9 + three_items()[2].seconds


def test_a_lock_from_elsewhere_ends_the_session_before_the_next_exercise() -> None:
    played = a_session(clear_for=1)
    assert played.performance.outcome is HowItEnded.LOCKED
    assert played.performance.why == "A new check is needed. The session ends here."
    assert played.performance.exercises[0].done == Done(1, 2, 10)
    assert played.performance.stop_reason is SkipReason.SAFETY_RULE


def test_better_is_kept_and_the_session_goes_on() -> None:
    played = a_session(10.0, "p", "b")
    assert played.performance.exercises[0].response is Response.BETTER
    assert played.lasted_s == sum(item.seconds for item in three_items())


def test_escape_takes_the_pain_key_back_question_by_question() -> None:
    played = a_session(10.0, "p", "w", "l", "\x1b", "\x1b", 2.0, "\x1b")
    assert not played.performance.account.answers
    assert played.performance.outcome is HowItEnded.FULL


def test_one_step_down_that_went_back_stops_the_exercise_and_blocks_nothing() -> None:
    played = a_session(10.0, "p", "w", "l", "3", 30.0, "y", 5.0, " ")
    first = played.performance.exercises[0]
    assert (first.response, first.moved, first.distal) == (Response.WORSE, Moved.LOWER, Distal.BUTTOCK)
    assert first.skip is SkipReason.SAFETY_RULE
    assert played.performance.exercises[1].skip is SkipReason.SAFETY_RULE
    assert played.performance.exercises[2].done == Done(1, 2, 10)
    assert played.performance.ended is Ended.FULL


def test_one_step_down_that_stayed_is_kept_where_it_stayed() -> None:
    played = a_session(10.0, "p", "w", "l", "3", 61.0, "n", 5.0, " ")
    first = played.performance.exercises[0]
    assert (first.moved, first.distal) == (Moved.LOWER, Distal.THIGH)
    assert "The minute is over. Is it back where it was?" in played.recorder.words


def test_two_steps_down_end_the_session_at_once() -> None:
    played = a_session(10.0, "p", "w", "l", "5")
    assert (played.performance.outcome, played.performance.ended) == (HowItEnded.SAFETY, Ended.SAFETY)
    assert played.performance.why.startswith("The pain went a long way down your leg")
    assert played.performance.exercises[0].distal is Distal.CALF
    assert {each.skip for each in played.performance.exercises} == {SkipReason.SAFETY_RULE}


def test_a_second_exercise_that_sends_it_down_ends_the_session() -> None:
    played = a_session(10.0, "p", "w", "l", "3", "y", " ", 10.0, "p", "w", "l", "3")
    assert played.performance.outcome is HowItEnded.SAFETY
    assert played.performance.why.startswith("Two exercises sent the pain down")


def test_pain_told_in_the_next_get_ready_belongs_to_what_was_just_done() -> None:
    played = a_session(68.0, "p", "w", "s", "y", " ")
    assert [each.skip for each in played.performance.exercises[:2]][1] is SkipReason.SAFETY_RULE
    assert played.performance.exercises[2].done == Done(1, 2, 10)


def test_quitting_inside_the_question_keeps_the_worse_answer() -> None:
    played = a_session(10.0, "p", "w", "l", "3", 10.0, "q")
    first = played.performance.exercises[0]
    assert (first.response, first.moved, first.distal) == (Response.WORSE, Moved.LOWER, Distal.THIGH)
    assert played.performance.outcome is HowItEnded.EARLY


def test_ten_more_seconds_are_counted_down_again() -> None:
    played = a_session(16.5, "+")
    assert [text for at, text in played.recorder.heard if 8000 < at < 28_000] == [
        "3",
        "2",
        "Ten seconds more.",
        "3",
        "2",
        "1",
    ]
    assert played.performance.exercises[0].done == Done(1, 2, 15)


def test_what_was_done_before_is_not_done_again_but_counts() -> None:
    done = RepDone(item=0, set_no=1, rep_no=1, side=Side.LEFT, held_ms=10_000)
    played = a_session(before=Account(reps=(done,)))
    assert played.performance.exercises[0].done == Done(1, 2, 10)
    assert played.lasted_s == sum(item.seconds for item in three_items()) - 15
    assert len(played.kept) == 5


def test_plain_lines_from_start_to_end() -> None:
    clock = Clock()
    out = io.StringIO()
    items = (an_item(an_exercise(), Dose(sets=1, reps=2, hold_s=30, rep_rest_s=10), Side.LEFT),)
    recorder = Recorder(clock)
    stage = Stage(
        now_ms=clock.now_ms,
        keys=ScriptedKeys(clock, [20.0, " ", 5.0, " ", 20.0, "p", "w", "l", "3", "y", " "]),
        screen=PlainScreen(out, Talk.REMINDER),
        voice=recorder,
        keep=lambda *_: None,
        is_still_clear=lambda: True,
    )
    play(items, stage, talk=Talk.REMINDER, get_ready_s=8, down_before=Distal.BUTTOCK)
    assert out.getvalue().splitlines() == PLAIN


class Gone(Recorder):
    """A screen whose terminal goes away after a while."""

    def show(self, frame: Frame) -> int:
        if frame.state.now_ms - self.begun_ms > 20_000:
            raise OSError(5, "the terminal is gone")
        return super().show(frame)


def a_stage(clock: Clock, screen: Recorder, keep: Callable[[Kept, int], None]) -> Stage:
    return Stage(
        now_ms=clock.now_ms,
        keys=ScriptedKeys(clock, []),
        screen=screen,
        voice=screen,
        keep=keep,
        is_still_clear=lambda: True,
    )


def test_a_terminal_that_goes_away_ends_the_session_with_what_was_done() -> None:
    clock = Clock()
    stage = a_stage(clock, Gone(clock), lambda *_: None)
    done = play(three_items(), stage, talk=Talk.REMINDER, get_ready_s=8, down_before=None)
    assert done.outcome is HowItEnded.INTERRUPTED
    assert done.exercises[0].done == Done(1, 1, 10)


def test_a_disk_that_takes_no_more_ends_it_by_its_own_error() -> None:
    def full(_: Kept, _worked_s: int) -> None:
        raise OSError(28, "No space left on device")

    clock = Clock()
    stage = a_stage(clock, Recorder(clock), full)
    with pytest.raises(OSError, match="No space left"):
        play(three_items(), stage, talk=Talk.REMINDER, get_ready_s=8, down_before=None)


def test_a_closed_lid_pauses_where_it_was_closed() -> None:
    clock = Clock()
    recorder = Recorder(clock)
    stage = a_stage(clock, recorder, lambda *_: None)
    keys = LidKeys(clock, [10.0, "lid", 5.0, " ", 1.0, "q"])
    play(three_items(), replace(stage, keys=keys), talk=Talk.REMINDER, get_ready_s=8, down_before=None)
    assert "The clock stood still for a while. Press space to go on." in recorder.words
    last = recorder.frames[-1].state
    assert last.elapsed_ms == 3000


def test_after_more_than_an_hour_the_re_check_comes_before_going_on() -> None:
    clock = Clock()
    keys = LidKeys(clock, [10.0, "day", 5.0, " "])
    stage = replace(a_stage(clock, Recorder(clock), lambda *_: None), keys=keys)
    done = play(three_items(), stage, talk=Talk.REMINDER, get_ready_s=8, down_before=None)
    assert done.outcome is HowItEnded.STOOD_LONG
    again = replace(a_stage(clock, Recorder(clock), lambda *_: None), keys=ScriptedKeys(clock, [5.0, " "]))
    rest = play(three_items(), again, talk=Talk.REMINDER, get_ready_s=8, down_before=None, place=done.place)
    assert rest.outcome is HowItEnded.FULL
    assert rest.worked_s == sum(item.seconds for item in three_items())
    assert [each.done for each in rest.exercises] == [Done(1, 2, 10)] * 3


def test_the_alarm_key_by_mistake_goes_back_to_where_it_was() -> None:
    clock = Clock()
    keys = ScriptedKeys(clock, [12.0, "!"])
    stage = replace(a_stage(clock, Recorder(clock), lambda *_: None), keys=keys)
    done = play(three_items(), stage, talk=Talk.REMINDER, get_ready_s=8, down_before=None)
    recorder = Recorder(clock)
    again = replace(a_stage(clock, recorder, lambda *_: None), keys=ScriptedKeys(clock, [60.0, " "]))
    rest = play(three_items(), again, talk=Talk.REMINDER, get_ready_s=8, down_before=None, place=done.place)
    first = recorder.frames[0].state
    assert (first.index, first.elapsed_ms, first.paused) == (1, 4000, Halt.KEY)
    assert rest.outcome is HowItEnded.FULL
    assert rest.exercises[0].done == Done(1, 2, 10)


def test_n_leaves_the_exercise_with_both_sides_and_b_begins_it_again() -> None:
    played = a_session(10.0, "n")
    assert [each.done.sets for each in played.performance.exercises] == [0, 0, 1]
    again = a_session(20.0, "b")
    assert again.lasted_s == 20 + sum(item.seconds for item in three_items())
    assert again.performance.exercises[0].done == Done(1, 2, 10)


def test_a_caution_is_said_before_the_count_in_and_nobody_waits_for_it_in_silence() -> None:
    sign = "Stop if the foot tingles."
    items = (structs.replace(an_item(an_exercise(), TWO), cautions=(sign,)),)
    heard = a_session(1.0, " ", items=items, pace=Pace())
    silent = a_session(1.0, " ", items=items, pace=Pace(), speaks=False)
    muted = a_session(0.5, "m", 0.5, " ", items=items, pace=Pace())
    words = heard.recorder.words
    assert words.index(sign) < words.index("Hold.")
    assert silent.lasted_s == muted.lasted_s
    assert heard.lasted_s - silent.lasted_s >= spoken_ms(sign) // 1000


def test_mute_is_silent_until_it_is_pressed_again() -> None:
    played = a_session(1.0, "m", 30.0, "m", 2.0, "q")
    assert [text for at, text in played.recorder.heard if 1000 < at < 31_000] == []
    assert "I speak again." in played.recorder.words


def test_help_stands_still_with_every_key_and_the_same_key_puts_it_away() -> None:
    played = a_session(10.0, "?", 2.0, "?", 2.0, " ")
    assert any(frame.shows_help and frame.state.paused for frame in played.recorder.frames)
    assert played.performance.outcome is HowItEnded.FULL


def test_after_strength_it_asks_for_two_more_and_no_answer_is_none() -> None:
    strong = structs.replace(an_exercise(Kind.REPS, name="chair_stand"), goals=(Purpose.STRENGTH,))
    items = (an_item(strong, Dose(sets=1, reps=2)), an_item(an_exercise(name="bridge"), TWO))
    ready_s = items[0].seconds + 2
    told = a_session(float(ready_s), "n", items=items)
    assert any("two more? y yes" in frame.notice for frame in told.recorder.frames)
    assert told.performance.exercises[0].reserve is False
    assert told.performance.exercises[1].done == Done(1, 2, 10)
    assert a_session(float(ready_s), "y", items=items).performance.exercises[0].reserve is True
    assert a_session(items=items).performance.exercises[0].reserve is UNSET
    easily = a_session(float(ready_s), "e", items=items).performance.exercises[0]
    assert (easily.reserve, easily.easy) == (True, True)


def test_two_more_are_asked_about_aloud_before_what_comes_next_and_only_where_they_are_asked() -> None:
    strong = structs.replace(an_exercise(Kind.REPS, name="chair_stand"), goals=(Purpose.STRENGTH,))
    items = (an_item(strong, Dose(sets=1, reps=2)), an_item(an_exercise(name="bridge"), TWO))
    asks = Pace(known=frozenset({"chair_stand", "bridge"}), waits=False, seconds=8)
    heard = a_session(items=items, pace=asks).recorder.heard
    asked = next(place for place, (_, words) in enumerate(heard) if words == TWO_MORE)
    assert heard[asked + 1][1].startswith("Next, 2 of 2: ")
    assert heard[asked + 1][0] >= heard[asked][0] + spoken_ms(TWO_MORE)
    left_out = a_session(1.0, "n", items=items, pace=asks).recorder
    assert TWO_MORE not in left_out.words
    assert "Next, 2 of 2: Bridge. 2 times 10 seconds." in left_out.words
    half = a_session(float(items[0].seconds - 2), "n", "n", items=items, pace=asks)
    assert TWO_MORE not in half.recorder.words  # what was broken off says nothing of two more
    assert [each.done.sets for each in half.performance.exercises] == [1, 0]  # and n is still the next
    assert TWO_MORE not in a_session(items=items, pace=structs.replace(asks, asks=False)).recorder.words


class LidKeys(ScriptedKeys):
    """Keys with a lid: "lid" closes it for half an hour, "day" for a day."""

    def read(self, timeout_s: float) -> str | None:
        key = super().read(timeout_s)
        if key not in ("lid", "day"):
            return key
        self.clock.advance(hours=0.5 if key == "lid" else 24)
        return None
