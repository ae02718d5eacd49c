"""`assess`: the direction test, what you can do, and how it is against the start."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import typer

from sciaticli.cli.ask.prompts import (
    BACK,
    StepBack,
    ask_choice,
    ask_in_turn,
    ask_line,
    ask_number,
    kept_in,
)
from sciaticli.cli.context import App
from sciaticli.cli.entries import read_history, save_assessment
from sciaticli.cli.help import examples
from sciaticli.core.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sciaticli.core.course.goals import Scored

HELP = "Find the direction that eases you; score what changes."
ABILITY = "How well can you do it today? 0 is not at all, 10 is as before the problem."
FUNCTION_HEAD = (
    "Name three things that your back or leg makes hard: from your own life, as plain as you like.",
    "You score them again every two weeks.",
)
CHANGE_QUESTION = "Since you began with this program, how is your back and leg now, taken as a whole?"
REPLACE = "r"
MOST_LETTERS = 100


def add_to(program: typer.Typer) -> None:
    """Add `assess` to the program."""
    group = typer.Typer(help=HELP, no_args_is_help=True, rich_markup_mode=None)
    group.command("direction", epilog=examples("assess direction", "assess direction --plain"))(direction)
    group.command("function", epilog=examples("assess function", "assess function --plain"))(function)
    group.command("change", epilog=examples("assess change", "assess change --plain"))(change)
    group.command("outlook", epilog=examples("assess outlook", "--plain assess outlook"))(outlook)
    program.add_typer(group, name="assess", rich_help_panel="Your plan")


def direction(ctx: typer.Context) -> int:
    """Test which way of moving draws the pain out of your leg. It takes 20 to 40 minutes.

    Its limits: trained therapists agree well on such a test in some studies and poorly in others, and a
    self-test is less sure than either. Pain that draws back to the spine is a good sign, but it has not
    been shown to pick the exercise that helps most. Many people have no clear direction. Bending back is
    not right for every disc: your own answer counts, not the name of the problem.
    """
    from sciaticli.cli.assess.direction_test import run_direction_test

    return run_direction_test(ctx.obj)


def function(ctx: typer.Context) -> None:
    """Score three to five things from your own life, 0 (not at all) to 10 (as before)."""
    from sciaticli.cli.catalogue import load, names
    from sciaticli.core.assessment.scales import acts_used, function_fields, mismatch
    from sciaticli.core.assessment.scales import function as compared
    from sciaticli.core.course.goals import activities_of, wanted
    from sciaticli.view.strands import wish_lines

    app: App = ctx.obj
    _needs_person(app)
    history = read_history(app)
    for each in history.assessments:
        if why := mismatch(each):
            app.say(f"In your form of {each.day}, {why}. The activities count.")
    before = activities_of(history.assessments)
    scored = _ask_again(app, before, acts_used(history.assessments)) if before else _ask_first(app)
    entry = save_assessment(app, function_fields(scored))
    app.show(*(f"{each.label}: {each.score} of 10" for each in scored), f"Mean: {entry.score} of 10")
    since = compared((*history.assessments, entry), entry.day)
    if since and since.first_day < entry.day:
        app.show(f"The same things on {since.first_day}: {since.first:.1f}. Today: {since.now:.1f}.")
        if not since.is_clear:
            app.show("A change of less than 2 points can be chance.")
    programme = load(app).programme
    if lines := [*wish_lines(wanted((*history.assessments, entry), programme), programme, names(app))]:
        app.show(*lines)
    app.say("Score them again in two weeks: sciaticli assess function")


def change(ctx: typer.Context) -> None:
    """Answer one question: how it is against the start."""
    from sciaticli.core.assessment.scales import GLOBAL_WORDS, change_fields
    from sciaticli.core.screening.heard import MUCH_WORSE
    from sciaticli.store.screening import load_wording
    from sciaticli.view.screening import asked_lines

    app: App = ctx.obj
    _needs_person(app)
    choices = {str(score): words for score, words in GLOBAL_WORDS.items()}
    score = int(ask_choice(app, CHANGE_QUESTION, choices, one_key=True))
    save_assessment(app, change_fields(score))
    app.show(f"Saved: {GLOBAL_WORDS[score]}.")
    if score >= MUCH_WORSE:
        app.show(*asked_lines(load_wording().talk["much_worse"]))
    app.say("Ask yourself again in four weeks: sciaticli assess change")


def outlook(ctx: typer.Context) -> None:
    """Answer three questions on worry, mood and hope: they lead to words and to a person, not to a score."""
    from sciaticli.cli.setup.outlook import ask_outlook

    app: App = ctx.obj
    _needs_person(app)
    ask_outlook(app)


def _needs_person(app: App) -> None:
    if not app.may_ask:
        raise UsageError(
            "these questions need a terminal and somebody to answer.",
            "Run it at a terminal. What was answered before: sciaticli journal show --kind assessment",
        )


def _ask_first(app: App) -> list[Scored]:
    """Ask for three activities, and up to two more, each with its score."""
    from sciaticli.core.assessment.scales import FEWEST, MOST
    from sciaticli.core.course.goals import Scored

    app.say(*FUNCTION_HEAD)
    scored: list[Scored] = []
    while len(scored) < MOST:
        may_end = len(scored) >= FEWEST
        label = _ask_label(app, f"{len(scored) + 1}. What is hard?", may_end=may_end)
        if not label:
            break
        scored.append(Scored(f"a{len(scored) + 1}", label, ask_number(app, ABILITY, 0, 10, one_key=True)))
    return scored


def _ask_again(app: App, before: Sequence[Scored], used: set[str]) -> list[Scored]:
    """Ask for today's score of each activity; one that is replaced gets an id of its own."""
    app.say("The same things as last time. Type r to put another one in its place.", ABILITY)
    scored: dict[str, Scored] = {}

    def ask(last: Scored, back: bool) -> Scored:
        taken = {each.act for act, each in scored.items() if act != last.act}
        return _ask_one(app, last, used | taken, back=back)

    ask_in_turn([kept_in(scored, last.act, partial(ask, last)) for last in before])
    return list(scored.values())


def _ask_one(app: App, last: Scored, used: set[str], *, back: bool) -> Scored:
    from sciaticli.core.assessment.scales import TOP, fresh_act
    from sciaticli.core.course.goals import Scored

    tail = "0-10, r" + (f", {BACK} goes back" if back else "")
    while True:
        answer = ask_line(app, f"{last.label} (last time {last.score}) [{tail}]").lower()
        if back and answer == BACK:
            raise StepBack
        if answer == REPLACE:
            label = _ask_label(app, "What is hard instead?", may_end=False)
            return Scored(fresh_act(used), label, ask_number(app, ABILITY, 0, TOP, one_key=True))
        if answer.isdecimal() and int(answer) <= TOP:
            return Scored(last.act, last.label, int(answer))
        app.say("Please type a whole number from 0 to 10, or r.")


def _ask_label(app: App, question: str, *, may_end: bool) -> str:
    """Ask for an activity in the person's words; empty only when it may end here."""
    while True:
        label = ask_line(app, f"{question}{' Enter: that is all.' if may_end else ''}")
        label = " ".join("".join(sign if sign.isprintable() else " " for sign in label).split())[
            :MOST_LETTERS
        ]
        if label or may_end:
            return label
        app.say("A few words are enough, as in: put on my socks")
