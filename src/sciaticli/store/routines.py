"""Routines on disk: each in a file of its own among the person's catalogue files."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
import tomli_w

from sciaticli.store.paths import make_private, put_in_place
from sciaticli.store.reading import file_text, toml_table

if TYPE_CHECKING:
    from pathlib import Path

    from sciaticli.core.catalogue.catalogue import Routine


def routine_file(folder: Path, routine_id: str) -> Path:
    """Return where a routine of this id is written."""
    return folder / f"routine_{routine_id}.toml"


def save_routine(folder: Path, routine: Routine, *, instead: bool = False) -> Path:
    """Write a routine into its own file; raises FileExistsError when something stands there.

    With `instead` it takes the place of what stands there.
    """
    path = routine_file(folder, routine.id)
    make_private(path.parent)
    put_in_place(path, routine_text(routine).encode(), replace=instead)
    return path


def routine_text(routine: Routine) -> str:
    """Return the TOML of a routine's own file."""
    return tomli_w.dumps({"routine": [msgspec.to_builtins(routine)]}, multiline_strings=True)


def remove_routine(folder: Path, routine_id: str) -> Path | None:
    """Delete the file that holds this routine and nothing else; None when no file does."""
    path = routine_file(folder, routine_id)
    if not path.exists():
        return None
    table = toml_table(file_text(path))
    ids = [routine.get("id") for routine in table.get("routine", ())]
    if ids != [routine_id] or set(table) != {"routine"}:
        return None
    path.unlink()
    return path
