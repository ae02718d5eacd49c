"""What is wrong with the settings of a config.toml: the line, the key, what it takes, and what to write."""

from __future__ import annotations

import json
import re
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

import msgspec

from sciaticli.core.settings import A_NAME, SETTINGS, Setting
from sciaticli.store.reading import Unreadable, file_text
from sciaticli.store.table_problems import convert_quickly

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

LONGEST = 40


def config_problems(table: Mapping[str, Any], path: Path, kinds: Mapping[str, type[Any]]) -> tuple[str, ...]:
    """Return a line for each setting of a raw table that can't be used; `kinds` holds the known tables."""
    try:
        text = file_text(path)
    except (OSError, Unreadable):
        text = ""
    return tuple(_problems(table, kinds, text))


def _problems(table: Mapping[str, Any], kinds: Mapping[str, type[Any]], text: str) -> Iterator[str]:
    for name, kind in kinds.items():
        raw = table.get(name, {})
        if not isinstance(raw, dict):
            yield f"{_place(text, '', name)}{name} is a table: write [{name}], and its keys in lines below"
            continue
        for key, value in raw.items():
            if (setting := SETTINGS.get(f"{name}.{key}")) and not _is_good(setting, value, kind):
                yield f"{_place(text, name, key)}{_told(setting, value, kind)}"


def _told(setting: Setting, value: Any, kind: type[Any]) -> str:  # noqa: ANN401 - whatever a file holds
    """Return what a setting takes, what stands there instead, and what could stand there."""
    wrong = value
    if setting.is_list and isinstance(value, list):
        wrong = next((part for part in value if not _is_good(setting, [part], kind)), value)
    if near := _near(setting, wrong):
        return f"{setting.key} does not take {_shown(wrong)}. Did you mean {near}?"
    takes = f"a list of {setting.allowed}" if setting.is_list else setting.allowed
    example = _example(setting, value, kind)
    end = f" For example: {setting.key.partition('.')[2]} = {example}" if example else ""
    return f"{setting.key} takes {takes}; not {_shown(wrong)}.{end}"


def _near(setting: Setting, value: object) -> str:
    """Return the word a value comes near, where the setting takes words and the value is none of them."""
    if setting.word_type is None or not isinstance(value, str) or value in setting.offered:
        return ""
    begun = [word for word in setting.offered if value and word.startswith(value.casefold())]
    return next(iter(begun or get_close_matches(value.casefold(), setting.offered, 1)), "")


def _example(setting: Setting, value: object, kind: type[Any]) -> str:
    """Return what could stand there as TOML: the value put right where that is plain, else a usual one."""
    offered = setting.offered or (A_NAME,)
    usual = [each.split(",") if setting.is_list else _read_freely(each, setting) for each in offered]
    alone = [value] if value in setting.offered or (setting.is_of_names and isinstance(value, str)) else None
    for guess in (alone, _read_freely(value, setting), setting.default, *usual):
        if guess not in (None, ()) and _is_good(setting, msgspec.to_builtins(guess), kind):
            return json.dumps(msgspec.to_builtins(guess))
    return ""


def _read_freely(value: object, setting: Setting) -> object:
    """Return a value as the setting would take it from a text, "10" as 10; None where it would not."""
    try:
        return msgspec.convert(value, setting.type, strict=False)
    except msgspec.ValidationError:
        return None


def _is_good(setting: Setting, value: object, kind: type[Any]) -> bool:
    return convert_quickly({setting.key.partition(".")[2]: value}, kind) is not None


def _shown(value: object) -> str:
    """Return a value of the file in one line, cut where it is long."""
    text = json.dumps(value, default=str, ensure_ascii=False)
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}\N{HORIZONTAL ELLIPSIS}"


def _place(text: str, table: str, key: str) -> str:
    """Return "line 3: " of a key in a TOML text, nothing where it is written in another way."""
    inside = ""
    for number, line in enumerate(text.splitlines(), 1):
        if heading := re.match(r"\s*\[+\s*([\w.-]+)\s*\]", line):
            inside = heading[1]
        named = f"{inside}.{line}" if inside else line
        path = re.escape(f"{table}.{key}" if table else key).replace(r"\.", r"\s*\.\s*")
        if re.match(rf"\s*{path}\s*=", re.sub(r"^([\w.-]+\.)\s+", r"\1", named)):
            return f"line {number}: "
    return ""
