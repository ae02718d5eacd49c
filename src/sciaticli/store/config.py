"""config.toml: read whole with every problem named, written with what a person put there kept."""

from __future__ import annotations

from collections.abc import Mapping, MutableMapping
from typing import TYPE_CHECKING, Any

import msgspec

from sciaticli.core.config import Coach, Config, Hooks, Remind
from sciaticli.core.errors import DataError
from sciaticli.core.profile import Profile
from sciaticli.store.paths import make_private, put_in_place
from sciaticli.store.reading import Unreadable, file_text, toml_table
from sciaticli.store.table_problems import convert_quickly

if TYPE_CHECKING:
    from pathlib import Path

TABLES: dict[str, Any] = {"profile": Profile, "coach": Coach, "hooks": Hooks, "remind": Remind}


def load_config(path: Path) -> Config:
    """Return the settings of a config.toml; a missing file is the defaults.

    Keys the program does not know are left alone. Raises DataError naming each bad key.
    """
    return config_from(config_table(path), path)


def config_table(path: Path) -> dict[str, Any]:
    """Return the raw table of a config.toml, empty when there is none; raises DataError."""
    try:
        return toml_table(file_text(path))
    except FileNotFoundError:
        return {}
    except Unreadable as error:
        raise DataError(
            f"{path} {error}.", hint=f"Mend the file, or move it away to start anew: {path}"
        ) from error


def config_from(table: dict[str, Any], path: Path) -> Config:
    """Return the settings in a raw table; `path` is named in the error."""
    parts = {
        name: convert_quickly(raw, kind) if isinstance(raw := table.get(name, {}), dict) else None
        for name, kind in TABLES.items()
    }
    if None in parts.values():
        from sciaticli.store.config_problems import config_problems  # noqa: PLC0415 - hardly ever

        raise DataError(
            f"{path} has settings that can't be used.",
            config_problems(table, path, TABLES),
            "Mend the file, or put a key right with: sciaticli setup --set KEY=VALUE",
        )
    return msgspec.convert(parts, Config)


def save_table(path: Path, table: dict[str, Any]) -> None:
    """Write the settings: the keys of `table` and no others; notes and order in the file stay.

    What would not read back as `table` is written without notes: a condition put into the wrong table would
    lift its rules, and such faults are known of tomlkit (docs/decisions/0010).
    """
    text = _beside_notes(path, table)
    if text is None or not _says(text, table):
        import tomli_w  # noqa: PLC0415 - hardly ever

        text = tomli_w.dumps(table)
    make_private(path.parent)
    put_in_place(path, text.encode(), keep_mode=True)


def _beside_notes(path: Path, table: dict[str, Any]) -> str | None:
    """Return the file with these values put between its notes; None when tomlkit stumbles over it."""
    import tomlkit  # noqa: PLC0415 - every command reads the settings, few write them

    document = tomlkit.parse(file_text(path)) if path.exists() else tomlkit.document()
    try:
        _put(document, table)
        return tomlkit.dumps(document)
    except (LookupError, AttributeError):  # when dotted keys are taken out
        return None


def _says(text: str, table: dict[str, Any]) -> bool:
    """Return whether a file of settings reads as these; a table without keys may be left out."""
    try:
        found = toml_table(text)
    except Unreadable:
        return False
    return {key: part for key, part in found.items() if part != {}} == {
        key: part for key, part in table.items() if part != {}
    }


def _put(part: MutableMapping[str, Any], values: Mapping[str, Any]) -> None:
    """Make a table hold these values, touching only what differs."""
    for key in [key for key in part if key not in values]:
        del part[key]
    for key, value in values.items():
        if isinstance(value, dict) and isinstance(part.get(key), MutableMapping):
            _put(part[key], value)
        elif part.get(key) != value:
            part[key] = value
