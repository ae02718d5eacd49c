"""The two screens: rows are written only when they change, lines only once."""

import io

import pyte
from rich.console import Console, ConsoleDimensions

from sciaticli.coach.screen import LiveScreen, PlainScreen
from sciaticli.core.catalogue.exercise import Dose, Side
from sciaticli.core.config import Talk
from sciaticli.core.session.engine import advance, start
from sciaticli.core.session.inputs import Pause, Tick
from sciaticli.core.session.state import State
from sciaticli.core.session.timeline import timeline
from sciaticli.view.session.frame import Frame
from sciaticli.view.session.screen import SessionView
from support.plans import an_exercise, an_item

COLUMNS, ROWS = 60, 20


def a_state(moment_ms: int) -> State:
    item = an_item(an_exercise(), Dose(sets=1, reps=2, hold_s=30, rep_rest_s=10), Side.LEFT)
    state, _ = start(timeline((item,), 8), 0)
    for at_ms in range(0, moment_ms + 1, 250):
        state, _ = advance(state, Tick(), at_ms)
    return state


def a_console(out: io.StringIO, columns: int = COLUMNS, rows: int = ROWS) -> Console:
    return Console(
        file=out,
        width=columns,
        height=rows,
        force_terminal=True,
        color_system="standard",
        legacy_windows=False,
    )


def seen(raw: str, columns: int = COLUMNS, rows: int = ROWS) -> list[str]:
    screen = pyte.Screen(columns, rows)
    pyte.Stream(screen).feed(raw)
    return [line.rstrip() for line in screen.display]


def whole(frame: Frame) -> list[str]:
    """Return the screen as it looks when all of it is drawn at once."""
    console = Console(file=io.StringIO(), width=COLUMNS, height=ROWS, color_system=None, legacy_windows=False)
    with console.capture() as capture:
        console.print(SessionView({}).at(frame), height=ROWS, end="")
    return without_bars(capture.get().split("\n"))


def without_bars(lines: list[str]) -> list[str]:
    return [line.translate(str.maketrans("━╸╺█░", "     ")).rstrip() for line in lines]


def test_what_is_written_in_pieces_looks_like_what_is_drawn_at_once() -> None:
    out = io.StringIO()
    with LiveScreen(a_console(out), {}) as screen:
        for moment_ms in (0, 3000, 9000, 9500, 38_500, 41_000):
            screen.show(Frame(state=a_state(moment_ms)))
            assert without_bars(seen(out.getvalue())) == whole(Frame(state=a_state(moment_ms)))
        paused, _ = advance(a_state(41_000), Pause(), 41_000)
        screen.show(Frame(state=paused, notice="Paused. Press space to go on."))
        assert any("Paused. Press space to go on." in line for line in seen(out.getvalue()))


def test_a_moment_that_looks_the_same_writes_nothing_and_a_second_only_a_few_rows() -> None:
    out = io.StringIO()
    with LiveScreen(a_console(out), {}) as screen:
        screen.show(Frame(state=a_state(16_000)))
        first = len(out.getvalue())
        screen.show(Frame(state=a_state(16_250)))
        assert len(out.getvalue()) == first
        screen.show(Frame(state=a_state(17_000)))
        assert 0 < len(out.getvalue()) - first < first / 2


def test_after_a_stop_of_the_process_everything_is_drawn_again() -> None:
    out = io.StringIO()
    screen = LiveScreen(a_console(out), {})
    with screen:
        screen.show(Frame(state=a_state(16_000)))
    with screen:
        before = len(out.getvalue())
        screen.begin(a_state(16_000), 1)
        screen.show(Frame(state=a_state(16_000)))
        assert "Knee to chest" in out.getvalue()[before:]
    assert out.getvalue().count("\x1b[?1049h") == out.getvalue().count("\x1b[?1049l") == 2


def test_a_new_size_is_filled() -> None:
    out = io.StringIO()
    console = a_console(out)
    with LiveScreen(console, {}) as screen:
        screen.show(Frame(state=a_state(16_000)))
        console.size = ConsoleDimensions(40, 12)
        before = len(out.getvalue())
        screen.show(Frame(state=a_state(16_000)))
        assert seen(out.getvalue()[before:], 40, 12)[0].startswith("Knee to chest")


def test_the_keys_are_named_once() -> None:
    out = io.StringIO()
    screen = PlainScreen(out, Talk.REMINDER)
    for _ in range(2):
        with screen:
            pass
    assert out.getvalue().count("Keys: space pause") == 1
