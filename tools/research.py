"""Many people's shared journals, read in place by DuckDB and by Spark.

    python tools/research.py [--people 10000] [--page FILE]

Needs `duckdb` and, with Java 17, `pyspark`, in an environment of its own; the program needs neither. An
engine that is not there is left out and named. The people are made up, and say nothing about healing.
"""

import argparse
import importlib
import json
import os
import platform
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any

import msgspec

from sciaticli.core.catalogue.exercise import Dose, Side
from sciaticli.core.record.de_identify import shared
from sciaticli.core.record.entries import (
    AnyEntry,
    Back,
    Distal,
    Done,
    Ended,
    ExerciseDone,
    Leg,
    Note,
    Pain,
    Response,
    Session,
)
from sciaticli.core.record.history import Line, fold
from sciaticli.store.catalogue import load_catalogue

START = datetime(2026, 1, 5, 8, tzinfo=UTC)
DAYS = 56
BY_COMMAND = 5
PRIVATE = "words that stay at home"
DOSE = Dose(sets=2, reps=8, hold_s=3)
COMMON = ("glute_bridge", "prone_press_up", "single_knee_to_chest")
Answer = list[tuple[Any, ...]]

COLUMNS = {
    "kind": "string",
    "day": "int",
    "leg": "struct<worst:int,distal:string>",
    "exercises": "array<struct<exercise:string,response:string>>",
}
# `{each}` stands for the one word in which the two engines differ.
WEEKLY = """with weekly as (
  select person, cast(floor(day / 7) as int) as week, median(leg.worst) as leg
  from journal where kind = 'pain' group by 1, 2)"""
QUESTIONS = {
    "People, and their median worst leg pain, week by week": """{weekly}
select week, count(*) as people, median(leg) as leg from weekly group by 1 order by 1""",
    "People with a first and an eighth week, and those two points better in the eighth": """{weekly}
select count(*) as people, sum(case when a.leg - b.leg >= 2 then 1 else 0 end) as better
from weekly a join weekly b on a.person = b.person where a.week = 0 and b.week = 7""",
    "How often an exercise was done, and how often the leg was worse after it": """\
select done.exercise as exercise, count(*) as times,
  sum(case when done.response = 'worse' then 1 else 0 end) as worse
from (select {each}(exercises) as done from journal where kind = 'session') as sessions
group by 1 order by 1""",
}

PAGE = """# Many people's journals

This page is written by `python tools/research.py --page docs/research.md`. The people are made up; the
numbers show that reading works, and say nothing about sciatica.

Each person gives one file, made by `sciaticli journal export --share` ([privacy.md](privacy.md) says what it
leaves out: notes, dates, clock times, the answers of screenings, ids). Put the files in one folder and read
them where they are: no server, no loading, no format of our own. Let the file's name be a code of your study.

```sh
python -m venv research && research/bin/pip install . duckdb pyspark  # Spark needs Java 17
research/bin/python tools/research.py
```

## What was read

{people:,} people, {entries:,} entries of eight weeks, {megabytes:.0f} MB. {by_command} of the files were
exported by the command itself, the others by the function under it. Files that held the private note that
everybody had written, a date or a time zone: {withheld}.
Python {python} on {system}, {processors} processors{versions}.

| engine | {head} |
|---|{dashes}
{rows}
Seconds, each question with the reading of all the files anew; Spark's first one also starts its workers. At
this size a laptop is enough. Spark is for files that lie on many machines. {agree}

## Reading them

DuckDB:

```sql
{duckdb}
```

Spark (Python):

```python
{spark}
```

Name the columns you want: then neither engine has to guess them from ten thousand files. What was not asked
is null, and so is what was passed over; a real zero is 0. Pain is an ordinal score: take medians.

## The questions

{questions}
"""


def main() -> None:
    """Make the people, ask every engine the same questions, print, and write the page when one is named."""
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("--people", type=int, default=10_000)
    words.add_argument("--page", type=Path)
    said = words.parse_args()
    folder = Path(tempfile.mkdtemp())
    try:
        entries, withheld = make_people(folder, said.people)
        found = {name: ask for name, make in ENGINES.items() if (ask := make(folder / "shared")) is not None}
        took, answers = _ask_all(found)
        page = _page(folder / "shared", entries, withheld, took, answers)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    print(page)
    if said.page:
        said.page.write_text(page, encoding="utf-8")


def make_people(folder: Path, people: int) -> tuple[int, int]:
    """Write one shared journal a person; returns the entries, and the files that hold too much."""
    (folder / "shared").mkdir()
    known = load_catalogue().by_id
    total = withheld = 0
    for number in range(people):
        entries = list(_life(number))
        if number < BY_COMMAND:
            text = _by_command(folder / f"home-{number}", entries)
        else:
            ids = map(str, count(1))
            lines = shared(fold(map(Line, entries)), known, partial(next, ids))
            text = b"".join(msgspec.json.encode(line) + b"\n" for line in lines)
        (folder / "shared" / f"p{number:05}.jsonl").write_bytes(text)
        total += text.count(b"\n")
        withheld += any(word in text for word in (b"words", b"2026-", b"note", b"UTC"))
    return total, withheld


def _by_command(home: Path, entries: list[AnyEntry]) -> bytes:
    """Write a real journal and export it with the real command."""
    device = home / "data" / "journal" / "made"
    device.mkdir(parents=True)
    for entry in entries:
        with (device / f"{entry.rec:%Y-%m}.jsonl").open("ab") as file:
            file.write(msgspec.json.encode(entry) + b"\n")
    words = [sys.executable, "-m", "sciaticli", "journal", "export", "--share", "--yes"]
    env = {"PATH": os.environ["PATH"], "LANG": "C.UTF-8", "SCIATICLI_HOME": str(home)}
    return subprocess.run(words, env=env, capture_output=True, check=True).stdout


def _life(number: int) -> Iterator[AnyEntry]:
    """Yield eight weeks of a person: pain on most days, a session on every other, one private note."""
    chance = random.Random(number)  # noqa: S311 - a made-up record, no secret
    start, fall, ids = chance.randint(3, 8), chance.choice((0, 0, 1, 2, 3, 4)), count(1)
    first = START + timedelta(days=chance.randrange(28))
    for day in range(DAYS):
        at = first + timedelta(days=day)
        common: dict[str, Any] = {"v": 1, "at": at, "rec": at, "tz": "UTC", "day": at.date(), "src": "0"}
        if day == 0:
            yield Note(**common, id=f"n{next(ids)}", note=PRIVATE)
        if chance.random() < 0.8:  # noqa: PLR2004 - most days
            leg = min(10, max(0, round(start - fall * day / DAYS + chance.gauss(0, 1))))
            down = chance.choice(list(Distal)[2:])
            yield Pain(
                **common, id=f"p{next(ids)}", leg=Leg(worst=leg, distal=down), back=Back(worst=leg // 2)
            )
        if day % 2 == 0:
            done = tuple(_exercise(name, chance) for name in COMMON)
            rest: dict[str, Any] = {"phase": "settle", "mode": "normal", "routine": None, "minutes": 10}
            end = at + timedelta(minutes=10)
            yield Session(**common, **rest, id=f"s{next(ids)}", end=end, ended=Ended.FULL, exercises=done)


def _exercise(name: str, chance: random.Random) -> ExerciseDone:
    (said,) = chance.choices(list(Response), (0.3, 0.64, 0.06))
    return ExerciseDone(name, Side.BOTH, DOSE, Done(DOSE.sets, DOSE.reps, DOSE.hold_s), response=said)


def _python(folder: Path) -> Callable[[str, str], Answer]:
    """Answer in plain Python, to hold the engines against."""

    def ask(title: str, _: str) -> Answer:
        weeks: dict[tuple[str, int], list[int]] = defaultdict(list)
        times: Counter[str] = Counter()
        worse: Counter[str] = Counter()
        for path in sorted(folder.iterdir()):
            for line in path.read_text(encoding="utf-8").splitlines():
                entry = json.loads(line)
                if entry["kind"] == "pain":
                    weeks[path.name, entry["day"] // 7].append(entry["leg"]["worst"])
                for done in entry.get("exercises", ()):
                    times[done["exercise"]] += 1
                    worse[done["exercise"]] += done["response"] == "worse"
        weekly = {key: statistics.median(scores) for key, scores in weeks.items()}
        return _answers(weekly, times, worse)[list(QUESTIONS).index(title)]

    return ask


def _answers(weekly: dict[tuple[str, int], float], times: Counter[str], worse: Counter[str]) -> list[Answer]:
    by_week: dict[int, list[float]] = defaultdict(list)
    for (_, week), leg in weekly.items():
        by_week[week].append(leg)
    falls = [leg - weekly[who, 7] for (who, week), leg in weekly.items() if week == 0 and (who, 7) in weekly]
    return [
        [(week, len(legs), statistics.median(legs)) for week, legs in sorted(by_week.items())],
        [(len(falls), sum(fall >= 2 for fall in falls))],  # noqa: PLR2004 - as the question says
        [(name, times[name], worse[name]) for name in sorted(times)],
    ]


def _duckdb_view(files: str) -> str:
    types = {key: _duckdb_type(kind) for key, kind in COLUMNS.items()}
    columns = ",\n    ".join(f"{key}: '{kind}'" for key, kind in types.items())
    return (
        "create view journal as\nselect parse_filename(filename) as person, *\n"
        f"from read_json('{files}', format = 'newline_delimited',\n"
        f"  filename = true, columns = {{\n    {columns}}})"
    )


def _duckdb_type(kind: str) -> str:
    """Return a type of Spark's as DuckDB writes it."""
    if kind.startswith("array<"):
        return f"{_duckdb_type(kind[6:-1])}[]"
    if kind.startswith("struct<"):
        fields = (field.split(":") for field in kind[7:-1].split(","))
        return f"struct({', '.join(f'{name} {inner}' for name, inner in fields)})"
    return kind


def _duckdb(folder: Path) -> Callable[[str, str], Answer] | None:
    try:
        engine = importlib.import_module("duckdb").connect()
    except ImportError:
        return None
    engine.execute(_duckdb_view(f"{folder}/*.jsonl"))
    return lambda _, sql: [
        tuple(row) for row in engine.execute(sql.format(each="unnest", weekly=WEEKLY)).fetchall()
    ]


SPARK_VIEW = """columns = \"\"\"
  {columns}\"\"\"
journal = spark.read.schema(columns).json("{files}").selectExpr("_metadata.file_name as person", "*")
journal.createOrReplaceTempView("journal")"""


def _spark(folder: Path) -> Callable[[str, str], Answer] | None:
    os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
    try:
        sql = importlib.import_module("pyspark.sql")
    except ImportError:
        return None
    settings = {"spark.ui.enabled": "false", "spark.sql.shuffle.partitions": "4", "spark.log.level": "ERROR"}
    # ten thousand small files: opening one costs little here, so that many go into one task
    settings["spark.sql.files.openCostInBytes"] = "16384"
    builder = sql.SparkSession.builder.master("local[2]")
    for key, value in settings.items():
        builder = builder.config(key, value)
    spark = builder.getOrCreate()
    columns = ", ".join(f"{key} {kind}" for key, kind in COLUMNS.items())
    journal = spark.read.schema(columns).json(str(folder)).selectExpr("_metadata.file_name as person", "*")
    journal.createOrReplaceTempView("journal")
    return lambda _, query: [
        tuple(row) for row in spark.sql(query.format(each="explode", weekly=WEEKLY)).collect()
    ]


ENGINES: dict[str, Callable[[Path], Callable[[str, str], Answer] | None]] = {
    "plain Python": _python,
    "DuckDB": _duckdb,
    "Spark": _spark,
}


MODULES = {"DuckDB": "duckdb", "Spark": "pyspark"}


def _ask_all(
    engines: dict[str, Callable[[str, str], Answer]],
) -> tuple[dict[str, list[float]], dict[str, list[Answer]]]:
    """Ask every engine every question; returns seconds and answers by engine."""
    took: dict[str, list[float]] = {}
    answers: dict[str, list[Answer]] = {}
    for name, ask in engines.items():
        for title, sql in QUESTIONS.items():
            began = time.perf_counter()
            answers.setdefault(name, []).append(ask(title, sql))
            took.setdefault(name, []).append(time.perf_counter() - began)
    return took, answers


def _page(
    folder: Path, entries: int, withheld: int, took: dict[str, list[float]], answers: dict[str, list[Answer]]
) -> str:
    sizes = [path.stat().st_size for path in folder.iterdir()]
    missing = [name for name in ENGINES if name not in took]
    same = all(found == answers["plain Python"] for found in answers.values())
    agree = "All of them gave the same answers." if same else "**Their answers differ.**"
    columns = ", ".join(f"{key} {kind}" for key, kind in COLUMNS.items())
    rows = [f"| {name} | {' | '.join(f'{each:.1f}' for each in times)} |\n" for name, times in took.items()]
    shown = zip(QUESTIONS.items(), answers["plain Python"], strict=True)
    return PAGE.format(
        people=len(sizes),
        entries=entries,
        megabytes=sum(sizes) / 1e6,
        by_command=BY_COMMAND,
        withheld=withheld or "none",
        python=platform.python_version(),
        system=platform.system(),
        processors=os.cpu_count(),
        versions="".join(f", {name} {_version(module)}" for name, module in MODULES.items() if name in took),
        head=" | ".join(f"question {number}" for number in range(1, len(QUESTIONS) + 1)),
        dashes="---:|" * len(QUESTIONS),
        rows="".join(rows),
        agree=agree + (f" Not installed here: {', '.join(missing)}." if missing else ""),
        duckdb=_duckdb_view("shared/*.jsonl"),
        spark=SPARK_VIEW.format(columns=columns.replace(", ", ",\n  "), files="shared/"),
        questions="\n\n".join(_question(title, sql, answer) for (title, sql), answer in shown),
    )


def _version(module: str) -> str:
    return str(importlib.import_module(module).__version__)


def _question(title: str, sql: str, answer: Answer) -> str:
    """Return a question, its SQL as DuckDB takes it, and the answer."""
    rows = "\n".join(", ".join(str(value) for value in row) for row in answer)
    return f"{title}:\n\n```sql\n{sql.format(each='unnest', weekly=WEEKLY)}\n```\n\n```text\n{rows}\n```"


if __name__ == "__main__":
    main()
