"""Fixtures for every test: a temporary home, and the real one out of reach.

Every run tries the same inputs, on every machine: that is the profile `same`. The profile `fuzz`, which
`make fuzz` asks for, looks for inputs that were never tried. With `--few`, each table and property is tried
with a few cases only: that is enough to measure which lines are tested.
"""

import signal
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from support.built_in import keep_built_in
from support.disk import wait_for_no_disk
from support.drawn import keep_pictures
from support.few import few_of_each
from support.parsed import keep_parses
from support.world import Home

settings.register_profile("same", derandomize=True, database=None, deadline=None)
settings.register_profile(
    "fuzz",
    derandomize=False,
    database=None,
    deadline=None,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile("few", settings.get_profile("same"), max_examples=10)
settings.load_profile("same")
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    # A shell lets what it starts in the background ignore Ctrl-C, and so would every program a test starts.
    signal.signal(signal.SIGINT, signal.default_int_handler)
keep_parses()
keep_built_in()
keep_pictures()
wait_for_no_disk()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--few", action="store_true", help="of each table and property only a few cases")


def pytest_configure(config: pytest.Config) -> None:
    if config.getoption("--few"):
        settings.load_profile("few")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.getoption("--few"):
        left = few_of_each(items)
        config.hook.pytest_deselected(items=[*{*items}.difference(left)])
        items[:] = left


@pytest.fixture(scope="session", autouse=True)
def _no_real_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Point every way to a home behind a wall: a file, so that nothing can be made below it."""
    wall = tmp_path_factory.getbasetemp() / "not-a-home"
    wall.write_text("the real home is out of reach")
    with pytest.MonkeyPatch.context() as patched:
        for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
            patched.setenv(name, str(wall / "x"))
        patched.delenv("SCIATICLI_HOME", raising=False)
        yield


@pytest.fixture(scope="session", autouse=True)
def _no_network() -> Iterator[None]:
    def refuse(*_: object, **__: object) -> None:
        pytest.fail("something tried to open a network connection")

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(socket.socket, "connect", refuse)
        patched.setattr(socket.socket, "connect_ex", refuse)
        yield


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """Return an empty home of a person, with a clock that only moves when told."""
    return Home(tmp_path / "home")
