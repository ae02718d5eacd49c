"""Write docs/a-day.md, a day of use as a terminal of 80 columns and 24 rows shows it: `make day`."""

import os
import sys
import tempfile
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pyte
from msgspec.structs import replace

from people import PEOPLE
from sciaticli.cli.app import run
from sciaticli.core.screening.questions import Item
from sciaticli.store.catalogue import load_catalogue
from sciaticli.store.journal import append_all
from support.lives import live
from support.world import ZONE, Clock, Home, Stream

if TYPE_CHECKING:
    from sciaticli.core.record.entries import AnyEntry

PAGE = Path(__file__).parents[1] / "docs" / "a-day.md"
COLUMNS, ROWS = 80, 24
DAY = 17  # of the twelve weeks: a training day, and the direction that eases the leg has its rounds
FORM = "\n".join(f'{item} = "{"18_49" if item is Item.AGE_BAND else "no"}"' for item in Item)
SETTINGS = ("conditions=disc_herniation", "side=left", "equipment=mat,chair,wall", "supervised=mckenzie")

OTHER_SCREEN = "\x1b[?1049"

HEAD = """# A day

An invented person, two and a half weeks in, at a terminal of 80 columns and 24 rows. `make day` writes this
page with the program itself. Nothing here is advice for you: your own plan follows your own answers.
"""


class Screen:
    """A terminal that remembers every screen it has shown."""

    def __init__(self) -> None:
        self.screen = pyte.Screen(COLUMNS, ROWS)
        self.stream = pyte.Stream(self.screen)
        self.seen: list[str] = []

    def feed(self, text: str) -> None:
        """Show what is written, as a terminal does that goes to the line's start after each line."""
        if OTHER_SCREEN in text:  # pyte has one screen; the session's own is another
            self.screen.reset()
        self.stream.feed(text.replace("\r\n", "\n").replace("\n", "\r\n"))
        shown = "\n".join(line.rstrip() for line in self.screen.display).strip("\n")
        if not self.seen or self.seen[-1] != shown:
            self.seen.append(shown)

    def with_words(self, *words: str) -> list[str]:
        """Return the screens that show all these words; raises LookupError when none did."""
        found = [shown for shown in self.seen if all(word in shown for word in words)]
        if not found:
            raise LookupError(f"no screen shows {words}")
        return found

    def last(self, *words: str) -> str:
        """Return the last screen with these words."""
        return self.with_words(*words)[-1]

    def middle(self, *words: str) -> str:
        """Return the screen in the middle of those with these words."""
        found = self.with_words(*words)
        return found[len(found) // 2]


class Shown(Stream):
    """A stream of a terminal that shows what is written."""

    def __init__(self, screen: Screen) -> None:
        super().__init__(terminal=True)
        self.screen = screen

    def write(self, text: str) -> int:
        """Write, and show."""
        self.screen.feed(text)
        return super().write(text)


class Typed(Stream):
    """What a person types, shown as it is typed."""

    def __init__(self, lines: Iterable[str], screen: Screen) -> None:
        super().__init__("".join(f"{line}\n" for line in lines), terminal=True)
        self.screen = screen

    def readline(self, size: int = -1, /) -> str:  # type: ignore[override]
        """Return the next line, which the terminal shows."""
        line = super().readline(size)
        self.screen.feed(line)
        return line


def main() -> int:
    """Write the page."""
    os.environ.update({"COLUMNS": str(COLUMNS), "LINES": str(ROWS)})
    with tempfile.TemporaryDirectory() as folder:
        home = third_week(Path(folder) / "home")
        PAGE.write_text("\n".join((HEAD, *parts(home))).rstrip("\n") + "\n", encoding="utf-8")
    return 0


def third_week(folder: Path) -> Home:
    """Return the home of the person whose two weeks are in the record, on the third week's first morning."""
    _, _, person = PEOPLE[0]
    days = list(islice(live(person, load_catalogue()), DAY + 3))
    case = next(day.case for day in reversed(days) if day.case)
    done: list[AnyEntry] = [*case.history.sessions, *case.history.assessments]
    home = Home(folder, Clock(at(days[0].day, 20)))
    home.env.update({"COLUMNS": str(COLUMNS), "LINES": str(ROWS), "NO_COLOR": "1"})
    home.run("setup", *(word for setting in SETTINGS for word in ("--set", setting)))
    for day in days[:DAY]:
        home.clock.moment = at(day.day, 19)
        if day.day == days[DAY - 2].day:
            home.run("check", "--answers", "-", answers=FORM)
        append_all(home.app().paths, (entry for entry in done if entry.day == day.day))
        home.clock.moment = at(day.day, 20)
        home.run("log", str(day.leg), str(max(1, day.leg - 2)))
    home.clock.moment = at(days[DAY].day, 7)
    return home


def at(day: date, hour: int) -> datetime:
    """Return the half hour after an hour of a day, where the person lives."""
    return datetime.combine(day, time(hour, 30), tzinfo=ZoneInfo(ZONE))


def parts(home: Home) -> Iterator[str]:
    """Yield the page's parts, the day's hours one after the other."""
    yield from ("## Morning", "", "Where things stand, and how it was since yesterday:", "")
    yield terminal(home, [], ["log", "4", "2", "--down", "thigh"])
    yield from ("What has changed since the last session, and the plan:", "")
    yield terminal(home, ["today", "--plan", "--diff"])
    yield terminal(home, ["today", "--plan"])
    yield from session(home)
    yield from ("## Noon", "", "A round of the drill, counted with one line; a prompt can show it:", "")
    home.clock.advance(hours=4)
    yield terminal(home, ["log", "--did", "round"], ["status", "--short"])
    yield from ("## Evening", "", "The day in two numbers. One is wrong, so it is taken back:", "")
    home.clock.advance(hours=8)
    yield terminal(home, ["log", "8", "2"], ["journal", "undo"], ["log", "3", "2"])
    yield from ("And the weeks so far, a screen at a time in the pager:", "")
    yield terminal(home, ["progress"])


def terminal(home: Home, *calls: list[str]) -> str:
    """Return some calls with what they show, as one block of text."""
    shown = []
    for call in calls:
        result = home.run(*call, terminal=True)
        text = (result.out + result.err).rstrip()
        shown.append(
            f"$ {' '.join(['sciaticli', *call])}\n" + "\n".join(line.rstrip() for line in bare(text))
        )
    return block("\n".join(shown))


def bare(text: str) -> list[str]:
    """Return the lines of a text without what makes them bold or faint."""
    screen = pyte.Screen(COLUMNS, text.count("\n") + 2)
    pyte.Stream(screen).feed(text.replace("\n", "\r\n"))
    return [line.rstrip() for line in screen.display][: text.count("\n") + 1]


def session(home: Home) -> Iterator[str]:
    """Yield the session's screens: its questions, a way to the mat, a hold, and the end."""
    screen = Screen()
    answers = ["0", "1", "", "", "3", "1", "", "0", "2"]
    screen.feed("$ sciaticli today\n")
    app = home.app(terminal=True, keys=())
    app = replace(app, stdin=Typed(answers, screen), stdout=Shown(screen), stderr=Shown(screen))
    run(["today"], app)
    yield from ("The session: a short re-check, how the morning was, and Enter. Then the voice counts.", "")
    yield block(screen.last("Since", "morning"))
    yield from ("The way to the next exercise, a movement, and a hold:", "")
    yield block(screen.middle("GET READY", "Knee rolls"))
    yield block(screen.middle("MOVE IN", "Prone press-up"))
    yield block(screen.middle("HOLD", "Piriformis"))
    yield from ("After it, four short questions, and it is saved:", "")
    yield block(screen.seen[-1])


def block(text: str) -> str:
    """Return a screen as the page holds it."""
    return f"```\n{text}\n```\n"


if __name__ == "__main__":
    sys.exit(main())
