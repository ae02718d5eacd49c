"""A machine whose schedulers and messages are made-up programs that write down how they were called."""

from pathlib import Path

import pytest

from support.world import Home

LOG = 'echo "$(basename "$0") $*" >> "{log}"\n'
TABLE = """if [ "$1" = "-l" ]; then cat "{table}" 2>/dev/null || {{ echo "no crontab for me" >&2; exit 1; }}
else cat > "{table}.new"; mv "{table}.new" "{table}"; fi
"""


class Machine:
    """A person's machine whose programs only write down how they were called."""

    def __init__(self, folder: Path, home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
        self.bin, self.log, self.table = folder / "bin", folder / "log", folder / "table"
        self.bin.mkdir()
        self.home = home
        self.user = folder / "user"
        home.env["HOME"] = str(self.user)
        monkeypatch.setenv("PATH", f"{self.bin}:/usr/bin:/bin")
        self.has("systemctl", "exit 1\n")
        self.has("notify-send", LOG)

    def has(self, name: str, script: str) -> None:
        program = self.bin / name
        program.write_text(f"#!/bin/sh\n{script.format(log=self.log, table=self.table)}")
        program.chmod(0o700)

    def calls(self) -> list[str]:
        found = self.log.read_text().splitlines() if self.log.exists() else []
        self.log.unlink(missing_ok=True)
        return found
