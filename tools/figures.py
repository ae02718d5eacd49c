"""The contact sheet of all figures (docs/figures.md, one SVG a family) and what a frame costs.

python tools/figures.py            write the sheet
python tools/figures.py --png DIR  write it as an HTML page and, where Chromium is, as PNG pictures too
python tools/figures.py --cost     time a frame beside a naive redraw
"""

import re
import shutil
import subprocess
import sys
import tempfile
import time
from html import escape
from pathlib import Path

from rich.console import Console
from rich.panel import Panel
from rich.text import Text

from sciaticli.core.catalogue.exercise import Exercise, Family
from sciaticli.core.figure.drawing import frame
from sciaticli.core.figure.parts import Figure
from sciaticli.report.svg import figure_shapes
from sciaticli.store.catalogue import load_catalogue
from sciaticli.store.figures import load_figures
from sciaticli.view.figure import USUAL, FigureView

DOCS = Path(__file__).parents[1] / "docs"
CELL, ROW, CAPTION = 210.0, 130.0, 16.0
MOMENTS = (0.0, 0.5, 1.0)  # and the last once more, mirrored
FRAMES = 200
NAMED = (
    "## Named blind",
    "",
    "One viewer saw a sample of 24 of the 175 figures, without names, and picked each name from a list of",
    "ten: 23 of 24 right. That was before the figures the viewer found unclear were drawn anew; one viewer",
    "is no proof.",
)


def main(arguments: list[str]) -> None:
    """Write the sheet, or print the cost."""
    if "--cost" in arguments:
        print_cost()
    elif "--png" in arguments:
        write_pictures(Path(arguments[arguments.index("--png") + 1]))
    else:
        write_sheet(DOCS)


def write_sheet(docs: Path) -> None:
    """Write one SVG a family and the page that shows them."""
    exercises = {row.id: row for row in load_catalogue().exercises}
    figures = load_figures()
    (docs / "figures").mkdir(parents=True, exist_ok=True)
    lines = ["# All figures", "", "Start, half-way, end, and the end on the left side."]
    lines += ["Made by `make figures`; the poses stand in `data/figures/`.", ""]
    lines += [*NAMED, ""]
    for family in Family:
        rows = [
            (exercises[key], figure) for key, figure in figures.items() if exercises[key].family is family
        ]
        (docs / "figures" / f"{family}.svg").write_text(sheet(rows), encoding="utf-8")
        lines += [f"## {family.replace('_', ' ').capitalize()}", "", f"![{family}](figures/{family}.svg)", ""]
        lines += [f"- {row.name}: {figure.words[0]} {figure.words[1]}" for row, figure in rows] + [""]
    (docs / "figures.md").write_text("\n".join(lines), encoding="utf-8")


def write_pictures(folder: Path) -> None:
    """Write an HTML page of all sheets into `folder`, and a PNG beside each SVG where Chromium is."""
    folder.mkdir(parents=True, exist_ok=True)
    browser = shutil.which("chromium") or shutil.which("chromium-browser")
    write_sheet(folder)
    parts = ["<!doctype html><meta charset=utf-8><title>All figures</title>"]
    for family in Family:
        picture = folder / "figures" / f"{family}.svg"
        parts.append(f"<h2>{family.replace('_', ' ')}</h2><img src='figures/{family}.svg' alt='{family}'>")
        if browser:
            photograph(browser, picture)
    (folder / "figures.html").write_text("\n".join(parts), encoding="utf-8")
    print(f"{folder / 'figures.html'}" + ("" if browser else " (no PNG: Chromium is not installed)"))


def photograph(browser: str, picture: Path) -> None:
    """Render one SVG to a PNG of its own size beside it."""
    width, height = re.findall(r'(?:width|height)="(\d+)"', picture.read_text(encoding="utf-8"))[:2]
    with tempfile.TemporaryDirectory() as profile:
        subprocess.run(
            [
                browser,
                *("--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--hide-scrollbars"),
                *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
                f"--user-data-dir={profile}",
                f"--window-size={width},{height}",
                f"--screenshot={picture.with_suffix('.png').absolute()}",
                picture.absolute().as_uri(),
            ],
            check=True,
            capture_output=True,
        )


def sheet(rows: list[tuple[Exercise, Figure]]) -> str:
    """Return a page of figures as SVG: start, half-way, end, and the end on the left side."""
    height, width = (ROW + CAPTION) * len(rows), CELL * (len(MOMENTS) + 1)
    body = "".join(_row(row, figure, number) for number, (row, figure) in enumerate(rows))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:.0f}" height="{height:.0f}" '
        f'viewBox="0 0 {width:.0f} {height:.0f}" font-family="sans-serif" font-size="11">'
        f'<rect width="100%" height="100%" fill="#fff"/>{body}</svg>\n'
    )


def _row(row: Exercise, figure: Figure, number: int) -> str:
    top = (ROW + CAPTION) * number
    title = f'<text x="6" y="{top + 12:.0f}" fill="#333">{escape(row.name)} ({row.id})</text>'
    moments = MOMENTS[-1:] if figure.still else MOMENTS
    pictures = [_picture(figure, t, place, top + CAPTION) for place, t in enumerate(moments)]
    left = f'<use href="#{row.id}" transform="matrix(-1 0 0 1 {CELL * (2 * len(moments)):.0f} 0)"/>'
    return title + "".join(pictures[:-1]) + f'<g id="{row.id}">{pictures[-1]}</g>' + left


def _picture(figure: Figure, t: float, place: int, top: float) -> str:
    left, bottom, right, high = frame(figure)
    t = t * (len(figure.pose) - 1) / len(figure.pose) if figure.loop else t
    scale = min((CELL - 16) / (right - left), (ROW - 10) / (high - bottom), 0.9)
    x = CELL * place + (CELL - (right - left) * scale) / 2 - left * scale
    y = top + ROW - 5 + bottom * scale
    shapes = figure_shapes(figure, t)
    return f'<g transform="translate({x:.1f} {y:.1f}) scale({scale:.3f})">{shapes}</g>'


def print_cost() -> None:
    """Print milliseconds of processor time a frame, beside a panel of the same size without a figure."""
    console = Console(width=100, force_terminal=True, color_system="truecolor")
    figures = load_figures()
    naive = Panel(Text("\n".join(["figure " * 6] * USUAL[1])), width=USUAL[0] + 4)
    base = _milliseconds(console, [naive] * FRAMES)
    costs = {
        key: _milliseconds(console, [FigureView(f, n / 40) for n in range(40)]) for key, f in figures.items()
    }
    dearest = max(costs, key=lambda key: costs[key])
    print(f"naive redraw of the panel  {base:6.2f} ms")
    print(f"figure, mean of {len(costs):3}        {sum(costs.values()) / len(costs):6.2f} ms")
    print(f"figure, dearest            {costs[dearest]:6.2f} ms ({dearest})")


def _milliseconds(console: Console, views: list[Panel] | list[FigureView]) -> float:
    for view in views[:1]:
        list(console.render(view))
    start = time.process_time()
    for view in views:
        list(console.render(view))
    return (time.process_time() - start) / len(views) * 1000


if __name__ == "__main__":
    main(sys.argv[1:])
