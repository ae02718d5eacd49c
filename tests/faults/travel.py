"""Faults between machines: two edits of one entry, git with conflicting pushes, two real Syncthings."""

import shutil
import socket
import subprocess
import threading
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from faults.machine import Outcome, ids
from faults.worker import NOON, note
from sciaticli.core.record.entries import Amend, Leg, Pain
from sciaticli.core.record.history import fold
from sciaticli.store.journal import append, own_device, read_journal
from sciaticli.store.paths import Paths, find_paths

GIT = {
    "GIT_AUTHOR_NAME": "a", "GIT_AUTHOR_EMAIL": "a@example.org", "GIT_COMMITTER_NAME": "a",
    "GIT_COMMITTER_EMAIL": "a@example.org", "GIT_CONFIG_GLOBAL": "/dev/null",
    "GIT_CONFIG_SYSTEM": "/dev/null", "PATH": "/usr/bin:/bin:/usr/local/bin",
}  # fmt: skip
SYNCTHING = "syncthing"
SYNC_LIMIT_S = 90.0


def two_edits(folder: Path) -> Outcome:
    """Let two machines change, take out and bring back one entry apart, then exchange folders."""
    homes = [find_paths({"SCIATICLI_HOME": str(folder / name)}) for name in ("a", "b")]
    first = _common("p1", 0)
    append(homes[0], Pain(**first, leg=Leg(worst=4)))
    _exchange(homes)
    append(homes[0], Amend(**_common("a1", 1), of="p1", set={"leg.worst": 5}))
    append(homes[1], Amend(**_common("b1", 2), of="p1", set={"leg.worst": 6, "weak": False}))
    append(homes[1], Amend(**_common("b2", 3), of="p1", delete=True))
    append(homes[0], Amend(**_common("a2", 4), of="p1", set={"note": "still here"}))
    _exchange(homes)
    append(homes[1], Amend(**_common("b3", 5), of="p1", undo="b2"))
    _exchange(homes)
    folded = [fold(read_journal(home)[0]) for home in homes]
    saved = {"p1", "a1", "a2", "b1", "b2", "b3"}
    lost = max(len(saved - ids(home)) for home in homes)
    (entry,) = folded[0].pains
    agree = (
        folded[0].entries == folded[1].entries and entry.leg == Leg(worst=6) and entry.note == "still here"
    )
    seen = "both show the same: the later value of each key" if agree else "THEY DIFFER"
    return Outcome("two machines edit one entry", "apart, then exchanged", 1, len(saved), lost, seen)


def three_clones(folder: Path, rounds: int, *, one_device: bool) -> Outcome:
    """Share the record by git between three clones that all write before they pull.

    With `one_device` the machine's id was copied along, against the advice: git then meets true
    conflicts in one file, and its marks are committed as they are.
    """
    shared = folder / "shared.git"
    _git(folder, "init", "-q", "--bare", "-b", "main", str(shared))
    clones = []
    for name in ("a", "b", "c"):
        home = find_paths({"SCIATICLI_HOME": str(folder / name)})
        home.data.mkdir(parents=True)
        _git(folder, "clone", "-q", str(shared), str(home.journal))
        _git(home.journal, "checkout", "-q", "-B", "main")
        if name == "a":
            _git(home.journal, "commit", "-q", "--allow-empty", "-m", "begin")
            _git(home.journal, "push", "-q", "origin", "main")
        if one_device:
            home.state.mkdir()
            home.device_file.write_text("copied\n")
        clones.append(home)
    saved, conflicts = set(), 0
    for number in range(rounds):
        for place, home in enumerate(clones):
            name = f"g{number}-{place}"
            append(home, note(name, NOON + timedelta(minutes=number)))
            saved.add(name)
            _git(home.journal, "add", "-A")
            _git(home.journal, "commit", "-q", "-m", name)
        for home in (*clones, *clones):
            conflicts += _pull_and_push(home)
    lost = max(len(saved - _folded_ids(home)) for home in clones)
    how = "the same machine id in all" if one_device else "each its own id"
    seen = f"{conflicts} git conflicts, committed with their marks" if conflicts else "no git conflict"
    return Outcome(
        f"git, three clones, {how}",
        f"{rounds} rounds of pushes that collide",
        rounds * 3,
        len(saved),
        lost,
        seen,
    )


def two_syncthings(folder: Path, rounds: int) -> Outcome:
    """Share the record by two real Syncthing processes on this machine's loopback."""
    with_id: dict[str, str] = {}
    homes = {name: find_paths({"SCIATICLI_HOME": str(folder / name / "home")}) for name in ("a", "b")}
    ports = dict(zip(homes, _free_ports(2), strict=True))
    for name, home in homes.items():
        home.journal.mkdir(parents=True)
        _syncthing("generate", f"--home={folder / name / 'st'}", "--no-default-folder")
        with_id[name] = _syncthing("--device-id", f"--home={folder / name / 'st'}").strip()
    for name, home in homes.items():
        (folder / name / "st" / "config.xml").write_text(_config(home, with_id, ports, name))
    running = [_serve(folder / name / "st") for name in homes]
    saved: set[str] = set()
    try:
        for number in range(rounds):
            for name, home in homes.items():
                append(home, note(f"s{number}-{name}"))
                saved.add(f"s{number}-{name}")
            waited = _until(lambda: all(saved <= ids(home) for home in homes.values()))
            if not waited:
                break
    finally:
        for process in running:
            process.terminate()
            process.wait()
    lost = max(len(saved - ids(home)) for home in homes.values())
    return Outcome(
        "two Syncthings on loopback", f"{rounds} rounds, both write", len(saved), len(saved), lost, "nothing"
    )


def syncthing_is_here() -> bool:
    return shutil.which(SYNCTHING) is not None


def _common(name: str, minutes: int) -> dict[str, Any]:
    moment = datetime(2026, 11, 22, 12, tzinfo=UTC) + timedelta(minutes=minutes)
    return {
        "v": 1,
        "id": name,
        "at": moment,
        "rec": moment,
        "tz": "UTC",
        "day": date(2026, 11, 22),
        "src": "0",
    }


def _exchange(homes: list[Paths]) -> None:
    """Give each machine the other's folder, as a synchroniser does; nobody's own is touched."""
    for home in homes:
        for other in homes:
            if other is not home and (other.journal / own_device(other)).is_dir():
                name = own_device(other)
                shutil.copytree(other.journal / name, home.journal / name, dirs_exist_ok=True)


def _git(folder: Path, *words: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(  # noqa: S603 - the system's git
        ["git", *words],  # noqa: S607 - the same
        cwd=folder, env=GIT, capture_output=True, text=True, check=False,
    )  # fmt: skip


def _pull_and_push(home: Paths) -> int:
    """Merge and push; a conflict is committed with its marks, as a person in a hurry would; counts them."""
    _git(home.journal, "fetch", "-q", "origin")
    merged = _git(home.journal, "merge", "-q", "-m", "merge", "origin/main")
    conflict = "CONFLICT" in merged.stdout
    if conflict:
        _git(home.journal, "add", "-A")
        _git(home.journal, "commit", "-q", "-m", "merge")
    _git(home.journal, "push", "-q", "origin", "main")
    return int(conflict)


def _folded_ids(home: Paths) -> set[str]:
    return {entry.id for entry in fold(read_journal(home)[0]).entries}


def _free_ports(count: int) -> list[int]:
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [int(each.getsockname()[1]) for each in sockets]
    for each in sockets:
        each.close()
    return ports


def _syncthing(*words: str) -> str:
    called = [SYNCTHING, *words]
    return subprocess.run(called, capture_output=True, text=True, check=True).stdout  # noqa: S603 - the system's


def _serve(folder: Path) -> "subprocess.Popen[bytes]":
    words = [SYNCTHING, "serve", f"--home={folder}", "--no-browser", "--no-restart", "--logfile=-"]
    return subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603 - the same


def _config(home: Paths, ids_by_name: dict[str, str], ports: dict[str, int], own: str) -> str:
    """Return a configuration that speaks to the other over loopback and to nobody else."""
    members = "".join(f'<device id="{each}"></device>' for each in ids_by_name.values())
    devices = "".join(
        f'<device id="{ids_by_name[name]}" name="{name}"><address>tcp://127.0.0.1:{ports[name]}</address></device>'
        for name in ids_by_name
    )
    return f"""<configuration version="36">
<folder id="journal" path="{home.journal}" type="sendreceive" rescanIntervalS="1" fsWatcherEnabled="true"
 fsWatcherDelayS="1">{members}</folder>{devices}<gui enabled="false"></gui>
<options><listenAddress>tcp://127.0.0.1:{ports[own]}</listenAddress>
<globalAnnounceEnabled>false</globalAnnounceEnabled><localAnnounceEnabled>false</localAnnounceEnabled>
<relaysEnabled>false</relaysEnabled><natEnabled>false</natEnabled><reconnectionIntervalS>1</reconnectionIntervalS>
<urAccepted>-1</urAccepted><crashReportingEnabled>false</crashReportingEnabled>
<autoUpgradeIntervalH>0</autoUpgradeIntervalH><startBrowser>false</startBrowser></options></configuration>
"""


def _until(reached: Any) -> bool:  # noqa: ANN401 - a question without an argument
    pause = threading.Event()
    for _ in range(int(SYNC_LIMIT_S / 0.1)):
        if reached():
            return True
        pause.wait(0.1)
    return False
