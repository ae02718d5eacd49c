"""Faults of one machine, each really caused: kills, a full disk, lost rights, damage, a crowd, the clock."""

import os
import random
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import NamedTuple

import msgspec

from faults.worker import NOBODY, NOON, note
from sciaticli.core.record.history import fold
from sciaticli.store.journal import append, own_device, read_journal
from sciaticli.store.paths import Paths, find_paths

WORKER = Path(__file__).with_name("worker.py")
MONTH = "2026-11.jsonl"
BEFORE_THE_FAULT = 20


class Outcome(NamedTuple):
    """What a fault did: how often it was tried, how much was acknowledged, and how much of that was lost."""

    fault: str
    how: str
    tried: int
    saved: int
    lost: int
    seen: str


def home_in(folder: Path) -> Paths:
    return find_paths({"SCIATICLI_HOME": str(folder / "home")})


def ids(paths: Paths) -> set[str]:
    return {record.entry.id for record in read_journal(paths)[0]}


def own_file(paths: Paths) -> Path:
    return paths.journal / own_device(paths) / MONTH


def killed(folder: Path, appends: int) -> Outcome:
    """Kill -9 at random moments, until so many appends have been acknowledged in the ledger."""
    paths, ledger = home_in(folder), folder / "ledger"
    ledger.touch()
    chance = random.Random(11)  # noqa: S311 - chance, not secrecy
    kills = 0
    while (before := _count(ledger)) < appends:
        worker = _start(folder, f"k{kills}", 10**9)
        while _count(ledger) == before and worker.poll() is None:
            _wait(0.001)
        _wait(chance.uniform(0, 0.15))
        worker.send_signal(signal.SIGKILL)
        worker.communicate()
        kills += 1
    append(paths, note("after"))
    said = [*ledger.read_text().split(), "after"]
    torn = len(read_journal(paths)[1])
    lost = set(said) - ids(paths)
    seen = f"nothing; {torn} torn lines, none of them acknowledged"
    return Outcome(
        "killed while writing", f"kill -9 at {kills} random moments", len(said), len(said), len(lost), seen
    )


def disk_full(folder: Path, room: int) -> Outcome:
    """Append until the disk is full, on a small tmpfs where one can be mounted, else up to a file limit."""
    with _small_disk(folder / "home", room) as is_disk:
        paths = home_in(folder)
        append(paths, note("first"))
        worker = _start(folder, "f", 10**6, *([] if is_disk else ["--room", str(room)]))
        said = worker.communicate()[1].strip()
        saved = {"first", *(folder / "ledger").read_text().split()}
        found, damage = read_journal(paths)
        lost = saved - {record.entry.id for record in found}
        clean = own_file(paths).read_bytes().endswith(b"\n") and not damage
        command = _command(folder) if is_disk else None
    how = f"a tmpfs of {room // 1024} KiB" if is_disk else f"a file limit {room} bytes ahead"
    seen = f"{_words(said)}, exit {3 if command is None else command.returncode}"
    seen += "; no half line stays" if clean else "; A HALF LINE STAYED"
    return Outcome("full disk", how, 1, len(saved), len(lost), seen)


def read_only(folder: Path) -> Outcome:
    """Write to a folder that may only be read."""
    paths = home_in(folder)
    append(paths, note("first"))
    _give_to_nobody(folder)
    own_file(paths).chmod(0o400)
    own_file(paths).parent.chmod(0o500)
    said = _start(folder, "r", 1, "--nobody").communicate()[1].strip()
    lost = {"first"} - ids(paths)
    return Outcome(
        "read-only folder",
        "rights taken before",
        1,
        1,
        len(lost),
        _words(said),
    )


def rights_lost(folder: Path) -> Outcome:
    """Take the rights away while entries are being written."""
    paths, ledger = home_in(folder), folder / "ledger"
    append(paths, note("first"))
    ledger.touch()
    _give_to_nobody(folder)
    worker = _start(folder, "p", 10**9, "--nobody")
    while _count(ledger) < BEFORE_THE_FAULT and worker.poll() is None:
        _wait(0.001)
    own_file(paths).chmod(0o400)
    said = worker.communicate()[1].strip()
    saved = {"first", *ledger.read_text().split()}
    lost = saved - ids(paths)
    return Outcome(
        "rights lost in the middle",
        "chmod while writing",
        1,
        len(saved),
        len(lost),
        _words(said),
    )


def crowd(folder: Path, writers: int, each: int) -> Outcome:
    """Let many programs append at once, from the very first write of a home that is not there yet."""
    workers = [_start(folder, f"w{number}", each) for number in range(writers)]
    for worker in workers:
        worker.communicate()
    found, damage = read_journal(home_in(folder))
    saved = set((folder / "ledger").read_text().split())
    lost = saved - {record.entry.id for record in found}
    whole = len(saved) == writers * each and not damage
    seen = "nothing" if whole else f"{writers * each - len(saved)} refused, {len(damage)} damaged"
    return Outcome(
        "a crowd of writers", f"{writers} programs at once", writers * each, len(saved), len(lost), seen
    )


def cut_anywhere(folder: Path, lines: int, step: int) -> Outcome:
    """Cut a file at every byte of its last kilobyte, then write on: only what was cut off may be missing."""
    paths = home_in(folder)
    for number in range(lines):
        append(paths, note(f"c{number}"))
    file = own_file(paths)
    whole = file.read_bytes()
    saved = lost = tried = 0
    for length in range(len(whole) - 1, len(whole) - 1024, -step):
        file.write_bytes(whole[:length])
        append(paths, note("after"))
        kept = {f"c{number}" for number in range(whole[: length + 1].count(b"\n"))} | {"after"}
        lost += len(kept - ids(paths))
        saved += len(kept)
        tried += 1
    return Outcome(
        "file cut short", "at every byte of its last kilobyte", tried, saved, lost, "one damaged line, named"
    )


def rubbish(folder: Path, times: int) -> Outcome:
    """Write random bytes over random places: every line that was not hit must still be read."""
    paths = home_in(folder)
    for number in range(60):
        append(paths, note(f"b{number}"))
    file = own_file(paths)
    whole = file.read_bytes()
    chance = random.Random(7)  # noqa: S311 - chance, not secrecy
    saved = lost = 0
    for _ in range(times):
        start, size = chance.randrange(len(whole)), chance.randrange(1, 400)
        file.write_bytes(whole[:start] + chance.randbytes(size) + whole[start + size :])
        first, last = whole[:start].count(b"\n"), whole[: start + size].count(b"\n")
        kept = {f"b{number}" for number in range(60) if not first <= number <= last}
        append(paths, note("after"))
        lost += len((kept | {"after"}) - ids(paths))
        saved += len(kept) + 1
    return Outcome(
        "random bytes", "over a random place of the file", times, saved, lost, "the damaged lines, named"
    )


def deleted_under_reader(folder: Path, times: int) -> Outcome:
    """Delete and bring back a file while it is read, as a synchroniser does; reading must never fail."""
    paths = home_in(folder)
    for number in range(50):
        append(paths, note(f"d{number}"))
    file = own_file(paths)
    away, over = file.with_name("away"), threading.Event()

    def keep_moving() -> None:
        while not over.is_set():
            file.rename(away)
            away.rename(file)

    mover = threading.Thread(target=keep_moving)
    mover.start()
    gone = 0
    for _ in range(times):
        found, damage = read_journal(paths)
        gone += len(found) == 0 or bool(damage)
    over.set()
    mover.join()
    lost = 50 - len(ids(paths))
    seen = f"{gone} of {times} readings without the file, none failed"
    return Outcome("file deleted under a reader", "renamed to and fro meanwhile", times, 50, lost, seen)


def clock_back(folder: Path, months: int) -> Outcome:
    """Set the clock back by a month before each entry."""
    paths = home_in(folder)
    names = [f"t{number}" for number in range(months)]
    for number, name in enumerate(names):
        append(paths, note(name, NOON - timedelta(days=30 * number)))
    history = fold(read_journal(paths)[0])
    lost = set(names) - {entry.id for entry in history.notes}
    ahead = max(entry.rec for entry in history.entries) == NOON
    seen = "a session wants the clock mended first" if ahead else "NOTHING"
    return Outcome("clock set back", "a month before each entry", months, months, len(lost), seen)


def import_killed(folder: Path, months: int) -> Outcome:
    """Kill an import of as many months before each of its writes, then import the same file again."""
    source = folder / "old.jsonl"
    lines = [note(f"m{number}", NOON - timedelta(days=30 * number)) for number in range(months)]
    source.write_bytes(b"".join(msgspec.json.encode(line) + b"\n" for line in lines))
    wanted, lost, halves = {line.id for line in lines}, 0, 0
    for writes in range(months + 1):
        home = folder / f"home-{writes}"
        paths = find_paths({"SCIATICLI_HOME": str(home)})
        _import(home, source, writes)
        records, damage = read_journal(paths)
        halves += 0 < len(records) < months
        lost += len(damage)
        _import(home, source, None)
        kept = [record.entry.id for record in read_journal(paths)[0]]
        lost += len(wanted - set(kept)) + len(kept) - len(set(kept))
    how = f"before each write of {months} months, then once more"
    seen = f"{halves} times some of the months; the second import adds the rest, none twice"
    return Outcome("import killed", how, months + 1, (months + 1) * months, lost, seen)


def _import(home: Path, source: Path, writes: int | None) -> None:
    """Import a file in a program of its own, which ends at once before its write with this number."""
    code = (
        "import os, sys; from sciaticli.store import journal; from sciaticli.cli.app import run; "
        "left, write = [int(sys.argv[1])], journal._write_lines\n"
        "def counted(*held):\n"
        "    if left[0] == 0: os.kill(os.getpid(), 9)\n"
        "    left[0] -= 1; write(*held)\n"
        "journal._write_lines = counted; sys.exit(run(['journal', 'import', sys.argv[2]]))"
    )
    words = [sys.executable, "-c", code, str(-1 if writes is None else writes), str(source)]
    env = {**os.environ, "SCIATICLI_HOME": str(home)}
    subprocess.run(words, env=env, capture_output=True, check=False)  # noqa: S603 - our own program


def _start(folder: Path, name: str, count: int, *options: str) -> "subprocess.Popen[str]":
    words = [
        sys.executable,
        str(WORKER),
        str(folder / "home"),
        str(folder / "ledger"),
        name,
        str(count),
        *options,
    ]
    return subprocess.Popen(words, stderr=subprocess.PIPE, text=True)  # noqa: S603 - our own worker


def _command(folder: Path) -> "subprocess.CompletedProcess[str]":
    """Run `log` itself, on what is left of the disk."""
    words = [sys.executable, "-m", "sciaticli", "log", "4", "2", "-m", "x" * 5000]
    env = {"SCIATICLI_HOME": str(folder / "home")}
    return subprocess.run(words, env=env, capture_output=True, text=True, check=False)  # noqa: S603 - our own


@contextmanager
def _small_disk(folder: Path, room: int) -> Iterator[bool]:
    """Mount a small tmpfs, where that is allowed; yields whether it is."""
    folder.mkdir(parents=True)
    mount = shutil.which("mount")
    if mount is None or os.geteuid() != 0:
        yield False
        return
    words = [mount, "-t", "tmpfs", "-o", f"size={room}", "tmpfs", str(folder)]
    done = subprocess.run(words, capture_output=True, check=False)  # noqa: S603 - the system's mount
    try:
        yield done.returncode == 0
    finally:
        if done.returncode == 0:
            subprocess.run(["umount", str(folder)], check=True)  # noqa: S603, S607 - the system's umount


def _give_to_nobody(folder: Path) -> None:
    """Where the tests run as root, rights bind only somebody else."""
    if os.geteuid() != 0:
        return
    for path in (folder, *folder.rglob("*")):
        os.chown(path, NOBODY, NOBODY)
    for parent in folder.parents:
        if not parent.stat().st_mode & 0o001:
            parent.chmod(parent.stat().st_mode | 0o011)


def _words(said: str) -> str:
    """Return what the worker's error said, without the path that belongs to one run."""
    return f"“{said.partition(':')[0]}”, with the path"


def _count(ledger: Path) -> int:
    return ledger.read_bytes().count(b"\n") if ledger.exists() else 0


def _wait(seconds: float) -> None:
    threading.Event().wait(seconds)
