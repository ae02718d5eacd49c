"""What can go wrong, and the exit code each fault has."""

from enum import IntEnum


class ExitCode(IntEnum):
    """The exit codes of the command line; scripts rely on them."""

    DONE = 0
    BUG = 1
    USAGE = 2
    DATA = 3
    REFUSED = 4
    SOON = 10
    URGENT = 20
    EMERGENCY = 30
    INTERRUPTED = 130


class SciaticliError(Exception):
    """A fault a person can mend: `message` says what is wrong, `hint` the next step."""

    code = ExitCode.BUG

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class UsageError(SciaticliError):
    """The call is at fault: an option, a value, an unknown id."""

    code = ExitCode.USAGE


class DataError(SciaticliError):
    """A file is at fault. `problems` names every one of them: file, line or key, and what is allowed."""

    code = ExitCode.DATA

    def __init__(self, message: str, problems: tuple[str, ...] = (), hint: str = "") -> None:
        super().__init__(message, hint)
        self.problems = problems


class Interrupted(SciaticliError):  # noqa: N818 - a person's choice, not an error
    """The person stopped; what was done is saved."""

    code = ExitCode.INTERRUPTED
