"""The session's screen at every size, in colour and without: exact text, and what each moment shows."""

import io
import re
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from sciaticli.core.catalogue.exercise import Dose, Exercise, Kind, Laterality, Side
from sciaticli.core.config import Picture
from sciaticli.core.figure.parts import Figure
from sciaticli.core.session.engine import advance, start
from sciaticli.core.session.inputs import Halt, Input, Pause, Tick
from sciaticli.core.session.keys import live_keys
from sciaticli.core.session.pain_key import PainQuestion, PainTalk, press
from sciaticli.core.session.state import State
from sciaticli.core.session.timeline import timeline
from sciaticli.store.figures import load_figures
from sciaticli.view.display import Display
from sciaticli.view.session.digits import big_digits, digits, digits_width
from sciaticli.view.session.frame import Frame
from sciaticli.view.session.screen import SessionView
from sciaticli.view.session.words import key_line
from support.plans import an_exercise, an_item

SIZES = [(120, 35), (100, 30), (80, 24), (60, 20), (40, 12)]
GOLDEN = Path(__file__).parent / "golden"


def knee(kind: Kind = Kind.STRETCH_HOLD) -> Exercise:
    return an_exercise(kind, Laterality.PER_SIDE)


def a_state(moment_ms: int, *inputs: Input, kind: Kind = Kind.STRETCH_HOLD) -> State:
    dose = Dose(sets=1, reps=2, hold_s=30, rep_rest_s=10)
    clock = timeline((an_item(knee(kind), dose, Side.LEFT), an_item(knee(kind), dose, Side.RIGHT)), 8)
    state, _ = start(clock, 0)
    for at_ms in range(0, moment_ms + 1, 250):
        state, _ = advance(state, Tick(), at_ms)
    for given in inputs:
        state, _ = advance(state, given, moment_ms)
    return state


def a_frame(state: State, talk: PainTalk | None = None, **more: Any) -> Frame:  # noqa: ANN401 - its fields
    return Frame(state=state, talk=talk, keys=live_keys(state, talk), **more)


def drawn(
    frame: Frame, size: tuple[int, int], figures: dict[str, Figure] | None = None, encoding: str = "utf-8"
) -> str:
    out = io.TextIOWrapper(io.BytesIO(), encoding=encoding, newline="")
    console = Console(file=out, width=size[0], height=size[1], color_system=None, legacy_windows=False)
    console.print(SessionView(figures or {}).at(frame), height=size[1], end="")
    out.seek(0)
    return out.read()


@pytest.fixture(scope="module")
def figures() -> dict[str, Figure]:
    """Return a figure that stands under the name of the exercise of these tests."""
    return {"knee_to_chest": load_figures()["mini_squat"]}


@pytest.mark.parametrize("size", SIZES)
def test_the_screen_to_the_letter(size: tuple[int, int]) -> None:
    lines = [line.rstrip() for line in drawn(a_frame(a_state(16_000)), size).split("\n")]
    assert "\n".join(lines) + "\n" == (GOLDEN / f"session_{size[0]}x{size[1]}.txt").read_text("utf-8")


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("drawing", [True, False])
def test_every_size_is_filled_and_shows_what_matters(
    size: tuple[int, int], drawing: bool, figures: dict[str, Figure]
) -> None:
    text = drawn(a_frame(a_state(16_000)), size, figures if drawing else None)
    lines = text.split("\n")
    assert len(lines) == size[1]
    assert {len(line) for line in lines} == {size[0]}
    for words in (
        "Knee to chest",
        "LEFT side",
        "Rep 1 of 2",
        "A mild stretch.",
        "HOLD 22 s",
        "right",
        "PAIN",
        "!",
    ):
        assert words in text
    braille = sum("\u2801" <= letter <= "\u28ff" for letter in text)
    assert (braille > 50) == (drawing and size[1] >= 18)


@pytest.mark.parametrize("size", SIZES)
def test_the_figure_stands_beside_the_words_wherever_they_are_whole_beside_it(
    size: tuple[int, int], figures: dict[str, Figure]
) -> None:
    lines = drawn(a_frame(a_state(16_000)), size, figures).split("\n")
    (column,) = (
        line.index("Knee to chest") for line in lines if "Knee to chest" in line and "Next" not in line
    )
    assert (column > 0) == (size[0] >= 60)


@pytest.mark.parametrize(
    ("moment_ms", "kind", "label"),
    [
        (1000, Kind.STRETCH_HOLD, "GET READY 7 s"),
        (16_000, Kind.STRETCH_HOLD, "HOLD 22 s"),
        (40_000, Kind.STRETCH_HOLD, "REST 8 s"),
        (80_000, Kind.STRETCH_HOLD, "SWITCH SIDES 6 s"),
        (8500, Kind.REPETITION_HOLD, "MOVE IN 1 s"),
        (39_750, Kind.REPETITION_HOLD, "BACK 2 s"),
    ],
)
def test_the_bar_says_what_is_on(moment_ms: int, kind: Kind, label: str) -> None:
    assert label in drawn(a_frame(a_state(moment_ms, kind=kind)), (80, 24))


def test_a_pause_and_a_notice() -> None:
    text = drawn(a_frame(a_state(16_000, Pause()), notice="Paused. Press space to go on."), (60, 20))
    assert "PAUSED" in text
    assert "A mild stretch." in text
    assert "Paused. Press space to go on." in text


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("question", list(PainQuestion))
def test_every_question_stands_whole_on_every_size(
    size: tuple[int, int], question: PainQuestion, figures: dict[str, Figure]
) -> None:
    talk = PainTalk(start=None, spread_before=False, question=question)
    text = " ".join(drawn(a_frame(a_state(16_000, Pause(Halt.PAIN)), talk=talk), size, figures).split())
    last = {PainQuestion.SITE: "6 foot", PainQuestion.HOW: "w worse", PainQuestion.WHERE: "s same place"}
    assert last.get(question, "n no") in text
    assert "PAIN" in text


def test_the_minute_of_rest_is_counted_on_the_digits() -> None:
    talk = PainTalk(start=None, spread_before=False)
    for key in "wsn":
        talk = press(talk, key, 16_000)
    text = drawn(a_frame(a_state(16_000, Pause(Halt.PAIN)), talk=talk), (80, 24))
    assert big_digits(60, wide=False).splitlines()[0] in text


def test_a_terminal_without_these_letters_gets_plain_ones(figures: dict[str, Figure]) -> None:
    text = drawn(a_frame(a_state(16_000)), (80, 24), figures, encoding="ascii")
    assert text.isascii()
    assert "HOLD 22 s" in text


@pytest.mark.parametrize("light", [True, False])
def test_light_and_dark_say_the_same(light: bool, figures: dict[str, Figure]) -> None:
    console = Console(
        file=io.StringIO(),
        width=100,
        height=30,
        force_terminal=True,
        color_system="truecolor",
        legacy_windows=False,
    )
    with console.capture() as capture:
        console.print(
            SessionView(figures, display=Display(light=light)).at(a_frame(a_state(16_000))), height=30, end=""
        )
    assert "\x1b[" in capture.get()
    assert "HOLD 22 s" in capture.get()


def test_what_looks_the_same_is_not_drawn_again() -> None:
    view = SessionView({})
    first, soon, later = (a_frame(a_state(moment)) for moment in (16_000, 16_250, 16_750))
    assert view.look(first) == view.look(soon)
    assert view.look(first) != view.look(later)


@pytest.mark.parametrize("width", [120, 100, 80, 60, 40, 20])
def test_the_key_line_fits_and_never_loses_the_keys_for_danger(width: int) -> None:
    line = key_line(live_keys(a_state(16_000)), width)
    assert len(line) <= width
    assert ("p PAIN" in line) or width < 40
    assert "p" in line
    assert "q" in line
    assert "!" in line


def test_digits() -> None:
    assert [digits(seconds) for seconds in (0, 59, 99, 100, 600)] == ["0", "59", "99", "1:40", "10:00"]
    for seconds in (7, 42, 100):
        for wide in (True, False):
            rows = big_digits(seconds, wide=wide).split("\n")
            assert len(rows) == 5
            assert {len(row) for row in rows} == {digits_width(seconds, wide=wide)}


def test_somebody_who_lies_has_the_whole_width_where_that_is_larger() -> None:
    lying = {"knee_to_chest": load_figures()["glute_bridge"]}
    lines = drawn(a_frame(a_state(16_000)), (100, 30), lying).split("\n")
    name = next(number for number, line in enumerate(lines) if line.startswith("Knee to chest"))
    body = [line for line in lines if any("\u2801" <= mark <= "\u28ff" for mark in line)]
    assert name == 0
    assert max(len(line.strip()) for line in body) > 90


def test_an_arrow_is_shown_before_and_the_first_time_alone(figures: dict[str, Figure]) -> None:
    view = SessionView(figures, display=Display(Picture.KITTY))
    console = Console(file=io.StringIO(), width=100, height=30)
    cues = []
    for moment_ms in (2_000, 9_000, 60_000):
        view.rows(console, a_frame(a_state(moment_ms)), 100, 30)
        assert view.placed
        cues.append(view.placed.cue)
    assert cues == [True, True, False]


def test_a_real_picture_leaves_its_place_free(figures: dict[str, Figure]) -> None:
    view = SessionView(figures, display=Display(Picture.SIXEL))
    rows = view.rows(Console(file=io.StringIO(), width=100, height=30), a_frame(a_state(16_000)), 100, 30)
    assert view.placed
    columns, high = view.placed.size
    assert all("".join(cell.text for cell in row)[:columns].isspace() for row in rows[:high])


def test_sixteen_colours_on_white_have_no_yellow_and_no_green(figures: dict[str, Figure]) -> None:
    console = Console(width=100, height=30, force_terminal=True, color_system="standard")
    with console.capture() as text:
        console.print(
            SessionView(figures, display=Display(light=True)).at(a_frame(a_state(16_000))), height=30, end=""
        )
    assert not re.search(r"\x1b\[(?:\d+;)*(?:32|33|92|93)m", text.get())
    assert "\x1b[1;34m" in text.get()


def test_while_one_gets_ready_the_next_movement_is_shown_slowly_and_then_stands(
    figures: dict[str, Figure],
) -> None:
    view = SessionView(figures)
    looks = [view.look(a_frame(a_state(moment, kind=Kind.REPS))) for moment in (0, 2000, 3000)]
    assert len({look[3] for look in looks}) > 1
    assert looks[0][3] == 0.0
