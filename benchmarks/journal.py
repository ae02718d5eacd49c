"""Adding and reading entries, beside the peers that are installed. Ratios, all taken in one run.

    python benchmarks/journal.py [--rounds 15] [--peers FOLDER] [--page FILE]

The peers (jrnl, watson, task, timew, hledger) are looked for in FOLDER/bin and on the path; a row is left out
when its program is not there. Rounds are shuffled; each figure is a median.
"""

import argparse
import json
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
import uuid
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import NamedTuple

from commands import CALLS, measure, processor_ratio
from commands import TYPER as IMPORT_TYPER
from homes import write_home
from sciaticli.core.record.entries import Note
from sciaticli.core.record.history import fold
from sciaticli.store.journal import ALL_BUT_PAIN, append, read_by_month, read_journal
from sciaticli.store.paths import find_paths

START = datetime(2016, 11, 1, 8, tzinfo=UTC)
END = datetime(2026, 11, 20, 8, tzinfo=UTC)
REGIONS = ("back", "buttock", "thigh", "knee", "calf")
TYPER = "python -c 'import typer'"
SIZES = (10, 1_000, 10_000, 40_000)
LIMIT_S = 30
"""A program that takes longer than this to add one line is stopped, and not asked again."""
SEED = 19
MILLION = 1_000_000
HEAVY = 40_000
LENGTHS = (91, 3_650)
PAINS_A_DAY = 9

OWN = """## Our own

| call | ms | x `import typer` |
|---|---:|---:|
{rows}
- `log 4 2` against `import typer`, with ten years of heavy use: {start:.2f} (target 1.4)
- `log 4 2`: {heavy_size:,} entries against 10 {heavy:.2f}, {many_size:,} against 10 {many:.2f} (target 1.10)
- the append by itself, with its sync, {many_size:,} entries against 10: {append:.2f} (target 1.10)

Two numbers and nothing else go past Typer, so the call may take less than its import. Before it saves, `log`
looks through all months for a lock, and through the last ones for what the entry may end. The first is a
reading of the whole record and a search in it, a tenth of a microsecond for each entry; the second takes
about two for each of the last month. At 8,000 entries a month, which no person writes, it is most of the
call, and there the last target is not met. To meet it would take a list of the months that hold no
screening, kept beside the journal and kept true to it whatever a synchroniser, a git merge or an editor does
to the files. When it is wrong, a lock is missed; so there is none.

"""
COMMANDS = """## Three months and ten years of use

What a person's own record costs: a session and its re-check a day, {pains} pain entries a day, a full check
each thirteenth day ({few:,} entries of {few_days} days, {many:,} of {many_days:,}), made up by
`benchmarks/homes.py`. Times `import typer`, by processor time.

| command | {few:,} | {many:,} | asked for | growth |
|---|---:|---:|---:|---:|
{rows}

"""
READING = """## Reading

By processor time.

- {heavy_size:,} entries of ten years, folded: {whole:.3f} s (target 0.25), {each:.1f} microseconds each
- of these, only the months from 2026-11 on, as `log` reads them: {month:.1f} ms
- of these, only what `today --plan` and `progress` need, folded: {lately:.1f} ms
- {many_size:,} entries by month: {stream:.1f} microseconds each (target 2.5), {peak:.0f} MB (target 150)

Half a microsecond of each is the check of the id's letters; most of the rest is the JSON itself. The plan and
`progress` read the last 120 days whole; of what is older they read screenings, sessions, assessments and
amendments, and pass over pain entries and notes. The status line passes over old sessions too.
"""


class Call(NamedTuple):
    """A command line with its environment; `reset` puts its store back before each turn."""

    words: list[str]
    env: dict[str, str]
    stdin: str = ""


def main() -> None:
    """Measure, print, and write the page when one is named."""
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("--rounds", type=int, default=15)
    words.add_argument("--peers", type=Path, default=Path("/nonexistent"))
    words.add_argument("--page", type=Path)
    said = words.parse_args()
    folder = Path(tempfile.mkdtemp())
    try:
        lines = [
            *_own(folder, said.rounds),
            *_commands(folder, said.rounds),
            *_peers(folder, said.rounds, said.peers),
            *_reading(folder),
        ]
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    text = "\n".join([*_head(), *lines]) + "\n"
    print(text)
    if said.page:
        said.page.write_text(text, encoding="utf-8")


def _head() -> list[str]:
    return [
        "# Adding and reading entries",
        "",
        "This page is written by `python benchmarks/journal.py --page docs/benchmarks-journal.md`.",
        "Milliseconds move from machine to machine and from hour to hour; the ratios are what counts. Each",
        "figure is a median of shuffled rounds of whole processes.",
        f"Python {platform.python_version()} on {platform.system()}, {os.cpu_count()} processors,",
        f"{os.getloadavg()[1]:.0f} in the queue for them when it was taken.",
        "",
    ]


def _own(folder: Path, rounds: int) -> list[str]:
    """Time `log 4 2` with few and many entries against importing Typer, and the append by itself."""
    homes = {size: folder / f"own-{size}" for size in (10, HEAVY, MILLION)}
    for size, home in homes.items():
        home.mkdir()
        _write_journal(home, size)
    calls = {
        "python -c pass": Call([sys.executable, "-c", "pass"], {}),
        TYPER: Call([sys.executable, "-c", "import typer"], {}),
        **{f"log 4 2, {size:,} entries": _log(home) for size, home in homes.items()},
    }
    os.sync()
    took = _rounds(calls, rounds)
    few, heavy, many = (took[name] for name in list(calls)[2:])
    rows = [
        f"| `{name}` | {_ms(each):.0f} | {_ratio(each, took[TYPER]):.2f} |" for name, each in took.items()
    ]
    os.sync()  # the made journals are still on their way to the disk, and would slow the first appends
    alone: dict[int, list[float]] = {size: [] for size in homes}
    for number in range(300):
        for size, home in homes.items():
            alone[size].append(_timed(partial(_append, home, number)))
    return OWN.format(
        rows="".join(f"{row}\n" for row in rows),
        heavy_size=HEAVY,
        many_size=MILLION,
        start=_ratio(heavy, took[TYPER]),
        heavy=_ratio(heavy, few),
        many=_ratio(many, few),
        append=_ms(alone[MILLION]) / _ms(alone[10]),
    ).splitlines()


def _commands(folder: Path, rounds: int) -> list[str]:
    """Time the commands of a day with the records of three months and of ten years."""
    calls = [call for call in CALLS if call.ten_years is not None]
    sizes, ratios = [], []
    for days in LENGTHS:
        home = folder / f"days-{days}"
        home.mkdir()
        sizes.append(write_home(home, days, PAINS_A_DAY, datetime.now(UTC)))
        took = measure(calls, sys.executable, home, rounds)
        ratios.append([processor_ratio(took[call.name], took[IMPORT_TYPER]) for call in calls])
    rows = [
        f"| `{call.name or 'sciaticli'}` | {few:.2f} | {many:.2f} | {call.ten_years} | {many / few:.2f} |"
        for call, few, many in zip(calls, *ratios, strict=True)
    ]
    few_days, many_days = LENGTHS
    return COMMANDS.format(
        pains=PAINS_A_DAY,
        few=sizes[0],
        many=sizes[1],
        few_days=few_days,
        many_days=many_days,
        rows="\n".join(rows),
    ).splitlines()


def _peers(folder: Path, rounds: int, where: Path) -> list[str]:
    """Time adding one entry to stores of several sizes, ours and each peer's, all in the same rounds."""
    rows = [
        "## Adding one entry, beside the peers (ms)",
        "",
        "| program | " + " | ".join(f"{n:,}" for n in SIZES) + " | growth from 1,000 |",
        "|---|" + "---:|" * (len(SIZES) + 1),
    ]
    calls: dict[str, Call] = {}
    for name, make in MAKERS.items():
        program = shutil.which(PROGRAMS[name], path=f"{where / 'bin'}{os.pathsep}{os.environ['PATH']}")
        for size in SIZES if program else ():
            home = folder / f"{name}-{size}"
            home.mkdir()
            call = make(program or "", home, size)
            if _is_too_slow(call):
                break
            calls[_row(name, size)] = call
    took = _rounds(calls, max(3, rounds // 2))
    table = {name: [took.get(_row(name, size), []) for size in SIZES] for name in MAKERS}
    table = {name: times for name, times in table.items() if times[0]}
    for name, times in table.items():
        cells = [f"{_ms(each):.0f}" if each else f"over {LIMIT_S:,} s" for each in times]
        few, many = times[SIZES.index(1_000)], times[-1]
        growth = f"{_ratio(many, few):.1f}" if few and many else ""
        rows.append(f"| {name} | {' | '.join(cells)} | {growth} |")
    missing = [name for name in MAKERS if name not in table]
    rows += ["", *([f"Not installed here: {', '.join(missing)}.", ""] if missing else [])]
    return rows


def _row(name: str, size: int) -> str:
    return f"{name}, {size:,}"


def _reading(folder: Path) -> list[str]:
    """Time folding ten years of heavy use, and a million entries month by month in a fresh process."""
    home = folder / "heavy"
    home.mkdir()
    _write_journal(home, HEAVY)
    paths = find_paths({"SCIATICLI_HOME": str(home)})
    whole = min(_worked(lambda: fold(read_journal(paths)[0])) for _ in range(5))
    lately = min(_worked(lambda: fold(read_journal(paths, "2026-07", ALL_BUT_PAIN)[0])) for _ in range(5))
    month = min(_worked(lambda: read_journal(paths, since="2026-11")) for _ in range(5))
    million = find_paths({"SCIATICLI_HOME": str(folder / f"own-{MILLION}")})
    child = os.fork()
    if child == 0:
        stream = _worked(lambda: sum(len(fold(records).records) for records in read_by_month(million, [])))
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        (folder / "stream").write_text(f"{stream / MILLION * 1e6} {peak}")
        os._exit(0)
    os.waitpid(child, 0)
    each, peak_mb = (float(text) for text in (folder / "stream").read_text().split())
    return READING.format(
        heavy_size=HEAVY,
        many_size=MILLION,
        whole=whole,
        each=whole / HEAVY * 1e6,
        month=month * 1000,
        lately=lately * 1000,
        stream=each,
        peak=peak_mb,
    ).splitlines()


def _write_journal(home: Path, entries: int, device: str = "made") -> None:
    """Write `entries` pain entries, evenly spread over ten years, one file a month; worst scores wander."""
    folder = home / "data" / "journal" / device
    folder.mkdir(parents=True)
    (home / "state").mkdir()
    (home / "state" / "device").write_text(f"{device}\n")
    step = (END - START) / entries
    months: dict[str, list[str]] = {}
    for number in range(entries):
        moment = START + step * number
        months.setdefault(f"{moment:%Y-%m}", []).append(_line(number, moment))
    for month, lines in months.items():
        (folder / f"{month}.jsonl").write_text("".join(lines))


def _line(number: int, moment: datetime) -> str:
    when = f"{moment:%Y-%m-%dT%H:%M:%SZ}"
    day = (moment - timedelta(hours=4)).date()
    leg = 4 + number // 7 % 3 - number % 2
    return (
        f'{{"kind":"pain","v":1,"id":"made-{number:08d}-4b1d-9c2e-52f1a07c6d11","at":"{when}","rec":"{when}",'
        f'"tz":"Europe/London","day":"{day}","src":"0.1.0","leg":{{"worst":{leg},"side":"left",'
        f'"distal":"{REGIONS[number // 11 % 5]}"}},"back":{{"worst":{leg // 2}}},'
        f'"numb":{{"present":false}}}}\n'
    )


def _log(home: Path) -> Call:
    return Call([sys.executable, "-m", "sciaticli", "log", "4", "2"], {"SCIATICLI_HOME": str(home)})


def _moments(size: int) -> list[datetime]:
    return [START + (END - START) / size * number for number in range(size)]


def _make_own(_: str, home: Path, size: int) -> Call:
    _write_journal(home, size)
    return _log(home)


def _make_jrnl(program: str, home: Path, size: int) -> Call:
    diary, settings = home / "diary.txt", home / "jrnl.yaml"
    diary.write_text("\n".join(f"[{moment:%Y-%m-%d %H:%M}] leg 4, back 2.\n" for moment in _moments(size)))
    settings.write_text(f"journals:\n  default:\n    journal: {diary}\nversion: v4.2\n")
    env = {"HOME": str(home), "XDG_CONFIG_HOME": str(home)}
    return Call([program, "--config-file", str(settings), "leg 4, back 2"], env)


def _make_watson(program: str, home: Path, size: int) -> Call:
    frames = []
    for moment in _moments(size):
        start = int(moment.timestamp())
        frames.append([start, start + 60, "pain", uuid.uuid4().hex, ["leg"], start + 60])
    (home / "frames").write_text(json.dumps(frames))
    words = ["add", "--from", "2026-11-21 08:00", "--to", "2026-11-21 08:01", "pain"]
    return Call([program, *words], {"WATSON_DIR": str(home), "HOME": str(home)})


def _make_task(program: str, home: Path, size: int) -> Call:
    (home / "rc").write_text(f"data.location={home}\nconfirmation=off\n")
    lines = []
    for moment in _moments(size):
        stamp = int(moment.timestamp())
        known = f'modified:"{stamp}" status:"completed" uuid:"{uuid.uuid4()}"'
        lines.append(f'[description:"leg 4" end:"{stamp}" entry:"{stamp}" {known}]')
    (home / "completed.data").write_text("\n".join(lines) + "\n")
    return Call([program, f"rc:{home / 'rc'}", "log", "leg 4 back 2"], {"HOME": str(home)})


def _make_timew(program: str, home: Path, size: int) -> Call:
    months: dict[str, list[str]] = {}
    for moment in _moments(size):
        end = moment + timedelta(seconds=1)
        line = f"inc {moment:%Y%m%dT%H%M%SZ} - {end:%Y%m%dT%H%M%SZ} # leg"
        months.setdefault(f"{moment:%Y-%m}", []).append(line)
    (home / "data").mkdir()
    (home / "timewarrior.cfg").write_text("")
    for month, lines in months.items():
        (home / "data" / f"{month}.data").write_text("\n".join(lines) + "\n")
    env = {"TIMEWARRIORDB": str(home), "HOME": str(home)}
    return Call([program, ":yes", "start", "leg"], env)


def _make_hledger(program: str, home: Path, size: int) -> Call:
    book = home / "book.journal"
    book.write_text("\n".join(f"{moment:%Y-%m-%d} pain\n    leg  4\n    back\n" for moment in _moments(size)))
    answers = ("2026-11-21", "pain", "leg", "4", "back", "-4", ".", "", ".")
    return Call([program, "add", "-f", str(book)], {"HOME": str(home)}, "\n".join(answers) + "\n")


MAKERS: dict[str, Callable[[str, Path, int], Call]] = {
    "sciaticli log": _make_own,
    "jrnl": _make_jrnl,
    "td-watson": _make_watson,
    "taskwarrior": _make_task,
    "timewarrior": _make_timew,
    "hledger": _make_hledger,
}
PROGRAMS = {
    "sciaticli log": sys.executable,
    "jrnl": "jrnl",
    "td-watson": "watson",
    "taskwarrior": "task",
    "timewarrior": "timew",
    "hledger": "hledger",
}


def _rounds(calls: dict[str, Call], rounds: int) -> dict[str, list[float]]:
    """Run every call once a round, in a new order each time; a call that fails ends the run."""
    took: dict[str, list[float]] = {name: [] for name in calls}
    order, chance = list(calls), random.Random(SEED)  # noqa: S311 - a shuffle, the same each time
    for number in range(rounds + 1):
        chance.shuffle(order)
        for name in order:
            seconds = _timed(partial(_run, calls[name]))
            if number:  # the first round warms the disk's cache
                took[name].append(seconds)
    return took


def _run(call: Call, limit_s: float | None = None) -> None:
    env = {"PATH": os.environ["PATH"], "LANG": "C.UTF-8", **call.env}
    done = subprocess.run(
        call.words, env=env, input=call.stdin, capture_output=True, text=True, check=False, timeout=limit_s
    )
    if done.returncode != 0:
        sys.exit(f"{call.words[0]} ended with {done.returncode}: {done.stderr or done.stdout}")


def _is_too_slow(call: Call) -> bool:
    """Run a call once; return whether it had to be stopped."""
    try:
        _run(call, LIMIT_S)
    except subprocess.TimeoutExpired:
        return True
    return False


def _timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _worked(work: Callable[[], object]) -> float:
    """Return the seconds of a processor that some work of this process takes."""
    start = time.process_time()
    work()
    return time.process_time() - start


def _append(home: Path, number: int) -> None:
    entry = Note(
        v=1, id=f"added-{number}", at=END, rec=END, tz="UTC", day=END.date(), src="0", note="a note"
    )  # fmt: skip
    append(find_paths({"SCIATICLI_HOME": str(home)}), entry)


def _ms(times: list[float]) -> float:
    return statistics.median(times) * 1000


def _ratio(times: list[float], base: list[float]) -> float:
    return statistics.median(one / other for one, other in zip(times, base, strict=True))


if __name__ == "__main__":
    main()
