"""No reader can be crashed: whatever comes through a door, it is used, or refused with words.

The quick run takes a sixth of what the slow one takes, the same each time, of every door and every call.
`make fuzz FUZZ=tests/doors` looks for more.
"""

import json
from collections.abc import Callable, Iterator
from contextlib import chdir, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from doors.corpus import BYTES, TEXTS
from sciaticli.core.text import literal
from support.world import Home, Result

CALM = frozenset({0, 2, 3, 4, 10, 20, 30})
"""Every exit code but those of a bug and of a person who stopped."""

SHARE = 6  # the quick run tries one of six; which one moves on from door to door
FEW, SOME = 3, 8  # made up for a door in the quick and the slow run; every run of `make fuzz` tries others

Door = Callable[[Home, bytes], list[Result]]


def a_home(folder: Path) -> Home:
    home = Home(folder)
    assert home.run("log", "4", "2").code == 0
    return home


@contextmanager
def fresh_home() -> Iterator[Home]:
    with TemporaryDirectory() as folder, chdir(folder):
        yield a_home(Path(folder) / "home")


def put(home: Home, name: str, content: bytes) -> Path:
    path = home.folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def in_file(name: str, *calls: tuple[str, ...]) -> Door:
    """Return the door of a file that the program reads by itself."""

    def through(home: Home, content: bytes) -> list[Result]:
        put(home, name, content)
        return [home.run(*call) for call in calls]

    return through


def named(name: str, *call: str) -> Door:
    """Return the door of a file that a person names, last in the call."""

    def through(home: Home, content: bytes) -> list[Result]:
        return [home.run(*call, str(put(home, name, content)))]

    return through


def line_of_the_record(home: Home, content: bytes) -> list[Result]:
    (file,) = (home.folder / "data" / "journal").glob("*/*.jsonl")
    before = file.read_bytes()
    file.write_bytes(before + content + b"\n")
    calls = (
        ("journal", "show", "--all"),
        ("journal", "verify"),
        ("journal", "export"),
        ("journal", "export", "--format", "csv"),
        ("log", "3", "1"),
        ("progress",),
        ("doctor",),
        (),
    )
    shown = [home.run(*call) for call in calls]
    assert "leg 4" in shown[0].out, "the line before it is still read"
    assert file.read_bytes().startswith(before)
    return shown


def compiled_copy(home: Home, content: bytes) -> list[Result]:
    """Put the content in the place of each compiled copy; what is said does not change."""
    call = ("exercises", "show", "bridge")
    before = home.run(*call)
    for copy in (home.folder / "cache").rglob("*.msgpack"):
        copy.write_bytes(content)
    after = home.run(*call)
    assert after.out == before.out
    return [after]


def amend_with(content: bytes) -> bytes:
    """Return an amendment of the only entry that sets its note to what comes in, where that is text."""
    line = {
        "kind": "amend", "v": 1, "id": "a1", "at": "2026-11-22T07:00:00Z", "rec": "2026-11-22T07:00:00Z",
        "tz": "UTC", "day": "2026-11-22", "src": "0", "of": "00000000-0000-7000-8000-000000000001",
        "set": {"note": content.decode("utf-8", "replace")},
    }  # fmt: skip
    return json.dumps(line).encode()


def typed(*call: str) -> Door:
    """Return the door of standard input."""

    def through(home: Home, content: bytes) -> list[Result]:
        return [home.run(*call, answers=content.decode("utf-8", "surrogateescape"))]

    return through


DOORS: dict[str, Door] = {
    "config": in_file("config/config.toml", (), ("setup", "--show"), ("today", "--plan"), ("doctor",)),
    "own exercises": in_file(
        "config/exercises.d/mine.toml", ("exercises", "list"), ("routine", "list"), ("doctor",)
    ),
    "reminder": in_file("config/reminder.toml", ("remind", "fire"), ("remind", "remove"), ("doctor",)),
    "session": in_file("state/session.jsonl", (), ("today", "--no-input"), ("doctor",)),
    "kept check": in_file("state/check.json", (), ("check", "--no-input"), ("today", "--plan")),
    "device": in_file("state/device", ("log", "4", "2"), ("journal", "undo"), ("doctor",)),
    "compiled": compiled_copy,
    "record": line_of_the_record,
    "amend": lambda home, content: line_of_the_record(home, amend_with(content)),
    "lint": named("some.toml", "exercises", "lint"),
    "answers": named("answers.toml", "check", "--answers"),
    "import": named("old.jsonl", "journal", "import"),
    "import csv": named("old.csv", "journal", "import"),
    "answers typed": typed("check", "--answers", "-"),
    "note typed": typed("log", "4", "2", "-m", "-"),
    "routine typed": typed("routine", "add", "mine"),
}

WORDS: tuple[tuple[str, ...], ...] = (
    ("log", "{}", "2"),
    ("log", "4", "2", "--at={}"),
    ("log", "4", "2", "--walk={}"),
    ("log", "4", "2", "-m", "{}"),
    ("log", "4", "2", "--did", "{}"),
    ("journal", "show", "--since={}"),
    ("journal", "edit", "last", "--set", "{}"),
    ("journal", "edit", "last", "--set", "walk_min={}"),
    ("journal", "edit", "last", "--set", "day={}"),
    ("journal", "edit", "last", "--set", "{}=1"),
    ("journal", "edit", "{}", "--set", "leg.worst=5"),
    ("journal", "import", "{}"),
    ("journal", "purge", "--id={}", "--yes"),
    ("journal", "export", "-o", "{}"),
    ("setup", "--set", "{}"),
    ("setup", "--set", "profile.minutes={}"),
    ("setup", "--set", "coach.facts={}"),
    ("setup", "--set", "coach.rollover={}"),
    ("today", "--plan", "--minutes={}"),
    ("today", "--plan", "--on={}"),
    ("progress", "--weeks={}"),
    ("report", "--weeks={}"),
    ("exercises", "show", "{}"),
    ("exercises", "list", "--family={}"),
    ("exercises", "lint", "{}"),
    ("routine", "add", "{}", "bridge 3x10"),
    ("routine", "add", "mine", "{}"),
    ("routine", "show", "{}"),
    ("learn", "{}"),
    ("check", "--answers", "{}"),
    ("remind", "install", "--at={}", "--ics", "/nowhere/x.ics"),
    ("remind", "fire", "--home={}"),
    ("remind", "fire", "--folders", "{}", "{}", "{}", "{}"),
    ("report", "-o", "{}"),
    ("demo", "{}"),
    ("assess", "{}"),
    ("doctor", "{}"),
    ("{}",),
)


def is_calm(result: Result, what: object) -> bool:
    """Return whether a call ended as a call may end; fails with what it said."""
    assert result.code in CALM, (what, result.code, result.err[-400:])
    assert "Traceback" not in result.out + result.err
    assert literal(result.err) == result.err, what
    return True


def slow_unless(*, quick: bool) -> tuple[pytest.MarkDecorator, ...]:
    return () if quick else (pytest.mark.slow,)


@pytest.mark.parametrize(
    ("door", "content"),
    [
        pytest.param(
            door, content, id=f"{door}-{name}", marks=slow_unless(quick=(first + second) % SHARE == 0)
        )
        for first, door in enumerate(DOORS)
        for second, (name, content) in enumerate(BYTES.items())
    ],
)
def test_no_file_crashes_it(home: Home, door: str, content: bytes) -> None:
    a_home(home.folder)
    assert all(is_calm(result, door) for result in DOORS[door](home, content))


@pytest.mark.parametrize(
    ("call", "texts"),
    [
        pytest.param(
            call, TEXTS[(number + part) % SHARE :: SHARE], id=f"{' '.join(call)}-{part}", marks=marks
        )
        for number, call in enumerate(WORDS)
        for part, marks in enumerate(((), (pytest.mark.slow,), (pytest.mark.slow,)))
    ],
)
def test_no_word_crashes_it(
    home: Home, call: tuple[str, ...], texts: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    a_home(home.folder)
    monkeypatch.chdir(home.folder)
    for text in texts:
        result = home.run(*(word.replace("{}", text) for word in call))
        assert is_calm(result, text[:40])


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda part: st.lists(part, max_size=4) | st.dictionaries(st.text(max_size=8), part, max_size=4),
    max_leaves=12,
)
KEYS = """kind v id at rec tz day src leg worst back note profile coach exercise routine items set of answers
begun minutes conditions age_band"""
KNOWN = st.sampled_from(KEYS.split())
TABLE = st.dictionaries(KNOWN | st.text(max_size=6), JSON, max_size=6)
ANY = (
    st.binary(max_size=200)
    | st.text(max_size=200).map(lambda text: text.encode("utf-8", "replace"))
    | TABLE.map(lambda table: json.dumps(table).encode())
    | st.tuples(st.sampled_from(list(BYTES.values())), st.binary(max_size=20)).map(b"".join)
)


def made_up_through(door: str, content: bytes) -> None:
    with fresh_home() as home:
        assert all(is_calm(result, door) for result in DOORS[door](home, content))


@pytest.mark.parametrize("door", DOORS)
@given(content=ANY)
@settings(max_examples=FEW)
def test_nothing_that_is_made_up_crashes_it(door: str, content: bytes) -> None:
    made_up_through(door, content)


@pytest.mark.slow
@pytest.mark.parametrize("door", DOORS)
@given(content=ANY)
@settings(max_examples=SOME)
def test_more_that_is_made_up_crashes_it_no_more(door: str, content: bytes) -> None:
    made_up_through(door, content)


WORD = (
    st.text(st.characters(exclude_characters="\0"), max_size=30)  # no word of a call can hold a nought
    | st.tuples(st.sampled_from(TEXTS), st.sampled_from(TEXTS)).map("".join).map(lambda text: text[:5000])
)


def made_up_word(call: tuple[str, ...], text: str) -> None:
    with fresh_home() as home:
        assert is_calm(home.run(*(word.replace("{}", text) for word in call)), text[:40])


@pytest.mark.parametrize("call", WORDS, ids=[" ".join(call) for call in WORDS])
@given(text=WORD)
@settings(max_examples=FEW)
def test_no_made_up_word_crashes_it(call: tuple[str, ...], text: str) -> None:
    made_up_word(call, text)


@pytest.mark.slow
@pytest.mark.parametrize("call", WORDS, ids=[" ".join(call) for call in WORDS])
@given(text=WORD)
@settings(max_examples=SOME)
def test_more_made_up_words_crash_it_no_more(call: tuple[str, ...], text: str) -> None:
    made_up_word(call, text)
