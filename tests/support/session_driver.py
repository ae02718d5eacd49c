"""A real session in this terminal, as small as it can be: what the tests of the pseudo-terminal run.

Arguments: a folder for the running file, how many times faster the clock runs, and `plain` for lines
or `crash` for a fault at the first finished hold.
"""

import sys
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console

from sciaticli.coach.keys import open_keys, signals_wait
from sciaticli.coach.player import play
from sciaticli.coach.screen import LiveScreen, PlainScreen
from sciaticli.coach.stage import Kept, Stage
from sciaticli.core.catalogue.exercise import Dose, Kind, Laterality, Side
from sciaticli.core.config import Talk
from sciaticli.core.record.entries import Distal, PainNow
from sciaticli.store.running_session import begun, hold_running
from support.faster import FastClock, FasterKeys, Silence
from support.moments import moment
from support.plans import a_plan, an_exercise, an_item


def crash(_: Kept, _worked_s: int) -> None:
    message = "a fault inside a session"
    raise RuntimeError(message)


def main(folder: str, speed: str, look: str = "live") -> None:
    faster = int(speed)
    knee = an_exercise()
    move = an_exercise(Kind.REPETITION_HOLD, Laterality.BOTH, "bridge")
    items = (
        an_item(knee, Dose(sets=1, reps=2, hold_s=10, rep_rest_s=5), Side.LEFT),
        an_item(knee, Dose(sets=1, reps=2, hold_s=10, rep_rest_s=5), Side.RIGHT),
        an_item(move, Dose(sets=1, reps=3, hold_s=5, rep_rest_s=2)),
    )
    screen = PlainScreen(sys.stdout, Talk.REMINDER) if look == "plain" else LiveScreen(Console(), {})
    with signals_wait(), hold_running(Path(folder) / "session.jsonl", moment) as running:
        before = running.unfinished.account if running.unfinished else None
        if before is None:
            now = datetime(2026, 11, 22, tzinfo=UTC)
            running.begin(begun("session", a_plan(*items), PainNow(), now, "UTC"))
        stage = Stage(
            now_ms=FastClock(faster).now_ms,
            keys=FasterKeys(open_keys(), faster),
            screen=screen,
            voice=Silence(),
            keep=crash if look == "crash" else running.keep,
            is_still_clear=lambda: True,
        )
        done = play(items, stage, talk=Talk.REMINDER, get_ready_s=8, down_before=Distal.BACK, before=before)
        sys.stdout.write(f"{done.outcome}: {len(done.account.reps)} reps\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
