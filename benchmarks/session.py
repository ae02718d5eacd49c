"""The running session beside termdown: processor time, bytes to the terminal, drift. Ratios, in one run.

    python benchmarks/session.py [--seconds 60] [--minutes 10] [--termdown PATH]

`--seconds` is how long each screen runs, `--minutes` how long the drift is watched (0 leaves it out).
Each program runs twice, for a few seconds and for all of them: what lies between is what each further
second costs, without start-up and the first drawing of a figure. Our catalogue is read from its compiled
copy, as in a second call of the program. Everything runs in a pseudo-terminal of 100x30. Without termdown
its row is left out.
"""

import argparse
import os
import pty
import select
import shutil
import struct
import sys
import termios
import time
from collections.abc import Iterable
from fcntl import ioctl
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from msgspec.structs import replace
from rich.console import Console

from sciaticli.coach.keys import open_keys
from sciaticli.coach.player import play
from sciaticli.coach.screen import LiveScreen
from sciaticli.coach.stage import Stage
from sciaticli.core.catalogue.exercise import Dose, Exercise, Side
from sciaticli.core.config import Talk
from sciaticli.core.plan import PlanItem, Section
from sciaticli.core.session.cues import Cue
from sciaticli.core.session.timeline import item_seconds
from sciaticli.store.catalogue import load_catalogue
from sciaticli.store.figures import load_figures

COLUMNS, ROWS = 100, 30
GET_READY_S = 3
FIRST_S = 16  # so long every moment of the movement has been drawn twice
HELD, MOVED = "rest_90_90", "glute_bridge"


class Reading(NamedTuple):
    """What one run cost."""

    cpu_s: float
    sent: int
    lasted_s: float


def main() -> None:
    """Compare the screens, then watch the drift."""
    ask = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    ask.add_argument("--seconds", type=int, default=60)
    ask.add_argument("--minutes", type=float, default=10)
    ask.add_argument("--termdown", default=shutil.which("termdown"))
    ask.add_argument("--cache", type=Path, help=argparse.SUPPRESS)
    ask.add_argument("--play", choices=("holding", "moving", "drift"), help=argparse.SUPPRESS)
    asked = ask.parse_args()
    if asked.play:
        play_one(asked.play, asked.seconds, asked.cache)
        return
    compare(asked.seconds, asked.termdown)
    if asked.minutes:
        drift(int(asked.minutes * 60))


def compare(seconds: int, termdown: str | None) -> None:
    """Print one line for each program: what it cost whole and for each further second, beside termdown."""
    commands = {} if termdown is None else {"termdown": [termdown]}
    with TemporaryDirectory() as cache:
        for kind in ("holding", "moving"):
            commands[kind] = [sys.executable, __file__, "--cache", cache, "--play", kind, "--seconds"]
            measure([*commands[kind], "1"])  # compiles what it reads
        rows = {name: _measured(argv, seconds) for name, argv in commands.items()}
    base = rows.get("termdown")
    print(f"{seconds} s at {COLUMNS}x{ROWS}    cpu s   x termdown   each second:  ms   x termdown   bytes")
    for name, (whole, later) in rows.items():
        each_ms, sent = 1000 * later.cpu_s / later.lasted_s, later.sent / later.lasted_s
        beside = ("-", "-")
        if base:
            each_base_ms = 1000 * base[1].cpu_s / base[1].lasted_s
            beside = (f"{whole.cpu_s / base[0].cpu_s:.2f}", f"{each_ms / each_base_ms:.2f}")
        print(f"{name:16}{whole.cpu_s:7.2f}{beside[0]:>13}{each_ms:18.1f}{beside[1]:>13}{sent:8.0f}")


def _measured(argv: list[str], seconds: int) -> tuple[Reading, Reading]:
    """Return the reading of all the seconds, and of those after the first few."""
    short, whole = measure([*argv, str(FIRST_S)]), measure([*argv, str(seconds)])
    later = Reading(whole.cpu_s - short.cpu_s, whole.sent - short.sent, whole.lasted_s - short.lasted_s)
    return whole, later


def drift(seconds: int) -> None:
    """Print how far the end of the last segment was from where the plan put it, on the monotonic clock."""
    measure([sys.executable, __file__, "--play", "drift", "--seconds", str(seconds)], echo=True)


def measure(argv: list[str], *, echo: bool = False) -> Reading:
    """Run a program in a pseudo-terminal; return its processor time and what it wrote."""
    began = time.monotonic()
    child, terminal = pty.fork()
    if not child:
        os.environ.update(TERM="xterm-256color", COLORTERM="truecolor")
        ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
        os.execvp(argv[0], argv)  # noqa: S606 - what is measured
    sent = 0
    last = b""
    while True:
        if not select.select([terminal], [], [], 5)[0]:
            continue
        try:
            text = os.read(terminal, 65_536)
        except OSError:
            break
        if not text:
            break
        sent += len(text)
        last = (last + text)[-400:]
    _, _, usage = os.wait4(child, 0)
    os.close(terminal)
    if echo:
        words = last.decode(errors="replace")
        print(words[words.rfind("drift") :].strip())
    return Reading(usage.ru_utime + usage.ru_stime, sent, time.monotonic() - began)


def play_one(kind: str, seconds: int, cache: Path | None) -> None:
    """Play one exercise of about this length on this terminal: a hold, or movements without end."""
    catalogue = load_catalogue(cache=cache)
    exercise = catalogue.by_id[HELD if kind == "holding" else MOVED]
    item = an_item(exercise, kind, seconds)
    items = (item,) * max(1, seconds // max(1, item.seconds)) if kind == "drift" else (item,)
    watch = _Watch()
    stage = Stage(
        now_ms=watch.now_ms,
        keys=open_keys(),
        screen=LiveScreen(Console(), load_figures(exercise.family, cache=cache)),
        voice=watch,
        keep=lambda *_: None,
        is_still_clear=lambda: True,
    )
    play(items, stage, talk=Talk.REMINDER, get_ready_s=GET_READY_S, down_before=None)
    planned_ms = sum(each.seconds for each in items) * 1000
    lasted_ms = watch.ended_ms - watch.began_ms
    print(f"drift after {planned_ms / 1000:.0f} s: {lasted_ms - planned_ms:.1f} ms")


def an_item(exercise: Exercise, kind: str, seconds: int) -> PlanItem:
    """Return the exercise in a dose that lasts about so long."""
    if kind == "holding":
        dose = Dose(sets=1, reps=1, hold_s=seconds - GET_READY_S)
    elif kind == "moving":
        exercise = replace(exercise, move_s=6)
        dose = Dose(sets=1, reps=max(1, (seconds - GET_READY_S) // 6))
    else:
        dose = Dose(sets=1, reps=6, hold_s=5, rep_rest_s=2)
    length = item_seconds(exercise, dose, Side.BOTH, GET_READY_S)
    return PlanItem(
        exercise=exercise,
        section=Section.MAIN,
        side=Side.BOTH,
        dose=dose,
        seconds=length,
        because="To measure.",
    )


class _Watch:
    """A clock, and a voice that only notes when the first and the last word were due."""

    def __init__(self) -> None:
        self.began_ms = self.ended_ms = 0.0

    def now_ms(self) -> int:
        return time.monotonic_ns() // 1_000_000

    is_unheard = False
    speaks = True

    def prepare(self, _texts: Iterable[str]) -> dict[str, int]:
        return {}

    def say(self, _cue: Cue) -> None:
        self.ended_ms = time.monotonic_ns() / 1e6
        self.began_ms = self.began_ms or self.ended_ms

    def cut(self) -> None:
        return None


if __name__ == "__main__":
    main()
