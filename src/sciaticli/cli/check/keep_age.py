"""The age told in the form, kept in the profile, so that it need not be told twice."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from sciaticli.core.errors import DataError
from sciaticli.store.config import config_from, read_table, save_table
from sciaticli.store.file_lock import one_at_a_time

if TYPE_CHECKING:
    from sciaticli.cli.context import App
    from sciaticli.core.profile import AgeBand


def keep_age(app: App, age: AgeBand) -> None:
    """Write an age band into the profile; settings that can't be read or written are left alone."""
    path = app.paths.config_file
    with suppress(DataError, OSError), one_at_a_time(app.paths.state / "config.lock"):
        table = read_table(path)
        changed = {**table, "profile": {**table.get("profile", {}), "age_band": str(age)}}
        config_from(changed, path)
        if changed != table:
            save_table(path, changed)
            app.forget_config()
