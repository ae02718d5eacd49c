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

ROUND_TIMES = ("10:00", "12:30", "15:00", "17:30", "20:00")
"""Every two and a half hours while people are up (our choice)."""
Clock = Annotated[str, Meta(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]
Event = Annotated[str, Meta(min_length=1, max_length=60, pattern=ONE_LINE)]


class Reminder(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Every day `at` HH:MM of the machine's own time; `after` names what it follows, as in "breakfast".

    With `rounds` also through the waking hours, for a round of the drill.
    """

    at: Clock
    after: Event | None = None
    rounds: bool = False

    @property
    def times(self) -> tuple[str, ...]:
        """All times of a day, that of the session first."""
        return (self.at, *(time for time in ROUND_TIMES if time != self.at)) if self.rounds else (self.at,)

    def is_round(self, now: str) -> bool:
        """Return whether a reminder that comes at HH:MM is one of a round, by the last time that has come."""
        come = [time for time in self.times if time <= now]
        return bool(come) and max(come) != self.at

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
    times = "".join(f"OnCalendar=*-*-* {time}:00\n" for time in reminder.times)
    return (
        "[Unit]\nDescription=Daily reminder of sciaticli\n\n"
        f"[Timer]\n{times}Persistent=true\n\n"
        "[Install]\nWantedBy=timers.target\n"
    )


def launchd_plist(reminder: Reminder, argv: tuple[str, ...]) -> str:
    """Return the agent of macOS; launchd makes up for a time that fell into sleep."""
    times = [dict(zip(("Hour", "Minute"), _hour_minute(time), strict=True)) for time in reminder.times]
    agent = {
        "Label": LABEL,
        "ProgramArguments": list(argv),
        "StartCalendarInterval": times if reminder.rounds else times[0],
    }
    return plistlib.dumps(agent, sort_keys=False).decode()


def windows_task(reminder: Reminder, argv: tuple[str, ...]) -> str:
    """Return the task of Windows; it runs as soon as it can when its time was missed."""
    arguments = " ".join(f'"{word}"' if " " in word else word for word in argv[1:])
    triggers = "".join(
        "    <CalendarTrigger>\n"
        f"      <StartBoundary>2026-01-01T{time}:00</StartBoundary>\n"
        "      <ScheduleByDay><DaysInterval>1</DaysInterval></ScheduleByDay>\n"
        "    </CalendarTrigger>\n"
        for time in reminder.times
    )
    return (
        '<?xml version="1.0" encoding="UTF-16"?>\n'
        '<Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">\n'
        f"  <Triggers>\n{triggers}  </Triggers>\n"
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
    """Return the lines of a table of cron; without the bus of the desktop no message would be seen."""
    bus = f"DBUS_SESSION_BUS_ADDRESS=unix:path=/run/user/{user}/bus"
    command = shlex.join(argv).replace("%", r"\%")
    times = (_hour_minute(time) for time in reminder.times)
    return "\n".join(f"{minute} {hour} * * * {bus} {command} {CRON_MARK}" for hour, minute in times)


def calendar(reminder: Reminder, uid: str, now: datetime) -> str:
    """Return an iCalendar file (RFC 5545) with a daily event in local time; `now` is aware, in UTC."""
    hour, minute = _hour_minute(reminder.at)
    said = reminder.sentence.replace("\\", r"\\").replace(",", r"\,").replace(";", r"\;")
    lines = (
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//sciaticli//reminder//EN", "BEGIN:VEVENT",
        f"UID:{uid}", f"DTSTAMP:{now:%Y%m%dT%H%M%SZ}", f"DTSTART:{now:%Y%m%d}T{hour:02}{minute:02}00",
        "DURATION:PT15M", "RRULE:FREQ=DAILY", f"SUMMARY:{said}",
        "BEGIN:VALARM", "ACTION:DISPLAY", "TRIGGER:PT0M", f"DESCRIPTION:{said}", "END:VALARM",
        "END:VEVENT", "END:VCALENDAR",
    )  # fmt: skip
    return "".join(f"{_folded(line)}\r\n" for line in lines)


def _hour_minute(time: str) -> tuple[int, int]:
    hour, minute = time.split(":")
    return int(hour), int(minute)


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
