"""One form of the screening under way: what is asked when, stepped back, mended, and left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sciaticli.cli.ask.prompts import StepBack, ask_choice
from sciaticli.cli.check.result import CheckResult, alone, judge, open_check, outcome_lines, tell
from sciaticli.cli.check.standing import RecordNow
from sciaticli.cli.context import App
from sciaticli.core.profile import AgeBand, YesNoUnsure
from sciaticli.core.record.entries import ExamVerdict, Release, Scope
from sciaticli.core.screening.locks import standing_locks
from sciaticli.core.screening.past_checks import answers_of, checks_in, is_whole
from sciaticli.core.screening.questions import (
    FACTS,
    FINDING_HOLDS,
    QUIET,
    RISKS,
    TIMED,
    Answer,
    Answers,
    Began,
    Examined,
    Item,
    known_dates,
    status_of,
    words_for,
)
from sciaticli.core.screening.triage import Level
from sciaticli.core.screening.valid_until import day_of
from sciaticli.core.screening.wording import Question
from sciaticli.view.screening import answered_lines, asked_lines, emergency_lines

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

SHOWN_AGAIN = (Item.BOWEL_CHANGE, Item.SADDLE_NUMB, Item.FOOT_DROP, Item.LEG_WEAK_ONE)
"""Items whose little test is shown once more before "not sure" is taken (our choice)."""


class Form:
    """One form under way. It remembers the answers, so that it can be stepped back and left."""

    def __init__(self, app: App, standing: RecordNow, items: tuple[Item, ...], scope: Scope) -> None:
        self.app = app
        self.standing = standing
        self.items = items
        self.scope = scope
        self.release: Release | None = None
        self.given: dict[Item, str] = {}
        self.fresh: dict[Item, date] = {}
        self.is_open = False
        self.is_kept = True

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

    def ask(self, start: int = 0) -> None:
        """Ask every item from the one at `start`; a danger to life ends the form at once."""
        number = start
        while number < len(self.items):
            item = self.items[number]
            try:
                if self._is_asked(item):
                    self._ask_item(item, number, may_step_back=number > 0)
                    if self._ends_here(item):
                        self.say_result()
                        return
                else:
                    self.given[item] = "no"
                number += 1
            except StepBack:
                number = self._before(number)

    def last_look(self) -> None:
        """Show the answers that name a sign, and let one slip after the other be mended."""
        follow, talk = self.standing.wording.follow["right"], self.standing.wording.talk
        while True:
            signs = [(item, word) for item, word in self.given.items() if _names_a_sign(item, word)]
            self.app.say("", *asked_lines(talk["last_look"]), *answered_lines(signs, self.standing.wording))
            if ask_choice(self.app, follow.question, follow.choices) == "yes":
                return
            items = self.standing.wording.items
            choices = {str(item): items[item].sign for item, _ in signs} | {"other": talk["other"]}
            word = ask_choice(self.app, talk["which"], choices)
            self._again(len(self.items) if word == "other" else self.items.index(Item(word)))
            unasked = [number for number, item in enumerate(self.items) if item not in self.given]
            if unasked:
                self.ask(unasked[0])

    def judge(self) -> CheckResult:
        """Return what the answers so far give; a form that ended early is a part of one."""
        scope = self.scope if len(self.given) == len(self.items) else Scope.SESSION
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
        if outcome.level > Level.CLEAR:
            self.app.say("", *asked_lines(talk["left_tier"]), "")
            tell(self.app, outcome_lines(self.standing, outcome), outcome.level)
            self.app.say("", *asked_lines(talk["left_void"]))
            return
        self.app.say("", *asked_lines(talk["left_open" if self.is_open else "left"]))
        if self.scope is Scope.SESSION:
            self.app.say(*emergency_lines(self.standing.wording, self.standing.region))

    def _again(self, start: int) -> None:
        """Ask one item again; past the last one, step back through the form."""
        if start < len(self.items):
            self._ask_item(self.items[start], start, may_step_back=False)
            self._after_change(self.items[start])
            return
        self.ask(self._before(start))

    def _after_change(self, item: Item) -> None:
        """Ask what hangs on an item that was changed: the warning signs of a pregnancy."""
        if item is not Item.PREGNANT_BIRTH:
            return
        warning = Item.PREGNANCY_WARNING
        if self._is_asked(warning):
            self._ask_item(warning, self.items.index(warning), may_step_back=False)
        else:
            self.given[warning] = "no"

    def _before(self, number: int) -> int:
        """Return the place of the question before, over those that are not asked."""
        number = max(number - 1, 0)
        while number > 0 and not self._is_asked(self.items[number]):
            number -= 1
        return number

    def _is_asked(self, item: Item) -> bool:
        needs_pregnancy = item is Item.PREGNANCY_WARNING and Item.PREGNANT_BIRTH in self.items
        return not needs_pregnancy or self.given.get(Item.PREGNANT_BIRTH, "no") != "no"

    def _ends_here(self, item: Item) -> bool:
        """Return whether this is a danger to life: its message comes at once, and no more is asked."""
        return item is Item.LIFE_THREAT_NOW and self.given[item] != "no"

    def _ask_item(self, item: Item, number: int, *, may_step_back: bool) -> None:
        """Ask one item with what follows a yes; from within that, `b` returns to its first question."""
        while True:
            word = self._ask_word(item, number, may_step_back=may_step_back)
            try:
                self.given[item] = self._status(item) if word == "yes" else word
            except StepBack:
                continue
            self._note_opening(item)
            return

    def _ask_word(self, item: Item, number: int, *, may_step_back: bool) -> str:
        question = self.standing.wording.items[item]
        self._say_place(question, number)
        self._say_known(item)
        choices = _choices(item, self.standing.wording.answers)
        text = f"{_joined(question.question)}\n{_joined(question.help)}"
        word = ask_choice(self.app, text, choices, back=may_step_back)
        if word == "unsure" and item in SHOWN_AGAIN:
            self.app.say("", *asked_lines(self.standing.wording.talk["once_more"]))
            word = ask_choice(self.app, text, choices, back=may_step_back)
        return word

    def _say_place(self, question: Question, number: int) -> None:
        group = self.standing.wording.groups[question.group]
        self.app.say("", f"{group}. Question {number + 1} of {len(self.items)}.")

    def _say_known(self, item: Item) -> None:
        first = known_before(self.standing).get(item)
        if first is not None:
            self.app.say(*asked_lines(self.standing.wording.talk["known"].format(day=day_of(first))))

    def _status(self, item: Item) -> str:
        """Ask what follows a yes and return the status, or plain yes where there is none."""
        if item in TIMED:
            return self._timed_status(item)
        if item in RISKS and self._follow("covered") == "yes":
            self._confirm(item)
            return "cleared"
        return "yes"

    def _timed_status(self, item: Item) -> Answer:
        changing = self._follow("changing") != "no"
        examined = self._examined(item)
        asks_when = examined is Examined.NO
        began = Began(self._follow("began")) if asks_when else Began.UNSURE
        word = status_of(changing=changing, examined=examined, began=began)
        self._confirm(item)
        return word

    def _examined(self, item: Item) -> Examined:
        """Return whether the item was examined: as the release says it, else as it is asked."""
        locks = standing_locks(self.standing.history, self.standing.now)
        if self.release is not None and any(
            item in lock.signs and lock.opens_with(self.release) for lock in locks
        ):
            return Examined.OK if self.release.exercise is ExamVerdict.OK else Examined.NOT_DISCUSSED
        return Examined(self._follow("examined"))

    def _confirm(self, item: Item) -> None:
        """Date a finding anew when it is confirmed after six months; until then its first date stays."""
        first = known_before(self.standing).get(item)
        if first is not None and self.standing.day - first > FINDING_HOLDS:
            self.fresh[item] = self.standing.day

    def _follow(self, name: str) -> str:
        follow = self.standing.wording.follow[name]
        return ask_choice(self.app, _joined(follow.question), follow.choices, back=True)

    def _note_opening(self, item: Item) -> None:
        """Write an open check at the first answer that names a sign, once."""
        if self.is_open or item in FACTS or self.given[item] in QUIET:
            return
        self.is_open = True
        self.is_kept = open_check(self.app, self.standing, self.answers, self.scope)


def known_before(standing: RecordNow) -> dict[Item, date]:
    """Return the known findings of the last whole check, with the date each was first given."""
    last = last_answers(standing)
    return {item: day for item, day in last.known.items() if item in last.words}


def last_answers(standing: RecordNow) -> Answers:
    """Return the answers of the last whole check, whatever it said; an empty form when there is none."""
    whole = [check for _, check in checks_in(standing.history) if is_whole(check)]
    return answers_of(max(whole, key=lambda check: check.rec)) if whole else Answers()


def _choices(item: Item, labels: Mapping[str, str]) -> dict[str, str]:
    """Return the words offered for an item; what a yes becomes is asked after it."""
    return {str(word): labels[word] for word in words_for(item) if word in labels}


def _names_a_sign(item: Item, word: str) -> bool:
    if item in FACTS:
        return word in ("under_18", "70_plus") if item is Item.AGE_BAND else word != "no"
    return word not in QUIET


def _joined(text: str) -> str:
    return "\n".join(asked_lines(text))
