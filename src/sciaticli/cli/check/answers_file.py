"""The table of `check --answers`: read whole, and refused whole when an id is missing or unknown."""

from __future__ import annotations

import json
import re
import tomllib
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, NamedTuple

from sciaticli.cli.check.examined import exam_moment
from sciaticli.cli.check.item_talk import known_before
from sciaticli.cli.check.standing import RecordNow
from sciaticli.cli.context import App
from sciaticli.core.errors import DataError, UsageError
from sciaticli.core.profile import AgeBand, YesNoUnsure
from sciaticli.core.record.entries import ExamHow, ExamVerdict, Release
from sciaticli.core.screening.locks import standing_locks
from sciaticli.core.screening.questions import (
    BEFORE_THIS,
    DETAILS,
    FACTS,
    RECHECK_OPENS,
    TIMED,
    Answer,
    Answers,
    Began,
    Examined,
    Growing,
    Item,
    Recheck,
    known_dates,
    status_of,
    words_for,
)
from sciaticli.store.reading import PARSER_ERRORS, Unreadable, file_text

RELEASE = "release"
FOLLOW_UPS: dict[str, tuple[str, ...]] = {
    "growing": tuple(Growing),
    "examined": tuple(Examined),
    "began": (Began.DAYS, Began.WEEKS, Began.MONTHS, Began.BEFORE, Began.UNSURE),
}
"""What may stand for a timed item instead of its status: the answers from which the status is made."""
SEE_LIST = "See them all: sciaticli check --list"


class GivenAnswers(NamedTuple):
    """What a table says: the full form, and the examination that it may carry."""

    answers: Answers
    release: Release | None


def read_table(app: App, source: str) -> dict[str, Any]:
    """Return the table in a TOML or JSON file, `-` for standard input.

    Raises UsageError when there is no such file, DataError when it is neither.
    """
    text = app.piped_text() if source == "-" else _file_text(Path(source))
    try:
        found = _json(text) if text.lstrip().startswith("{") else tomllib.loads(text)
    except (*PARSER_ERRORS, RecursionError, ValueError) as error:
        if re.match(r"Cannot overwrite|Cannot declare|Duplicate", str(error)):
            raise UsageError(f"The answers say one thing twice: {_where(error)}", SEE_LIST) from error
        name = "standard input" if source == "-" else source
        kind = "JSON, as it begins with {" if text.lstrip().startswith("{") else "TOML"
        raise DataError(
            f"The answers can't be read: {name}", (f"It was read as {kind}: {error}",), SEE_LIST
        ) from error
    if not isinstance(found, dict):
        raise DataError("The answers are not a table of ids and words.", (), SEE_LIST)
    return found


def _where(error: Exception) -> str:
    """Return the line of a key that stands twice, as far as the parser says it, and what else it says."""
    line = re.search(r"\(at (line \d+), column \d+\)", str(error))
    return f"{line[1]}." if line else str(error)


def follow_ups(item: Item) -> dict[str, tuple[str, ...]]:
    """Return the follow-ups that may stand for the status of a timed item, with their words."""
    began = tuple(word for word in FOLLOW_UPS["began"] if word != Began.BEFORE or item in BEFORE_THIS)
    return FOLLOW_UPS | {"began": began}


def full_answers(table: dict[str, Any], standing: RecordNow) -> GivenAnswers:
    """Return a full form; raises UsageError naming each missing or unknown id and each wrong word."""
    release = _release(table.get(RELEASE), standing)
    rows = {key: value for key, value in table.items() if key != RELEASE}
    problems = _id_problems(rows, {str(item) for item in Item if item not in DETAILS}, {*Item})
    words: dict[str, str] = {}
    given: dict[Item, date] = {}
    for item in Item:
        if item in DETAILS and item not in rows:
            words[item] = Answer.NO
        elif item in rows:
            words[item], on, problem = _word(item, rows[item], standing)
            given |= {} if on is None else {item: on}
            problems += problem
    _raise(problems)
    today = standing.day if release is None else release.examined_at.date()
    items = {item: Answer(words[item]) for item in Item if item not in FACTS}
    answers = Answers(
        age_band=AgeBand(words[Item.AGE_BAND]),
        blood_thinner=YesNoUnsure(words[Item.BLOOD_THINNER]),
        words=items,
        known=known_dates(items, given, known_before(standing), today),
    )
    return GivenAnswers(answers, release)


def quick_answers(table: dict[str, Any], lines: tuple[Recheck, ...]) -> dict[str, str]:
    """Return a quick re-check; every line asked now must be there, the others may be.

    Where RECHECK_NEWS is left out, RECHECK_UNWELL speaks for it: once the two were one line.
    """
    if Recheck.UNWELL in table:
        table = {Recheck.NEWS: table[Recheck.UNWELL], **table}
    problems = _id_problems(table, {str(line) for line in lines}, {str(line) for line in RECHECK_OPENS})
    allowed = tuple(YesNoUnsure)
    problems += [
        f"{key}: {value!r} is not one of {', '.join(allowed)}"
        for key, value in table.items()
        if key in set(Recheck) and value not in allowed
    ]
    _raise(problems)
    return {str(line): table[line] for line in Recheck if line in table}


def _json(text: str) -> object:
    """Return a JSON document; raises UsageError for a key that stands twice: both can't be meant."""
    return json.loads(text, object_pairs_hook=_once)


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    keys = [key for key, _ in pairs]
    if twice := sorted({key for key in keys if keys.count(key) > 1}):
        raise UsageError("The answers say one thing twice:\n  " + "\n  ".join(twice), SEE_LIST)
    return dict(pairs)


def _file_text(path: Path) -> str:
    try:
        return file_text(path)
    except FileNotFoundError as error:
        raise UsageError(f"There is no such file: {path}", SEE_LIST) from error
    except (OSError, Unreadable) as error:
        why = getattr(error, "strerror", None) or str(error)
        raise DataError(f"The answers can't be read: {path}", (why,), SEE_LIST) from error


def _id_problems(rows: dict[str, Any], wanted: set[str], known: set[str]) -> list[str]:
    missing = [f"{key}: missing" for key in sorted(wanted - rows.keys())]
    return missing + [f"{key}: unknown" for key in sorted(rows.keys() - known)]


def _word(item: Item, value: object, standing: RecordNow) -> tuple[str, date | None, list[str]]:
    """Return an item's word, the date of a known finding if one is given, and what is wrong."""
    on: date | None = None
    if isinstance(value, dict) and "status" not in value:
        return _followed(item, value)
    if isinstance(value, dict):
        try:
            on = _finding_date(value, standing)
        except UsageError as error:
            return "no", None, [f"{item}: {error.message}"]
        value = value["status"]
    allowed = words_for(item)
    if value not in allowed:
        return "no", None, [f"{item}: {value!r} is not one of {', '.join(allowed)}"]
    return str(value), on, []


def _followed(item: Item, value: dict[str, object]) -> tuple[str, None, list[str]]:
    """Return the status of a timed item from its follow-ups, and what is wrong with them."""
    if item not in TIMED:
        return "no", None, [f"{item}: takes no follow-ups; one of {', '.join(words_for(item))}"]
    given = {"examined": "no", "began": "unsure"} | value
    problems = [f"{item}.{key}: unknown" for key in sorted(value.keys() - FOLLOW_UPS.keys())]
    for key, allowed in FOLLOW_UPS.items():
        if key in given and given[key] not in allowed:
            problems.append(f"{item}.{key}: {given[key]!r} is not one of {', '.join(allowed)}")
    if given.get("began") == Began.BEFORE and item not in BEFORE_THIS:
        problems.append(f"{item}.began: 'before' is for {', '.join(BEFORE_THIS)}")
    is_plain = value.get("growing") == Growing.NO
    if "growing" not in value or (is_plain and "examined" not in value):
        problems.append(f"{item}: growing and examined are both needed")
    elif is_plain and value["examined"] == Examined.NO and "began" not in value:
        problems.append(f"{item}: began is needed for what nobody has examined")
    if problems:
        return "no", None, problems
    word = status_of(
        item,
        growing=Growing(str(given["growing"])),
        examined=Examined(str(given["examined"])),
        began=Began(str(given["began"])),
    )
    return word, None, []


def _finding_date(value: dict[str, object], standing: RecordNow) -> date:
    if set(value) != {"status", "on"} or value["status"] not in (Answer.CHECKED, Answer.CLEARED):
        raise UsageError('a table is {status = "cleared" or "checked", on = "2026-05-01"}')
    on = value["on"]
    try:
        day = on if isinstance(on, date) else date.fromisoformat(str(on))
    except ValueError as error:
        raise UsageError(f"on = {on!r} is no date; write 2026-05-01") from error
    day = day.date() if isinstance(day, datetime) else day
    if day > standing.day:
        raise UsageError(f"on = {day} is still to come")
    return day


def _release(value: object, standing: RecordNow) -> Release | None:
    if value is None:
        return None
    if not isinstance(value, dict) or set(value) != {"examined_at", "how", "exercise"}:
        raise UsageError("[release] takes examined_at, how and exercise, all three.", SEE_LIST)
    locks = standing_locks(standing.history, standing.now)
    locked = max((lock.since for lock in locks), default=None)
    try:
        how, verdict = ExamHow(value["how"]), ExamVerdict(value["exercise"])
    except ValueError as error:
        raise UsageError(
            f"[release]: {error}.",
            f"how is one of {', '.join(ExamHow)}; exercise one of {', '.join(ExamVerdict)}.",
        ) from error
    at = exam_moment(value["examined_at"], standing.now, locked)
    return Release((), at.astimezone(UTC) if at.tzinfo is None else at, how, verdict)


def _raise(problems: list[str]) -> None:
    if problems:
        raise UsageError("The answers are not complete:\n  " + "\n  ".join(problems), SEE_LIST)
