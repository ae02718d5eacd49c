"""The screening's words, from data/screening.toml to values."""

import tomllib
from pathlib import Path

import msgspec

from sciaticli.core.errors import DataError
from sciaticli.core.screening.questions import FORM, Item, Recheck
from sciaticli.core.screening.second_edition import RULES
from sciaticli.core.screening.triage import Advice
from sciaticli.core.screening.wording import Wording
from sciaticli.store.compiled import Content, load
from sciaticli.store.paths import content

NAME = "screening.toml"


CONTENT = Content(
    "screening",
    lambda: [content(NAME)],
    (
        "core.screening.wording",
        "core.screening.questions",
        "core.screening.second_edition",
        "core.screening.triage",
        "store.screening",
    ),
)


def load_wording(path: Path | None = None, cache: Path | None = None) -> Wording:
    """Return the screening's words; raises DataError when the file can't be read or lacks one."""
    if path is not None:
        return _read(path)
    return load(CONTENT, Wording, lambda: _read(content(NAME)), cache)


def _read(file: Path) -> Wording:
    try:
        wording = msgspec.convert(tomllib.loads(file.read_text(encoding="utf-8")), Wording)
    except (OSError, ValueError) as error:
        raise DataError(f"The screening's words can't be used: {file.name}", (str(error),)) from error
    if missing := _missing(wording):
        raise DataError(f"The screening's words are not complete: {file.name}", missing)
    return wording


def _missing(wording: Wording) -> tuple[str, ...]:
    """Return what the rules can say and the file has no words for."""
    wanted: dict[str, tuple[set[str], set[str]]] = {
        "items": (set(Item), set(wording.items)),
        "rechecks": (set(Recheck), set(wording.rechecks)),
        "messages": (set(Advice), set(wording.messages)),
        "rules": ({rule.id for rule in RULES} | {"R13"}, set(wording.rules)),
        "form": ({FORM}, {wording.form}),
    }
    return tuple(
        f"{table}: no {name}" for table, (ids, found) in wanted.items() for name in sorted(ids - found)
    )
