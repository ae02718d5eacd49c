"""`demo`: the whole loop, marked on every line, and nothing of the person's touched or left behind."""

import tempfile
from pathlib import Path

import pytest

from sciaticli.cli.demo.invented_world import (
    ENTRY_MARK,
    MARK,
    SPEED,
    START,
    STEP_S,
    FastClock,
    FastKeys,
    throw_away,
)
from sciaticli.core.errors import ExitCode
from support.cli_locks import lock
from support.world import Home, ScriptedKeys


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """Return a home in which there is nothing, so that anything left there is seen."""
    return Home(tmp_path / "home", begins_cold=True)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return where temporary folders are made in these tests."""
    place = tmp_path / "temporary"
    place.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(place))
    return place


def test_without_a_terminal_it_is_the_whole_loop_in_marked_lines(home: Home, folder: Path) -> None:
    result = home.run("demo")
    assert result.code == 0
    *marked, last, after = result.out.splitlines()
    assert all(line.startswith(MARK) for line in marked)
    assert last.startswith("That was the demo.")
    assert after.endswith("sciaticli today")
    for step in (
        "$ sciaticli check",
        "No warning sign",
        "Saved for Monday 2 March 2026: leg 3",
        "Hold: ",
        "Done: ",
    ):
        assert step in result.out
    assert "$ sciaticli progress" in result.out
    assert "bug" not in result.err
    assert list(folder.iterdir()) == []
    assert not home.folder.exists()


def test_it_is_the_same_each_time_and_tells_nothing_of_the_person(home: Home) -> None:
    first = home.run("demo").out
    home.run("log", "9", "9", "-m", "my own")
    home.run("setup", "--set", "profile.conditions=osteoporosis")
    before = {path: path.read_bytes() for path in home.folder.rglob("*") if path.is_file()}
    again = home.run("demo").out
    assert again == first
    assert {path: path.read_bytes() for path in home.folder.rglob("*") if path.is_file()} == before


def test_on_a_terminal_every_screen_says_demo(home: Home, folder: Path) -> None:
    result = home.run("demo", terminal=True)
    assert result.code == 0
    screens = result.out.split("\x1b[?1049h")[1:]
    assert len(screens) == 1
    assert "Demo: " in screens[0].partition("\x1b[?1049l")[0]
    assert list(folder.iterdir()) == []


def test_it_asks_nothing(home: Home) -> None:
    result = home.run("demo", terminal=True, answers="")
    assert "?" not in result.err


@pytest.mark.parametrize(
    ("key", "end"),
    [
        ("!", (ExitCode.REFUSED, "sciaticli check")),
        ("interrupt", (ExitCode.INTERRUPTED, "The demo has stopped.")),
        ("q", (ExitCode.DONE, "That was the demo.")),
    ],
)
def test_a_key_in_the_session_ends_it_cleanly(
    home: Home, folder: Path, key: str, end: tuple[int, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sciaticli.cli.demo.command._wait", lambda _: None)
    result = home.run("demo", terminal=True, keys=[key])
    code, words = end
    assert result.code == code
    assert words in result.out + result.err
    assert list(folder.iterdir()) == []
    assert not home.folder.exists()


def test_an_interrupt_between_screens_leaves_nothing(home: Home, folder: Path) -> None:
    result = home.run("demo", terminal=True, keys=["interrupt"])
    assert result.code == ExitCode.INTERRUPTED
    assert list(folder.iterdir()) == []


def test_a_key_goes_on_to_the_next_screen_at_once(home: Home) -> None:
    slow, quick = home.clock.moment, home.clock
    home.run("demo", terminal=True)
    waited = quick.moment - slow
    start = quick.moment
    home.run("demo", terminal=True, keys=["x", "x", "x", "x"])
    assert quick.moment - start < waited


def test_a_minute_or_so_and_holds_too_fast_to_follow(home: Home) -> None:
    start = home.clock.moment
    home.run("demo", terminal=True)
    assert 20 <= (home.clock.moment - start).total_seconds() <= 75
    assert SPEED >= 10


def test_a_lock_of_the_person_speaks_first_and_stays(home: Home) -> None:
    lock(home)
    result = home.run("demo")
    assert not result.out.startswith(MARK)
    assert "emergency department" in result.out.partition(MARK)[0]
    assert home.run("today", "--plan").code == ExitCode.REFUSED


def test_no_clearance_of_the_person_comes_of_it(home: Home) -> None:
    home.run("demo")
    assert home.run("today", "--plan").code == ExitCode.REFUSED


def test_nothing_of_it_can_be_imported(home: Home, tmp_path: Path) -> None:
    with throw_away(home.app()) as world:
        theirs = Home(world.paths.data.parent)
        assert world.mark == ENTRY_MARK
        from sciaticli.cli.app import run  # noqa: PLC0415 - the world of the demo, not of a Home

        assert run(["log", "3", "2"], world) == 0
        (file,) = theirs.folder.rglob("*.jsonl")
        copy = tmp_path / "copy.jsonl"
        copy.write_bytes(file.read_bytes())
    result = home.run("journal", "import", str(copy))
    assert result.code == ExitCode.DATA
    assert "it is from the demo" in result.err


def test_its_keys_are_waited_for_shorter_than_its_clock_says(home: Home) -> None:
    clock = FastClock()
    keys = FastKeys(ScriptedKeys(home.clock), clock, is_seen=True)
    start = home.clock.moment
    assert keys.read(9.0) is None
    assert clock.now_ms() == STEP_S * 1000
    assert clock.now() == START.replace(second=1)
    assert (home.clock.moment - start).total_seconds() == pytest.approx(STEP_S / SPEED)
