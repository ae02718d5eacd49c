"""The age and the blood thinner told in the form, kept in the profile, so that none need be told twice."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from sciaticli.core.errors import DataError
from sciaticli.core.screening.questions import Item
from sciaticli.store.config import config_from, config_table, save_table
from sciaticli.store.file_lock import one_at_a_time

if TYPE_CHECKING:
    from collections.abc import Collection

    from sciaticli.cli.context import App
    from sciaticli.core.screening.questions import Answers


def keep_told(app: App, answers: Answers, asked: Collection[Item]) -> None:
    """Write what was asked of both into the profile; settings that can't be read or written stand."""
    words = {Item.AGE_BAND: str(answers.age_band), Item.BLOOD_THINNER: str(answers.blood_thinner)}
    told = {item.value: word for item, word in words.items() if item in asked}
    if not told:
        return
    path = app.paths.config_file
    with suppress(DataError, OSError), one_at_a_time(app.paths.state / "config.lock"):
        table = config_table(path)
        changed = {**table, "profile": {**table.get("profile", {}), **told}}
        config_from(changed, path)
        if changed != table:
            save_table(path, changed)
            app.forget_config()
