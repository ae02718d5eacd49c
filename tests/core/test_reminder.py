"""What each scheduler is told, to the letter."""

import plistlib
import re
import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest

from sciaticli.core.reminder import (
    Reminder,
    calendar_spec,
    cron_line,
    cron_table,
    launchd_plist,
    systemd_service,
    systemd_timer,
    windows_task,
)

ALL = Reminder(at="18:30", rounds=True, breaks_min=45, wake="09:00", sleep="12:00")
DOG = Reminder(at="08:05", after="walking the dog")
ARGV = ("/opt/my py/python", "-m", "sciaticli", "remind", "fire", "--home", "/h/50%/$x")
NOW = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)


def test_the_sentence_names_the_event() -> None:
    assert DOG.sentence == "After walking the dog: your routine is ready when you are. sciaticli today"
    assert Reminder(at="18:00").sentence == "Your routine is ready when you are. sciaticli today"


def test_systemd_units() -> None:
    assert systemd_service(ARGV) == (
        "[Unit]\nDescription=Reminder of sciaticli\n\n[Service]\nType=oneshot\n"
        'ExecStart="/opt/my py/python" "-m" "sciaticli" "remind" "fire" "--home" "/h/50%%/$$x"\n'
    )
    assert systemd_timer(DOG) == (
        "[Unit]\nDescription=Daily reminder of sciaticli\n\n"
        "[Timer]\nOnCalendar=*-*-* 08:05:00\nPersistent=true\n\n"
        "[Install]\nWantedBy=timers.target\n"
    )


def test_all_times_of_a_day_stand_once_that_of_the_session_first() -> None:
    assert ALL.times == ("18:30", "09:45", "10:00", "10:30", "11:00", "11:15", "12:00")
    assert Reminder(at="10:00", rounds=True, wake="09:00", sleep="11:00").times == ("10:00", "11:00")


@pytest.mark.parametrize(
    ("now", "for_what"),
    [
        ("03:00", ["session"]),  # yesterday's, made up for
        ("09:46", ["break"]),
        ("09:56", []),  # too late to be a break
        ("10:00", ["round"]),
        ("10:25", ["round"]),
        ("12:00", ["round", "break"]),
        ("12:01", []),  # waking hours are over
        ("18:30", ["session"]),
        ("23:59", ["session"]),
    ],
)
def test_a_time_says_what_it_is_for(now: str, for_what: list[str]) -> None:
    assert list(ALL.occasions(now)) == for_what


@pytest.mark.parametrize("a_day", range(1, 9))
@pytest.mark.parametrize(("wake", "sleep"), [("08:00", "21:00"), ("06:00", "23:00"), ("09:00", "18:00")])
def test_each_round_comes_due_once_and_all_do(a_day: int, wake: str, sleep: str) -> None:
    reminder = Reminder(at="23:30", rounds=True, wake=wake, sleep=sleep)
    hours = [time for time in reminder.times if time != "23:30"]
    assert sum(reminder.is_round_due(time, 0, a_day) for time in hours) == a_day
    assert not any(reminder.is_round_due(time, a_day, a_day) for time in hours)
    assert reminder.rounds_due(wake, a_day) == 0
    assert reminder.rounds_due(sleep, a_day) == a_day


def test_systemd_has_a_line_for_each_time() -> None:
    lines = [line for line in systemd_timer(ALL).splitlines() if line.startswith("OnCalendar")]
    assert lines == [f"OnCalendar=*-*-* {time}:00" for time in ALL.times]


def test_launchd_has_an_entry_for_each_time() -> None:
    found = plistlib.loads(launchd_plist(ALL, ("x",)).encode())["StartCalendarInterval"]
    assert [f"{each['Hour']:02}:{each['Minute']:02}" for each in found] == list(ALL.times)


def test_windows_repeats_instead_of_many_triggers() -> None:
    found = re.findall(
        r"<CalendarTrigger>\s+<StartBoundary>2026-01-01T(\S+):00</StartBoundary>\s+"
        r"(?:<Repetition><Interval>(\w+)</Interval><Duration>(\w+)</Duration></Repetition>\s+)?"
        r"<ScheduleByDay>",
        windows_task(ALL, ("x",)),
    )
    assert found == [("18:30", "", ""), ("10:00", "PT60M", "PT120M"), ("09:45", "PT45M", "PT135M")]


def test_cron_has_a_line_for_each_minute_of_the_hour() -> None:
    lines = [line.partition(" * * *")[0] for line in cron_line(ALL, ("x",), 1).splitlines()]
    assert lines == ["30 10,18", "45 9", "0 10,11,12", "15 11"]
    assert cron_table(cron_table("", cron_line(ALL, ("x",), 1)), None) == ""


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd's verifier is not here")
@pytest.mark.parametrize("reminder", [DOG, ALL])
def test_systemd_takes_the_units(tmp_path: Path, reminder: Reminder) -> None:
    service, timer = tmp_path / "sciaticli-reminder.service", tmp_path / "sciaticli-reminder.timer"
    service.write_text(systemd_service(("/bin/true", *ARGV[1:])))
    timer.write_text(systemd_timer(reminder))
    done = subprocess.run(  # noqa: S603 - systemd's own verifier
        ["systemd-analyze", "verify", "--man=no", str(service), str(timer)],  # noqa: S607 - wherever it stands
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert "sciaticli" not in done.stderr, done.stderr


def test_launchd_agent() -> None:
    text = launchd_plist(DOG, ("/a & b/python", "-m"))
    assert plistlib.loads(text.encode()) == {
        "Label": "io.sciaticli.reminder",
        "ProgramArguments": ["/a & b/python", "-m"],
        "StartCalendarInterval": {"Hour": 8, "Minute": 5},
    }


def test_windows_task() -> None:
    text = windows_task(DOG, (r"C:\py\python.exe", "--home", r"C:\my files"))
    assert "<StartBoundary>2026-01-01T08:05:00</StartBoundary>" in text
    assert "<StartWhenAvailable>true</StartWhenAvailable>" in text
    assert "<Command>C:\\py\\python.exe</Command>" in text
    assert '<Arguments>--home "C:\\my files"</Arguments>' in text


def test_cron_names_the_bus_and_hides_percent_signs() -> None:
    assert cron_line(DOG, ("/opt/my py/python", "50%"), 1000) == (
        "5 8 * * * DBUS_SESSION_BUS_ADDRESS=unix:path=/run/user/1000/bus "
        r"'/opt/my py/python' 50\% # sciaticli reminder"
    )


def test_cron_keeps_every_other_line() -> None:
    old = "MAILTO=me\n0 1 * * * backup\n"
    mine = cron_line(DOG, ("x",), 1)
    both = cron_table(old, mine)
    assert both == f"{old}{mine}\n"
    assert cron_table(both, mine) == both
    assert cron_table(both, None) == old


def test_calendar_lines_are_short_and_end_as_the_standard_says() -> None:
    text = calendar_spec(Reminder(at="08:05", after="Käse, Brot; und noch ein wenig mehr davon"), "id-1", NOW)
    assert text.startswith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n")
    assert "DTSTART:20261122T080500\r\n" in text
    assert "DTSTAMP:20261122T080000Z\r\n" in text
    assert "RRULE:FREQ=DAILY\r\n" in text
    assert r"Käse\, Brot\; und" in text
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    assert text.replace("\r\n ", "").count("\r\n") == 17
