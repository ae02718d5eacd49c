"""`sciaticli check`: the red-flag screening, asked or given as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from sciaticli.cli.context import App
from sciaticli.cli.help import examples
from sciaticli.core.errors import ExitCode, UsageError

if TYPE_CHECKING:
    from sciaticli.core.record.entries import Check

_Answers = typer.Option(
    metavar="FILE", help="Answers from a TOML or JSON table instead of questions; - reads standard input."
)


def add_to(program: typer.Typer) -> None:
    """Add `check` to the program."""
    epilog = examples(
        "check                  ask the whole form",
        "check --quick          the short form, as before a session",
        "check --answers -      judge a table of answers",
    )
    program.command("check", rich_help_panel="Every day", epilog=epilog)(check)


def check(
    ctx: typer.Context,
    *,
    quick: Annotated[bool, typer.Option("--quick", help="The short form: what has changed since.")] = False,
    answers: Annotated[str | None, _Answers] = None,
    no_save: Annotated[
        bool, typer.Option("--no-save", help="Judge the answers alone and save nothing; with --answers.")
    ] = False,
    list_items: Annotated[
        bool, typer.Option("--list", help="List the questions, their ids and allowed answers.")
    ] = False,
    history: Annotated[bool, typer.Option("--history", help="Past results.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """Ask about danger signs: clear, soon, urgent or emergency. Takes about eight minutes."""
    app: App = ctx.obj
    if no_save and answers is None:
        raise UsageError("--no-save needs --answers.", "For example: sciaticli check --answers - --no-save")
    if list_items:
        raise typer.Exit(_list(app, quick=quick, as_json=as_json))
    if history:
        raise typer.Exit(_history(app, as_json=as_json))
    if answers is None and not app.may_ask:
        raise UsageError(
            "There is nobody to ask, so the answers are needed.",
            "Give them with --answers FILE; the questions: sciaticli check --list",
        )
    run = _run_quick if quick else _run_full
    raise typer.Exit(run(app, answers, no_save=no_save, as_json=as_json))


def _run_full(app: App, source: str | None, *, no_save: bool, as_json: bool) -> int:
    """Ask or read the full form, print and save its result; returns the exit code of its tier."""
    from sciaticli.cli.check.answers_file import full_answers, read_table
    from sciaticli.cli.check.ask import ask_full
    from sciaticli.cli.check.result import alone, finish, judge, show
    from sciaticli.cli.check.standing import read_standing
    from sciaticli.core.record.entries import Scope

    if source is None:
        return ask_full(app, as_json=as_json).code
    standing = read_standing(app)
    given = full_answers(read_table(app, source), standing)
    outcome = judge(app, standing, given.answers, scope=Scope.FULL, release=given.release)
    if not no_save:
        return finish(app, standing, outcome, as_json=as_json).code
    outcome = alone(outcome)
    show(app, standing, outcome, as_json=as_json)
    app.say(standing.wording.talk["no_save"])
    return outcome.code


def _run_quick(app: App, source: str | None, *, no_save: bool, as_json: bool) -> int:
    """Ask or read the quick form; returns 4 when it voids, else the code of the tier that stands."""
    from sciaticli.cli.check.answers_file import quick_answers, read_table
    from sciaticli.cli.check.ask import ask_quick, quick_lines, settle_quick
    from sciaticli.cli.check.standing import read_standing

    if source is None:
        quick = ask_quick(app)
        return (
            quick.outcome.code
            if quick.outcome and quick.outcome.code
            else _say_standing(app, as_json=as_json)
        )
    standing = read_standing(app)
    words = quick_answers(read_table(app, source), quick_lines(standing))
    if no_save:
        app.say(standing.wording.talk["no_save"])
        return ExitCode.REFUSED if set(words.values()) - {"no"} else ExitCode.DONE
    quick = settle_quick(app, standing, words)
    return quick.outcome.code if quick.outcome else _say_standing(app, as_json=as_json)


def _say_standing(app: App, *, as_json: bool) -> int:
    """Print whether sessions are open and until when, or why not; returns the standing tier's code."""
    from msgspec.json import encode

    from sciaticli.cli.check.refusal import refused_document
    from sciaticli.cli.check.result import code_of, tell
    from sciaticli.cli.check.standing import read_standing
    from sciaticli.core.record.entries import Tier
    from sciaticli.core.screening.clearance import Refused
    from sciaticli.core.screening.level import Level
    from sciaticli.view.screening import open_line, refusal_lines

    standing = read_standing(app)
    now = standing.ask()
    if isinstance(now, Refused):
        level = now.lock.level if now.lock else Level.CLEAR
        tell(app, refusal_lines(now, standing.wording, standing.region), level, as_json=as_json)
        if as_json:
            app.show_exactly(encode(refused_document(standing, now)).decode())
        if now.lock is not None:
            return code_of(level)
        return ExitCode.SOON if now.tier is Tier.SOON else ExitCode.REFUSED
    if as_json:
        app.show_exactly(encode({"tier": now.tier, "mode": now.mode, "valid_until": now.until}).decode())
    else:
        app.show(standing.wording.talk["quick_none"], *open_line(now.until))
    return ExitCode.SOON if now.tier is Tier.SOON else ExitCode.DONE


def _list(app: App, *, quick: bool, as_json: bool) -> int:
    """Print the questions of a form with their ids and allowed answers."""
    from msgspec.json import encode

    from sciaticli.cli.check.answers_file import follow_ups
    from sciaticli.core.profile import YesNoUnsure
    from sciaticli.core.screening.questions import DETAILS, TIMED, Item, Recheck, words_for
    from sciaticli.store.screening import load_wording
    from sciaticli.view.screening import list_lines

    wording = load_wording(cache=app.paths.cache)
    rows: list[dict[str, Any]] = (
        [
            {
                "id": line,
                "question": entry.question,
                "help": entry.help,
                "answers": tuple(YesNoUnsure),
                "group": "quick",
            }
            for line, entry in ((line, wording.rechecks[line]) for line in Recheck)
        ]
        if quick
        else [
            {
                "id": item,
                "question": entry.question,
                "help": entry.help,
                "answers": words_for(item),
                "group": entry.group,
            }
            | ({"follow_ups": follow_ups(item)} if item in TIMED else {})
            | ({"asked_after": DETAILS[item]} if item in DETAILS else {})
            for item, entry in ((item, wording.items[item]) for item in Item)
        ]
    )
    if as_json:
        app.show_exactly(encode({"items": rows}).decode())
    else:
        app.show(*list_lines(rows))
    return ExitCode.DONE


def _history(app: App, *, as_json: bool) -> int:
    """Print past checks, the newest first; their answers stay in the record."""
    from msgspec.json import encode

    from sciaticli.cli.entries import read_history
    from sciaticli.core.screening.past_checks import checks_in
    from sciaticli.view.screening import history_line

    by_time = sorted((check for _, check in checks_in(read_history(app))), key=lambda check: check.rec)
    checks = by_time[::-1]
    if as_json:
        app.show_exactly(encode([_past(check) for check in checks]).decode())
    else:
        app.show(*([history_line(check) for check in checks] or ["No check has been recorded yet."]))
    return ExitCode.DONE


def _past(check: Check) -> dict[str, Any]:
    return {
        "id": check.id,
        "at": check.at,
        "scope": check.scope,
        "state": check.state,
        "tier": check.tier,
        "window": check.window,
        "mode": check.mode,
        "rules": check.rules,
        "imported": check.imported,
        "released": check.release.of if check.release else (),
    }
