"""The contact sheet of all figures (docs/figures.md, one SVG a family) and what a frame costs.

python tools/figures.py            write the sheet
python tools/figures.py --png DIR  write it as an HTML page and, where Chromium is, as PNG pictures too
python tools/figures.py --cost     time a frame beside a naive redraw, and the other ways to draw one
python tools/figures.py --naming DIR        write pictures without names, lists of ten, and the answers apart
python tools/figures.py --named DIR FILE    count the names given in FILE (`12 glute_bridge` a line)
"""

import random
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
from sciaticli.core.figure.drawing import draw, frame
from sciaticli.core.figure.parts import Figure
from sciaticli.core.figure.shapes import Shade
from sciaticli.report.svg import figure_shapes
from sciaticli.store.catalogue import load_catalogue
from sciaticli.store.figures import load_figures
from sciaticli.view.canvas import BRAILLE, Canvas, Grain, paint
from sciaticli.view.figure import USUAL, Dots, FigureView
from sciaticli.view.pixels import kitty_load, kitty_place, pixels, png, sixel
from sciaticli.view.session.digits import FONT, ROWS
from sciaticli.view.tones import DARK, DARK_GROUND

DOCS = Path(__file__).parents[1] / "docs"
CELL, ROW, CAPTION = 210.0, 130.0, 16.0
MOMENTS = (0.0, 0.5, 1.0)  # and the last once more, mirrored
FRAMES = 200
LARGE, CELL_WIDE = (46, 23), 9
SEED, NAMES, PER_SHEET, ACROSS = 20, 10, 12, 3
DOT_SIZE, PIXELS, FRAME, DIGIT = (92, 76), (220, 190), 4, 3
NAMING = (
    "Each picture shows start and end. Write one line for each: its number and the name you choose. Numbers\n"
    "run along the rows, twelve on a sheet. Don't look into answers.txt before.\n"
)
NAMED = re.compile(r"^## Named blind\n.*?(?=^## )", re.MULTILINE | re.DOTALL)


def main(arguments: list[str]) -> None:
    """Write the sheet, or print the cost."""
    if "--cost" in arguments:
        print_cost()
    elif "--naming" in arguments:
        write_naming(Path(arguments[arguments.index("--naming") + 1]))
    elif "--named" in arguments:
        folder, given = arguments[arguments.index("--named") + 1 :][:2]
        print_named(Path(folder), Path(given))
    elif "--png" in arguments:
        write_pictures(Path(arguments[arguments.index("--png") + 1]))
    else:
        write_sheet(DOCS)


def write_sheet(docs: Path) -> None:
    """Write one SVG a family and the page that shows them; what it says of the last naming is kept."""
    exercises = {row.id: row for row in load_catalogue().exercises}
    figures = load_figures()
    (docs / "figures").mkdir(parents=True, exist_ok=True)
    lines = ["# All figures", "", "Start, half-way, end, and the end on the left side."]
    lines += ["Made by `make figures`; the poses stand in `data/figures/`.", ""]
    lines += [NAMED.findall((DOCS / "figures.md").read_text(encoding="utf-8"))[0].rstrip("\n"), ""]
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


def write_naming(folder: Path) -> None:
    """Write sheets of numbered pictures, ten names each to choose from, and the answers apart.

    The names are those of the figures most like it: same position, then same family, then fewest other dots.
    """
    folder.mkdir(parents=True, exist_ok=True)
    exercises = {row.id: row for row in load_catalogue().exercises}
    figures = load_figures()
    chance = random.Random(SEED)  # noqa: S311 - a shuffle, the same each time
    order = sorted(figures)
    chance.shuffle(order)
    dots = {key: _printed(figure, DOT_SIZE, BRAILLE) for key, figure in figures.items()}
    questions, answers = [], []
    for number, key in enumerate(order, 1):
        nearest = sorted(
            (other for other in figures if other != key),
            key=lambda other: (
                exercises[other].position != exercises[key].position,
                exercises[other].family != exercises[key].family,
                _apart(dots[key], dots[other]),
            ),
        )
        names = [key, *nearest[: NAMES - 1]]
        chance.shuffle(names)
        questions.append(f"{number}: {', '.join(names)}")
        answers.append(f"{number} {key} {exercises[key].family}")
    for first in range(0, len(order), PER_SHEET):
        chosen = [figures[key] for key in order[first : first + PER_SHEET]]
        picture = _naming_sheet(chosen, first + 1)
        (folder / f"sheet_{first // PER_SHEET + 1:02}.png").write_bytes(picture)
    (folder / "questions.txt").write_text("\n".join([NAMING, *questions]) + "\n", encoding="utf-8")
    (folder / "answers.txt").write_text("\n".join(answers) + "\n", encoding="utf-8")
    print(f"{folder / 'questions.txt'}: {len(order)} figures on {-(-len(order) // PER_SHEET)} sheets")


def print_named(folder: Path, given: Path) -> None:
    """Print a table of right names per family, and what was missed."""
    answers = {row.split()[0]: row.split()[1:] for row in _rows(folder / "answers.txt")}
    names = dict(row.split()[:2] for row in _rows(given))
    families: dict[str, list[bool]] = {}
    for number, (key, family) in answers.items():
        families.setdefault(family, []).append(names.get(number) == key)
    print("| family | named right | of |\n|---|--:|--:|")
    for family, right in sorted(families.items()):
        print(f"| {family} | {sum(right)} | {len(right)} |")
    every = [found for right in families.values() for found in right]
    print(f"| **all** | {sum(every)} | {len(every)} ({sum(every) / len(every):.0%}) |\n")
    for number, (key, _) in answers.items():
        if names.get(number) != key:
            print(f"- {number}: {key} was called {names.get(number, 'nothing')}")


def _rows(file: Path) -> list[str]:
    return [line for line in file.read_text(encoding="utf-8").splitlines() if len(line.split()) > 1]


def _printed(figure: Figure, size: tuple[int, int], grain: Grain) -> list[Canvas]:
    """Return start and end as they are printed: the end with its arrow and its ghost."""
    return [
        paint(
            draw(figure, t, cue=t == figure.stills[-1]),
            Canvas(*size),
            floor=not figure.from_above,
            grain=grain,
        )
        for t in (figure.stills * 2)[:2]
    ]


def _apart(one: list[Canvas], other: list[Canvas]) -> int:
    return sum(
        (a ^ b).bit_count()
        for left, right in zip(one, other, strict=True)
        for tone in Shade
        for a, b in zip(left.layer(tone), right.layer(tone), strict=True)
    )


def _naming_sheet(figures: list[Figure], first: int) -> bytes:
    """Return pictures in rows, each with its number in the corner, as PNG."""
    wide, high = PIXELS
    rows = -(-len(figures) // ACROSS)
    sheet_canvas = Canvas(ACROSS * (2 * wide + FRAME), rows * (high + FRAME))
    for place, figure in enumerate(figures):
        x, y = place % ACROSS * (2 * wide + FRAME), place // ACROSS * (high + FRAME)
        for side, canvas in enumerate(_printed(figure, PIXELS, Grain(dot=0.5, rows=1, tidy=False))):
            for tone, layer in canvas.layers.items():
                for row, bits in enumerate(layer):
                    sheet_canvas.layer(tone)[y + row] |= bits << (x + side * wide)
        _write_number(sheet_canvas, first + place, x + 6, y + 6)
        for row in range(high + FRAME):
            line = (
                (1 << (2 * wide + FRAME)) - (1 << (2 * wide)) if row < high else (1 << 2 * wide + FRAME) - 1
            )
            sheet_canvas.layer(Shade.FLOOR)[y + row] |= line << x
    return png(sheet_canvas, DARK, DARK_GROUND)


def _write_number(canvas: Canvas, number: int, x: int, y: int) -> None:
    """Write a number in large digits; what stands there gives way."""
    for row, line in enumerate(" ".join(FONT[digit][high] for digit in str(number)) for high in range(ROWS)):
        for column, mark in enumerate(line):
            for high in range(DIGIT):
                bits = ((1 << DIGIT) - 1) << (x + column * DIGIT)
                at = y + row * DIGIT + high
                for layer in canvas.layers.values():
                    layer[at] &= ~bits
                if mark == "#":
                    canvas.layer(Shade.HOT_FAR)[at] |= bits


def print_cost() -> None:
    """Print milliseconds of processor time and bytes a frame, for each way to draw one."""
    console = Console(width=100, force_terminal=True, color_system="truecolor")
    figures = load_figures()
    naive = Panel(Text("\n".join(["figure " * 6] * USUAL[1])), width=USUAL[0] + 4)
    base = _milliseconds(console, [naive] * FRAMES)
    print(f"naive redraw of the panel     {base:6.2f} ms")
    for size in (USUAL, LARGE):
        for dots in (Dots.BRAILLE, Dots.BLOCKS):
            views = [[FigureView(f, n / 8, size=size, dots=dots) for n in range(8)] for f in figures.values()]
            costs = [_milliseconds(console, each) for each in views]
            sizes = [_bytes(console, each[4]) for each in views]
            print(
                f"{dots:8} {size[0]} x {size[1]:2}  {_mean(costs):6.2f} ms, dearest {max(costs):6.2f}, "
                f"{_mean(sizes):7.0f} bytes"
            )
    _print_pixel_cost(list(figures.values()))


def _print_pixel_cost(figures: list[Figure]) -> None:
    columns, rows = LARGE
    times: dict[str, list[float]] = {"kitty": [], "sixel": []}
    sizes: dict[str, list[float]] = {"kitty": [], "sixel": []}
    for figure in figures:
        for name, spent in times.items():
            start = time.process_time()
            drawing, floor = draw(figure, 0.5), not figure.from_above
            canvas = pixels(
                drawing, columns * CELL_WIDE, rows * CELL_WIDE * 2, cell=(CELL_WIDE, 18), floor=floor
            )
            text = kitty_load(png(canvas, DARK), 1) if name == "kitty" else sixel(canvas, DARK, DARK_GROUND)
            spent.append((time.process_time() - start) * 1000)
            sizes[name].append(len(text))
    for name, spent in times.items():
        print(
            f"{name:8} {columns} x {rows:2}  {_mean(spent):6.2f} ms, dearest {max(spent):6.2f}, "
            f"{_mean(sizes[name]):7.0f} bytes"
        )
    print(f"kitty, shown again  {len(kitty_place(7100, columns, rows)):4} bytes")


def _mean(values: list[float]) -> float:
    return sum(values) / len(values)


def _bytes(console: Console, view: FigureView) -> float:
    with console.capture() as captured:
        console.print(view)
    return len(captured.get().encode())


def _milliseconds(console: Console, views: list[Panel] | list[FigureView]) -> float:
    for view in views[:1]:
        list(console.render(view))
    start = time.process_time()
    for view in views:
        list(console.render(view))
    return (time.process_time() - start) / len(views) * 1000


if __name__ == "__main__":
    main(sys.argv[1:])
