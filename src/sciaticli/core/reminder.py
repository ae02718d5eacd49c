"""A daily reminder: when, after which daily event, and what each scheduler must be told."""

import plistlib
import shlex
from datetime import datetime
from typing import Annotated
from xml.sax.saxutils import escape

from msgspec import Meta, Struct

from sciaticli.core.catalogue.exercise import ONE_LINE

NAME = "sciaticli-reminder"
LABEL = "io.sciaticli.reminder"
CRON_MARK = "# sciaticli reminder"
ICS_OCTETS = 74  # RFC 5545, 3.1: a line has at most 75 octets, the blank that goes on with it included

Clock = Annotated[str, Meta(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]
Event = Annotated[str, Meta(min_length=1, max_length=60, pattern=ONE_LINE)]


class Reminder(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Every day `at` HH:MM of the machine's own time; `after` names what it follows, as in "breakfast"."""

    at: Clock
    after: Event | None = None

    @property
    def hour_minute(self) -> tuple[int, int]:
        """The hour and the minute."""
        hour, minute = self.at.split(":")
        return int(hour), int(minute)

    @property
    def sentence(self) -> str:
        """What the reminder says."""
        when = f"After {self.after}: your" if self.after else "Your"
        return f"{when} routine is ready when you are. sciaticli today"


def systemd_service(argv: tuple[str, ...]) -> str:
    """Return the unit that runs the reminder once."""
    command = " ".join(_systemd_word(word) for word in argv)
    return f"[Unit]\nDescription=Reminder of sciaticli\n\n[Service]\nType=oneshot\nExecStart={command}\n"


def systemd_timer(reminder: Reminder) -> str:
    """Return the unit that starts the service each day, and after sleep for a time that was missed."""
    return (
        "[Unit]\nDescription=Daily reminder of sciaticli\n\n"
        f"[Timer]\nOnCalendar=*-*-* {reminder.at}:00\nPersistent=true\n\n"
        "[Install]\nWantedBy=timers.target\n"
    )


def launchd_plist(reminder: Reminder, argv: tuple[str, ...]) -> str:
    """Return the agent of macOS; launchd makes up for a time that fell into sleep."""
    hour, minute = reminder.hour_minute
    agent = {
        "Label": LABEL,
        "ProgramArguments": list(argv),
        "StartCalendarInterval": {"Hour": hour, "Minute": minute},
    }
    return plistlib.dumps(agent, sort_keys=False).decode()


def windows_task(reminder: Reminder, argv: tuple[str, ...]) -> str:
    """Return the task of Windows; it runs as soon as it can when its time was missed."""
    arguments = " ".join(f'"{word}"' if " " in word else word for word in argv[1:])
    return (
        '<?xml version="1.0" encoding="UTF-16"?>\n'
        '<Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">\n'
        "  <Triggers>\n    <CalendarTrigger>\n"
        f"      <StartBoundary>2026-01-01T{reminder.at}:00</StartBoundary>\n"
        "      <ScheduleByDay><DaysInterval>1</DaysInterval></ScheduleByDay>\n"
        "    </CalendarTrigger>\n  </Triggers>\n"
        "  <Settings>\n    <StartWhenAvailable>true</StartWhenAvailable>\n"
        "    <DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries>\n"
        "    <StopIfGoingOnBatteries>false</StopIfGoingOnBatteries>\n  </Settings>\n"
        "  <Actions>\n    <Exec>\n"
        f"      <Command>{escape(argv[0])}</Command>\n      <Arguments>{escape(arguments)}</Arguments>\n"
        "    </Exec>\n  </Actions>\n</Task>\n"
    )


def cron_table(old: str, line: str | None) -> str:
    """Return a person's table with our line in place of the old one, or without it; the rest stays."""
    kept = [each for each in old.split("\n") if not each.endswith(CRON_MARK)]
    rest = "\n".join(kept)
    if not line:
        return rest
    return f"{rest}{'' if rest.endswith(chr(10)) or not rest else chr(10)}{line}\n"


def cron_line(reminder: Reminder, argv: tuple[str, ...], user: int) -> str:
    """Return the line of a table of cron; without the bus of the desktop no message would be seen."""
    hour, minute = reminder.hour_minute
    bus = f"DBUS_SESSION_BUS_ADDRESS=unix:path=/run/user/{user}/bus"
    command = shlex.join(argv).replace("%", r"\%")
    return f"{minute} {hour} * * * {bus} {command} {CRON_MARK}"


def calendar(reminder: Reminder, uid: str, now: datetime) -> str:
    """Return an iCalendar file (RFC 5545) with a daily event in local time; `now` is aware, in UTC."""
    hour, minute = reminder.hour_minute
    said = reminder.sentence.replace("\\", r"\\").replace(",", r"\,").replace(";", r"\;")
    lines = (
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//sciaticli//reminder//EN", "BEGIN:VEVENT",
        f"UID:{uid}", f"DTSTAMP:{now:%Y%m%dT%H%M%SZ}", f"DTSTART:{now:%Y%m%d}T{hour:02}{minute:02}00",
        "DURATION:PT15M", "RRULE:FREQ=DAILY", f"SUMMARY:{said}",
        "BEGIN:VALARM", "ACTION:DISPLAY", "TRIGGER:PT0M", f"DESCRIPTION:{said}", "END:VALARM",
        "END:VEVENT", "END:VCALENDAR",
    )  # fmt: skip
    return "".join(f"{_folded(line)}\r\n" for line in lines)


def _systemd_word(word: str) -> str:
    for mark, written in (("\\", "\\\\"), ('"', '\\"'), ("%", "%%"), ("$", "$$")):
        word = word.replace(mark, written)
    return f'"{word}"'


def _folded(line: str) -> str:
    """Return a line in pieces of at most 75 octets, never cut within a letter."""
    pieces, piece = [], ""
    for letter in line:
        if len((piece + letter).encode()) > ICS_OCTETS:
            pieces.append(piece)
            piece = ""
        piece += letter
    return "\r\n ".join((*pieces, piece))
