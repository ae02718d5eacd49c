"""Shells and other programs in a real pseudo-terminal, and what stands on their screens."""

import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import pexpect
import pyte

from support.waiting import until

LIMIT_S = 30
ROWS, COLUMNS = 50, 200
PROMPT = "READY>"


class Terminal:
    """A program in a pseudo-terminal, and the screen that it draws on."""

    def __init__(self, argv: Sequence[str], env: dict[str, str]) -> None:
        self.child = pexpect.spawn(
            argv[0],
            list(argv[1:]),
            env=env,
            encoding="utf-8",
            timeout=LIMIT_S,
            dimensions=(ROWS, COLUMNS),
        )
        self.screen = pyte.Screen(COLUMNS, ROWS)
        self._stream = pyte.Stream(self.screen)

    def shown(self) -> str:
        """Return all that stands on the screen."""
        with suppress(pexpect.TIMEOUT, pexpect.EOF):
            self._stream.feed(self.child.read_nonblocking(100_000, timeout=0))
        return "\n".join(self.screen.display)

    def shows(self, *words: str) -> bool:
        """Wait until all of these stand on the screen, and return whether they do."""
        return until(lambda: all(word in self.shown() for word in words), LIMIT_S)


class Shell(Terminal):
    """A shell that has read some lines and waits with a prompt of ours."""

    def __init__(self, name: str, argv: Sequence[str], start: Sequence[str], env: dict[str, str]) -> None:
        super().__init__((name, *argv), env)
        self.name = name
        for line in start:
            self.child.sendline(line)
        assert until(lambda: self.line() == PROMPT, LIMIT_S), f"{name} gives no prompt"

    def line(self) -> str:
        """Return the line that is typed on, as it stands on the screen, without blanks at its end."""
        rows = self.shown().splitlines()
        return next((row.rstrip() for row in reversed(rows) if row.startswith(PROMPT)), "")

    def clear(self) -> None:
        """Empty the line and the screen."""
        self.child.send("\x03")
        self.child.sendline("clear")
        assert until(lambda: self.shown().split() == [PROMPT], LIMIT_S), self.shown()


def env_in(folder: Path) -> dict[str, str]:
    """Return an environment whose `sciaticli` is the one under test, with a home of its own.

    A fish that finds no completions from man pages makes some behind our back, and then offers them too.
    """
    (folder / ".local" / "share" / "fish" / "generated_completions").mkdir(parents=True, exist_ok=True)
    program = Path(sys.executable).with_name("sciaticli")
    return {
        "PATH": f"{program.parent}:/usr/bin:/bin",
        "TERM": "xterm",
        "LANG": "C.UTF-8",
        "SCIATICLI_HOME": str(folder / "home"),
        "HOME": str(folder),
    }
