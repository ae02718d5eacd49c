"""One form of the screening under way: what is asked when, stepped back, mended, kept and left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sciaticli.cli.ask.prompts import StepBack, ask_choice
from sciaticli.cli.check.item_talk import ItemTalk, known_age, known_before, last_answers
from sciaticli.cli.check.result import CheckResult, alone, judge, open_check, outcome_lines, tell
from sciaticli.core.profile import AgeBand, YesNoUnsure
from sciaticli.core.record.entries import Release, Scope
from sciaticli.core.screening.level import Level
from sciaticli.core.screening.questions import (
    DETAILS,
    EXAMINED,
    FACTS,
    FINDING_HOLDS,
    FORM,
    PRESENT,
    QUIET,
    RISKS,
    Answer,
    Answers,
    Began,
    Examined,
    Growing,
    Item,
    is_asked,
    known_dates,
    pages_of,
    status_of,
    with_details,
    words_for,
)
from sciaticli.store.kept_check import KeptCheck, forget_check, keep_check, kept_check
from sciaticli.view.screening import answered_lines, asked_lines, emergency_lines, first_line

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from sciaticli.cli.check.standing import RecordNow
    from sciaticli.cli.context import App


class Form:
    """One form under way. It remembers the answers, so that it can be stepped back, left and gone on with."""

    def __init__(self, app: App, standing: RecordNow, items: Sequence[Item], scope: Scope) -> None:
        self.app = app
        self.standing = standing
        self.items = with_details(items)
        self.scope = scope
        self.talk = ItemTalk(app, standing)
        self.given: dict[Item, str] = {}
        self.fresh: dict[Item, date] = {}
        self.is_open = False
        self.is_kept = True
        self.pages = self._pages()

    @property
    def release(self) -> Release | None:
        """The examination that this check carries."""
        return self.talk.release

    @release.setter
    def release(self, release: Release | None) -> None:
        self.talk.release = release

    @property
    def answers(self) -> Answers:
        """The answers so far.

        Where only a part is asked and it names a sign, the risks of the last whole check count too.
        """
        words = {item: Answer(word) for item, word in self.given.items() if item not in FACTS}
        last = last_answers(self.standing)
        if any(word not in QUIET for word in words.values()):
            words = {item: word for item, word in last.words.items() if item in RISKS} | words
        today = self.standing.day if self.release is None else self.release.examined_at.date()
        return Answers(
            age_band=AgeBand(self.given.get(Item.AGE_BAND, last.age_band)),
            blood_thinner=YesNoUnsure(self.given.get(Item.BLOOD_THINNER, last.blood_thinner)),
            words=words,
            known=known_dates(words, self.fresh, known_before(self.standing), today),
        )

    def was_asked(self, item: Item) -> bool:
        """Return whether an item was asked and answered here, not taken as known."""
        return item in self.given and any(item in page for page in self.pages)

    def go_on(self) -> None:
        """Offer to go on with a check that was left within the last day; no is a new start."""
        kept = kept_check(self.app.paths, FORM, self.standing.now)
        if kept is None:
            return
        given = {Item(item): word for item, word in kept.given.items() if _may_be(item, word)}
        if not given or self.talk.choose("go_on") == "no":
            forget_check(self.app.paths)
            return
        self.given = given
        self.is_open = any(word not in QUIET for item, word in given.items() if item not in FACTS)

    def ask(self) -> None:
        """Ask every page that has no answer yet; a danger to life ends the form at once."""
        if self._ends_here():
            self._after_lifting()
            return
        self._ask_pages(self._first_open(0), self._next_open)
        if self._ends_here():
            self.say_result()
        else:
            self._after_lifting()

    def last_look(self) -> None:
        """Show the answers that name a sign, and let one slip after the other be mended.

        Without any there is nothing to look at: each no was given by a key of its own.
        """
        wording = self.standing.wording
        while True:
            signs = [(item, word) for item, word in self.given.items() if _names_a_sign(item, word)]
            if not signs:
                self.app.say("", *asked_lines(wording.talk["all_no"]))
                return
            self.app.say("", *asked_lines(wording.talk["last_look"]), *answered_lines(signs, wording))
            if self.talk.choose("right", last=self.first_line()) == "yes":
                return
            items = wording.items
            choices = {str(item): items[item].sign for item, _ in signs} | {"other": wording.talk["other"]}
            self._again(ask_choice(self.app, wording.talk["which"], choices))

    def judge(self) -> CheckResult:
        """Return the outcome of the answers so far; a form that ended early is a part of one."""
        scope = self.scope if all(item in self.given for item in self.items) else Scope.SESSION
        return judge(self.app, self.standing, self.answers, scope=scope, release=self.release)

    def say_result(self) -> None:
        """Print the message of the answers so far."""
        outcome = self.judge()
        tell(self.app, outcome_lines(self.standing, outcome), outcome.level)

    def say_left(self) -> None:
        """Print, on the way out, the message of the highest tier that the answers so far give."""
        talk = self.standing.wording.talk
        if not self.is_kept:
            self.app.say("", talk["not_saved"])
        outcome = alone(self.judge())
        kept = asked_lines(talk["left_kept"]) if self.scope is Scope.FULL and self.given else []
        if outcome.level > Level.CLEAR:
            self.app.say("", *asked_lines(talk["left_tier"]), "")
            tell(self.app, outcome_lines(self.standing, outcome), outcome.level)
            self.app.say("", *asked_lines(talk["left_void"]), *kept, *self.first_line())
            return
        self.app.say("", *asked_lines(talk["left_open" if self.is_open else "left"]), *kept)
        if self.scope is Scope.SESSION:
            self.app.say(*emergency_lines(self.standing.wording, self.standing.region))

    def forget(self) -> None:
        """Remove what was kept of the answers: the check has been finished."""
        if self.scope is Scope.FULL:
            forget_check(self.app.paths)

    def first_line(self) -> list[str]:
        """Return the first line of an emergency's message: it stands last above the prompt."""
        outcome = self.judge()
        if outcome.found.level < Level.EMERGENCY:
            return []
        wording = self.standing.wording
        return ["", *first_line(outcome.found, wording, self.standing.region)]

    def _pages(self) -> tuple[tuple[Item, ...], ...]:
        """Return what is asked together; the age is taken as known where it was told this year."""
        age = known_age(self.standing) if self.scope is Scope.FULL else None
        if age is None:
            return pages_of(self.items)
        self.given[Item.AGE_BAND] = age
        return pages_of(item for item in self.items if item is not Item.AGE_BAND)

    def _ask_page(self, number: int) -> None:
        page = self.pages[number]
        wording = self.standing.wording
        group = wording.groups[wording.items[page[0]].group]
        place = f"{group}. {number + 1} of {len(self.pages)}."
        back = number > 0
        if len(page) == 1:
            self._take(page[0], self.talk.ask(page[0], back=back, place=place))
        else:
            for item, word in self.talk.ask_list(page, back=back, place=place).items():
                self._take(item, word)
        for item in self.items:
            if DETAILS.get(item) in page:
                self._ask_detail(item)

    def _ask_detail(self, item: Item) -> None:
        """Ask what hangs on an item, where it can matter; `b` asks this page again."""
        word = self.talk.ask(item, back=True) if is_asked(item, self.given) else "no"
        self._take(item, word)

    def _take(self, item: Item, word: str) -> None:
        """Take an answer; the first that names a sign writes an open check, and a finding is dated anew."""
        self.given[item] = word
        first = known_before(self.standing).get(item)
        if word in EXAMINED and first is not None and self.standing.day - first > FINDING_HOLDS:
            self.fresh[item] = self.standing.day
        if not self.is_open and item not in FACTS and word not in QUIET:
            self.is_open = True
            self.is_kept = open_check(self.app, self.standing, self.answers, self.scope)

    def _after_lifting(self) -> None:
        """Ask whether a strain on weak bone has been examined: only that can open its lock (our choice)."""
        if self.given.get(Item.MINOR_INJURY) != Answer.LIFT_ONLY:
            return
        is_aged = self.given.get(Item.AGE_BAND) == AgeBand.AGE_70_PLUS
        if not is_aged and self.given.get(Item.BONE_RISK, "no") not in PRESENT:
            return
        self.app.say("", self.standing.wording.talk["lifting"])
        try:
            examined = self.talk.examined(Item.MINOR_INJURY)
        except StepBack:
            self._ask_page(next(n for n, page in enumerate(self.pages) if Item.MINOR_INJURY in page))
            self._after_lifting()
            return
        if examined is not Examined.NO:
            word = status_of(Item.MINOR_INJURY, growing=Growing.NO, examined=examined, began=Began.UNSURE)
            self._take(Item.MINOR_INJURY, word)

    def _again(self, chosen: str) -> None:
        """Ask one item again, or the last page and from there back, and what then is still open."""
        if chosen == "other":
            self._ask_pages(len(self.pages) - 1, lambda _: len(self.pages))
        else:
            item = Item(chosen)
            self._take(item, self.talk.ask(item, back=False))
            for detail in self.items:
                if DETAILS.get(detail) is item:
                    self._ask_detail(detail)
            self._keep()
        self.ask()

    def _ask_pages(self, number: int, following: Callable[[int], int]) -> None:
        """Ask a page and those that follow; `b` asks the one before, also where that was answered a day ago.

        That is the difference from `ask_in_turn`, which goes back to what it has asked itself.
        """
        while number < len(self.pages):
            try:
                self._ask_page(number)
            except StepBack:
                number = max(number - 1, 0)
                continue
            self._keep()
            number = following(number)

    def _next_open(self, number: int) -> int:
        """Return the next page: on the way forward after a `b` the answered ones come again."""
        if self._ends_here():
            return len(self.pages)
        return number + 1 if self._is_done(number + 1) else self._first_open(number + 1)

    def _first_open(self, start: int) -> int:
        """Return the first page from `start` on that has no answer yet."""
        return next((n for n in range(start, len(self.pages)) if not self._is_done(n)), len(self.pages))

    def _is_done(self, number: int) -> bool:
        if number >= len(self.pages):
            return False
        page = self.pages[number]
        wanted = {*page, *(item for item in self.items if DETAILS.get(item) in page)}
        return wanted <= self.given.keys()

    def _ends_here(self) -> bool:
        """Return whether there is danger to life: its message comes at once, and no more is asked."""
        is_partial = any(item not in self.given for item in self.items)
        return is_partial and self.given.get(Item.LIFE_THREAT_NOW, "no") != "no"

    def _keep(self) -> None:
        """Keep the answers of a whole form for a day, in case it is left."""
        if self.scope is Scope.FULL:
            given = {str(item): str(word) for item, word in self.given.items()}
            keep_check(self.app.paths, KeptCheck(form=FORM, at=self.app.now(), given=given))


def _may_be(item: str, word: str) -> bool:
    return item in {*Item} and word in words_for(Item(item))


def _names_a_sign(item: Item, word: str) -> bool:
    if item in FACTS:
        return word in ("under_18", "70_plus") if item is Item.AGE_BAND else word != "no"
    return word not in QUIET
