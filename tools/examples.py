"""Make the examples that docs/ shows, from the made-up year: `make examples`."""

import sys
import tempfile
from pathlib import Path

from support.clinic import write_clinic_year
from support.world import Clock, Home
from support.year import EVENING

DOCS = Path(__file__).parents[1] / "docs"
WIDTH = "80"
SETTINGS = (
    "profile.conditions=disc_herniation",
    "profile.side=left",
    "profile.equipment=mat,chair,wall,strap",
)


def example_home(folder: Path) -> Home:
    """Return the home of the made-up person on the last evening of their year."""
    write_clinic_year(folder)
    home = Home(folder, Clock(EVENING), {"FORCE_COLOR": "1", "NO_COLOR": "1", "COLUMNS": WIDTH})
    home.run("setup", *(word for setting in SETTINGS for word in ("--set", setting)))
    return home


def screens(home: Home) -> str:
    """Return what `progress` shows for six and for twelve weeks, and as plain lines."""
    calls = (("progress",), ("progress", "--weeks", "12"), ("--plain", "progress"))
    return "\n".join(f"$ sciaticli {' '.join(call)}\n{_letters(home.run(*call).out)}" for call in calls)


def pages(home: Home) -> str:
    """Return the page for the clinic."""
    return home.run("report", "--format", "html").out


def _letters(text: str) -> str:
    """Return the screen's letters: no bold, no spaces at line ends."""
    for code in ("\x1b[1m", "\x1b[0m"):
        text = text.replace(code, "")
    return "".join(f"{line.rstrip()}\n" for line in text.splitlines())


def main() -> int:
    """Write both files."""
    with tempfile.TemporaryDirectory() as folder:
        home = example_home(Path(folder) / "home")
        (DOCS / "example-progress.txt").write_text(screens(home), encoding="utf-8")
        (DOCS / "example-report.html").write_text(pages(home), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
