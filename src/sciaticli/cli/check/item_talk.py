"""One item of the form, or a list of them, at the terminal: question, help, and what follows a yes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sciaticli.cli.ask.prompts import BACK, StepBack, ask_choice, ask_line, plain
from sciaticli.core.profile import AgeBand, age_band_of
from sciaticli.core.record.entries import ExamVerdict, Release
from sciaticli.core.screening.began_words import began_of
from sciaticli.core.screening.locks import standing_locks
from sciaticli.core.screening.past_checks import answers_of, checks_in, is_whole
from sciaticli.core.screening.questions import (
    BEFORE_THIS,
    EXAMINED,
    RISKS,
    SIMPLE,
    SOFT,
    TIMED,
    Answer,
    Answers,
    Began,
    Examined,
    Growing,
    Item,
    status_of,
    words_for,
)
from sciaticli.core.screening.valid_until import day_of
from sciaticli.view.screening import asked_lines

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date

    from sciaticli.cli.check.standing import RecordNow
    from sciaticli.cli.context import App

SHOWN_AGAIN = (Item.BOWEL_CHANGE, Item.SADDLE_NUMB, Item.FOOT_DROP, Item.LEG_WEAK_ONE)
"""Items whose little test is shown once more before "not sure" is taken (our choice)."""
ASKED_ANEW = (*SOFT, Item.BLOOD_THINNER)
"""Items of a list that nothing follows: named there, they are asked once more with their help."""
HELP = ("h", "help", "?")
NONE = ("0", "none", "n", "no", "nope", "nah", "none of them", "none of these", "none of those", "zero")
UNSURE = ("unsure", "u", "not sure", "dunno", "dont know", "i dont know", "idk", "cant tell")
NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
LIFTING = "lifting"
YOUNGEST, OLDEST = 5, 115  # what is taken for an age in years; a number below is a choice's
_FOLLOWS = (*TIMED, *RISKS, *SIMPLE)
_EXAMINED_BY_VERDICT = {
    ExamVerdict.OK: Examined.FINE,
    ExamVerdict.NOT_DISCUSSED: Examined.NOT_SPOKEN,
    ExamVerdict.NO: Examined.TOLD_NOT,
}


class ItemTalk:
    """Asks items one by one or as a list, and what follows a yes; it keeps nothing of the answers."""

    def __init__(self, app: App, standing: RecordNow) -> None:
        self.app = app
        self.standing = standing
        self.release: Release | None = None

    def ask(self, item: Item, *, back: bool, place: str = "") -> str:
        """Ask one item and what follows, and return its word; `b` at the first question raises StepBack."""
        while True:
            word = self._ask_word(item, back=back, place=place)
            try:
                return self.follow(item, word)
            except StepBack:
                continue

    def ask_list(self, items: Sequence[Item], *, back: bool, place: str) -> dict[Item, str]:
        """Ask which of some items are true, and return a word for each of them."""
        choices: list[Item | str] = [*items]
        if Item.MINOR_INJURY in items:
            choices.insert(choices.index(Item.MINOR_INJURY) + 1, LIFTING)
        while True:
            named = self._ask_numbers(choices, back=back, place=place)
            try:
                return {item: self._listed(item, named) for item in items}
            except StepBack:
                continue

    def follow(self, item: Item, word: str) -> str:
        """Return the word of an item after what follows a yes; `b` raises StepBack."""
        if item is Item.SEXUAL_CHANGE and word == Answer.UNSURE:
            word = {"yes": "no", "no": "yes"}.get(self._follow("washing"), word)
        if word != Answer.YES or item not in _FOLLOWS:
            return word
        if item is Item.CANCER_HISTORY and self._follow("long_ago") == "yes":
            return Answer.LONG_AGO
        if item not in TIMED:
            return self._covered()
        growing = Growing(self._follow("growing"))
        seen = self.examined(item) if growing is Growing.NO else Examined.NO
        began = self._began(item) if growing is Growing.NO and seen is Examined.NO else Began.UNSURE
        return status_of(item, growing=growing, examined=seen, began=began)

    def examined(self, item: Item) -> Examined:
        """Return whether an item was examined: as the release says it, else as it is asked."""
        exam = self.release
        if exam is not None:
            locks = standing_locks(self.standing.history, self.standing.now)
            opened = (lock for lock in locks if lock.opens_with(exam, self.standing.now))
            if any(item in lock.signs for lock in opened):
                return _EXAMINED_BY_VERDICT[exam.exercise]
        return Examined(self._follow("examined"))

    def choose(self, name: str, *, back: bool = False, last: Sequence[str] = ()) -> str:
        """Ask one of the form's own questions."""
        follow = self.standing.wording.follow[name]
        return self._choice(joined(follow.question), follow.choices, back=back, last=last)

    def _choice(
        self,
        text: str,
        choices: Mapping[str, str],
        *,
        back: bool,
        last: Sequence[str] = (),
        read: Callable[[str], str | None] | None = None,
    ) -> str:
        """Ask for one of some choices: with one key, but where `read` reads numbers that begin like one."""
        way_out = self.standing.wording.talk["way_out" if back else "way_out_first"]
        one_key = read is None
        return ask_choice(
            self.app, text, choices, back=back, way_out=way_out, last=last, one_key=one_key, read=read
        )

    def _ask_word(self, item: Item, *, back: bool, place: str) -> str:
        question = self.standing.wording.items[item]
        self.app.say("", *asked_lines(place))
        self._say_known(item)
        labels = self.standing.wording.answers
        choices = {str(word): labels[word] for word in words_for(item) if word in labels}
        if item is Item.INFECTION_KIND:
            choices = {word: choices[word] for word in ("spine", "line", "injecting", "other")}
        text = f"{joined(question.question)}\n{joined(question.help)}"
        word = self._choice(text, choices, back=back, read=_band if item is Item.AGE_BAND else None)
        if word == "unsure" and item in SHOWN_AGAIN:
            self.app.say("", *asked_lines(self.standing.wording.talk["once_more"]))
            word = self._choice(text, choices, back=back)
        return word

    def _listed(self, item: Item, named: Mapping[Item | str, str]) -> str:
        """Return the word of one item of a list; what was named is shown with its help first."""
        word = named.get(item)
        if word is None:
            return Answer.LIFT_ONLY if item is Item.MINOR_INJURY and LIFTING in named else Answer.NO
        question, talk = self.standing.wording.items[item], self.standing.wording.talk
        if item in ASKED_ANEW:
            return self._ask_word(item, back=True, place=talk["picked"])
        self.app.say("", talk["picked"], *asked_lines(question.question), *asked_lines(question.help))
        self._say_known(item)
        self.app.say(*asked_lines(talk["not_here"]))
        return self.follow(item, word)

    def _ask_numbers(self, choices: Sequence[Item | str], *, back: bool, place: str) -> dict[Item | str, str]:
        """Ask for the numbers of what is true; a `?` after one is "not sure". Enter alone asks again."""
        wording = self.standing.wording
        self.app.say("", *asked_lines(place))
        for number, choice in enumerate(choices, 1):
            text = wording.items[choice].question if isinstance(choice, Item) else wording.talk["lifting"]
            self.app.say(*asked_lines(f"{number}. {text}"))
        self.app.say(*asked_lines(wording.talk["list_how"]))
        way_out = wording.talk["way_out" if back else "way_out_first"]
        while True:
            answer = ask_line(self.app, f"{wording.talk['list_ask']} ({way_out}):", at_once="0").lower()
            if answer in HELP:
                for number, choice in enumerate(choices, 1):
                    if isinstance(choice, Item):
                        self.app.say(*asked_lines(f"{number}. {wording.items[choice].help}"))
                continue
            if back and answer == BACK:
                raise StepBack
            if (named := numbered(answer, len(choices))) is not None:
                return {choices[number - 1]: word for number, word in named.items()}
            self.app.say(*asked_lines(wording.talk["list_again"]))

    def _say_known(self, item: Item) -> None:
        first = known_before(self.standing).get(item)
        if first is not None:
            self.app.say(*asked_lines(self.standing.wording.talk["known"].format(day=day_of(first))))

    def _covered(self) -> Answer:
        """Return the word for a risk or a simple sign: whether a clinician knows of it and of the pain."""
        said = self._follow("covered")
        return {
            "fine": Answer.CLEARED,
            "not_spoken": Answer.CHECKED,
            "told_not": Answer.TOLD_NOT,
        }.get(said, Answer.YES)

    def _began(self, item: Item) -> Began:
        follow = self.standing.wording.follow["began_before" if item in BEFORE_THIS else "began"]
        return Began(self._choice(joined(follow.question), follow.choices, back=True, read=began_of))

    def _follow(self, name: str) -> str:
        return self.choose(name, back=True)


def numbered(answer: str, count: int) -> dict[int, str] | None:
    """Return the numbers that an answer names, each yes or unsure; none of them for 0; None when unclear.

    With a word of any other kind it is unclear: "not 2" is never read as 2, nor "none now" as none.
    """
    said = plain(answer)
    if said in NONE:
        return {}
    if said in UNSURE:
        return dict.fromkeys(range(1, count + 1), "unsure")
    parts = re.sub(r"[,;+&()#]|\band\b|\.(?!\d)", " ", said).split()
    found: dict[int, str] = {}
    for part in parts:
        digits = part.removesuffix("?")
        number = NUMBERS.index(digits) + 1 if digits in NUMBERS else _whole(digits)
        if not 1 <= number <= count:
            return None
        found[number] = "unsure" if part.endswith("?") else "yes"
    return dict(sorted(found.items())) or None


def _whole(digits: str) -> int:
    """Return the whole number in ASCII digits, 0 for anything else."""
    return int(digits) if digits.isascii() and digits.isdecimal() else 0


def _band(answer: str) -> str | None:
    """Return the band of an age that was typed instead of a choice's number."""
    years = _whole(answer)
    return age_band_of(years) if YOUNGEST <= years <= OLDEST else None


def joined(text: str) -> str:
    """Return a text of the form, wrapped, as one string."""
    return "\n".join(asked_lines(text))


def known_before(standing: RecordNow) -> dict[Item, date]:
    """Return the known findings of the last whole check, with the date each was first given."""
    last = last_answers(standing)
    return {item: day for item, day in last.known.items() if last.words.get(item) in EXAMINED}


def last_answers(standing: RecordNow) -> Answers:
    """Return the answers of the last whole check, whatever it said; an empty form when there is none."""
    whole = [check for _, check in checks_in(standing.history) if is_whole(check)]
    return answers_of(max(whole, key=lambda check: check.rec)) if whole else Answers()


def known_age(standing: RecordNow) -> AgeBand | None:
    """Return the age band that need not be asked: told this calendar year, or standing in the profile.

    A band passes with time, so it is asked once in each year.
    """
    whole = [check for _, check in checks_in(standing.history) if is_whole(check)]
    last = max(whole, key=lambda check: check.rec, default=None)
    told = None if standing.profile is None else standing.profile.age_band
    if last is None:
        return told
    if last.rec.astimezone(standing.now.tzinfo).year < standing.now.year:
        return None
    return told or answers_of(last).age_band
