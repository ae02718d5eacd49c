"""A writer that a fault may strike: appends notes, and says in a ledger what has been acknowledged.

worker.py HOME LEDGER NAME COUNT [--room BYTES] [--nobody] [--until FILE]
"""

import argparse
import os
import resource
import signal
import sys
from datetime import UTC, datetime
from pathlib import Path

from sciaticli.core.record.entries import Note
from sciaticli.store.journal import append, own_device
from sciaticli.store.paths import find_paths

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
NOBODY = 65534


def note(name: str, rec: datetime = NOON, text: str = "x" * 120) -> Note:
    return Note(v=1, id=name, at=rec, rec=rec, tz="UTC", day=rec.date(), src="0", note=text)


def main() -> None:
    words = argparse.ArgumentParser()
    words.add_argument("home")
    words.add_argument("ledger", type=Path)
    words.add_argument("name")
    words.add_argument("count", type=int)
    words.add_argument("--room", type=int)
    words.add_argument("--nobody", action="store_true")
    said = words.parse_args()
    paths = find_paths({"SCIATICLI_HOME": said.home})
    with said.ledger.open("ab", buffering=0) as ledger:
        if said.nobody and os.geteuid() == 0:
            os.setgroups([])
            os.setgid(NOBODY)
            os.setuid(NOBODY)
        if said.room is not None:
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            size = (paths.journal / own_device(paths) / "2026-11.jsonl").stat().st_size
            resource.setrlimit(resource.RLIMIT_FSIZE, (size + said.room, size + said.room))
        for number in range(said.count):
            name = f"{said.name}-{number}"
            try:
                append(paths, note(name))
            except OSError as error:
                sys.exit(f"{error.strerror}: {error.filename}")
            ledger.write(f"{name}\n".encode())


if __name__ == "__main__":
    main()
