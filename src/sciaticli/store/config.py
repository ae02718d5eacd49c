"""config.toml: read whole with every problem named, written with what a person put there kept."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING, Any

import msgspec
import tomli_w

from sciaticli.core.config import Coach, Config
from sciaticli.core.errors import DataError
from sciaticli.core.profile import Profile
from sciaticli.store.paths import write_private
from sciaticli.store.reading import Unreadable, file_text, toml_table
from sciaticli.store.table_problems import convert_table

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
        return toml_table(file_text(path))
    except FileNotFoundError:
        return {}
    except Unreadable as error:
        raise DataError(f"{path} {error}.", hint=_hint(path)) from error


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


def save_table(path: Path, table: dict[str, Any]) -> Path | None:
    """Write the settings whole; returns where the old file is kept when notes in it would be lost.

    Notes after a `#` can't be written back, so a file that may hold any stays beside the new one.
    """
    old = path.read_text(encoding="utf-8") if path.exists() else ""
    kept = _free_place(path) if "#" in old else None
    if kept is not None:
        write_private(kept, old)
    write_private(path, tomli_w.dumps(table))
    return kept


def _free_place(path: Path) -> Path:
    """Return the first name beside a file at which nothing stands yet."""
    return next(
        place for number in count(1) if not (place := path.with_name(f"{path.name}.old{number}")).exists()
    )


def _hint(path: Path) -> str:
    return f"Mend the file, or move it away to start anew: {path}"
