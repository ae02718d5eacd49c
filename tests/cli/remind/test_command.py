"""`remind`, with made-up programs in place of the system's: set, tried, shown, taken away."""

import shlex
import sys
from pathlib import Path

import pytest
from msgspec.structs import replace

from sciaticli.cli.app import run
from sciaticli.cli.remind.scheduler import schedule_for
from sciaticli.core.reminder import Reminder
from sciaticli.store.journal import append
from sciaticli.store.paths import FOLDER_VARIABLES
from support.cli_locks import lock
from support.entries import a_session, performed
from support.machine import LOG, TABLE, Machine
from support.world import START

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the made-up programs are scripts of a shell")


def test_systemd_from_first_to_last(machine: Machine) -> None:
    machine.has("systemctl", LOG)
    home = machine.home
    result = home.run("remind", "install", "--at", "8:30", "--after", "walking the dog")
    assert result.code == 0, result.err
    assert "Set with systemd, each day at 08:30: After walking the dog" in result.out
    units = sorted((machine.user / ".config" / "systemd" / "user").iterdir())
    assert [unit.name for unit in units] == ["sciaticli-reminder.service", "sciaticli-reminder.timer"]
    assert f'"remind" "fire" "--home" "{home.folder}"' in units[0].read_text()
    assert machine.calls()[1:] == [
        "systemctl --user daemon-reload",
        "systemctl --user enable sciaticli-reminder.timer",
        "systemctl --user restart sciaticli-reminder.timer",
    ]
    assert "08:30" in home.run("remind", "show").out
    machine.calls()
    assert home.run("remind", "test").code == 0
    assert machine.calls()[-1] == "systemctl --user start sciaticli-reminder.service"
    assert home.run("remind", "remove").code == 0
    assert machine.calls()[-1] == "systemctl --user disable --now sciaticli-reminder.timer"
    assert not any(unit.exists() for unit in units)
    assert home.run("remind", "show").out == "No reminder is set.\n"


def test_cron_is_the_last_choice_and_keeps_other_lines(machine: Machine) -> None:
    machine.has("crontab", TABLE)
    machine.table.write_text("0 1 * * * backup\n")
    assert "Set with cron" in machine.home.run("remind", "install", "--at", "08:30").out
    first, second = machine.table.read_text().splitlines()
    assert first == "0 1 * * * backup"
    assert second.startswith("30 8 * * * DBUS_SESSION_BUS_ADDRESS=unix:path=/run/user/")
    assert machine.home.run("remind", "remove").code == 0
    assert machine.table.read_text() == "0 1 * * * backup\n"


def test_a_table_that_cannot_be_read_is_never_written(machine: Machine) -> None:
    machine.has("crontab", 'if [ "$1" = "-l" ]; then echo denied >&2; exit 1; fi\ncat > "{table}"\n')
    result = machine.home.run("remind", "install", "--at", "08:30")
    assert result.code == 2
    assert "denied" in result.err
    assert not machine.table.exists()


def test_the_files_of_the_other_systems(machine: Machine) -> None:
    app, reminder = machine.home.app(), Reminder(at="08:30")
    mac = schedule_for(app, reminder, "darwin")
    ((file, text, encoding),) = mac.files
    assert file == machine.user / "Library" / "LaunchAgents" / "io.sciaticli.reminder.plist"
    assert (encoding, "<string>fire</string>" in text) == ("utf-8", True)
    assert mac.start[-1].argv == ("launchctl", "load", "-w", str(file))
    windows = schedule_for(app, reminder, "win32")
    ((file, text, encoding),) = windows.files
    assert (encoding, 'encoding="UTF-16"' in text) == ("utf-16", True)
    assert windows.start[0].argv == (
        "schtasks",
        "/Create",
        "/TN",
        "sciaticli-reminder",
        "/XML",
        str(file),
        "/F",
    )
    assert windows.run_now[0].argv == ("schtasks", "/Run", "/TN", "sciaticli-reminder")


def test_without_a_scheduler_a_calendar_is_named(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(machine.bin))
    result = machine.home.run("remind", "install", "--at", "08:30")
    assert result.code == 2
    assert "--ics" in result.err


def set_one(machine: Machine) -> None:
    machine.has("systemctl", LOG)
    assert machine.home.run("remind", "install", "--at", "08:30").code == 0
    machine.calls()


def test_it_says_its_sentence(machine: Machine) -> None:
    set_one(machine)
    assert machine.home.run("remind", "fire", "--home", str(machine.home.folder)).code == 0
    assert machine.calls() == [
        "notify-send --app-name sciaticli sciaticli Your routine is ready when you are. sciaticli today"
    ]


def test_it_is_quiet_while_a_lock_stands_also_as_a_test(machine: Machine) -> None:
    set_one(machine)
    lock(machine.home)
    (machine.home.folder / "state" / "reminder-test").touch()
    assert machine.home.run("remind", "fire").code == 0
    assert machine.calls() == []


def test_it_is_quiet_on_a_day_that_is_done_but_for_a_test(machine: Machine) -> None:
    set_one(machine)
    append(machine.home.app().paths, a_session(START.date(), [performed("sit_to_stand")]))
    assert machine.home.run("remind", "fire").code == 0
    assert machine.calls() == []
    machine.home.run("remind", "test")
    machine.calls()
    assert machine.home.run("remind", "fire").code == 0
    assert len(machine.calls()) == 1
    assert machine.home.run("remind", "fire").code == 0
    assert machine.calls() == []


def test_it_is_quiet_when_none_is_set(machine: Machine) -> None:
    assert machine.home.run("remind", "fire").code == 0
    assert machine.calls() == []


def test_no_way_to_show_it_is_said(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    set_one(machine)
    (machine.bin / "notify-send").unlink()
    monkeypatch.setenv("PATH", str(machine.bin))
    assert machine.home.run("remind", "fire").code == 3


def test_a_calendar_file_is_written_and_never_over_another(machine: Machine, tmp_path: Path) -> None:
    file = tmp_path / "routine.ics"
    call = ("remind", "install", "--at", "18:00", "--ics", str(file))
    assert machine.home.run(*call).code == 0
    assert b"DTSTART:20261122T180000\r\n" in file.read_bytes()
    assert machine.home.run(*call).code == 2
    assert machine.home.run("remind", "show").out == "No reminder is set.\n"


@pytest.mark.parametrize(
    "wrong",
    [
        ("--at", "25:00"),
        ("--at", "soon"),
        ("--at", "08:00", "--after", "a\nb"),
        ("--at", "8:00", "--after", "x" * 61),
    ],
)
def test_a_slip_is_a_usage_error(machine: Machine, wrong: tuple[str, ...]) -> None:
    assert machine.home.run("remind", "install", *wrong).code == 2


@pytest.mark.parametrize("what", ["test", "remove"])
def test_without_a_reminder_there_is_nothing_to_try(machine: Machine, what: str) -> None:
    assert machine.home.run("remind", what).code == 2


@pytest.mark.parametrize(
    "others",
    [
        "# gr\xfcn\n0 1 * * * backup\n".encode("latin-1"),
        b"# a\x0cb\x0bc\x1cd\xe2\x80\xa8e\n",
        b"0 1 * * * backup\r\n",
        b"0 1 * * * no line end",
        b"\n\n# blank lines\n\n",
        b"",
    ],
)
def test_the_bytes_of_others_in_crons_table_stay_theirs(machine: Machine, others: bytes) -> None:
    machine.has("crontab", TABLE)
    machine.table.write_bytes(others)
    for _ in range(2):
        assert machine.home.run("remind", "install", "--at", "08:30").code == 0
        assert machine.table.read_bytes().startswith(others)
        assert machine.table.read_bytes().count(b"sciaticli remind fire") == 1
    assert machine.home.run("remind", "remove").code == 0
    assert machine.table.read_bytes().rstrip(b"\n") == others.rstrip(b"\n")


def test_the_call_carries_the_folders_that_the_shell_named(
    machine: Machine, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    home = machine.home
    app = home.app()
    named = {name: str(tmp_path / name) for name in FOLDER_VARIABLES}
    app = replace(app, env={key: value for key, value in app.env.items() if key != "SCIATICLI_HOME"} | named)
    for name, folder in named.items():
        monkeypatch.setenv(name, folder)
    machine.has("crontab", TABLE)
    assert run(["remind", "install", "--at", "08:30"], app) == 0
    words = shlex.split(machine.table.read_text())
    call = words[words.index("remind") :]
    for name in FOLDER_VARIABLES:
        monkeypatch.delenv(name)
    assert call[1] == "fire"
    assert home.run(*call[: call.index("--folders") + 5]).code == 0
    assert "Your routine is ready" in machine.calls()[-1]


def test_a_calendar_knows_nothing_of_rounds(machine: Machine, tmp_path: Path) -> None:
    wrong = machine.home.run(
        "remind", "install", "--at", "8:30", "--rounds", "--ics", str(tmp_path / "a.ics")
    )
    assert wrong.code == 2
