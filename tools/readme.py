"""Make the README's three pictures from the program itself: `make readme`."""

import re
import sys
import tempfile
from datetime import timedelta
from io import StringIO
from pathlib import Path

from rich.console import Console, RenderableType
from rich.terminal_theme import SVG_EXPORT_THEME
from rich.text import Text

from examples import example_home
from sciaticli.core.catalogue.exercise import Side
from sciaticli.core.plan import PlanItem, Section
from sciaticli.core.session.engine import advance, start
from sciaticli.core.session.inputs import Tick
from sciaticli.core.session.keys import live_keys
from sciaticli.core.session.timeline import timeline
from sciaticli.store.catalogue import load_catalogue
from sciaticli.store.figures import load_figures
from sciaticli.view.session.frame import Frame
from sciaticli.view.session.screen import SessionView
from support.year import EVENING

PICTURES = Path(__file__).parents[1] / "docs" / "pictures"
WIDTH, HEIGHT = 92, 23
HELD_MS = 22_500  # into the first hold: the hips are up, the second repetition counts down
SHOWN = "glute_bridge"

# Rich's own frame names a font on the network; this one takes what the reader's machine has.
FRAME = """<svg viewBox="-8 -8 {terminal_width} {terminal_height}" role="img"
 xmlns="http://www.w3.org/2000/svg">
<style>
.{unique_id}-matrix {{ font: {char_height}px "DejaVu Sans Mono", Menlo, Consolas, monospace; }}
{styles}
</style>
<defs>{lines}</defs>
<rect fill="#0f1419" x="-8" y="-8" width="100%" height="100%" rx="8"/>
{backgrounds}
<g class="{unique_id}-matrix">{matrix}</g></svg>
"""


def main() -> int:
    """Write a plan, a hold and progress as SVG."""
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        home = example_home(Path(folder) / "home")
        home.env.update({"COLUMNS": str(WIDTH), "FORCE_COLOR": "1"})
        home.env.pop("NO_COLOR", None)
        home.clock.moment = EVENING + timedelta(hours=10)  # the next morning
        for name, call in (("plan", ("today", "--minutes", "10", "--plan")), ("progress", ("progress",))):
            shown = home.run(*call).out.strip("\n").split("\n")[:HEIGHT]
            write(name, Text.from_ansi("\n".join(shown)))
    write("hold", SessionView(load_figures()).at(a_hold()), HEIGHT)
    return 0


def a_hold() -> Frame:
    """Return a moment of a hold, as the session draws it."""
    row = load_catalogue().by_id[SHOWN]
    item = PlanItem(
        exercise=row, section=Section.MAIN, side=Side.BOTH, dose=row.dose_full, seconds=0, because=""
    )
    state, _ = start(timeline((item,), 8), 0)
    for at_ms in range(0, HELD_MS + 1, 250):
        state, _ = advance(state, Tick(), at_ms)
    return Frame(state=state, talk=None, keys=live_keys(state, None))


def write(name: str, drawn: RenderableType, height: int | None = None) -> None:
    """Write a drawing as a picture of a terminal."""
    console = Console(
        record=True,
        width=WIDTH,
        height=height,
        file=StringIO(),
        force_terminal=True,
        color_system="truecolor",
    )
    console.print(drawn, height=height)
    text = console.export_svg(theme=SVG_EXPORT_THEME, code_format=FRAME, unique_id=name)
    text = re.sub(r'"-8 -8 ([\d.]+) ([\d.]+)"', _with_margin, text)
    (PICTURES / f"{name}.svg").write_text(text, encoding="utf-8")


def _with_margin(sizes: re.Match[str]) -> str:
    width, height = map(float, sizes.groups())
    return f'"-8 -8 {width + 20:.0f} {height + 24:.0f}"'


if __name__ == "__main__":
    sys.exit(main())
