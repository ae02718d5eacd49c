"""A file that a person asked for, somewhere of their own."""

from pathlib import Path

from sciaticli.core.errors import UsageError
from sciaticli.store.paths import put_in_place


def write_new(path: Path, content: bytes, *, force: bool) -> None:
    """Write a file for the owner only; raises UsageError when it is there and may not be replaced."""
    try:
        put_in_place(path, content, replace=force)
    except FileExistsError as error:
        raise UsageError(f"{path} is there already.", "Choose another name, or add --force.") from error
