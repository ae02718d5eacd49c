"""Every word of every exercise can be read on the usual screens, and nothing is cut without a mark."""

import io

import pytest
from msgspec import structs
from rich.console import Console

from sciaticli.core.catalogue.exercise import Exercise
from sciaticli.core.figure.parts import Figure
from sciaticli.core.session.engine import advance, start
from sciaticli.core.session.inputs import Pause
from sciaticli.core.session.keys import live_keys
from sciaticli.core.session.pain_key import CHOICES, WORDS, PainQuestion, PainTalk
from sciaticli.core.session.state import State
from sciaticli.core.session.timeline import Pace, timeline
from sciaticli.store.figures import load_figures
from sciaticli.view.figure import FigureView
from sciaticli.view.session.frame import Frame
from sciaticli.view.session.screen import SessionView
from support.built_in import CATALOGUE
from support.plans import an_item

ROWS = CATALOGUE.exercises
SIZES = [(100, 30), (80, 24), (60, 20), (40, 12)]
CARE = "Go only as far as is free of pain."


@pytest.fixture(scope="module")
def figures() -> dict[str, Figure]:
    return load_figures()


@pytest.fixture(autouse=True)
def _places_of_pictures(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave a picture's place empty: how one is drawn is tested in tests/view/test_figure.py."""
    monkeypatch.setattr(FigureView, "__rich_console__", lambda *_: iter(()))


def begun(row: Exercise) -> State:
    item = structs.replace(an_item(row, row.dose_start), cautions=(CARE,))
    state, _ = start(timeline((item,), 8, Pace()), 0)
    return state


def page(view: SessionView, frame: Frame, size: tuple[int, int]) -> list[str]:
    console = Console(file=io.StringIO(), width=size[0], height=size[1], color_system=None)
    rows = view.rows(console, frame, *size)
    assert len(rows) == size[1]
    return ["".join(cell.text for cell in row) for row in rows]


def words_on(lines: list[str]) -> list[str]:
    return " ".join(
        "".join(letter if not "\u2801" <= letter <= "\u28ff" else " " for letter in line) for line in lines
    ).split()


@pytest.mark.parametrize(("size", "most"), [((100, 30), 0), ((80, 24), 20)])
def test_the_steps_are_whole_before_the_picture_is_large(
    size: tuple[int, int], most: int, figures: dict[str, Figure]
) -> None:
    """On the way to the mat all is read at once; on a smaller screen half may need a second page."""
    paged = []
    for row in ROWS[::5]:
        lines = page(SessionView(figures), Frame(state=begun(row), keys=live_keys(begun(row))), size)
        paged += [row.id] if any("... 1 of" in line for line in lines) else []
    assert len(paged) <= most, paged


def read_through(view: SessionView, state: State, size: tuple[int, int]) -> str:
    """Return all that is shown while Down is pressed to the end."""
    seen: list[str] = []
    for number in range(40):
        lines = page(view, Frame(state=state, keys=live_keys(state), page=number), size)
        seen += words_on(lines)
        if not any("down: more" in line for line in lines):
            break
    return " ".join(seen)


def lacks(text: str, sentences: tuple[str, ...]) -> list[str]:
    """Return the words of sentences that were never shown."""
    shown = set(text.split())
    return [word for sentence in sentences for word in sentence.split() if word not in shown]


@pytest.mark.parametrize("size", SIZES)
def test_the_whole_text_of_every_exercise_is_reachable(
    size: tuple[int, int], figures: dict[str, Figure]
) -> None:
    view = SessionView(figures)
    for row in ROWS:
        paused, _ = advance(begun(row), Pause(), 0)
        text = read_through(view, paused, size)
        whole = (CARE, *row.set_up, *row.steps, row.feel, row.breathing, *row.stop_signs, *row.mistakes)
        assert not lacks(text, whole), (row.id, size)


@pytest.mark.parametrize("size", SIZES)
def test_how_to_get_ready_is_reachable_before_anything_is_pressed(
    size: tuple[int, int], figures: dict[str, Figure]
) -> None:
    view = SessionView(figures)
    for row in ROWS:
        text = read_through(view, begun(row), size)
        assert not lacks(text, (CARE, *row.set_up, *row.steps)), (row.id, size)


@pytest.mark.parametrize("size", [(100, 30), (80, 24)])
def test_care_and_set_up_are_on_the_first_page(size: tuple[int, int], figures: dict[str, Figure]) -> None:
    view = SessionView(figures)
    for row in ROWS:
        lines = page(view, Frame(state=begun(row), keys=live_keys(begun(row))), size)
        assert not lacks(" ".join(words_on(lines)), (CARE, *row.set_up)), (row.id, size)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("question", list(PainQuestion))
def test_each_question_of_the_pain_key_stands_whole_on_the_screen(
    figures: dict[str, Figure], size: tuple[int, int], question: PainQuestion
) -> None:
    """One screen shows them one after the other, as a wide picture does that has little room below."""
    view = SessionView(figures)
    state, _ = advance(begun(next(row for row in ROWS if row.id == "knee_rolls")), Pause(), 3000)
    for each in (PainQuestion.HOW, question):
        talk = PainTalk(start=None, spread_before=False, question=each, until_ms=60_000)
        keys = live_keys(state, talk)
        text = " ".join(words_on(page(view, Frame(state=state, talk=talk, keys=keys), size)))
    assert WORDS[question] in text
    for key, words in CHOICES[question]:
        assert f"{key} {words}" in text


@pytest.mark.parametrize("size", SIZES[:3])
def test_a_long_notice_is_shown_whole(figures: dict[str, Figure], size: tuple[int, int]) -> None:
    state, _ = advance(begun(ROWS[0]), Pause(), 3000)
    notice = "It stayed further down. This one stops now and rests for a week. Press space to go on."
    text = " ".join(words_on(page(SessionView(figures), Frame(state=state, notice=notice), size)))
    assert notice in text
