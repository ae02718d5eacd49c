"""Cause every fault in full and write what became of the record as a page.

Run it with tests/ on the path: python -m faults.page docs/faults.md
"""

import platform
import shutil
import sys
import tempfile
from collections.abc import Callable
from functools import partial
from itertools import groupby
from operator import attrgetter
from pathlib import Path

from faults import machine, travel
from faults.kinds import KINDS, Tried, cause
from faults.machine import Outcome

HEAD = """# What it takes to lose a line

This page is written by `make faults`: each fault is really caused, so many times, and then the record
is read again. An entry counts as *saved* when the program had said so; *lost* is how many of those
could not be read afterwards.

| fault | how it was caused | times tried | entries saved | entries lost | what the person sees |
|---|---|---:|---:|---:|---|
"""
KINDS_HEAD = """
# What comes in from outside

Each kind is tried through every door it can come by. A try is one input through one door; it has failed
when the program crashed, took what does not fit, dropped something without a word, or touched what is
not its own.

| what comes in | what follows | tries | failed |
|---|---|---:|---:|
"""
PROGRAM = "sciaticli "  # left out before what follows it: no try on this page is a call to copy
EACH_HEAD = """
# Each try

What each test holds, how many tries it made, and what came in.
"""
FOOT = """
Not tried: a power cut. Each entry is synced to the disk before it is called saved, and so is the folder
when its file is new; what a disk does with a sync is its own affair.

Written with Python {python} on {system}.
"""

Fault = Callable[[Path], Outcome]


def full() -> list[Fault]:
    return [
        partial(machine.killed, appends=10_000),
        partial(machine.disk_full, room=65_536),
        machine.read_only,
        machine.rights_lost,
        partial(machine.crowd, writers=50, each=20),
        partial(machine.cut_anywhere, lines=40, step=1),
        partial(machine.rubbish, times=500),
        partial(machine.deleted_under_reader, times=1000),
        partial(machine.clock_back, months=24),
        partial(machine.import_killed, months=12),
        travel.two_edits,
        partial(travel.three_clones, rounds=10, one_device=False),
        partial(travel.three_clones, rounds=10, one_device=True),
        *([partial(travel.two_syncthings, rounds=10)] if travel.syncthing_is_here() else []),
    ]


def row(outcome: Outcome) -> str:
    cells = (outcome.fault, outcome.how, outcome.tried, outcome.saved, outcome.lost, outcome.seen)
    return "| " + " | ".join(f"{cell:,}" if isinstance(cell, int) else cell for cell in cells) + " |\n"


def log_of(tried: Tried) -> str:
    """Return the tries of a kind: what each test holds, how often, what came in, and what failed of it."""
    lines = [f"\n## {tried.kind.what[:1].upper()}{tried.kind.what[1:]}\n\n"]
    for name, group in groupby(tried.tries, attrgetter("test")):
        tries = list(group)
        inputs = ", ".join(f"`{one.what.removeprefix(PROGRAM)}`" for one in tries if one.what)
        failed = ", ".join(f"`{one.what or 'it'}`" for one in tries if not one.held)
        lines.append(f"- {name}: {len(tries)}, {f'FAILED: {failed}' if failed else 'all held'}")
        lines.append(f" ({inputs})\n" if inputs else "\n")
    return "".join(lines)


def main() -> int:
    rows, lost = [], 0
    for fault in full():
        folder = Path(tempfile.mkdtemp())
        folder.chmod(0o755)
        try:
            outcome = fault(folder)
        finally:
            shutil.rmtree(folder, ignore_errors=True)
        rows.append(row(outcome))
        lost += outcome.lost
        sys.stderr.write(rows[-1])
    if not travel.syncthing_is_here():
        rows.append(
            "| two Syncthings on loopback | not tried: Syncthing is not installed here | 0 | 0 | 0 | |\n"
        )
    kinds, each = [], []
    for kind in KINDS:
        tried = cause(kind)
        kinds.append(f"| {kind.what} | {kind.follows} | {len(tried.tries):,} | {tried.failed:,} |\n")
        each.append(log_of(tried))
        lost += tried.failed
        sys.stderr.write(kinds[-1])
    foot = FOOT.format(python=platform.python_version(), system=platform.system())
    parts = (HEAD, *rows, KINDS_HEAD, *kinds, EACH_HEAD, *each, foot)
    Path(sys.argv[1]).write_text("".join(parts), encoding="utf-8")
    return int(lost > 0)


if __name__ == "__main__":
    sys.exit(main())
