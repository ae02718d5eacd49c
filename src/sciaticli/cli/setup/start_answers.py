"""`setup --set start.chair_stands=12`: what a person can do now; it stands in the record, by its day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sciaticli.cli.entries import read_history, save_assessment, today_of
from sciaticli.cli.option_words import nearest
from sciaticli.core.course.measured_start import QUESTIONS, newest, start_fields, starts_on_record
from sciaticli.core.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sciaticli.cli.context import App

TABLE = "start."


def is_start(text: str) -> bool:
    """Return whether a `KEY=VALUE` is an answer to a start question."""
    name = text.partition("=")[0].strip()
    return name.startswith(TABLE) or name in QUESTIONS


def start_answers(texts: Iterable[str]) -> dict[str, int | None]:
    """Return the answers that these `KEY=VALUE` give; nothing after `=` is none. Raises UsageError."""
    return dict(_answer(text) for text in texts)


def save_start(app: App, answers: dict[str, int | None]) -> None:
    """Put the answers into the record, beside what was said before; the same again changes nothing."""
    before = start_on_record(app)
    if answers.items() <= before.items():
        app.say("Nothing has changed.")
        return
    save_assessment(app, start_fields(**{**before, **answers}))
    app.say("Noted. The next plan begins there, with leg pain up to 3.")


def start_on_record(app: App) -> dict[str, int | None]:
    """Return the newest answer to each question, None where there is none."""
    found = newest(starts_on_record(read_history(app).assessments, today_of(app)))
    return {key: getattr(found, key, None) for key in QUESTIONS}


def _answer(text: str) -> tuple[str, int | None]:
    name, equals, raw = (part.strip() for part in text.partition("="))
    key = name.removeprefix(TABLE)
    if key not in QUESTIONS:
        near = nearest(name, [TABLE + each for each in QUESTIONS])
        raise UsageError(f'there is no setting "{name}".{near}', "See them all: sciaticli setup --show")
    most = QUESTIONS[key][1]
    if not equals or (raw and not (raw.isdecimal() and int(raw) <= most)):
        raise UsageError(f'{TABLE}{key}: "{raw}" is not allowed.', f"Allowed: 0 to {most}")
    return key, int(raw) if raw else None
