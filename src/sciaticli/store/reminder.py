"""The reminder that is installed, kept beside the settings: the scheduler's files know only when."""

from pathlib import Path

import msgspec
import tomli_w

from sciaticli.core.errors import DataError
from sciaticli.core.reminder import Reminder
from sciaticli.store.paths import Paths, write_private
from sciaticli.store.reading import file_text, toml_table


def reminder_file(paths: Paths) -> Path:
    """Return where the reminder is kept."""
    return paths.config / "reminder.toml"


def load_reminder(paths: Paths) -> Reminder | None:
    """Return the reminder, None when there is none; raises DataError when its file can't be used."""
    file = reminder_file(paths)
    try:
        return msgspec.convert(toml_table(file_text(file)), Reminder)
    except FileNotFoundError:
        return None
    except ValueError as error:
        raise DataError(
            f"{file} can't be used.", (str(error),), "Set it anew: sciaticli remind install"
        ) from error


def save_reminder(paths: Paths, reminder: Reminder) -> None:
    """Write the reminder for the owner only."""
    table = msgspec.to_builtins(reminder)
    write_private(
        reminder_file(paths), tomli_w.dumps({key: value for key, value in table.items() if value is not None})
    )
