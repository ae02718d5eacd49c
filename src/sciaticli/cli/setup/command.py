"""`sciaticli setup`: the profile, asked or set key by key; what it changes for the screening is said."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from sciaticli.cli.complete import settings as settings_offered
from sciaticli.cli.context import App
from sciaticli.cli.help import examples
from sciaticli.core.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import date

    from sciaticli.cli.setup.profile_questions import ProfileQuestion
    from sciaticli.cli.setup.set_option import KeyValue

HEAD = "A few short questions. Enter keeps what is there; q stops, and what you said is kept."


def add_to(program: typer.Typer) -> None:
    """Add `setup` to the program."""
    program.command(
        "setup",
        rich_help_panel="Your plan",
        epilog=examples("setup", "setup --set profile.minutes=10 --set profile.equipment=mat,chair"),
    )(setup)


def setup(
    ctx: typer.Context,
    *,
    settings: Annotated[
        list[str] | None,
        typer.Option(
            "--set",
            metavar="KEY=VALUE",
            help="Set one key and ask nothing. Can be given more than once.",
            autocompletion=settings_offered,
        ),
    ] = None,
    show: Annotated[bool, typer.Option("--show", help="Show the settings and change nothing.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="With --show: as JSON.")] = False,
) -> None:
    """Say who you are, what you have been told, and what you have at hand."""
    app: App = ctx.obj
    if as_json and not show:
        raise UsageError("--json goes with --show.", "For example: sciaticli setup --show --json")
    if settings:
        _set(app, settings)
    elif not show:
        _ask(app)
    if show:
        _show(app, as_json=as_json)


def ask_open_keys(app: App, keys: Collection[str]) -> bool:
    """Ask for those keys of the profile that were never said; returns whether there were any.

    What is said can void the screening: judge the clearance again afterwards.
    """
    wanted = {key for key in keys if getattr(app.config.profile, key) is None}
    if not wanted or not app.may_ask:
        return False
    from sciaticli.cli.setup.profile_questions import ALL

    app.say("This is asked once.")
    _ask_and_save(app, [question for question in ALL if question.key in wanted])
    return True


def save_answers(app: App, answers: dict[str, Any]) -> None:
    """Save keys of the profile that were answered elsewhere; says what follows, but not where they stand."""
    table = _table(app)
    profile = {**table.get("profile", {}), **answers}
    _save(app, table, {"profile": profile}, set(answers), says_where=False)


def _ask(app: App) -> None:
    if not app.may_ask:
        raise UsageError(
            "setup asks questions, and nobody is there to answer.",
            "Use: sciaticli setup --set KEY=VALUE, or sciaticli setup --show",
        )
    from sciaticli.cli.setup.outlook import offer_outlook
    from sciaticli.cli.setup.profile_questions import ALL

    app.say(HEAD)
    _ask_and_save(app, ALL)
    offer_outlook(app)
    app.say("Next: sciaticli today")


def _ask_and_save(app: App, questions: Sequence[ProfileQuestion]) -> None:
    """Ask, and save what was answered, also when the talk is cut short."""
    from sciaticli.cli.setup.profile_questions import ask_questions

    table = _table(app)
    answers = dict(table.get("profile", {}))
    stated: set[str] = set()
    try:
        ask_questions(app, answers, stated, questions)
    finally:
        _save(app, table, {"profile": answers}, stated)


def _set(app: App, texts: Sequence[str]) -> None:
    """Set keys one by one; nothing is written unless all are good."""
    from functools import cache

    from sciaticli.cli.catalogue import load_names
    from sciaticli.cli.setup.set_option import setting_of
    from sciaticli.cli.setup.start_answers import is_start, save_start, start_answers

    names = cache(lambda: load_names(app))
    starts = start_answers(text for text in texts if is_start(text))
    settings = [setting_of(text, names) for text in texts if not is_start(text)]
    if settings:
        set_keys(app, settings)
        _say_reminder(app, settings)
    if starts:
        save_start(app, starts)


def _say_reminder(app: App, settings: Sequence[KeyValue]) -> None:
    """Say how a reminder that is set takes up what was changed: the scheduler has its times of before."""
    from sciaticli.store.reminder import reminder_file

    if any(one.table == "remind" for one in settings) and reminder_file(app.paths).exists():
        app.say("Your reminder takes it up with: sciaticli remind install")


def set_keys(app: App, settings: Sequence[KeyValue]) -> None:
    """Write keys of config.toml, all at once; says where, and what follows.

    A key that can't be used is put right by this too: only what is to be written must be good.
    """
    table = _table_with_faults(app)
    changed = {name: dict(table.get(name, {})) for name in dict.fromkeys(one.table for one in settings)}
    for one in settings:
        if one.value is None:
            changed[one.table].pop(one.name, None)
        else:
            changed[one.table][one.name] = one.value
    _save(app, table, changed, {one.name for one in settings})


def _table(app: App) -> dict[str, Any]:
    """Return the file as it stands, unknown keys too; raises DataError when it can't be used."""
    from sciaticli.store.config import config_from

    table = _table_with_faults(app)
    config_from(table, app.paths.config_file)
    return table


def _table_with_faults(app: App) -> dict[str, Any]:
    """Return the file as it stands, with keys that can't be used; raises DataError where a table is none."""
    from sciaticli.store.config import TABLES, config_from, config_table

    table = config_table(app.paths.config_file)
    if not all(isinstance(table.get(name, {}), dict) for name in TABLES):
        config_from(table, app.paths.config_file)
    return table


def _save(
    app: App,
    old: dict[str, Any],
    changed: dict[str, dict[str, Any]],
    stated: Collection[str],
    *,
    says_where: bool = True,
) -> None:
    """Write the changed tables into the file, if they can be used, and say what follows from them."""
    from sciaticli.core.dates import journal_day
    from sciaticli.store.config import config_from, save_table
    from sciaticli.store.file_lock import one_at_a_time

    path = app.paths.config_file
    config = config_from({**old, **changed}, path)
    if "profile" in changed and stated:
        today = journal_day(app.now(), config.coach.rollover_time)
        _add_dates(changed["profile"], old.get("profile", {}), stated, today)
    if not stated or {**old, **changed} == old:
        if says_where:
            app.say("Nothing has changed.")
        return
    with one_at_a_time(app.paths.state / "config.lock"):
        new = _merged(_table_with_faults(app), old, changed)
        config_from(new, path)
        save_table(path, new)
    app.forget_config()
    if says_where:
        app.say(f"Saved in {path}")
    _say_void(app)


def _merged(now: dict[str, Any], old: dict[str, Any], changed: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """Return the settings as they stand now with what was changed here: another window may have saved too."""
    new = dict(now)
    for name, values in changed.items():
        before, table = old.get(name, {}), dict(now.get(name, {}))
        for key in {**before, **values}:
            if key not in values:
                table.pop(key, None)
            elif before.get(key) != values[key]:
                table[key] = values[key]
        new[name] = table
    return new


def _add_dates(profile: dict[str, Any], before: dict[str, Any], stated: Collection[str], today: date) -> None:
    """Put the day beside what was stated today; a condition taken out takes its clearance and week along."""
    from sciaticli.core.catalogue.exercise import Condition

    had = before.get("conditions", ())  # what can't be used may have been any of the cleared ones
    had = had if isinstance(had, list | tuple) else profile.get("cleared", ())
    dropped = set(had) - set(profile.get("conditions", ()))
    if "cleared" not in stated and dropped & set(profile.get("cleared", ())):
        profile["cleared"] = [word for word in profile["cleared"] if word not in dropped]
    if Condition.PREGNANCY_2ND_3RD_TRIMESTER in dropped and "pregnancy_week" not in stated:
        profile.pop("pregnancy_week", None)
    for key, day_key in (("pregnancy_week", "pregnancy_week_on"), ("cleared", "cleared_on")):
        if not profile.get(key):
            profile.pop(day_key, None)
        elif key in stated and day_key not in stated:
            profile[day_key] = today.isoformat()


def _say_void(app: App) -> None:
    """Say it when the profile now names what the last check did not know."""
    from sciaticli.cli.entries import read_history
    from sciaticli.core.screening.valid_until import newest_screening
    from sciaticli.core.screening.voids import risk_facts, voided_by_profile

    profile = app.config.profile
    if not risk_facts(profile):
        return
    screening = newest_screening(read_history(app), app.now())
    if screening and (why := voided_by_profile(profile, screening[1])):
        app.say(why, "Before your next session, do the full check: sciaticli check")


def _show(app: App, *, as_json: bool) -> None:
    from msgspec import to_builtins

    from sciaticli.cli.setup.start_answers import start_on_record

    tables = {**to_builtins(app.config), "start": start_on_record(app)}
    if as_json:
        app.show_json(tables)
        return
    for table, keys in tables.items():
        app.show(*(f"{table}.{key}: {in_words(value)}" for key, value in keys.items()))
    app.say(f"From {app.paths.config_file}")


def in_words(value: object) -> str:
    """Return a value as `--set` would take it; what was never said and what is empty differ."""
    match value:
        case None:
            return "not said"
        case bool():
            return str(value).lower()
        case list() | tuple():
            return ", ".join(map(str, value)) or "none"
        case _:
            return str(value)
