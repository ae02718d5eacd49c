"""config.toml: read whole with every problem named, written with what a person put there kept."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, MutableMapping
from typing import TYPE_CHECKING, Any

import msgspec
import tomlkit

from sciaticli.core.config import Coach, Config
from sciaticli.core.errors import DataError
from sciaticli.core.profile import Profile
from sciaticli.store.paths import write_private
from sciaticli.store.table_problems import convert_table, toml_problem

if TYPE_CHECKING:
    from pathlib import Path

TABLES: dict[str, Any] = {"profile": Profile, "coach": Coach}


def load_config(path: Path) -> Config:
    """Return the settings of a config.toml; a missing file is the defaults.

    Keys the program does not know are left alone. Raises DataError naming each bad key.
    """
    return config_from(read_table(path), path)


def read_table(path: Path) -> dict[str, Any]:
    """Return the raw table of a config.toml, empty when there is none; raises DataError."""
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return {}
    except UnicodeDecodeError as error:
        raise DataError(f"{path} is not UTF-8 text.", hint=_hint(path)) from error
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise DataError(f"{path} is not valid TOML.", (toml_problem(error),), _hint(path)) from error


def config_from(table: dict[str, Any], path: Path) -> Config:
    """Return the settings in a raw table; `path` is named in the error."""
    problems: list[str] = []
    parts: dict[str, Any] = {}
    for name, kind in TABLES.items():
        raw = table.get(name, {})
        if isinstance(raw, dict):
            parts[name] = convert_table(raw, kind, f"{name}.", problems)
        else:
            problems.append(f"{name}: must be a table, [{name}]")
    if problems:
        raise DataError(f"{path} has settings that can't be used.", tuple(problems), _hint(path))
    return msgspec.convert(parts, Config)


def save_table(path: Path, table: dict[str, Any]) -> None:
    """Write the settings: the keys of `table` and no others; notes and order in the file stay."""
    document = tomlkit.parse(path.read_text(encoding="utf-8")) if path.exists() else tomlkit.document()
    _put(document, table)
    write_private(path, tomlkit.dumps(document))


def _put(part: MutableMapping[str, Any], values: Mapping[str, Any]) -> None:
    """Make a table hold these values, touching only what differs."""
    for key in [key for key in part if key not in values]:
        del part[key]
    for key, value in values.items():
        if isinstance(value, dict) and isinstance(part.get(key), MutableMapping):
            _put(part[key], value)
        elif part.get(key) != value:
            part[key] = value


def _hint(path: Path) -> str:
    return f"Mend the file, or move it away to start anew: {path}"
