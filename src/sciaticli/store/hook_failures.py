"""The hooks that failed when they last ran on this machine, for `doctor`."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

import msgspec
from msgspec import Struct

from sciaticli.core.config import Hook
from sciaticli.core.record.entries import Moment
from sciaticli.store.paths import Paths, write_private
from sciaticli.store.reading import PARSER_ERRORS, file_bytes


class HookFailure(Struct, frozen=True, kw_only=True):
    """When a hook last failed, and why."""

    at: Moment
    why: str


def hook_failures(paths: Paths) -> dict[Hook, HookFailure]:
    """Return what failed at its last run; a file that can't be used says nothing."""
    try:
        return msgspec.json.decode(file_bytes(_file(paths)), type=dict[Hook, HookFailure])
    except (OSError, *PARSER_ERRORS):
        return {}


def keep_hook_failures(paths: Paths, ran: Iterable[Hook], failures: Mapping[Hook, HookFailure]) -> None:
    """Keep what failed of the hooks that ran; what went well is forgotten. A disk may refuse it."""
    before = hook_failures(paths)
    after = {hook: failure for hook, failure in before.items() if hook not in set(ran)} | dict(failures)
    if after != before:
        with suppress(OSError):
            write_private(_file(paths), msgspec.json.encode(after).decode())


def _file(paths: Paths) -> Path:
    return paths.state / "hooks.json"
