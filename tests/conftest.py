"""Fixtures for every test: a temporary home, and the real one out of reach."""

import socket
from pathlib import Path

import pytest

from support.world import Home


@pytest.fixture(autouse=True)
def _no_real_home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Point every way to a home at a folder that can't be made: a file stands in its place."""
    wall = tmp_path / "not-a-home"
    wall.write_text("the real home is out of reach")
    for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, str(wall / "x"))
    monkeypatch.delenv("SCIATICLI_HOME", raising=False)


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        pytest.fail("something tried to open a network connection")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket.socket, "connect_ex", refuse)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """Return an empty home of a person, with a clock that only moves when told."""
    return Home(tmp_path / "home")
