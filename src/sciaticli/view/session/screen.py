"""The session on a screen that is redrawn in place: figure, name, big digits, two bars and the keys."""

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple

from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.panel import Panel
from rich.progress_bar import ProgressBar
from rich.segment import Segment as Cells
from rich.table import Table
from rich.text import Text

from sciaticli.core.catalogue.exercise import Position, Side
from sciaticli.core.figure.parts import Figure
from sciaticli.core.plan import PlanItem
from sciaticli.core.session.timeline import MS, SegmentKind, Way
from sciaticli.view.figure import FigureView, Size
from sciaticli.view.session.digits import big_digits, digits_width
from sciaticli.view.session.frame import Frame
from sciaticli.view.session.words import (
    cue_words,
    key_line,
    next_words,
    phase_words,
    place_words,
    session_words,
)
from sciaticli.view.tones import DARK, LIGHT

SIDE_BY_SIDE = 90  # columns from which the figure stands beside the words
UPRIGHT_BESIDE = 72  # a body that stands or sits is tall: beside the words it is drawn twice as large
UPRIGHT = frozenset({Position.STANDING, Position.SITTING, Position.KNEELING, Position.HALF_KNEELING})
WITH_FIGURE = 18  # rows below which there is no room for one, nor for a frame round the bar
FOOT_ROWS = 5  # the frame round the bar, the bar, the session's bar and the keys
WITH_DIGITS = 36  # columns from which there is room for digits beside the words
DIGIT_ROWS = 5
LABEL_WIDTH = 20
FRAMED_FIGURE = 11
WORDS_ROWS = 7  # what the words need under a figure
STEPS_OF_MOVE = 24  # how finely a movement is drawn
BAR_STEP_MS = 500  # the bar of a hold moves twice a second: more would only cost bytes

Line = list[Cells]


class Shade(StrEnum):
    """What a colour is for."""

    GET_READY = "get_ready"
    WORK = "work"
    REST = "rest"
    PAUSED = "paused"
    PAIN = "pain"
    QUIET = "quiet"
    SIDE = "side"


ON_DARK = {
    Shade.GET_READY: "#d7af5f",
    Shade.WORK: "#5fd75f",
    Shade.REST: "#5fafff",
    Shade.PAUSED: "#ffd75f",
    Shade.PAIN: "#ff5f87",
    Shade.QUIET: "#8a8f98",
    Shade.SIDE: "#f5d34f",
}
ON_LIGHT = {
    Shade.GET_READY: "#875f00",
    Shade.WORK: "#00702b",
    Shade.REST: "#005faf",
    Shade.PAUSED: "#8a5a00",
    Shade.PAIN: "#c00040",
    Shade.QUIET: "#5f656f",
    Shade.SIDE: "#8a4b00",
}
OF_KIND = {
    SegmentKind.GET_READY: Shade.GET_READY,
    SegmentKind.SWITCH_SIDE: Shade.GET_READY,
    SegmentKind.MOVE: Shade.WORK,
    SegmentKind.HOLD: Shade.WORK,
    SegmentKind.REST: Shade.REST,
}


class SessionView:
    """A session as a Rich renderable that fills the screen; `at` sets the moment it shows.

    `figures` are drawn by exercise id; an exercise without one has the words alone.
    """

    def __init__(self, figures: Mapping[str, Figure], *, light: bool = False) -> None:
        self._figures = figures
        self._light = light
        self._shades = ON_LIGHT if light else ON_DARK
        self._drawn: dict[tuple[str, float, Side, Size], list[Line]] = {}
        self._frame: Frame | None = None

    def at(self, frame: Frame) -> "SessionView":
        """Show this moment from now on."""
        self._frame = frame
        return self

    def look(self, frame: Frame) -> tuple[object, ...]:
        """Return what can be seen change: two moments with the same look need not be drawn twice."""
        state = frame.state
        figure = self._figures.get(state.timeline.items[state.segment.item].exercise.id)
        bar = state.elapsed_ms // BAR_STEP_MS
        phase = _phase(frame, figure) if figure else 0.0
        talk = frame.talk and (frame.talk.question, frame.talk.until_ms)
        minute = frame.talk and frame.talk.until_ms and state.now_ms // MS
        return state.index, state.length_ms, bar, phase, state.paused, frame.notice, talk, minute

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield exactly as many rows as the screen has, each as wide as the screen."""
        if self._frame is None:
            return
        width, height = options.max_width, options.height or console.height
        paper = _Paper(console, options, self._frame)
        foot = paper.lines(self._foot(paper, height), width)
        room = max(0, height - len(foot))
        lines = [*Cells.set_shape(self._body(paper, width, room), width, room)[:room], *foot][:height]
        for number, line in enumerate(lines):
            if number:
                yield Cells.line()
            yield from line

    def _body(self, paper: "_Paper", width: int, room: int) -> list[Line]:
        """Return figure and words: beside each other, under each other, or the words alone."""
        figure = self._figures.get(paper.item.exercise.id)
        if figure is None or paper.options.ascii_only or room + FOOT_ROWS < WITH_FIGURE:
            return self._words_beside(paper, width, room)
        if width < (UPRIGHT_BESIDE if paper.item.exercise.position in UPRIGHT else SIDE_BY_SIDE):
            rows = room - WORDS_ROWS
            picture = self._picture(paper, figure, Size(width, rows), framed=rows >= FRAMED_FIGURE)
            return picture + self._words_beside(paper, width, WORDS_ROWS)
        left, right = width // 2, width - width // 2
        picture = self._picture(paper, figure, Size(left, room), framed=True)
        words = _Rows(self._words_under(paper, right - 4, room - 2))
        panel = Panel(words, border_style=self._shades[Shade.QUIET], width=right, height=room)
        return [one + other for one, other in zip(picture, paper.lines(panel, right, room), strict=False)]

    def _picture(self, paper: "_Paper", figure: Figure, size: Size, *, framed: bool) -> list[Line]:
        """Return the figure as rows; a picture once drawn is kept."""
        phase = _phase(paper.frame, figure)
        side = Side.LEFT if paper.frame.state.segment.side is Side.LEFT else Side.RIGHT
        key = (figure.id, phase, side, size)
        if key not in self._drawn:
            inner = (size.width - 4, size.height - 2) if framed else size
            view = FigureView(figure, phase, side=side, size=inner, palette=LIGHT if self._light else DARK)
            frame = Panel(view, border_style=self._shades[Shade.QUIET], width=size.width)
            lines = paper.lines(frame if framed else view, *size)
            self._drawn[key] = Cells.set_shape(lines, *size)
        return self._drawn[key]

    def _words_under(self, paper: "_Paper", width: int, room: int) -> list[Line]:
        """Return name, side, cue, digits and what is next under each other; the cue gives way."""
        title = paper.lines(Group(*self._title(paper), Text()), width)
        end = paper.lines(Group(Text(), self._digits(paper, wide=True), Text(), self._next(paper)), width)
        between = max(1, room - len(title) - len(end))
        cue = paper.lines(self._cue(paper, between), width)
        return [*title, *Cells.set_shape(cue, width, between)[:between], *end]

    def _words_beside(self, paper: "_Paper", width: int, room: int) -> list[Line]:
        """Return the words with the digits to their right, where there is room for them."""
        beside = room >= DIGIT_ROWS and width >= WITH_DIGITS
        digits = digits_width(_seconds(paper.frame), wide=False) + 2 if beside else 0
        inner = width - digits
        title = paper.lines(Group(*self._title(paper)), inner)
        end = paper.lines(self._next(paper), inner)
        between = max(1, room - len(title) - len(end))
        cue = paper.lines(self._cue(paper, between), inner)[:between]
        left = Cells.set_shape([*title, *cue, *end], inner, room)[:room]
        if not beside:
            return left
        right = Cells.set_shape(paper.lines(self._digits(paper, wide=False), digits), digits, room)
        return [one + other for one, other in zip(left, right, strict=False)]

    def _title(self, paper: "_Paper") -> list[Text]:
        place, side = place_words(paper.frame.state)
        return [
            Text(paper.item.exercise.name, style="bold"),
            Text(side, style=f"bold {self._shades[Shade.SIDE]}"),
            Text(paper.plain(place), style=self._shades[Shade.QUIET]),
        ]

    def _cue(self, paper: "_Paper", room: int) -> Group:
        frame = paper.frame
        style = ""
        if frame.talk or frame.notice:
            style = f"bold {self._shades[Shade.PAIN if frame.talk else Shade.PAUSED]}"
        return Group(*(Text(paper.plain(line), style=style) for line in cue_words(frame, room)))

    def _digits(self, paper: "_Paper", *, wide: bool) -> Text:
        if paper.frame.talk and paper.frame.talk.until_ms is None:
            return Text()
        block = "#" if paper.options.ascii_only else "█"
        rows = big_digits(_seconds(paper.frame), wide=wide, block=block)
        return Text(rows, style=self._shade_now(paper.frame), no_wrap=True)

    def _next(self, paper: "_Paper") -> Text:
        return Text(
            next_words(paper.frame), style=self._shades[Shade.REST], no_wrap=True, overflow="ellipsis"
        )

    def _foot(self, paper: "_Paper", height: int) -> Group:
        """Return the bar of the segment, the bar of the session, and the keys."""
        frame, state = paper.frame, paper.frame.state
        now, quiet = self._shade_now(frame), self._shades[Shade.QUIET]
        done_ms = state.elapsed_ms // BAR_STEP_MS * BAR_STEP_MS
        hold = _bar(Text(phase_words(frame), style=f"bold {now}"), done_ms, state.length_ms, now)
        whole_ms = sum(
            each.ms for index, each in enumerate(state.timeline.segments) if index not in state.without
        )
        session = _bar(
            Text(session_words(state), style=quiet), whole_ms - state.session_left_ms, whole_ms, quiet
        )
        keys = Text(key_line(paper.options.max_width), style=quiet, no_wrap=True)
        return Group(Panel(hold, border_style=now) if height >= WITH_FIGURE else hold, session, keys)

    def _shade_now(self, frame: Frame) -> str:
        if frame.talk:
            return self._shades[Shade.PAIN]
        shade = Shade.PAUSED if frame.state.paused else OF_KIND[frame.state.segment.kind]
        return self._shades[shade]


class _Paper(NamedTuple):
    """What is drawn on, and the moment that is drawn."""

    console: Console
    options: ConsoleOptions
    frame: Frame

    @property
    def item(self) -> PlanItem:
        return self.frame.state.timeline.items[self.frame.state.segment.item]

    def lines(self, what: RenderableType, width: int, height: int | None = None) -> list[Line]:
        return self.console.render_lines(what, self.options.update(width=width, height=height))

    def plain(self, words: str) -> str:
        return words.replace("·", "-") if self.options.ascii_only else words


class _Rows:
    """Rows that have been rendered already, for use inside a frame."""

    def __init__(self, lines: list[Line]) -> None:
        self.lines = lines

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        for line in self.lines:
            yield from line
            yield Cells.line()


def _bar(label: Text, done: float, total: float, style: str) -> Table:
    grid = Table.grid(expand=True, padding=(0, 1))
    grid.add_column(width=max(LABEL_WIDTH, len(label)), no_wrap=True)
    grid.add_column(ratio=1)
    bar = ProgressBar(total=max(1, total), completed=max(0, done), complete_style=style, finished_style=style)
    grid.add_row(label, bar)
    return grid


def _seconds(frame: Frame) -> int:
    """Return the seconds left, rounded up, so that 0 is never shown while time is left."""
    talk = frame.talk
    if talk and talk.until_ms is not None:
        return max(0, -(-(talk.until_ms - frame.state.now_ms) // MS))
    return -(-frame.state.left_ms // MS)


def _phase(frame: Frame, figure: Figure) -> float:
    """Return the phase of the movement at this moment, in steps so that drawn pictures can be kept."""
    state = frame.state
    segment = state.segment
    share = min(1.0, state.elapsed_ms / state.length_ms) if state.length_ms else 1.0
    match segment.kind, segment.way:
        case SegmentKind.MOVE, Way.IN:
            phase = share
        case SegmentKind.MOVE, Way.OUT:
            phase = 1 - share
        case SegmentKind.MOVE, _:
            phase = 1 - abs(1 - 2 * share)
        case SegmentKind.HOLD, _:
            phase = figure.phase(state.elapsed_ms / MS)
        case _:
            phase = 0.0
    return round(phase * STEPS_OF_MOVE) / STEPS_OF_MOVE
