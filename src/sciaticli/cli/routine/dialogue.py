"""The talk about a sheet: one table, its doubtful rows opened one by one, one yes at the end."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from msgspec.structs import replace

from sciaticli.cli.ask.prompts import StepBack, ask_choice, ask_line
from sciaticli.cli.context import App, Look
from sciaticli.core.prescription.corrections import as_exercise, as_own, with_numbers
from sciaticli.core.prescription.item import Status
from sciaticli.core.prescription.item_words import said_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sciaticli.core.prescription.item import SheetItem
    from sciaticli.core.prescription.names import Names

KEEP, OTHER, CHANGE, OWN, ASIDE, LEAVE = "keep", "other", "change", "own", "description", "leave"


class Dialogue:
    """A sheet under way: its items, which of them are left out, and how to ask about one."""

    def __init__(self, app: App, items: Sequence[SheetItem], names: Names) -> None:
        self.app = app
        self.names = names
        self.sore = app.config.profile.side
        self.items = list(items)
        self.left: set[int] = set()
        shown = [place for place, item in enumerate(items) if item.status is not Status.DESCRIPTION]
        self.place_of = dict(enumerate(shown, 1))

    def ask_doubtful(self) -> None:
        """Open each doubtful row in turn; a step back opens the one before."""
        doubtful = [place for place, item in enumerate(self.items) if item.status is Status.ASKED]
        before = list(self.items)
        turn = 0
        while turn < len(doubtful):
            place = doubtful[turn]
            try:
                self._open(place, back=turn > 0, count=(turn + 1, len(doubtful)))
                turn += 1
            except StepBack:
                turn = max(0, turn - 1)
                self.items[doubtful[turn]] = before[doubtful[turn]]
                self.left.discard(doubtful[turn])

    def confirm(self) -> bool:
        """Ask for the one yes; a row's number opens it again."""
        while True:
            rows = self.rows()
            if not rows:
                return False
            answer = ask_line(
                self.app, f"Save these {len(rows)}? y, n, or the number of a line to change it:"
            ).lower()
            if answer in ("y", "yes"):
                return True
            if answer in ("n", "no"):
                return False
            if answer.isdecimal() and int(answer) in rows:
                with suppress(StepBack):
                    self._open(self.place_of[int(answer)], back=True, count=None)
                self.show()

    def rows(self) -> dict[int, SheetItem]:
        """Return what is a line of the routine, by its number in the table."""
        return {
            number: self.items[place]
            for number, place in self.place_of.items()
            if self.items[place].status is not Status.DESCRIPTION and place not in self.left
        }

    def show(self) -> None:
        """Print the table."""
        show_rows(self.app, self.rows())

    def _open(self, place: int, *, back: bool, count: tuple[int, int] | None) -> None:
        from sciaticli.view.prescription import wrote

        app, item = self.app, self.items[place]
        head = f"{count[0]} of {count[1]} to settle. " if count else ""
        doubts = (f"  Not sure: {why}." for why in item.why)
        app.say("", f'{head}You wrote: "{wrote(item)}"', *doubts)
        while True:
            choices = self._choices(item)
            answer = ask_choice(app, "What is it?", choices, back=back)
            found = self._settled(item, answer)
            if found is None:
                self.left.add(place)
                return
            item = self.items[place] = found
            if item.status is not Status.ASKED:
                return

    def _choices(self, item: SheetItem) -> dict[str, str]:
        from sciaticli.view.prescription import reading_words

        choices: dict[str, str] = {}
        if item.exercise is not None:
            for number, said in enumerate(item.readings, 1):
                word = KEEP if len(item.readings) == 1 else f"{KEEP}{number}"
                choices[word] = reading_words(said, item.exercise)
        for row in item.candidates:
            if item.exercise is None or row.id != item.exercise.id:
                read = as_exercise(item, row, self.sore)
                choices[row.id] = reading_words(read.said, row)
        choices[OTHER] = "another exercise: type its name"
        if item.exercise is not None:
            choices[CHANGE] = "change the numbers"
        own = item.name or "by this name"
        choices[OWN] = f"my physio's own exercise: {own}, {said_words(item.said, None)}"
        choices[ASIDE] = "a description, no exercise"
        choices[LEAVE] = "leave it out"
        return choices

    def _settled(self, item: SheetItem, answer: str) -> SheetItem | None:
        """Return the item after an answer, still asked when more is to be settled; None leaves it out."""
        match answer:
            case "leave":
                found = None
            case "description":
                found = replace(item, status=Status.DESCRIPTION)
            case "own":
                found = as_own(item)
            case "change":
                words = ask_line(self.app, "The numbers, as in 3 sets of 10, hold 5 seconds:")
                found = with_numbers(item, words) if words else item
            case "other":
                found = self._other(item)
            case _ if answer.startswith(KEEP):
                said = item.readings[int(answer[len(KEEP) :] or 1) - 1]
                found = replace(item, status=Status.KEPT, readings=(said,), why=())
            case _:
                row = self.names.catalogue.by_id[answer]
                found = self._taken(as_exercise(item, row, self.sore))
        return found

    def _other(self, item: SheetItem) -> SheetItem:
        words = ask_line(self.app, "Its name:")
        if not words:
            return item
        if row := self.names.one(words):
            return self._taken(as_exercise(item, row, self.sore))
        near = self.names.near(words)
        if not near:
            self.app.say(f'No exercise is called "{words}".')
            return item
        return replace(item, exercise=None, candidates=near)

    def _taken(self, item: SheetItem) -> SheetItem:
        """Return an item whose exercise the person chose: settled, unless its numbers have two readings."""
        if len(item.readings) > 1:
            return item
        return replace(item, status=Status.KEPT, why=())


def show_rows(app: App, rows: dict[int, SheetItem]) -> None:
    """Print numbered items as a table, or as lines where the look is plain."""
    from sciaticli.view.prescription import sheet_lines, sheet_table

    if app.look is Look.PLAIN:
        app.show(*sheet_lines(rows))
    else:
        app.console().print(sheet_table(rows))
