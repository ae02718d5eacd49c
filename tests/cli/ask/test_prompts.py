"""Questions: what counts as an answer, and what does not."""

from contextlib import nullcontext
from functools import partial

import pytest

from sciaticli.cli.ask.prompts import StepBack, ask_choice, ask_in_turn, ask_number, ask_yes_no, match_choice
from sciaticli.cli.context import App
from sciaticli.core.errors import Interrupted
from support.world import START, Clock, ScriptedKeys, Silence, Stream

WORDS = ["no", "yes", "unsure", "none"]


def app(*answers: str) -> App:
    clock = Clock(START)
    return App(
        env={},
        stdin=Stream("".join(f"{line}\n" for line in answers), terminal=True),
        stdout=Stream(),
        stderr=Stream(),
        now=clock.now,
        now_ms=clock.now_ms,
        zone="Europe/London",
        new_id=lambda: "x",
        open_keys=lambda: ScriptedKeys(clock),
        open_voice=lambda *_: Silence(),
        stay_awake=nullcontext,
    )


@pytest.mark.parametrize(
    ("answer", "meant"),
    [
        ("no", "no"),
        ("n", None),
        ("non", "none"),
        ("y", "yes"),
        ("u", "unsure"),
        ("1", "no"),
        ("4", "none"),
        ("0", None),
        ("5", None),
        ("", None),
        ("x", None),
    ],
)
def test_a_choice_is_its_word_its_only_beginning_or_its_number(answer: str, meant: str | None) -> None:
    assert match_choice(answer, WORDS) == meant


def test_enter_alone_asks_again() -> None:
    world = app("", "  ", "2")
    assert ask_choice(world, "Well?", {"no": "No", "yes": "Yes"}) == "yes"
    assert world.stderr.getvalue().count("Please type") == 2  # type: ignore[attr-defined]


def test_b_steps_back_only_where_there_is_a_question_before() -> None:
    with pytest.raises(StepBack):
        ask_choice(app("b"), "Well?", {"no": "No"}, back=True)
    assert ask_choice(app("b", "1"), "Well?", {"no": "No"}) == "no"
    with pytest.raises(StepBack):
        ask_number(app("b"), "How much?", 0, 10, back=True)


def test_a_number_must_lie_between_its_ends() -> None:
    assert ask_number(app("11", "-1", "4.5", "ten", "", "10"), "How much?", 0, 10) == 10


@pytest.mark.parametrize(("answer", "meant"), [("y", True), ("YES", True), ("n", False), ("no", False)])
def test_yes_and_no(answer: str, *, meant: bool) -> None:
    assert ask_yes_no(app(answer), "Go?") is meant


def test_enter_is_a_yes_only_where_that_is_the_default() -> None:
    assert ask_yes_no(app(""), "Go?", default=True) is True
    assert ask_yes_no(app("", "n"), "Go?") is False


def test_the_end_of_input_stops() -> None:
    with pytest.raises(Interrupted):
        ask_number(app(), "How much?", 0, 10)


def test_steps_go_back_over_what_was_not_asked() -> None:
    talk: list[tuple[str, bool]] = []
    answers = iter(["1", StepBack, "2", "3", StepBack, StepBack, "4", "5", "6"])

    def step(name: str, back: bool) -> bool:
        talk.append((name, back))
        answer = next(answers)
        if answer is StepBack:
            raise StepBack
        return True

    def passed(back: bool) -> bool:
        talk.append(("passed", back))
        return False

    ask_in_turn([partial(step, "a"), passed, partial(step, "b"), partial(step, "c")])
    assert [name for name, _ in talk] == [
        *("a", "passed", "b"),  # back from b lands on a: what lies between asked nothing
        *("a", "passed", "b", "c"),  # back twice
        "b",
        *("a", "passed", "b", "c"),
    ]
    assert all(back == (name != "a") for name, back in talk)


def test_a_slip_is_told_in_a_persons_words_not_in_ours() -> None:
    world = app("x", "1")
    ask_choice(world, "When did you get up?", {"60": "less than an hour ago", "in_person": "two hours ago"})
    assert "Please type a number from 1 to 2.\n" in world.stderr.getvalue()  # type: ignore[attr-defined]
    world = app("x", "1")
    ask_choice(world, "Well?", {"no": "No", "yes": "Yes"})
    assert "from 1 to 2, or one of: no, yes." in world.stderr.getvalue()  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("answer", "meant"),
    [
        ("nope", "no"),
        ("nah", "no"),
        ("No.", "no"),
        ("yeah", "yes"),
        ("yep!", "yes"),
        ("aye", "yes"),
        ("dunno", "unsure"),
        ("I don't know", "unsure"),
        ("idk", "unsure"),
        ("maybe", "unsure"),
        ("Not sure", "unsure"),
        ("no idea", "unsure"),
    ],
)
def test_the_like_of_a_word_is_taken_for_it(answer: str, meant: str) -> None:
    assert match_choice(answer.lower(), ["no", "yes", "unsure"]) == meant


# Answers of real people that mean two things, or nothing here: each is asked again, and none is a no.
UNCLEAR = """
yeah nah|yeah no|no yeah|not really|not exactly|no more than usual|no worse|no but it tingles
no, only at night|yes but only when I cough|yes and no|yes no|not at the moment|not today|not any more
not since Monday|not as such|n/a|na|none of your business|does not apply|what?|what does that mean|?|??
huh|eh|hm|sort of|kind of|kinda|a bit|a little|slightly|sometimes|now and then|on and off
it comes and goes|only on the left|only sitting|in the night|once|twice|used to|years ago
before the operation|since yesterday|since 2019|ask my wife|doctor said no|he says yes|I think so
I think not|i dont think so|i hope not|hopefully not|probably|probably not|doubt it|unlikely|should I?
no idea what you mean|never mind|never|always|nothing|nothing new|normal|fine|ok|okay|same|same as before
as usual|worse|better|skip|pass|next|enter|q|quit|exit|stop|back|undo|help me|yess|yse|ye s|nno|noo|oui
nein|ja|si|0|00|1.5|11|-1|1 or 2|1-2|one or two|1 time|x|.|!|...|:(|no?|yes?|unsure?|no no yes|y n|n y
y/n|nope but yes
""".replace("\n", "|").strip("|")


@pytest.mark.parametrize("answer", UNCLEAR.split("|"))
def test_what_may_mean_two_things_is_asked_again(answer: str) -> None:
    assert match_choice(answer.lower(), ["no", "yes", "unsure"]) is None


def test_what_goes_on_from_a_key_that_was_taken_is_no_answer() -> None:
    world = app(" or 2 times", ", none", "yes")
    assert ask_choice(world, "Well?", {"no": "No", "yes": "Yes"}, back=True, one_key=True) == "yes"
    assert world.stderr.getvalue().count("Type b to go back there") == 2  # type: ignore[attr-defined]
