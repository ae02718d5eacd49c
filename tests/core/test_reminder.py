"""What each scheduler is told, to the letter."""

import plistlib
import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest

from sciaticli.core.reminder import (
    Reminder,
    calendar,
    cron_line,
    cron_table,
    launchd_plist,
    systemd_service,
    systemd_timer,
    windows_task,
)

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


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd's verifier is not here")
def test_systemd_takes_the_units(tmp_path: Path) -> None:
    service, timer = tmp_path / "sciaticli-reminder.service", tmp_path / "sciaticli-reminder.timer"
    service.write_text(systemd_service(("/bin/true", *ARGV[1:])))
    timer.write_text(systemd_timer(DOG))
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
    text = calendar(Reminder(at="08:05", after="Käse, Brot; und noch ein wenig mehr davon"), "id-1", NOW)
    assert text.startswith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n")
    assert "DTSTART:20261122T080500\r\n" in text
    assert "DTSTAMP:20261122T080000Z\r\n" in text
    assert "RRULE:FREQ=DAILY\r\n" in text
    assert r"Käse\, Brot\; und" in text
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    assert text.replace("\r\n ", "").count("\r\n") == 17
