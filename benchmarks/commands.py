"""Every command of a day as a whole process, beside importing Typer. Ratios, all taken in one run.

    python benchmarks/commands.py [--rounds 15] [--python PATH] [--page FILE]

PATH is the Python of an environment in which sciaticli is installed (this one when not given). Rounds are
shuffled; a wall ratio is the median of the rounds' own ratios, a processor ratio that of the two medians.
Bytecode is compiled and caches are warm.
"""

import argparse
import os
import platform
import random
import resource
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
move less, and processor time, the user's and the system's, least. Where it is above what is asked for, that
is not met.
Python {version}, {count} processors, {load} in the queue for them when it was taken.
"""
GOOD = (0,)
SEED = 19


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


class Took(NamedTuple):
    """The seconds of one call: by the clock, and of a processor."""

    wall: float
    processor: float


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
    lines: list[str] = []
    for days, pains, most in ((730, 1, "two_years"), (3650, 9, "ten_years")):
        calls = [call for call in CALLS if getattr(call, most) is not None or most == "two_years"]
        lines += table(calls, days, pains, most, said)
    load = f"{os.getloadavg()[1]:.0f}"
    head = HEAD.format(version=platform.python_version(), count=os.cpu_count(), load=load)
    text = "\n".join([*head.splitlines(), "", *lines]).rstrip() + "\n"
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
    wall = statistics.median(each.wall for each in base)
    processor = statistics.median(each.processor for each in base)
    lines = [f"## {size:,} entries of {days:,} days", ""]
    lines += [f"`import typer`: {wall * 1000:.0f} ms, {processor * 1000:.0f} ms of a processor.", ""]
    lines += [
        "| command | ms | x `import typer` | by processor time | asked for |",
        "|---|---:|---:|---:|---:|",
    ]
    for call, times in zip(calls, took.values(), strict=True):
        ratio = statistics.median(one.wall / other.wall for one, other in zip(times, base, strict=True))
        name, ms = call.name or "sciaticli", statistics.median(each.wall for each in times) * 1000
        asked = getattr(call, most) or ""
        lines.append(f"| `{name}` | {ms:.0f} | {ratio:.2f} | {processor_ratio(times, base):.2f} | {asked} |")
    return [*lines, ""]


def processor_ratio(times: list[Took], base: list[Took]) -> float:
    """Return how much processor time a call takes for each second of another's."""
    return statistics.median(one.processor for one in times) / statistics.median(
        other.processor for other in base
    )


def measure(calls: list[Call], python: str, home: Path, rounds: int) -> dict[str, list[Took]]:
    """Return what each round took by name; the first two rounds compile, warm and don't count."""
    kept = {key: os.environ[key] for key in ("PATH", "HOME") if key in os.environ}
    env = {**kept, "LANG": "C.UTF-8", "SCIATICLI_HOME": str(home), "NO_PAGER": "1"}
    lines = {TYPER: ([python, "-c", TYPER], env)} | {
        call.name: (
            [python, "-m", "sciaticli", *call.words],
            {**env, "FORCE_COLOR": "1", "COLUMNS": "100"} if call.is_drawn else env,
        )
        for call in calls
    }
    took: dict[str, list[Took]] = {name: [] for name in lines}
    order, chance = list(lines), random.Random(SEED)  # noqa: S311 - a shuffle, the same each time
    for number in range(rounds + 2):
        chance.shuffle(order)
        for name in order:
            start, before = time.perf_counter(), _processor()
            _run(*lines[name], home)
            if number > 1:
                took[name].append(Took(time.perf_counter() - start, _processor() - before))
    return took


def _processor() -> float:
    """Return the processor's seconds, the user's and the system's, of all calls so far."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _run(words: list[str], env: dict[str, str], folder: Path) -> None:
    done = subprocess.run(words, env=env, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode not in GOOD:
        sys.exit(f"{' '.join(words)} ended with {done.returncode}: {done.stderr or done.stdout}")


if __name__ == "__main__":
    main()
