"""The session on a screen that is redrawn in place: figure, words, big digits, two bars and the keys.

What did not change since the last moment is neither measured nor wrapped again: words and pictures
are kept as finished rows.
"""

from collections.abc import Callable, Hashable, Mapping, Sequence

from rich.cells import cell_len, set_cell_size
from rich.console import Console, ConsoleOptions, RenderResult
from rich.segment import Segment as Cells
from rich.style import Style
from rich.text import Text

from sciaticli.core.catalogue.exercise import Side
from sciaticli.core.figure.drawing import is_wide
from sciaticli.core.figure.parts import Figure
from sciaticli.core.plan import PlanItem
from sciaticli.core.session.state import State
from sciaticli.core.session.timeline import MS
from sciaticli.view.display import USUAL_DISPLAY, Display, Placed
from sciaticli.view.figure import Dots, FigureView
from sciaticli.view.session.colours import OF_KIND, ON_DARK, ON_LIGHT, ON_LIGHT_OF_SIXTEEN, ColourRole
from sciaticli.view.session.digits import big_digits, digits_width
from sciaticli.view.session.frame import Frame
from sciaticli.view.session.layout import GAP, HEADER_ROWS, Layout, choose
from sciaticli.view.session.movement import is_cued, phase_now, still_ms
from sciaticli.view.session.words import (
    Paragraph,
    hold_text,
    key_line,
    phase_words,
    place_in_session,
    ready_text,
    session_words,
    status_words,
    steps_text,
    text_now,
)

WITH_TALL_BAR = 28  # rows from which the bar of the segment is three rows high
BAR_STEP_MS = 500  # the bar of a hold moves twice a second: more would only cost bytes
LABEL_WIDTH = 20
KEPT = 400  # so many finished blocks of words are kept
MORE = "... {page} of {pages}, down: more"
LAST = "... {page} of {pages}, up: back"

Line = list[Cells]


class SessionView:
    """A session as rows that fill the screen.

    `figures` are drawn by exercise id; an exercise without one has the words alone.
    """

    def __init__(self, figures: Mapping[str, Figure], *, display: Display = USUAL_DISPLAY) -> None:
        self._figures = figures
        self._display = display
        self.placed: Placed | None = None  # the real picture that belongs on the rows returned last
        self._colours = ON_LIGHT if display.light else ON_DARK
        self._styles: dict[str, Style] = {}
        self._kept: dict[Hashable, list[Line]] = {}
        self._layouts: dict[Hashable, Layout] = {}
        self._frame: Frame | None = None

    def at(self, frame: Frame) -> "SessionView":
        """Show this moment from now on, as a Rich renderable."""
        self._frame = frame
        return self

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield exactly as many rows as the screen has, each as wide as the screen."""
        if self._frame is None:
            return
        for number, line in enumerate(
            self.rows(console, self._frame, options.max_width, options.height or console.height)
        ):
            if number:
                yield Cells.line()
            yield from line

    def stays_ms(self, frame: Frame) -> int:
        """Return for how many milliseconds a moment looks the same: until the bar or the figure moves on."""
        state = frame.state
        if state.paused is not None:
            return BAR_STEP_MS
        figure = self._figure_of(state)
        step_ms = 0 if figure is None else still_ms(state, figure)
        return step_ms or BAR_STEP_MS - state.elapsed_ms % BAR_STEP_MS

    def look(self, frame: Frame) -> tuple[object, ...]:
        """Return what can be seen change: two moments with the same look need not be drawn twice."""
        state = frame.state
        figure = self._figure_of(state)
        bar = state.elapsed_ms // BAR_STEP_MS
        phase = phase_now(frame, figure) if figure else 0.0
        talk = frame.talk and (frame.talk.question, frame.talk.until_ms)
        minute = frame.talk and frame.talk.until_ms and state.now_ms // MS
        seen = (frame.notice, frame.page, frame.shows_help, frame.keys)
        return state.index, state.length_ms, bar, phase, state.paused, seen, talk, minute

    def rows(self, console: Console, frame: Frame, width: int, height: int) -> list[Line]:
        """Return the rows of this moment, as many as `height`, each `width` columns wide."""
        paper = _Paper(console, frame, width, height)
        if self._display.light and console.color_system == "standard":
            self._colours = ON_LIGHT_OF_SIXTEEN
        foot = self._foot(paper)
        room = max(0, height - len(foot))
        return [*self._body(paper, room), *foot][:height]

    def _figure_of(self, state: State) -> Figure | None:
        return self._figures.get(state.timeline.items[state.segment.item].exercise.id)

    # The body: header, text and picture

    def _body(self, paper: "_Paper", room: int) -> list[Line]:
        in_words = paper.ascii_only or self._display.dots is Dots.WORDS
        figure = None if in_words else self._figure_of(paper.frame.state)
        self.placed = None
        layout = self._layout(paper, room, figure)
        header = self._header(paper, layout)
        text = self._text(paper, layout)
        if figure is None or not layout.has_picture:
            return Cells.set_shape([*header, *text], paper.width, room)[:room]
        picture = self._picture(paper, figure, layout.picture, 0 if layout.beside else len(header))
        if not layout.beside:
            return Cells.set_shape([*header, *picture, *text], paper.width, room)[:room]
        words = Cells.set_shape([*header, *text], layout.words, room)[:room]
        gap = Cells(" " * GAP)
        return [[*left, gap, *right] for left, right in zip(picture, words, strict=False)]

    def _layout(self, paper: "_Paper", room: int, figure: Figure | None) -> Layout:
        """Return the places of this exercise's screen; they stay while its moments change."""
        whole = paper.frame.shows_help or paper.frame.state.paused is not None
        shown = tuple(text_now(paper.frame)) if whole else ()  # each question has a layout of its own
        key = (paper.item.exercise.id, paper.item.cautions, paper.width, room, shown)
        if key not in self._layouts:
            drawn = figure is not None and not paper.frame.shows_help
            wide = figure is not None and is_wide(figure)

            def place(texts: Sequence[Sequence[Paragraph]]) -> Layout:
                return choose(
                    paper.width,
                    room,
                    lambda columns: max(len(self._wrapped(paper, text, columns)) for text in texts),
                    drawn=drawn,
                    wide=wide,
                )

            best = place([shown] if whole else _moments(paper.item))
            if not whole and not best.has_picture:  # then a picture is worth a second page of the steps
                best = place(_moments(paper.item, steps_wait=True))
            self._layouts[key] = best
        return self._layouts[key]

    def _header(self, paper: "_Paper", layout: Layout) -> list[Line]:
        """Return name, side and place, beside the big digits where they have room."""
        place, side = place_in_session(paper.frame.state)
        name = paper.item.exercise.name
        if layout.header < HEADER_ROWS:
            return self._keep(
                ("short", name, side, place, layout.words),
                lambda: [
                    self._line(name, layout.words, "bold"),
                    self._line(paper.plain(f"{side} · {place}"), layout.words, self._bold(ColourRole.SIDE)),
                ],
            )
        seconds = _seconds(paper.frame)
        talk = paper.frame.talk
        shows = talk.until_ms is not None if talk else not paper.frame.state.is_waiting
        colour = self._colour_now(paper.frame)

        def draw() -> list[Line]:
            columns = digits_width(seconds, wide=False) if shows else 0
            inner = max(1, layout.words - columns - GAP)
            names = self._wrap(paper, name, inner, "bold")[:2]
            told = [
                *names,
                self._line(side, inner, self._bold(ColourRole.SIDE)),
                self._line(paper.plain(place), inner, self._colours[ColourRole.QUIET]),
            ]
            left = Cells.set_shape(told, inner, HEADER_ROWS)[:HEADER_ROWS]
            block = "#" if paper.ascii_only else "█"
            drawn = big_digits(seconds, wide=False, block=block).split("\n") if shows else [""] * HEADER_ROWS
            gap = Cells(" " * GAP)
            return [
                [*row, gap, Cells(set_cell_size(line, columns), self._style(colour))]
                for row, line in zip(left, drawn, strict=True)
            ]

        key = ("header", name, side, place, layout.words, seconds if shows else None, colour)
        return self._keep(key, draw)

    def _text(self, paper: "_Paper", layout: Layout) -> list[Line]:
        """Return the page of the words that matter now; what is on other pages has its mark."""
        rows = self._wrapped(paper, text_now(paper.frame), layout.words)
        if len(rows) <= layout.text:
            return Cells.set_shape(rows, layout.words, layout.text)
        size = max(1, layout.text - 1)
        pages = -(-len(rows) // size)
        page = min(paper.frame.page, pages - 1)
        shown = Cells.set_shape(rows[page * size : (page + 1) * size], layout.words, size)
        mark = (MORE if page + 1 < pages else LAST).format(page=page + 1, pages=pages)
        return [*shown, self._line(mark, layout.words, self._bold(ColourRole.PAUSED))]

    def _picture(self, paper: "_Paper", figure: Figure, size: tuple[int, int], row: int) -> list[Line]:
        """Return the figure as rows; a picture once drawn is kept. A real one leaves its place free."""
        phase, cue = phase_now(paper.frame, figure), is_cued(paper.frame)
        side = Side.LEFT if paper.frame.state.segment.side is Side.LEFT else Side.RIGHT

        if self._display.in_pixels:
            self.placed = Placed(figure, phase, side, cue, 0, row, size)
            return Cells.set_shape([], *size)

        def draw() -> list[Line]:
            palette, dots = self._display.palette, self._display.dots
            view = FigureView(figure, phase, side=side, size=size, palette=palette, dots=dots, cue=cue)
            options = paper.console.options.update(width=size[0], height=size[1])
            return Cells.set_shape(paper.console.render_lines(view, options), *size)

        return self._keep(("picture", figure.id, phase, side, size, cue), draw)

    # The foot: bars, status and keys

    def _foot(self, paper: "_Paper") -> list[Line]:
        """Return the bar of the segment, the bar of the session, the status line and the keys."""
        frame, state = paper.frame, paper.frame.state
        colour = self._colour_now(frame)
        done_ms = state.elapsed_ms // BAR_STEP_MS * BAR_STEP_MS
        bar = self._bar(paper, phase_words(frame), done_ms, state.length_ms, colour)
        if paper.height >= WITH_TALL_BAR:
            blank = [Cells(" " * paper.width)]
            rows = [blank, bar, blank]
        else:
            rows = [bar]
        whole_ms = sum(
            each.ms for index, each in enumerate(state.timeline.segments) if index not in state.without
        )
        quiet = self._colours[ColourRole.QUIET]
        rows.append(self._bar(paper, session_words(state), whole_ms - state.session_left_ms, whole_ms, quiet))
        status = status_words(frame)
        colour = self._bold(ColourRole.PAUSED) if frame.notice else self._colours[ColourRole.REST]
        rows += self._keep(
            ("status", status, paper.width, colour), lambda: self._wrap(paper, status, paper.width, colour)
        )
        rows += self._keep(
            ("keys", frame.keys, paper.width),
            lambda: [self._line(key_line(frame.keys, paper.width), paper.width, quiet)],
        )
        return rows

    def _bar(self, paper: "_Paper", label: str, done: float, total: float, colour: str) -> Line:
        """Return a labelled bar; without colour its two parts are two characters."""
        columns = max(LABEL_WIDTH, cell_len(label) + 1)
        width = max(0, paper.width - columns)
        filled = min(width, max(0, int(width * done / total))) if total else 0
        if paper.has_colour:
            full = empty = "━"
        else:
            full, empty = ("#", "-") if paper.ascii_only else ("█", "░")
        named = Cells(set_cell_size(label, columns)[: paper.width], self._style(f"bold {colour}"))
        return [
            named,
            Cells(full * filled, self._style(colour)),
            Cells(empty * (width - filled), self._style("grey37" if paper.has_colour else "")),
        ]

    # Rows of words

    def _wrapped(self, paper: "_Paper", text: Sequence[Paragraph], columns: int) -> list[Line]:
        def wrap() -> list[Line]:
            return [
                line
                for paragraph in text
                for line in self._wrap(
                    paper,
                    paper.plain(paragraph.words),
                    columns,
                    self._bold(ColourRole.PAUSED) if paragraph.care else "",
                )
            ]

        return self._keep(("text", tuple(text), columns), wrap)

    def _wrap(self, paper: "_Paper", words: str, columns: int, style: str) -> list[Line]:
        lines = Text(words).wrap(paper.console, columns)
        return [self._line(line.plain, columns, style) for line in lines]

    def _line(self, words: str, columns: int, style: str) -> Line:
        if cell_len(words) > columns:
            words = set_cell_size(words, columns - 3) + "..." if columns > len("...") else words[:columns]
        return [Cells(set_cell_size(words, columns), self._style(style))]

    def _keep(self, key: Hashable, draw: Callable[[], list[Line]]) -> list[Line]:
        if key not in self._kept:
            if len(self._kept) > KEPT:
                self._kept.clear()
            self._kept[key] = draw()
        return self._kept[key]

    def _style(self, words: str) -> Style:
        if words not in self._styles:
            self._styles[words] = Style.parse(words)
        return self._styles[words]

    def _bold(self, colour: ColourRole) -> str:
        return f"bold {self._colours[colour]}"

    def _colour_now(self, frame: Frame) -> str:
        if frame.talk:
            return self._colours[ColourRole.PAIN]
        colour = ColourRole.PAUSED if frame.state.paused else OF_KIND[frame.state.segment.kind]
        return self._colours[colour]


class _Paper:
    """What is drawn on, and the moment that is drawn."""

    def __init__(self, console: Console, frame: Frame, width: int, height: int) -> None:
        self.console = console
        self.frame = frame
        self.width = width
        self.height = height
        self.ascii_only = console.options.ascii_only
        self.has_colour = console.color_system is not None and not console.no_color

    @property
    def item(self) -> PlanItem:
        state = self.frame.state
        return state.timeline.items[state.segment.item]

    def plain(self, words: str) -> str:
        return words.replace("·", "-") if self.ascii_only else words


def _moments(item: PlanItem, *, steps_wait: bool = False) -> list[Sequence[Paragraph]]:
    """Return the texts that must stand whole on the screen while an exercise is done.

    Where the `steps_wait`, what is read before it ends with a mark: they are on another page.
    """
    ready = ready_text(item)
    if steps_wait:
        ready = [*ready[: len(ready) - len(item.exercise.steps)], Paragraph("...")]
    return [ready, steps_text(item), hold_text(item)]


def _seconds(frame: Frame) -> int:
    """Return the seconds left, rounded up, so that 0 is never shown while time is left."""
    talk = frame.talk
    if talk and talk.until_ms is not None:
        return max(0, -(-(talk.until_ms - frame.state.now_ms) // MS))
    return -(-frame.state.left_ms // MS)
