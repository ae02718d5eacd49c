"""Lines added whole, read from every device, and never lost."""

import os
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sciaticli.core.record.entries import AnyEntry, Check, CheckState, Leg, Note, Pain, Scope
from sciaticli.core.record.history import Damage, fold
from sciaticli.store import journal
from sciaticli.store.journal import (
    ALL_BUT_PAIN,
    EVERYTHING,
    FOR_LEAVE,
    SCREENINGS,
    EntryFilter,
    JournalFile,
    append,
    own_device,
    read_file,
    read_journal,
)
from sciaticli.store.paths import Paths, find_paths

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    return find_paths({"SCIATICLI_HOME": str(tmp_path / "home")})


def note(number: int, text: str = "a note", rec: datetime = NOON) -> Note:
    return Note(v=1, id=f"n{number}", at=rec, rec=rec, tz="UTC", day=rec.date(), src="0", note=text)


def check(number: int, rec: datetime) -> Check:
    return Check(
        v=1, id=f"c{number}", at=rec, rec=rec, tz="UTC", day=rec.date(), src="0",
        form="red_flags@1", scope=Scope.FULL, state=CheckState.FINISHED, answers={},
    )  # fmt: skip


def pain(number: int) -> Pain:
    return Pain(v=1, id=f"p{number}", at=NOON, rec=NOON, tz="UTC", day=NOON.date(), src="0", leg=Leg(worst=3))


def own_file(paths: Paths, month: str = "2026-11") -> Path:
    return paths.journal / own_device(paths) / f"{month}.jsonl"


def notes(paths: Paths, since: str = "") -> list[str]:
    return [record.entry.id for record in read_journal(paths, since)[0]]


def damage(paths: Paths) -> list[Damage]:
    return read_journal(paths)[1]


def put(paths: Paths, device: str, name: str, *lines: AnyEntry | bytes) -> Path:
    path = paths.journal / device / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"".join(_line(line) for line in lines))
    return path


def _line(line: AnyEntry | bytes) -> bytes:
    return line if isinstance(line, bytes) else msgspec.json.encode(line) + b"\n"


def test_an_empty_home_reads_as_nothing_and_stays_empty(paths: Paths) -> None:
    assert read_journal(paths) == ([], [])
    assert not paths.data.exists()


def test_what_is_added_is_read_back(paths: Paths) -> None:
    entry = Pain(
        v=1, id="p1", at=NOON, rec=NOON, tz="UTC", day=NOON.date(), src="0", leg=Leg(worst=0, now=None)
    )
    record = append(paths, entry)
    assert read_journal(paths) == ([msgspec.structs.replace(record, line=1)], [])
    line = own_file(paths).read_bytes()
    assert line.endswith(b'"leg":{"worst":0,"now":null}}\n')


def test_a_line_is_one_write_and_one_sync(paths: Paths, monkeypatch: pytest.MonkeyPatch) -> None:
    append(paths, note(1))
    calls = []
    write, sync = os.write, os.fsync

    def counted_write(where: int, line: bytes) -> int:
        calls.append("write")
        return write(where, line)

    def counted_sync(where: int) -> None:
        calls.append("fsync")
        sync(where)

    monkeypatch.setattr(os, "write", counted_write)
    monkeypatch.setattr(os, "fsync", counted_sync)
    append(paths, note(2))
    assert calls == ["write", "fsync"]


def test_folders_and_files_are_for_the_owner_only(paths: Paths) -> None:
    old = os.umask(0)
    try:
        append(paths, note(1))
    finally:
        os.umask(old)
    for path in [paths.data.parent, *paths.data.parent.rglob("*")]:
        assert oct(path.stat().st_mode & 0o777) == ("0o700" if path.is_dir() else "0o600"), path


def test_the_file_is_the_month_in_which_the_line_was_written(paths: Paths) -> None:
    rec = datetime.fromisoformat("2026-12-01T00:30:00+01:00")  # still November by universal time
    late = Note(v=1, id="n1", at=NOON, rec=rec, tz="UTC", day=NOON.date(), src="0", note="backdated")
    append(paths, late)
    assert [path.name for path in own_file(paths).parent.iterdir()] == ["2026-12.jsonl"]


def test_the_device_is_made_once_and_stays(paths: Paths) -> None:
    append(paths, note(1))
    name = own_device(paths)
    append(paths, note(2))
    assert own_device(paths) == name == paths.device_file.read_text().strip()
    assert [path.name for path in paths.state.iterdir()] == ["device"]


@pytest.mark.parametrize("text", ["", "\n", "../../elsewhere\n", "a b\n", "é\n"])
def test_a_spoilt_device_file_is_made_anew(paths: Paths, text: str) -> None:
    paths.state.mkdir(parents=True)
    paths.device_file.write_text(text, encoding="latin-1")
    append(paths, note(1))
    assert own_device(paths).isalnum()
    assert notes(paths) == ["n1"]


def test_a_torn_last_line_is_left_and_the_next_stands_by_itself(paths: Paths) -> None:
    append(paths, note(1))
    with own_file(paths).open("ab") as file:
        file.write(b'{"kind":"note","v":1,"id":"to')
    append(paths, note(2))
    append(paths, note(3))
    assert notes(paths) == ["n1", "n2", "n3"]
    assert [(item.line, item.month, item.device) for item in damage(paths)] == [
        (2, "2026-11", own_device(paths))
    ]
    assert "torn" in damage(paths)[0].reason


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rubbish=st.binary(max_size=200))
def test_no_bytes_in_a_file_hide_the_lines_after_them(paths: Paths, rubbish: bytes) -> None:
    put(paths, own_device(paths), "2026-11.jsonl", note(1), rubbish)
    append(paths, note(2))
    assert notes(paths) == ["n1", "n2"]


WHOLE = msgspec.json.encode(check(1, NOON))
PAIN = msgspec.json.encode(pain(4))
PIECES = [
    PAIN, PAIN + WHOLE, PAIN[:60] + WHOLE, PAIN[:60] + b"\n" + WHOLE, WHOLE[:40] + b"\n" + PAIN,
    PAIN[: PAIN.index(b"{", 1)] + b"\n" + WHOLE, PAIN.replace(b'"v":1', b'"v":9'),
    PAIN.replace(b'"worst":3', b'"worst":30'),
    WHOLE, msgspec.json.encode(note(2)), msgspec.json.encode(note(3, 'a } and a { in a "check"')),
    WHOLE + WHOLE, WHOLE[:40], WHOLE[40:], b" " + WHOLE, WHOLE + b"\r", b"", b"{}", b"<<<<<<< ours",
    WHOLE.replace(b'"v":1', b'"v":9'), WHOLE.replace(b'"c1"', b'"c\\u00e9"'),
]  # fmt: skip
OVER_TWO_LINES = [
    PAIN.replace(b'","', b'",\n"', 1),
    WHOLE.replace(b'","', b'",\n"', 1),
    WHOLE.replace(b"{", b"{\n", 1),
]


@settings(max_examples=300)
@given(
    lines=st.lists(st.sampled_from([WHOLE, *PIECES]), max_size=6)
    | st.lists(st.sampled_from([WHOLE, PAIN, *OVER_TWO_LINES]), max_size=6),
    wanted=st.sampled_from([EVERYTHING, SCREENINGS, FOR_LEAVE, ALL_BUT_PAIN]),
)
def test_what_is_read_in_one_go_is_what_is_read_line_by_line(
    tmp_path_factory: pytest.TempPathFactory, lines: list[bytes], wanted: EntryFilter
) -> None:
    path = tmp_path_factory.mktemp("device") / "2026-11.jsonl"
    path.write_bytes(b"\n".join(lines))
    file = JournalFile("laptop", path.name, path)
    found: tuple[list[Damage], list[Damage]] = ([], [])
    at_once = read_file(file, found[0], wanted)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(journal, "_read_together", lambda *_: None)
        assert read_file(file, found[1], wanted) == at_once
    assert found[0] == found[1]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"{}\n", "kind"),
        (b"[1]\n", "torn or not ours"),
        (b"\x00\x00\x00\n", "torn or not ours"),
        (b'{"kind":"walk","v":1,"id":"w1"}\n', "walk"),
        (msgspec.json.encode(note(1)).replace(b"12:00:00Z", b"12:00:00") + b"\n", "timezone"),
        (msgspec.json.encode(note(1)).replace(b'"n1"', b'"../n1"') + b"\n", "id"),
    ],
)  # fmt: skip
def test_a_line_that_is_no_entry_is_named_and_kept(paths: Paths, line: bytes, reason: str) -> None:
    path = put(paths, "other", "2026-11.jsonl", note(7), line, note(8))
    before = path.read_bytes()
    assert notes(paths) == ["n7", "n8"]
    (item,) = damage(paths)
    assert (item.file, item.line, item.device, item.month) == ("2026-11.jsonl", 2, "other", "2026-11")
    assert reason in item.reason
    assert path.read_bytes() == before


def test_a_newer_version_is_read_as_far_as_it_goes_and_named(paths: Paths) -> None:
    newer = msgspec.json.encode(note(1)).replace(b'"v":1', b'"v":2,"mood":"fine"')
    put(paths, "other", "2026-11.jsonl", newer + b"\n")
    assert notes(paths) == ["n1"]
    assert "version 2" in damage(paths)[0].reason


def test_line_ends_and_marks_of_other_editors_do_no_harm(paths: Paths) -> None:
    one, two = msgspec.json.encode(note(1)), msgspec.json.encode(note(2))
    put(paths, "other", "2026-11.jsonl", b"\xef\xbb\xbf" + one + b"\r\n\r\n  \n" + two)
    assert notes(paths) == ["n1", "n2"]
    assert damage(paths) == []


def test_both_sides_of_a_git_merge_are_read(paths: Paths) -> None:
    put(
        paths, "other", "2026-11.jsonl", note(1), b"<<<<<<< HEAD\n", note(2), b"||||||| base\n", note(1),
        b"=======\n", note(3), b">>>>>>> theirs\n",
    )  # fmt: skip
    assert notes(paths) == ["n1", "n2", "n1", "n3"]
    assert damage(paths) == []
    assert [entry.id for entry in fold(read_journal(paths)[0]).notes] == ["n1", "n2", "n3"]


@pytest.mark.parametrize(
    "name",
    [
        "2026-11.sync-conflict-20261122-101530-ABCDEFG.jsonl",
        "2026-11 (Anna's conflicted copy 2026-11-22).jsonl",
        "2026-11 2.jsonl",
        "2026-11 (1).jsonl",
        "2026-11-LAPTOP.jsonl",
        "2026-11.jsonl.orig",
        "2026-11.jsonl~HEAD",
        "2026-11.jsonl.Conflict",
    ],
)
def test_a_synchronisers_copy_is_read_and_folded_once(paths: Paths, name: str) -> None:
    put(paths, "other", "2026-11.jsonl", note(1), note(2))
    put(paths, "other", name, note(1), note(3))
    records, found = read_journal(paths)
    assert [entry.id for entry in fold(records).notes] == ["n1", "n2", "n3"]
    assert fold(records).damage == ()
    assert found == []
    assert {record.file for record in records} == {"2026-11.jsonl", name}


@pytest.mark.parametrize("name", [".syncthing.2026-11.jsonl.tmp", "notes.txt", "2026-11.csv"])
def test_other_files_are_let_alone(paths: Paths, name: str) -> None:
    put(paths, "other", name, note(1))
    put(paths, ".stversions", "2026-11.jsonl", note(2))
    assert read_journal(paths) == ([], [])


@pytest.mark.parametrize("name", [".2026-11.jsonl", "old-2026-11.jsonl", "Copy of 2026-11.jsonl"])
@pytest.mark.parametrize("device", ["other", ".other", "other (copy)"])
def test_hidden_and_renamed_copies_are_read(paths: Paths, device: str, name: str) -> None:
    put(paths, device, name, note(1))
    (record,), found = read_journal(paths)
    assert (record.entry.id, record.month, found) == ("n1", "2026-11", [])


def test_what_looks_like_part_of_the_record_and_is_not_read_is_damage(paths: Paths) -> None:
    put(paths, "other", "2026-13.jsonl", note(1))
    (paths.journal / "desk").symlink_to(paths.data / "gone")
    (paths.journal / "phone").write_text("a file where a folder was")
    (paths.journal / "2026-11.jsonl").write_text("")
    (paths.journal / "README.md").write_text("what a person put there")
    assert sorted((item.file, item.reason) for item in damage(paths)) == [
        ("2026-11.jsonl", "stands outside the folder of a machine, so it is not read"),
        ("2026-13.jsonl", "is not named after a month, so it is not read"),
        ("desk", "is a link that leads nowhere"),
        ("phone", "can't be listed: Not a directory"),
    ]


def test_since_reads_whole_months_and_every_screening_before(paths: Paths) -> None:
    for number in range(4):
        append(paths, note(number, rec=NOON - timedelta(days=31 * number)))
    append(paths, check(9, NOON - timedelta(days=93)))
    assert notes(paths, since="2026-10") == ["c9", "n1", "n0"]


def test_reading_touches_nothing(paths: Paths) -> None:
    append(paths, note(1))
    file = own_file(paths)
    os.utime(file, ns=(1_000_000_000, 2_000_000_000))
    before = {path: path.stat() for path in paths.data.rglob("*")}
    assert notes(paths) == ["n1"]
    assert {path: path.stat() for path in paths.data.rglob("*")} == before


def test_a_file_that_is_gone_or_shut_is_damage_not_a_crash(paths: Paths) -> None:
    append(paths, note(1))
    (paths.journal / "other").mkdir()
    (paths.journal / "other" / "2026-10.jsonl").symlink_to(paths.data / "gone")
    (paths.journal / "other" / "2026-09.jsonl").mkdir()
    assert notes(paths) == ["n1"]
    assert [(item.file, item.line, item.month) for item in damage(paths)] == [
        ("2026-09.jsonl", 0, "2026-09"),
        ("2026-10.jsonl", 0, "2026-10"),
    ]


def test_a_linked_journal_folder_is_followed(paths: Paths, tmp_path: Path) -> None:
    shared = tmp_path / "shared"
    shared.mkdir()
    paths.data.mkdir(parents=True)
    paths.journal.symlink_to(shared)
    append(paths, note(1))
    assert notes(paths) == ["n1"]
    assert [path.suffix for path in shared.rglob("*.jsonl")] == [".jsonl"]


def test_the_day_is_stored_and_comes_back(paths: Paths) -> None:
    entry = msgspec.structs.replace(note(1), day=date(2020, 1, 1))
    append(paths, entry)
    assert read_journal(paths)[0][0].entry.day == date(2020, 1, 1)
