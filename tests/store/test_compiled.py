"""The compiled copy of the catalogue: used only while it is true to its files, and never needed."""

import os
import stat
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from sciaticli.core.catalogue.catalogue import Catalogue
from sciaticli.store import compiled as module
from sciaticli.store.catalogue import COPY, load_catalogue
from sciaticli.store.compiled import compiled


class Counted:
    """Files with a value, and how often they were read."""

    def __init__(self, folder: Path) -> None:
        self.file = folder / "words.toml"
        self.copy = folder / "cache" / "words.msgpack"
        self.reads = 0
        self.write("one")

    def write(self, text: str, *, age_s: int = 60) -> None:
        self.file.write_text(text)
        changed = self.file.stat().st_mtime - age_s
        os.utime(self.file, (changed, changed))

    def get(self) -> list[str]:
        return compiled(self.copy, [self.file], list[str], self.read)

    def read(self) -> list[str]:
        self.reads += 1
        return self.file.read_text().split()


@pytest.fixture
def words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Counted:
    """Return a file that was written a minute ago; the time of its last change of status is its mtime."""
    monkeypatch.setattr(
        module,
        "_marks",
        lambda files: tuple(
            module.FileMark(str(file), file.stat().st_size, file.stat().st_mtime_ns, file.stat().st_mtime_ns)
            for file in files
        ),
    )
    return Counted(tmp_path)


def test_a_second_look_reads_the_copy(words: Counted) -> None:
    assert [words.get(), words.get(), words.get()] == [["one"]] * 3
    assert words.reads == 1
    if os.name == "posix":
        assert stat.S_IMODE(words.copy.stat().st_mode) == 0o600
    assert [path.name for path in words.copy.parent.iterdir()] == [words.copy.name]


def test_a_changed_file_is_read_again(words: Counted) -> None:
    words.get()
    words.write("two")  # of the same size; only its time differs
    assert words.get() == ["two"]
    words.write("three")
    assert words.get() == ["three"]
    assert words.reads == 3


def test_a_file_younger_than_two_seconds_is_not_kept(words: Counted) -> None:
    words.write("new", age_s=0)
    assert [words.get(), words.get()] == [["new"], ["new"]]
    assert words.reads == 2
    assert not words.copy.exists()


def test_another_version_reads_again(words: Counted, monkeypatch: pytest.MonkeyPatch) -> None:
    words.get()
    monkeypatch.setattr(module, "__version__", "9.9.9")
    words.get()
    assert words.reads == 2


def changed(copy: Path, change: Callable[[module.Compiled], module.Compiled]) -> bytes:
    return msgspec.msgpack.encode(change(msgspec.msgpack.decode(copy.read_bytes(), type=module.Compiled)))


def put_a_pipe(copy: Path) -> None:
    copy.unlink()
    os.mkfifo(copy)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda copy: copy.write_bytes(b""),
        lambda copy: copy.write_bytes(b"\xc1" * 50),
        lambda copy: copy.write_bytes(copy.read_bytes()[:-3]),
        lambda copy: copy.write_bytes(b"\x91" * 100_000),
        lambda copy: copy.write_bytes(
            changed(copy, lambda made: msgspec.structs.replace(made, value=msgspec.Raw(b"\x01")))
        ),
        lambda copy: copy.chmod(0o644),
        lambda copy: (copy.unlink(), copy.mkdir()),
        lambda copy: (copy.unlink(), copy.symlink_to("/dev/zero")),
        put_a_pipe,
        lambda copy: (copy.write_bytes(copy.read_bytes() + b"\0" * 20_000_000), None),
    ],
    ids=[
        "empty",
        "noise",
        "cut",
        "deep",
        "other value",
        "open to others",
        "folder",
        "device",
        "pipe",
        "huge",
    ],
)
@pytest.mark.skipif(os.name != "posix", reason="modes and links of posix")
def test_a_copy_that_can_not_be_trusted_is_passed_over(
    words: Counted, spoil: Callable[[Path], object]
) -> None:
    words.get()
    spoil(words.copy)
    assert words.get() == ["one"]
    assert words.reads == 2


def test_a_bit_that_the_disk_turned_is_never_read(words: Counted) -> None:
    words.get()
    whole = words.copy.read_bytes()
    for place in range(len(whole)):
        for bit in range(8):
            words.copy.write_bytes(whole[:place] + bytes([whole[place] ^ (1 << bit)]) + whole[place + 1 :])
            assert words.get() == ["one"]


def test_a_folder_that_can_not_be_made_is_no_error(words: Counted) -> None:
    words.copy.parent.write_text("a file where the folder should be")
    assert [words.get(), words.get()] == [["one"], ["one"]]
    assert words.reads == 2


def test_a_problem_is_let_through_and_nothing_is_kept(words: Counted) -> None:
    words.file.unlink()
    with pytest.raises(OSError, match="words"):
        words.get()
    assert not words.copy.exists()


def test_the_whole_catalogue_comes_back_the_same(tmp_path: Path) -> None:
    whole = load_catalogue()
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(whole), type=Catalogue) == whole
    assert load_catalogue(None, tmp_path / "cache") == whole
    assert load_catalogue(None, tmp_path / "cache") == whole


def test_an_own_file_that_changes_is_seen_at_once(tmp_path: Path) -> None:
    own, cache = tmp_path / "exercises.d", tmp_path / "cache"
    own.mkdir()
    load_catalogue(own, cache)
    (own / "week.toml").write_text(
        '[[routine]]\nid = "week_1"\nname = "Week 1"\nitems = [{ exercise = "glute_bridge" }]\n'
    )
    assert [routine.id for routine in load_catalogue(own, cache).routines] == ["week_1"]
    (own / "week.toml").unlink()
    assert load_catalogue(own, cache).routines == ()
    assert COPY not in {path.name for path in own.iterdir()}
