"""A daily reminder: when, after which daily event, and what each scheduler must be told.

Beside the session it can come for rounds of the drill and for breaks from sitting, in waking hours. That
sitting should be broken up stands, with its sources, in data/learn.toml under "positions".
"""

import plistlib
import shlex
from datetime import datetime
from enum import StrEnum
from typing import Annotated
from xml.sax.saxutils import escape

from msgspec import Meta, Struct

from sciaticli.core.catalogue.exercise import ONE_LINE

NAME = "sciaticli-reminder"
LABEL = "io.sciaticli.reminder"
CRON_MARK = "# sciaticli reminder"
ICS_OCTETS = 74  # RFC 5545, 3.1: a line has at most 75 octets, the blank that goes on with it included
HOUR = 60
ROUNDS_EVERY_MIN = 60
"""So often is looked whether a round is due: eight a day, the most there are, still come one by one."""
LATE_MIN = 10
"""A break that comes later is none: the machine was asleep, so nobody sat at it (our choice)."""
BREAK = "You may have sat for a while. Stand up, walk a few steps or lie down, as your leg likes it."

Clock = Annotated[str, Meta(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]
Event = Annotated[str, Meta(min_length=1, max_length=60, pattern=ONE_LINE)]
Apart = Annotated[int, Meta(ge=20, le=120)]


class Occasion(StrEnum):
    """What a reminder can be for."""

    SESSION = "session"
    ROUND = "round"
    BREAK = "break"


class Reminder(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Every day `at` HH:MM of the machine's own time; `after` names what it follows, as in "breakfast".

    From `wake` to `sleep` also for rounds of the drill, with `rounds`, and every `breaks_min` minutes for
    a break from sitting.
    """

    at: Clock
    after: Event | None = None
    rounds: bool = False
    breaks_min: Apart | None = None
    wake: Clock = "08:00"
    sleep: Clock = "21:00"

    @property
    def times(self) -> tuple[str, ...]:
        """All times of a day, that of the session first."""
        others = sorted({*self._round_times, *self._break_times} - {self.at})
        return (self.at, *others)

    @property
    def spreads(self) -> tuple[tuple[str, int | None, int], ...]:
        """The same times as a start, the minutes from one to the next, and for how many minutes in all."""
        every = ((ROUNDS_EVERY_MIN, self._round_times), (self.breaks_min, self._break_times))
        spread = (
            (times[0], apart, _minutes(times[-1]) - _minutes(times[0])) for apart, times in every if times
        )
        return ((self.at, None, 0), *spread)

    def occasions(self, now: str) -> tuple[Occasion, ...]:
        """Return what a reminder that comes at HH:MM may be for, by the last time that has come.

        Outside waking hours, and before the first time of a day, that is the session alone.
        """
        come = max((time for time in self.times if time <= now), default=self.at)
        if come == self.at or not self.is_waking(now):
            return (Occasion.SESSION,) if come == self.at else ()
        is_break = come in self._break_times and _minutes(now) - _minutes(come) <= LATE_MIN
        rounds = (Occasion.ROUND,) if come in self._round_times else ()
        return (*rounds, Occasion.BREAK) if is_break else rounds

    def is_waking(self, now: str) -> bool:
        """Return whether HH:MM lies in waking hours."""
        return self.wake <= now <= self.sleep

    def rounds_due(self, now: str, a_day: int) -> int:
        """Return how many of a day's rounds have come due by HH:MM, spread evenly over waking hours.

        Each is due in the middle of its share of the day: five from 8 to 21 at 9:18, 11:54 and so on.
        """
        awake = max(1, _minutes(self.sleep) - _minutes(self.wake))
        passed = max(0, _minutes(now) - _minutes(self.wake)) / awake
        return min(a_day, int(passed * a_day + 0.5))

    def is_round_due(self, now: str, done: int, a_day: int) -> bool:
        """Return whether a round has come due since the last time that was looked, and is not done.

        So who does none is told once for each, not every hour.
        """
        before = f"{_clock(max(0, _minutes(now) - ROUNDS_EVERY_MIN))}"
        due = self.rounds_due(now, a_day)
        return done < due and due > self.rounds_due(before, a_day)

    @property
    def _round_times(self) -> tuple[str, ...]:
        return self._spread(ROUNDS_EVERY_MIN) if self.rounds else ()

    @property
    def _break_times(self) -> tuple[str, ...]:
        return self._spread(self.breaks_min) if self.breaks_min else ()

    def _spread(self, apart: int) -> tuple[str, ...]:
        """Return the times from waking on, so many minutes apart; the first is one step after it."""
        first, last = _minutes(self.wake) + apart, _minutes(self.sleep)
        return tuple(_clock(minute) for minute in range(first, last + 1, apart))

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
        "StartCalendarInterval": times if len(times) > 1 else times[0],
    }
    return plistlib.dumps(agent, sort_keys=False).decode()


def windows_task(reminder: Reminder, argv: tuple[str, ...]) -> str:
    """Return the task of Windows; it runs as soon as it can when its time was missed."""
    arguments = " ".join(f'"{word}"' if " " in word else word for word in argv[1:])
    triggers = "".join(_trigger(*spread) for spread in reminder.spreads)
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


def _trigger(start: str, apart: int | None, minutes: int) -> str:
    """Return a daily trigger, and how often it comes again; a task can have 48 of them and no more."""
    again = f"<Repetition><Interval>PT{apart}M</Interval><Duration>PT{minutes}M</Duration></Repetition>"
    return (
        "    <CalendarTrigger>\n"
        f"      <StartBoundary>2026-01-01T{start}:00</StartBoundary>\n"
        + (f"      {again}\n" if apart and minutes else "")
        + "      <ScheduleByDay><DaysInterval>1</DaysInterval></ScheduleByDay>\n"
        "    </CalendarTrigger>\n"
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
    hours: dict[int, list[int]] = {}
    for time in reminder.times:
        hour, minute = _hour_minute(time)
        hours.setdefault(minute, []).append(hour)
    return "\n".join(
        f"{minute} {','.join(map(str, sorted(each)))} * * * {bus} {command} {CRON_MARK}"
        for minute, each in hours.items()
    )


def calendar_spec(reminder: Reminder, uid: str, now: datetime) -> str:
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


def _minutes(time: str) -> int:
    hour, minute = _hour_minute(time)
    return hour * HOUR + minute


def _clock(minutes: int) -> str:
    hour, minute = divmod(minutes, HOUR)
    return f"{hour:02}:{minute:02}"


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
