"""The made-up machine that reminders are set on."""

from pathlib import Path

import pytest

from support.machine import Machine
from support.world import Home


@pytest.fixture
def machine(tmp_path: Path, home: Home, monkeypatch: pytest.MonkeyPatch) -> Machine:
    """Return a machine whose systemd does not answer and whose messages are written down."""
    return Machine(tmp_path, home, monkeypatch)
