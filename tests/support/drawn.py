"""Pictures that are drawn once a process: the stories of a day show the same figures again and again."""

from typing import Any

from rich.console import Console, ConsoleOptions, RenderResult

from sciaticli.view.figure import FigureView

KEPT = 1000  # pictures, some ten kilobytes each


def keep_pictures() -> None:
    """Let all views of one moment of a figure, on consoles alike, share what the first one drew."""
    draw: Any = FigureView.__rich_console__
    pictures: dict[tuple[object, ...], list[Any]] = {}

    def kept(view: FigureView, console: Console, options: ConsoleOptions) -> RenderResult:
        moment = (view.figure, view.t, view.side, view.size, view.dots, view.cue, tuple(view.palette.items()))
        place = (console.color_system, console.no_color, options.max_width, options.ascii_only)
        if (moment, place) not in pictures:
            if len(pictures) >= KEPT:
                pictures.clear()
            pictures[moment, place] = list(draw(view, console, options))
        yield from pictures[moment, place]

    FigureView.__rich_console__ = kept  # type: ignore[method-assign, assignment]
