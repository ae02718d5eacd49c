"""An entry in the person's own editor, as TOML; and what they changed."""

from __future__ import annotations

import os
import shlex
import subprocess
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import msgspec
import tomli_w

from sciaticli.cli.ask.prompts import ask_yes_no
from sciaticli.core.errors import UsageError
from sciaticli.core.record.history import FIXED_KEYS, changed_tree
from sciaticli.core.record.plausible import misfits, unknown_keys
from sciaticli.core.text import from_outside
from sciaticli.store.paths import write_private
from sciaticli.store.reading import PARSER_ERRORS, TOO_MUCH, file_text, toml_table
from sciaticli.store.table_problems import plainly

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path

    from sciaticli.cli.context import App
    from sciaticli.core.record.entries import AnyEntry


def edited(app: App, entry: AnyEntry) -> dict[str, Any]:
    """Open an entry in the editor and return the dotted keys that were changed; {} when none were.

    A key that was taken out becomes null: asked, and left open.
    """
    if not app.may_ask:
        raise UsageError(
            "There is no terminal for an editor.", "Use: sciaticli journal edit ID --set leg.worst=5"
        )
    plain: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(entry))
    before = {key: value for key, value in plain.items() if key not in FIXED_KEYS}
    with _file_to_edit(app, _as_toml(before)) as path:
        while True:
            _let_edit(app, path)
            try:
                changes = _changes(before, msgspec.to_builtins(toml_table(file_text(path))))
                changed_entry(entry, changes, app.now())
            except ValueError as error:
                app.say(f"That can't be saved: {plainly(error)}.")
                if not ask_yes_no(app, "Open it again?", default=True):
                    return {}
            else:
                return changes


def changed_entry(entry: AnyEntry, changes: dict[str, Any], now: datetime) -> AnyEntry:
    """Return the entry as changed; raises ValueError naming what does not fit an entry of its kind."""
    try:
        tree = changed_tree(entry, changes)
        after = msgspec.convert(tree, type(entry))
        problems = [f"`{key}` is no key of it" for key in unknown_keys(tree, type(entry))]
    except RecursionError as error:
        raise ValueError(TOO_MUCH) from error
    problems += misfits(after, now)
    if problems:
        raise ValueError("; ".join(problems))
    return after


def parsed_changes(texts: list[str]) -> dict[str, Any]:
    """Return the changes of `--set KEY=VALUE`; a value is JSON, else it is the text itself."""
    changes: dict[str, Any] = {}
    for text in texts:
        key, equals, value = text.partition("=")
        if not equals or not key.strip():
            raise UsageError(f"--set takes KEY=VALUE, not '{text}'.", "For example: --set leg.worst=5")
        if key.strip() in changes:
            raise UsageError(f"--set {key.strip()} was given twice.", "Give each key once.")
        try:
            changes[key.strip()] = msgspec.json.decode(value)
        except msgspec.DecodeError:
            changes[key.strip()] = from_outside(value)
        except PARSER_ERRORS as error:
            raise UsageError(f"--set {key.strip()}: {TOO_MUCH}.") from error
    return changes


@contextmanager
def _file_to_edit(app: App, text: str) -> Iterator[Path]:
    """Yield a file of this window alone, for the owner only; it is gone afterwards."""
    path = app.paths.state / f"edit-{os.urandom(4).hex()}.toml"
    write_private(path, text)
    try:
        yield path
    finally:
        path.unlink(missing_ok=True)


def _let_edit(app: App, path: Path) -> None:
    """Open the file in the person's editor and wait until it is closed; raises UsageError."""
    command = app.env.get("VISUAL") or app.env.get("EDITOR")
    try:
        words = shlex.split(command or "")
    except ValueError as error:
        raise UsageError(f"EDITOR can't be run: {command}", "Set EDITOR to a program.") from error
    if not words:
        raise UsageError(
            "No editor is set.", "Set EDITOR, or use: sciaticli journal edit ID --set leg.worst=5"
        )
    done = subprocess.run([*words, str(path)], check=False)  # noqa: S603 - the person's own
    if done.returncode != 0:
        raise UsageError(f"The editor ended with {done.returncode}; nothing was changed.")


def _as_toml(tree: dict[str, Any]) -> str:
    head = "# Change what is wrong, save, and close the editor. The old values stay in the record.\n\n"
    return head + tomli_w.dumps(_without_null(tree))


def _without_null(value: Any) -> Any:  # noqa: ANN401 - a tree of plain values
    if isinstance(value, dict):
        return {key: _without_null(part) for key, part in value.items() if part is not None}
    if isinstance(value, list):
        return [_without_null(part) for part in value if part is not None]
    return value


def _changes(before: dict[str, Any], after: dict[str, Any], prefix: str = "") -> dict[str, Any]:
    """Return the dotted keys whose value differs; lists are taken whole."""
    changes: dict[str, Any] = {}
    for key in {**before, **after}:
        old, new = before.get(key), after.get(key)
        if isinstance(old, dict) and (isinstance(new, dict) or new is None):
            changes |= _changes(old, new or {}, f"{prefix}{key}.")
        elif _without_null(old) != new:
            changes[f"{prefix}{key}"] = [] if new is None and isinstance(old, list) else new
    return changes
