"""Kill real sessions at random moments and say what was left: run as a program by a test.

Each session is a child process that plays on the real clock, much faster, and reports over a pipe every
repetition that it has kept. Then it is killed, and the running file is read as `today` would read it.
"""

import os
import random
import signal
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from sciaticli.coach.keys import NoKeys
from sciaticli.coach.player import play
from sciaticli.coach.screen import PlainScreen
from sciaticli.coach.stage import Kept, Stage
from sciaticli.core.catalogue.exercise import Dose, Kind, Laterality
from sciaticli.core.config import Talk
from sciaticli.core.record.entries import PainNow
from sciaticli.store.running_session import Running, begun, hold_running, load_unfinished
from support.faster import FastClock, FasterKeys, Silence
from support.moments import moment
from support.plans import a_plan, an_exercise, an_item

FASTER = 100
LONGEST_S = 0.4  # the session lasts about this long at that speed
GET_READY_S = 3
ITEM = an_item(an_exercise(Kind.REPETITION_HOLD, Laterality.BOTH, move_s=1), Dose(sets=1, reps=20, hold_s=1))


def a_session(path: Path, kept_pipe: int) -> None:
    with hold_running(path, moment) as running, Path(os.devnull).open("w") as nowhere:
        running.begin(begun("s", a_plan(ITEM), PainNow(), datetime(2026, 11, 22, tzinfo=UTC), "UTC"))
        stage = Stage(
            now_ms=FastClock(FASTER).now_ms,
            keys=FasterKeys(NoKeys(), FASTER),
            screen=PlainScreen(nowhere, Talk.REMINDER),
            voice=Silence(),
            keep=lambda line, worked_s: keep(running, kept_pipe, line, worked_s),
            is_still_clear=lambda: True,
        )
        play((ITEM,), stage, talk=Talk.REMINDER, get_ready_s=GET_READY_S, down_before=None)


def keep(running: Running, kept_pipe: int, line: Kept, worked_s: int) -> None:
    running.keep(line, worked_s)
    os.write(kept_pipe, b".")


def kill_one(path: Path, after_s: float) -> tuple[int, int]:
    """Return the repetitions that were reported as kept, and those that are there after the kill."""
    reader, writer = os.pipe()
    child = os.fork()
    if not child:
        os.close(reader)
        a_session(path, writer)
        os._exit(0)
    os.close(writer)
    time.sleep(after_s)  # noqa: TID251 - a real process runs meanwhile
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    reported = 0
    while dots := os.read(reader, 1024):
        reported += len(dots)
    os.close(reader)
    left = load_unfinished(path)
    return reported, len(left.account.reps) if left else 0


def main(rounds: str, seed: str) -> None:
    chance = random.Random(int(seed))  # noqa: S311 - moments, not secrets
    for number in range(int(rounds)):
        with tempfile.TemporaryDirectory() as folder:
            reported, left = kill_one(Path(folder) / "session.jsonl", chance.uniform(0.02, LONGEST_S))
            sys.stdout.write(f"{number} {reported} {left}\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
