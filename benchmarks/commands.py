"""Every command of a day as a whole process, beside importing Typer. Ratios, all taken in one run.

    python benchmarks/commands.py [--rounds 15] [--python PATH] [--page FILE]

PATH is the Python of an environment in which sciaticli is installed (this one when not given). Rounds are
shuffled; each figure is the median of the rounds' own ratios. Bytecode is compiled and caches are warm.
"""

import argparse
import os
import platform
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from homes import write_home

TYPER = "import typer"
HEAD = """# What each command costs

This page is written by `python benchmarks/commands.py --python PATH --page docs/benchmarks-commands.md`,
PATH the Python of an environment with sciaticli installed from its wheel. Whole processes, output not to a
terminal ("drawn": with the look of one), bytecode compiled, the record made up by `benchmarks/homes.py`.
Milliseconds move with the machine and with what else runs on it; the ratios, medians of the rounds' own,
move less. Where a figure is above what is asked for, it is not met.
Python {version}, {count} processors.
"""
GOOD = (0,)


class Call(NamedTuple):
    """A command line with what it should cost, in times of `import typer`, in each length of record."""

    words: tuple[str, ...]
    two_years: float | None
    ten_years: float | None = None
    is_drawn: bool = False

    @property
    def name(self) -> str:
        """What stands in the table."""
        return " ".join(self.words) + (" (drawn)" if self.is_drawn else "")


CALLS = (
    Call(("--version",), 1.1),
    Call(("--help",), None),
    Call(("status", "--short"), 1.4),
    Call(("log", "4", "2"), 1.4, 1.8),
    Call(("check", "--list"), 1.4),
    Call((), 1.7, 2.5),
    Call(("exercises", "list"), 1.7),
    Call(("exercises", "show", "bird_dog"), 2.0),
    Call(("progress",), 2.1, 4.0),
    Call(("today", "--plan"), 2.3, 3.0),
    Call(("doctor",), 2.4),
    Call(("report", "-o", "page.html", "--force"), 3.0, 8.0),
    Call(("today", "--plan"), 2.6, is_drawn=True),
    Call(("exercises", "show", "bird_dog"), 2.6, is_drawn=True),
    Call(("exercises", "list"), 2.5, is_drawn=True),
    Call(("progress",), 2.7, is_drawn=True),
)


def main() -> None:
    """Measure a record of two years and one of ten, print both, and write the page when one is named."""
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("--rounds", type=int, default=15)
    words.add_argument("--python", default=sys.executable)
    words.add_argument("--page", type=Path)
    said = words.parse_args()
    lines = [*HEAD.format(version=platform.python_version(), count=os.cpu_count()).splitlines()]
    for days, pains, most in ((730, 1, "two_years"), (91, 9, ""), (3650, 9, "ten_years")):
        calls = [call for call in CALLS if most == "two_years" or call.ten_years is not None]
        lines += table(calls, days, pains, most, said)
    text = "\n".join(lines) + "\n"
    print(text)
    if said.page:
        said.page.write_text(text, encoding="utf-8")


def table(calls: list[Call], days: int, pains: int, most: str, said: argparse.Namespace) -> list[str]:
    """Return the table of one length of record; `most` names the column of what is asked for."""
    folder = Path(tempfile.mkdtemp())
    try:
        size = write_home(folder, days, pains, datetime.now(UTC))
        took = measure(calls, said.python, folder, said.rounds)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    base = took.pop(TYPER)
    lines = [f"## {size:,} entries of {days:,} days", ""]
    lines += [f"`import typer`: {statistics.median(base) * 1000:.0f} ms.", ""]
    lines += ["| command | ms | x `import typer` | asked for |", "|---|---:|---:|---:|"]
    for call, times in zip(calls, took.values(), strict=True):
        ratio = statistics.median(one / other for one, other in zip(times, base, strict=True))
        name, ms = call.name or "sciaticli", statistics.median(times) * 1000
        lines.append(f"| `{name}` | {ms:.0f} | {ratio:.2f} | {getattr(call, most, None) or ''} |")
    return [*lines, ""]


def measure(calls: list[Call], python: str, home: Path, rounds: int) -> dict[str, list[float]]:
    """Return the seconds of each round by name; the first two rounds compile, warm and don't count."""
    kept = {key: os.environ[key] for key in ("PATH", "HOME") if key in os.environ}
    env = {**kept, "LANG": "C.UTF-8", "SCIATICLI_HOME": str(home), "NO_PAGER": "1"}
    lines = {TYPER: ([python, "-c", TYPER], env)} | {
        call.name: (
            [python, "-m", "sciaticli", *call.words],
            {**env, "FORCE_COLOR": "1", "COLUMNS": "100"} if call.is_drawn else env,
        )
        for call in calls
    }
    took: dict[str, list[float]] = {name: [] for name in lines}
    order = list(lines)
    for number in range(rounds + 2):
        random.shuffle(order)
        for name in order:
            start = time.perf_counter()
            _run(*lines[name], home)
            if number > 1:
                took[name].append(time.perf_counter() - start)
    return took


def _run(words: list[str], env: dict[str, str], folder: Path) -> None:
    done = subprocess.run(words, env=env, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode not in GOOD:
        sys.exit(f"{' '.join(words)} ended with {done.returncode}: {done.stderr or done.stdout}")


if __name__ == "__main__":
    main()
