"""Ways round a lock: every command, every damage of one line, and what a synchroniser or a hand may do.

On the machine that has seen a lock all of them leave it standing. Another machine has only the record:
what that can't survive is counted here and told in docs/safety.md.
"""

import json
import shutil
from collections.abc import Callable, Iterable
from itertools import islice
from pathlib import Path

import pytest

from sciaticli.cli.check.standing import read_standing
from sciaticli.cli.entries import read_history
from sciaticli.cli.program import program_of
from sciaticli.core.record.history import LAST_LINE, Line, fold
from sciaticli.core.screening.clearance import Reason, Refused, current
from sciaticli.core.screening.locks import REMEMBERED
from sciaticli.store.journal import own_device
from sciaticli.store.paths import Paths, find_paths
from support.cli_locks import lock
from support.screenings import a_check
from support.world import START, Home

KIND = {"age_band": "18_49"}
SAMPLE = "00000000-0000-7000-8000-000000000001"


@pytest.fixture(scope="module")
def locked_once(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A record with a clear check, pain, a lock and pain again, in two months."""
    home = Home(tmp_path_factory.mktemp("locked") / "home")
    home.clock.moment = START.replace(month=10, day=28)
    answer_kindly(home)
    home.clock.moment = START
    home.run("log", "3", "2", "-m", "a long day")
    lock(home)
    home.clock.advance(minutes=5)
    home.run("log", "2", "2")
    home.clock.advance(minutes=5)
    assert state(home) == Reason.LOCKED
    return home


@pytest.fixture
def locked(locked_once: Home, tmp_path: Path) -> Home:
    """The same record, of this test alone."""
    return copied(locked_once, tmp_path / "home")


def copied(home: Home, folder: Path) -> Home:
    shutil.copytree(home.folder, folder, symlinks=True)
    fresh = Home(folder)
    fresh.clock.moment = home.clock.moment
    return fresh


def paths(home: Home) -> Paths:
    return find_paths({"SCIATICLI_HOME": str(home.folder)})


def month_file(home: Home) -> Path:
    return paths(home).journal / own_device(paths(home)) / "2026-11.jsonl"


def lock_line(home: Home) -> int:
    lines = month_file(home).read_bytes().splitlines()
    return next(number for number, line in enumerate(lines) if b'"emergency"' in line)


def state(home: Home) -> str:
    """Return why sessions are closed now, or "open"."""
    answer = read_standing(home.app()).ask()
    return answer.reason if isinstance(answer, Refused) else "open"


def answer_kindly(home: Home, **more: dict[str, str]) -> int:
    """Do the full check with a no to every question; returns its exit code."""
    listed = json.loads(home.run("check", "--list", "--json").out)["items"]
    answers = {item["id"]: "no" for item in listed} | KIND | more
    return home.run("check", "--answers", "-", answers=json.dumps(answers)).code


def state_after_kind_check(home: Home) -> str:
    """Return what would hold after a full check with a no to every question."""
    standing = read_standing(home.app())
    after = standing.with_check(a_check(standing.now))
    answer = after.ask()
    return answer.reason if isinstance(answer, Refused) else "open"


# ---------------------------------------------------------------------------------- every command

COMMANDS: list[list[str]] = [
    ["today"], ["today", "--plan"], ["today", "--json"], ["today", "--script"], ["today", "--flare"],
    ["today", "--ease"], ["today", "--on", "2026-11-25"], ["today", "--more"],
    ["log", "0", "0"], ["log", "0", "0", "--no-numb", "--no-weak"], ["log", "9", "9", "--weak"],
    ["log", "0", "0", "--at", "yesterday"], ["log", "--did", "round"],
    ["check", "--list"], ["check", "--history"], ["check", "--quick"],
    ["setup", "--set", "age_band=18_49"], ["setup", "--show"], ["setup"],
    ["assess", "direction"], ["assess", "function"], ["assess", "outlook"], ["assess", "change"],
    ["exercises", "list"], ["exercises", "show", "bridge"], ["exercises", "lint"],
    ["routine", "add", "bridge 3x10", "--name", "Anna"], ["routine", "add"], ["routine", "edit", "anna"],
    ["routine", "list"], ["routine", "show", "anna"], ["routine", "remove", "anna"],
    ["progress"], ["report"], ["learn"],
    ["journal", "show", "--all"], ["journal", "edit", "last", "--set", "leg.worst=1"],
    ["journal", "edit", SAMPLE, "--set", "tier=clear"], ["journal", "undo"],
    ["journal", "undo", "--skip-check"], ["journal", "export", "--share"],
    ["journal", "import", "gone.jsonl"],
    ["journal", "redo"], ["status"], ["status", "--short"],
    ["journal", "verify"], ["journal", "path"], ["journal", "purge", "--all", "--yes", "--no-backup"],
    ["journal", "purge", "--since", "2026-01-01", "--yes"], ["journal", "purge", "--id", SAMPLE, "--yes"],
    ["remind", "install", "--daily", "08:00"], ["remind", "show"], ["remind", "fire"], ["remind", "test"],
    ["remind", "remove"], ["doctor"], ["doctor", "--redacted"], ["demo"],
]  # fmt: skip


@pytest.mark.parametrize("argv", COMMANDS, ids=" ".join)
def test_no_command_opens_a_lock(locked: Home, argv: list[str]) -> None:
    locked.run(*argv)
    locked.run("--no-input", *argv)
    assert state(locked) == Reason.LOCKED
    assert state_after_kind_check(locked) == Reason.LOCKED
    assert locked.run("today", "--plan").code == 4


def test_every_command_is_tried() -> None:
    tried = {" ".join(argv[:2]) for argv in COMMANDS} | {argv[0] for argv in COMMANDS}
    assert not [name for name in leaves() if name not in tried]


def leaves() -> list[str]:
    """Return the names of all commands that are no groups."""
    program = program_of()
    found: list[str] = []
    for name, command in program.commands.items():
        group = getattr(command, "commands", None)
        found += [name] if group is None else [f"{name} {inner}" for inner in group]
    return found


# --------------------------------------------------------------------------- damages of one line


def spoilings(content: bytes, at: int) -> Iterable[tuple[str, bytes]]:
    """Yield every way of spoiling one line of a file: its kind, and the file as it then is."""
    lines = content.splitlines(keepends=True)
    line, before, after = lines[at], b"".join(lines[:at]), b"".join(lines[at + 1 :])
    for cut in range(1, len(line)):
        yield "cut short", before + line[:cut] + b"\n" + after
        yield "cut short, its end gone too", before + line[:cut] + after
        yield "its beginning gone", before + line[cut:] + after
    for place in range(len(line)):
        for byte in (b"", b"x", b'"', b"\n"):
            yield "one byte spoilt", before + line[:place] + byte + line[place + 1 :] + after
    yield "gone", before + after
    yield "emptied", before + b"\n" + after
    yield "zeros", before + bytes(len(line) - 1) + b"\n" + after
    yield "first", line + before + after
    yield "last", before + after + line
    yield "twice", before + line + line + after
    yield "in capitals", before + line.upper() + after
    yield "with blanks", before + line.replace(b":", b": ").replace(b",", b", ") + after


def ends(home: Home) -> str:
    """Return why sessions are closed, a full check with a no to every question after it; or "open"."""
    app = home.app()
    history = read_history(app)
    answer = current(history, history.damage, app.now())
    assert isinstance(answer, Refused)
    if answer.reason is not Reason.LOCKED:
        last = Line(a_check(app.now()), own_device(app.paths), "2026-11.jsonl", LAST_LINE)
        answer = current(fold((*history.records, last)), history.damage, app.now())
    return answer.reason if isinstance(answer, Refused) else "open"


def is_readable(content: bytes) -> bool:
    """Return whether a file still tells of the lock: its tier, or its sign in a form that was finished."""
    sign = b'"foot_drop":"new"' in content and b'"state":"finished"' in content
    return b'"tier":"emergency"' in content or sign


@pytest.mark.slow
@pytest.mark.parametrize("is_own", [True, False], ids=["the machine that saw it", "another machine"])
def test_no_damage_to_its_line_opens_a_lock(locked: Home, is_own: bool) -> None:
    if not is_own:
        (paths(locked).state / REMEMBERED).unlink()
    file, at = month_file(locked), lock_line(locked)
    for kind, spoilt in spoilings(file.read_bytes(), at):
        file.write_bytes(spoilt)
        end = ends(locked)
        assert end == Reason.LOCKED or not (is_own or is_readable(spoilt)), (kind, spoilt)


@pytest.mark.parametrize("every", [7])
def test_a_sample_of_damages_opens_no_lock(locked: Home, every: int) -> None:
    file, at = month_file(locked), lock_line(locked)
    for kind, spoilt in islice(spoilings(file.read_bytes(), at), 0, None, every * 9):
        file.write_bytes(spoilt)
        assert ends(locked) == Reason.LOCKED, (kind, spoilt)


# ------------------------------------------------------------------------------ what else may happen


def delete_month(home: Home) -> None:
    month_file(home).unlink()


def delete_machine(home: Home) -> None:
    shutil.rmtree(month_file(home).parent)


def delete_record(home: Home) -> None:
    shutil.rmtree(paths(home).journal)


def put_older_copy_back(home: Home) -> None:
    file, at = month_file(home), lock_line(home)
    file.write_bytes(b"".join(file.read_bytes().splitlines(keepends=True)[:at]))


def hide_machine(home: Home) -> None:
    folder = month_file(home).parent
    folder.rename(folder.with_name(f".{folder.name}"))


def rename_month(home: Home) -> None:
    month_file(home).rename(month_file(home).with_name("old-2026-11.jsonl"))


def machine_becomes_a_file(home: Home) -> None:
    folder = month_file(home).parent
    shutil.rmtree(folder)
    folder.write_text("")


def machine_becomes_a_link_to_nowhere(home: Home) -> None:
    folder = month_file(home).parent
    shutil.rmtree(folder)
    folder.symlink_to(folder.parent / "gone")


def lose_the_memory(home: Home) -> None:
    (paths(home).state / REMEMBERED).unlink()


def spoil_the_memory(home: Home) -> None:
    (paths(home).state / REMEMBERED).write_bytes(b"\xff\x00not a lock")


def close_the_memory(home: Home) -> None:
    (paths(home).state / REMEMBERED).unlink()
    (paths(home).state / REMEMBERED).mkdir()


def rewrite_as_clear(home: Home) -> None:
    file = month_file(home)
    text = file.read_bytes().replace(b'"tier":"emergency"', b'"tier":"clear"').replace(b'"new"', b'"no"')
    file.write_bytes(text)


MISHAPS = [
    delete_month, delete_machine, delete_record, put_older_copy_back, hide_machine, rename_month,
    machine_becomes_a_file, machine_becomes_a_link_to_nowhere, lose_the_memory, spoil_the_memory,
    close_the_memory, rewrite_as_clear,
]  # fmt: skip


@pytest.mark.parametrize("mishap", MISHAPS, ids=lambda mishap: mishap.__name__)
def test_a_lock_survives(locked: Home, mishap: Callable[[Home], None]) -> None:
    mishap(locked)
    assert state(locked) == Reason.LOCKED
    assert ends(locked) == Reason.LOCKED


def test_a_lock_that_vanished_is_told_and_opens_as_any_other(locked: Home) -> None:
    delete_record(locked)
    told = locked.run("today", "--plan").out
    assert "Your record does not hold this lock." in told
    locked.clock.advance(days=1)
    exam = {"examined_at": f"{locked.clock.now():%Y-%m-%dT07:00}", "how": "in_person", "exercise": "ok"}
    assert answer_kindly(locked, release=exam) == 0
    assert state(locked) == "open"
    assert not (paths(locked).state / REMEMBERED).exists()


def test_purge_takes_the_answers_out_of_the_memory_too(locked: Home) -> None:
    locked.run("journal", "purge", "--all", "--yes", "--no-backup")
    kept = (paths(locked).state / REMEMBERED).read_text()
    assert '"emergency"' in kept
    assert "foot_drop" not in kept


def test_what_another_machine_can_not_know(locked: Home) -> None:
    """A machine that never saw the lock, and whose record has lost it, asks the whole form, and no more."""
    lose_the_memory(locked)
    put_older_copy_back(locked)
    assert state(locked) != Reason.LOCKED
    assert ends(locked) == "open"


# ------------------------------------------------------------------------------- purge of what voided


@pytest.mark.parametrize(
    "argv",
    [["log", "2", "2", "--weak"], ["log", "2", "2", "--numb"]],
    ids=["weakness", "numbness"],
)
def test_erasing_what_ended_a_clearance_leaves_that_it_ended(home: Home, argv: list[str]) -> None:
    answer_kindly(home)
    home.clock.advance(minutes=5)
    saved = json.loads(home.run(*argv, "--json").out)["id"]
    assert state(home) == Reason.VOID
    for _ in range(2):
        home.run("journal", "purge", "--id", saved, "--yes", "--no-backup")
        assert state(home) == Reason.VOID
    assert '"pain"' not in home.run("journal", "show", "--json").out
    home.clock.advance(minutes=5)
    answer_kindly(home)
    assert state(home) == "open"


def test_erasing_a_changed_recheck_or_a_begun_check_leaves_that_it_ended(home: Home) -> None:
    answer_kindly(home)
    home.clock.advance(minutes=5)
    home.run("check", "--quick", terminal=True, answers=["1"])
    begun = [check["id"] for check in json.loads(home.run("check", "--history", "--json").out)][:-1]
    assert begun
    for name in begun:
        home.run("journal", "purge", "--id", name, "--yes", "--no-backup")
    assert state(home) == Reason.VOID


# ----------------------------------------------------------------------------------- said first


@pytest.mark.parametrize(
    "argv",
    [
        ["routine", "add"], ["routine", "add", "bridge 3x10"], ["routine", "show", "nobody"],
        ["journal", "purge"],
        ["journal", "purge", "--all", "--id", "x"], ["log"], ["log", "11", "2"],
        ["assess", "change"], ["exercises", "show", "qqqq"], ["today", "--minutes", "lots"], ["nonsense"],
        ["report", "--nonsense"], ["remind", "install"],
    ],
    ids=" ".join,
)  # fmt: skip
def test_a_lock_is_said_before_what_is_wrong_with_a_call(locked: Home, argv: list[str]) -> None:
    result = locked.run(*argv)
    assert result.code == 4
    told = result.out + result.err
    assert told.startswith("Stop. Go to an emergency department now.\nNo session until then.")
    assert told.count("Stop. Go to an emergency") == 1


def test_a_wrong_call_of_the_way_out_is_complained_of_as_ever(locked: Home) -> None:
    assert locked.run("check", "--nonsense").code == 2
    assert locked.run("check", "--answers", "gone.toml").code == 2
