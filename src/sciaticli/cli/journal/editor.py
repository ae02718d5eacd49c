"""An entry in the person's own editor, as TOML; and what they changed."""

from __future__ import annotations

import shlex
import subprocess
import tomllib
from typing import TYPE_CHECKING, Any

import msgspec
import tomli_w

from sciaticli.cli.ask.prompts import ask_yes_no
from sciaticli.core.errors import UsageError
from sciaticli.core.record.history import FIXED_KEYS, with_changes
from sciaticli.store.paths import write_private

if TYPE_CHECKING:
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
    text = _as_toml(before)
    while True:
        text = _in_editor(app, text)
        try:
            changes = _changes(before, _from_toml(text))
            with_changes(entry, changes)
        except ValueError as error:
            app.say(f"That can't be saved: {error}.")
            if not ask_yes_no(app, "Open it again?", default=True):
                return {}
        else:
            return changes


def parsed_changes(texts: list[str]) -> dict[str, Any]:
    """Return the changes of `--set KEY=VALUE`; a value is JSON, else it is the text itself."""
    changes: dict[str, Any] = {}
    for text in texts:
        key, equals, value = text.partition("=")
        if not equals or not key.strip():
            raise UsageError(f"--set takes KEY=VALUE, not '{text}'.", "For example: --set leg.worst=5")
        try:
            changes[key.strip()] = msgspec.json.decode(value)
        except msgspec.DecodeError:
            changes[key.strip()] = value
    return changes


def _in_editor(app: App, text: str) -> str:
    """Return the text as the editor left it; the file is for the owner only, and gone afterwards."""
    command = app.env.get("VISUAL") or app.env.get("EDITOR")
    if not command:
        raise UsageError(
            "No editor is set.", "Set EDITOR, or use: sciaticli journal edit ID --set leg.worst=5"
        )
    path: Path = app.paths.state / "edit.toml"
    write_private(path, text)
    try:
        done = subprocess.run([*shlex.split(command), str(path)], check=False)  # noqa: S603 - the person's own
        if done.returncode != 0:
            raise UsageError(f"The editor ended with {done.returncode}; nothing was changed.")
        return path.read_text(encoding="utf-8")
    finally:
        path.unlink(missing_ok=True)


def _as_toml(tree: dict[str, Any]) -> str:
    head = "# Change what is wrong, save, and close the editor. The old values stay in the record.\n\n"
    return head + tomli_w.dumps(_without_null(tree))


def _from_toml(text: str) -> dict[str, Any]:
    plain: dict[str, Any] = msgspec.to_builtins(tomllib.loads(text))
    return plain


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
