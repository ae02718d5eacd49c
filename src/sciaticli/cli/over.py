"""The end of a command before its last line: all that there was to say is said."""

from sciaticli.core.errors import ExitCode


class Over(Exception):  # noqa: N818 - no error: a refusal is an answer
    """The command is over, with this exit code. Not Typer's: a call past the parser ends like this too."""

    def __init__(self, code: ExitCode) -> None:
        super().__init__(code)
        self.code = code
